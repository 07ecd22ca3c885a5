"""The outside view in the verdict: the prior by year, and what history says beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from foedus.assessment.model import Assessment
from foedus.intervals import interval
from foedus.outlook.prior import Prior
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.numbers import known, number
from foedus.verdict.types import outside as types
from foedus.verdict.types.parts import Range


class Beside(msgspec.Struct, frozen=True):
    """What stands beside a prior of the outlook, as `foedus.outlook.outside` gives it; empty for another prior."""

    enemy: str | None = None
    year: int | None = None
    bloc_by_year: tuple[float, ...] | None = None
    covariates: dict[str, float] = {}
    without: dict[str, float] | None = None
    reference_class: types.ReferenceClass | None = None
    small_pact: dict[str, tuple[float, float, float] | None] | None = None
    effects: tuple[types.Effect, ...] = ()
    neighbours: tuple[types.Neighbour, ...] = ()
    expected_over_observed: tuple[types.Calibration, ...] = ()
    ten_years: tuple[types.KindRecord, ...] = ()
    scores: tuple[types.Score, ...] = ()
    reliability: tuple[types.ReliabilityPoint, ...] = ()
    thesis_on_history: tuple[types.HazardContrast, ...] = ()
    carried: tuple[str, ...] = ()


def outside(found: Assessment) -> types.Outside:
    """Return the outside view: states by year with and without the state enemy, and what stands beside them."""
    prior, beside = found.prior, msgspec.convert(_rounded(found.outside or {}), Beside)
    refreshed = None if found.refreshed is None else _rounded(found.refreshed)
    first = found.options.as_of.year
    return types.Outside(
        model="model:prior",
        id=prior.id,
        label=prior.label,
        states=OUTCOMES,
        annual=None if prior.annual is None else tuple(tuple(map(number, row)) for row in prior.annual),
        by_year=_by_year(prior, first),
        enemy=beside.enemy or None,
        without_enemy=None if prior.absent is None else _by_year(prior.absent, first),
        bloc_by_year=beside.bloc_by_year,
        covariates_year=beside.year,
        covariates=tuple(
            types.CovariateValue(covariate=name, value=value, without_enemy=(beside.without or {}).get(name))
            for name, value in beside.covariates.items()
        ),
        reference_class=beside.reference_class,
        small_pact=_small_pact(beside.small_pact),
        effects=beside.effects,
        neighbours=beside.neighbours,
        expected_over_observed=beside.expected_over_observed,
        ten_years=beside.ten_years,
        scores=beside.scores,
        reliability=beside.reliability,
        thesis_on_history=beside.thesis_on_history,
        carried=beside.carried,
        notes=tuple(prior.notes),
        refreshed=msgspec.convert(refreshed, tuple[types.Refreshed, ...] | None),
        text=(),
    )


def _by_year(prior: Prior, first: int) -> tuple[types.StateYear, ...]:
    low, high, _ = interval(prior.draws_by_year, prior.by_year)
    return tuple(
        types.StateYear(
            year=first + step,
            outcomes={
                outcome: Range(probability=number(point), low=number(low[step, at]), high=number(high[step, at]))
                for at, (outcome, point) in enumerate(zip(OUTCOMES, prior.by_year[step], strict=True))
            },
        )
        for step in range(len(prior.by_year))
    )


def _small_pact(found: Mapping[str, tuple[float, float, float] | None] | None) -> types.SmallPact | None:
    """Chance of a small pact within the horizon by model, class and both."""
    if found is None:
        return None
    ranges = {name: row and Range(probability=row[0], low=row[1], high=row[2]) for name, row in found.items()}
    return types.SmallPact(**ranges)  # type: ignore[arg-type]


def _rounded(value: Any) -> Any:
    """Numbers as a verdict holds them, all the way down; booleans and whole numbers stay."""
    if isinstance(value, Mapping):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return known(value) if isinstance(value, float) else value
