"""Numbers as they go into `verdict.json`: rounded once, in one way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.assessment.model import Array, Distribution
from foedus.evidence.estimates import Estimate
from foedus.terms.outcomes import OUTCOMES

DIGITS = 6


def number(value: float | None) -> float | None:
    """Return a number rounded to six digits; None where it is missing.

    >>> number(1 / 3), number(float("nan")), number(-0.0000001)
    (0.333333, None, 0.0)
    """
    if value is None or np.isnan(value):
        return None
    return round(float(value), DIGITS) + 0.0


def by_outcome(values: Array) -> dict[str, float | None]:
    """Return four numbers keyed by outcome, never by position."""
    return {outcome: number(float(value)) for outcome, value in zip(OUTCOMES, values, strict=True)}


def probability_range(found: Distribution) -> dict[str, dict[str, float | None]]:
    """Return probability, low and high by outcome."""
    return {
        outcome: {
            "probability": number(float(found.point[at])),
            "low": number(float(found.low[at])),
            "high": number(float(found.high[at])),
        }
        for at, outcome in enumerate(OUTCOMES)
    }


def estimate(found: Estimate | None) -> dict[str, Any]:
    """Return value, low, high, n_eff and claims; a missing estimate has None and no claims."""
    if found is None:
        return {"value": None, "low": None, "high": None, "n_eff": 0.0, "claims": []}
    return {
        "value": number(found.value),
        "low": number(found.low),
        "high": number(found.high),
        "n_eff": number(found.n_eff),
        "claims": list(found.claims),
    }


def plain(value: Any) -> Any:
    """Return a mapping or tuple as JSON's own types."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple | list) else value
