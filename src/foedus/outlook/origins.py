"""Fits by origin: what was known at the end of a year, every five years from 1871 on, small enough to ship.

A case as of 1891 is argued with what was known in 1891: the fit, the reference classes, the like dyads, the range of the
data and the record are those of the origin at or before its cut-off. From the newest fit's last year on, the newest fit is used.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.files.folder import write_file
from foedus.outlook.exemplars import LATER
from foedus.outlook.logit import Scale
from foedus.outlook.model import OutlookModel, RouteFit, load_model
from foedus.outlook.past_record import WINDOW, kind_rows, route_rows
from foedus.outlook.routes import ROUTES

if TYPE_CHECKING:
    from foedus.outlook.record import Record

Array = NDArray[np.float64]
Arrays = Mapping[str, NDArray[Any]]

ORIGINS_FILE = "origins.npz"
FIRST, STEP, DRAWS = 1871, 5, 40
#: Draws are kept as whole numbers of this many steps to either side of the point.
STEPS = 127


@dataclass(frozen=True)
class Origin:
    """What was known at the end of a year."""

    year: int
    fits: tuple[RouteFit, ...]  #: In the order of `ROUTES`.
    classes: Sequence[Mapping[str, Any]]  #: Reference classes as JSON holds them.
    support: Arrays  #: Ranges of the covariates by state, under the names that `OutlookModel.extra` has.


def origin_years(last: int) -> range:
    """The origins, of which the last lies before the newest fit's last year."""
    return range(FIRST, last, STEP)


def pack_fits(fits: Sequence[RouteFit]) -> dict[str, NDArray[Any]]:
    """Scales, coefficients and draws of all routes, end to end; draws in steps of a 127th of their largest deviation."""
    points, steps, draws = [], [], []
    for fit in fits:
        gap = fit.draws - fit.beta
        step = np.maximum(np.abs(gap).max(axis=0, initial=0.0), 1e-9) / STEPS
        points += [fit.scale.centre, fit.scale.spread, fit.beta]
        steps.append(step)
        draws.append(np.rint(gap / step).astype(np.int8))
    return {
        "points": np.concatenate(points).astype(np.float32),
        "steps": np.concatenate(steps).astype(np.float32),
        "draws": np.concatenate(draws, axis=1),
    }


def unpack_fits(arrays: Arrays) -> tuple[RouteFit, ...]:
    """Fits from what `pack_fits` gives."""
    points, steps, draws = (arrays[name].astype(np.float64) for name in ("points", "steps", "draws"))
    fits, at, column = [], 0, 0
    for route in ROUTES:
        size = len(route.covariates)
        centre, spread, beta = np.split(points[at : at + 3 * size + 1], [size, 2 * size])
        here = slice(column, column + size + 1)
        fits.append(RouteFit(route, Scale(centre, spread), beta, beta + draws[:, here] * steps[here]))
        at, column = at + 3 * size + 1, column + size + 1
    return tuple(fits)


def save_origins(origins: Sequence[Origin], record: Arrays, target: Path) -> None:
    """Write all origins into one file. Raises OutputError if it cannot be written."""
    arrays: dict[str, Any] = {"years": np.array([one.year for one in origins], dtype=np.int32), **record}
    for one in origins:
        packed = {**pack_fits(one.fits), "classes": _text(one.classes)}
        packed |= {name: values.astype(np.float32) for name, values in one.support.items()}
        arrays |= {f"{one.year}.{name}": values for name, values in packed.items()}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    write_file(buffer.getvalue(), target)


def _text(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, sort_keys=True).encode(), dtype=np.uint8)


@cache
def _shipped() -> Any:
    data = resources.files("foedus.outlook").joinpath(ORIGINS_FILE).read_bytes()
    return np.load(io.BytesIO(data), allow_pickle=False)


def model_known(year: int) -> OutlookModel:
    """Return the shipped model as it could have been fitted by the end of a year.

    The newest from its last year on, else that of the origin at or before the year; before the first origin, that one.
    """
    newest = load_model()
    if year >= int(newest.meta["last"]):
        return newest
    return _at_origin(max(FIRST, year - (year - FIRST) % STEP))


def record_known(model: OutlookModel) -> Record:
    """Return the record that was known when a model of `model_known` could have been fitted.

    The claim on history is that of the whole history: it is no forecast.
    """
    from foedus.outlook.record import Record, load_record  # draws charts, which no forecast needs

    if "origin" not in model.meta:
        return load_record()
    shipped, last = _shipped(), int(model.meta["origin"])
    years = shipped["years"]
    ahead = kind_rows(years, shipped["record.kinds"].astype(float), first=last - WINDOW + 1, last=last)
    return Record(
        (), route_rows(years, shipped["record.routes"].astype(float), last=last), (), load_record().claim, ahead
    )


@cache
def _at_origin(origin: int) -> OutlookModel:
    newest, shipped = load_model(), _shipped()
    start = f"{origin}."
    arrays = {name.removeprefix(start): shipped[name] for name in shipped.files if name.startswith(start)}
    fits = unpack_fits(arrays)
    meta = {**newest.meta, "origin": origin, "classes": json.loads(arrays["classes"].tobytes()), "draws": DRAWS}
    return OutlookModel(fits, meta, {**_like_dyads(newest.extra, origin), **_support(arrays)})


def _like_dyads(extra: Arrays, origin: int) -> dict[str, NDArray[Any]]:
    """The newest model's arrays, without the exemplars of which it was not known by then what became of them."""
    known = extra["exemplars.year"] + LATER <= origin
    return {name: values[known] if name.startswith("exemplars.") else values for name, values in extra.items()}


def _support(arrays: Arrays) -> dict[str, NDArray[Any]]:
    return {name: values.astype(np.float64) for name, values in arrays.items() if name.startswith("support.")}
