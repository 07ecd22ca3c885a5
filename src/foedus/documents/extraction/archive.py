"""Zip archives: read within limits that their directory is held to before anything is unpacked, names that stay inside."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from foedus.documents.extraction.parts import MOST_DOCUMENTS, MOST_RATIO, MOST_UNPACKED, RATIO_FROM, Part, Reading
from foedus.errors import InputError
from foedus.files.characters import visible

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What opening or reading a damaged archive may raise."""

_DRIVE = re.compile(r"[A-Za-z]:")
_ASIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class Archive:
    """A zip archive, which a docx or odt is as well.

    Parameters
    ----------
    name : str
        Name of the file, for messages.
    data : bytes
        Its content. Raises InputError if it is no archive, would unpack to too much, or holds a name that leads outside.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        except BROKEN as error:
            raise self.damaged(error) from None
        size = sum(entry.file_size for entry in self._entries)
        if size > MOST_UNPACKED or len(self._entries) > MOST_DOCUMENTS:
            raise InputError(
                f"{name} unpacks to {size:,} bytes in {len(self._entries):,} files; expected at most {MOST_UNPACKED:,} in "
                f"{MOST_DOCUMENTS:,}. Unpack it yourself and add what you need"
            )
        if size > max(RATIO_FROM, MOST_RATIO * len(data)):
            raise InputError(
                f"{name} unpacks to {size:,} bytes, {size // max(len(data), 1):,} times its size; expected at most {MOST_RATIO} "
                "times, as archives of texts do"
            )
        for entry in self._entries:
            inside = entry.filename.replace("\\", "/")
            if inside.startswith("/") or _DRIVE.match(inside) or ".." in inside.split("/") or "\0" in inside:
                raise InputError(
                    f"{name} holds {entry.filename[:80]!r}, a name that leads outside of it; nothing was read"
                )
        self._parts = {entry.filename.replace("\\", "/"): entry for entry in self._entries}

    @property
    def names(self) -> list[str]:
        """Names of the files in it, in their order."""
        return list(self._parts)

    def read(self, part: str) -> bytes:
        """Return the bytes of a file. Raises InputError if it is missing, protected or damaged."""
        entry = self._parts.get(part)
        if entry is None:
            raise self.damaged(f"its part {part} is missing")
        if entry.flag_bits & 1:
            raise InputError(f"{self.name}: {visible(part)} is protected by a password; pack it without one")
        try:
            return self._archive.read(entry)
        except BROKEN as error:
            raise self.damaged(f"{part}: {error}") from None

    def damaged(self, why: object) -> InputError:
        """Return the error of a file that cannot be read."""
        return InputError(f"{self.name} is damaged ({visible(str(why)[:120])}); make it or fetch it again")


def read(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Return the files of an archive as parts, in the order of their names."""
    del encoding
    archive = Archive(name, data)
    names = sorted(
        part for part in archive.names if not part.startswith(_ASIDE) and part.rpartition("/")[2] not in _ASIDE
    )
    return Reading(parts=tuple(Part(part, archive.read(part)) for part in names))
