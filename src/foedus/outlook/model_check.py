"""What the arrays of a fitted outlook must be: their shapes, types and ranges, declared once and checked on reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec
import numpy as np

from foedus.files.arrays import Arrays, Damaged, Wanted
from foedus.files.json_text import parse_json
from foedus.history.covariates import M3
from foedus.outlook.reference import BANDS, POOLED, ReferenceClass
from foedus.outlook.routes import ROUTES
from foedus.terms.outcomes import OUTCOMES

VERSION = 3
"""Of the arrays and of what is known of them; raised when either changes."""

_Line = Annotated[str, msgspec.Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f]*$", max_length=200)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
_Year = Annotated[int, msgspec.Meta(ge=1, le=9999)]


class Counts(msgspec.Struct):
    """Training data of a route."""

    rows: _Count
    events: _Count
    bundles: _Count


class Meta(msgspec.Struct):
    """What is known of a fit; each name is one that the outlook prints or counts with."""

    version: _Count
    seed: _Count
    draws: _Count
    first: _Year
    last: _Year
    rows: _Count
    fingerprint: _Line
    datasets: dict[_Line, _Line]
    counts: dict[_Line, Counts]
    classes: list[ReferenceClass]
    states: dict[Annotated[str, msgspec.Meta(pattern="^[1-9][0-9]{0,2}$")], tuple[_Line, _Line]]


_CODE = (1.0, 999.0, True)
_EXEMPLARS = {
    "ccode": Wanted(("exemplars", 2), *_CODE),
    "year": Wanted(("exemplars",), 1, 9999, whole=True),
    "state": Wanted(("exemplars",), 0, len(OUTCOMES) - 1, whole=True),
    "later": Wanted(("exemplars",), -1, len(OUTCOMES) - 1, whole=True),
    "allied": Wanted(("exemplars",), 0, 9999, whole=True),
    "x": Wanted(("exemplars", len(M3)), -1000, 1000),
}
_SUPPORT = {
    "range": Wanted((3, len(M3)), -1000, 1000),
    "inverse": Wanted((len(M3), len(M3)), -1e15, 1e15),
    "limit": Wanted((1,), 0, 1e15),
}
MOST_COEFFICIENT = 1000.0
"""Largest coefficient of a standardised covariate; a chance is 0 or 1 to all digits long before."""


def wanted_arrays() -> Iterator[tuple[str, Wanted]]:
    """Yield name and declaration of every array beside `meta`."""
    for route in ROUTES:
        size = len(route.covariates)
        yield f"{route.name}.scale", Wanted((2, size), -1000, 1000)
        yield f"{route.name}.beta", Wanted((size + 1,), -MOST_COEFFICIENT, MOST_COEFFICIENT)
        yield f"{route.name}.draws", Wanted(("draws", size + 1), -MOST_COEFFICIENT, MOST_COEFFICIENT)
    yield from ((f"exemplars.{name}", wanted) for name, wanted in _EXEMPLARS.items())
    for outcome in OUTCOMES:
        yield from ((f"support.{outcome}.{name}", wanted) for name, wanted in _SUPPORT.items())


def check_arrays(arrays: Arrays) -> dict[str, Any]:
    """Return what is known of the fit, once every array is what it must be. Raises Damaged with the first fault."""
    sizes: dict[str, int] = {}
    for name, wanted in wanted_arrays():
        if name not in arrays:
            raise Damaged(f"the array {name} is missing")
        if fault := wanted.fault(arrays[name], sizes):
            raise Damaged(f"the array {name} has {fault}")
    if sizes["draws"] < 1:
        raise Damaged("no draws")
    for route in ROUTES:
        if not bool((arrays[f"{route.name}.scale"][1] > 0).all()):
            raise Damaged(f"the array {route.name}.scale has a spread that is not above 0")
    meta = _meta(arrays)
    _check_codes(arrays, meta["states"])
    return meta


def _meta(arrays: Arrays) -> dict[str, Any]:
    if "meta" not in arrays or arrays["meta"].dtype != np.uint8 or arrays["meta"].ndim != 1:
        raise Damaged("what is known of the fit (meta) is missing")
    try:
        plain: dict[str, Any] = parse_json(arrays["meta"].tobytes())
        found = msgspec.convert(plain, Meta)
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        raise Damaged(f"what is known of the fit (meta): {error}") from None
    if found.version != VERSION:
        raise Damaged(f"it has the version {found.version}, this foedus reads {VERSION}")
    for row in found.classes:
        bands = (*(name for name, _, _ in BANDS), "any")
        whole = min(row.dyad_years, row.bundles, row.ties, *row.moves, 0) >= 0 and row.bundles <= row.ties
        if row.route not in POOLED or not 0 <= row.origin < len(OUTCOMES) or row.band not in bands or not whole:
            raise Damaged(f"what is known of the fit (meta): a reference class of {row.route[:40]!r}")
    if {route.name for route in ROUTES} - set(found.counts) or found.first > found.last:
        raise Damaged("what is known of the fit (meta): counts or years")
    return plain


def _check_codes(arrays: Arrays, states: Mapping[str, object]) -> None:
    """Every code has a name."""
    name = "exemplars.ccode"
    absent = sorted(set(map(str, np.unique(arrays[name]).tolist())) - set(states))
    if absent:
        raise Damaged(f"the array {name} has the code {absent[0]}, which has no name")
