"""A record of verdicts over many cases whose end is known: what each forecast said, and how well in all.

Every case is scored at its own cut-off and horizon. Two questions are scored: which of the four outcomes came
(Brier score 0 to 2), and whether an alliance came (Brier score 0 to 1). Intervals draw the cases again (bootstrap), so that
they hold no more than the cases at hand do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from foedus.assessment.points import Points
from foedus.case.model import Case
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.averages import bins, means
from foedus.verdict.score import INSIDE, PRIOR, UNIFORM, VERDICT, Observed, brier_score, observe

DRAWS = 2000
"""Bootstrap samples."""

LEAST = 1e-6
"""The least probability in a mean of logarithms, so that one nought does not make it infinite."""

WITHOUT_STEPS = "without steps"
"""Name of the verdict that knows no step towards a treaty."""

ALLIANCE = OUTCOMES[0]
"""The outcome that is asked about."""

MEASURES = ("brier", "log", "alliance_brier", "alliance_log")
"""What is averaged over cases: both scores of all outcomes, and of the alliance alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case that was scored: `said` has the four probabilities of every forecast."""

    case: str
    title: str
    as_of: date
    horizon_years: int
    observed: Observed
    said: Mapping[str, Mapping[str, float]]
    hindsight: bool

    def measure(self, forecast: str) -> dict[str, float]:
        """Return the scores of a forecast by the names of `MEASURES`."""
        given, observed = self.said[forecast], self.observed.outcome
        alliance, came = given[ALLIANCE], observed == ALLIANCE
        return {
            "brier": brier_score(given, observed),
            "log": math.log(max(given[observed], LEAST)),
            "alliance_brier": (alliance - came) ** 2,
            "alliance_log": math.log(max(alliance if came else 1 - alliance, LEAST)),
        }

    def plain(self) -> dict[str, Any]:
        """Return one flat row for a table."""
        row: dict[str, Any] = {
            "case": self.case,
            "as_of": self.as_of.isoformat(),
            "horizon_years": self.horizon_years,
            "observed": self.observed.outcome,
            "observed_on": self.observed.on.isoformat(),
            "provisional": self.observed.provisional,
        }
        for name, given in self.said.items():
            key = name.replace(" ", "_")
            row[f"{key}_alliance"], row[f"{key}_observed"] = given[ALLIANCE], given[self.observed.outcome]
            scores = self.measure(name)
            row[f"{key}_brier"], row[f"{key}_log"] = scores["brier"], scores["log"]
        return row


@dataclass(frozen=True, slots=True)
class Rejected:
    """A case that could not be scored, and why."""

    case: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mean:
    """A score averaged over cases with its 5 to 95 % interval, and how much better than the prior it is.

    `gain` is positive where the forecast is better than the prior alone, whatever the direction of the score.
    """

    forecast: str
    measure: str
    mean: float
    low: float
    high: float
    gain: float
    gain_low: float
    gain_high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of an alliance between two probabilities: how many, their mean, and how often one came."""

    forecast: str
    low: float
    high: float
    cases: int
    said: float
    came: int


@dataclass(frozen=True, slots=True)
class Record:
    """What was scored and what was not, in the order given, and the scores in all."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    means: tuple[Mean, ...]
    bins: tuple[Bin, ...]
    draws: int
    seed: int

    @property
    def provisional(self) -> int:
        """Number of cases whose horizon had not passed when they were last recorded."""
        return sum(row.observed.provisional for row in self.rows)

    @property
    def told_hindsight(self) -> int:
        """Number of cases whose coder says under `hindsight` what was known of the end."""
        return sum(row.hindsight for row in self.rows)

    def plain(self) -> dict[str, Any]:
        """Return JSON's own types."""
        return {
            "cases": [row.plain() for row in self.rows],
            "rejected": [asdict(row) for row in self.rejected],
            "means": [asdict(row) for row in self.means],
            "reliability": [asdict(row) for row in self.bins],
            "counts": {
                "given": len(self.rows) + len(self.rejected),
                "scored": len(self.rows),
                "rejected": len(self.rejected),
                "alliances": sum(row.observed.outcome == ALLIANCE for row in self.rows),
                "provisional": self.provisional,
                "hindsight_told": self.told_hindsight,
            },
            "bootstrap": {"draws": self.draws, "seed": self.seed},
        }


def row_of(case: Case, points: Points) -> Row:
    """Return a scored case.

    Raises
    ------
    InputError
        If no outcome is recorded between cut-off and target.
    """
    settings = case.settings
    return Row(
        case=settings.id,
        title=settings.title,
        as_of=settings.as_of.upper,
        horizon_years=settings.horizon_years,
        observed=observe(case, settings.as_of.upper, settings.horizon_years),
        said={
            VERDICT: points.verdict,
            WITHOUT_STEPS: points.without_steps,
            PRIOR: points.prior,
            INSIDE: points.inside,
            UNIFORM: dict.fromkeys(OUTCOMES, 1 / len(OUTCOMES)),
        },
        hindsight="hindsight" in settings.provenance,
    )


def build_record(
    rows: Sequence[Row], rejected: Sequence[Rejected] = (), *, draws: int = DRAWS, seed: int = 0
) -> Record:
    """Return the record of cases; every row has the same forecasts."""
    names = tuple(rows[0].said) if rows else ()
    return Record(
        tuple(rows), tuple(rejected), _means(rows, names, draws=draws, seed=seed), _bins(rows, names), draws, seed
    )


def _means(rows: Sequence[Row], names: Sequence[str], *, draws: int, seed: int) -> tuple[Mean, ...]:
    if not rows:
        return ()
    scores = [[row.measure(name) for name in names] for row in rows]
    values = np.array([[of[measure] for of in row for measure in MEASURES] for row in scores])
    sign = np.array([1.0 if measure.endswith("log") else -1.0 for measure in MEASURES] * len(names))
    first = names.index(PRIOR) * len(MEASURES)
    prior = np.tile(values[:, first : first + len(MEASURES)], len(names))
    both = np.concatenate([values, sign * (values - prior)], axis=1)
    parts = np.split(np.array(means(both, draws=draws, rng=np.random.default_rng(seed))), 2, axis=1)
    heads = [(name, measure) for name in names for measure in MEASURES]
    columns = zip(*(part.T.tolist() for part in parts), strict=True)
    return tuple(Mean(*head, *score, *gain) for head, (score, gain) in zip(heads, columns, strict=True))


def _bins(rows: Sequence[Row], names: Sequence[str]) -> tuple[Bin, ...]:
    came = np.array([float(row.observed.outcome == ALLIANCE) for row in rows])
    return tuple(
        Bin(name, *found)
        for name in names
        for found in bins(np.array([row.said[name][ALLIANCE] for row in rows]), came)
    )
