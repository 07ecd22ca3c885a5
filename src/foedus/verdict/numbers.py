"""Numbers as they go into `verdict.json`: rounded once, in one way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.assessment.model import Array, Distribution
from foedus.evidence.estimates import Estimate
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types.parts import Range

DIGITS = 6


def number(value: float) -> float:
    """Return a number rounded to six digits, without the sign of zero.

    >>> number(1 / 3), number(-0.0000001)
    (0.333333, 0.0)
    """
    return round(float(value), DIGITS) + 0.0


def known(value: float | None) -> float | None:
    """Return a number that may be missing: rounded, or None.

    >>> known(1 / 3), known(float("nan"))
    (0.333333, None)
    """
    return None if value is None or np.isnan(value) else number(value)


def by_outcome(values: Array) -> dict[str, float]:
    """Return four numbers keyed by outcome, never by position."""
    return {outcome: number(value) for outcome, value in zip(OUTCOMES, values, strict=True)}


def known_by_outcome(values: Array) -> dict[str, float | None]:
    """Return four numbers that may be missing, keyed by outcome."""
    return {outcome: known(float(value)) for outcome, value in zip(OUTCOMES, values, strict=True)}


def probability_range(found: Distribution) -> dict[str, Range]:
    """Return probability, low and high by outcome."""
    return {
        outcome: Range(probability=number(found.point[at]), low=number(found.low[at]), high=number(found.high[at]))
        for at, outcome in enumerate(OUTCOMES)
    }


def estimate(found: Estimate | None) -> Mapping[str, Any]:
    """Return the fields of an estimate: value, low, high, n_eff and claims; a missing one has no value and no claims."""
    if found is None:
        return {"value": None, "low": None, "high": None, "n_eff": 0.0, "claims": ()}
    return {
        "value": known(found.value),
        "low": known(found.low),
        "high": known(found.high),
        "n_eff": number(found.n_eff),
        "claims": tuple(found.claims),
    }
