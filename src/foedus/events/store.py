"""The user's collections of events: each a folder in the data directory with one part for each file that was read.

::

    FOEDUS_DATA/events/NAME/collection.json          format and scale
    FOEDUS_DATA/events/NAME/files.csv                the files that it was made from
    FOEDUS_DATA/events/NAME/coverage.csv             spans that are there and spans that lack
    FOEDUS_DATA/events/NAME/parts/3f/3f20.../events.parquet, file.json, rejected.csv
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from foedus.datasets.locate import printable
from foedus.datasets.store import EVENTS, data_directory
from foedus.errors import InputError
from foedus.events.coverage import Coverage, cover
from foedus.events.formats.model import Format
from foedus.events.formats.registry import event_format
from foedus.files.json_text import parse_json
from foedus.files.one_step.steady import steady
from foedus.files.reading import read_bytes
from foedus.nearest import nearest_hint

ABOUT, FILES, COVERED, PARTS = "collection.json", "files.csv", "coverage.csv", "parts"
TABLE, FILE, REJECTED = "events.parquet", "file.json", "rejected.csv"
LARGEST_META = 2_000_000
"""Bytes of the largest `file.json`."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")

Kind = TypeVar("Kind")
_Count = Annotated[int, msgspec.Meta(ge=0)]


class FileMeta(msgspec.Struct, frozen=True):
    """A file that was read into a collection.

    Parameters
    ----------
    name : str
        Its name, from the folder that was given; a member of an archive after the archive's.
    sha256, size : str, int
        Of what was unpacked.
    source_sha256, member : str
        Of the file as it lay there, and which of its members this is; empty if it is none.
    layout : str
        How the rows lie in it.
    scale : str
        Id and version of the scale of its codes.
    lines : int
        Records in it, without a header.
    rows, rejected : int
        Records taken and records left out; together `lines`.
    unscored : int
        Rows whose code has no score in the scale.
    first, last : str or None
        First and last day of its events.
    covers : tuple of tuple of str
        Spans that it covers: first and last day, or first and last quarter-hour (YYYYMMDDHHMMSS).
    notes : tuple of str
        What was seen while it was read.
    """

    name: str
    sha256: str
    size: _Count
    source_sha256: str
    member: str
    layout: str
    scale: str
    lines: _Count
    rows: _Count
    rejected: _Count
    unscored: _Count
    first: str | None
    last: str | None
    covers: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


class About(msgspec.Struct, frozen=True):
    """What `collection.json` holds."""

    format: str
    scale: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of events of one format on one scale.

    Parameters
    ----------
    name : str
        Its name.
    format : str
        Id of its format.
    actor_scheme : str
        What `country1` and `country2` hold: ``cameo``, ``names``, ``gw``, ``cow``, ``iso3``, or empty.
    several : str
        What parts several states in one cell of them; empty where a cell holds one.
    scale : str
        Id of the scale of its codes.
    parts : tuple of Path
        Its Parquet files with the columns of `foedus.events.rows`, in the order of `files`.
    files : tuple of FileMeta
        What each part was made from, by name.
    coverage : Coverage
        Which days or quarter-hours are there.
    path : Path
        Its folder.
    """

    name: str
    format: str
    actor_scheme: str
    several: str
    scale: str
    parts: tuple[Path, ...]
    files: tuple[FileMeta, ...]
    coverage: Coverage
    path: Path

    @property
    def scales(self) -> tuple[str, ...]:
        """Id and version of the scales of its files, each once."""
        return tuple(dict.fromkeys(one.scale for one in self.files))

    @property
    def rows(self) -> int:
        """Rows in all parts."""
        return sum(one.rows for one in self.files)


def events_directory() -> Path:
    """Return the folder of the collections."""
    return data_directory() / EVENTS


def collection_folder(name: str) -> Path:
    """Return where a collection of a name lies. Raises InputError if it can be no name."""
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{printable(name)[:100]!r} can name no collection: expected up to 64 small letters, digits, '-', '_' and '.', such as gulf"
        )
    return events_directory() / name


def collections() -> tuple[Collection, ...]:
    """Return the collections in the data directory, by name."""
    names = sorted(path.parent.name for path in events_directory().glob(f"*/{ABOUT}"))
    return tuple(open_collection(name) for name in names if _NAME.fullmatch(name))


def open_collection(name: str) -> Collection:
    """Return a collection by its name.

    Raises
    ------
    InputError
        If there is none, it names the nearest; or if what is stored is damaged.
    """
    folder = collection_folder(name)
    if not (folder / ABOUT).is_file():
        there = sorted(path.parent.name for path in events_directory().glob(f"*/{ABOUT}"))
        known = f"; there are {', '.join(there[:10])}" if there else ""
        raise InputError(
            f"there is no collection {name!r}{nearest_hint(name, there)}{known}; add files with: foedus events add PATH --as {name}"
        )
    return steady(folder, lambda: _open(folder))


def about(folder: Path) -> About | None:
    """Return what a folder says of its collection; None if it holds none."""
    if not (folder / ABOUT).is_file():
        return None
    return _read(folder / ABOUT, About)


def stored_files(folder: Path) -> list[tuple[Path, FileMeta]]:
    """Return the folder of each part with what it was made from, by name."""
    found = [(part, _read(part / FILE, FileMeta)) for part in _parts(folder / PARTS)]
    return sorted(found, key=lambda one: one[1].name)


def part_folder(folder: Path, source_sha256: str, member: str = "") -> Path:
    """Return where the part of a file, or of a member of an archive, lies in a collection."""
    name = hashlib.sha256(f"{source_sha256} {member}".encode()).hexdigest()
    return folder / PARTS / name[:2] / name


def _parts(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        return []
    return [
        Path(part.path)
        for group in os.scandir(folder)
        if group.is_dir() and not group.name.startswith(".")
        for part in os.scandir(group.path)
        if part.is_dir() and not part.name.startswith(".")
    ]


def _open(folder: Path) -> Collection:
    said = _read(folder / ABOUT, About)
    known: Format = event_format(said.format)
    found = stored_files(folder)
    files = tuple(meta for _, meta in found)
    return Collection(
        name=folder.name,
        format=known.id,
        actor_scheme=known.actor_scheme,
        several=known.several,
        scale=said.scale,
        parts=tuple(part / TABLE for part, _ in found),
        files=files,
        coverage=cover([meta.covers for meta in files], known.interval),
        path=folder,
    )


def _read(path: Path, kind: type[Kind]) -> Kind:
    try:
        return msgspec.convert(parse_json(read_bytes(path, limit=LARGEST_META)), kind)
    except (InputError, msgspec.ValidationError, ValueError, OverflowError) as error:
        again = "delete the collection's folder and add its files again: foedus events add PATH"
        raise InputError(f"cannot read {printable(str(path))}: {error}; {again}") from None
