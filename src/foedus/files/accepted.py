"""What programs write into cells without meaning anything by it: taken off before a cell is read, and counted.

Blanks around a cell, characters that nobody sees, ``TRUE`` for true, ``False`` for nothing, ``2.0`` for a whole number
(pandas, where a column has gaps). Texts keep what stands inside them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from foedus.files.cells import LIST_MARK
from foedus.files.characters import Names, drop_invisible
from foedus.files.fields import Field

_WHOLE_AS_FLOAT = re.compile(r"([+-]?[0-9]{1,15})\.0*")
_NOTES = {
    "blanks": "blanks around {count} cells accepted",
    "true": "TRUE read as true in {count} cells",
    "false": "False read as nothing in {count} cells",
    "whole": "whole numbers written as 2.0 accepted in {count} cells",
    "unseen": "characters that are not seen taken out of {count} cells",
}


class Accepted:
    """Cleans the cells of one table and remembers what it took off."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._names: defaultdict[str, Names] = defaultdict(Names)

    def clean(self, field: Field, cell: str, line: int) -> str:
        """Return the text of a cell as it is to be read."""
        if field.verbatim:
            return cell
        text = cell.strip()
        if field.many and (" " in text or "\n" in text):
            text = LIST_MARK.join(part.strip() for part in text.split(LIST_MARK))
        if text != cell:
            self._counts["blanks"] += 1
        if field.names:
            text = self._names[field.names].read(text, line)
        elif not text.isascii():
            text = self._seen(field, text)
        return self._plain(field, text) if field.type in ("boolean", "integer") else text

    def notes(self, file: str) -> Iterator[str]:
        """Say what was taken off."""
        for key, note in _NOTES.items():
            if self._counts[key]:
                yield f"{file}: {note.format(count=self._counts[key])}"
        for names in self._names.values():
            for note in names.notes():
                yield f"{file}: {note}"

    def _seen(self, field: Field, text: str) -> str:
        seen = drop_invisible(text).strip()
        if field.type == "text":
            return text if seen else ""
        if seen != text:
            self._counts["unseen"] += 1
        return seen

    def _plain(self, field: Field, text: str) -> str:
        if field.type == "boolean" and text in ("TRUE", "True"):
            self._counts["true"] += 1
            return "true"
        if field.type == "boolean" and text in ("FALSE", "False", "false"):
            self._counts["false"] += 1
            return ""
        if field.type == "integer" and (whole := _WHOLE_AS_FLOAT.fullmatch(text)):
            self._counts["whole"] += 1
            return whole[1]
        return text
