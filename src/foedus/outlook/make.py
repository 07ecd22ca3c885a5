"""Make the shipped model: fits, reference classes, exemplars, support."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.history.covariates import M3
from foedus.history.sources import Sources
from foedus.outlook.ahead import kind_sums
from foedus.outlook.backtest import route_sums
from foedus.outlook.design import columns, made
from foedus.outlook.exemplars import build_exemplars
from foedus.outlook.fit import DRAWS, SEED, count_rows, fit_routes
from foedus.outlook.model import OutlookModel, RouteFit
from foedus.outlook.model_check import VERSION
from foedus.outlook.origins import DRAWS as ORIGIN_DRAWS
from foedus.outlook.origins import Origin, origin_years
from foedus.outlook.reference import POOLED, ReferenceClass, build_classes
from foedus.outlook.routes import ROUTES, route
from foedus.outlook.support import fit_support
from foedus.outlook.weights import bundle_ids
from foedus.terms.outcomes import OUTCOMES


def make_model(
    history: History,
    sources: Sources,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Callable[[str], None] | None = None,
) -> OutlookModel:
    """Fit everything that `show` and an assessment need; the history was built from `sources`."""
    fits = fit_routes(history, draws=draws, seed=seed, progress=progress)
    if progress:
        progress("reference classes and exemplars")
    extra: dict[str, NDArray[Any]] = {}
    extra |= {f"exemplars.{name}": values for name, values in _exemplar_arrays(history).items()}
    extra |= _support_arrays(history)
    names = sources.names
    meta = {
        "version": VERSION,
        "seed": seed,
        "draws": draws,
        "first": history.grid.first,
        "last": history.grid.last,
        "rows": len(history.year),
        "fingerprint": fingerprint(history),
        "datasets": dict(sources.versions),
        "counts": {one.name: vars(count_rows(history, one)) for one in ROUTES},
        "classes": [found.as_dict() for found in classes_of(history)],
        "states": {str(code): [abb, name] for code, abb, name in _names(names)},
    }
    return OutlookModel(fits, meta, extra)


def make_origins(
    history: History, *, draws: int = ORIGIN_DRAWS, seed: int = SEED, progress: Callable[[str], None] | None = None
) -> tuple[list[Origin], dict[str, NDArray[Any]]]:
    """Fit all routes at every origin, and gather the record of these fits."""
    fits: tuple[RouteFit, ...] = ()
    found = []
    for year in origin_years(history.grid.last):
        if progress:
            progress(f"what was known in {year}")
        fits = fit_routes(history, last=year, draws=draws, seed=seed, start=fits)
        found.append((year, fits))
    return origins_of(history, found)


def origins_of(
    history: History, fitted: Sequence[tuple[int, tuple[RouteFit, ...]]]
) -> tuple[list[Origin], dict[str, NDArray[Any]]]:
    """Origins and their record from fits by year."""
    origins, routes, kinds = [], [], []
    for year, fits in fitted:
        classes = classes_of(history, last=year)
        origins.append(Origin(year, fits, [one.as_dict() for one in classes], _support_arrays(history, last=year)))
        routes.append(route_sums(history, year, fits))
        kinds.append(kind_sums(history, year, fits, classes=classes))
    return origins, {
        "record.routes": np.array(routes, dtype=np.float32),
        "record.kinds": np.array(kinds, dtype=np.float32),
    }


def _names(names: pl.DataFrame) -> list[tuple[int, str, str]]:
    return list(names.select("ccode", "stateabb", "statename").iter_rows())


def fingerprint(history: History) -> str:
    """SHA-256 of the rows that the model is fitted on, covariates rounded to nine decimals."""
    found = hashlib.sha256()
    for part in (history.year, history.ccode1, history.ccode2, history.state, history.following, history.size):
        found.update(np.ascontiguousarray(part).astype("<i4").tobytes())
    found.update(np.round(history.x, 9).astype("<f8").tobytes())
    return found.hexdigest()


def classes_of(history: History, *, last: int | None = None) -> list[ReferenceClass]:
    """All reference classes, from outcomes up to `last` (default all)."""
    bundles = {}
    for name in POOLED:
        event = made(history, route(name))
        bundle = bundle_ids(history.treaty, history.year, event=event)
        bundles[name] = np.where(event & (bundle < 0), -2 - np.arange(len(event)), bundle)
    return build_classes(
        history.year,
        history.state,
        following=history.following,
        common_threat=history.column("common_threat"),
        small_tie=history.column("small_tie") > 0,
        bundles=bundles,
        last=last,
    )


def _exemplar_arrays(history: History) -> dict[str, NDArray[Any]]:
    """Dyad-years that matter: tied, hostile, bordering, threatened in common, or with a major power."""
    relevant = (history.state != OUTCOMES.index("unaligned")) | (history.column("any_contiguity") > 0)
    relevant |= (history.column("common_threat") > 0) & (history.column("majors") > 0)
    x = history.x[:, columns(M3)]
    found = build_exemplars(
        history.ccode1, history.ccode2, year=history.year, state=history.state, x=x, relevant=relevant
    )
    return {
        "ccode": np.column_stack([found.ccode1, found.ccode2]).astype(np.int16),
        "year": found.year.astype(np.int16),
        "state": found.state.astype(np.int8),
        "later": found.later.astype(np.int8),
        "allied": found.allied.astype(np.int16),
        "x": found.x.astype(np.float16),
    }


def _support_arrays(history: History, *, last: int | None = None) -> dict[str, NDArray[Any]]:
    known = history.year <= (history.grid.last if last is None else last)
    found: dict[str, NDArray[Any]] = {}
    for state, name in enumerate(OUTCOMES):
        support = fit_support(history.x[np.ix_(np.nonzero(known & (history.state == state))[0], columns(M3))])
        found[f"support.{name}.range"] = np.stack([support.low, support.high, support.centre])
        found[f"support.{name}.inverse"] = support.inverse
        found[f"support.{name}.limit"] = np.array([support.limit])
    return found
