"""What Word and Writer documents share: their XML walked once, lines put together as it is met."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.errors import InputError
from foedus.files.xml import SafeXml

MOST_DEEP = 1_000


class Walk(SafeXml):
    """A walk through a document's XML that collects lines; a format overrides `start` and `end`."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.lines: list[str] = []
        self._line: list[str] = []
        self.taking = False  #: Whether text that is met belongs to the document.
        self.unseen = 0  #: Elements around that make it unseen.
        self.cells = 0  #: Cells of tables around.

    def characters(self, text: str) -> None:
        """Take text."""
        if self.taking and not self.unseen:
            self._line.append(text)

    def put(self, text: str) -> None:
        """Take a sign that stands as an element, such as a tab."""
        if not self.unseen:
            self._line.append(text)

    def end_paragraph(self) -> None:
        """End a paragraph: in a cell of a table by a blank, else by a line."""
        if self.cells:
            self.put(" ")
        else:
            self.end_line()

    def end_line(self) -> None:
        """End a line of the text."""
        self.lines.append("".join(self._line).strip())
        self._line = []

    def end_cell(self) -> None:
        """End a cell of a table."""
        text = "".join(self._line).rstrip(" ")
        self._line = [text, "\t"]

    def text(self) -> str:
        """Return the lines: those that hold something, or one blank line between them."""
        if self._line:
            self.end_line()
        out: list[str] = []
        for line in self.lines:
            if line or (out and out[-1]):
                out.append(line)
        return "\n".join(out).rstrip("\n") + "\n" if any(out) else ""


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return an attribute by its name without a namespace."""
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == name), "")


def demand_text(name: str, text: str) -> str:
    """Return the text of a document. Raises InputError if it holds none."""
    if not text.strip():
        raise InputError(f"{name} is a document without text; pictures in it are not read")
    return text
