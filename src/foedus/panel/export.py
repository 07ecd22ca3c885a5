"""Write a panel to a file, and beside it where every column comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from foedus.errors import InputError, OutputError
from foedus.files.folder import write_files
from foedus.panel.cite import ColumnSource
from foedus.panel.pandas import need_pandas, to_pandas
from foedus.panel.panel import Panel

STATA_LABEL, STATA_NAME = 80, 32
"""Characters that Stata allows in a label and in a name."""


def sources_table(columns: Mapping[str, ColumnSource]) -> list[dict[str, Any]]:
    """Column sources as plain values, without citations, in the order of the columns."""
    table = [asdict(column) for column in columns.values()]
    for row in table:
        for used in row["datasets"]:
            del used["citation"]
    return table


def _parquet(frame: pl.DataFrame, path: Path, columns: Mapping[str, ColumnSource]) -> None:
    sources = json.dumps(sources_table(columns), ensure_ascii=False)
    frame.write_parquet(path, metadata={"foedus:columns": sources})


def _csv(frame: pl.DataFrame, path: Path, columns: Mapping[str, ColumnSource]) -> None:  # noqa: ARG001
    frame.write_csv(path)


def _feather(frame: pl.DataFrame, path: Path, columns: Mapping[str, ColumnSource]) -> None:  # noqa: ARG001
    frame.write_ipc(path, compression="zstd", compat_level=pl.CompatLevel.oldest())


def _stata(frame: pl.DataFrame, path: Path, columns: Mapping[str, ColumnSource]) -> None:
    long = [name for name in frame.columns if len(name) > STATA_NAME]
    if long:
        raise InputError(f"Stata allows {STATA_NAME} characters in a name; rename {', '.join(long)}")
    pandas = need_pandas()
    plain = frame.with_columns(
        pl.col(name).cast(_stata_type(dtype)) for name, dtype in frame.schema.items() if frame[name].null_count()
    )
    table = to_pandas(plain)
    labels = {name: column.label[:STATA_LABEL] for name, column in columns.items()}
    values = {name: dict(column.values) for name, column in columns.items() if column.values}
    for name in table.columns:
        if isinstance(table[name].dtype, pandas.CategoricalDtype):
            table[name] = table[name].cat.as_ordered()
    full = {name: codes for name, codes in values.items() if name in table.columns}
    table.to_stata(path, write_index=False, version=118, variable_labels=labels, value_labels=full or None)


def _stata_type(dtype: pl.DataType) -> pl.DataType | type[pl.DataType]:
    """Type in which missing values travel through pandas: the smallest number with a fraction that loses nothing."""
    if dtype in (pl.Int8, pl.Int16, pl.UInt8, pl.UInt16, pl.Boolean):
        return pl.Float32
    return pl.Float64 if dtype.is_integer() else dtype


WRITERS: Mapping[str, Callable[..., None]] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".dta": _stata,
    ".feather": _feather,
}


def check_path(path: Path) -> None:
    """See that a panel can be written there, before it is built.

    Raises InputError: an ending that is none of .parquet, .csv, .dta, .feather; .dta without pandas; OutputError: the
    folder does not exist.
    """
    if path.suffix not in WRITERS:
        raise InputError(f"{path.name}: a panel is written as {', '.join(WRITERS)}, by the ending of the file")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; choose another file with --out")
    if path.suffix == ".dta":
        need_pandas()


def write(panel: Panel, path: Path | str) -> pl.DataFrame:
    """Build a panel, write it and what its columns come from, and return it.

    Parameters
    ----------
    panel : Panel
        The panel.
    path : path
        Ends in .parquet, .csv, .dta (labels; needs pandas) or .feather. Beside it stands the same name with
        ``.sources.json`` added: dataset, version, file hash and rule of every column.

    Raises
    ------
    InputError
        Another ending, a missing dataset, pandas missing for .dta.
    OutputError
        The file cannot be written.
    """
    path = Path(path)
    check_path(path)
    frame, columns = panel.frame(), panel.metadata
    text = json.dumps(sources_table(columns), indent=1, ensure_ascii=False)
    table = partial(WRITERS[path.suffix], frame, columns=columns)
    write_files({path.name: table, f"{path.name}.sources.json": (text + "\n").encode("utf-8")}, path.parent)
    return frame
