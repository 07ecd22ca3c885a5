"""What follows from the rows and columns of a panel themselves: codes, names, years since an event."""

from __future__ import annotations

from typing import Self

from foedus.panel.additions import codes as _codes
from foedus.panel.additions import spells as _spells
from foedus.panel.spells import Gaps
from foedus.panel.verbs.steps import Steps


class RowVerbs(Steps):
    """Methods of `Panel`; each returns a panel with one step more."""

    def add_spells(self, *events: str, gaps: Gaps = "restart") -> Self:
        """Add years since the last event for columns of ongoing events; none named: for all of them."""
        return self.with_step(_spells.spells(events, self.columns, gaps=gaps))

    def add_codes(self, *kinds: str) -> Self:
        """Add codes of each state in other lists, by year: "cow", "gw", "iso3", "iso2"; none named: the other system's."""
        return self.with_step(_codes.codes(kinds, self.sides, self.scheme))

    def add_names(self) -> Self:
        """Add the name of each state in the panel's own list."""
        return self.with_step(_codes.names(self.sides, self.scheme))
