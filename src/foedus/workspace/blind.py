"""What a coder who works blind does not see: the claims of others on a document, until both have done with it.

The rule looks at two coders at a time. Whatever hangs on a hidden claim is hidden with it, and cells that list claims are shown
without it; who writes such a cell writes the hidden part again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from foedus.case.coding.log.event import Cells, Change, Event, Row
from foedus.case.coding.log.fold import State
from foedus.case.schema import ANCHORS, CLAIMS, CODED, DOCUMENTS, DRAFTS, SETTLED, TABLES
from foedus.files.cells import LIST_MARK

_OF = {
    table.name: [field.name for field in table.fields if field.tables == (CLAIMS.name,) and not field.many]
    for table in TABLES
}
"""Columns by table that name the claim that a row hangs on."""
_LISTS = {
    table.name: [field.name for field in table.fields if CLAIMS.name in field.tables and field.many] for table in TABLES
}
"""Columns by table that list claims."""


class Veil:
    """What of a state one coder does not see.

    Parameters
    ----------
    state : State
        What the events of all coders come to.
    coder : str
        Who looks.
    """

    def __init__(self, state: State, coder: str) -> None:
        self.coder = coder
        self.claims = hidden_claims(state, coder)

    def hides(self, table: str, row: Row, cells: Mapping[str, str]) -> bool:
        """Whether a row is hidden."""
        if table == CLAIMS.name:
            return row[0] in self.claims
        if table == DRAFTS.name:
            return row[-1] != self.coder
        if table == SETTLED.name:
            return any(name in self.claims for name in row)
        return any(cells.get(column, "") in self.claims for column in _OF.get(table, ()))

    def shown(self, table: str, cells: Cells) -> Cells:
        """Return the cells of a row as they are shown."""
        lists = [column for column in _LISTS.get(table, ()) if column in cells] if self.claims else []
        return cells | {column: self._without(cells[column]) for column in lists} if lists else cells

    def shown_value(self, event: Event, value: str | Cells | None) -> str | Cells | None:
        """Return what an event saw or made, as it is shown."""
        if isinstance(value, dict):
            return self.shown(event.table, value)
        return self._without(value) if value and event.field in _LISTS.get(event.table, ()) else value

    def whole(self, change: Change, cells: Mapping[str, str]) -> Change:
        """Return a change that was made of what is shown as one of what stands, whose hidden part it keeps."""
        if change.op == "drop" and change.before == self.shown(change.table, dict(cells)):
            return Change("drop", change.table, change.row, before=dict(cells))
        standing = cells.get(change.field, "")
        if (
            change.op != "set"
            or change.field not in _LISTS.get(change.table, ())
            or change.before != self._without(standing)
        ):
            return change
        hidden = [name for name in standing.split(LIST_MARK) if name in self.claims]
        after = LIST_MARK.join(filter(None, [str(change.after or ""), *hidden]))
        return Change("set", change.table, change.row, change.field, standing, after)

    def _without(self, cell: str) -> str:
        return LIST_MARK.join(name for name in cell.split(LIST_MARK) if name not in self.claims)


def hidden_claims(state: State, coder: str) -> frozenset[str]:
    """Return the claims that a coder does not see, dropped ones among them."""
    done: dict[str, set[str]] = {}
    for document, name in state.rows(CODED.name):
        done.setdefault(document, set()).add(name)
    documents = _documents(state)
    return frozenset(
        key[0]
        for key, row in state.tables.get(CLAIMS.name, {}).items()
        if row.cells.get("coder", "") not in ("", coder)
        and any(not {coder, row.cells["coder"]} <= done.get(name, set()) for name in documents(key[0], row.cells))
    )


def _documents(state: State) -> Callable[[str, Mapping[str, str]], set[str]]:
    """The documents that a claim is on: those of its passages, else those that are the text of its source."""
    by_claim: dict[str, set[str]] = {}
    for row in state.tables.get(ANCHORS.name, {}).values():
        by_claim.setdefault(row.cells.get("claim", ""), set()).add(row.cells.get("document", ""))
    by_source: dict[str, set[str]] = {}
    for key, cells in state.rows(DOCUMENTS.name).items():
        by_source.setdefault(cells.get("source", ""), set()).add(key[0])

    def documents(claim: str, cells: Mapping[str, str]) -> set[str]:
        return by_claim.get(claim) or by_source.get(cells.get("source") or "(none)", set())

    return documents
