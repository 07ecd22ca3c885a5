"""Which format a file has, by what stands in it: the names in its header, or the number and shape of its first cells."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foedus.errors import InputError
from foedus.events.formats.model import Format, Layout
from foedus.events.formats.registry import registry

TRIED_ROWS = 50
"""First rows that are looked at."""
_SEPARATORS = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars", " ": "blanks"}
_BINARY = (
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"PAR1",
    b"\x89HDF",
    b"BZh",
    b"\xfd7zXZ",
)
_MOST_ZEROS = 0.05
"""Share of zero bytes in a text with some bad ones."""
SHOWN = 60
"""Characters of a cell that are shown."""
_WELL = 0.5
"""Share of the first rows that must fit a format without header: some may be broken."""


@dataclass(frozen=True, slots=True)
class Recognized:
    """What a file is.

    Parameters
    ----------
    format, layout : Format, Layout
        Of what, and how it lies there.
    names : tuple of str
        Its columns in their order, called as the format calls them.
    returns : bool
        Whether its lines end with a carriage return alone, as in old files of the Macintosh.
    """

    format: Format
    layout: Layout
    names: tuple[str, ...]
    returns: bool = False


def recognize(head: bytes, *, place: str, wanted: Format | None = None) -> Recognized:
    """Return the format of a file that begins with these bytes.

    Raises
    ------
    InputError
        If it is empty or of no known format, or not of the one that is wanted; it says what it looks like instead.
    """
    lines = _lines(head, place)
    found = _match(lines, [wanted] if wanted else list(registry().values()))
    if found is not None:
        return replace(found, returns=_returns(head))
    raise InputError(f"{place} {_otherwise(lines, wanted)}")


def _lines(head: bytes, place: str) -> list[str]:
    if not head.strip():
        raise InputError(f"{place} is empty; download it again")
    if head.startswith(_BINARY) or head[:4096].count(0) > _MOST_ZEROS * len(head[:4096]):
        raise InputError(
            f"{place} is no text in UTF-8 (it may be a spreadsheet or UTF-16); save it as text and add that"
        )
    text = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    lines = text.split("\r" if _returns(head) else "\n")
    whole = lines[:-1] if len(lines) > 1 else lines
    return [line.removesuffix("\r") for line in whole[: TRIED_ROWS + 1]]


def _returns(head: bytes) -> bool:
    return b"\n" not in head.rstrip() and b"\r" in head.rstrip()


def _match(lines: Sequence[str], formats: Sequence[Format]) -> Recognized | None:
    for known in formats:
        for layout in known.layouts:
            names = _header(lines, known, layout) if layout.header else _shape(lines, known, layout)
            if names is not None:
                return Recognized(known, layout, names)
    return None


def _header(lines: Sequence[str], known: Format, layout: Layout) -> tuple[str, ...] | None:
    names = _named(lines, known, layout)
    return names if names is not None and _misfit(_rows(lines, layout, names), known) is None else None


def _rows(lines: Sequence[str], layout: Layout, names: tuple[str, ...]) -> list[dict[str, str]]:
    return [dict(zip(names, split(line, layout), strict=False)) for line in lines[1:]]


def _named(lines: Sequence[str], known: Format, layout: Layout) -> tuple[str, ...] | None:
    """Names in a header, if it has those of a layout."""
    cells = split(lines[0], layout)
    official = {name.lower(): name for name in (*layout.columns, *known.uses, *layout.renamed)}
    names = [official.get(cell.strip().strip('"').lower(), cell.strip()) for cell in cells]
    names = [layout.renamed.get(name, name) if layout.renamed.get(name) not in names else name for name in names]
    lacks = [name for name in layout.columns if name not in names and name not in layout.optional]
    if lacks or len(set(names)) != len(names):
        return None
    return tuple(names)


def _shape(lines: Sequence[str], known: Format, layout: Layout) -> tuple[str, ...] | None:
    rows = [line.split(layout.separator) for line in lines]
    well = [row for row in rows if layout.fewest <= len(row) <= len(layout.columns)]
    if len(well) < _WELL * len(rows):
        return None
    named = [dict(zip(layout.columns, row, strict=False)) for row in well]
    return layout.columns if _misfit(named, known) is None else None


def _misfit(rows: Sequence[dict[str, str]], known: Format) -> tuple[str, str] | None:
    """Return the column that is not as the format has it, and a cell of it."""
    for name, pattern in known.probes.items():
        cells = [row[name].strip() for row in rows if row.get(name)]
        wrong = [cell for cell in cells if re.fullmatch(pattern, cell) is None]
        if cells and len(cells) - len(wrong) < _WELL * len(cells):
            return name, wrong[0]
    return None


def split(line: str, layout: Layout) -> list[str]:
    """Return the cells of a line; of a cell that goes on in the next line, what stands here."""
    if layout.quoted:
        try:
            return next(csv.reader([line], delimiter=layout.separator), [])
        except csv.Error:  # a carriage return within a cell
            pass
    return line.split(layout.separator)


def _otherwise(lines: Sequence[str], wanted: Format | None) -> str:
    """Say what the file looks like, where it is not what was looked for."""
    if wanted is not None and (other := _match(lines, list(registry().values()))) is not None:
        return f"is of format {other.format.id}, not {wanted.id}; add it with: --format {other.format.id}"
    for known in [wanted] if wanted else registry().values():
        for layout in known.layouts:
            for separator, name in _SEPARATORS.items():
                if separator != layout.separator and _parted(lines, known, layout, separator):
                    return (
                        f"looks like {known.id} with its cells parted by {name}; expected {_SEPARATORS[layout.separator]}: "
                        "export it again, or take it as it was downloaded"
                    )
    if told := _unlike(lines, [wanted] if wanted else list(registry().values())):
        return told
    of = f"is not of format {wanted.id}" if wanted else "is of no known format"
    counts = {name: len(lines[0].split(separator)) for separator, name in _SEPARATORS.items()}
    most = max(counts, key=lambda name: counts[name])
    first = lines[0][:80]
    expected = _expected(wanted) if wanted else f"expected one of {', '.join(registry())}"
    return f"{of}: its first line has {counts[most]} cells parted by {most} ({first!r}); {expected}"


def _unlike(lines: Sequence[str], formats: Sequence[Format]) -> str:
    """Say which column is not as its format has it, where the header is right."""
    for known in formats:
        for layout in known.layouts:
            names = _named(lines, known, layout) if layout.header else None
            wrong = _misfit(_rows(lines, layout, names), known) if names else None
            if wrong is not None:
                name, cell = wrong
                ways = [way for way, sign in (("YYYY-MM-DD", "-"), ("YYYYMMDD", "{8}")) if sign in known.probes[name]]
                expected = " or ".join(ways) if "date" in name.lower() and ways else ""
                step = f"expected days as {expected}" if expected else f"expected cells as {known.probes[name]}"
                return f"has the header of {known.id}, but its column {name} holds {cell[:SHOWN]!r}; {step}: write them so and add it"
    return ""


def _parted(lines: Sequence[str], known: Format, layout: Layout, separator: str) -> bool:
    other = replace(known, layouts=(replace(layout, separator=separator),))
    return _match(lines, [other]) is not None


def _expected(known: Format) -> str:
    ways = [
        f"{len(layout.columns)} columns, {layout.name}" if not layout.header else layout.name
        for layout in known.layouts
    ]
    return f"expected {'; or '.join(ways)}"
