"""The fitted outlook: coefficients with draws, and what is needed to use them without any dataset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.files.arrays import MOST_BYTES, Damaged, pack, unpack
from foedus.files.folder import write_file
from foedus.files.reading import read_bytes
from foedus.outlook.competing import annual_matrix
from foedus.outlook.logit import Scale, sigmoid, with_intercept
from foedus.outlook.model_check import check_arrays, wanted_arrays
from foedus.outlook.routes import ENTENTE, RIVALRY, ROUTES, Route

Array = NDArray[np.float64]

MODEL_FILE = "model.npz"
#: First words of the names of arrays that are no coefficients.
EXTRA = ("exemplars", "support")
#: Moves of the annual matrix: every route from every of its origins.
MOVES = tuple((route, origin) for route in ROUTES for origin in route.origins)


@dataclass(frozen=True)
class RouteFit:
    """One transition, fitted."""

    route: Route  #: What was fitted.
    scale: Scale  #: Standardisation on the weighted training sample.
    beta: Array  #: Shape (1 + covariates,). Coefficients of standardised covariates, the intercept first.
    draws: Array  #: Shape (draws, 1 + covariates). Bootstrap over treaty bundles and years.

    def chance(self, values: Mapping[str, float], origin: int, *, drawn: bool = False) -> Array:
        """Annual chance from one origin: a number, or shape (draws,) if `drawn`."""
        x = np.array([[_value(name, values, origin=origin) for name in self.route.covariates]])
        z = with_intercept(self.scale.apply(x))[0]
        return sigmoid(self.draws @ z) if drawn else sigmoid(np.asarray(self.beta @ z))


def _value(name: str, values: Mapping[str, float], *, origin: int) -> float:
    """A covariate's value; what says the origin is set by the row of the matrix."""
    if name == "origin_entente":
        return float(origin == ENTENTE)
    if name == "origin_rivalry":
        return float(origin == RIVALRY)
    return float(values[name])


@dataclass(frozen=True)
class OutlookModel:
    """All transitions with what is known of them."""

    fits: tuple[RouteFit, ...]  #: In the order of `ROUTES`.
    #: Version, seed, last year, datasets with hashes, counts, reference classes, names of states.
    meta: Mapping[str, Any] = field(default_factory=dict)
    #: Exemplars and support; see `foedus.outlook.make`.
    extra: Mapping[str, NDArray[Any]] = field(default_factory=dict)

    @property
    def draws(self) -> int:
        """Number of bootstrap draws."""
        return len(self.fits[0].draws)

    def fit(self, name: str) -> RouteFit:
        """The fit of a route."""
        return next(fit for fit in self.fits if fit.route.name == name)

    def chances(self, values: Mapping[str, float], *, drawn: bool = False) -> Array:
        """Annual chance of every one of `MOVES`, shape (moves,) or (draws, moves)."""
        by_name = {fit.route.name: fit for fit in self.fits}
        parts = [by_name[route.name].chance(values, origin, drawn=drawn) for route, origin in MOVES]
        return np.stack(parts, axis=-1)


def matrix(chance: Array, *, bloc: bool = True) -> Array:
    """Annual matrices from chances of `MOVES`, shape (..., 4, 4); without the bloc route into alliance if not `bloc`."""
    if not bloc:
        keep = np.array([route.name != "alliance_bloc" for route, _ in MOVES])
        chance = chance * keep
    return annual_matrix(chance, [(origin, route.destination) for route, origin in MOVES])


def save_model(model: OutlookModel, target: Path) -> None:
    """Write a model; the same model gives the same bytes. Raises OutputError if the file cannot be written."""
    arrays: dict[str, NDArray[Any]] = {"meta": np.frombuffer(_dump(model.meta), dtype=np.uint8)}
    for fit in model.fits:
        name = fit.route.name
        arrays[f"{name}.scale"] = np.stack([fit.scale.centre, fit.scale.spread])
        arrays[f"{name}.beta"] = fit.beta
        arrays[f"{name}.draws"] = fit.draws.astype(np.float32)
    arrays |= {name: model.extra[name] for name in sorted(model.extra)}
    write_file(pack(arrays), target)


def _dump(meta: Mapping[str, Any]) -> bytes:
    return json.dumps(meta, sort_keys=True, ensure_ascii=False).encode()


def load_model(path: Path | None = None) -> OutlookModel:
    """Read a model; by default the one that foedus ships. Raises InputError if the file is no model of this version."""
    return _shipped() if path is None else _parse(read_bytes(path, limit=MOST_BYTES), str(path))


@cache
def _shipped() -> OutlookModel:
    return _parse(resources.files("foedus.outlook").joinpath(MODEL_FILE).read_bytes(), MODEL_FILE)


def _parse(data: bytes, name: str) -> OutlookModel:
    try:
        arrays = unpack(data)
        meta = check_arrays(arrays)
    except Damaged as error:
        raise InputError(
            f"{name} is no outlook model of this version of foedus ({error}); make one with: foedus outlook fit --out {name}"
        ) from None
    fits = []
    for route in ROUTES:
        centre, spread = arrays[f"{route.name}.scale"]
        beta, draws = arrays[f"{route.name}.beta"], arrays[f"{route.name}.draws"].astype(float)
        fits.append(RouteFit(route, Scale(centre, spread), beta, draws))
    extra = {name: arrays[name] for name, _ in wanted_arrays() if name.split(".")[0] in EXTRA}
    return OutlookModel(tuple(fits), meta, extra)
