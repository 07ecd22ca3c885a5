"""The place of a passage as a person cites it: section and paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right

from foedus.documents.text import paragraphs

_SECTION = re.compile(r"^\s*([0-9]{1,2}(?:\.[0-9]{1,2})*)\.?\s+[A-Z][^\n.]{2,90}$", re.MULTILINE)


class Locators:
    """Section and paragraph of each place of a text; paragraphs are counted in their section.

    >>> Locators("No heading.\\n1. THE WAR\\nIt began.").at(25)
    '§1 ¶1'
    """

    def __init__(self, text: str) -> None:
        self._paragraphs = [paragraph.start for paragraph in paragraphs(text)]
        self._sections = [(match.start(1), match[1]) for match in _SECTION.finditer(text)]

    def at(self, place: int) -> str:
        """Return the locator of a place."""
        begun = bisect_right(self._sections, (place, "~")) - 1
        at, number = self._sections[begun] if begun >= 0 else (0, "")
        heading = bisect_right(self._paragraphs, at) if number else 0
        paragraph = max(1, bisect_right(self._paragraphs, place) - heading)
        return f"§{number} ¶{paragraph}" if number else f"¶{paragraph}"
