"""A panel: rows of state-years or dyad-years, and the columns that the user has asked for.

Every ``add_`` method returns a new panel and reads nothing: names are checked at once, data are read when
the panel is built by `frame`. The rows and their order never change.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import polars as pl

from foedus.errors import InputError
from foedus.panel.additions import affinities as _affinities
from foedus.panel.additions import alliances as _alliances
from foedus.panel.additions import arms_transfers as _arms
from foedus.panel.additions import conflicts as _conflicts
from foedus.panel.additions import contiguity as _contiguity
from foedus.panel.additions import disputes as _disputes
from foedus.panel.additions import distance as _distance
from foedus.panel.additions import majors as _majors
from foedus.panel.additions import record as _record
from foedus.panel.additions import rivalries as _rivalries
from foedus.panel.additions import spells as _spells
from foedus.panel.additions import state_level as _state_level
from foedus.panel.additions import vetoes as _vetoes
from foedus.panel.additions import votes as _votes
from foedus.panel.base import Base
from foedus.panel.cite import ColumnSource, bibliography, column_sources
from foedus.panel.outside import PanelNote, with_members
from foedus.panel.pandas import to_pandas
from foedus.panel.source import Loader, Source, remembering
from foedus.panel.spells import Gaps
from foedus.panel.step import Build, Column, Step


@dataclass(frozen=True, eq=False)
class Panel:
    """Rows to come and columns to come; made by `dyad_years`, `state_years` or `wrap`.

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
    """

    unit: str
    directed: bool
    names: tuple[str, ...]
    rows: Callable[[Callable[[str, str | None], Source]], Base]
    load: Callable[[str, str | None], Source]
    steps: tuple[Step, ...] = ()
    origin: tuple[Column, ...] = ()
    told: tuple[str, ...] = ()
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
        """Number of rows."""
        return self._base.frame.height

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
        outside = self._kept["outside"] if any(column.datasets for column in self._described()) else ()
        notes = (*self.told, *outside, *build.notes)
        return pl.DataFrame([series.rename(name) for name, series in made.items()]), notes

    def _load_all(self) -> None:
        """Load every dataset behind a column; what is not there is told in one message."""
        versions = self._versions()
        wanted = {name: None for column in self._described() for name in column.datasets}
        problems = []
        for name in wanted:
            try:
                self.load(name, versions.get(name))
            except InputError as error:
                problems.append(str(error))
        if problems:
            raise InputError("\n".join(problems))

    def _described(self) -> tuple[Column, ...]:
        return (*self.origin, *(column for step in self.steps for column in step.columns))

    def _versions(self) -> dict[str, str | None]:
        return {dataset: version for step in self.steps for dataset, version in step.versions.items()}

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
        return column_sources(self._described(), self._versions(), load=self.load)

    def cite(self) -> str:
        """Return the bibliography (BibTeX) of all datasets in the panel, each once, by id."""
        return bibliography(self.metadata)

    def with_step(self, step: Step) -> Panel:
        """Return the panel with one more step.

        Raises InputError if the step is for another unit, lacks a column that it needs, or would overwrite one.
        """
        if self.unit not in step.units:
            raise InputError(f"{step.verb} tells of dyads; this panel holds {self.unit}-years")
        lacking = [name for name in step.needs if name not in self.columns]
        if lacking:
            raise InputError(f"{step.verb} needs the columns {', '.join(lacking)}; add them first")
        twice = [column.name for column in step.columns if column.name in self.columns]
        if twice:
            raise InputError(
                f"{step.verb} would overwrite the columns {', '.join(twice)}; rename or drop yours, "
                "or give other names where the method has a prefix"
            )
        return replace(self, steps=(*self.steps, step))

    def add_alliances(self, *, direction: _alliances.Direction | None = None, version: str | None = None) -> Panel:
        """Add obligations by ATOP; see `additions.alliances`."""
        return self.with_step(_alliances.alliances(directed=self.directed, direction=direction, version=version))

    def add_disputes(
        self, dataset: str = "gml-mid", *, keep: Sequence[str] = (), prefix: str = "", version: str | None = None
    ) -> Panel:
        """Add militarized disputes: onset, presence, and details of the one that is kept, named in `keep`."""
        return self.with_step(_disputes.disputes(dataset, keep=keep, prefix=prefix, version=version))

    def add_capabilities(self, *, version: str | None = None) -> Panel:
        """Add National Material Capabilities of each state."""
        return self.with_step(_state_level.capabilities(self.sides, version))

    def add_contiguity(self, *, carry: bool = False, version: str | None = None) -> Panel:
        """Add direct contiguity; `carry` repeats the last covered year in later ones."""
        return self.with_step(_contiguity.contiguity(carry=carry, version=version))

    def add_distance(
        self, *, day: _distance.Day = "first", radius: float = _distance.EQUATOR_KM, version: str | None = None
    ) -> Panel:
        """Add the distance of the capitals in km."""
        return self.with_step(_distance.distance(day=day, radius=radius, version=version))

    def add_democracy(self, *, version: str | None = None) -> Panel:
        """Add measures of democracy of each state."""
        return self.with_step(_state_level.democracy(self.sides, version))

    def add_rivalries(self, edition: str = "tss", *, version: str | None = None) -> Panel:
        """Add strategic rivalries by the edition of 2021 ("tss") or 2011 ("td")."""
        return self.with_step(_rivalries.rivalries(edition, version=version))

    def add_majors(self, *, carry: bool = False, version: str | None = None) -> Panel:
        """Add whether each state is a major power; `carry` repeats the last covered year in later ones."""
        return self.with_step(_majors.majors(self.sides, carry=carry, version=version))

    def add_ideal_points(self, *, version: str | None = None) -> Panel:
        """Add ideal points in the UN General Assembly of each state, and their distance."""
        return self.with_step(_state_level.ideal_points(self.sides, version))

    def add_arms_transfers(self, *, version: str | None = None) -> Panel:
        """Add volumes of major arms delivered by either state to the other."""
        return self.with_step(_arms.arms_transfers(version=version))

    def add_external_support(self, *, version: str | None = None) -> Panel:
        """Add how many actors in armed conflicts both support, and in how many conflicts each supports another side."""
        return self.with_step(_affinities.external_support(version=version))

    def add_exercises(self, *, version: str | None = None) -> Panel:
        """Add the number of multinational military exercises of both; unknown after the record ends."""
        return self.with_step(_affinities.exercises(version=version))

    def add_igo(self, *, version: str | None = None) -> Panel:
        """Add the number of intergovernmental organisations of which both are members."""
        return self.with_step(_affinities.joint_igos(version=version))

    def add_conflicts(self, *, version: str | None = None) -> Panel:
        """Add armed conflicts of each state, whichever side it stands on, and between the two."""
        return self.with_step(_conflicts.conflicts(self.sides, version=version))

    def add_threat(self, *, version: str | None = None) -> Panel:
        """Add the external threat to each state by Leeds and Savun."""
        return self.with_step(_state_level.threat(self.sides, version))

    def add_votes(
        self,
        *,
        year: str = "calendar",
        issue: str | Sequence[str] = (),
        window: int = 1,
        without: str | Sequence[str] = (),
        prefix: str = "unvotes_",
        version: str | None = None,
    ) -> Panel:
        """Add joint votes and agreement in the UN General Assembly; the choices are those of `foedus.affinity.votes`."""
        return self.with_step(
            _votes.votes(year=year, issue=issue, window=window, without=without, prefix=prefix, version=version)
        )

    def add_vetoes(self, *, version: str | None = None) -> Panel:
        """Add vetoes in the UN Security Council of each state and, in dyads, drafts that both veto."""
        return self.with_step(_vetoes.vetoes(self.sides, version=version))

    def add_common_threat(self, *, disputes: Sequence[str] = ("cow-mid",)) -> Panel:
        """Add threats that third states pose to both, and that the two pose to each other."""
        return self.with_step(_record.common_threats(disputes))

    def add_spells(self, *events: str, gaps: Gaps = "restart") -> Panel:
        """Add years since the last event for columns of ongoing events; none named: for all of them."""
        return self.with_step(_spells.spells(events, self.columns, gaps=gaps))

    def add_relation_state(self, *, disputes: Sequence[str] = ("cow-mid",)) -> Panel:
        """Add the state of relation: alliance, entente, unaligned or rivalry."""
        return self.with_step(_record.relation_state(disputes))

    def add_shared_allies(self) -> Panel:
        """Add the number of third states allied to both."""
        return self.with_step(_record.shared_allies())

    def add_precedents(self, *, disputes: Sequence[str] = ("cow-mid",)) -> Panel:
        """Add the number of earlier years in alliance, entente and rivalry."""
        return self.with_step(_record.precedents(disputes))


def new_panel(
    unit: str,
    names: tuple[str, ...],
    *,
    rows: Callable[[Callable[[str, str | None], Source]], Base],
    load: Loader,
    directed: bool,
    origin: tuple[Column, ...] = (),
    told: tuple[str, ...] = (),
) -> Panel:
    """Return a panel with nothing added."""
    return Panel(unit, directed, names, rows, remembering(load), origin=origin, told=told)
