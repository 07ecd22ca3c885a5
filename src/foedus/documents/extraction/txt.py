"""Plain text and Markdown."""

from __future__ import annotations

from foedus.documents.extraction.encodings import decode
from foedus.documents.extraction.lines import mend
from foedus.documents.extraction.parts import Reading
from foedus.documents.text import stored


def read(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Return the text of a plain file: its lines, put together where they were broken to fit a page."""
    text, notes = decode(name, data, forced=encoding)
    mended, told = mend(stored(text))
    return Reading(mended, (*notes, *filter(None, [told])))
