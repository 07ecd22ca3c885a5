"""Word documents: the body in its order, tables by row, notes behind the paragraph that names them."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.documents.extraction.archive import Archive
from foedus.documents.extraction.office import Walk, attribute, demand_text
from foedus.documents.extraction.parts import Reading
from foedus.documents.text import stored
from foedus.errors import InputError

BODY = "word/document.xml"
_UNSEEN = frozenset(("Fallback", "del", "moveFrom", "instrText", "delText"))
"""A second form of what stands there already, and what tracked changes have taken out."""
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
_NOT_READ = (("word/comments.xml", "comments"), ("word/header", "page headers"), ("word/footer", "page footers"))


def read(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Return the text of a Word document."""
    del encoding
    archive = Archive(name, data)
    if BODY not in archive.names:
        raise InputError(f"{name} is an archive but no Word document (.docx): it has no {BODY}")
    notes = {kind: _notes(archive, part) for kind, part in _NOTES.items() if part in archive.names}
    body = _Body(f"{name}: {BODY}", notes)
    body.read(archive.read(BODY))
    told = []
    left = [what for part, what in _NOT_READ if any(inside.startswith(part) for inside in archive.names)]
    if left:
        told.append(f"not read: {', '.join(left)}")
    if body.deleted:
        told.append(f"{body.deleted:,} tracked deletions left out, insertions read")
    return Reading(stored(demand_text(name, body.text())), tuple(told))


class _Body(Walk):
    """The body of the document."""

    format, root = "a Word document", "document"

    def __init__(self, file: str, notes: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__(file)
        self.deleted = 0
        self._notes = notes
        self._named: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if tag in _UNSEEN:
            self.unseen += 1
            self.deleted += tag == "del"
        elif tag == "t":
            self.taking = True
        elif tag == "tab" and not attributes:
            self.put("\t")
        elif tag in ("br", "cr"):
            self.put("\n" if not self.cells else " ")
        elif tag == "noBreakHyphen":
            self.put("-")
        elif tag == "tc":
            self.cells += 1
        elif tag in self._notes:
            number = attribute(attributes, "id")
            if number in self._notes[tag] and not self.unseen:
                self.put(f"[{number}]")
                self._named.append(f"[{number}] {self._notes[tag][number]}")

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag in _UNSEEN:
            self.unseen -= 1
        elif tag == "t":
            self.taking = False
        elif tag == "p":
            self.end_paragraph()
        elif tag == "tc":
            self.cells -= 1
            self.end_cell()
        elif tag == "tr" and not self.cells:
            self.end_line()
        if not self.cells and tag in ("p", "tr"):
            self.lines += self._named
            self._named = []


class _Notes(Walk):
    """Footnotes or endnotes by their number."""

    format = "the notes of a Word document"

    def __init__(self, file: str, kind: str) -> None:
        super().__init__(file)
        self.root = f"{kind}s"
        self.found: dict[str, str] = {}
        self._kind, self._number = kind, ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == self._kind:
            # The separators are notes of a type of their own.
            self._number = "" if attribute(attributes, "type") else attribute(attributes, "id")
        self.taking = self.taking or tag == "t"

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag in _UNSEEN:
            self.unseen -= 1
        elif tag == "t":
            self.taking = False
        elif tag == "p":
            self.put(" ")
        elif tag == self._kind:
            self.end_line()
            if self._number:
                self.found[self._number] = self.lines[-1]


def _notes(archive: Archive, part: str) -> dict[str, str]:
    walk = _Notes(f"{archive.name}: {part}", "footnote" if "foot" in part else "endnote")
    walk.read(archive.read(part))
    return walk.found
