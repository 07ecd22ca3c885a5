"""A panel: rows of state-years or dyad-years, and the columns that the user has asked for.

Every ``add_`` method returns a new panel and reads nothing: names are checked at once, data are read when
the panel is built by `frame`. The rows and their order never change, but for those that `keep_rows` leaves out.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

import polars as pl

from foedus.errors import InputError
from foedus.panel.base import Base
from foedus.panel.cite import ColumnSource, bibliography, column_sources
from foedus.panel.listed import with_lists
from foedus.panel.outside import PanelNote, with_members
from foedus.panel.pandas import to_pandas
from foedus.panel.source import Loader, Source, remembering
from foedus.panel.step import Build, Column, Step
from foedus.panel.verbs.of_dyads import DyadVerbs
from foedus.panel.verbs.of_leaders import LeaderVerbs
from foedus.panel.verbs.of_record import RecordVerbs
from foedus.panel.verbs.of_rows import RowVerbs
from foedus.panel.verbs.of_states import StateVerbs
from foedus.terms.states.systems import Scheme


@dataclass(frozen=True, eq=False)
class Panel(StateVerbs, DyadVerbs, LeaderVerbs, RecordVerbs, RowVerbs):
    """Rows to come and columns to come; made by `dyad_years`, `state_years`, `leader_years` and the like, or by `wrap`.

    Parameters
    ----------
    unit : str
        "dyad" or "state".
    directed : bool
        Whether the two orders of a dyad are different rows.
    names : tuple of str
        Columns that the rows bring along, keys first.
    rows : callable
        Makes the rows, given the loader.
    load : callable
        Loads a dataset by id and version, each once.
    steps : tuple of Step
        What has been added, in order.
    origin : tuple of Column
        What is known of the columns in `names`.
    told : tuple of str
        What was assumed of the rows when the panel was started.
    scheme : {"cow", "gw"}
        The list of states that the codes of the rows are of.
    only : tuple of str
        Columns that must be 1 in a row that is kept; everything is built on all rows first.
    counted : callable, optional
        Counts the rows without making them, given the loader.
    """

    unit: str
    directed: bool
    names: tuple[str, ...]
    rows: Callable[[Callable[[str, str | None], Source]], Base]
    load: Callable[[str, str | None], Source]
    steps: tuple[Step, ...] = ()
    origin: tuple[Column, ...] = ()
    told: tuple[str, ...] = ()
    scheme: Scheme = "cow"
    only: tuple[str, ...] = ()
    counted: Callable[[Callable[[str, str | None], Source]], int] | None = None
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, those of the rows first."""
        return (*self.names, *(column.name for step in self.steps for column in step.columns))

    @cached_property
    def _base(self) -> Base:
        if "base" not in self._kept:
            self._kept["base"] = self.rows(self.load)
            self._kept["outside"] = ()
            if self.given:
                self._kept["base"], self._kept["outside"] = with_members(self._kept["base"], self.load)
        base: Base = self._kept["base"]
        return base

    @property
    def height(self) -> int:
        """Number of rows; the panel is built to tell it where only some are kept."""
        if self.only:
            return self._made()[0].height
        return self._base.frame.height if self.counted is None else self.counted(self.load)

    @property
    def sides(self) -> tuple[str, ...]:
        """Suffixes of columns that tell of states: none in state-years, 1 and 2 in dyad-years."""
        return ("",) if self.unit == "state" else ("1", "2")

    def frame(self) -> pl.DataFrame:
        """Build the panel.

        Returns
        -------
        polars.DataFrame
            The rows in their order, with every column added.

        Raises
        ------
        InputError
            Datasets are not there (all of them in one message), or cannot be read off by their keys.
        """
        made, notes = self._made()
        for note in notes:
            warnings.warn(note, PanelNote, stacklevel=2)
        return made

    @property
    def notes(self) -> tuple[str, ...]:
        """What was assumed or left unknown; the panel is built to tell it. `frame` warns of each."""
        return self._made()[1]

    @property
    def given(self) -> bool:
        """Whether the rows are a frame of the user's own."""
        return not any(column.datasets for column in self.origin)

    def _made(self) -> tuple[pl.DataFrame, tuple[str, ...]]:
        self._load_all()
        base = self._base
        made: dict[str, pl.Series] = {name: base.frame[name] for name in self.names}
        build = Build(base.keys, self.load, self.directed, made, {})
        for step in self.steps:
            found = step.build(build)
            made.update({column.name: series for column, series in zip(step.columns, found, strict=True)})
        outside = self._kept["outside"] if any(column.datasets for column, _ in self._described()) else ()
        none = (
            ()
            if base.frame.height or self.given
            else ("the panel has no rows: nothing of its list falls in these years",)
        )
        notes = (*self.told, *none, *outside, *build.notes)
        return self._chosen(pl.DataFrame([series.rename(name) for name, series in made.items()]), notes)

    def _chosen(self, frame: pl.DataFrame, notes: tuple[str, ...]) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The rows that are kept, and a note on those that are not because nothing is known."""
        for name in self.only:
            dtype = frame.schema[name]
            if not (dtype.is_numeric() or dtype == pl.Boolean):
                raise InputError(f"keep_rows: {name} is {dtype}; expected 1 for rows that are kept and 0 for others")
            unknown = frame[name].null_count()
            if unknown:
                notes = (*notes, f"{unknown:,} of {frame.height:,} rows are left out because their {name} is unknown")
            frame = frame.filter(pl.col(name) == 1)
        return frame, notes

    def _load_all(self) -> None:
        """Load every dataset behind a column; what is not there is told in one message."""
        wanted = {
            (name, versions.get(name)): None for column, versions in self._described() for name in column.datasets
        }
        problems = []
        for name, version in wanted:
            try:
                self.load(name, version)
            except InputError as error:
                problems.append(str(error))
        if problems:
            raise InputError("\n".join(problems))

    def _described(self) -> tuple[tuple[Column, Mapping[str, str | None]], ...]:
        """Every column that is described, with the versions of datasets that its step asked for."""
        own: Mapping[str, str | None] = {}
        added = ((column, step.versions) for step in self.steps for column in step.columns)
        return (*((column, own) for column in self.origin), *added)

    def to_pandas(self) -> Any:
        """Build the panel as a pandas frame; needs the extra `pandas`.

        Raises
        ------
        InputError
            pandas is not installed.
        """
        return to_pandas(self.frame())

    @property
    def metadata(self) -> Mapping[str, ColumnSource]:
        """Dataset, version, file hash, citation and rule of every column, by name; reads the datasets."""
        self._load_all()
        return column_sources(self._described(), load=self.load)

    def cite(self) -> str:
        """Return the bibliography (BibTeX) of all datasets in the panel, each once, by id."""
        return bibliography(self.metadata)

    def with_step(self, step: Step) -> Self:
        """Return the panel with one more step.

        Raises InputError if the step is for another unit, lacks a column that it needs, or would overwrite one.
        """
        if self.unit not in step.units:
            told = " or ".join(f"{unit}s" for unit in step.units)
            raise InputError(f"{step.verb} tells of {told}; this panel holds {self.unit}-years")
        lacking = [name for name in step.needs if name not in self.columns]
        if lacking:
            raise InputError(f"{step.verb} needs the columns {', '.join(lacking)}; add them first")
        twice = [column.name for column in step.columns if column.name in self.columns]
        if twice:
            raise InputError(f"{step.verb} would overwrite the columns {', '.join(twice)}; {self._brought(twice[0])}")
        names = [column.name for column in step.columns]
        same = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if same:
            raise InputError(f"{step.verb} would add the columns {', '.join(same)} twice; name what makes them once")
        return replace(self, steps=(*self.steps, step))

    def _brought(self, column: str) -> str:
        """What to do about a column that is there: the user's own, or of a step."""
        other = "or give other names where the method has a prefix"
        verb = next((step.verb for step in self.steps if column in [each.name for each in step.columns]), "")
        return f"{verb} has added them: leave one out, {other}" if verb else f"rename or drop yours, {other}"

    def keep_rows(self, column: str) -> Self:
        """Return the panel with only the rows in which a column is 1, whatever is added before or after.

        Everything is built on all rows first, so that years since an event, for one, do not depend on what is kept.
        Raises InputError: the panel has no such column.
        """
        if column not in self.columns:
            raise InputError(f"keep_rows: the panel has no column {column!r}; it has {', '.join(self.columns)}")
        return self if column in self.only else replace(self, only=(*self.only, column))


def new_panel(
    unit: str,
    names: tuple[str, ...],
    *,
    rows: Callable[[Callable[[str, str | None], Source]], Base],
    load: Loader,
    directed: bool,
    origin: tuple[Column, ...] = (),
    told: tuple[str, ...] = (),
    scheme: Scheme = "cow",
) -> Panel:
    """Return a panel with nothing added."""
    return Panel(unit, directed, names, rows, remembering(with_lists(load)), origin=origin, told=told, scheme=scheme)
