"""The words of a document taken out of the log for good, with a stone where they stood.

An event that held such words keeps its id, its place and all else, so that the log still folds and joins as before; it names the
event of the purge, and a seal in place of its id says that the rest is as it was left. A stone stands for its event wherever the
two meet, so an older copy of the log does not bring the words back.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from foedus.case.coding.log.event import Cells, Event, Row, digest, sealed
from foedus.case.schema import ANCHORS, DOCUMENTS, DRAFTS, TABLES, text_file
from foedus.files.reading import read_bytes

MARK = "[purged]"
"""Stands where words of a document stood."""
RUN = 5
"""Words in a row that are the document's, not the language's."""
SHORTEST = 10
"""Characters of the shortest such run: of a script that has a word in each letter, five would be too few."""
LEAST = 20
"""Characters of a passage that is taken out where it is all that a cell holds, if it has fewer than three words."""

#: What rows about a document keep; the rest may be its words, or say what it was.
_KEPT = frozenset({"id", "claim", "document", "start", "stop", "state", "rule", "confidence", "coder"})
_ABOUT = (ANCHORS.name, DRAFTS.name)
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|\w+")
FREE: Mapping[str, set[str]] = {
    table.name: {field.name for field in table.fields if field.type == "text"} for table in TABLES
}
"""Columns of each table that hold what people write."""


class Words:
    """What a document says: found again in cells, whatever their case, blanks and marks.

    Parameters
    ----------
    texts : iterable of str
        The text, in all editions that are at hand.
    passages : iterable of str
        What coders have marked in it.
    """

    def __init__(self, texts: Iterable[str], passages: Iterable[str] = ()) -> None:
        known = list(passages)
        self._runs: set[int] = set()
        for text in chain(texts, known):
            words = [word.casefold() for word in _WORD.findall(text)]
            self._runs.update(hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1))
        self._whole = {_folded(one) for one in known if len(one) >= LEAST or len(_WORD.findall(one)) >= 3}

    def taken_out(self, cell: str) -> str:
        """Return a cell without the document's words."""
        if _folded(cell) in self._whole:
            return MARK
        for start, stop in reversed(list(self._found(cell))):
            cell = cell[:start] + MARK + cell[stop:]
        return cell

    def _found(self, cell: str) -> Iterator[tuple[int, int]]:
        """Places of words that stand in a run of the document's, joined where they touch."""
        places = [found.span() for found in _WORD.finditer(cell)]
        words = [cell[start:stop].casefold() for start, stop in places]
        held = [False] * len(words)
        for at in range(len(words) - RUN + 1):
            if hash(tuple(words[at : at + RUN])) in self._runs:
                held[at : at + RUN] = [True] * RUN
        begin = -1
        for at, is_held in enumerate([*held, False]):
            if is_held and begin < 0:
                begin = at
            elif not is_held and begin >= 0:
                start, stop = places[begin][0], places[at - 1][1]
                if stop - start >= SHORTEST:
                    yield start, stop
                begin = -1


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class About:
    """The rows of the log that are about a document."""

    rows: frozenset[tuple[str, Row]]
    passages: tuple[str, ...]  #: What was marked in it.
    anchors: int

    @classmethod
    def of(cls, document: str, events: Iterable[Event]) -> About:
        """Find them."""
        rows: set[tuple[str, Row]] = {(DOCUMENTS.name, (document,))}
        passages: list[str] = []
        for event in events:
            for cells in (event.before, event.after):
                if event.table in _ABOUT and isinstance(cells, dict) and cells.get("document") == document:
                    rows.add((event.table, event.row))
                    passages.append(cells.get("exact", ""))
        anchors = sum(table == ANCHORS.name for table, _ in rows)
        return cls(frozenset(rows), tuple(dict.fromkeys(filter(None, passages))), anchors)


def stones(events: Iterable[Event], about: About, words: Words, *, purge: Event) -> list[Event]:
    """Return a stone for each event that holds words of a document, and is none yet."""
    found: list[Event] = []
    for event in events:
        if event.op == "purge":
            continue
        if (event.table, event.row) in about.rows:
            before, after = _emptied(event.before), _emptied(event.after)
        else:
            before, after = (_without(event, one, words) for one in (event.before, event.after))
        if (before, after) != (event.before, event.after):
            found.append(sealed(event, before=before, after=after, purged=event.purged or purge.id))
    return found


def _emptied(value: str | Cells | None) -> str | Cells | None:
    if isinstance(value, dict):
        return {name: cell for name, cell in value.items() if name in _KEPT}
    return MARK if value else value


def _without(event: Event, value: str | Cells | None, words: Words) -> str | Cells | None:
    free = FREE.get(event.table)
    if isinstance(value, dict):
        return {name: words.taken_out(cell) if free is None or name in free else cell for name, cell in value.items()}
    return words.taken_out(value) if value and (free is None or event.field in free) else value


def is_of(documents: Container[str], table: str, row: Row, cells: Mapping[str, str]) -> bool:
    """Tell whether a row is about one of some documents."""
    return cells.get("document", "") in documents or (table == DOCUMENTS.name and row[0] in documents)


def preferring_stones(events: Iterable[Event]) -> dict[str, Event]:
    """Return events by id; of an event and its stone, the stone."""
    found: dict[str, Event] = {}
    for event in events:
        if event.id not in found or (event.purged and not found[event.id].purged):
            found[event.id] = event
    return found


def left_of(purges: Mapping[str, Event], folder: Path) -> list[str]:
    """Return the files of a folder that are the text or an original of a document that was purged."""
    hashes: set[str] = set()
    for purge in purges.values():
        hashes |= set(purge.after.get("sha256", "").split("|")) if isinstance(purge.after, dict) else set()
    texts = {text_file(document) for document in purges}
    if not purges or not folder.is_dir():
        return []
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return [name for name, path in names.items() if name in texts or (hashes and digest(read_bytes(path)) in hashes)]
