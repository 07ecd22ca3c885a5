"""The zip archive that a spreadsheet file is: opened within limits, parts read as a stream, broken ones told."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from foedus.errors import InputError

MOST_BYTES = 200_000_000
"""Bytes to which a spreadsheet file may unpack."""
MOST_RATIO, RATIO_FROM = 200, 10_000_000
"""A part of more than so many bytes may not unpack to more than this many times its size."""
MOST_PARTS = 10_000
"""Files inside a spreadsheet file."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_AGAIN = "open it in a spreadsheet program and save it again as .xlsx or .ods, or save the sheet as 'CSV UTF-8'"

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What reading a part of a damaged archive may raise."""

Attributes = dict[str, str]


class Container:
    """The parts of a spreadsheet file.

    Parameters
    ----------
    name : str
        Name of the file, for messages.
    data : bytes
        Its content. Raises InputError if it is no archive, or one that unpacks to more than `MOST_BYTES`.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
            raise self.broken(error) from None
        size = sum(entry.file_size for entry in entries)
        if size > MOST_BYTES or len(entries) > MOST_PARTS:
            raise InputError(
                f"{name} unpacks to {size:,} bytes in {len(entries):,} parts; expected at most {MOST_BYTES:,} in {MOST_PARTS:,}. "
                "Delete formatted rows and columns that hold nothing, or save the sheet as 'CSV UTF-8'"
            )
        dense = next(
            (entry for entry in entries if entry.file_size > max(RATIO_FROM, MOST_RATIO * entry.compress_size)), None
        )
        if dense is not None:
            raise InputError(
                f"{name} unpacks to more than {MOST_RATIO} times its size ({dense.file_size:,} bytes in one part), as no "
                "spreadsheet does; save the sheet as 'CSV UTF-8'"
            )
        self._parts = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}

    def has(self, part: str) -> bool:
        """Whether there is such a part; capitals do not count, as in the programs that write them."""
        return part.lower() in self._parts

    def head(self, part: str, size: int = 1_000_000) -> bytes:
        """Return the first bytes of a part; empty if there is none."""
        if not self.has(part):
            return b""
        try:
            with self._open(part) as stream:
                return stream.read(size)
        except _BROKEN as error:
            raise self.broken(error) from None

    def walk(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        *,
        end: Callable[[str], None] = lambda _: None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Hand the elements of an XML part to `start`, `end` and `text` in their order.

        A name is ``family:tag``, where the family is the last word of its namespace. Raises InputError if the part is
        missing or broken, or declares a document type (which may define entities that grow).
        """
        if not self.has(part):
            raise self.broken(f"its part {part} is missing")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        short: dict[str, str] = {}

        def begin(name: str, given: Attributes) -> None:
            attributes = {short.get(key) or _short(key, short): value for key, value in given.items()}
            start(short.get(name) or _short(name, short), attributes)

        parser.StartElementHandler = begin
        parser.EndElementHandler = lambda name: end(short[name])
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse_type
        try:
            with self._open(part) as stream:
                parser.ParseFile(stream)
        except (expat.ExpatError, LookupError, *_BROKEN) as error:
            raise self.broken(f"{part}: {error}") from None

    def count(self, part: str, *marks: bytes) -> int:
        """How often some bytes stand in a part: a look that costs a fraction of its reading; 0 where it is broken."""
        found, before = 0, b""
        longest = max(map(len, marks)) - 1
        try:
            with self._open(part) as stream:
                while piece := stream.read(1 << 20):
                    # What stands across two pieces is counted once: in the end of one a mark would be whole.
                    joined = before + piece
                    found += sum(joined.count(mark) - before.count(mark) for mark in marks)
                    before = joined[-longest:]
        except (KeyError, *_BROKEN):
            return 0
        return found

    def broken(self, why: object) -> InputError:
        """Return the error of a file that cannot be read."""
        return InputError(f"{self.name} cannot be read as a spreadsheet ({why}); {_AGAIN}")

    def _open(self, part: str) -> IO[bytes]:
        return self._archive.open(self._parts[part.lower()])

    def _refuse_type(self, *_: object) -> None:
        raise self.broken("it declares a document type, which no spreadsheet program writes")


def is_spreadsheet(name: str, data: bytes) -> bool:
    """Whether a file is to be read as a spreadsheet: by its bytes; an old or protected one by its ending too."""
    ending = name.lower().rpartition(".")[2]
    if data.startswith(_OLE):
        return ending in ("xls", "xlsx", "xlsm", "xlt", "ods")
    return data.startswith(b"PK\x03\x04") and (
        b"xl/" in data or _ODS.encode() in data[:200] or ending in ("xlsx", "ods")
    )


def open_container(name: str, data: bytes) -> tuple[Container, str]:
    """Return the parts of a spreadsheet file and what it is, ``xlsx`` or ``ods``.

    Raises InputError, with what the file is and the next step, for what is not read: a password, an old or binary
    Excel file, another archive.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise InputError(f"{name} is protected by a password; open it and save it without one")
        raise InputError(
            f"{name} is an old Excel file (.xls), which is not read; save it as .xlsx, .ods or 'CSV UTF-8'"
        )
    container = Container(name, data)
    if container.head("mimetype", 200).decode("latin-1").startswith(_ODS):
        if b"encryption-data" in container.head("META-INF/manifest.xml"):
            raise InputError(f"{name} is protected by a password; open it and save it without one")
        return container, "ods"
    if container.has("xl/workbook.bin"):
        raise InputError(
            f"{name} is a binary Excel file (.xlsb), which is not read; save it as .xlsx, .ods or 'CSV UTF-8'"
        )
    if container.has("_rels/.rels") and container.has("[Content_Types].xml"):
        return container, "xlsx"
    if container.has("xl/workbook.xml"):
        raise container.broken("an Excel workbook without its part _rels/.rels")
    raise InputError(f"{name} is an archive but no spreadsheet; expected .xlsx, .ods or a CSV table")


def _short(name: str, known: dict[str, str]) -> str:
    uri, _, tag = name.rpartition(" ")
    words = [word for word in uri.replace("/", ":").split(":") if word and word != "1.0"]
    known[name] = f"{words[-1]}:{tag}" if words else tag
    return known[name]
