"""The outside view in `verdict.json`: the prior by year, and what history says beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.assessment.model import Assessment
from foedus.intervals import interval
from foedus.outlook.prior import Prior
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.numbers import number

LISTS = ("effects", "neighbours", "expected_over_observed", "scores", "reliability", "thesis_on_history", "carried")


def outside(found: Assessment) -> dict[str, Any]:
    """Return the outside view: states by year with and without the state enemy, and what stands beside them.

    What only the outlook gives is null or empty for another prior.
    """
    prior, beside = found.prior, found.outside or {}
    return {
        "model": "model:prior",
        "id": prior.id,
        "label": prior.label,
        "states": list(OUTCOMES),
        "annual": None if prior.annual is None else [[number(float(cell)) for cell in row] for row in prior.annual],
        "by_year": _by_year(prior, found.options.as_of.year),
        "enemy": beside.get("enemy") or None,
        "without_enemy": None if prior.absent is None else _by_year(prior.absent, found.options.as_of.year),
        "bloc_by_year": [_rounded(value) for value in beside["bloc_by_year"]] if beside else None,
        "covariates_year": beside.get("year"),
        "covariates": _covariates(beside),
        "reference_class": _rounded(beside.get("reference_class")),
        "small_pact": _small(beside.get("small_pact")),
        **{name: [_rounded(row) for row in beside.get(name, ())] for name in LISTS},
        "notes": list(prior.notes),
        "refreshed": _rounded(list(found.refreshed)) if found.refreshed is not None else None,
        "text": [],
    }


def _by_year(prior: Prior, first: int) -> list[dict[str, Any]]:
    low, high, _ = interval(prior.draws_by_year, prior.by_year)
    rows = []
    for step in range(len(prior.by_year)):
        outcomes = {
            outcome: {
                "probability": number(float(prior.by_year[step, at])),
                "low": number(float(low[step, at])),
                "high": number(float(high[step, at])),
            }
            for at, outcome in enumerate(OUTCOMES)
        }
        rows.append({"year": first + step, "outcomes": outcomes})
    return rows


def _covariates(beside: Mapping[str, Any]) -> list[dict[str, Any]]:
    without = beside.get("without") or {}
    return [
        {"covariate": name, "value": number(value), "without_enemy": _rounded(without.get(name))}
        for name, value in beside.get("covariates", {}).items()
    ]


def _small(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Chance of a small pact within the horizon by model, class and both: probability, low, high."""
    if found is None:
        return None
    keys = ("probability", "low", "high")
    return {
        name: None if row is None else dict(zip(keys, map(_rounded, row), strict=True)) for name, row in found.items()
    }


def _rounded(value: Any) -> Any:
    """Numbers as `verdict.json` holds them, all the way down; booleans and whole numbers stay."""
    if isinstance(value, Mapping):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return number(value) if isinstance(value, float) else value
