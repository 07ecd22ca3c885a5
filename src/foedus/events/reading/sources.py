"""The files that a user names, as they were downloaded: plain, packed by gzip, members of zip archives, whole folders."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from foedus.datasets.locate import MOST_RATIO, RATIO_FROM, printable
from foedus.errors import InputError

HEAD = 1 << 18
"""Bytes by which a format is recognized."""
MOST_FILES = 2_000_000
"""Files in a folder: some fifty years of quarter-hours."""
MOST_MEMBERS = 100_000
"""Files in a zip archive."""
_CHUNK = 4 << 20
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    lzma.LZMAError,
)
_PACKED = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENT = ("[Content_Types].xml", "mimetype")
"""Members that tell that an archive is a document, such as a spreadsheet."""

Ticks = Callable[[int], None]
"""Called with the number of bytes that were read of the files as they lie there."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of an archive.

    Parameters
    ----------
    name : str
        Path from the folder that was given; a member's follows that of its archive.
    path : Path
        Where the file lies.
    member : str
        Which member of the archive; empty if it is no archive.
    """

    name: str
    path: Path
    member: str = ""

    @contextmanager
    def open(self, ticks: Ticks | None = None) -> Iterator[Stream]:
        """Open what is inside. Raises InputError if it is damaged, encrypted, or swells beyond measure."""
        with ExitStack() as stack:
            try:
                counted = _Counted(stack.enter_context(self.path.open("rb")), ticks)
                inside = stack.enter_context(self._unpacked(counted))
            except _DAMAGE as error:
                raise InputError(_damaged(self, error)) from None
            yield Stream(inside, self, counted)

    @contextmanager
    def _unpacked(self, file: _Counted) -> Iterator[BinaryIO]:
        if self.member:
            with zipfile.ZipFile(file) as archive, archive.open(self.member) as stream:
                yield stream  # type: ignore[misc]
        elif packing(self.path) == "gzip":
            with gzip.GzipFile(fileobj=file) as stream:
                yield stream  # type: ignore[misc]
        else:
            yield file  # type: ignore[misc]

    def head(self) -> bytes:
        """Return the first bytes of what is inside."""
        with self.open() as stream:
            return stream.read_up_to(HEAD)


class _Counted(io.RawIOBase):
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, ticks: Ticks | None) -> None:
        self._file, self._ticks = file, ticks
        self.read_bytes = 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._file.read(size)
        self.read_bytes += len(data)
        if self._ticks is not None:
            self._ticks(len(data))
        return data

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be sought."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()


class Stream:
    """Bytes of a source, unpacked, with their number and hash so far."""

    def __init__(self, stream: BinaryIO, source: Source, counted: _Counted) -> None:
        self._stream, self._source, self._counted = stream, source, counted
        self._hash = hashlib.sha256()
        self.size = 0
        self._packed = bool(source.member) or packing(source.path) != ""

    def read_up_to(self, size: int) -> bytes:
        """Return the next bytes: as many as asked for, fewer only at the end."""
        parts: list[bytes] = []
        left = size
        while left and (part := self._read(min(left, _CHUNK))):
            parts.append(part)
            left -= len(part)
            self._note(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except _DAMAGE as error:
            raise InputError(_damaged(self._source, error)) from None

    def _note(self, part: bytes) -> None:
        self._hash.update(part)
        self.size += len(part)
        packed = self._counted.read_bytes
        if self._packed and self.size > max(RATIO_FROM, MOST_RATIO * packed):
            raise InputError(
                f"{shown(self._source)} unpacks to more than {MOST_RATIO} times its size, as no file of events does; "
                "unpack it yourself and give the file"
            )

    @property
    def sha256(self) -> str:
        """SHA-256 of what was read."""
        return self._hash.hexdigest()


def shown(source: Source) -> str:
    """Return where a source lies, to show."""
    return printable(f"{source.path} > {source.member}" if source.member else str(source.path))


def paths_of(given: Sequence[Path]) -> list[tuple[str, Path]]:
    """Return every file in what was given with its name there, by name.

    Raises InputError if there is nothing, it is a pipe or a device, or a folder without files.
    """
    found: dict[Path, str] = {}
    for path in given:
        for name, file in _inside(path):
            found.setdefault(file.resolve(), name)
    return sorted((name, file) for file, name in found.items())


def members_of(name: str, path: Path) -> list[Source]:
    """Return what a file holds: itself, or the members of the zip archive that it is. Raises InputError if it is damaged."""
    try:
        if packing(path) != "zip":
            return [Source(printable(name), path)]
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except _DAMAGE as error:
        if isinstance(error, zipfile.BadZipFile) and not path.name.lower().endswith((".zip", ".gz")):
            return [Source(printable(name), path)]  # its content is told when it is recognized
        raise InputError(_damaged(Source(name, path), error)) from None
    if any(entry.filename in _DOCUMENT for entry in entries):  # a spreadsheet is an archive too
        return [Source(printable(name), path)]
    if len(entries) > MOST_MEMBERS:
        raise InputError(f"{printable(str(path))} holds {len(entries):,} files; unpack it yourself and give the folder")
    inside = [entry.filename for entry in entries if not entry.filename.startswith("__MACOSX/")]
    if not inside:
        raise InputError(f"{printable(str(path))} is an archive without files; download it again")
    for member in inside:
        if member.lower().endswith(_PACKED):
            raise InputError(
                f"{printable(str(path))} holds an archive inside ({printable(member)}); unpack it yourself and give the folder"
            )
    return [Source(printable(f"{name}/{member}"), path, member) for member in sorted(inside)]


def packing(path: Path) -> str:
    """Return how a file is packed, ``zip``, ``gzip`` or not at all, by its first bytes: names lie."""
    with path.open("rb") as stream:
        head = stream.read(4)
    return "zip" if head in _ZIP else "gzip" if head[:2] == b"\x1f\x8b" else ""


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file as it lies there. Raises InputError if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{printable(str(path))} cannot be read ({error.strerror})") from None


def _inside(path: Path) -> Iterator[tuple[str, Path]]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        raise InputError(f"there is no file or folder {str(path)[:200]!r}") from None
    if stat.S_ISREG(mode):
        yield path.name, path
        return
    if not stat.S_ISDIR(mode):
        raise InputError(f"{str(path)[:200]!r} is a pipe or a device; expected files or folders")
    count = 0
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for file in sorted(files):
            place = Path(folder) / file
            if file.startswith(".") or not place.is_file():
                continue
            count += 1
            if count > MOST_FILES:
                raise InputError(
                    f"{str(path)[:200]!r} holds more than {MOST_FILES:,} files; give the folder of events alone"
                )
            yield place.relative_to(path).as_posix(), place
    if not count:
        raise InputError(
            f"{str(path)[:200]!r} is a folder without files; give the folder that holds the files of events"
        )


def _damaged(source: Source, error: BaseException) -> str:
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    if "password" in why or "encrypted" in why:
        return f"{shown(source)} is encrypted; unpack it yourself and give the file"
    if isinstance(error, PermissionError | FileNotFoundError | IsADirectoryError):
        return f"{shown(source)} cannot be read ({why})"
    return f"{shown(source)} is cut off or damaged ({why}); download it again"
