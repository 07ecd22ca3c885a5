"""Who led the states of a row, and what is known of a leader: the methods of a panel that add it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from foedus.errors import InputError
from foedus.panel.additions import leader_disputes as _disputes
from foedus.panel.additions import leaders as _leaders
from foedus.panel.verbs.steps import Steps


class LeaderVerbs(Steps):
    """Methods of `Panel`; each returns a panel with one step more.

    Those that tell of a leader read the columns `of`: "obsid" in rows of leaders, or "jan1obsid" and "dec31obsid", which `add_archigos`
    adds to rows of states.
    """

    def add_archigos(self, *, exits: _leaders.Exits = "ever", version: str | None = None) -> Self:
        """Add how the leaders of each state changed in the year, how many there were, and who led it at its start and its end.

        Parameters
        ----------
        exits : {"ever", "year"}
            Whose leaving makes a transition irregular: any leader of the year, also one who left years later (as the R package
            peacesciencer has it); or only one who left in the year.
        version : str, optional
            By default the newest version that is there.
        """
        return self.with_step(_leaders.archigos(self.sides, self.scheme, exits=exits, version=version))

    def add_terms(
        self, *, keep: Sequence[str] = (), of: str = "obsid", prefix: str = "", version: str | None = None
    ) -> Self:
        """Add first and last day in office, entry and exit of each leader by Archigos."""
        return self._of_leader("add_terms", "archigos", _leaders.TERM, keep=keep, of=of, prefix=prefix, version=version)

    def add_lead(
        self, *, keep: Sequence[str] = (), of: str = "obsid", prefix: str = "", version: str | None = None
    ) -> Self:
        """Add what each leader had lived through before, by LEAD; `keep` names some columns, none: all."""
        return self._of_leader("add_lead", "lead", _leaders.LEAD, keep=keep, of=of, prefix=prefix, version=version)

    def add_lwuf(
        self, *, keep: Sequence[str] = (), of: str = "obsid", prefix: str = "", version: str | None = None
    ) -> Self:
        """Add the willingness of each leader to use force, four estimates."""
        return self._of_leader("add_lwuf", "lwuf", _leaders.LWUF, keep=keep, of=of, prefix=prefix, version=version)

    def add_leader_codes(
        self, *, keep: Sequence[str] = (), of: str = "obsid", prefix: str = "", version: str | None = None
    ) -> Self:
        """Add the numbers that Archigos 4.1, Archigos 2.9 and LEAD give to each leader."""
        return self._of_leader(
            "add_leader_codes", "leader-codes", _leaders.CODES, keep=keep, of=of, prefix=prefix, version=version
        )

    def add_leader_disputes(
        self,
        *,
        keep: Sequence[str] = (),
        init: _disputes.Init = "sidea-all-joiners",
        version: str | None = None,
    ) -> Self:
        """Add GML disputes that begin or go on while the leader, or both leaders, are in office, and which the first initiated.

        Parameters
        ----------
        keep : sequence of str
            Details of the dispute, in rows of pairs: dispnum, sidea1, orig1, obsid_start1, obsid_end1, and those of leader 2.
        init : {"sidea-all-joiners", "sidea-with-joiners", "sidea-orig"}
            Who initiated: side A at the start and all who joined; side A with those who joined it; side A at the start.
        version : str, optional
            By default the newest version that is there.
        """
        self._need_leaders("add_leader_disputes", "obsid")
        step = _disputes.leader_disputes(self.unit, directed=self.directed, keep=keep, init=init, version=version)
        return self.with_step(step)

    def _of_leader(
        self,
        verb: str,
        dataset: str,
        columns: dict[str, str],
        *,
        keep: Sequence[str],
        of: str,
        prefix: str,
        version: str | None,
    ) -> Self:
        self._need_leaders(verb, of, instead="; or call add_archigos first and say of='jan1obsid' or of='dec31obsid'")
        step = _leaders.attributes(
            verb, dataset, columns=columns, keep=keep, of=of, sides=self.sides, prefix=prefix, version=version
        )
        return self.with_step(step)

    def _need_leaders(self, verb: str, of: str, *, instead: str = "") -> None:
        """Raise `InputError` where the rows do not name their leaders."""
        names = [f"{of}{side}" for side in self.sides]
        lacking = [name for name in names if name not in self.columns]
        if lacking:
            raise InputError(
                f"{verb} reads terms in office, and this panel has no column {', '.join(lacking)}; start from leader_years or "
                f"leader_dyad_years{instead}"
            )
