"""Bytes to text: UTF-8, or UTF-16 and UTF-32 as some programs save them; no code page is ever guessed.

A Windows code page cannot be told from another one by its bytes (0xE8 is è in Windows-1252, č in 1250, ш in 1251, ه in
1256), so a file in one is refused with the line where it shows.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SEEN = 8192


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why bytes are no text: on which line, what stands there, what was expected."""

    line: int | None
    shown: str
    expected: str


def to_text(data: bytes) -> tuple[str, list[str]] | Unreadable:
    """Return the text of a file and what was accepted, or why it is none."""
    notes: list[str] = []
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _wide(data[len(mark) :], codec, name=name, notes=[f"{name} read"])
    if data.startswith(codecs.BOM_UTF8):
        notes.append("byte order mark accepted")
        data = data[len(codecs.BOM_UTF8) :]
    codec = _wide_codec(data[:_SEEN])
    if codec:
        found = _wide(data, codec, name="UTF-16", notes=[*notes, "UTF-16 without its mark read"])
        if not isinstance(found, Unreadable):
            return found
    try:
        return data.decode("utf-8"), notes
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if b"\n" in data else data.count(b"\r", 0, error.start) + 1
        shown = data[max(0, error.start - 12) : error.start + 12].decode("cp1252", errors="replace")
        return Unreadable(line, shown.strip(), "UTF-8; the file has another encoding, such as a Windows code page")


def _wide(data: bytes, codec: str, *, name: str, notes: list[str]) -> tuple[str, list[str]] | Unreadable:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, errors="replace").count("\n")
        return Unreadable(before + 1, f"broken {name}", f"{name} that is whole; the file is cut off or damaged")
    return text.removeprefix("\ufeff"), notes


def _wide_codec(start: bytes) -> str:
    """The UTF-16 that bytes with many zeros at every second place are; empty for others."""
    if b"\0" not in start or len(start) < 4:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if least or most < 2 or (len(start) < _SEEN and len(start) % 2):
        return ""
    return "utf-16-le" if odd else "utf-16-be"
