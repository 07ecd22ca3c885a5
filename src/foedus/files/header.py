"""Where a table begins and how it is separated: Excel's ``sep=`` line, comments above, the header's own spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.files.characters import clean_name, name_key
from foedus.files.findings import shorten

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MOST_ABOVE = 10_000
"""Lines of comments and blanks among which a header is looked for."""
_SEARCHED = 20
"""Lines below the first filled one in which the header is looked for, if that one names no column."""
_SEP_LINE = re.compile(r"\s*\"?sep\s*=\s*(.)\"?[,;\t]*\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Start:
    """How a table begins."""

    header: int | None  #: Place of the header line among the lines, from 0; None if there is none.
    separator: str
    notes: tuple[str, ...]  #: What was set aside above the header.


def find_start(text: str, columns: Sequence[str]) -> Start:
    """Find the header of a table that should have these columns, and what separates its cells."""
    at, place = 0, 0
    said, comments = "", 0
    while at < len(text) and place < MOST_ABOVE:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at : min(end, at + 10_000)]
        sep = _SEP_LINE.fullmatch(line)
        if sep and not said and not comments:
            said = sep[1]
        elif line.lstrip().startswith("#") and not _known(line, columns):
            comments += 1
        elif "".join(line.split()).strip(',;|"'):
            notes = [f"line 'sep={said}' of Excel set aside"] if said else []
            notes += (
                [f"{comments:,} {'line' if comments == 1 else 'lines'} of comments above the header set aside"]
                if comments
                else []
            )
            below, header = _below_titles(text[at : at + 100_000], columns)
            if below:
                lines = "line" if below == 1 else "lines"
                notes.append(f"{below} {lines} above the header set aside, first {shorten(line)!r}")
                line = header
            return Start(place + below, _separator(line, columns, said=said), tuple(notes))
        at, place = end + 1, place + 1
    return Start(None, said or ",", ())


def _below_titles(text: str, columns: Sequence[str]) -> tuple[int, str]:
    """How many lines of titles stand above a header that names two columns at least, and the header; 0 if none does."""
    lines = text.split("\n", _SEARCHED + 1)[: _SEARCHED + 1]
    if _most_known(lines[0], columns) == 0:
        for place, line in enumerate(lines[1:], 1):
            if _most_known(line, columns) >= 2:
                return place, line
    return 0, ""


def _most_known(line: str, columns: Sequence[str]) -> int:
    return max(_known(line, columns, mark=mark) for mark in SEPARATORS)


def spell(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return the header with its columns named as they are declared, where only capitals, blanks or marks differ.

    A column that stands there exactly is never taken by another one of a like name.

    >>> spell(["Actor", " SIZE ", "size sd", "note"], ["actor", "size", "size_sd"])
    ['actor', 'size', 'size_sd', 'note']
    """
    cells = [clean_name(cell) for cell in header]
    free = {_plain(name): name for name in columns if name not in cells}
    return [cell if cell in columns else free.pop(_plain(cell), cell) for cell in cells]


def _plain(name: str) -> str:
    return re.sub(r"[\s_.-]+", "_", name_key(name))


def _separator(line: str, columns: Sequence[str], *, said: str) -> str:
    """The separator by which the header names most columns; the one that Excel's line says where none is known."""
    known = {mark: _known(line, columns, mark=mark) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: (known[mark], line.count(mark)))
    if said in SEPARATORS and known[said] == known[best]:
        return said
    return best


def _known(line: str, columns: Sequence[str], mark: str = ",") -> int:
    cells = [cell.strip().strip('"') for cell in line.split(mark)]
    spelt = spell(cells, columns)
    return sum(cell in columns for cell in spelt)
