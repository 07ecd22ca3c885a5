"""Tables of texts (CSV, TSV): a column of texts, a row a document, with its date and language where there are such columns."""

from __future__ import annotations

import csv
import io

from foedus.documents.extraction.encodings import decode
from foedus.documents.extraction.parts import MOST_DOCUMENTS, Part, Reading
from foedus.documents.text import stored
from foedus.errors import InputError
from foedus.files.cells import slugify
from foedus.files.characters import visible

_TEXTS = ("text", "texts", "content", "body", "full_text", "fulltext", "speech", "document", "transcript", "data")
_NAMES = ("id", "doc_id", "document_id", "name", "title", "file", "filename", "key")
_DATES = ("date", "day", "published", "time")
_LANGUAGES = ("language", "lang")
_LONGEST = 10_000_000


def read(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Return the rows of a table as parts. Raises InputError if it has no column of texts."""
    text, notes = decode(name, data, forced=encoding)
    rows = _rows(name, text)
    header = [cell.strip().lower().lstrip("\ufeff") for cell in rows[0]] if rows else []
    place = _column(header, _TEXTS)
    if place is None:
        raise InputError(
            f"{name} has no column of texts: its header is {visible(', '.join(header[:8])[:200]) or 'empty'}; expected a column named "
            f"{' or '.join(_TEXTS[:4])}, and if you have them {_NAMES[0]}, {_DATES[0]} and {_LANGUAGES[0]}"
        )
    if len(rows) - 1 > MOST_DOCUMENTS:
        raise InputError(f"{name} has {len(rows) - 1:,} rows; expected at most {MOST_DOCUMENTS:,}: split it")
    at = {
        what: _column(header, names) for what, names in (("name", _NAMES), ("date", _DATES), ("language", _LANGUAGES))
    }
    parts, empty = [], []
    for number, row in enumerate(rows[1:], start=2):
        cells = {
            what: row[place].strip() if place is not None and place < len(row) else "" for what, place in at.items()
        }
        content = stored(row[place]) if place < len(row) else ""
        if not content.strip():
            empty.append(number)
            continue
        own = slugify(cells["name"]) or str(number)
        parts.append(Part(f"{own}.txt", content.encode(), "text/plain", cells["date"], cells["language"]))
    if empty:
        notes += (
            f"rows without a text left out: {', '.join(map(str, empty[:10]))}{' ...' if len(empty) > 10 else ''}",
        )
    return Reading("", notes, parts=tuple(parts))


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _rows(name: str, text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t|", key=first.count)
    limit = csv.field_size_limit(_LONGEST)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True) if any(row)]
    except csv.Error as error:
        raise InputError(f"{name} cannot be split into rows ({error}); is a quote left open?") from None
    finally:
        csv.field_size_limit(limit)
