"""What the events of all coders come to: rows of cells, who wrote each cell last, and where two of them disagree.

Events are taken in the order of (lamport, coder, id), which is the same for everybody who has the same events; so two logs
joined either way fold to the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from foedus.case.coding.log.event import Cells, Event, Row, by_order
from foedus.case.coding.log.purge import is_of, preferring_stones

WHOLE_ROW = ""
"""In place of a column: the row as a whole."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two coders who saw the same and made different things of it; nobody has decided since."""

    table: str
    row: Row
    field: str  #: Column, or `WHOLE_ROW` where one dropped what the other changed.
    earlier: Event
    later: Event  #: The one whose word stands until somebody decides.

    @property
    def told(self) -> str:
        """The conflict in words."""
        what = f"{self.table} {'|'.join(self.row)} {self.field or '(whole row)'}"
        words = (
            f"{event.coder}{f' {event.at}' if event.at else ''}: {_word(event, self.field)}"
            for event in (self.earlier, self.later)
        )
        return f"{what}: {'; '.join(words)}"


def _word(event: Event, column: str) -> str:
    if isinstance(event.after, dict):
        return repr(event.after.get(column, "")) if column else "wrote it"
    return "dropped it" if event.op == "drop" else repr(event.after)


@dataclass(slots=True)
class FoldedRow:
    """A row as it stands, dropped ones included."""

    cells: Cells
    present: bool = True
    blame: dict[str, Event] = field(default_factory=dict)  #: Last event of each cell; of the row under `WHOLE_ROW`.

    def last(self, column: str) -> Event:
        """Return the event that wrote a cell last."""
        return self.blame.get(column, self.blame[WHOLE_ROW])


@dataclass(slots=True)
class State:
    """Tables by name, rows by key, and what could not be made of the events."""

    tables: dict[str, dict[Row, FoldedRow]] = field(default_factory=dict)
    conflicts: dict[tuple[str, Row, str], Conflict] = field(default_factory=dict)
    #: Events about rows that no log adds: the log of another coder is missing.
    astray: list[Event] = field(default_factory=list)
    #: Events of purges by document: nothing of these stands, whatever was written of them and when.
    purged: dict[str, Event] = field(default_factory=dict)
    lamport: int = 0  #: The greatest there is.
    last: tuple[int, str, str] = (0, "", "")  #: Place of the last event.

    def rows(self, table: str) -> dict[Row, Cells]:
        """Return the rows of a table that are there, by key."""
        rows = {key: row.cells for key, row in self.tables.get(table, {}).items() if row.present}
        if not self.purged:
            return rows
        return {key: cells for key, cells in rows.items() if not is_of(self.purged, table, key, cells)}

    def row(self, table: str, key: Row) -> FoldedRow | None:
        """Return a row, dropped or not; None if there never was one."""
        return self.tables.get(table, {}).get(key)


def fold(events: Iterable[Event]) -> State:
    """Return what events come to. The same event twice counts once."""
    state = State()
    apply(state, sorted(preferring_stones(events).values(), key=by_order))
    return state


def apply(state: State, events: Sequence[Event]) -> None:
    """Go on from a state with events that all come after those it was folded from, in their order."""
    tables = state.tables
    for event in events:
        row = tables.get(event.table, {}).get(event.row)
        if event.op == "purge":
            state.purged[event.row[0]] = event
        elif event.op == "add":
            _add(state, row, event)
        elif row is None:
            state.astray.append(event)
        elif event.op == "set":
            _set(state, row, event)
        else:
            _show_or_hide(state, row, event)
    if events:
        state.lamport, state.last = events[-1].lamport, by_order(events[-1])


def _add(state: State, row: FoldedRow | None, event: Event) -> None:
    cells = event.after if isinstance(event.after, dict) else {}
    if row is None:
        state.tables.setdefault(event.table, {})[event.row] = FoldedRow(dict(cells), blame={WHOLE_ROW: event})
        return
    if row.present:  # two made a row of one name without knowing of each other
        for column in sorted({*row.cells, *cells}):
            if row.cells.get(column, "") != cells.get(column, ""):
                _disagree(state, column, earlier=row.last(column), later=event)
    _take(row, cells, event)


def _set(state: State, row: FoldedRow, event: Event) -> None:
    column = event.field
    after = event.after if isinstance(event.after, str) else ""
    now = row.cells.get(column, "")
    earlier = row.last(column)
    if not row.present:
        _disagree(state, WHOLE_ROW, earlier=row.blame[WHOLE_ROW], later=event)
    elif event.before == now:
        state.conflicts.pop((event.table, event.row, column), None)
    elif after != now and earlier.coder != event.coder:
        _disagree(state, column, earlier=earlier, later=event)
    row.cells[column] = after
    row.blame[column] = event


def _show_or_hide(state: State, row: FoldedRow, event: Event) -> None:
    if event.op == "restore":
        _settle(state, event)
        _take(row, event.after if isinstance(event.after, dict) else row.cells, event)
        return
    if row.present and isinstance(event.before, dict):
        changed = [
            name for name in {*row.cells, *event.before} if row.cells.get(name, "") != event.before.get(name, "")
        ]
        others = [row.last(name) for name in sorted(changed) if row.last(name).coder != event.coder]
        if others:
            _disagree(state, WHOLE_ROW, earlier=max(others, key=by_order), later=event)
        else:
            _settle(state, event)
    row.present = False
    row.blame[WHOLE_ROW] = event


def _take(row: FoldedRow, cells: Cells, event: Event) -> None:
    row.cells = dict(cells)
    row.present = True
    row.blame = {WHOLE_ROW: event}


def _disagree(state: State, column: str, *, earlier: Event, later: Event) -> None:
    state.conflicts[later.table, later.row, column] = Conflict(later.table, later.row, column, earlier, later)


def _settle(state: State, event: Event) -> None:
    """Somebody who saw the whole row has decided about it."""
    for key in [key for key in state.conflicts if key[:2] == (event.table, event.row)]:
        del state.conflicts[key]


def conflicts_of(state: State) -> Iterator[Conflict]:
    """Yield what is undecided, in the order of tables, rows and columns."""
    for key in sorted(state.conflicts):
        row = state.row(key[0], key[1])
        if not (state.purged and row and is_of(state.purged, key[0], key[1], row.cells)):
            yield state.conflicts[key]
