"""Keys for works that come without one: author and year, as in ``marsh-2019``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from foedus.files.cells import slugify
from foedus.files.works.entry import BibEntry
from foedus.files.works.latex import plain_text

_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_WORD_LENGTH = 20


def make_key(entry: BibEntry, taken: Collection[str]) -> str:
    """Return a key for an entry: the first author's name and the year, with a letter where that is taken.

    >>> from foedus.files.works.entry import make_entry
    >>> work = make_entry("", "book", values={"author": "Marsh, Otto and Reed, Ida", "date": "2019"})
    >>> make_key(work, ()), make_key(work, {"marsh-2019"})
    ('marsh-2019', 'marsh-2019-b')
    """
    people = plain_text(entry.get("author") or entry.get("editor")).split(" and ")[0]
    name = people.split(",")[0] if "," in people else (people.split() or [""])[-1]
    year = _YEAR.search(entry.get("date") or entry.get("year"))
    words = [_ascii(name) or _ascii(plain_text(entry.get("title")))[:_WORD_LENGTH].strip("-") or "work"]
    key = "-".join([*words, year[0] if year else "nd"])
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key}-{'abcdefghijklmnopqrstuvwxyz'[number - 1] if number <= 26 else number}"
    return found


def _ascii(text: str) -> str:
    return slugify("".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark)))
