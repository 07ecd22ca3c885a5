"""A document taken out for good, with every word of it that the case and its log hold; a stone in the log says that it went.

What claims say stays, but for words that are the document's. Copies that foedus does not know of it cannot reach: the history of
git, backups, exports, other people's folders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from foedus.case.coding.log.event import Change, Event, digest, make_events
from foedus.case.coding.log.journal import CUT, ENDING, FOLDER, check_coder
from foedus.case.coding.log.journals import Journals
from foedus.case.coding.log.purge import FREE, MARK, About, Words, left_of, stones
from foedus.case.coding.log.store import CodingLog, open_log, read_log
from foedus.case.schema import ANCHORS, DOCUMENTS, DRAFTS, text_file
from foedus.case.texts.answers import forget_answers
from foedus.case.texts.drafts import render_drafts
from foedus.case.texts.shelf import Cells, read_rows_of
from foedus.errors import InputError
from foedus.files.folder import write_files
from foedus.files.reading import read_bytes
from foedus.nearest import nearest_hint


@dataclass(frozen=True)
class Purged:
    """What `purge_document` has taken out, or would."""

    document: str
    anchors: int  #: Passages that were marked in it.
    claims: tuple[str, ...]  #: Claims that rested on it; they stay.
    events: int  #: Events of the log whose words went.
    cells: tuple[str, ...]  #: Cells that stay without words of it, such as ``claims c1 text``.
    files: tuple[str, ...]  #: Files that went or changed.
    notes: tuple[str, ...]


def purge_document(
    folder: Path, document: str, *, reason: str, coder: str, at: str, yes: bool, journals: Journals | None = None
) -> Purged:
    """Take a document out of a case for good; if it was purged before, what has come back of it.

    Parameters
    ----------
    folder : Path
        The case folder.
    document : str
        Id of the document.
    reason : str
        Why; it stays in the log, and should say nothing of what went.
    coder : str
        Who takes it out.
    at : str
        When, UTC.
    yes : bool
        Whether it is meant; else nothing is changed but that the log takes up what was changed by hand.
    journals : Journals, optional
        Where the log is kept.

    Raises
    ------
    InputError
        If there is no such document, no reason, or a table or the log cannot be read; then nothing goes.
    """
    check_coder(coder)
    if not reason.strip():
        raise InputError("--reason: say why the document goes; that stays in the log")
    log = open_log(folder, at=at, journals=journals)
    if log.unreadable:
        raise InputError(log.notes[-1])
    texts = _texts(folder, document)
    originals = _hashes(log, document)
    if not originals and document not in log.state.purged:
        names = [key[0] for key in log.state.rows(DOCUMENTS.name)]
        raise InputError(f"no document {document!r}{nearest_hint(document, names)}")

    def found() -> tuple[About, Words, list[Event], Event]:
        about = About.of(document, log.all_events)
        words = Words(texts, about.passages)
        purge = log.state.purged.get(document)
        if purge is None:
            change = _stone(document, originals, texts, about, reason)
            [purge] = make_events([change], coder=coder, at=at, lamport=log.state.lamport + 1)
        return about, words, stones(log.all_events, about, words, purge=purge), purge

    def made() -> tuple[list[Event], list[Event]]:
        _, _, went, purge = found()
        # Those that are there already as well: git may have brought their events back beside them.
        there = [event for event in log.all_events if event.purged]
        return [*there, *went], [purge] if document not in log.state.purged else []

    about, words, went, purge = found()
    claims = tuple(sorted({row[0] for table, row in about.rows if table == ANCHORS.name}))
    cells = tuple(_cells(log, words, about))
    gone = _files(folder, purge)
    told = Purged(document, about.anchors, claims, len(went), cells, gone, tuple(log.notes))
    if not yes:
        return told
    log.replace(made)
    changed = (*log.export(at=at), *_drop_drafts(folder, document), *forget_answers(folder, document))
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return replace(told, files=(*gone, *changed))


def purged_before(folder: Path) -> frozenset[str]:
    """Return the ids of documents that were purged, which no other document takes."""
    logs = (folder / FOLDER).glob(f"*{ENDING}")
    if not any(b'"op":"purge"' in read_bytes(path) for path in logs):
        return frozenset()
    return frozenset(read_log(folder).state.purged)


def _stone(document: str, hashes: set[str], texts: list[str], about: About, reason: str) -> Change:
    """What the log says of what went."""
    after = {
        "reason": reason.strip(),
        "sha256": "|".join(sorted(hashes)),
        "text": digest(texts[0].encode()) if texts else "",
        "anchors": str(about.anchors),
    }
    return Change("purge", DOCUMENTS.name, (document,), after=after)


def _texts(folder: Path, document: str) -> list[str]:
    path = folder / text_file(document)
    return [read_bytes(path).decode("utf-8", "replace")] if path.is_file() else []


def _hashes(log: CodingLog, document: str) -> set[str]:
    """Hashes of the originals that a document had, in all its editions."""
    found: set[str] = set()
    for event in log.history(DOCUMENTS.name, (document,)):
        if isinstance(event.after, dict):
            found |= set(event.after.get("sha256", "").split("|"))
        elif event.field == "sha256":
            found.add(event.after or "")
    return found - {"", MARK}


def _cells(log: CodingLog, words: Words, about: About) -> Iterator[str]:
    """Cells of rows that stay, which hold words of the document."""
    for table, rows in log.state.tables.items():
        for key in rows:
            if (table, key) not in about.rows and rows[key].present:
                cells = rows[key].cells
                for name in sorted(cells):
                    if name in FREE.get(table, ()) and words.taken_out(cells[name]) != cells[name]:
                        yield f"{table} {'|'.join(key)} {name}"


def _files(folder: Path, purge: Event) -> tuple[str, ...]:
    """Files that hold the text or are an original, and what was cut off a log and never confirmed."""
    cut = sorted((folder / FOLDER).glob(f"*{CUT}"))
    return (*left_of({purge.row[0]: purge}, folder), *(path.relative_to(folder).as_posix() for path in cut))


def _drop_drafts(folder: Path, document: str) -> tuple[str, ...]:
    """Take out the drafts that were made of the document."""
    path = folder / DRAFTS.file
    if not path.is_file():
        return ()
    data = read_bytes(path)
    rows = read_rows_of(DRAFTS, {DRAFTS.file: data})
    kept: list[Cells] = [row for row in rows if row["document"] != document]
    if len(kept) == len(rows):
        return ()
    return write_files({DRAFTS.file: render_drafts(kept)}, folder, read={DRAFTS.file: data})
