"""Counts of what is in a file, by other means than foedus's readers: the csv module, a parser of XML, a pattern."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from xml.etree import ElementTree

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def plain_text(data: bytes) -> str | None:
    """Text with ``\\n`` line ends; None where the encoding is not stated and not UTF-8."""
    codec = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if codec.startswith("utf-8") and b"\0" in data:
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def plain(cell: str) -> str:
    """A cell without what nobody sees, in one form and without capitals."""
    seen = "".join(
        mark for mark in unicodedata.normalize("NFKC", cell) if unicodedata.category(mark) not in ("Cf", "Mn")
    )
    return " ".join(seen.replace("_", " ").replace("-", " ").replace(".", " ").split()).casefold()


def table(data: bytes, columns: Collection[str]) -> list[list[str]] | None:
    """Rows that hold anything below the first that names all of the columns; None where there is none."""
    text = plain_text(data)
    if text is None:
        return None
    limit = csv.field_size_limit(10**9)
    try:
        for mark in ",;\t|":
            try:
                rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
            except csv.Error:
                continue
            for at, row in enumerate(rows[:60]):
                if {plain(name) for name in columns} <= {plain(cell) for cell in row}:
                    return [
                        row,
                        *(row for row in rows[at + 1 :] if any(plain(cell.strip("\x1a\0")) for cell in row)),
                    ]
    finally:
        csv.field_size_limit(limit)
    return None


def elements(data: bytes, name: str) -> int | None:
    """Elements of an XML file by their name without its namespace."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    return sum(isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name for one in root.iter())


def timed_values(data: bytes) -> bool:
    """Whether values of attributes in GEXF have times."""
    return re.search(rb"attvalue[^>]*\b(start|end)", data.replace(b"\0", b"")) is not None


_TOLD = re.compile(r"([\d,]+) (?:[a-z]+ )?(?:tie|ties|edges|edge|hyperedges|arcs|lines|pairs) ")


def told(notes: Iterable[str]) -> int:
    """Ties that notes say are set aside or not read."""
    about = [note for note in notes if "above the header" not in note]
    aside = [note for note in about if re.search(r"set aside|not read|left out", note)]
    return sum(int(number.replace(",", "")) for note in aside for number in _TOLD.findall(note.partition(": ")[2]))


def difference(what: str, in_file: int, *, used: int, said: int) -> list[str]:
    """A sentence where the numbers do not add up."""
    if in_file == used + said:
        return []
    return [f"{what}: {in_file} in the file, {used} used and {said} told"]


def pajek_lines(text: str) -> int | None:
    """Ties in the sections of a Pajek network; None where a section is none of the plain ones."""
    section, ties = "", 0
    for line in text.split("\n"):
        words: Sequence[str] = line.split()
        if not words or words[0].startswith("%"):
            continue
        if words[0].startswith("*"):
            section = words[0].casefold()
        elif section in ("*edges", "*arcs"):
            ties += 1
        elif section in ("*edgeslist", "*arcslist"):
            ties += len(words) - 1
        elif section == "*matrix":
            ties += sum(_value(word) != 0 for word in words)
        elif section != "*vertices":
            return None
    return ties


def _value(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
