"""Files parted by commas, in which quotes enclose cells that may hold line breaks: a record is a row, whatever lines it takes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from foedus.errors import InputError
from foedus.events.formats.cells import SHOWN
from foedus.events.formats.model import LINE
from foedus.events.reading.batch import Batch, Rejected, cells_told, end_told
from foedus.events.reading.recognize import Recognized
from foedus.events.reading.sources import Source, Stream, shown
from foedus.files.quotes import swallowed_row

RECORDS = 20_000
"""Records of a stretch."""
LONGEST_CELL = 1_000_000
"""Characters of the longest cell: beyond, a quote was left open, or it is none of a table of events."""


def record_batches(stream: Stream, source: Source, what: Recognized, *, records: int = RECORDS) -> Iterator[Batch]:
    """Yield the rows of a file in stretches of records.

    Raises InputError if a quote is left open.
    """
    lines = _Lines(
        io.TextIOWrapper(
            io.BufferedReader(_Raw(stream), 1 << 20), encoding="utf-8-sig", errors="surrogateescape", newline=""
        ),
        returns=what.returns,
    )
    reader = csv.reader(lines, delimiter=what.layout.separator)
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        next(reader, None)
        lines.row.clear()
        while found := _take(reader, lines, _Checked(source, what), records):
            yield replace(_batch(found, what), undecoded=tuple(lines.undecoded))
            lines.undecoded.clear()
    finally:
        csv.field_size_limit(before)


class _Lines:
    """Hands on lines and remembers whether the last had an end."""

    def __init__(self, stream: io.TextIOWrapper, *, returns: bool) -> None:
        self._stream, self._ends = stream, ("\n", "\r") if returns else "\n"
        self._line = 0
        self.ended = True
        self.undecoded: list[int] = []  #: Lines with bytes that are no UTF-8, since it was last emptied.
        self.row: list[str] = []  #: Lines since it was last emptied.

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self._line += 1
            self.ended = line.endswith(self._ends)
            text = line if line.isascii() else self._decoded(line)
            text = text.replace("\x00", "\ufffd")
            self.row.append(text)
            yield text

    def _decoded(self, line: str) -> str:
        """Replace what was escaped since it is no UTF-8."""
        try:
            line.encode("utf-8")
        except UnicodeEncodeError:
            self.undecoded.append(self._line)
            return line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return line


class _Raw(io.RawIOBase):
    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read_up_to(len(buffer))
        buffer[: len(data)] = data
        return len(data)


_Record = tuple[int, list[str], bool]
"""Line on which it begins, its cells, and whether the file ends within it."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """Looks at records over several lines: a quote too many swallows the rows up to the next."""

    source: Source
    what: Recognized

    def look(self, lines: Sequence[str], start: int) -> None:
        """Raise InputError if the lines of a record hold another row."""
        row, fits = swallowed_row(lines, len(self.what.names), separator=self.what.layout.separator, fits=self._fits)
        if fits:
            raise self.left_open(start, f" before the row {row[:SHOWN]!r}")

    def left_open(self, start: int, more: str = "") -> InputError:
        """Return what is wrong with the quotes of a record."""
        return InputError(
            f"{shown(self.source)}, line {start}: a quote opens a cell there that does not end{more}; mend it or download the "
            "file again"
        )

    def too_long(self, start: int) -> InputError:
        """Return what is wrong with a cell that is too long."""
        return InputError(
            f"{shown(self.source)}, line {start}: a cell there has more than {LONGEST_CELL:,} characters, as no cell of events "
            "does; shorten it or leave the line out, and add the file again"
        )

    def _fits(self, cells: Sequence[str]) -> bool:
        named = dict(zip(self.what.names, cells, strict=False))
        probes = self.what.format.probes
        return bool(probes) and all(re.fullmatch(probes[name], named[name]) for name in probes if name in named)


def _take(reader: Any, lines: _Lines, checked: _Checked, records: int) -> list[_Record]:
    found: list[_Record] = []
    start = reader.line_num + 1
    try:
        for cells in reader:
            found.append((start, cells, not lines.ended))
            if len(lines.row) > 1:
                checked.look(lines.row, start)
            lines.row.clear()
            start = reader.line_num + 1
            if len(found) == records:
                break
    except csv.Error as error:
        if len(lines.row) > 1:
            checked.look(lines.row, start)
        raise checked.too_long(start) if _too_long(error, lines.row) else checked.left_open(start) from None
    return found


def _too_long(error: csv.Error, row: Sequence[str]) -> bool:
    """Whether a cell within one line is too long: over many lines, a quote is more likely to be left open."""
    return "field larger" in str(error) and len(row) <= 1


def _batch(found: Sequence[_Record], what: Recognized) -> Batch:
    width = len(what.names)
    rejected = [
        Rejected(at, _why(cells, width, cut=cut), _text(cells)) for at, cells, cut in found if len(cells) != width
    ]
    well = [(at, cells) for at, cells, _ in found if len(cells) == width]
    places = {name: what.names.index(name) for name in what.format.uses if name in what.names}
    columns = {name: [cells[place] for _, cells in well] for name, place in places.items()}
    rows = pl.DataFrame(columns, schema=dict.fromkeys(places, pl.String))
    missing = ["", *what.layout.missing]
    texts = pl.col(*places)
    rows = rows.with_columns(
        pl.when(~texts.is_in(missing)).then(texts).name.keep(),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in what.format.uses if name not in places),
        pl.Series(LINE, [at for at, _ in well], dtype=pl.Int64),
    )
    by_line = dict(well)
    at, cells, open_end = found[-1]
    notes = end_told(at, cut=len(cells) != width) if open_end else ()
    return Batch(rows, rejected, len(found), lambda lines: [_text(by_line[at]) for at in lines], notes)


def _why(cells: Sequence[str], width: int, *, cut: bool) -> str:
    if not cells:
        return "an empty line"
    told = cells_told(len(cells), str(width))
    return f"the file ends within this line: {told}" if cut else told


def _text(cells: Sequence[str]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()
