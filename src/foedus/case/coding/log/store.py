"""The log of a case folder: opened, written to, and its tables kept in step with it.

The logs and the tables folded from them are what counts; a mark beside them, which is no part of the case, says what the tables
held when they were last written, so that what somebody changes in them by hand is told from what the log is ahead of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import InitVar, dataclass, field
from pathlib import Path

import msgspec

from foedus.case.coding.log.by_hand import Rows, changes_by_hand, rows_of
from foedus.case.coding.log.event import Cells, Change, Event, Row, by_order, make_events
from foedus.case.coding.log.export import render_table
from foedus.case.coding.log.fold import WHOLE_ROW, State, apply, fold
from foedus.case.coding.log.journal import BY_HAND, FOLDER, Damage, check_coder
from foedus.case.coding.log.journals import FolderJournals, Journals
from foedus.case.coding.log.purge import is_of, preferring_stones
from foedus.case.coding.log.undo import Ways, inverse, ways
from foedus.case.schema import TABLES
from foedus.errors import InputError
from foedus.files.fields import Table
from foedus.files.folder import ChangedMeanwhile, write_files
from foedus.files.json_text import JsonFault, parse_json
from foedus.files.reading import read_bytes

MARK = ".exported.json"
"""File in the folder of logs that says what the tables held when they were last written; it can be lost."""

_TRIES = 20
"""How often the tables are written again because another wrote to them meanwhile."""


class Stale(InputError):
    """What a change starts from is no longer what stands there.

    Parameters
    ----------
    message : str
        What, who and when.
    change : Change
        The change that was refused.
    """

    def __init__(self, message: str, change: Change) -> None:
        super().__init__(message)
        self.change = change


@dataclass(slots=True)
class CodingLog:
    """The events of all coders of a case, and the tables as they stand."""

    folder: Path
    events: dict[str, list[Event]] = field(default_factory=dict)  #: By coder, in the order of writing.
    state: State = field(default_factory=State)
    damage: tuple[Damage, ...] = ()  #: Lines that are no events; while there are any, nothing is written.
    #: Whether what is taken up or changed stays in memory.
    in_memory: bool = False
    #: What was set aside or taken up when the log was opened, for the user.
    notes: list[str] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)  #: Tables that cannot be read, and are not written.
    kept_in: InitVar[Journals | None] = None
    journals: Journals = field(init=False)  #: Where the events are kept; by default in files of the folder.
    _known: set[str] = field(default_factory=set)

    def __post_init__(self, kept_in: Journals | None) -> None:
        self.journals = kept_in or FolderJournals(self.folder)

    @property
    def all_events(self) -> list[Event]:
        """Events of all coders in their order, each once."""
        found = preferring_stones(event for events in self.events.values() for event in events)
        return sorted(found.values(), key=by_order)

    def change(self, changes: Sequence[Change], *, coder: str, at: str, undoes: str = "") -> tuple[Event, ...]:
        """Make changes as one action: they are on the disk when the method returns.

        Parameters
        ----------
        changes : sequence of Change
            Each `before` is what the coder saw.
        coder : str
            Who makes them.
        at : str
            When, UTC.
        undoes : str, optional
            Group that the action takes back.

        Raises
        ------
        Stale
            If somebody has changed what a change starts from; then none is made.
        InputError
            If the log is damaged, or a change cannot be made.
        OutputError
            If it cannot be written.
        """
        if coder != BY_HAND:
            check_coder(coder)
        with self.journals.alone():
            self._catch_up()
            self._refuse_damaged()
            for change in changes:
                self._check(change)
            return self._write(changes, coder=coder, at=at, undoes=undoes)

    def undo(self, coder: str, *, at: str) -> tuple[Event, ...]:
        """Take back the last action of a coder that was not taken back. Raises InputError if there is none or it cannot."""
        back = self.ways(coder).back
        if not back:
            raise InputError(f"nothing of {coder} is left to take back")
        return self._turn(back[-1], coder=coder, at=at)

    def redo(self, coder: str, *, at: str) -> tuple[Event, ...]:
        """Do again what a coder took back last. Raises InputError if there is nothing or it cannot be done."""
        forth = self.ways(coder).forth
        if not forth:
            raise InputError(f"nothing that {coder} has taken back can be done again")
        return self._turn(forth[-1], coder=coder, at=at)

    def ways(self, coder: str) -> Ways:
        """Return what a coder may take back and do again."""
        return ways(self.events.get(coder, []), coder)

    def action(self, group: str) -> list[Event]:
        """Return the events of an action."""
        return [event for events in self.events.values() for event in events if event.group == group]

    def history(self, table: str, row: Row) -> list[Event]:
        """Return all that was done to a row."""
        return [event for event in self.all_events if (event.table, event.row) == (table, row)]

    def refresh(self) -> bool:
        """Take up what others have written since; tell whether there was anything."""
        before = sum(map(len, self.events.values()))
        self._catch_up()
        return sum(map(len, self.events.values())) > before

    def settle(self) -> None:
        """Bring the logs of the folder into step with what is kept elsewhere, both ways. In memory it does nothing."""
        if self.in_memory:
            return
        self.refresh()
        self._refuse_damaged()
        self.journals.settle(self.events)
        self.refresh()

    def replace(self, made: Callable[[], tuple[Sequence[Event], Sequence[Event]]]) -> None:
        """Put stones in place of events for good, with new events of one coder.

        Parameters
        ----------
        made : callable
            Returns both, from what stands while nobody else writes.
        """
        with self.journals.alone():
            self._catch_up()
            self._refuse_damaged()
            stones, new = made()
            if stones or new:
                self.journals.replace(stones, new)
        self.refresh()

    def take_up(self, *, at: str, coder: str = BY_HAND) -> tuple[Event, ...]:
        """Write into the log what somebody has changed in a table by hand since it was last written.

        A table that cannot be read is left alone and told in `notes`.
        """
        with self.journals.alone():
            self._catch_up()
            self._refuse_damaged()
            return self._write(self._changed_by_hand(), coder=coder, at=at)

    def export(self, *, at: str) -> tuple[str, ...]:
        """Take up what was changed by hand, write the tables that the log has changed and return their names.

        Rows that stand as they stood keep their bytes. All tables change in one step; if somebody writes to one meanwhile, it is
        taken up and written again. Raises OutputError if that goes on, or they cannot be written.
        """
        for _ in range(_TRIES):
            with suppress(ChangedMeanwhile):
                return self._export(at=at)
        return self._export(at=at)

    def _export(self, *, at: str) -> tuple[str, ...]:
        self.take_up(at=at)
        self.settle()
        old = {table.file: _bytes(self.folder / table.file) for table in TABLES}
        files: dict[str, bytes] = {}
        for table in TABLES:
            rows, data = self.state.rows(table.name), old[table.file]
            if table.name in self.state.tables and (data is not None or rows) and table.name not in self.unreadable:
                files[table.file] = render_table(table, rows, old=data)
        mark = f"{FOLDER}/{MARK}"
        new = {**files, mark: self._mark({name: files.get(name, data) for name, data in old.items()})}
        read = {name: data for name, data in [*old.items(), (mark, _bytes(self.folder / mark))] if data is not None}
        changed = write_files(new, self.folder, read=read)
        return tuple(name for name in changed if name in files)

    def held_before(self, table: Table, found: Rows, *, now: Rows) -> dict[Row, Cells]:
        """What a table held when it was written, where no mark says so: what the log has held before is no news."""
        past = _past_cells(event for event in self.all_events if event.table == table.name)
        before = {key: dict(cells) for key, cells in found.items() if key in past}
        behind = 0
        for key, cells in before.items():
            for column in table.columns:
                cell, held = cells.get(column, ""), now.get(key, {}).get(column, "")
                if cell == held:
                    continue
                if cell in past[key].get(column, {""}):
                    behind += 1
                else:
                    cells[column] = held
        behind += sum(key not in found for key in now)
        if behind:
            self._tell(
                f"{table.file}: {behind:,} cells or rows hold what they held before by the log and are taken for not yet written; "
                "one that was changed back by hand is to be changed again"
            )
        return before

    def _turn(self, group: str, *, coder: str, at: str) -> tuple[Event, ...]:
        self.refresh()
        return self.change(inverse(self.action(group), self.state), coder=coder, at=at, undoes=group)

    def _is_of_purged(self, change: Change) -> bool:
        row = self.state.row(change.table, change.row)
        cells = change.after if isinstance(change.after, dict) else row.cells if row else {}
        return is_of(self.state.purged, change.table, change.row, cells)

    def _check(self, change: Change) -> None:
        row = self.state.row(change.table, change.row)
        name = f"{change.table} {'|'.join(change.row)}"
        if self.state.purged and self._is_of_purged(change):
            raise InputError(f"{name}: the document was purged, and nothing of it comes back")
        if change.op == "add":
            if row is not None and row.present:
                raise Stale(f"{name} is there already, made by {row.blame[WHOLE_ROW].coder}", change)
            return
        if row is None:
            raise InputError(f"there is no {name}")
        if change.op == "restore":
            if row.present:
                raise Stale(f"{name} is there already", change)
            return
        if not row.present:
            gone = row.blame[WHOLE_ROW]
            raise Stale(f"{name} was dropped by {gone.coder} {gone.at}".rstrip(), change)
        if change.op == "set" and row.cells.get(change.field, "") != change.before:
            last = row.last(change.field)
            now = row.cells.get(change.field, "")
            raise Stale(
                f"{name} {change.field} is {now!r} by now, not {change.before!r}: {last.coder} {last.at}".rstrip(),
                change,
            )
        if change.op == "drop" and change.before is not None and change.before != row.cells:
            raise Stale(f"{name} has changed since it was read", change)

    def _write(self, changes: Sequence[Change], *, coder: str, at: str, undoes: str = "") -> tuple[Event, ...]:
        events = make_events(changes, coder=coder, at=at, lamport=self.state.lamport + 1, undoes=undoes)
        if not events:
            return ()
        if not self.in_memory:
            self.journals.append(events)
        self._known.update(event.id for event in events)
        self.events.setdefault(coder, []).extend(events)
        apply(self.state, events)
        return events

    def _catch_up(self) -> None:
        """Take up what has arrived since; all of it anew where what was read before is void."""
        found = self.journals.arrived()
        if found.anew:
            self.events, self.state, self.damage, self._known = {}, State(), (), set()
        self.damage = tuple(dict.fromkeys((*self.damage, *found.damage)))
        for note in found.notes:
            self._tell(note)
        came: list[Event] = []
        stones: dict[str, Event] = {}
        for event in found.events:
            if event.id not in self._known:
                self._known.add(event.id)
                self.events.setdefault(event.coder, []).append(event)
                came.append(event)
            elif event.purged:
                stones[event.id] = event
        for coder in {event.coder for event in stones.values()}:
            self.events[coder] = [stones.get(event.id, event) for event in self.events[coder]]
        came.sort(key=by_order)
        if stones or (came and by_order(came[0]) <= self.state.last):
            self.state = fold(self.all_events)
        elif came:
            apply(self.state, came)

    def _tell(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _changed_by_hand(self) -> list[Change]:
        counts, hashes = self._read_mark()
        self.unreadable = set()
        exported: State | None = None
        changes: list[Change] = []
        for table in TABLES:
            content = _bytes(self.folder / table.file)
            if hashes.get(table.file) == _hash(content):
                continue
            try:
                found = rows_of(table, content) if content is not None else {}
            except InputError as error:
                self.unreadable.add(table.name)
                self._tell(str(error))
                continue
            exported = exported or self._as_of(counts)
            now = self.state.rows(table.name)
            before = exported.rows(table.name)
            if exported is self.state and self.state.tables:
                before = self.held_before(table, found, now=now)
            new = changes_by_hand(table, found=found, exported=before, now=now)
            kept = [change for change in new if not self._is_of_purged(change)]
            if len(kept) < len(new):
                self._tell(f"{table.file}: rows of documents that were purged are left out ({len(new) - len(kept):,})")
            changes += kept
        return changes

    def _as_of(self, counts: Mapping[str, int]) -> State:
        """What the logs came to when they had so many events; what they come to now where that is not known."""
        if not counts or any(len(self.events.get(coder, ())) < count for coder, count in counts.items()):
            return self.state
        return fold(event for coder, count in counts.items() for event in self.events[coder][:count])

    def _read_mark(self) -> tuple[dict[str, int], dict[str, str]]:
        try:
            found = parse_json((self.folder / FOLDER / MARK).read_bytes())
            return msgspec.convert(found["events"], dict[str, int]), msgspec.convert(found["files"], dict[str, str])
        except (OSError, JsonFault, KeyError, TypeError, msgspec.ValidationError):
            return {}, {}

    def _mark(self, files: Mapping[str, bytes | None]) -> bytes:
        mark = {
            "events": {coder: len(events) for coder, events in sorted(self.events.items())},
            "files": {name: _hash(data) for name, data in sorted(files.items()) if data is not None},
        }
        return msgspec.json.format(msgspec.json.encode(mark), indent=2) + b"\n"

    def _refuse_damaged(self) -> None:
        if self.damage:
            raise InputError(
                f"the log is damaged and nothing is written to it: {self.damage[0]}. Bring the file back as it was (git has "
                "it), or take the line out"
            )


def _past_cells(events: Iterable[Event]) -> dict[Row, dict[str, set[str]]]:
    """Every cell that a row has had, by column."""
    past: dict[Row, dict[str, set[str]]] = {}
    for event in events:
        row = past.setdefault(event.row, {})
        cells = event.after if isinstance(event.after, dict) else {event.field: event.after or ""}
        if event.op not in ("drop", "purge"):
            for column, cell in cells.items():
                row.setdefault(column, set()).add(cell)
        if event.op == "set" and isinstance(event.before, str):  # an empty cell stands in no row that was added
            row[event.field].add(event.before)
    return past


def open_log(folder: Path, *, at: str, journals: Journals | None = None) -> CodingLog:
    """Open the log of a case folder, and take up what was changed in its tables by hand.

    A case without a log begins one that holds its rows as they stand. A damaged log opens as well; it can be read.

    Parameters
    ----------
    folder : Path
        The case folder.
    at : str
        The time that what was changed by hand is given, UTC.
    journals : Journals, optional
        Where the events are kept; by default in files of the folder.
    """
    log = CodingLog(folder, kept_in=journals)
    log.refresh()
    if not log.damage:
        log.settle()
    begins = not log.events
    if not log.damage:
        log.take_up(at=at)
    if begins and not log.damage and not log.unreadable:
        log.export(at=at)
    return log


def read_log(folder: Path) -> CodingLog:
    """Read the log of a case folder; whatever is done with it then stays in memory."""
    log = CodingLog(folder, in_memory=True)
    log.refresh()
    return log


def _bytes(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except InputError:
        return None


def _hash(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()
