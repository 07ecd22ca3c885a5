"""What is told of the documents of a case: a list of them, and one with its text and the passages in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.case.texts.shelf import Cells, Shelf, anchor_of
from foedus.documents.text import paragraphs


@dataclass(frozen=True, slots=True)
class Line:
    """A document in a list."""

    id: str
    file: str
    media_type: str
    language: str
    date: str
    source: str
    characters: int | None  #: None where the text is not in the folder.
    paragraphs: int
    claims: int  #: Claims with a passage in it.
    lost: int  #: Passages that are not where their anchors say.


def listed(shelf: Shelf) -> list[Line]:
    """Return the documents in the order of their ids."""
    return [_line(shelf, row) for row in sorted(shelf.documents, key=lambda row: row["id"])]


def _line(shelf: Shelf, row: Cells) -> Line:
    text = shelf.texts.get(row["id"])
    anchors = [anchor for anchor in shelf.anchors if anchor["document"] == row["id"]]
    lost = 0 if text is None else sum(not anchor_of(anchor).holds(text) for anchor in anchors)
    return Line(
        row["id"],
        row["file"],
        row["media_type"],
        row["language"],
        row["date"],
        row["source"],
        None if text is None else len(text),
        0 if text is None else len(paragraphs(text)),
        len({anchor["claim"] for anchor in anchors}),
        lost,
    )


def record(shelf: Shelf, document: str) -> dict[str, Any]:
    """Return a document as plain data: its row, its text, its passages in their order. Raises InputError if it is not there."""
    text = shelf.text(document)
    anchors = [row for row in shelf.anchors if row["document"] == document]
    passages: list[dict[str, Any]] = [
        {
            "claim": row["claim"],
            "start": anchor.start,
            "stop": anchor.stop,
            "exact": anchor.exact,
            "holds": anchor.holds(text),
        }
        for row in anchors
        for anchor in (anchor_of(row),)
    ]
    passages.sort(key=lambda passage: (passage["start"], passage["stop"], passage["claim"]))
    return {**shelf.row(document), "text": text, "passages": passages}
