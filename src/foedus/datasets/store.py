"""The user's data directory: one folder per dataset and version, with a Parquet file and what is known of it.

::

    FOEDUS_DATA/nmc/6.0/data.parquet
    FOEDUS_DATA/nmc/6.0/meta.json
    FOEDUS_DATA/nmc/7.0/...
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec
import polars as pl

from foedus.datasets.ingest import Ingested
from foedus.datasets.locate import printable
from foedus.datasets.model import Dataset, Release
from foedus.datasets.registry import dataset as find_dataset
from foedus.datasets.registry import registry
from foedus.errors import InputError, OutputError
from foedus.files.folder import remove_folder, write_files
from foedus.files.json_text import parse_json
from foedus.files.one_step.steady import steady
from foedus.files.reading import read_bytes

TABLE, META = "data.parquet", "meta.json"
EVENTS = "events"
"""Folder of the data directory that holds collections of events, no dataset."""
LARGEST_META = 1_000_000
"""Bytes of the largest `meta.json`."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A dataset in the data directory.

    Parameters
    ----------
    id, version, form : str
        Which dataset, which version, `official` or who processed it.
    files : mapping of str to str
        Name of each file it was read from, with the file's SHA-256.
    rows : int
        Stored rows.
    rows_in : int
        Records in the files.
    rejected : mapping of str to int
        Reason to number of records left out.
    path : Path
        Folder that holds it.
    added : str
        Day on which it was added (UTC).
    parquet_sha256 : str
        SHA-256 of the stored table.
    notes : tuple of str
        What was accepted when it was added.
    """

    id: str
    version: str
    form: str
    files: Mapping[str, str]
    rows: int
    rows_in: int
    rejected: Mapping[str, int]
    path: Path
    added: str
    parquet_sha256: str
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the file; of several files, of their checksums joined in order."""
        sums = list(self.files.values())
        return sums[0] if len(sums) == 1 else hashlib.sha256("".join(sums).encode()).hexdigest()


_Sum = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Line = Annotated[str, msgspec.Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
"""Text that may be shown as it is."""


class _Meta(msgspec.Struct):
    """What `meta.json` holds."""

    id: _Line
    version: _Line
    form: _Line
    files: dict[_Line, _Sum]
    rows: _Count
    rows_in: _Count
    rejected: dict[_Line, _Count]
    added: _Line
    parquet_sha256: _Sum
    notes: list[_Line] = msgspec.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dataset that was read from the data directory.

    Parameters
    ----------
    frame : DataFrame
        The stored columns, sorted by key.
    info : Installed
        Version, hash, rows.
    dataset : Dataset
        The declaration.
    """

    frame: pl.DataFrame
    info: Installed
    dataset: Dataset

    @property
    def release(self) -> Release:
        """The release that was read."""
        return self.dataset.release(self.info.version, self.info.form)

    def coverage(self, column: str | None = None) -> tuple[int, int]:
        """First and last year that the release covers, or that one of its columns covers."""
        release = self.release
        return release.column_coverage.get(column, release.coverage) if column else release.coverage


def data_directory() -> Path:
    """Return the data directory: `FOEDUS_DATA`, else the user's data folder of the system."""
    chosen = os.environ.get("FOEDUS_DATA")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("foedus", appauthor=False) / "datasets"


def save(dataset: Dataset, release: Release, *, ingested: Ingested, files: Mapping[str, str]) -> Installed:
    """Store a verified dataset; a stored one of the same version is replaced in one step.

    Raises OutputError if the data directory cannot be written.
    """
    from datetime import UTC, datetime

    folder = data_directory() / dataset.id / release.version
    meta: dict[str, Any] = {}

    def write_table(path: Path) -> None:
        ingested.frame.write_parquet(path, compression="zstd", statistics=True)

    def write_meta(path: Path) -> None:
        meta.update(
            {
                "id": dataset.id,
                "version": release.version,
                "form": release.form,
                "files": dict(files),
                "rows": ingested.frame.height,
                "rows_in": ingested.rows_in,
                "rejected": dict(ingested.rejected),
                "notes": list(ingested.notes),
                "added": datetime.now(UTC).date().isoformat(),
                "parquet_sha256": hash_file(path.with_name(TABLE)),
            }
        )
        path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    try:
        write_files({TABLE: write_table, META: write_meta}, folder)
    except OutputError as error:
        why = error.__cause__ or error
        raise OutputError(
            f"cannot write the data directory {data_directory()}: {why}; choose another with FOEDUS_DATA=DIR"
        ) from None
    return _installed(folder, meta)


def installed() -> list[Installed]:
    """Return what is in the data directory, by id and version (oldest first)."""
    root = data_directory()
    if not root.is_dir():
        return []
    found = [_read_meta(path.parent) for path in root.glob(f"*/*/{META}") if not path.parent.name.startswith(".")]
    return sorted(found, key=lambda info: (info.id, _rank(info)))


def find_installed(id: str, version: str | None = None) -> Installed:
    """Return the stored dataset of an id: of a version, by default the newest that is stored.

    Raises InputError if it is not there; it says how to add it.
    """
    known = find_dataset(id)
    folder = data_directory() / id
    if version is not None and version not in known.versions:
        known.release(version)
    wanted = (version,) if version else tuple(reversed(known.versions))
    for candidate in wanted:
        if (folder / candidate / META).is_file():
            return _read_meta(folder / candidate)
    what = f"{id} {version}" if version else id
    raise InputError(
        f"the dataset {what} is not in {data_directory()}; add it with: foedus data add {id} --from FILE "
        f"(how to get the file: foedus data info {id})"
    )


def load(id: str, version: str | None = None, *, columns: Sequence[str] | None = None) -> Loaded:
    """Read a dataset from the data directory.

    Parameters
    ----------
    id : str
        Id of the dataset.
    version : str, optional
        By default the newest version that is stored.
    columns : sequence of str, optional
        Read only these.

    Returns
    -------
    Loaded
        The frame, what is known of the file, and the declaration.

    Raises
    ------
    InputError
        If there is no such dataset, it is not stored, or what is stored is damaged or out of date.
    """
    known = find_dataset(id)
    folder = find_installed(id, version).path
    again = f"add it again: foedus data add {id} --from FILE"
    info, frame = steady(folder, lambda: _read_stored(folder, columns, again=again))
    expected = known.schema()
    stale = [name for name, dtype in frame.schema.items() if expected.get(name) != dtype]
    stale += [name for name in (columns or expected) if name not in frame.columns]
    if stale:
        raise InputError(f"{info.path} was stored by another version of foedus (columns {', '.join(stale)}); {again}")
    return Loaded(frame, info, known)


def _read_stored(folder: Path, columns: Sequence[str] | None, *, again: str) -> tuple[Installed, pl.DataFrame]:
    info = _read_meta(folder)
    if (folder / TABLE).is_file() and hash_file(folder / TABLE) != info.parquet_sha256:
        raise InputError(f"{folder / TABLE} was changed or damaged after it was stored; {again}")
    try:
        return info, pl.read_parquet(folder / TABLE, columns=list(columns) if columns else None)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(f"cannot read {folder / TABLE}: {str(error).splitlines()[0]}; {again}") from None


def remove(id: str, version: str | None = None) -> list[Installed]:
    """Delete a stored dataset: one version, by default all; return what was deleted.

    Raises
    ------
    InputError
        If it is not there.
    """
    find_dataset(id)
    gone = [info for info in installed() if info.id == id and version in (None, info.version)]
    if not gone:
        find_installed(id, version)
    for info in gone:
        remove_folder(info.path)
        if not any(info.path.parent.iterdir()):
            info.path.parent.rmdir()
    return gone


def hash_bytes(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _rank(info: Installed) -> int:
    known = registry().get(info.id)
    return known.versions.index(info.version) if known and info.version in known.versions else -1


def _read_meta(folder: Path) -> Installed:
    again = f"delete the folder and run: foedus data add {printable(folder.parent.name)}"
    try:
        meta = msgspec.convert(parse_json(read_bytes(folder / META, limit=LARGEST_META)), _Meta)
    except (InputError, msgspec.ValidationError, ValueError, OverflowError) as error:
        raise InputError(f"cannot read {printable(str(folder / META))}: {error}; {again}") from None
    if (meta.id, meta.version) != (folder.parent.name, folder.name):
        told = f"it speaks of {printable(meta.id)!r} {printable(meta.version)!r}"
        raise InputError(f"cannot use {printable(str(folder / META))}: {told}; {again}")
    return _installed(folder, msgspec.to_builtins(meta))


def _installed(folder: Path, meta: Mapping[str, Any]) -> Installed:
    return Installed(path=folder, **{**meta, "notes": tuple(meta.get("notes", ()))})
