"""The rows that a panel starts from: dyad-years, state-years or state-days of a system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.keys import LAST_YEAR, PanelKeys
from foedus.panel.membership import expand_ranges, members, shared_days
from foedus.panel.source import Source
from foedus.terms.states.systems import CODE, Scheme

Rule = Literal["day", "year"]


def key_names(unit: str, scheme: Scheme) -> tuple[str, ...]:
    """Names of the key columns of a unit in a list of states.

    >>> key_names("dyad", "cow"), key_names("state", "gw")
    (('ccode1', 'ccode2', 'year'), ('gwcode', 'year'))
    """
    code = CODE[scheme]
    return (f"{code}1", f"{code}2", "year") if unit == "dyad" else (code, "year")


@dataclass(frozen=True)
class Base:
    """Rows and their keys; `note` says which rule made them."""

    frame: pl.DataFrame
    keys: PanelKeys


@dataclass(frozen=True)
class Spells:
    """Membership spells with positions instead of codes; carried to `last` where the list ends before."""

    codes: np.typing.NDArray[np.int32]
    state: np.typing.NDArray[np.int64]
    start: pl.Series
    end: pl.Series

    @property
    def years(self) -> np.typing.NDArray[np.int32]:
        """First and last calendar year of each spell, shape (2, spells)."""
        return np.array([self.start.dt.year().to_numpy(), self.end.dt.year().to_numpy()], dtype=np.int32)


def check_years(years: Any) -> tuple[int, int]:
    """First and last year, both included. Raises InputError: not two whole numbers in order."""
    try:
        first, last = years
        whole = int(first) == first and int(last) == last
    except (TypeError, ValueError, OverflowError):
        whole = False
    if not whole or first > last:
        shown = repr(years)[:60]
        raise InputError(f"years {shown}; expected (first, last), two whole years in order, such as (1816, 2010)")
    if first < 1 or last > LAST_YEAR:
        raise InputError(f"years {int(first)} to {int(last)}; expected years from 1 to {LAST_YEAR}")
    return int(first), int(last)


def check_rule(rule: str) -> None:
    """Raise `InputError` unless `rule` is "day" or "year"."""
    if rule not in get_args(Rule):
        raise InputError(f"rule {rule!r}; expected 'day' (a day in common) or 'year' (a year in common)")


def read_spells(states: Source, last: int, *, scheme: Scheme = "cow") -> Spells:
    """Spells of `states`; members on the last day of the list are taken to remain to `last`."""
    frame = states.frame.select(pl.col(CODE[scheme]).alias("code"), "start", "end")
    beyond = pl.date(max(last, states.coverage[1]), 12, 31)
    still = pl.col("end") >= pl.date(states.coverage[1], 12, 31)
    frame = frame.with_columns(pl.when(still | pl.col("end").is_null()).then(beyond).otherwise("end").alias("end"))
    codes, state = np.unique(frame["code"].to_numpy(), return_inverse=True)
    return Spells(codes.astype(np.int32), state.astype(np.int64), frame["start"], frame["end"])


def system_dyads(states: Source, years: tuple[int, int], *, directed: bool, rule: Rule, scheme: Scheme = "cow") -> Base:
    """Dyad-years of the state system, sorted by code 1, code 2, year. Raises InputError: another `rule`."""
    check_rule(rule)
    first, last = years
    spells = read_spells(states, last, scheme=scheme)
    count, span = len(spells.codes), last - first + 1
    box = np.zeros((count, count, span), dtype=bool)
    if rule == "day":
        days = [series.cast(pl.Int32).to_numpy() for series in (spells.start, spells.end)]
        one, two, year = shared_days(spells.state, days[0], end=days[1], year_of=spells.years)
        inside = (year >= first) & (year <= last)
        box[one[inside], two[inside], year[inside] - first] = True
    else:
        alive = members(spells.state, spells.years, states=count, first=first, last=last)
        box[:] = alive[:, None, :] & alive[None, :, :]
        box[np.arange(count), np.arange(count)] = False
    if not directed:
        box[np.tril_indices(count)] = False
    pair, year = np.divmod(np.flatnonzero(box), span)
    sides = tuple(side.astype(np.int32) for side in np.divmod(pair, count))
    keys = PanelKeys(spells.codes, first, last, sides, year.astype(np.int32), scheme=scheme)
    return Base(_frame(keys, key_names("dyad", scheme)), keys)


def system_states(states: Source, years: tuple[int, int], *, scheme: Scheme = "cow") -> Base:
    """State-years of the system, sorted by code, year."""
    first, last = years
    spells = read_spells(states, last, scheme=scheme)
    alive = members(spells.state, spells.years, states=len(spells.codes), first=first, last=last)
    side, year = np.nonzero(alive)
    keys = PanelKeys(spells.codes, first, last, (side.astype(np.int32),), year.astype(np.int32), scheme=scheme)
    return Base(_frame(keys, key_names("state", scheme)), keys)


def system_days(states: Source, years: tuple[int, int], *, scheme: Scheme = "cow") -> Base:
    """State-days of the system, sorted by code, day; columns code, date, year."""
    first, last = years
    spells = read_spells(states, last, scheme=scheme)
    edges = pl.Series([date(first, 1, 1), date(last, 12, 31)]).cast(pl.Int32).to_list()
    start, end = (series.cast(pl.Int32).to_numpy().clip(edges[0], edges[1]) for series in (spells.start, spells.end))
    touches = (spells.years[0] <= last) & (spells.years[1] >= first)
    spell, day = expand_ranges(start[touches].astype(np.int32), end[touches].astype(np.int32))
    side = spells.state[touches][spell]
    order = np.lexsort((day, side))
    days = pl.Series("date", day[order].astype(np.int32)).cast(pl.Date)
    year = days.dt.year().to_numpy()
    keys = PanelKeys(
        spells.codes, first, last, (side[order].astype(np.int32),), (year - first).astype(np.int32), scheme=scheme
    )
    code = key_names("state", scheme)[0]
    return Base(pl.DataFrame({code: keys.codes[keys.sides[0]], "date": days, "year": keys.calendar_year}), keys)


def _frame(keys: PanelKeys, names: tuple[str, ...]) -> pl.DataFrame:
    columns = [*(keys.codes[side] for side in keys.sides), keys.calendar_year]
    return pl.DataFrame(dict(zip(names, columns, strict=True)))
