"""Files that hold a user's frame: .csv, .dta, .parquet and .feather, told by their ending and by their first bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import polars as pl

from foedus.errors import InputError
from foedus.files.formats import format_of_bytes
from foedus.files.reading import read_bytes
from foedus.panel.own.csv_file import csv_frame
from foedus.panel.own.read import Given, guarded
from foedus.panel.own.stata_file import stata_frame

LARGEST = 4_000_000_000
"""Bytes of the largest file that is read."""

OTHERWISE = {
    ".xlsx": "save the sheet as 'CSV UTF-8'",
    ".xls": "save the sheet as 'CSV UTF-8'",
    ".ods": "save the sheet as CSV in UTF-8",
    ".rds": 'write it from R with haven::write_dta(x, "panel.dta") or arrow::write_parquet(x, "panel.parquet")',
    ".rda": 'write it from R with haven::write_dta(x, "panel.dta") or arrow::write_parquet(x, "panel.parquet")',
    ".rdata": 'write it from R with haven::write_dta(x, "panel.dta") or arrow::write_parquet(x, "panel.parquet")',
    ".sav": "save it from SPSS as Stata (.dta) or CSV",
}
"""What to do with files that are not read, by their ending."""

_BINARY = {".parquet": "a Parquet file", ".feather": "an Arrow file", ".dta": "a Stata file (.dta)"}
_SAME = {".arrow": ".feather", ".ipc": ".feather", ".tsv": ".csv", ".tab": ".csv", ".txt": ".csv", ".pq": ".parquet"}


def read_file(path: Path) -> Given:
    """Read the table in a file.

    Raises InputError: there is no such file, its ending is none that is read, or it does not hold what the ending says.
    """
    ending = _SAME.get(path.suffix.lower(), path.suffix.lower())
    if ending not in READERS:
        _refuse_ending(path, ending)
    data = read_bytes(path, limit=LARGEST)
    shown = repr(str(path))
    if not data.strip():
        raise InputError(f"{shown} is empty; expected a table with columns of codes and years")
    wanted, found = _BINARY.get(ending, ""), format_of_bytes(data)
    if found == "a Feather file":
        raise InputError(f"{shown} is a Feather file of version 1; write it anew as version 2 or .parquet")
    if found != wanted:
        is_what = found or "none"
        given = next((end for end, name in _BINARY.items() if name == found), "")
        step = f"name it {path.stem}{given}" if given else f"give {wanted or 'a CSV file in UTF-8'}"
        raise InputError(f"{shown} ends in {path.suffix}, yet it is {is_what if found else f'not {wanted}'}; {step}")
    return READERS[ending](data, shown)


def _parquet(data: bytes, shown: str) -> Given:
    def table(arrow: Any) -> Any:
        return import_module("pyarrow.parquet").read_table(arrow.BufferReader(data))

    return Given(guarded(lambda: _by_arrow(table, lambda: pl.read_parquet(BytesIO(data))), shown))


def _feather(data: bytes, shown: str) -> Given:
    def table(arrow: Any) -> Any:
        return import_module("pyarrow.ipc").open_file(arrow.BufferReader(data)).read_all()

    return Given(guarded(lambda: _by_arrow(table, lambda: pl.read_ipc(BytesIO(data))), shown))


def _by_arrow(read: Callable[[Any], Any], otherwise: Callable[[], pl.DataFrame]) -> pl.DataFrame:
    """Read by PyArrow where it is installed and knows the types: damage is an error then, and prints nothing by itself."""
    try:
        arrow = import_module("pyarrow")
    except ImportError:
        return otherwise()
    try:
        table = read(arrow)
    except arrow.ArrowNotImplementedError:
        return otherwise()
    table.validate(full=True)
    return pl.DataFrame(table)


READERS: Mapping[str, Callable[[bytes, str], Given]] = {
    ".csv": csv_frame,
    ".dta": stata_frame,
    ".parquet": _parquet,
    ".feather": _feather,
}


def _refuse_ending(path: Path, ending: str) -> NoReturn:
    shown = repr(str(path))
    if path.is_dir():
        raise InputError(f"{shown} is a folder; give one file, such as a .csv, .dta, .parquet or .feather in it")
    way = OTHERWISE.get(ending, "")
    ends = f"ends in {path.suffix}" if path.suffix else "has no ending"
    raise InputError(f"{shown} {ends}; a frame is read from {', '.join(READERS)}{f': {way}' if way else ''}")
