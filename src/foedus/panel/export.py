"""Write a panel to a file, and beside it where every column comes from."""

from __future__ import annotations

import json
import re
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

LARGEST_DOUBLE, WHOLE_DOUBLE = 8.98e307, 2**53
"""Largest number that Stata holds, and largest whole number up to which a double holds every one."""

STATA_WHOLE: Mapping[type[pl.DataType], tuple[int, int]] = {
    pl.Int8: (-127, 100),
    pl.Int16: (-32_767, 32_740),
    pl.Int32: (-2_147_483_647, 2_147_483_620),
}
"""Types of whole numbers of Stata, and what they hold beside their missing values."""


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


def _check_stata(frame: pl.DataFrame) -> None:
    """Raise `InputError` for names and types that a Stata file does not hold."""
    long = [name for name in frame.columns if len(name) > STATA_NAME]
    if long:
        raise InputError(f"Stata allows {STATA_NAME} characters in a name; rename {', '.join(long)}")
    odd = [name for name in frame.columns if not re.fullmatch(r"[^\W\d]\w*", name) or _is_reserved(name)]
    if odd:
        raise InputError(
            "Stata allows letters, digits and underscores in a name, no digit first, and none of its own words such as "
            f"int or if; rename {', '.join(repr(name) for name in odd)}"
        )
    for name, dtype in frame.schema.items():
        if isinstance(dtype, pl.Datetime) and dtype.time_zone:
            raise InputError(
                f"column {name} has the time zone {dtype.time_zone}; Stata knows none: take it off with "
                f'pl.col("{name}").dt.convert_time_zone("UTC").dt.replace_time_zone(None), or drop the column'
            )
        if dtype.is_nested() or dtype in (pl.Object, pl.Binary, pl.Time, pl.Duration):
            raise InputError(f"column {name} is {dtype}; a Stata file holds numbers, text and dates: change or drop it")


def _check_values(frame: pl.DataFrame) -> None:
    """Raise `InputError` for values that a Stata file would change: numbers beyond its doubles, text behind a NUL."""
    for name, dtype in frame.schema.items():
        column, why = frame[name], ""
        if dtype.is_float() and ((column.abs() > LARGEST_DOUBLE) | column.is_infinite()).any():
            why = "numbers that Stata does not hold, infinite or above 8.9e307"
        elif dtype.is_integer() and _beyond(column, WHOLE_DOUBLE):
            why = f"whole numbers beyond {WHOLE_DOUBLE:,}, which lose digits in a Stata file; make them text"
        elif dtype == pl.String and column.str.contains("\0", literal=True).any():
            why = "text with a NUL character, at which a Stata file ends it"
        if why:
            raise InputError(f"column {name} holds {why}; change or drop it, or write .parquet")


def _beyond(column: pl.Series, most: int) -> bool:
    ends = [end for end in (column.min(), column.max()) if isinstance(end, int)]
    return any(abs(end) > most for end in ends)


def _is_reserved(name: str) -> bool:
    return name in STATA_WORDS or re.fullmatch(r"str\d+", name) is not None


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The same values in types that pandas writes to Stata; a column that is empty throughout holds missing numbers."""
    return frame.with_columns(column.cast(_stata_type(column)) for column in frame)


def _stata(frame: pl.DataFrame, path: Path, columns: Mapping[str, ColumnSource]) -> None:
    _check_stata(frame)
    _check_values(frame)
    pandas = need_pandas("a Stata file")
    table = to_pandas(_plain(frame))
    labels = {name: column.label[:STATA_LABEL] for name, column in columns.items()}
    values = {name: dict(column.values) for name, column in columns.items() if column.values}
    for name in table.columns:
        if isinstance(table[name].dtype, pandas.CategoricalDtype):
            table[name] = table[name].cat.as_ordered()
    full = {name: codes for name, codes in values.items() if name in table.columns}
    table.to_stata(path, write_index=False, version=118, variable_labels=labels, value_labels=full or None)


def _stata_type(column: pl.Series) -> pl.DataType | type[pl.DataType]:
    """Type in which a column reaches Stata: the smallest that holds every value, with a fraction where some are missing.

    Stata keeps the largest numbers of each type of whole numbers for its missing values.
    """
    dtype, gaps = column.dtype, column.null_count()
    if str(dtype) == "Float16" or (gaps == len(column) and not dtype.is_numeric()):
        return pl.Float32
    if dtype == pl.Boolean:
        return pl.Float32 if gaps else dtype
    if not dtype.is_integer():
        return dtype
    small = next((kind for kind, (low, high) in STATA_WHOLE.items() if _within(column, low, high)), None)
    if gaps or small is None:
        return pl.Float32 if small in (pl.Int8, pl.Int16) else pl.Float64
    return small


def _within(column: pl.Series, low: int, high: int) -> bool:
    ends = [end for end in (column.min(), column.max()) if isinstance(end, int)]
    return all(low <= end <= high for end in ends)


STATA_WORDS = frozenset(
    [
        "aggregate",
        "array",
        "boolean",
        "break",
        "byte",
        "case",
        "catch",
        "class",
        "colvector",
        "complex",
        "const",
        "continue",
        "default",
        "delegate",
        "delete",
        "do",
        "double",
        "else",
        "eltypedef",
        "end",
        "enum",
        "explicit",
        "export",
        "external",
        "float",
        "for",
        "friend",
        "function",
        "global",
        "goto",
        "if",
        "inline",
        "int",
        "local",
        "long",
        "NULL",
        "pragma",
        "protected",
        "quad",
        "rowvector",
        "short",
        "typedef",
        "typename",
        "virtual",
        "_all",
        "_N",
        "_skip",
        "_b",
        "_pi",
        "str",
        "in",
        "using",
        "_coef",
        "_cons",
        "_n",
        "_pred",
        "_rc",
        "_weight",
        "strL",
        "with",
        "_se",
    ]
)
"""Words that Stata keeps for itself."""

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
        raise InputError(f"{path}: a panel is written as {', '.join(WRITERS)}, by the ending of the file")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; choose another file with --out")
    if path.suffix == ".dta":
        need_pandas("a Stata file")


def _write(frame: pl.DataFrame, part: Path, *, columns: Mapping[str, ColumnSource], ending: str) -> None:
    """Write one file; whatever a library finds in a column that it cannot write is told as an `InputError`."""
    try:
        WRITERS[ending](frame, part, columns=columns)
    except (InputError, OutputError, OSError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001  Whatever a writer raises is about a column.
        plain = {pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.Float32, pl.Float64}
        kinds = ", ".join(f"{name} ({dtype})" for name, dtype in frame.schema.items() if dtype not in plain)
        why = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise InputError(
            f"the panel cannot be written as {ending}: {why}; columns that are no plain numbers: {kinds}"
        ) from None


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
    frame = panel.frame()
    write_rows(frame, panel.metadata, path=path)
    return frame


def write_rows(frame: pl.DataFrame, columns: Mapping[str, ColumnSource], *, path: Path) -> None:
    """Write rows and what their columns come from; ending, files and errors as of `write`."""
    check_path(path)
    text = json.dumps(sources_table(columns), indent=1, ensure_ascii=False)
    table = partial(_write, frame, columns=columns, ending=path.suffix)
    write_files({path.name: table, f"{path.name}.sources.json": (text + "\n").encode("utf-8")}, path.parent)
