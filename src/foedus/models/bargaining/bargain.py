"""Bargaining on an issue: the compromise with its intervals first, what a model adds after it.

`solve_issue` draws the uncertain inputs; `solve_drawn` takes the draws that an assessment has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from foedus.errors import InputError
from foedus.models.bargaining.accuracy import CAVEAT, error_share
from foedus.models.bargaining.baselines import baselines
from foedus.models.bargaining.dynamics import MOST_ACTORS, MOST_COMPARED, Dynamics, Estimate, run_dynamics
from foedus.models.bargaining.issue import Issue
from foedus.models.bargaining.uncertainty import LOG_SD, POSITION_SHARE, draw_inputs
from foedus.models.bargaining.variants import Variant

Array = npt.NDArray[np.float64]

DRAWS, ROUNDS = 2_000, 10
MOST_DRAWS, MOST_ROUNDS = 100_000, 200
MOST_CELLS = 6_000_000
"""Draws times actors held at a time; with more actors there are fewer draws, and a note says so."""


@dataclass(frozen=True, eq=False)
class Bargain:
    """What is to be expected of a bargain, as far as anyone can tell.

    Parameters
    ----------
    issue : Issue
        What was asked.
    baselines : mapping of str to Estimate
        ``weighted_mean`` (the compromise, the headline), ``weighted_median``, ``mean``, ``median``, ``midpoint``.
    error : float
        Mean absolute error of the compromise model on decided issues, scaled to the range.
    error_band : tuple of float
        The compromise less and plus the error, within the range. No interval: outcomes lie outside it too.
    dynamics : Dynamics or None
        Rounds of the expected utility model; None where it was not asked for or cannot be run.
    draws : int
        Draws behind the intervals of the baselines.
    notes : tuple of str
        What was done and why, in sentences.
    """

    issue: Issue
    baselines: Mapping[str, Estimate]
    error: float
    error_band: tuple[float, float]
    dynamics: Dynamics | None
    draws: int
    notes: tuple[str, ...]

    @property
    def compromise(self) -> Estimate:
        """The headline: the mean by capability times salience."""
        return self.baselines["weighted_mean"]


def solve_issue(
    issue: Issue,
    *,
    rng: np.random.Generator,
    variant: Variant | None = None,
    rounds: int = ROUNDS,
    draws: int = DRAWS,
    model: bool = True,
    inputs: tuple[Array, Array, Array] | None = None,
    model_draws: int | None = None,
) -> Bargain:
    """Answer for an issue.

    Parameters
    ----------
    issue : Issue
        Who stands where.
    rng : Generator
        For draws of the inputs, and for conflicts that chance decides.
    variant : Variant, optional
        Reading of the expected utility model; default ``pairwise``.
    rounds : int
        Rounds of the model, 1 to `MOST_ROUNDS`.
    draws : int
        Draws of the inputs, 1 to `MOST_DRAWS`; not looked at where `inputs` are given.
    model : bool
        Whether to run the expected utility model.
    inputs : tuple of three arrays of shape (draws, n), optional
        Draws of positions, capabilities and saliences that the caller has; by default drawn from the issue's noise.
    model_draws : int, optional
        Draws behind the model's interval; all by default, 0 for none.

    Raises
    ------
    InputError
        If `rounds` or `draws` lie outside their ranges.
    """
    _check(rounds, draws)
    notes: list[str] = []
    draw_rng, luck_rng = rng.spawn(2)
    if inputs is None:
        inputs = _draw(issue, draws, rng=draw_rng, notes=notes)
        notes.append(_noise_note(issue))
    shares = inputs[1] / inputs[1].max(axis=1, keepdims=True) * inputs[2]
    points, clouds = baselines(issue.position, issue.weights), baselines(inputs[0], shares)
    found = {name: Estimate.over(clouds[name], float(at)) for name, at in points.items()}
    widened = [name.replace("_", " ") for name, estimate in found.items() if estimate.widened]
    if widened:
        notes.append(f"interval widened to hold the value: {', '.join(widened)}")
    error = error_share() * (issue.high - issue.low)
    value = found["weighted_mean"].value
    band = max(issue.low, value - error), min(issue.high, value + error)
    dynamics = None
    if model and _can_run(issue, notes):
        part = inputs[0][:model_draws], inputs[1][:model_draws], inputs[2][:model_draws]
        dynamics = run_dynamics(
            issue, part, variant=variant or Variant(), rounds=rounds, rng=luck_rng, compare=model_draws is None
        )
        notes += _dynamics_notes(issue, dynamics, rounds=rounds)
    return Bargain(issue, found, error, band, dynamics, len(inputs[0]), tuple(notes))


def solve_drawn(
    issue: Issue,
    *,
    rng: np.random.Generator,
    position_draws: Array | None = None,
    capability_draws: Array | None = None,
    salience_draws: Array | None = None,
    variant: Variant | None = None,
    rounds: int = ROUNDS,
    draws: int = 200,
    model_draws: int = 0,
) -> Bargain:
    """Answer for an issue some of whose inputs the caller has drawn, such as the positions of a case.

    Parameters
    ----------
    issue : Issue
        Who stands where.
    rng : Generator
        As in `solve_issue`.
    position_draws, capability_draws, salience_draws : array of shape (draws, n), optional
        Draws of the inputs; what is missing is drawn from the issue's noise. They must agree on the number of draws.
    variant, rounds
        As in `solve_issue`.
    draws : int
        Draws where none are given.
    model_draws : int
        Draws behind the interval of the model, 0 for none (the rounds are then those of the central values alone).

    Raises
    ------
    InputError
        If draws cannot be computed with, or have another shape.
    """
    given = (position_draws, capability_draws, salience_draws)
    counts = {len(values) for values in given if values is not None}
    if len(counts) > 1:
        raise InputError(
            f"issue {issue.name!r}: draws of {sorted(counts)} rows; expected the same number of each input"
        )
    count = counts.pop() if counts else draws
    _check(rounds, count)
    own = _drawn(issue, draws=count, rng=rng.spawn(1)[0])
    kept = [drawn if values is None else values for values, drawn in zip(given, own, strict=True)]
    for values in kept:
        if values.shape != (count, len(issue.actors)) or not np.isfinite(values).all():
            expected = f"finite numbers of shape ({count}, {len(issue.actors)})"
            raise InputError(f"issue {issue.name!r}: draws of shape {values.shape}; expected {expected}")
    inputs = np.clip(kept[0], issue.low, issue.high), np.maximum(kept[1], 0.0), np.clip(kept[2], 0.0, 1.0)
    if not ((inputs[1] * inputs[2]).max(axis=1) > 0).all():
        raise InputError(f"issue {issue.name!r}: a draw gives nobody weight; expected one actor above 0 in each")
    return solve_issue(issue, rng=rng, variant=variant, rounds=rounds, inputs=inputs, model_draws=model_draws)


def _check(rounds: int, draws: int) -> None:
    if not 1 <= rounds <= MOST_ROUNDS:
        raise InputError(f"rounds {rounds}: expected a whole number from 1 to {MOST_ROUNDS}")
    if not 1 <= draws <= MOST_DRAWS:
        raise InputError(f"draws {draws}: expected a whole number from 1 to {MOST_DRAWS:,}")


def _draw(issue: Issue, draws: int, *, rng: np.random.Generator, notes: list[str]) -> tuple[Array, Array, Array]:
    possible = max(1, min(draws, MOST_CELLS // (3 * len(issue.actors))))
    if possible < draws:
        notes.append(f"{possible:,} draws instead of {draws:,}: {len(issue.actors):,} actors")
    return _drawn(issue, draws=possible, rng=rng)


def _drawn(issue: Issue, *, draws: int, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    return draw_inputs(
        issue.position, issue.capability, salience=issue.salience,
        noise=issue.noise(), low=issue.low, high=issue.high, draws=draws, rng=rng,
    )  # fmt: skip


def _noise_note(issue: Issue) -> str:
    """How uncertain the inputs were taken to be."""
    own = [~np.isnan(values) for values in (issue.position_sd, issue.capability_sd, issue.salience_sd)]
    given = "the file's standard deviations where it has them, else " if np.any(own) else ""
    return (
        f"uncertainty of the inputs: {given}{POSITION_SHARE:.0%} of the range on positions, {LOG_SD:.0%} on capability and salience "
        f"(log-normal); positions stay from {issue.low:g} to {issue.high:g}, salience at most 1"
    )


def _can_run(issue: Issue, notes: list[str]) -> bool:
    n = len(issue.actors)
    if n == 1:
        notes.append(f"one actor: nothing to bargain, the answer is its position {issue.position[0]:g}")
    elif issue.span == 0:
        notes.append(f"all stand at {issue.position[0]:g}: nothing to bargain, and that is the answer")
    elif n > MOST_ACTORS:
        notes.append(
            f"the expected utility model compares every two actors and is not run above {MOST_ACTORS:,}; "
            f"here are {n:,}: baselines only"
        )
    else:
        return True
    return False


def _dynamics_notes(issue: Issue, found: Dynamics, *, rounds: int) -> list[str]:
    notes = [CAVEAT]
    if found.state == "cycle" and found.cycle is not None:
        first, length = found.cycle
        notes.append(
            f"the model goes in circles: positions after round {first} return every {length} rounds; "
            "its result depends on the round in which one stops"
        )
    elif found.variant.conflict == "drawn":
        notes.append("chance decides conflicts: the rounds shown are one course of luck; no tornado of the model")
    elif found.state == "moving":
        notes.append(
            f"the model has not settled after {rounds} rounds; its result depends on the round in which one stops"
        )
    if not found.draws:
        notes.append("no interval of the model's result: too few draws, or too many actors for them")
    if len(issue.actors) > MOST_COMPARED:
        notes.append(f"variants are compared up to {MOST_COMPARED} actors")
    return notes
