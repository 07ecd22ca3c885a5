"""What reading a file gives: its text, what is known of it, and the documents inside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_BYTES = 50_000_000
"""Bytes of the largest file that is read."""
MOST_CHARACTERS = 10_000_000
"""Characters of the longest text."""
MOST_DOCUMENTS = 10_000
"""Documents of one archive, mail or table."""
MOST_UNPACKED, MOST_RATIO, RATIO_FROM = 200_000_000, 100, 1_000_000
"""Bytes to which an archive may unpack, and how many times its own size from so many bytes on."""
MOST_PAGES = 2_000
"""Pages of the longest PDF."""
MOST_SECONDS = 60
"""Seconds that one file may take."""
MOST_MEMORY = 1_500_000_000
"""Bytes of memory that the reading of one file may take."""
DEEPEST = 3
"""Documents inside documents: an archive, a mail in it, its attachment."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document inside a file: a file of an archive, an attachment of a mail, a row of a table."""

    name: str
    data: bytes
    media_type: str = ""  #: As the file says; empty where it says nothing.
    date: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file gives."""

    text: str = ""
    notes: tuple[str, ...] = ()  #: What was guessed, repaired or left out.
    date: str = ""  #: As EDTF, where the file says it.
    language: str = ""
    parts: tuple[Part, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return it as plain data, to be sent from one process to another."""
        parts = [
            {
                "name": part.name,
                "data": part.data.hex(),
                "media_type": part.media_type,
                "date": part.date,
                "language": part.language,
            }
            for part in self.parts
        ]
        return {"text": self.text, "notes": self.notes, "date": self.date, "language": self.language, "parts": parts}


def reading_of(record: Mapping[str, Any]) -> Reading:
    """Return what `Reading.record` has made into data."""
    parts = tuple(Part(**{**part, "data": bytes.fromhex(part["data"])}) for part in record["parts"])
    return Reading(record["text"], tuple(record["notes"]), record["date"], record["language"], parts)
