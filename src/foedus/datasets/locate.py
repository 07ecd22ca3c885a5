"""Find files by name in what the user gave: a file, a folder, an archive, an archive inside an archive."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from foedus.errors import InputError

MOST_BYTES = 1_000_000_000
"""No file may unpack to more: the largest official file has some 50 MB."""
MOST_DEPTH = 3
"""Archives inside archives: NMC 7.0 has one in one."""
_CHUNK = 1 << 20


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

    def matches(self, pattern: str) -> bool:
        """True if the name is the one of `pattern`; case does not count."""
        return fnmatchcase(self.name.lower(), pattern.lower())


def files_in(source: Path) -> Iterator[Found]:
    """Yield every file in `source`: itself, those of a folder (with folders inside), members of archives.

    Raises InputError if there is nothing at `source`, an archive is broken, or it unpacks to too much.
    """
    if not source.exists():
        raise InputError(f"there is no file or folder {str(source)!r}")
    paths = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
    for path in paths:
        yield from _open(Found(path.name, str(path), path.read_bytes), 0)


def _open(file: Found, depth: int) -> Iterator[Found]:
    """Yield the file itself, or what is inside if it is an archive."""
    suffix = file.name.lower().rpartition(".")[2]
    if suffix == "gz":
        name = file.name[: -len(".gz")]
        yield Found(name, f"{file.place} > {name}", lambda: _gunzip(file))
    elif suffix == "zip":
        if depth >= MOST_DEPTH:
            raise InputError(f"{file.place}: archives inside archives, more than {MOST_DEPTH} deep; unpack it yourself")
        yield from _members(file, depth)
    else:
        yield file


def _members(file: Found, depth: int) -> Iterator[Found]:
    data = file.read()
    try:
        names = [entry.filename for entry in zipfile.ZipFile(io.BytesIO(data)).infolist() if not entry.is_dir()]
    except zipfile.BadZipFile as error:
        raise InputError(f"{file.place} is not a readable zip archive ({error}); download it again") from None
    for name in names:
        plain = name.replace("\\", "/").rpartition("/")[2]
        if name.startswith("__MACOSX/") or not plain:
            continue
        place = f"{file.place} > {name}"
        yield from _open(Found(plain, place, _member_reader(data, name, place=place)), depth + 1)


def _member_reader(data: bytes, name: str, *, place: str) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as stream:
                return read_limited(stream, place)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise InputError(f"{place} cannot be unpacked ({error}); download it again") from None

    return read


def _gunzip(file: Found) -> bytes:
    try:
        with gzip.open(io.BytesIO(file.read())) as stream:
            return read_limited(stream, file.place)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise InputError(f"{file.place} cannot be unpacked ({error}); download it again") from None


def read_limited(stream: Readable, place: str) -> bytes:
    """Read a stream to its end, but no more than `MOST_BYTES`. Raises InputError if there is more."""
    parts, total = [], 0
    while part := stream.read(_CHUNK):
        total += len(part)
        if total > MOST_BYTES:
            raise InputError(f"{place} unpacks to more than {MOST_BYTES / 1e9:g} GB; it is not an official file")
        parts.append(part)
    return b"".join(parts)
