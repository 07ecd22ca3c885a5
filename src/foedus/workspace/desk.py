"""A case on the desk of one coder: what stands in it, changed through its log alone, and its texts.

Others may write to the same folder meanwhile; each request first takes up what they have written. The
module is long because all views read and write through this one door, which alone knows what a coder may see.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from foedus.case.coding.coders import codings_of
from foedus.case.coding.log.event import Cells, Change, Event, Row
from foedus.case.coding.log.export import render_table
from foedus.case.coding.log.fold import Conflict, conflicts_of
from foedus.case.coding.log.journal import check_coder
from foedus.case.coding.log.journals import Journals
from foedus.case.coding.log.store import CodingLog, Stale, open_log
from foedus.case.coding.told import now
from foedus.case.model import Case
from foedus.case.read import case_from_files, read_files
from foedus.case.schema import ANCHORS, BEARINGS, CLAIMS, CODED, DOCUMENTS, DRAFTS, FACTORS, TABLES
from foedus.case.texts.drafts import keep_states
from foedus.case.texts.shelf import cells_of, read_shelf
from foedus.documents.anchors import anchor_at
from foedus.documents.drafting.sentences import sentences
from foedus.documents.text import paragraphs
from foedus.errors import InputError
from foedus.files.fields import Table
from foedus.files.findings import Findings
from foedus.nearest import nearest_hint
from foedus.workspace import bearing
from foedus.workspace.asked import as_change, change_asked, table_called
from foedus.workspace.blind import Veil
from foedus.workspace.forms import problems_of

_TABLES = {table.name: table for table in TABLES}
MOST_OFFERED = 3_000
"""Ids of a table up to which a form offers them."""


class Unfit(InputError):
    """A row that cannot stand.

    Parameters
    ----------
    message : str
        What is wrong, for the status line.
    columns : mapping of str to str
        What is wrong by column, for the form.
    """

    def __init__(self, message: str, columns: Mapping[str, str]) -> None:
        super().__init__(message)
        self.columns = dict(columns)


class Desk:
    """A case folder open for coding.

    Parameters
    ----------
    folder : Path
        The case folder.
    coder : str
        Who codes.
    journals : Journals, optional
        Where the log is kept; by default in the folder.
    blind : bool, optional
        Whether the coder does not see what others have coded in a document until both have done with it.

    Raises
    ------
    InputError
        If it is no case folder, the name is none, or the log is damaged.
    """

    def __init__(self, folder: Path, coder: str, *, journals: Journals | None = None, blind: bool = False) -> None:
        self.folder, self.coder, self.blind = folder, check_coder(coder), blind
        self._named = False
        read_files(folder, Findings())
        self._lock = threading.RLock()
        self._log: CodingLog = open_log(folder, at=now(), journals=journals)
        if self._log.damage:
            raise InputError(
                f"the log is damaged: {self._log.damage[0]}; bring the file back as it was (git has it). "
                "`foedus case log` shows what can be read"
            )
        self._texts = read_shelf(folder).texts
        self._veiled: tuple[tuple[Any, ...], Veil | None] = ((), None)

    def beside(self, coder: str) -> Desk:
        """Return the desk of another coder of a team, over the same log."""
        desk = copy(self)
        desk.coder, desk._named = check_coder(coder), True
        return desk

    @property
    def notes(self) -> tuple[str, ...]:
        """What was set aside or taken up when the log was opened."""
        return tuple(self._log.notes)

    def overview(self) -> dict[str, Any]:
        """Return what the page holds all the time: documents, ids with their labels, what can be taken back, conflicts."""
        with self.standing():
            ways = self._log.ways(self.coder)
            return {
                "coder": self.coder,
                "lamport": self._log.state.lamport,
                "documents": self._documents(),
                "labels": {name: self._labels(name) for name in _TABLES if _TABLES[name].id_field and self._few(name)},
                "undo": len(ways.back),
                "redo": len(ways.forth),
                "conflicts": [one.told for one in self.conflicts()],
                "claims": len(self.rows(CLAIMS.name)),
                "blind": self.blind,
            }

    def document(self, name: str) -> dict[str, Any]:
        """Return a text with its paragraphs, sentences and claims; places are code points."""
        with self.standing():
            row = self._row(DOCUMENTS.name, name)
            text, claims = self.text(name), self._claims_of(name)
        return {
            "row": row,
            "text": text,
            "paragraphs": [list(span) for span in paragraphs(text)],
            "sentences": [list(span) for span in _sentences(text, row.get("language", "") or "en")],
            "claims": claims,
        }

    def claims_of(self, name: str) -> list[dict[str, Any]]:
        """Return the claims on a document with their places, without its text."""
        with self.standing():
            return self._claims_of(name)

    def grid(self, table: str) -> list[Cells]:
        """Return the rows of a table."""
        with self.standing():
            return list(self.rows(table_called(table).name).values())

    def claim(self, document: str, start: int, stop: int, cells: Mapping[str, str]) -> dict[str, Any]:
        """Add a claim on a passage, as one action, and return it with its place."""
        with self.standing():
            row, changes = self.claim_on(document, start, stop, cells)
            self.write(changes)
            return {"start": start, "stop": stop, "cells": row, "bears": cells.get(bearing.FIELD, "")}

    def claim_on(self, document: str, start: int, stop: int, cells: Mapping[str, str]) -> tuple[Cells, list[Change]]:
        """Return the row of a new claim on a passage, and the changes that add it. Raises InputError if it cannot stand."""
        text = self.text(document)
        if not 0 <= start < stop <= len(text):
            raise InputError(f"{start} to {stop} is no passage of {document}, which has {len(text):,} characters")
        row = {name: cell for name, cell in cells.items() if cell and name != bearing.FIELD} | {"coder": self.coder}
        row.setdefault("id", self.free_id())
        bears = cells.get(bearing.FIELD, "")
        if wrong := bearing.problem(bears, (key[0] for key in self.rows(FACTORS.name))):
            raise Unfit(f"{bearing.FIELD}: {wrong}", {bearing.FIELD: wrong})
        self.demand(CLAIMS, row)
        anchor = {"claim": row["id"], "document": document} | cells_of(anchor_at(text, start, stop))
        place: Row = tuple(anchor[name] for name in ANCHORS.key)
        return row, [
            Change("add", CLAIMS.name, (row["id"],), after=row), Change("add", ANCHORS.name, place, after=anchor),
            *bearing.added(row["id"], bears),
        ]  # fmt: skip

    def edit(self, changes: Sequence[Mapping[str, Any]]) -> int:
        """Make changes of rows and cells as one action, each from what the coder saw; return how many."""
        with self.standing():
            made = [self._asked(change) for change in changes]
            self._check_names(made)
            self._check_rows(made)
            self.write(made)
            return len(made)

    def drop_claim(self, name: str) -> int:
        """Take a claim out with its places and bearings, as one action."""
        with self.standing():
            changes = self.without_claim(name)
            if not changes:
                raise InputError(f"there is no claim {name!r}")
            self.write(changes)
            return len(changes)

    def without_claim(self, name: str) -> list[Change]:
        """Return the changes that take a claim out with its places and bearings."""
        return [
            Change("drop", table, key, before=dict(cells))
            for table, column in ((ANCHORS.name, "claim"), ("bearings", "claim"), (CLAIMS.name, "id"))
            for key, cells in self.rows(table).items()
            if cells.get(column) == name
        ]

    def undo(self) -> list[str]:
        """Take back the last action; return the ids of the rows that it touched."""
        with self._lock:
            return _touched(self._log.undo(self.coder, at=now()))

    def redo(self) -> list[str]:
        """Do again what was taken back last; return the ids of the rows that it touched."""
        with self._lock:
            return _touched(self._log.redo(self.coder, at=now()))

    def history(self, table: str, row: Sequence[str]) -> list[dict[str, Any]]:
        """Return who did what to a row."""
        with self._lock:
            self._refuse_hidden(table_called(table).name, tuple(row))
            events, seen = self._log.history(table, tuple(row)), self._seen
            return [
                {"coder": event.coder, "at": event.at, "op": event.op, "column": event.field, "before": seen(event, event.before),
                 "after": seen(event, event.after), "undoes": bool(event.undoes)}
                for event in events
            ]  # fmt: skip

    def conflicts(self) -> list[Conflict]:
        """Return what two have made different things of and nobody has decided."""
        veil = self._veil()
        found = list(conflicts_of(self._log.state))
        return [one for one in found if not (veil and self._is_hidden(veil, one.table, one.row))]

    def export(self) -> tuple[str, ...]:
        """Write the tables that have changed, and beside the drafts what was decided of them."""
        with self._lock:
            written = self._log.export(at=now())
            decided = self.decided()
            return written + (keep_states(self.folder, decided) if decided else ())

    def take_up(self) -> None:
        """Take what this coder has written to the tables in another way into the log as this coder's."""
        with self._lock:
            self._log.take_up(at=now(), coder=self.coder)
            self._texts = read_shelf(self.folder).texts

    def taken(self) -> set[str]:
        """Return the ids that name something in the case; a new thing needs another."""
        return {
            cells.get(table.id_field, "")
            for table in TABLES
            if table.id_field
            for cells in self.rows(table.name).values()
        }

    def decided(self) -> dict[str, str]:
        """Return the state of each draft that somebody decided by its id; an empty one where that was taken back."""
        found: dict[str, str] = {}
        for key, row in self._log.state.tables.get(DRAFTS.name, {}).items():
            found[key[0]] = row.cells.get("state", "") if row.present else found.get(key[0], "")
        return found

    def case(self) -> Case:
        """Return the case as it stands for this coder, whether its tables were written or not.

        Raises CaseError if it is broken.
        """
        findings = Findings()
        return case_from_files(str(self.folder), self._files(findings), findings=findings)

    def write_seen(self, folder: Path) -> None:
        """Write the case as it stands for this coder into a folder that is not there yet."""
        for name, data in self._files(Findings()).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)

    def _files(self, findings: Findings) -> dict[str, bytes]:
        with self.standing():
            files = read_files(self.folder, findings)
            for table in TABLES:
                rows = self.rows(table.name)
                known = table.name in self._log.state.tables and table.name not in self._log.unreadable
                if known and (rows or table.file in files):
                    files[table.file] = render_table(table, rows, old=files.get(table.file))
        return files

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Hold the desk while several things are read or written; first takes up what others have written."""
        with self._lock:
            self._log.refresh()
            yield

    def write(self, changes: Sequence[Change]) -> None:
        """Write changes as one action; all or none is confirmed."""
        veil = self._veil()
        if veil is None:
            self._log.change(changes, coder=self.coder, at=now())
            return
        for change in changes:
            if change.op != "add":
                self._refuse_hidden(change.table, change.row)
            if change.table == CODED.name and change.row[-1] != self.coder:
                raise InputError(f"only {change.row[-1]} can say when {change.row[-1]} has done with a document")
        try:
            self._log.change([self._whole(veil, change) for change in changes], coder=self.coder, at=now())
        except Stale as error:
            change = error.change
            raise Stale(
                f"{change.table} {'|'.join(change.row)} is not what you saw: look at it again", change
            ) from None

    def demand(self, table: Table, cells: Mapping[str, str]) -> None:
        """Refuse a row that cannot stand, column by column."""
        ids = {name: {key[0] for key in self.rows(name)} for name in _TABLES if _TABLES[name].id_field}
        ids[table.name] = {*ids.get(table.name, ()), cells.get(table.id_field, "")}
        wrong = dict(problems_of(table, cells, ids))
        if wrong:
            raise Unfit("; ".join(f"{name}: {what}" for name, what in wrong.items()), wrong)

    def free_id(self) -> str:
        """Return an id for a new claim of this coder."""
        taken = self._log.state.tables.get(CLAIMS.name, {})
        number = sum(key[0].startswith(f"{self.coder}-") for key in taken) + 1
        while (f"{self.coder}-{number}",) in taken:
            number += 1
        return f"{self.coder}-{number}"

    def rows(self, table: str) -> dict[Row, Cells]:
        """Return the rows of a table as they stand and this coder may see them, by their keys."""
        rows, veil = self._log.state.rows(table), self._veil()
        if veil is None:
            return rows
        return {key: veil.shown(table, cells) for key, cells in rows.items() if not veil.hides(table, key, cells)}

    def codings(self) -> dict[str, Case]:
        """Return the case with each coder's claims as that coder left them, without those that are hidden from this one."""
        with self.standing():
            found, veil = codings_of(self._log, self.folder), self._veil()
        if veil is None:
            return found
        seen = {
            coder: replace(coding, claims=tuple(claim for claim in coding.claims if claim.id not in veil.claims))
            for coder, coding in found.items()
        }
        return {coder: coding for coder, coding in seen.items() if coding.claims}

    def texts(self) -> dict[str, str]:
        """Return the texts at hand of the documents that stand, by id; not what was purged since they were read."""
        with self._lock:
            there = {key[0] for key in self.rows(DOCUMENTS.name)}
            return {name: text for name, text in self._texts.items() if name in there}

    def text(self, name: str) -> str:
        """Return the text of a document."""
        if name not in self._texts:
            self._texts = read_shelf(self.folder).texts
        if name not in self._texts:
            raise InputError(
                f"the text of {name!r} is not in the folder; `foedus documents add` of its original puts it back"
            )
        return self._texts[name]

    def _veil(self) -> Veil | None:
        """What is hidden from this coder now; None where nothing ever is."""
        if not self.blind:
            return None
        mark = (self.coder, self._log.state.last, sum(map(len, self._log.events.values())))
        if self._veiled[1] is None or self._veiled[0] != mark:
            self._veiled = (mark, Veil(self._log.state, self.coder))
        return self._veiled[1]

    def _is_hidden(self, veil: Veil, table: str, row: Row) -> bool:
        standing = self._log.state.row(table, row)
        return veil.hides(table, row, standing.cells if standing else {})

    def _refuse_hidden(self, table: str, row: Row) -> None:
        veil = self._veil()
        if veil is not None and self._is_hidden(veil, table, row):
            raise InputError(f"there is no {table} {'|'.join(row)}")

    def _seen(self, event: Event, value: str | Cells | None) -> str | Cells | None:
        veil = self._veil()
        return value if veil is None else veil.shown_value(event, value)

    def _whole(self, veil: Veil, change: Change) -> Change:
        standing = self._log.state.row(change.table, change.row)
        return veil.whole(change, standing.cells if standing else {})

    def _asked(self, given: Mapping[str, Any]) -> Change:
        table, operation, row = change_asked(given)
        if operation != "add":
            self._refuse_hidden(table.name, row)
        standing = self._log.state.row(table.name, row)
        return as_change(given, table, row, standing=standing.cells if standing else {})

    def _check_names(self, changes: Sequence[Change]) -> None:
        """In a team nobody puts another's name to a claim."""
        for change in changes if self._named else ():
            cells = change.after if isinstance(change.after, dict) else {change.field: change.after or ""}
            name = cells.get("coder", "") if change.table == CLAIMS.name and change.op != "restore" else ""
            if name not in ("", self.coder):
                raise Unfit(f"coder: {name!r} codes under that name; you are {self.coder}", {"coder": "another's name"})

    def _check_rows(self, changes: Sequence[Change]) -> None:
        """Refuse rows that could not stand after all changes."""
        after: dict[tuple[str, Row], Cells] = {}
        for change in changes:
            key = (change.table, change.row)
            if change.op == "drop":
                after.pop(key, None)
                continue
            standing = self._log.state.row(*key)
            cells = after.setdefault(key, dict(standing.cells) if standing and change.op != "add" else {})
            cells |= change.after if isinstance(change.after, dict) else {change.field: change.after or ""}
        for (table, _), cells in after.items():
            self.demand(_TABLES[table], cells)

    def _claims_of(self, name: str) -> list[dict[str, Any]]:
        claims = self.rows(CLAIMS.name)
        anchors = [
            cells for cells in self.rows(ANCHORS.name).values()
            if cells.get("document") == name and (cells["claim"],) in claims
        ]  # fmt: skip
        found = [(int(cells["start"]), int(cells["stop"]), cells["claim"]) for cells in anchors]
        bears: dict[str, list[Cells]] = {}
        for key, cells in self.rows(BEARINGS.name).items():
            bears.setdefault(key[0], []).append(cells)
        return [
            {"start": start, "stop": stop, "cells": claims[(claim,)], "bears": bearing.written(bears.get(claim, ()))}
            for start, stop, claim in sorted(found)
        ]

    def _documents(self) -> list[dict[str, Any]]:
        counts: dict[str, int] = {}
        for cells in self.rows(ANCHORS.name).values():
            counts[cells.get("document", "")] = counts.get(cells.get("document", ""), 0) + 1
        done = sorted(self.rows(CODED.name))
        return [
            {
                **cells,
                "claims": counts.get(key[0], 0),
                "characters": len(self._texts.get(key[0], "")),
                "done": [coder for name, coder in done if name == key[0]],
            }
            for key, cells in sorted(self.rows(DOCUMENTS.name).items())
        ]

    def _few(self, table: str) -> bool:
        return len(self.rows(table)) <= MOST_OFFERED

    def _labels(self, table: str) -> dict[str, str]:
        id_field = _TABLES[table].id_field
        return {cells[id_field]: _label(cells) for cells in self.rows(table).values() if cells.get(id_field)}

    def _row(self, table: str, name: str) -> Cells:
        rows = self.rows(table)
        if (name,) not in rows:
            raise InputError(f"there is no {name!r} in {table}{nearest_hint(name, [key[0] for key in rows])}")
        return rows[(name,)]


@lru_cache(maxsize=8)
def _sentences(text: str, language: str) -> list[tuple[int, int]]:
    return [(span.start, span.stop) for span in sentences(text, language)]


def _label(cells: Mapping[str, str]) -> str:
    return next((cells[name] for name in ("name", "label", "question", "text", "title", "note") if cells.get(name)), "")


def _touched(events: Sequence[Event]) -> list[str]:
    return list(dict.fromkeys(event.row[0] for event in events))
