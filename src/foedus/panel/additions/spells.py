"""Peace years since the last dispute or conflict, for every column of ongoing events in the panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.membership import expand_ranges
from foedus.panel.outside import member_table
from foedus.panel.spells import GAPS, Gaps, peace_years
from foedus.panel.step import Build, Column, Step

ENDINGS = ("ongoing", "onset")
DAY = "date"
"""Column of panels whose rows are days."""
RULES = {
    "restart": "a year in which the unit does not exist ends the spell",
    "calendar": "the clock runs on while the unit does not exist",
    "ignore": "years in which the unit does not exist are passed over",
}


def spells(events: Sequence[str], present: Sequence[str], *, gaps: Gaps = "restart") -> Step:
    """Years without an event before each year, one column per column of events.

    `events` are columns of ongoing events (or of onsets); none: every one of the panel (`present`) that ends in
    "ongoing". Raises InputError for no such column, a name that tells no event, or another `gaps`.
    """
    if gaps not in GAPS:
        raise InputError(f"add_spells: gaps {gaps!r}; expected one of {', '.join(GAPS)}")
    chosen = list(events) or [name for name in present if name.endswith("ongoing")]
    if not chosen:
        raise InputError(
            "add_spells: the panel has no column of ongoing events; call add_disputes or add_conflicts first"
        )
    odd = [name for name in chosen if not name.endswith(ENDINGS)]
    if odd:
        raise InputError(
            f"add_spells: {odd}; expected columns that end in 'ongoing' or 'onset', which name events: rename them"
        )
    promised = tuple(
        Column(_spell(name), f"years since the last event by {name}", rule=f"counted before the year; {RULES[gaps]}")
        for name in chosen
    )

    def build(panel: Build) -> list[pl.Series]:
        unit = _units(panel)
        events = {name: _events(panel.made[name]) for name in chosen}
        if DAY in panel.made and (panel.keys.member is None or panel.keys.leader is not None):
            made = _by_day(unit, panel.keys.year, events, gaps=gaps)
        else:
            _refuse_doubles(panel, unit)
            if gaps == "restart":
                _note_gaps(panel, unit, events)
            made = [_counted(event, unit, year=panel.keys.year, gaps=gaps) for event in events.values()]
        return [series.alias(column.name) for series, column in zip(made, promised, strict=True)]

    return Step("add_spells", promised, build, needs=tuple(chosen), units=("state", "dyad"))


def _spell(name: str) -> str:
    return next(name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)) + "spell"


def _units(panel: Build) -> np.typing.NDArray[np.int64]:
    """Number of the state or dyad of each row, or of its leaders; the two orders are one unless they are different rows."""
    size, sides = len(panel.keys.codes), [side.astype(np.int64) for side in panel.keys.sides]
    if panel.keys.leader is not None:
        leaders = 1 + max(int(leader.max(initial=0)) for leader in panel.keys.leader)
        sides = [side * leaders + leader for side, leader in zip(sides, panel.keys.leader, strict=True)]
        size *= leaders
    if len(sides) == 1:
        return sides[0]
    one, two = sides
    if not panel.directed:
        one, two = np.minimum(one, two), np.maximum(one, two)
    unit: np.typing.NDArray[np.int64] = one * size + two
    return unit


def _refuse_doubles(panel: Build, unit: np.typing.NDArray[np.int64]) -> None:
    cells = unit * panel.keys.years + panel.keys.year
    if len(cells) > 1 and not (cells[1:] > cells[:-1]).all() and len(np.unique(cells)) < len(cells):
        raise InputError(
            f"add_spells: {len(cells) - len(np.unique(cells))} rows repeat a unit and year; time since an event "
            "needs one row for each: foedus.panel.duplicates shows them; drop them or count them apart"
        )


def _events(column: pl.Series) -> pl.Series:
    """An event column as True and False; text 0 and 1 is read as the numbers. Raises InputError: another value."""
    read = column
    if column.dtype in (pl.String, pl.Categorical, pl.Enum):
        words = column.cast(pl.String).str.strip_chars()
        words = pl.select(pl.when(pl.lit(words) != "").then(pl.lit(words))).to_series()
        read = words.str.to_lowercase().replace({"true": "1", "false": "0"}).cast(pl.Float64, strict=False)
        odd = words.filter(read.is_null() & words.is_not_null())
    else:
        odd = column.head(0)
        if column.dtype not in (pl.Boolean, pl.Null) and not column.dtype.is_numeric():
            raise InputError(f"add_spells: {column.name} is {column.dtype}; expected 0 for no event and 1 for one")
        if column.dtype == pl.Boolean:
            return column
        read = column.cast(pl.Float64)
    if not len(odd):
        wrong = ((read != 0) & (read != 1)).fill_null(False)
        odd = column.filter(wrong)
    if len(odd):
        found = odd.unique(maintain_order=True).head(5).to_list()
        raise InputError(
            f"add_spells: {column.name} ({column.dtype}) holds {found}; expected 0 for no event and 1 for one; make "
            "codes for missing empty, and counts 1 where above 0"
        )
    return read.cast(pl.Boolean)


def _note_gaps(panel: Build, unit: np.typing.NDArray[np.int64], events: Mapping[str, pl.Series]) -> None:
    """Tell where the count starts anew after years without a row, or without a known event."""
    if panel.keys.member is None:
        return
    every = np.ones(len(unit), dtype=bool)
    rows = _gaps(panel, unit, every)
    if rows:
        panel.notes.append(
            f"add_spells: rows are missing {len(rows):,} times between two rows of a unit, first of {_told(panel, *rows[0])}; the "
            "count starts anew after them, as if it had not existed: add the rows, or say "
            'gaps="calendar" to let the clock run on'
        )
    for name, event in events.items():
        if not event.null_count():
            continue
        known = set(rows)
        inside = [gap for gap in _gaps(panel, unit, event.is_not_null().to_numpy()) if gap not in known]
        if inside:
            panel.notes.append(
                f"add_spells: {name} is missing {len(inside):,} times between two years of a unit, first of "
                f"{_told(panel, *inside[0])}; whether an event went on is not known, and the count starts anew after them"
            )


def _gaps(panel: Build, unit: np.typing.NDArray[np.int64], known: np.typing.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Rows of a unit between which years are missing, but for years in which a state that was a member was none."""
    rows = np.flatnonzero(known)
    rows = rows[np.lexsort((panel.keys.year[rows], unit[rows]))]
    apart = (np.diff(unit[rows]) == 0) & (np.diff(panel.keys.year[rows]) > 1)
    if not apart.any():
        return []
    both, table = np.logical_and.reduce(panel.keys.member or ()), member_table(panel.keys, panel.load)
    at = np.flatnonzero(apart)
    first, after = rows[at], rows[at + 1]
    gap, year = expand_ranges(panel.keys.year[first] + 1, panel.keys.year[after] - 1)
    there = np.logical_and.reduce([table[side[first[gap]], year] for side in panel.keys.sides])
    met = np.bincount(gap[there], minlength=len(at)) > 0
    told = met | ~(both[first] & both[after])
    return list(zip(first[told].tolist(), after[told].tolist(), strict=True))


def _told(panel: Build, first: int, after: int) -> str:
    code = "-".join(str(int(panel.keys.codes[side[first]])) for side in panel.keys.sides)
    years = panel.keys.calendar_year
    return f"{code} from {years[first] + 1} to {years[after] - 1}"


def _by_day(
    unit: np.typing.NDArray[np.int64], year: np.typing.NDArray[np.int32], events: Mapping[str, pl.Series], *, gaps: Gaps
) -> list[pl.Series]:
    """Peace years where each row is a day: those of its year, of which the first day speaks, as the datasets tell of years."""
    cells = unit * (int(year.max(initial=0)) + 1) + year
    _, first, place = np.unique(cells, return_index=True, return_inverse=True)
    counted = [_counted(event.gather(first), unit[first], year=year[first], gaps=gaps) for event in events.values()]
    return [series.gather(place) for series in counted]


def _counted(
    event: pl.Series, unit: np.typing.NDArray[np.int64], *, year: np.typing.NDArray[np.int32], gaps: Gaps
) -> pl.Series:
    """Peace years; null, and not counted, where it is not known whether an event goes on."""
    if event.null_count() == 0:
        return pl.Series(peace_years(unit, year, event.to_numpy(), gaps=gaps))
    known = event.is_not_null().to_numpy()
    counted = peace_years(unit[known], year[known], event.drop_nulls().to_numpy(), gaps=gaps)
    years = np.zeros(len(event), dtype=np.int32)
    years[known] = counted
    return pl.select(pl.when(pl.Series(known)).then(pl.Series(years))).to_series()
