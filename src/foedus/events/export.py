"""Write a table of pairs and periods, and beside it every choice, hash and count that it came from."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from foedus.errors import InputError, OutputError
from foedus.events.pair_table import EventTable
from foedus.files.folder import write_files

FORMATS = (".parquet", ".csv")
KEY = "foedus:events"
"""Key of the metadata in a Parquet file."""


def check_path(path: Path) -> None:
    """See that a table can be written there, before anything is computed.

    Raises InputError: another ending than .parquet or .csv; OutputError: there is no such folder, or the file is one.
    """
    if path.suffix not in FORMATS:
        raise InputError(f"{path}: a table of events is written as {' or '.join(FORMATS)}, by the ending of the file")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; choose another file with --out")


def write(made: EventTable, path: Path | str) -> Path:
    """Write a table to a file that ends in .parquet or .csv, and its metadata beside it as ``NAME.sources.json``.

    A Parquet file holds the metadata, too, under the key ``foedus:events``. Both files are written or none.

    Raises
    ------
    InputError, OutputError
        As :func:`check_path`, or if a file cannot be written.
    """
    path = Path(path)
    check_path(path)
    text = json.dumps(dict(made.metadata), indent=1, ensure_ascii=False)
    table = partial(_table, made.frame, metadata=text)
    write_files({path.name: table, f"{path.name}.sources.json": f"{text}\n".encode()}, path.parent)
    return path


def metadata_of(path: Path | str) -> dict[str, Any]:
    """Return what a Parquet file of :func:`write` says of itself. Raises InputError if it is none."""
    try:
        found = pl.read_parquet_metadata(path).get(KEY)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(f"cannot read {path}: {error}; expected a table written by foedus events table") from None
    if found is None:
        raise InputError(f"{path} holds no metadata of a table of events; expected one written by foedus events table")
    return dict(json.loads(found))


def _table(frame: pl.DataFrame, part: Path, *, metadata: str) -> None:
    if part.suffix == ".csv":
        frame.write_csv(part)
    else:
        frame.write_parquet(part, metadata={KEY: metadata})
