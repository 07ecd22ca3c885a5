"""What datasets say of the two states of a row: the methods of a panel that add it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from foedus.panel.additions import affinities as _affinities
from foedus.panel.additions import alliances as _alliances
from foedus.panel.additions import arms_races as _arms_races
from foedus.panel.additions import arms_transfers as _arms
from foedus.panel.additions import contiguity as _contiguity
from foedus.panel.additions import disputes as _disputes
from foedus.panel.additions import distance as _distance
from foedus.panel.additions import dyadic_trade as _dyadic_trade
from foedus.panel.additions import min_distance as _min_distance
from foedus.panel.additions import nearest as _nearest
from foedus.panel.additions import relevance as _relevance
from foedus.panel.additions import rivalries as _rivalries
from foedus.panel.additions import votes as _votes
from foedus.panel.additions import wars as _wars
from foedus.panel.verbs.steps import Steps
from foedus.panel.whittling import DEFAULT as _DEFAULT_STEPS


class DyadVerbs(Steps):
    """Methods of `Panel`; each returns a panel with one step more."""

    def add_alliances(self, *, direction: _alliances.Direction | None = None, version: str | None = None) -> Self:
        """Add obligations by ATOP; see `additions.alliances`."""
        return self.with_step(_alliances.alliances(directed=self.directed, direction=direction, version=version))

    def add_disputes(
        self,
        dataset: str = "gml-mid",
        *,
        keep: Sequence[str] = (),
        prefix: str = "",
        steps: Sequence[str] = _DEFAULT_STEPS,
        version: str | None = None,
    ) -> Self:
        """Add militarized disputes: onset, presence, and details of the one that is kept, named in `keep`.

        Several disputes of a dyad-year are whittled down to one by `steps`, see `foedus.panel.whittle`.
        """
        return self.with_step(_disputes.disputes(dataset, keep=keep, prefix=prefix, steps=steps, version=version))

    def add_interstate_wars(
        self, *, keep: Sequence[str] = _wars.PEER_DETAILS, prefix: str = "", version: str | None = None
    ) -> Self:
        """Add inter-state wars between the two: presence, onset, and details of the one that is kept, with `prefix`."""
        return self.with_step(_wars.interstate_wars(keep=keep, prefix=prefix, version=version))

    def add_min_distance(self, *, version: str | None = None) -> Self:
        """Add the shortest distance of the two territories in km, in state-years to the nearest state, by borders of the panel's own list."""
        if self.unit == "state":
            return self.with_step(_nearest.least_distance(self.sides, version=version, scheme=self.scheme))
        return self.with_step(_min_distance.min_distance(self.scheme, version=version))

    def add_arms_races(self, *, version: str | None = None) -> Self:
        """Add strategic arms races between the two."""
        return self.with_step(_arms_races.arms_races(version=version))

    def add_relevance(self, *, types: Sequence[int] = _relevance.CONTIGUOUS, carry: bool = False) -> Self:
        """Add whether the dyad is politically relevant: contiguous by one of `types`, or one a major power."""
        return self.with_step(_relevance.relevance(types=types, carry=carry))

    def relevant(self, *, types: Sequence[int] = _relevance.CONTIGUOUS, carry: bool = False) -> Self:
        """Keep only politically relevant dyads, marked by `add_relevance` where they are not yet.

        What is added, before or after, is built on all rows: years of peace, for one, count on while a dyad is not relevant.
        """
        marks = _relevance.RELEVANT in self.columns and _relevance.RELEVANT not in self.names
        as_marked = marks and _relevance.counted(types) == _relevance.CONTIGUOUS and not carry
        marked = self if as_marked else self.add_relevance(types=types, carry=carry)
        return marked.keep_rows(_relevance.RELEVANT)

    def add_contiguity(self, *, carry: bool = False, version: str | None = None) -> Self:
        """Add direct contiguity, in state-years the number of neighbours; `carry` repeats the last covered year in later ones."""
        if self.unit == "state":
            return self.with_step(_contiguity.borders(self.sides, carry=carry, version=version))
        return self.with_step(_contiguity.contiguity(carry=carry, version=version))

    def add_distance(
        self, *, day: _distance.Day = "first", radius: float = _distance.EQUATOR_KM, version: str | None = None
    ) -> Self:
        """Add the distance of the capitals in km, in state-years to the nearest other capital."""
        step = _nearest.nearest_capital if self.unit == "state" else _distance.distance
        return self.with_step(step(day=day, radius=radius, version=version, scheme=self.scheme))

    def add_rivalries(self, edition: str = "tss", *, version: str | None = None) -> Self:
        """Add strategic rivalries by the edition of 2021 ("tss") or 2011 ("td"), in state-years their number by kind."""
        if self.unit == "state":
            return self.with_step(_rivalries.rivalry_counts(self.sides, edition, version=version))
        return self.with_step(_rivalries.rivalries(edition, version=version))

    def add_dyadic_trade(self, *, version: str | None = None) -> Self:
        """Add what each of the two imports from the other (`add_trade`: from all others)."""
        return self.with_step(_dyadic_trade.dyadic_trade(version=version))

    def add_arms_transfers(self, *, version: str | None = None) -> Self:
        """Add volumes of major arms delivered by either state to the other."""
        return self.with_step(_arms.arms_transfers(version=version))

    def add_external_support(self, *, version: str | None = None) -> Self:
        """Add how many actors in armed conflicts both support, and in how many conflicts each supports another side."""
        return self.with_step(_affinities.external_support(version=version))

    def add_exercises(self, *, version: str | None = None) -> Self:
        """Add the number of multinational military exercises of both; unknown after the record ends."""
        return self.with_step(_affinities.exercises(version=version))

    def add_igo(self, *, version: str | None = None) -> Self:
        """Add the number of intergovernmental organisations of which both are members."""
        return self.with_step(_affinities.joint_igos(version=version))

    def add_votes(
        self,
        *,
        year: str = "calendar",
        issue: str | Sequence[str] = (),
        window: int = 1,
        without: str | Sequence[str] = (),
        prefix: str = "unvotes_",
        version: str | None = None,
    ) -> Self:
        """Add joint votes and agreement in the UN General Assembly; the choices are those of `foedus.affinity.votes`."""
        return self.with_step(
            _votes.votes(year=year, issue=issue, window=window, without=without, prefix=prefix, version=version)
        )
