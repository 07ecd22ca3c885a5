"""OpenDocument texts: the body in its order, tables by row, notes behind the paragraph that names them."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.documents.extraction.archive import Archive
from foedus.documents.extraction.office import Walk, attribute, demand_text
from foedus.documents.extraction.parts import Reading
from foedus.documents.text import stored
from foedus.errors import InputError

BODY = "content.xml"
_MOST_BLANKS = 1_000
_UNSEEN = frozenset(
    ("tracked-changes", "annotation", "automatic-styles", "scripts", "font-face-decls", "forms", "sequence-decls")
)


def read(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Return the text of an OpenDocument text."""
    del encoding
    archive = Archive(name, data)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputError(f"{name} is protected by a password; open it and save it without one")
    if BODY not in archive.names:
        raise InputError(f"{name} is an archive but no OpenDocument text (.odt): it has no {BODY}")
    body = _Body(f"{name}: {BODY}")
    body.read(archive.read(BODY))
    told = (f"not read: {body.comments:,} comments",) if body.comments else ()
    return Reading(stored(demand_text(name, body.text())), told)


class _Body(Walk):
    """The content of the document."""

    format, root = "an OpenDocument text", "document-content"

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.comments = 0
        self._paragraphs = 0
        self._outside: list[list[str]] = []
        self._mark = ""
        self._named: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self.comments += tag == "annotation"
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in ("p", "h"):
            self._paragraphs += 1
        elif tag == "s":
            count = attribute(attributes, "c")
            self.put(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
        elif tag == "tab":
            self.put("\t")
        elif tag == "line-break":
            self.put("\n" if not self.cells else " ")
        elif tag == "table-cell":
            self.cells += 1
        elif tag in ("note-citation", "note-body"):
            self._outside.append(self._line)
            self._line = []
        self.taking = self._paragraphs > 0

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag in _UNSEEN:
            self.unseen -= 1
        elif tag in ("p", "h"):
            self._paragraphs -= 1
            if self._outside:
                self.put(" ")
            else:
                self.end_paragraph()
        elif tag == "table-cell":
            self.cells -= 1
            self.end_cell()
        elif tag == "table-row" and not self.cells:
            self.end_line()
        elif tag in ("note-citation", "note-body"):
            self._end_note(tag)
        if not self.cells and not self._outside and tag in ("p", "h", "table-row"):
            self.lines += self._named
            self._named = []
        self.taking = self._paragraphs > 0

    def _end_note(self, tag: str) -> None:
        text = "".join(self._line).strip()
        self._line = self._outside.pop()
        if tag == "note-citation":
            self._mark = text
            self.put(f"[{text}]")
        else:
            self._named.append(f"[{self._mark}] {text}")
