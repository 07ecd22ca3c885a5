"""Scoring a verdict on what happened: Brier and log score beside the prior and each view alone.

Scores: Brier (1950) over all outcomes, 0 best and 2 worst; log score, the natural logarithm of the
probability given to what happened, 0 best. One case is an anecdote, and the score says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from foedus.case.model import Case
from foedus.errors import InputError
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types import Verdict

VERDICT, PRIOR, INSIDE, UNIFORM = "verdict", "prior alone", "inside view alone", "uniform"
"""Names of the forecasts: the one that is asked about, and those that it is held against."""


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one forecast: `brier` 0..2, `log` at most 0, `probability` of what happened."""

    forecast: str
    brier: float
    log: float
    probability: float


@dataclass(frozen=True, slots=True)
class Observed:
    """What happened by the target, when that was seen, and whether the horizon had passed by then."""

    outcome: str
    on: date
    target: date

    @property
    def provisional(self) -> bool:
        """Whether the last record lies before the end of the horizon."""
        return self.on < self.target


@dataclass(frozen=True, slots=True)
class Scored:
    """What happened, when that was seen, whether the horizon has passed, and the scores."""

    observed: str
    observed_on: date
    target: date
    provisional: bool
    scores: tuple[Score, ...]

    def plain(self) -> dict[str, Any]:
        """Return JSON's own types; a log score of minus infinity becomes null."""
        scores = [{**asdict(row), "log": row.log if math.isfinite(row.log) else None} for row in self.scores]
        days = {"observed_on": self.observed_on.isoformat(), "target": self.target.isoformat()}
        return {**asdict(self), **days, "scores": scores}


def brier_score(probabilities: Mapping[str, float], observed: str) -> float:
    """Return the Brier score over all outcomes.

    >>> brier_score({"alliance": 0.0, "entente": 1.0, "unaligned": 0.0, "rivalry": 0.0}, "entente")
    0.0
    """
    return sum((probabilities[outcome] - (outcome == observed)) ** 2 for outcome in OUTCOMES)


def log_score(probabilities: Mapping[str, float], observed: str) -> float:
    """Return the natural logarithm of the probability of what happened.

    >>> round(log_score(dict.fromkeys(OUTCOMES, 0.25), "entente"), 4)
    -1.3863
    """
    return math.log(probabilities[observed]) if probabilities[observed] > 0 else -math.inf


def forecasts(verdict: Verdict) -> dict[str, dict[str, float]]:
    """Return what is scored: the four probabilities of the verdict, of the prior, of the inside view, and of knowing nothing."""
    rows = verdict.outcomes
    return {
        VERDICT: {name: rows[name].probability for name in OUTCOMES},
        PRIOR: {name: rows[name].prior for name in OUTCOMES},
        INSIDE: {name: rows[name].inside for name in OUTCOMES},
        UNIFORM: dict.fromkeys(OUTCOMES, 1 / len(OUTCOMES)),
    }


def observe(case: Case, cut: date, years: int) -> Observed:
    """Return the state of relation last recorded after a cut-off and up to the end of the horizon.

    Raises
    ------
    InputError
        If no outcome with a state of relation lies between cut-off and target.
    """
    target = date(cut.year + years, cut.month, min(cut.day, 28) if cut.month == 2 else cut.day)
    known = [
        row for row in case.outcomes if row.state_of_relation and cut < row.date.upper and row.date.lower <= target
    ]
    if not known:
        raise InputError(
            f"case {case.settings.id!r} records no state of relation between {cut} and {target}; "
            "add a row with state_of_relation to outcomes.csv or choose another --horizon"
        )
    last = max(known, key=lambda row: (row.date.known_by, row.date.lower))
    return Observed(last.state_of_relation, last.date.known_by, target)


def score_verdict(case: Case, verdict: Verdict) -> Scored:
    """Return the scores of a verdict on the case's `outcomes.csv`.

    The state of relation is the last one recorded up to the end of the target year. The score is
    provisional where the last record lies before the end of the horizon, and always for a single case.

    Raises
    ------
    InputError
        If no outcome with a state of relation lies between cut-off and target.
    """
    seen = observe(case, date.fromisoformat(verdict.as_of), verdict.horizon_years)
    last = seen.outcome
    scores = tuple(
        Score(
            name,
            brier_score(given, last),
            log_score(given, last),
            given[last],
        )
        for name, given in forecasts(verdict).items()
    )
    return Scored(last, seen.on, seen.target, seen.provisional, scores)
