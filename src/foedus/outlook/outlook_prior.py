"""The outlook as a prior: with the state enemy that it counts, and with that enemy gone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from foedus.errors import InputError
from foedus.history.covariates import COLUMNS, M3
from foedus.outlook.forecast import Forecast, forecast
from foedus.outlook.model import OutlookModel, load_model
from foedus.outlook.prior import Prior, check_counted
from foedus.outlook.reference import read_classes
from foedus.outlook.routes import ROUTES
from foedus.outlook.shipped import read_support
from foedus.outlook.support import outside
from foedus.terms.covariates import COVARIATES
from foedus.terms.outcomes import OUTCOMES

#: Covariates of a case that the outlook has counted: factors with one get no rating effect.
CARRIES = frozenset(name for name, covariate in COVARIATES.items() if covariate.counted)


def outlook_prior(
    values: Mapping[str, float],
    state: str,
    *,
    horizon: int,
    draws: int,
    rng: np.random.Generator,
    without: Mapping[str, float] | None = None,
    model: OutlookModel | None = None,
) -> Prior:
    """Return the outlook of a dyad as a prior.

    Parameters
    ----------
    values : mapping of str to float
        Covariates by name (`foedus.history.covariates.COLUMNS`), such as `DyadYear.values`.
    state : str
        Present state of relation, one of `OUTCOMES`.
    horizon : int
        Years ahead, at least 1.
    draws : int
        Number of draws: of coefficients and of the reference class.
    rng : numpy.random.Generator
        Source of randomness; present and absent enemy share its numbers, so that draws can be compared.
    without : mapping, optional
        Covariates once the common enemy is gone, such as `DyadYear.without`; None: no `absent` side.
    model : OutlookModel, optional
        Default the shipped one.

    Returns
    -------
    Prior
        `by_year` of shape (horizon + 1, 4) and `draws_by_year` of shape (draws, horizon + 1, 4), in the order of
        `OUTCOMES`; `absent` the same without the enemy; `facts` holds the bloc's part of the alliance by year.

    Raises
    ------
    InputError
        If a covariate is missing or no finite number.
    """
    seed = int(rng.integers(2**63))
    prior = partial(_prior, model or load_model(), state=state, horizon=horizon, draws=draws, seed=seed)
    gone = None if without is None else prior("outlook without the common enemy", values=without, absent=None)
    return prior("outlook: dyads 1816-2018", values=values, absent=gone)


def _prior(
    model: OutlookModel,
    label: str,
    *,
    values: Mapping[str, float],
    state: str,
    horizon: int,
    draws: int,
    seed: int,
    absent: Prior | None,
) -> Prior:
    check_counted({OUTCOMES[route.destination] for route in ROUTES}, "outlook")
    _check(values)
    origin = OUTCOMES.index(state)
    classes = read_classes(model.meta["classes"])
    found = forecast(
        model, values, state=origin, years=horizon, draws=draws, rng=np.random.default_rng(seed), classes=classes
    )
    x = np.array([values[name] for name in M3])
    return Prior(
        id="outlook",
        label=label,
        by_year=found.by_year,
        draws_by_year=found.draws,
        annual=found.annual,
        carries=CARRIES,
        dataset={
            "title": "Outlook model of dyadic relations 1816-2018",
            "version": f"model {model.meta['version']}, seed {model.meta['seed']}, {model.meta['draws']} draws",
            "sha256": str(model.meta["fingerprint"]),
            "citation": "Leeds et al. 2002; Palmer et al. 2022; Thompson, Sakuwa and Suhas 2021; Singer 1987; "
            "Stinnett et al. 2002; Marquez; fitted by foedus",
        },
        absent=absent,
        notes=tuple(outside(read_support(model.extra, origin), x, names=M3)),
        facts={"bloc_by_year": found.bloc.tolist(), "small_share": _small_share(found)},
    )


def _small_share(found: Forecast) -> float:
    """Share of the alliance at the horizon that is one by a small pact."""
    whole = float(found.by_year[-1, 0])
    return 1.0 - float(found.bloc[-1]) / whole if whole > 0 else 0.5


def _check(values: Mapping[str, float]) -> None:
    lacking = [name for name in COLUMNS if name not in values]
    if lacking:
        raise InputError(f"the outlook needs the covariates {', '.join(lacking)}; give each a number")
    wrong = {name: values[name] for name in COLUMNS if not np.isfinite(values[name])}
    if wrong:
        raise InputError(f"covariates of the outlook must be finite numbers; got {wrong}")
