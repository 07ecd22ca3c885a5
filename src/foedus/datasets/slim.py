"""A file that may be larger than what is read at once: its declared columns alone, taken from it by a stream."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator

from foedus.datasets.locate import DAMAGE, Found, Readable
from foedus.datasets.model import Table, in_file
from foedus.datasets.store import hash_bytes
from foedus.errors import InputError

MOST_STREAMED = 4_000_000_000
"""Bytes of a file of which some columns are taken."""
_CHUNK = 1 << 20


def content_of(file: Found, table: Table) -> tuple[bytes, str]:
    """Return what is read of a file, and the SHA-256 of the whole of it.

    That is the file itself, or of a table that is declared `slim` its declared columns. What is no CSV file with these columns
    is read as it is, so that it is refused with the reasons that any file is.

    Raises InputError: the file is larger than what can be read.
    """
    if table.slim and file.stream is not None:
        with file.stream() as stream:
            watched = _Watched(stream, file.place)
            taken = _columns(watched, table)
            if taken is not None:
                return taken, watched.sum.hexdigest()
    data = file.read()
    return data, hash_bytes(data)


class _Watched:
    """A stream by lines, with its sum, its size, and whether its last line has an end."""

    def __init__(self, stream: Readable, place: str) -> None:
        self._stream, self._place = stream, place
        self.sum = hashlib.sha256()
        self.bytes = 0
        self.ended = True

    def lines(self) -> Iterator[str]:
        """Yield lines of text with their ends. Raises UnicodeDecodeError; InputError beyond `MOST_STREAMED`."""
        rest = b""
        while part := self._next():
            self.sum.update(part)
            self.bytes += len(part)
            if self.bytes > MOST_STREAMED:
                raise InputError(f"{self._place} has more than {MOST_STREAMED / 1e9:g} GB; expected at most as many")
            *whole, rest = (rest + part).split(b"\n")
            for line in whole:
                yield line.decode("utf-8") + "\n"
        if rest:
            self.ended = False
            yield rest.decode("utf-8")

    def _next(self) -> bytes:
        try:
            return self._stream.read(_CHUNK)
        except DAMAGE as error:
            raise InputError(f"{self._place} cannot be read to its end ({error}); download it again") from None


def _columns(watched: _Watched, table: Table) -> bytes | None:
    """The declared columns as CSV; None where the file is none that has them."""
    try:
        rows = csv.reader(watched.lines(), strict=True)
        header = [cell.strip().lower() for cell in next(rows, [])]
        header[:1] = [cell.removeprefix("\ufeff").strip('"') for cell in header[:1]]
        kept = _places(header, table)
        if kept is None:
            return None
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([header[place] for place in kept])
        writer.writerows(_cut(rows, kept, width=len(header)))
    except (UnicodeDecodeError, csv.Error):
        return None
    data = text.getvalue()
    return (data if watched.ended else data.removesuffix("\n")).encode("utf-8")


def _cut(rows: Iterable[list[str]], kept: list[int], *, width: int) -> Iterator[list[str]]:
    """Cells of the columns that are kept; a row of another width stays too long or too short, and is refused as such."""
    for row in rows:
        if len(row) == width:
            yield [row[place] for place in kept]
        elif row:
            yield row if len(row) != len(kept) else [*row, ""]


def _places(header: list[str], table: Table) -> list[int] | None:
    columns = in_file(table.columns)
    there = [any(name in header for name in column.file_names) for column in columns]
    if not all(known or column.optional for known, column in zip(there, columns, strict=True)):
        return None
    names = {name for column in columns for name in column.file_names}
    return [place for place, name in enumerate(header) if name in names]
