"""The log of a case in words, and decisions about what coders disagree on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from foedus.case.coding.log.event import Change, Event, Row
from foedus.case.coding.log.fold import conflicts_of
from foedus.case.coding.log.journal import FOLDER
from foedus.case.coding.log.store import CodingLog, open_log, read_log
from foedus.case.read import read_files
from foedus.case.schema import TABLES
from foedus.errors import InputError
from foedus.files.cells import is_cell
from foedus.files.findings import Findings, shorten
from foedus.nearest import nearest_hint

_DONE = {"add": "added", "drop": "dropped", "restore": "brought back"}


def now() -> str:
    """Return the time of an event, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def told_events(
    case: Path, *, table: str = "", row: str = "", coder: str = "", conflicts: bool = False, last: int = 50
) -> list[dict[str, Any]]:
    """Return the latest changes of a case, or what is undecided, each with a sentence.

    Raises InputError if the case has no log or a damaged one, or there is no such table, row or coder.
    """
    log = _logged(case)
    wanted = _table(table)
    events = log.all_events
    if conflicts:
        found = [
            {"table": one.table, "row": list(one.row), "column": one.field, "told": one.told}
            for one in conflicts_of(log.state)
            if (not wanted or one.table == wanted) and (not row or _joined(one.row) == row)
        ]
        return found[-last:]
    if coder and coder not in log.events:
        raise InputError(
            f"{coder!r} has written nothing here{nearest_hint(coder, log.events)}; coders: {', '.join(sorted(log.events))}"
        )
    chosen = [
        event
        for event in events
        if (not wanted or event.table == wanted)
        and (not row or _joined(event.row) == row)
        and (not coder or event.coder == coder)
    ]
    if row and not chosen:
        names = [_joined(event.row) for event in events if event.table == wanted]
        raise InputError(f"no row {row!r} in the log of {wanted}{nearest_hint(row, names)}")
    return [
        {"id": event.id, "coder": event.coder, "at": event.at, "op": event.op, "table": event.table,
         "row": list(event.row), "column": event.field, "before": event.before, "after": event.after,
         "undoes": event.undoes, "told": _told(event)}
        for event in chosen[-last:]
    ]  # fmt: skip


def decide(case: Path, *, table: str, row: str, column: str, value: str, coder: str) -> str:
    """Set a cell to what a person has decided, write the table, and return a sentence on it.

    Raises InputError if there is no such row or column, or the value cannot stand there.
    """
    name = _table(table)
    declared = next(one for one in TABLES if one.name == name)
    if column not in declared.columns or column in declared.key:
        free = [field for field in declared.columns if field not in declared.key]
        raise InputError(f"{column!r} is no column of {name} that can be set{nearest_hint(column, free)}")
    if value and not is_cell(declared[column], value):
        raise InputError(f"{value!r} cannot be the {column} of {name}: {declared[column].description}")
    _logged(case)
    log = open_log(case, at=now())
    key: Row = tuple(row.split("|"))
    rows = log.state.rows(name)
    if key not in rows:
        raise InputError(f"no row {row!r} in {name}{nearest_hint(row, [_joined(one) for one in rows])}")
    before = rows[key].get(column, "")
    log.change([Change("set", name, key, column, before, value)], coder=coder, at=now())
    log.export(at=now())
    return f"{name} {row} {column}: {value!r} (was {before!r}), decided by {coder}"


def _logged(case: Path) -> CodingLog:
    if not (case / FOLDER).is_dir():
        read_files(case, Findings())  # says what is wrong with a folder that is no case
        raise InputError(f"{str(case)!r} has no log; `foedus case merge` begins one")
    log = read_log(case)
    if log.damage:
        raise InputError(
            f"the log is damaged: {'; '.join(map(str, log.damage[:5]))}. Bring the file back as it was (git has it)"
        )
    return log


def _table(name: str) -> str:
    names = [table.name for table in TABLES]
    plain = name.removesuffix(".csv")
    if plain and plain not in names:
        raise InputError(f"{name!r} is no table of a case{nearest_hint(name, names)}; tables: {', '.join(names)}")
    return plain


def _joined(row: Row) -> str:
    return "|".join(row)


def _told(event: Event) -> str:
    who = f"{event.at or 'undated':<20} {event.coder}"
    what = f"{event.table} {_joined(event.row)}"
    if event.op == "set":
        done = f"{what} {event.field}: {shorten(str(event.before))!r} to {shorten(str(event.after))!r}"
    elif event.op == "purge":
        after = event.after if isinstance(event.after, dict) else {}
        done = f"{what}: purged ({after.get('reason', '')}), {after.get('anchors', '0')} passages"
    else:
        done = f"{what}: {_DONE[event.op]}"
    return f"{who}: {done}{' (taken back)' if event.undoes else ''}"
