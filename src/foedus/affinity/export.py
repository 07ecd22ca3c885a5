"""Write a table of votes or vetoes, and beside it what it was made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from foedus.errors import InputError, OutputError
from foedus.files.folder import write_files


def _csv(frame: pl.DataFrame, path: Path) -> None:
    frame.write_csv(path)


def _parquet(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path)


WRITERS: Mapping[str, Callable[[pl.DataFrame, Path], None]] = {".csv": _csv, ".parquet": _parquet}


def check_table(path: Path) -> None:
    """See that a table can be written there, before it is made.

    Raises InputError: an ending that is neither .csv nor .parquet; OutputError: a folder is in the way, or lacking.
    """
    if path.suffix.lower() not in WRITERS:
        raise InputError(f"cannot write a table to {str(path)!r}; expected a file that ends in {' or '.join(WRITERS)}")
    if path.is_dir():
        raise OutputError(f"cannot write {str(path)!r}: it is a folder; choose another file with --out")
    if not path.parent.is_dir():
        raise OutputError(f"cannot write {str(path)!r}: there is no folder {str(path.parent)!r}; make it first")


def write_table(frame: pl.DataFrame, path: Path, *, record: Mapping[str, Any]) -> None:
    """Write a table, and under the same name with ``.sources.json`` added what it was made from; both or none.

    Raises InputError or OutputError as `check_table`, and OutputError if it cannot be written.
    """
    check_table(path)
    text = json.dumps(record, indent=1, ensure_ascii=False, default=str) + "\n"
    table = partial(WRITERS[path.suffix.lower()], frame)
    write_files({path.name: table, f"{path.name}.sources.json": text.encode("utf-8")}, path.parent)
