"""How far forecasts of bargaining have been from what was decided: the record that every answer is read with.

Mean absolute errors on the third DEU dataset (Arregui and Perarnaud 2022): 353 issues of the European Union whose
outcomes are known, positions and outcomes from 0 to 100, capability measured by gross domestic product.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """Mean absolute error of one method in points of a scale of 100; `high` differs from `low` where variants do."""

    method: str
    low: float
    high: float
    remark: str = ""


ISSUES = 353
SCALE = 100.0

RECORDS = (
    Record("weighted mean", 23.2, 23.2, "the compromise model, and the headline here"),
    Record("mean weighted by salience alone", 23.7, 23.7),
    Record("unweighted mean", 23.9, 23.9),
    Record("expected utility model", 24.5, 31.2, "by variant; none does better than the weighted mean"),
    Record("midpoint", 26.84, 26.84, "of the positions; the middle of the scale: 28.0"),
    Record("weighted median", 27.6, 27.6, "though more often within 10 of the outcome"),
    Record("status quo", 51.1, 51.1),
)

COMPROMISE_ERROR = 23.2
"""Mean absolute error of the weighted mean, in points of 100."""

CAVEAT = (
    "On 353 EU issues (DEU III) no variant of the expected utility model came nearer to the outcome than the weighted "
    "mean; read its rounds as who presses whom, not as a forecast."
)


def error_share() -> float:
    """Mean absolute error of the weighted mean as a share of the range.

    >>> round(error_share(), 3)
    0.232
    """
    return COMPROMISE_ERROR / SCALE
