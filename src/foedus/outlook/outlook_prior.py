"""The outlook as a prior: with the state enemy that it counts, and with that enemy gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from foedus.errors import InputError
from foedus.history.covariates import COLUMNS, M3
from foedus.outlook.forecast import Forecast, forecast
from foedus.outlook.model import OutlookModel, load_model
from foedus.outlook.prior import Prior, check_counted
from foedus.outlook.reference import ReferenceClass, find_class, read_classes
from foedus.outlook.routes import ALLIANCE, ROUTES
from foedus.outlook.shipped import read_support
from foedus.outlook.support import outside
from foedus.terms.covariates import COVARIATES
from foedus.terms.outcomes import OUTCOMES

#: Model and class are told apart where they differ by this factor, one of the two reaches this annual chance, and the class
#: has this many dyad-years.
FAR, LEAST_CHANCE, LEAST_CLASS = 4.0, 0.02, 100
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
    check_counted({OUTCOMES[route.destination] for route in ROUTES}, "outlook")
    seed = int(rng.integers(2**63))
    chosen = model or load_model()
    prior = partial(_prior, chosen, state=state, horizon=horizon, draws=draws, seed=seed)
    gone = None if without is None else prior("outlook without the common enemy", values=without, absent=None)
    return prior(f"outlook: dyads 1816-{_last(chosen)}", values=values, absent=gone)


def _last(model: OutlookModel) -> int:
    """Last year whose outcomes the model knows."""
    return int(model.meta.get("origin", model.meta["last"]))


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
            "title": f"Outlook model of dyadic relations 1816-{_last(model)}",
            "version": f"model {model.meta['version']}, seed {model.meta['seed']}, {model.meta['draws']} draws",
            "sha256": str(model.meta["fingerprint"]),
            "citation": "Leeds et al. 2002; Palmer et al. 2022; Thompson, Sakuwa and Suhas 2021; Singer 1987; "
            "Stinnett et al. 2002; Marquez; fitted by foedus",
        },
        absent=absent,
        notes=(
            *outside(read_support(model.extra, origin), x, names=M3),
            *_apart(found, classes, origin, values=values),
        ),
        facts={"bloc_by_year": found.bloc.tolist(), "small_share": _small_share(found)},
    )


def _small_share(found: Forecast) -> float:
    """Share of small pacts in the annual chance of alliance; of allies, in what is an alliance at the horizon."""
    if np.isfinite(found.small_share):
        return found.small_share
    return 1.0 - float(found.bloc[-1] / found.by_year[-1, ALLIANCE])


def _apart(
    found: Forecast, classes: Sequence[ReferenceClass], origin: int, *, values: Mapping[str, float]
) -> list[str]:
    """Moves whose annual chance lies far from their share in the reference class, one line each."""
    like = find_class(classes, origin, values=values)
    if like is None or like.dyad_years < LEAST_CLASS:
        return []
    lines = []
    for to, moved in enumerate(like.moves):
        chance, share = float(found.annual[origin, to]), moved / like.dyad_years
        if to != origin and max(chance, share) >= LEAST_CHANCE and not 1 / FAR < chance / max(share, 1e-12) < FAR:
            lines.append(
                f"the model gives a move from {OUTCOMES[origin]} to {OUTCOMES[to]} {chance:.1%} a year, its class {share:.1%} "
                f"({moved} of {like.dyad_years:,} dyad-years, {like.first}-{like.last}): far apart, so trust neither much"
            )
    return lines


def _check(values: Mapping[str, float]) -> None:
    lacking = [name for name in COLUMNS if name not in values]
    if lacking:
        raise InputError(f"the outlook needs the covariates {', '.join(lacking)}; give each a number")
    wrong = {name: values[name] for name in COLUMNS if not np.isfinite(values[name])}
    if wrong:
        raise InputError(f"covariates of the outlook must be finite numbers; got {wrong}")
