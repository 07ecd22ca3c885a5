"""Every issue of a file answered: its bargain, what it hangs on, and what two actors can gain across issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.errors import InputError
from foedus.models.bargaining.bargain import DRAWS, ROUNDS, Bargain, solve_issue
from foedus.models.bargaining.issue import Issue, build_issue
from foedus.models.bargaining.positions import Positions
from foedus.models.bargaining.sensitivity import Bar, Flip, compromise_bars, flips, model_bars
from foedus.models.bargaining.trade import DEFAULTS, Logroll, logroll
from foedus.models.bargaining.variants import Variant, read_variant
from foedus.models.choice import check_choice
from foedus.models.envelope import Answer

MODELS = ("baselines", "expected-utility", "logroll")


@dataclass(frozen=True, eq=False)
class IssueAnswer:
    """An issue with everything that is told of it.

    Parameters
    ----------
    found : Bargain
        The compromise with its intervals, and the rounds of the model.
    bars, model_bars : tuple of Bar
        What moves the compromise, and the model's result.
    target : float
        Place for the flip points.
    flips : tuple of Flip
        What each actor alone would have to change for the compromise to reach it.
    """

    found: Bargain
    bars: tuple[Bar, ...]
    model_bars: tuple[Bar, ...]
    target: float
    flips: tuple[Flip, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Bargaining(Answer):
    """Where bargaining may end, and on whom that hangs.

    Parameters
    ----------
    variant : Variant
        Reading of the expected utility model.
    issues : tuple of IssueAnswer
        In the order of the file; none where a trade was asked for.
    trade : Logroll or None
        What two actors can gain by settling issues together.
    """

    model = "bargaining"

    variant: Variant
    issues: tuple[IssueAnswer, ...]
    trade: Logroll | None


def solve(
    positions: Positions,
    *,
    model: str | None = None,
    variant: Sequence[str] = (),
    rounds: int = ROUNDS,
    draws: int = DRAWS,
    seed: int = 0,
    issue: str | None = None,
    scale: tuple[float, float] | None = None,
    status_quo: float | None = None,
    target: float | None = None,
    pair: tuple[str, str] | None = None,
    default: str = "compromise",
) -> Bargaining:
    """Tell where bargaining may end: the compromise with its error first, then who presses whom.

    Parameters
    ----------
    positions : Positions
        What :func:`foedus.models.bargaining.read` returns.
    model : {"baselines", "expected-utility", "logroll"}, optional
        Baselines always come first; by default the expected utility model follows, or with a pair its trade.
    variant : sequence of str
        Reading of the expected utility model: a preset, options as ``name=value``, or both.
    rounds, draws, seed : int
        Rounds of the model, draws of the uncertain inputs, and their seed.
    issue : str, optional
        One issue of a file that has several.
    scale : tuple of float, optional
        Ends of the scale; default the outermost positions.
    status_quo, target : float, optional
        Where things stand now; place for the flip points, default the middle of the range.
    pair : tuple of str, optional
        Two actors whose trade across issues is sought.
    default : {"compromise", "midpoint"}
        Outcome of an issue without a trade.

    Raises
    ------
    InputError
        If an option is wrong, or does not fit the issues.

    Examples
    --------
    >>> from foedus.models.bargaining.positions import PositionTable
    >>> x, c, s = np.array([0.0, 6.0, 10.0]), np.array([4.0, 2.0, 1.0]), np.array([0.5, 1.0, 0.4])
    >>> none = np.full(3, np.nan)
    >>> table = PositionTable("transit", ("Arda", "Belor", "Corvan"), x, c, s, none, none, none)
    >>> found = solve(Positions((table,), ()), model="baselines", draws=50)
    >>> round(found.frame["value"][0], 2)
    3.64
    """
    _check(model, pair, default=default)
    chosen = read_variant(variant)
    issues = _issues(positions, issue, scale=scale, status_quo=status_quo)
    if target is not None and len(issues) > 1:
        raise InputError(f"target {target:g}: the file has {len(issues)} issues; choose one of them")
    answers: tuple[IssueAnswer, ...] = ()
    trade: Logroll | None = None
    if pair:
        trade = logroll(issues, *pair, default=default)
    else:
        answers = tuple(
            _answer(
                each, chosen, target=target, rng=np.random.default_rng(seed), rounds=rounds, draws=draws,
                model=model != "baselines",
            )
            for each in issues
        )  # fmt: skip
    return Bargaining(
        chosen,
        answers,
        trade,
        notes=_notes([answer.found for answer in answers]) if trade is None else trade.notes,
        inputs=positions.inputs,
        options={
            "model": model, "variant": chosen.as_record(), "rounds": rounds, "draws": draws, "seed": seed, "issue": issue,
            "scale": scale, "status_quo": status_quo, "target": target, "pair": pair, "default": default,
        },
    )  # fmt: skip


def _check(model: str | None, pair: tuple[str, str] | None, *, default: str) -> None:
    if model is not None:
        check_choice("model", model, options=MODELS)
    check_choice("default", default, options=DEFAULTS)
    if model == "logroll" and pair is None:
        raise InputError("model logroll: name the two who trade as a pair")
    if pair is not None and model not in (None, "logroll"):
        raise InputError(f"model {model}: a pair asks for a trade; leave out the model")


def _issues(
    positions: Positions, wanted: str | None, *, scale: tuple[float, float] | None, status_quo: float | None
) -> list[Issue]:
    if wanted is not None:
        check_choice("issue", wanted, options=[table.issue for table in positions.issues])
    tables = [table for table in positions.issues if wanted in (None, table.issue)]
    if len(tables) > 1 and status_quo is not None:
        raise InputError(f"status quo {status_quo:g}: the file has {len(tables)} issues; choose one of them")
    return [build_issue(table, scale=scale, status_quo=status_quo) for table in tables]


def _answer(
    issue: Issue,
    variant: Variant,
    *,
    target: float | None,
    rng: np.random.Generator,
    rounds: int,
    draws: int,
    model: bool,
) -> IssueAnswer:
    found = solve_issue(issue, rng=rng, variant=variant, rounds=rounds, draws=draws, model=model)
    place = (issue.low + issue.high) / 2 if target is None else target
    inner: tuple[Bar, ...] = ()
    if found.dynamics is not None:
        inner = model_bars(issue, found.dynamics.result.value, variant=variant, rounds=rounds)
    return IssueAnswer(found, compromise_bars(issue, found.compromise.value), inner, place, flips(issue, place))


def _notes(bargains: Sequence[Bargain]) -> tuple[str, ...]:
    """What is noted of every issue once, the rest with the issue's name."""
    common = set.intersection(*(set(found.notes) for found in bargains))
    own = (f"{found.issue.name}: {note}" for found in bargains for note in found.notes if note not in common)
    return (*(note for note in bargains[0].notes if note in common), *own)
