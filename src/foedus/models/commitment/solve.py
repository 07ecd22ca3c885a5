"""A repeated game of named sides: the mathematics, and what came out with names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.intervals import interval
from foedus.models.commitment.dependence import concentration, dependence, replaceable, shares
from foedus.models.commitment.game import Flow, Game, Scenario, Side
from foedus.models.commitment.memory_one import (
    GRIM,
    TIT_FOR_TAT,
    WIN_STAY_LOSE_SHIFT,
    generosity,
    payoffs_of,
    stationary,
    transitions,
    with_noise,
)
from foedus.models.commitment.replies import gain_of_leaving, value
from foedus.models.commitment.result import (
    Commitment,
    Dependence,
    Estimate,
    Kept,
    Played,
    ScenarioAnswer,
    SideAnswer,
)
from foedus.models.commitment.thresholds import expected_wait, games, grim, least_continuation, mild, tit_for_tat

Floats = NDArray[np.float64]

DRAWS, MOST_DRAWS = 2000, 1_000_000


def solve(game: Game, *, draws: int = DRAWS, seed: int = 0) -> Commitment:
    """Find how patient each side must be, and in which scenario which side lets go first.

    Parameters
    ----------
    game : Game
        What :func:`foedus.models.commitment.read` returns.
    draws : int
        Draws of the numbers that are given as ranges.
    seed : int
        Seed of the draws.

    Raises
    ------
    InputError
        If the number of draws is out of range.

    Examples
    --------
    >>> from foedus.models.commitment.game import Range
    >>> five, three, one, none = (Range(x, x) for x in (5.0, 3.0, 1.0, 0.0))
    >>> sides = tuple(Side(name, name, (five, three, one, none), Range(0.9, 0.9)) for name in ("arda", "belor"))
    >>> found = solve(Game("standard", sides, (Scenario("now", "as it is", Range(0.5, 0.5)),)))
    >>> found.sides[0].critical["grim trigger"].value, found.scenarios[0].lets_go
    (0.5, 'both')
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise InputError(f"draws {draws!r}: expected a whole number from 1 to {MOST_DRAWS:,}")
    rng = np.random.default_rng(seed)
    payoffs = [np.stack([each.draws(draws, rng) for each in side.payoffs], axis=-1) for side in game.sides]
    patience = [side.patience.draws(draws, rng) for side in game.sides]
    chances = [scenario.continuation.draws(draws, rng) for scenario in game.scenarios]
    drawn = [np.minimum(grim(each), 1.0) for each in payoffs]
    sides = [_side(game, side, payoffs=each) for side, each in zip(game.sides, payoffs, strict=True)]
    scenarios = tuple(
        _scenario(game, scenario, critical=drawn, patience=patience, chance=chance)
        for scenario, chance in zip(game.scenarios, chances, strict=True)
    )
    return Commitment(
        game,
        (sides[0], sides[1]),
        scenarios,
        tuple(_played(game)),
        tuple(_dependence(game)),
        notes=tuple(_notes(sides)),
        inputs=game.inputs,
        options={"draws": draws, "seed": seed},
    )


def middles(side: Side) -> Floats:
    """The four payoffs, each in the middle of its range."""
    return np.array([each.middle for each in side.payoffs])


def _estimate(point: Floats | float, draws: Floats) -> Estimate:
    low, high, _ = interval(draws, point)
    return Estimate(float(point), float(low), float(high))


def _side(game: Game, side: Side, *, payoffs: Floats) -> SideAnswer:
    rules: dict[str, Callable[[Floats], Floats]] = {
        "grim trigger": grim,
        "tit for tat": tit_for_tat,
        f"{game.years_punished} {'year' if game.years_punished == 1 else 'years'} of punishment": lambda values: mild(
            values, game.years_punished
        ),
    }
    middle = middles(side)
    critical = {
        name: _estimate(np.minimum(rule(middle), 1.0), np.minimum(rule(payoffs), 1.0)) for name, rule in rules.items()
    }
    least = float(least_continuation(grim(middle), side.patience.middle))
    return SideAnswer(side.id, side.name, critical, least if least <= 1 else None, float((games(payoffs) == 0).mean()))


def _scenario(
    game: Game, scenario: Scenario, *, critical: list[Floats], patience: list[Floats], chance: Floats
) -> ScenarioAnswer:
    kept, holds, slack, points = [], [], [], []
    for side, needed, own in zip(game.sides, critical, patience, strict=True):
        shadow = own * chance
        point = side.patience.middle * scenario.continuation.middle
        least = float(grim(middles(side)))
        holds.append(shadow >= needed)
        slack.append(float(least_continuation(least, side.patience.middle)))
        points.append(point)
        kept.append(Kept(side.id, _estimate(point, shadow), point >= least, float(holds[-1].mean())))
    first = game.sides[int(np.argmax(slack))].id if slack[0] != slack[1] else "both"
    lets_go = "" if all(row.keeps for row in kept) else first
    continuation = _estimate(scenario.continuation.middle, chance)
    return ScenarioAnswer(
        scenario.id,
        scenario.name,
        continuation,
        (kept[0], kept[1]),
        float((holds[0] & holds[1]).mean()),
        lets_go,
        _wait(game, points),
    )


def _wait(game: Game, shadows: list[float]) -> float | None:
    """Mean years until one accepts the other's terms; None where the terms are not told or a side has no future."""
    one, two = (side.terms for side in game.sides)
    if one is None or two is None or not all(0 < shadow < 1 for shadow in shadows):
        return None
    none = [side.payoffs[2].middle for side in game.sides]
    return float(expected_wait(shadows, own=[one[0], two[0]], other=[one[1], two[1]], none=none))


def _played(game: Game) -> Iterable[Played]:
    """Known strategies against themselves under the game's noise, at the effective patience of the first scenario."""
    payoffs = [middles(side) for side in game.sides]
    shadows = [side.patience.middle * game.scenarios[0].continuation.middle for side in game.sides]
    forgives = [float(generosity(other)) for other in payoffs[::-1]]
    plans = {
        "grim trigger": (GRIM, GRIM),
        "tit for tat": (TIT_FOR_TAT, TIT_FOR_TAT),
        "generous tit for tat": tuple((1.0, g, 1.0, g) for g in forgives),
        "win-stay, lose-shift": (WIN_STAY_LOSE_SHIFT, WIN_STAY_LOSE_SHIFT),
    }
    for name, pair in plans.items():
        own = [np.array([1.0, *plan]) for plan in pair]
        earned, gains = [], []
        for at in (0, 1):
            plan, other, worth = own[at], own[1 - at], payoffs[at]
            shadow = shadows[at]
            earned.append(float(value(plan, other, payoffs=worth, patience=shadow, noise=game.noise)))
            gains.append(float(gain_of_leaving(plan, other, payoffs=worth, patience=shadow, noise=game.noise)))
        long_run = None
        if game.noise > 0:
            weights = stationary(transitions(with_noise(pair[0], game.noise), with_noise(pair[1], game.noise)))
            long_run = (
                float(payoffs_of(weights, payoffs[0], side=0)),
                float(payoffs_of(weights, payoffs[1], side=1)),
            )
        yield Played(name, long_run, (earned[0], earned[1]), (gains[0], gains[1]))


def _dependence(game: Game) -> Iterable[Dependence]:
    """Dependence of each side on the other by channel and year; nothing for a side of which no row says what it takes."""
    one, two = (side.id for side in game.sides)
    for channel in dict.fromkeys(flow.channel for flow in game.flows):
        rows = [flow for flow in game.flows if flow.channel == channel]
        for year in sorted({flow.year for flow in rows}, key=lambda year: (year is not None, year or 0)):
            now = [flow for flow in rows if flow.year == year]
            ends = [(side, on) for side, on in ((one, two), (two, one)) if any(flow.recipient == side for flow in now)]
            found = [_depends(now, side=side, on=on) for side, on in ends]
            for at, (side, on) in enumerate(ends):
                balance = found[at][0] - found[1 - at][0] if len(found) == 2 else None
                yield Dependence(channel, year, side, on, *found[at], balance)


def _depends(flows: list[Flow], *, side: str, on: str) -> tuple[float, float, float, float, str]:
    """Dependence, share, how replaceable, concentration, and who is next best."""
    given = {on: 0.0, **{flow.supplier: flow.value for flow in flows if flow.recipient == side}}
    values = np.array(list(given.values()))
    others = sorted(((amount, name) for name, amount in given.items() if name != on and amount > 0), reverse=True)
    return (
        float(dependence(values, 0)),
        float(shares(values)[0]),
        float(replaceable(values, 0)),
        float(concentration(values)),
        others[0][1] if others else "",
    )


def _notes(sides: list[SideAnswer]) -> Iterable[str]:
    for side in sides:
        if side.dilemma < 1:
            yield f"in {1 - side.dilemma:.0%} of the draws the payoffs of {side.name} are no prisoner's dilemma"
        grim_low, grim_high = side.critical["grim trigger"].low, side.critical["grim trigger"].high
        if grim_high - grim_low > 0.4:
            yield f"the payoffs of {side.name} are so uncertain that its critical patience lies anywhere from {grim_low:.2f} to {grim_high:.2f}"
    yield "that a bond can enforce itself does not say that it will: other ways to play hold each other too (folk theorem)"
