"""What datasets say of each state of a row: the methods of a panel that add it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from foedus.panel.additions import composition as _composition
from foedus.panel.additions import conflicts as _conflicts
from foedus.panel.additions import intra_wars as _intra_wars
from foedus.panel.additions import majors as _majors
from foedus.panel.additions import powers as _powers
from foedus.panel.additions import state_disputes as _state_disputes
from foedus.panel.additions import state_level as _state_level
from foedus.panel.additions import vetoes as _vetoes
from foedus.panel.verbs.steps import Steps


class StateVerbs(Steps):
    """Methods of `Panel`; each returns a panel with one step more."""

    def add_capabilities(self, *, keep: Sequence[str] = (), version: str | None = None) -> Self:
        """Add National Material Capabilities of each state; `keep` names some of the columns."""
        return self.with_step(_state_level.capabilities(self.sides, version, keep=keep))

    def add_democracy(self, *, keep: Sequence[str] = (), version: str | None = None) -> Self:
        """Add measures of democracy of each state, as made for the panel's list; `keep` names some of the columns."""
        return self.with_step(_state_level.democracy(self.sides, version, keep=keep, scheme=self.scheme))

    def add_gdp_pop(self, *, keep: Sequence[str] = (), version: str | None = None) -> Self:
        """Add simulated GDP and population of each state, as made for the panel's list; `keep` names some of the columns."""
        return self.with_step(_state_level.gdp_pop(self.sides, version, keep=keep, scheme=self.scheme))

    def add_trade(self, *, version: str | None = None) -> Self:
        """Add imports and exports of each state (`add_dyadic_trade`: those of the two with each other)."""
        return self.with_step(_state_level.trade(self.sides, version))

    def add_igos(self, *, version: str | None = None) -> Self:
        """Add memberships of each state in intergovernmental organisations (`add_igo`: those that two states share)."""
        return self.with_step(_state_level.igos(self.sides, version))

    def add_territorial_threat(self, *, keep: Sequence[str] = (), version: str | None = None) -> Self:
        """Add the latent external territorial threat to each state (Miller 2022); `keep` names some of the columns."""
        return self.with_step(_state_level.territorial_threat(self.sides, version, keep=keep))

    def add_fractionalisation(self, dataset: str = "creg", *, version: str | None = None) -> Self:
        """Add ethnic and religious fractionalization and polarization ("creg"), or ethnic fractionalization ("hief")."""
        return self.with_step(_composition.fractionalisation(self.sides, dataset, version))

    def add_terrain(self, *, version: str | None = None) -> Self:
        """Add how rugged and how mountainous each state is, the same in every year."""
        return self.with_step(_composition.terrain(self.sides, version))

    def add_powers(self, *, version: str | None = None) -> Self:
        """Add whether each state is a regional and whether it is a global power (Maoz)."""
        return self.with_step(_powers.powers(self.sides, version))

    def add_ucdp_onsets(self, *, version: str | None = None) -> Self:
        """Add the number of armed conflicts that begin in each state, by how long they had paused."""
        return self.with_step(_state_level.onsets(self.sides, version))

    def add_intra_wars(self, *, kinds: Sequence[str] = (), version: str | None = None) -> Self:
        """Add intra-state wars of each state as the government, all or of some `kinds`: "central control", "local issues"."""
        return self.with_step(_intra_wars.intra_wars(self.sides, kinds, version))

    def add_state_disputes(
        self, *, init: _state_disputes.Init = "sidea-all-joiners", version: str | None = None
    ) -> Self:
        """Add whether a dispute of the state begins or goes on, and one that it began by a rule; of state-years only."""
        return self.with_step(_state_disputes.state_disputes(init=init, version=version))

    def add_majors(self, *, carry: bool = False, version: str | None = None) -> Self:
        """Add whether each state is a major power; `carry` repeats the last covered year in later ones."""
        return self.with_step(_majors.majors(self.sides, carry=carry, version=version))

    def add_ideal_points(self, *, version: str | None = None) -> Self:
        """Add ideal points in the UN General Assembly of each state, and their distance."""
        return self.with_step(_state_level.ideal_points(self.sides, version))

    def add_threat(self, *, version: str | None = None) -> Self:
        """Add the external threat to each state by Leeds and Savun."""
        return self.with_step(_state_level.threat(self.sides, version))

    def add_conflicts(
        self,
        *,
        parties: _conflicts.Parties = "all",
        onset: _conflicts.Onset = "episode",
        kinds: Sequence[str] = (),
        issues: Sequence[str] = (),
        wars_only: bool = False,
        version: str | None = None,
    ) -> Self:
        """Add armed conflicts of each state and, in dyads, between the two.

        Parameters
        ----------
        parties : {"all", "a"}
            Whichever side a state stands on, supporters too, or the government of side A alone.
        onset : {"episode", "first"}
            An episode begins in the year, or it is the conflict's first year in the record.
        kinds : sequence of str
            Of extrasystemic, interstate, intrastate, internationalized; none named: all.
        issues : sequence of str
            Of territory, government, both; none named: all.
        wars_only : bool
            Only years with 1,000 deaths and more.
        version : str, optional
            By default the newest version that is there.

        Raises
        ------
        InputError
            A choice that there is not.
        """
        return self.with_step(
            _conflicts.conflicts(
                self.sides,
                parties=parties,
                onset=onset,
                kinds=kinds,
                issues=issues,
                wars_only=wars_only,
                version=version,
            )
        )

    def add_vetoes(self, *, version: str | None = None) -> Self:
        """Add vetoes in the UN Security Council of each state and, in dyads, drafts that both veto."""
        return self.with_step(_vetoes.vetoes(self.sides, version=version))
