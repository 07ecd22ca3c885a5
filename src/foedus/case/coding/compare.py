"""Two codings of one text: how far they agree, on units, predicates, objects, signs and values apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np

from foedus.case.coding.alpha import krippendorff_alpha
from foedus.case.coding.matching import Unit, match_units, units_of
from foedus.case.model import Case, Claim
from foedus.errors import InputError
from foedus.terms.predicates import PREDICATES

_SAME_VALUE = 1e-9

Pairs = Sequence[tuple[Unit, Unit]]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A claim without a partner, and where its text is said to stand."""

    coding: Literal["first", "second"]
    id: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class UnitAgreement:
    """Which assertions both coders saw."""

    first: int  #: `first`, `second`: claims of each coding that stem from the compared sources.
    second: int
    matched: int  #: Assertions that both coded (`foedus.case.coding.matching` has the rule).
    percent: float  #: Matched, of all assertions that at least one coder saw, 0 to 100.
    only_first: tuple[str, ...]  #: `only_first`, `only_second`: ids of the claims that have no partner.
    only_second: tuple[str, ...]
    unmatched: tuple[Unmatched, ...] = ()  #: The same claims with the places that they give.
    #: Pairs of ids that would be matched if their locators were the same.
    apart_by_locator: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two claims on one assertion that were coded differently: their ids and what each coder chose."""

    first: str
    second: str
    first_choice: str | float
    second_choice: str | float


@dataclass(frozen=True, slots=True)
class Measure:
    """Agreement of one part of the code over matched units."""

    metric: str  #: Metric of alpha: nominal or interval.
    pairs: int  #: Matched units on which both made this choice.
    agreed: int  #: Of these, those with the same choice.
    percent: float | None  #: `agreed` of `pairs`, 0 to 100; None without pairs. Not corrected for chance.
    alpha: float | None  #: Krippendorff's alpha; None where it is undefined (no pairs, or one choice throughout).
    differences: tuple[Difference, ...]  #: Every pair that disagrees, in the order of the first coding.


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two codings of one text have in common."""

    first_coders: tuple[str, ...]  #: `first_coders`, `second_coders`: names in the column `coder`, sorted.
    second_coders: tuple[str, ...]
    sources: tuple[str, ...]  #: Sources that both coded; only their claims are compared.
    sources_of_one: tuple[str, ...]  #: Sources that only one coded, left out.
    #: Actors, issues and factors that compared claims name and that only one of the two cases defines: unlike names
    #: look like disagreement.
    ids_of_one: tuple[str, ...]
    units: UnitAgreement  #: Which assertions both saw.
    #: `predicate`, `object`: over all matched units. An object is the whole set of ids: two lists agree or they do not.
    predicate: Measure
    object: Measure
    #: `sign`, `value`: over matched units with the same predicate and component, overlapping objects and a value on
    #: both sides, since only then is the scale the same; after negation (a denied position, relation or assessment has
    #: the opposite value, a denied action, interest or threat has 0). `sign` leaves out interests and threats, which
    #: have none.
    sign: Measure
    value: Measure

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers, ready for JSON."""
        return {name: _plain(part) for name, part in asdict(self).items()}


def compare_codings(first: Case, second: Case) -> Agreement:
    """Compare two codings: cases with the same source keys, and best with the same actors, issues and factors.

    Units, predicate, object, sign and value are compared each on its own. Raises InputError if no source has claims
    in both.
    """
    coded = [{claim.source for claim in case.claims} for case in (first, second)]
    sources = coded[0] & coded[1]
    if not sources:
        raise InputError(
            f"the two cases have no coded source in common ({_listed(coded[0])} against {_listed(coded[1])}); "
            "give the text the same key in both sources.csv files"
        )
    ours, theirs = units_of(first, sources), units_of(second, sources)
    pairs = match_units(ours, theirs)
    comparable = [pair for pair in pairs if _same_scale(*pair)]
    signed = [pair for pair in comparable if PREDICATES[pair[0].claim.predicate].signed]
    return Agreement(
        first_coders=_coders(ours),
        second_coders=_coders(theirs),
        sources=tuple(sorted(sources)),
        sources_of_one=tuple(sorted(coded[0] ^ coded[1])),
        ids_of_one=_ids_of_one(first, second, units=[*ours, *theirs]),
        units=_unit_agreement(ours, theirs, pairs=pairs),
        predicate=_measure(pairs, lambda claim: claim.predicate, metric="nominal"),
        object=_measure(pairs, lambda claim: "|".join(sorted(claim.object)), metric="nominal"),
        sign=_measure(signed, lambda claim: float(np.sign(coded_value(claim))), metric="nominal"),
        value=_measure(comparable, coded_value, metric="interval"),
    )


def coded_value(claim: Claim) -> float:
    """The value of a claim after negation, 0 where that takes it out of the evidence; NaN if it has none."""
    if claim.value is None:
        return math.nan
    if not claim.negated:
        return claim.value
    return PREDICATES[claim.predicate].denied(claim.value) or 0.0


def _same_scale(one: Unit, other: Unit) -> bool:
    """Whether the values of two units measure the same thing."""
    return (
        one.claim.predicate == other.claim.predicate
        and one.claim.component == other.claim.component
        and (one.objects == other.objects or bool(one.objects & other.objects))
        and one.claim.value is not None
        and other.claim.value is not None
    )


def _unit_agreement(ours: Sequence[Unit], theirs: Sequence[Unit], *, pairs: Pairs) -> UnitAgreement:
    matched_first = {one.claim.id for one, _ in pairs}
    matched_second = {other.claim.id for _, other in pairs}
    left = [unit for unit in ours if unit.claim.id not in matched_first]
    right = [unit for unit in theirs if unit.claim.id not in matched_second]
    anywhere = [[replace(unit, place=(unit.place[0], "")) for unit in units] for units in (left, right)]
    return UnitAgreement(
        first=len(ours),
        second=len(theirs),
        matched=len(pairs),
        percent=100.0 * len(pairs) / (len(ours) + len(theirs) - len(pairs)),
        only_first=tuple(unit.claim.id for unit in left),
        only_second=tuple(unit.claim.id for unit in right),
        unmatched=(*map(_unmatched("first"), left), *map(_unmatched("second"), right)),
        apart_by_locator=tuple((one.claim.id, other.claim.id) for one, other in match_units(*anywhere)),
    )


def _unmatched(coding: Literal["first", "second"]) -> Callable[[Unit], Unmatched]:
    return lambda unit: Unmatched(coding, unit.claim.id, unit.claim.source, unit.claim.locator)


def _measure(
    pairs: Pairs, choice: Callable[[Claim], str | float], *, metric: Literal["nominal", "interval"]
) -> Measure:
    choices = [(choice(one.claim), choice(other.claim)) for one, other in pairs]
    differences = tuple(
        Difference(one.claim.id, other.claim.id, *chosen)
        for (one, other), chosen in zip(pairs, choices, strict=True)
        if not _same(*chosen)
    )
    agreed = len(pairs) - len(differences)
    return Measure(
        metric=metric,
        pairs=len(pairs),
        agreed=agreed,
        percent=100.0 * agreed / len(pairs) if pairs else None,
        alpha=_alpha(choices, metric),
        differences=differences,
    )


def _same(one: str | float, other: str | float) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return abs(one - other) <= _SAME_VALUE


def _alpha(choices: Sequence[tuple[str | float, str | float]], metric: Literal["nominal", "interval"]) -> float | None:
    if not choices:
        return None
    codes: dict[Hashable, float] = {}
    numbers = [
        [codes.setdefault(item, float(len(codes))) if isinstance(item, str) else item for item in pair]
        for pair in choices
    ]
    alpha = krippendorff_alpha(np.array(numbers).T, metric)
    return None if math.isnan(alpha) else alpha


def _ids_of_one(first: Case, second: Case, *, units: Sequence[Unit]) -> tuple[str, ...]:
    defined = [{*case.actor, *case.issue, *case.factor} for case in (first, second)]
    used = {name for unit in units for name in (*unit.claim.holder, *unit.claim.object)}
    return tuple(sorted(used & (defined[0] ^ defined[1])))


def _coders(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(sorted({unit.claim.coder for unit in units} - {""}))


def _listed(keys: set[str]) -> str:
    shown = sorted(keys)
    return ", ".join(shown[:5]) + (" ..." if len(shown) > 5 else "") if shown else "no claims"


def _plain(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _plain(item) for name, item in part.items()}
    return [_plain(item) for item in part] if isinstance(part, tuple | list) else part
