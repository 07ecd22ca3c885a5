"""What the whole record says of a dyad: the methods of a panel that add it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from foedus.panel.additions import alliance_similarity as _similarity
from foedus.panel.additions import record as _record
from foedus.panel.verbs.steps import Steps


class RecordVerbs(Steps):
    """Methods of `Panel`; each returns a panel with one step more."""

    def add_common_threat(self, *, disputes: Sequence[str] = ("cow-mid",)) -> Self:
        """Add threats that third states pose to both, and that the two pose to each other."""
        return self.with_step(_record.common_threats(disputes))

    def add_relation_state(self, *, disputes: Sequence[str] = ("cow-mid",)) -> Self:
        """Add the state of relation: alliance, entente, unaligned or rivalry."""
        return self.with_step(_record.relation_state(disputes))

    def add_shared_allies(self) -> Self:
        """Add the number of third states allied to both."""
        return self.with_step(_record.shared_allies())

    def add_precedents(self, *, disputes: Sequence[str] = ("cow-mid",)) -> Self:
        """Add the number of earlier years in alliance, entente and rivalry."""
        return self.with_step(_record.precedents(disputes))

    def add_alliance_similarity(self) -> Self:
        """Add how alike the alliances of the two are: S, kappa and pi of their ties to all members."""
        return self.with_step(_similarity.alliance_similarity())
