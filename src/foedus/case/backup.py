"""A copy of all that a case is, in one file: tables, logs, texts, works; and the case again from it, or nothing.

The same case gives the same bytes. The first entry says what each file holds; a copy in which one byte differs is refused.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from foedus.case.coding.log.event import digest
from foedus.case.coding.log.journal import ENDING, FOLDER
from foedus.case.coding.log.journals import FolderJournals, Journals
from foedus.case.coding.log.store import MARK, open_log
from foedus.case.read import read_files
from foedus.errors import InputError
from foedus.files.findings import Findings
from foedus.files.folder import write_file, write_files
from foedus.files.json_text import JsonFault, parse_json
from foedus.files.reading import read_bytes

LIST = "foedus-backup.json"
"""The entry that says what each file holds."""
FORMAT = 1
_TIME = (1980, 1, 1, 0, 0, 0)
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Backup:
    """What was copied, or made again."""

    files: tuple[str, ...]
    events: int  #: Lines of the logs.
    size: int  #: Bytes of the file.


def back_up(folder: Path, out: Path, *, at: str, journals: Journals | None = None) -> Backup:
    """Copy a case into one file, while nobody writes to it.

    Parameters
    ----------
    folder : Path
        The case folder.
    out : Path
        The file; one that is there is replaced.
    at : str
        The time that what was changed by hand is given, UTC, where a database is brought into step.
    journals : Journals, optional
        Where the log is kept, if that is not the folder; the folder is first brought into step.

    Raises
    ------
    InputError
        If it is no case folder, its log is damaged, or the file would stand in the folder.
    """
    read_files(folder, Findings())
    if out.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            f"--out {str(out)!r} stands in the case, which would then hold its own copy; give another place"
        )
    if journals is not None:
        open_log(folder, at=at, journals=journals).export(at=at)
    files_of = FolderJournals(folder)
    with files_of.alone():
        damage = files_of.arrived().damage
        if damage:
            raise InputError(f"the log is damaged: {damage[0]}; bring the file back as it was before it is copied")
        files = {name: read_bytes(folder / name) for name in sorted(_names(folder))}
    data = _packed(files)
    write_file(data, out)
    return Backup(tuple(files), _events(files), len(data))


def restore(file: Path, out: Path) -> Backup:
    """Make the case of a backup again in a new folder.

    Raises InputError if the file is no whole backup, or the folder holds something; then nothing is written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"--out {str(out)!r} holds something already; a case is restored into a new folder")
    data = read_bytes(file)
    files = _unpacked(data, shown=str(file))
    write_files(files, out)
    return Backup(tuple(files), _events(files), len(data))


def _names(folder: Path) -> Iterator[str]:
    """Files of a case by name; what begins with a point is no part of it, but the mark of the log is needed to go on."""
    for path in folder.rglob("*"):
        inner = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in inner.parts)
        if path.is_file() and (not hidden or inner.as_posix() == f"{FOLDER}/{MARK}"):
            yield inner.as_posix()


def _events(files: Mapping[str, bytes]) -> int:
    logs = (data for name, data in files.items() if name.startswith(f"{FOLDER}/") and name.endswith(ENDING))
    return sum(data.count(b"\n") for data in logs)


def _packed(files: Mapping[str, bytes]) -> bytes:
    listed = {name: {"sha256": digest(data), "size": len(data)} for name, data in sorted(files.items())}
    first = json.dumps({"format": FORMAT, "files": listed}, indent=1, ensure_ascii=False).encode() + b"\n"
    box = BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in [(LIST, first), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)
    return box.getvalue()


def _unpacked(data: bytes, *, shown: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _checked(archive, shown)
    except _FAULTS as error:
        raise InputError(f"{shown!r} is no backup, or a damaged one ({error}); take another copy") from None


def _checked(archive: zipfile.ZipFile, shown: str) -> dict[str, bytes]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if LIST not in names:
        raise InputError(f"{shown!r} is no backup of foedus: it has no {LIST}; `foedus workspace backup` makes one")
    listed = _listed(archive, shown)
    if sorted(names) != sorted([LIST, *listed]):
        strange = sorted({*names} ^ {LIST, *listed}) or sorted({name for name in names if names.count(name) > 1})
        raise InputError(f"{shown!r} is damaged: {strange[0]!r} is missing, or more than was copied; take another copy")
    files: dict[str, bytes] = {}
    for entry in entries:
        if entry.filename == LIST:
            continue
        size, sha256 = listed[entry.filename]
        data = archive.read(entry) if entry.file_size == size else b""
        if len(data) != size or digest(data) != sha256:
            raise InputError(f"{shown!r} is damaged: {entry.filename!r} is not what was copied; take another copy")
        files[entry.filename] = data
    return files


def _listed(archive: zipfile.ZipFile, shown: str) -> dict[str, tuple[int, str]]:
    """Size and hash of each file, as the list says."""
    try:
        found: Any = parse_json(archive.read(LIST))
        version = found["format"]
        listed = {str(name): (int(one["size"]), str(one["sha256"])) for name, one in found["files"].items()}
    except (JsonFault, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{shown!r} is damaged: {LIST} is not what was written ({error}); take another copy") from None
    if version != FORMAT:
        raise InputError(f"{shown!r} is a backup of format {version!r}; this release knows {FORMAT}: update foedus")
    for name in listed:
        path = PurePosixPath(name)
        if (
            path.is_absolute()
            or not path.parts
            or path.as_posix() != name
            or {"..", "."} & {*path.parts}
            or "\\" in name
            or ":" in name
        ):
            raise InputError(f"{shown!r} names a file outside the case: {name!r}; it is no backup of foedus")
    return listed
