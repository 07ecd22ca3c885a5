"""A new edition of a document: its text is put in place of the old one, and its anchors go over.

An anchor that cannot be placed keeps its row, offsets and all, and is listed: it is a person's, and what it quotes is how it
is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foedus.case.texts.shelf import Cells, anchor_of, cells_of, read_shelf
from foedus.documents.extraction.extract import Extracted, extract
from foedus.documents.revision import Move, revise
from foedus.errors import InputError
from foedus.files.reading import read_bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """A passage that a person must place."""

    claim: str
    exact: str
    #: Passage of the new edition that has taken its place, with its offsets; empty where there is none.
    instead: str
    start: int | None
    stop: int | None


@dataclass(frozen=True)
class Revised:
    """What `revise_document` did."""

    document: str
    placed: Mapping[str, int]  #: Passages by what placed them.
    lost: tuple[Lost, ...]
    notes: tuple[str, ...]
    files: tuple[str, ...]  #: Files of the case that changed.


def revise_document(path: str | Path, document: str, original: Path | None = None, *, encoding: str = "") -> Revised:
    """Put a new edition in place of a document's text and carry its anchors over, in one step.

    Parameters
    ----------
    path : str or Path
        The case folder.
    document : str
        Id of the document.
    original : Path, optional
        File of the new edition. Without it the text that is there is taken, for one that was edited by hand: passages that
        are not where their anchors say are looked for by quote and context.
    encoding : str, optional
        That of a text which does not say its own.
    """
    edition = None
    if original is not None:
        found, _ = extract(original.name, read_bytes(original), encoding=encoding)
        if len(found) > 1:
            inside = ", ".join(one.file for one in found[1:4])
            raise InputError(
                f"{original.name} holds {len(found)} documents (also {inside}); give the one that is the new edition"
            )
        edition = found[0]
    return put_edition(path, document, edition)


def put_edition(path: str | Path, document: str, edition: Extracted | None) -> Revised:
    """Put an edition that was read already in place of a document's text; without one, the text that is there."""
    shelf = read_shelf(path)
    row = shelf.row(document)
    old = shelf.text(document)
    new, notes = (old, ()) if edition is None else (edition.text, edition.notes)
    if edition is not None:
        holder = next(
            (other["id"] for other in shelf.documents if other["sha256"] == edition.sha256 and other is not row), ""
        )
        if holder:
            raise InputError(f"{edition.file} is there already as {holder}; it cannot be the new edition of {document}")
        row |= {"file": edition.file, "sha256": edition.sha256, "media_type": edition.media_type}
    rows = [anchor for anchor in shelf.anchors if anchor["document"] == document]
    moves = revise(old, new, [anchor_of(anchor) for anchor in rows])
    for anchor, move in zip(rows, moves, strict=True):
        if move.after is not None:
            anchor |= cells_of(move.after)
    lost = tuple(_lost(anchor, move, new) for anchor, move in zip(rows, moves, strict=True) if move.after is None)
    written = shelf.write({document: new}, documents=True, anchors=bool(shelf.anchors))
    return Revised(document, Counter(move.how for move in moves if move.after is not None), lost, notes, written)


def _lost(row: Cells, move: Move, text: str) -> Lost:
    if move.guess is None:
        return Lost(row["claim"], row["exact"], "", None, None)
    start, stop = move.guess
    return Lost(row["claim"], row["exact"], text[start:stop], start, stop)
