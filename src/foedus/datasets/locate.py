"""Find files by name in what the user gave: a file, a folder, an archive, an archive inside an archive.

Nothing is written while an archive is opened, and no more is unpacked than the limits here allow. Names are only shown
and compared, so that one that climbs out of a folder (``../x``) leads nowhere.
"""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from foedus.datasets.formats import format_of
from foedus.errors import InputError
from foedus.files.reading import LARGEST_FILE, read_bytes

MOST_BYTES = LARGEST_FILE
"""No file may hold more, packed or not: the largest official one has some 50 MB."""
MOST_IN_ALL = 500_000_000
"""Bytes that all members of an archive may unpack to."""
MOST_MEMBERS = 1_000
"""Files in an archive and those inside it."""
MOST_FILES = 10_000
"""Files in a folder."""
MOST_RATIO = 200
"""A member may not unpack to more than this many times its size: the densest official file has some 20."""
RATIO_FROM = 10_000_000
"""Bytes below which the ratio does not count."""
MOST_DEPTH = 3
"""Archives inside archives: NMC 7.0 has one in one."""
HEAD = 100_000
"""Bytes that are read to recognize a file by its columns."""
_CHUNK = 1 << 20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
_METHOD_NAMES = {9: "deflate64", 14: "LZMA", 93: "zstd", 95: "xz", 98: "PPMd", 99: "AES, encrypted"}
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    lzma.LZMAError,
)
"""What reading a damaged archive raises."""
_ENCRYPTED = 0x1
_BY_HAND = "unpack it yourself and give the folder or the file"


class Readable(Protocol):
    """Anything that gives its bytes in parts."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A file that can be read, wherever it lies."""

    name: str  #: Its own name, without folders.
    place: str  #: Where it lies, to show: path, or archive and member.
    read: Callable[[], bytes]  #: Returns its bytes.
    head: Callable[[], bytes]  #: Returns its first `HEAD` bytes, without unpacking the rest.
    #: Opens it to be read in parts, however large it is; None where it is at hand only as a whole.
    stream: Callable[[], BinaryIO] | None = None

    def matches(self, pattern: str) -> bool:
        """True if the name is the one of `pattern`; case does not count."""
        return fnmatchcase(self.name.lower(), pattern.lower())


class _Budget:
    """What may still be unpacked of one archive, with those inside it."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.members = 0
        self.bytes = 0

    def take(self, entry: zipfile.ZipInfo, place: str) -> None:
        """Count a member before it is opened. Raises InputError beyond the limits."""
        self.members += 1
        self.bytes += entry.file_size
        if self.members > MOST_MEMBERS:
            raise InputError(
                f"{self.place} holds more than {MOST_MEMBERS:,} files, archives inside it included; {_BY_HAND}"
            )
        if self.bytes > MOST_IN_ALL:
            raise InputError(f"{self.place} unpacks to more than {MOST_IN_ALL / 1e6:g} MB; {_BY_HAND}")
        if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise InputError(
                f"{place} unpacks to more than {MOST_RATIO} times its size ({entry.file_size:,} bytes of "
                f"{entry.compress_size:,}), as no official file does; {_BY_HAND}"
            )


def printable(name: str) -> str:
    """Return a name as it may be shown: what moves a terminal's cursor or cannot be encoded is written out.

    >>> printable("states\\x1b[2J.csv")
    'states\\\\x1b[2J.csv'
    """
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in name)


def files_in(source: Path) -> Iterator[Found]:
    """Yield every file in `source`: itself, those of a folder (with folders inside), members of archives.

    Raises InputError if there is nothing at `source`, it is a pipe or device, an archive is broken, or there is more in
    it than the limits allow.
    """
    for path in _paths(source):
        shown = printable(str(path))
        yield from _open(_file(path, shown), 0, _Budget(shown))


def _paths(source: Path) -> list[Path]:
    try:
        mode = source.stat().st_mode
    except (OSError, ValueError):
        raise InputError(f"there is no file or folder {str(source)[:200]!r}") from None
    if stat.S_ISREG(mode):
        return [source]
    if not stat.S_ISDIR(mode):
        raise InputError(f"{str(source)!r} is a pipe or a device; expected a file, a folder or a zip archive")
    paths = []
    for path in source.rglob("*"):
        if path.is_file():
            paths.append(path)
        if len(paths) > MOST_FILES:
            raise InputError(
                f"{str(source)!r} holds more than {MOST_FILES:,} files; give the folder of the datasets alone"
            )
    return sorted(paths)


def _file(path: Path, place: str) -> Found:
    def head() -> bytes:
        try:
            with path.open("rb") as stream:
                return stream.read(HEAD)
        except OSError as error:
            raise InputError(f"{place} cannot be read ({error.strerror})") from None

    return Found(printable(path.name), place, lambda: read_bytes(path, limit=MOST_BYTES), head, lambda: path.open("rb"))


def _open(file: Found, depth: int, budget: _Budget) -> Iterator[Found]:
    """Yield the file itself, or what is inside if it is an archive."""
    plain = file.name.lower()
    if plain.endswith(".gz") and not plain.endswith(".tar.gz"):
        name = file.name[: -len(".gz")]
        place = f"{file.place} > {name}"
        yield Found(name, place, lambda: _gunzip(file), lambda: _gunzip(file, HEAD), lambda: _unpacking(file))
    elif plain.endswith(".zip"):
        if depth >= MOST_DEPTH:
            raise InputError(f"{file.place}: archives inside archives, more than {MOST_DEPTH} deep; unpack it yourself")
        yield from _members(file, depth, budget)
    else:
        yield file


def _members(file: Found, depth: int, budget: _Budget) -> Iterator[Found]:
    data = file.read()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except DAMAGE as error:
        other = format_of("", data)
        if other is not None and data[:2] != b"PK":
            raise InputError(f"{file.place} is {other.what}, no zip archive; {other.step}") from None
        raise InputError(f"{file.place} is not a readable zip archive ({error}); download it again") from None
    if len(entries) > MOST_MEMBERS:
        raise InputError(f"{file.place} holds {len(entries):,} files, at most {MOST_MEMBERS:,} are read; {_BY_HAND}")
    for entry in entries:
        if not entry.filename:  # which `is_dir` cannot bear
            raise InputError(f"{file.place} holds a file without a name: the archive is damaged; download it again")
        name = printable(entry.filename)
        plain = printable(entry.filename.replace("\\", "/").rpartition("/")[2])
        if entry.is_dir() or name.startswith("__MACOSX/") or not plain:
            continue
        place = f"{file.place} > {name}"
        budget.take(entry, place)
        yield from _open(_member(archive, entry, name=plain, place=place), depth + 1, budget)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, name: str, place: str) -> Found:
    def read(size: int = MOST_BYTES) -> bytes:
        if entry.flag_bits & _ENCRYPTED:
            raise InputError(f"{place} is encrypted; {_BY_HAND}")
        if entry.compress_type not in _METHODS:
            method = _METHOD_NAMES.get(entry.compress_type, f"number {entry.compress_type}")
            raise InputError(f"{place} is packed by a method that is not read ({method}); {_BY_HAND}")
        try:
            with archive.open(entry) as stream:
                return stream.read(size) if size < MOST_BYTES else read_limited(stream, place)
        except DAMAGE as error:
            raise InputError(f"{place} cannot be unpacked ({error}); download it again") from None

    def stream() -> BinaryIO:
        read(1)  # which refuses what cannot be opened
        return cast(BinaryIO, archive.open(entry))

    return Found(name, place, read, lambda: read(HEAD), stream)


def _unpacking(file: Found) -> BinaryIO:
    return cast(BinaryIO, gzip.open(io.BytesIO(file.read())))


def _gunzip(file: Found, size: int = MOST_BYTES) -> bytes:
    packed = file.read()
    try:
        with gzip.open(io.BytesIO(packed)) as stream:
            return stream.read(size) if size < MOST_BYTES else read_limited(stream, file.place, packed=len(packed))
    except (zlib.error, EOFError, OSError) as error:
        raise InputError(f"{file.place} cannot be unpacked ({error}); download it again") from None


def read_limited(stream: Readable, place: str, *, packed: int | None = None) -> bytes:
    """Read a stream to its end. Raises InputError beyond `MOST_BYTES`, or `MOST_RATIO` times what is `packed`."""
    buffer = bytearray()
    while part := stream.read(_CHUNK):
        buffer += part
        if len(buffer) > MOST_BYTES:
            raise InputError(f"{place} unpacks to more than {MOST_BYTES / 1e6:g} MB; it is not an official file")
        if packed is not None and len(buffer) > max(RATIO_FROM, MOST_RATIO * packed):
            raise InputError(f"{place} unpacks to more than {MOST_RATIO} times its size; it is not an official file")
    return bytes(buffer)
