"""Two copies of a case joined: what either coder did is kept, and what they disagree on is told.

The logs are joined event by event, so it is one whether A is joined with B or B with A. A case without a log is read as one
whose rows were all written by its holder; what a copy without a log holds beside a case with one is told from its history.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from foedus.case.coding.log.by_hand import changes_by_hand, rows_of
from foedus.case.coding.log.event import Event, by_order, make_events, write_line
from foedus.case.coding.log.export import render_table
from foedus.case.coding.log.fold import Conflict, State, conflicts_of, fold
from foedus.case.coding.log.journal import BY_HAND, ENDING, FOLDER
from foedus.case.coding.log.purge import About, Words, left_of, preferring_stones, stones
from foedus.case.coding.log.store import CodingLog, read_log
from foedus.case.read import case_from_files, read_files
from foedus.case.schema import BIBLIOGRAPHY_FILE, PACKAGE_FILE, SETTINGS, TABLES, text_file
from foedus.case.write import render_case
from foedus.errors import CaseError, InputError
from foedus.files.findings import Findings
from foedus.files.folder import write_files
from foedus.files.raw import decode
from foedus.files.reading import read_bytes
from foedus.files.works.bibtex import read_bibtex, render_bibtex
from foedus.files.works.entry import BibEntry

_OWN = frozenset({*(table.file for table in TABLES), PACKAGE_FILE})


@dataclass(frozen=True, slots=True)
class Merged:
    """Two cases joined."""

    files: tuple[str, ...]  #: Files that were written.
    events: int  #: Changes that the joined log holds.
    rows: Mapping[str, int]  #: Rows by table.
    conflicts: tuple[Conflict, ...]  #: What the coders disagree on; the later word stands.
    notes: tuple[str, ...]
    problems: str  #: What is wrong with the joined case; empty where it can be used.


def merge_cases(first: Path, second: Path, out: Path) -> Merged:
    """Join two case folders and write the result to a third, which may be one of them.

    Parameters
    ----------
    first, second : Path
        Case folders, with logs or without.
    out : Path
        Where the joined case goes; a folder that holds something else is refused.

    Raises
    ------
    InputError
        If one is no case folder, a log is damaged, or both have a file or a work of one name that differs and for which there
        is no log; then nothing is written.
    """
    folders = (first, second)
    for folder in folders:
        read_files(folder, Findings())
    if out.exists() and out.resolve() not in {folder.resolve() for folder in folders} and any(out.iterdir()):
        raise InputError(
            f"{str(out)!r} holds something already; give a new folder, or one of the two cases, with --out"
        )
    logs = tuple(_log(folder) for folder in folders)
    events, notes = _without_purged(_joined(logs, folders), folders)
    state = fold(events)
    gone = {name for folder in (*folders, out) for name in left_of(state.purged, folder)}
    files = {**_others(folders, gone), **_logs(events), **_tables(state, folders)}
    package, problems = _package(str(out), files)
    files |= package
    before = {name: read_bytes(out / name) for name in files if (out / name).is_file()}
    written = write_files(files, out, read=before)
    for name in gone:
        (out / name).unlink(missing_ok=True)
    return Merged(
        written,
        len(events),
        {table.name: len(state.rows(table.name)) for table in TABLES if state.rows(table.name)},
        tuple(conflicts_of(state)),
        (*(note for log in logs for note in log.notes), *notes),
        problems,
    )


def _log(folder: Path) -> CodingLog:
    log = read_log(folder)
    if log.damage:
        raise InputError(f"the log of {str(folder)!r} is damaged: {log.damage[0]}; mend it before it is joined")
    if log.events:
        log.take_up(at="")
        if log.unreadable:
            raise InputError(log.notes[-1])
    return log


def _joined(logs: tuple[CodingLog, ...], folders: tuple[Path, ...]) -> list[Event]:
    """Events of both; rows of a case without a log are what its holder wrote, or changed of the other's."""
    logged = [log for log in logs if log.events]
    events = preferring_stones(event for log in logged for event in log.all_events)
    for log, folder in zip(logs, folders, strict=True):
        if log.events:
            continue
        other = logged[0] if logged else CodingLog(folder, in_memory=True)
        changes = []
        for table in TABLES:
            path = folder / table.file
            found = rows_of(table, read_bytes(path)) if path.is_file() else {}
            now = other.state.rows(table.name)
            before = other.held_before(table, found, now=now) if logged else {}
            changes += changes_by_hand(table, found=found, exported=before, now=now)
        lamport = other.state.lamport + 1
        new = make_events(changes, coder=_holder(folder), at="", lamport=lamport)
        events |= {event.id: event for event in new}
    return sorted(events.values(), key=by_order)


def _without_purged(events: list[Event], folders: tuple[Path, ...]) -> tuple[list[Event], list[str]]:
    """The events with stones in place of what a copy holds of documents that were purged in the other, and what is told."""
    notes: list[str] = []
    for document, purge in sorted(fold(events).purged.items()):
        about = About.of(document, events)
        paths = [folder / text_file(document) for folder in folders]
        texts = [read_bytes(path).decode("utf-8", "replace") for path in paths if path.is_file()]
        left = {event.id: event for event in stones(events, about, Words(texts, about.passages), purge=purge)}
        events = [left.get(event.id, event) for event in events]
        if left or texts:
            notes.append(
                f"{document} was purged by {purge.coder}: what a copy still holds of it is left out (text, and words in "
                f"{len(left):,} events); that copy keeps it until `foedus documents purge` is run there"
            )
    return events, notes


def _holder(folder: Path) -> str:
    """A name for who wrote a case without a log: that of its folder."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")[:40].strip("-")
    return name or BY_HAND


def _others(folders: tuple[Path, ...], gone: Set[str]) -> dict[str, bytes]:
    """Files that are neither tables nor logs, nor of a document that was purged, from both."""
    found = [
        {name: path for path in sorted(folder.rglob("*")) if _is_other(path, folder)
         for name in [path.relative_to(folder).as_posix()] if name not in gone}
        for folder in folders
    ]  # fmt: skip
    files = {name: read_bytes(path) for one in found for name, path in one.items()}
    for name in found[0].keys() & found[1].keys():
        one, other = (read_bytes(part[name]) for part in found)
        if one == other:
            continue
        if name != BIBLIOGRAPHY_FILE:
            hint = " (title, question or dates of the case)" if name == SETTINGS.file else ""
            raise InputError(
                f"{name}{hint} differs between the two cases and has no log; make it the same in both, then join them"
            )
        files[name] = _join_works(one, other)
    return files


def _is_other(path: Path, folder: Path) -> bool:
    inner = path.relative_to(folder)
    hidden = any(part.startswith((".", "~$")) for part in inner.parts)
    return path.is_file() and not hidden and inner.as_posix() not in _OWN and inner.parts[0] != FOLDER


def _join_works(one: bytes, other: bytes) -> bytes:
    works: dict[str, BibEntry] = {}
    for data in (one, other):
        findings = Findings()
        text = decode(BIBLIOGRAPHY_FILE, data, findings=findings)
        entries = read_bibtex(BIBLIOGRAPHY_FILE, text or "", findings=findings)
        if findings.problems:
            raise CaseError(BIBLIOGRAPHY_FILE, findings.problems)
        for key, entry in entries.items():
            if works.setdefault(key, entry) != entry:
                raise InputError(
                    f"the work {key!r} of {BIBLIOGRAPHY_FILE} differs between the two cases; make it the same in both, then join them"
                )
    return render_bibtex(works[key] for key in sorted(works)).encode()


def _logs(events: Sequence[Event]) -> dict[str, bytes]:
    """The file of each coder; events of one action stand together."""
    begins: dict[str, int] = {}
    for event in events:
        begins.setdefault(event.group, event.lamport)
    lines: dict[str, list[bytes]] = {}
    for event in sorted(events, key=lambda event: (begins[event.group], event.group, event.lamport)):
        lines.setdefault(f"{FOLDER}/{event.coder}{ENDING}", []).append(write_line(event))
    return {name: b"".join(parts) for name, parts in lines.items()}


def _tables(state: State, folders: tuple[Path, ...]) -> dict[str, bytes]:
    """Tables as they are joined; the bytes of rows come from the folder whose table is greater as a text, the same either way."""
    files: dict[str, bytes] = {}
    for table in TABLES:
        old = [read_bytes(folder / table.file) for folder in folders if (folder / table.file).is_file()]
        if old or state.rows(table.name):
            files[table.file] = render_table(table, state.rows(table.name), old=max(old, default=None))
    return files


def _package(name: str, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], str]:
    try:
        case = case_from_files(name, files)
    except CaseError as error:
        return {}, str(error)
    return {PACKAGE_FILE: render_case(case)[PACKAGE_FILE]}, ""
