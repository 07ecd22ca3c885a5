"""What datasets say of each state of a row: the methods of a panel that add it."""

from __future__ import annotations

from typing import Self

from foedus.panel.additions import conflicts as _conflicts
from foedus.panel.additions import majors as _majors
from foedus.panel.additions import state_level as _state_level
from foedus.panel.additions import vetoes as _vetoes
from foedus.panel.verbs.steps import Steps


class StateVerbs(Steps):
    """Methods of `Panel`; each returns a panel with one step more."""

    def add_capabilities(self, *, version: str | None = None) -> Self:
        """Add National Material Capabilities of each state."""
        return self.with_step(_state_level.capabilities(self.sides, version))

    def add_democracy(self, *, version: str | None = None) -> Self:
        """Add measures of democracy of each state."""
        return self.with_step(_state_level.democracy(self.sides, version))

    def add_majors(self, *, carry: bool = False, version: str | None = None) -> Self:
        """Add whether each state is a major power; `carry` repeats the last covered year in later ones."""
        return self.with_step(_majors.majors(self.sides, carry=carry, version=version))

    def add_ideal_points(self, *, version: str | None = None) -> Self:
        """Add ideal points in the UN General Assembly of each state, and their distance."""
        return self.with_step(_state_level.ideal_points(self.sides, version))

    def add_threat(self, *, version: str | None = None) -> Self:
        """Add the external threat to each state by Leeds and Savun."""
        return self.with_step(_state_level.threat(self.sides, version))

    def add_conflicts(self, *, version: str | None = None) -> Self:
        """Add armed conflicts of each state, whichever side it stands on, and between the two."""
        return self.with_step(_conflicts.conflicts(self.sides, version=version))

    def add_vetoes(self, *, version: str | None = None) -> Self:
        """Add vetoes in the UN Security Council of each state and, in dyads, drafts that both veto."""
        return self.with_step(_vetoes.vetoes(self.sides, version=version))
