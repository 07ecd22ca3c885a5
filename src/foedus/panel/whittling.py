"""Whittle the disputes of a dyad-year down to one, by rules of the user's choice, in the order of the user's choice.

A dyad may have several disputes in one year: France and Italy had three onsets in 1860 (numbers 112, 113, 306). Every
step keeps, of the rows that share a key, those that rank first by one rule; what is alone in its key always stays. The
peer's order (Miller) is that of `STEPS`, and `foedus.panel.one_dispute` takes it for the panel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import polars as pl

from foedus.errors import InputError
from foedus.nearest import nearest_hint
from foedus.panel.cite import DatasetUsed, bibliography_of

KEY = ("ccode1", "ccode2", "year")

UNKNOWN_FATALITY = 0.5
"""Between no death (level 0) and 1 to 25 deaths (level 1)."""

DROPPED_BY = "dropped_by"
"""Column of the rows that were dropped: the step that dropped them."""

_ROW = "row of the whittled frame"


@dataclass(frozen=True)
class Rule:
    """What a row ranks by: the highest value of a column stays, or the lowest."""

    column: str
    highest: bool = True
    unknown: float | None = None  #: What an empty cell or a negative code counts as; None: less than any value.

    def rank(self) -> pl.Expr:
        """The rank of each row; the highest stays."""
        value = pl.col(self.column).cast(pl.Float64).fill_nan(None)
        known = pl.when(value >= 0).then(value if self.highest else -value)
        return known.otherwise(float("-inf") if self.unknown is None else self.unknown)


@dataclass(frozen=True)
class Step:
    """One step: its rule, and what it keeps, in words."""

    rule: Rule | None  #: None: one row stays, whatever it is.
    keeps: str


STEPS: Mapping[str, Step] = {
    "onsets": Step(Rule("onset"), "a dispute that begins, before one that merely goes on"),
    "fatality": Step(Rule("fatality", unknown=UNKNOWN_FATALITY), "the highest level of deaths; unknown counts as .5"),
    "hostility": Step(Rule("hostlev"), "the highest level of hostility"),
    "duration": Step(Rule("mindur"), "the longest, by the lowest estimate of its days"),
    "maximum-duration": Step(Rule("maxdur"), "the longest, by the highest estimate of its days"),
    "reciprocation": Step(Rule("recip"), "a reciprocated dispute"),
    "start-month": Step(Rule("stmon", highest=False), "the earliest month of the start"),
    "first": Step(None, "the lowest number of what is left: always one"),
}
"""Name of a step to what it does, in the peer's order."""

DEFAULT = tuple(STEPS)
"""The peer's steps in the peer's order."""

PEER_NAMES = {
    "mindur": "duration",
    "maxdur": "maximum-duration",
    "recip": "reciprocation",
    "startmonth": "start-month",
    "stmon": "start-month",
    "jds": "first",
}
"""The peer's names of steps and estimates that are called otherwise here; both are read."""

ONSETS = ("onset", "midonset", "disponset", "gmlmidonset", "cowmidonset")
"""Names that the column of onsets has in the datasets."""


class Told(NamedTuple):
    """A step and the number of rows left after it."""

    step: str
    rows: int


@dataclass(frozen=True, eq=False)
class Whittled:
    """Rows that are left, what each step left and what it dropped; every step returns a new one.

    Parameters
    ----------
    frame : polars.DataFrame
        The rows that are left, in the order and with the columns given.
    dropped : polars.DataFrame
        The rows that were dropped, with `dropped_by`: the step that did it.
    told : tuple of Told
        Steps and the rows left after each, from "start" on.
    by : tuple of str
        The columns that a row is to be alone in.
    onset : str
        The column that says whether a dispute begins in the year.
    """

    frame: pl.DataFrame
    dropped: pl.DataFrame
    told: tuple[Told, ...]
    by: tuple[str, ...]
    onset: str
    number: str = "dispnum"  #: The column whose lowest value stays in the end.
    used: tuple[DatasetUsed, ...] = ()  #: The datasets that the rows come from.

    def __repr__(self) -> str:
        """The rows left after each step."""
        return f"Whittled({', '.join(f'{step} {rows:,}' for step, rows in self.told)})"

    @property
    def repeated(self) -> int:
        """Keys that still have several rows."""
        return self.frame.group_by(self.by).len().filter(pl.col("len") > 1).height

    def cite(self) -> str:
        """Return the bibliography (BibTeX) of the datasets that the rows come from."""
        return bibliography_of(self.used)

    def step(self, name: str) -> Whittled:
        """Return what a step leaves; `name` is one of `STEPS`, or the peer's.

        Raises InputError: no such step, one that was taken already, a column that the rows lack.
        """
        name = step_name(name)
        rule = STEPS[name].rule
        if rule is not None and rule.column == "onset":
            rule = replace(rule, column=self.onset)
        return self.keep(name, rule)

    def keep(self, name: str, rule: Rule | None) -> Whittled:
        """Return what a rule leaves, under a name of the caller's; without a rule, one row for each key.

        Raises InputError: the name was taken already, or the rows lack the column.
        """
        if name in [told.step for told in self.told]:
            raise InputError(f"whittle: the step {name} is taken twice; a second time it drops nothing: leave it out")
        rows = self.frame.with_row_index(_ROW)
        if rule is None:
            kept = self._one_each(rows)
        else:
            _check_column(self.frame, rule.column, step=name, event=rule.column == self.onset)
            rank = rule.rank()
            kept = rows.filter(rank == rank.max().over(self.by))
        gone = rows.join(kept.select(_ROW), on=_ROW, how="anti").drop(_ROW)
        dropped = pl.concat([self.dropped, gone.with_columns(pl.lit(name).alias(DROPPED_BY))])
        return replace(self, frame=kept.drop(_ROW), dropped=dropped, told=(*self.told, Told(name, kept.height)))

    def _one_each(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The row with the lowest number for each key; of equal numbers, or without any, the first."""
        if self.number in rows.columns:
            rows = rows.sort(self.number, nulls_last=True, maintain_order=True)
        return rows.unique(self.by, keep="first", maintain_order=True).sort(_ROW)

    def steps(self, names: Sequence[str]) -> Whittled:
        """Return what several steps leave, taken in their order; names are checked before the first is taken."""
        made = self
        for name in check_steps(names):
            made = made.step(name)
        return made

    def onsets(self) -> Whittled:
        """Drop what merely goes on where a dispute begins."""
        return self.step("onsets")

    def fatality(self) -> Whittled:
        """Keep the highest level of deaths; unknown counts as .5."""
        return self.step("fatality")

    def hostility(self) -> Whittled:
        """Keep the highest level of hostility."""
        return self.step("hostility")

    def duration(self, estimate: str = "mindur") -> Whittled:
        """Keep the longest, by the lowest ("mindur") or by the highest ("maxdur") estimate of its days."""
        if estimate not in ("mindur", "maxdur"):
            raise InputError(f"whittle: duration by {estimate!r}; expected 'mindur' or 'maxdur'")
        return self.step(estimate)

    def reciprocation(self) -> Whittled:
        """Keep reciprocated disputes."""
        return self.step("reciprocation")

    def start_month(self) -> Whittled:
        """Keep the earliest month of the start."""
        return self.step("start-month")

    def first(self) -> Whittled:
        """Keep the lowest number of what is left: one row for each key, whatever remains."""
        return self.step("first")


def start(
    frame: pl.DataFrame,
    *,
    by: Sequence[str] = KEY,
    onset: str | None = None,
    number: str = "dispnum",
    used: tuple[DatasetUsed, ...] = (),
) -> Whittled:
    """Rows from which nothing is whittled yet.

    Raises InputError: the frame lacks a column of `by`, one of them has empty cells, or it has several columns of onsets.
    """
    by = (by,) if isinstance(by, str) else tuple(by)
    reserved = [name for name in (DROPPED_BY, _ROW) if name in frame.columns]
    if reserved:
        raise InputError(f"whittle: the rows have a column {reserved[0]}, which is written here; rename it")
    lacking = [name for name in by if name not in frame.columns]
    if lacking or not by:
        raise InputError(f"whittle: the rows have no column {', '.join(lacking)}; they have {_shown(frame)}")
    empty = [
        name for name in by if frame[name].null_count() or (frame[name].dtype.is_float() and frame[name].is_nan().any())
    ]
    if empty:
        raise InputError(f"whittle: column {empty[0]} has empty cells; every row needs its {', '.join(by)}")
    found = [name for name in ONSETS if name in frame.columns]
    if onset is None and len(found) > 1:
        raise InputError(f"whittle: the rows have several columns of onsets: {', '.join(found)}; say which: onset=...")
    if onset is not None and onset not in frame.columns:
        raise InputError(f"whittle: the rows have no column {onset}; they have {_shown(frame)}")
    none = frame.clear().with_columns(pl.lit(None, pl.String).alias(DROPPED_BY))
    return Whittled(frame, none, (Told("start", frame.height),), by, onset or next(iter(found), "onset"), number, used)


def step_name(name: str) -> str:
    """Our name of a step. Raises InputError: there is no such step."""
    known = PEER_NAMES.get(str(name), str(name)).replace("_", "-")
    if known not in STEPS:
        raise InputError(
            f"whittle: there is no step {name!r}{nearest_hint(str(name), STEPS)}; expected names out of {', '.join(STEPS)}"
        )
    return known


def check_steps(names: Sequence[str]) -> tuple[str, ...]:
    """Our names of steps. Raises InputError: none is named, there is no such step, or one is named twice."""
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise InputError(f"whittle: steps {names!r}; expected a list of names, such as ['onsets', 'fatality']")
    known = tuple(step_name(name) for name in names)
    twice = [name for name in dict.fromkeys(known) if known.count(name) > 1]
    if twice:
        raise InputError(f"whittle: the step {twice[0]} is named twice; a second time it drops nothing: leave it out")
    if not known:
        raise InputError(f"whittle: no step is named; expected names out of {', '.join(STEPS)}")
    return known


def _check_column(frame: pl.DataFrame, name: str, *, step: str, event: bool) -> None:
    if name not in frame.columns:
        raise InputError(
            f"whittle: {step} needs the column {name}; the rows have {_shown(frame)}. What is told of the whole dispute "
            "can be joined by its number, as whittle('cow') does with cow-mid-disps"
        )
    dtype = frame.schema[name]
    if not (dtype.is_numeric() or dtype == pl.Boolean):
        raise InputError(f"whittle: {step} ranks by {name}, which is {dtype}; expected numbers")
    if event:
        odd = frame[name].cast(pl.Float64).fill_nan(None).drop_nulls().unique().sort()
        odd = odd.filter((odd != 0) & (odd != 1))
        if len(odd):
            raise InputError(
                f"whittle: {name} holds {odd.head(5).to_list()}; expected 1 where a dispute begins and 0 where it goes on; make "
                "codes for missing empty"
            )


def _shown(frame: pl.DataFrame) -> str:
    names = ", ".join(frame.columns[:20])
    return f"{names} and {frame.width - 20} more" if frame.width > 20 else names or "none"
