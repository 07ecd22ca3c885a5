"""What usually happens to a dyad like this one: everything that `foedus outlook show` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from foedus.errors import InputError
from foedus.history.covariates import M3
from foedus.history.dyad import DyadYear
from foedus.history.shipped import load_table
from foedus.history.table import HistoryTable
from foedus.outlook.effects import Effect, explain_state
from foedus.outlook.exemplars import nearest
from foedus.outlook.forecast import Forecast, SmallPact, forecast, small_pact
from foedus.outlook.model import OutlookModel
from foedus.outlook.origins import record_known
from foedus.outlook.record import Record
from foedus.outlook.reference import ReferenceClass, find_class, read_classes
from foedus.outlook.settings import with_settings
from foedus.outlook.shipped import read_exemplars, read_support
from foedus.outlook.support import outside
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.states.find import find_states

MOST_YEARS = 50


@dataclass(frozen=True)
class Neighbour:
    """A historical dyad-year and what became of it."""

    one: str
    other: str
    year: int
    later: str
    allied: int


@dataclass(frozen=True)
class Outlook:
    """The outside view of one dyad."""

    dyad: DyadYear  #: The dyad, with the covariates as they were found.
    names: tuple[str, str]  #: Names of the two.
    state: str  #: Present state of relation.
    values: Mapping[str, float]  #: Covariates that the forecast uses: found, or set.
    settings: Mapping[str, float]  #: What was set.
    forecast: Forecast  #: `forecast`, `without`: with these covariates, and without the common enemy.
    without: Forecast
    small: SmallPact  #: Small-pact route by model, reference class, and pooled, at the horizon.
    reference: ReferenceClass | None
    effects: tuple[Effect, ...]  #: What each covariate does.
    neighbours: tuple[Neighbour, ...]  #: Nearest dyad-years of history.
    warnings: tuple[str, ...]  #: What lies outside the training support.
    record: Record  #: Expected over observed, and scores of the backtest.
    source: str  #: Name of the state that makes the common threat; empty for none.


def find_dyad(
    model: OutlookModel,
    one: str,
    other: str,
    year: int | None = None,
    *,
    table: HistoryTable | None = None,
    tell: Callable[[str], object] | None = None,
) -> DyadYear:
    """Return a dyad by names, abbreviations or codes, from a table of pairs, else from the installed datasets.

    `table` is by default the one that comes with foedus. `tell` gets a note on each word that is not the state's own
    name. Raises InputError if a state is unknown or several are meant in the year, the two are one, or the year needs
    datasets that are not installed.
    """
    kept = table or load_table()
    wanted = kept.last if year is None else year
    if not kept.holds(wanted) and not int(model.meta["first"]) <= wanted <= int(model.meta["last"]):
        raise InputError(f"--year {wanted}: the history holds {model.meta['first']} to {model.meta['last']}")
    codes = find_pair(one, other, wanted, tell=tell)
    if kept.holds(wanted):
        return kept.dyad(*codes, wanted)
    return _from_datasets(codes, wanted, last=int(model.meta["last"]), kept=kept)


def find_pair(one: str, other: str, year: int, *, tell: Callable[[str], object] | None = None) -> tuple[int, int]:
    """Return the COW codes of two states that a user named. Raises InputError as `find_dyad`."""
    found = find_states((one, other), year)
    for state in found:
        if state.note and tell is not None:
            tell(state.note)
    if found[0].ccode == found[1].ccode:
        raise InputError(f"{one} and {other} are the same state; a dyad needs two")
    return found[0].ccode, found[1].ccode


def _from_datasets(codes: tuple[int, int], year: int, *, last: int, kept: HistoryTable) -> DyadYear:
    from foedus.history.build import build_history
    from foedus.history.find import dyad_year
    from foedus.history.load import read_sources

    try:
        sources = read_sources(last)
    except InputError as error:
        raise InputError(
            f"--year {year}: only {kept.first} to {kept.last} come with foedus; other years need the datasets. {error}"
        ) from None
    return dyad_year(build_history(sources, last=last), *codes, year)


def show(
    model: OutlookModel,
    dyad: DyadYear,
    *,
    horizon: int = 10,
    settings: Mapping[str, float] | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Outlook:
    """Return the outside view of a dyad, 1 to 50 years ahead, with some covariates set.

    Raises InputError if the horizon is out of range.
    """
    check_horizon(horizon)
    values = with_settings(dyad.values, settings or {})
    absent = with_settings(dyad.without, {**(settings or {}), **_absent(dyad, settings or {})})
    classes = read_classes(model.meta["classes"])
    run = partial(forecast, model, state=dyad.state, years=horizon, draws=draws, classes=classes)
    found = find_class(classes, dyad.state, values=values)
    names = model.meta["states"]
    return Outlook(
        dyad=dyad,
        names=(names[str(dyad.ccode1)][1], names[str(dyad.ccode2)][1]),
        state=OUTCOMES[dyad.state],
        values=values,
        settings=dict(settings or {}),
        forecast=run(values, rng=np.random.default_rng(seed)),
        without=run(absent, rng=np.random.default_rng(seed)),
        small=small_pact(model, values, state=dyad.state, years=horizon, classes=classes),
        reference=found,
        effects=tuple(explain_state(model, dyad.state)),
        neighbours=neighbours(model, (dyad.ccode1, dyad.ccode2), state=dyad.state, values=values),
        warnings=tuple(outside(read_support(model.extra, dyad.state), _m3(values), names=M3)),
        record=record_known(model),
        source=names[str(dyad.source)][1] if dyad.source else "",
    )


def check_horizon(years: int) -> None:
    """Raise InputError if a horizon is out of range."""
    if not 1 <= years <= MOST_YEARS:
        raise InputError(f"--horizon {years}: expected a whole number of years from 1 to {MOST_YEARS}")


def _absent(dyad: DyadYear, settings: Mapping[str, float]) -> dict[str, float]:
    """Threat covariates without the common enemy: they win over what was set."""
    threat = ("common_threat", "common_threat_gain", "least_own_threat")
    return {name: dyad.without[name] for name in threat if name in settings or dyad.source}


def _m3(values: Mapping[str, float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([values[name] for name in M3])


def neighbours(
    model: OutlookModel, codes: tuple[int, int], *, state: int, values: Mapping[str, float], count: int = 8
) -> tuple[Neighbour, ...]:
    """Nearest dyad-years of history in the same state, and what became of them within ten years."""
    exemplars = read_exemplars(model.extra)
    spread = model.fit("alliance_small").scale.spread
    rows = nearest(exemplars, _m3(values), spread=spread, state=state, dyad=(min(codes), max(codes)), count=count)
    names = model.meta["states"]
    return tuple(
        Neighbour(
            names[str(int(exemplars.ccode1[row]))][1],
            names[str(int(exemplars.ccode2[row]))][1],
            int(exemplars.year[row]),
            OUTCOMES[int(exemplars.later[row])] if exemplars.later[row] >= 0 else "one of the two no longer a state",
            int(exemplars.allied[row]),
        )
        for row in rows
    )
