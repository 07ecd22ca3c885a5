"""What a user may bring as a frame, made a Polars frame: frames of other libraries, and files of tables.

Whatever another library finds wrong is told as an `InputError`; its own errors never reach the user.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from foedus.errors import InputError
from foedus.extras import need
from foedus.files.characters import visible
from foedus.files.findings import shorten

TAKEN = (
    "a Polars or pandas data frame, an Arrow table or reader, a DuckDB relation, or the path of a .dta, .csv, .parquet or "
    ".feather file"
)


@dataclass(frozen=True)
class Given:
    """A user's frame, and what was assumed when it was read."""

    frame: pl.DataFrame
    notes: tuple[str, ...] = ()


def given_frame(given: Any) -> Given:
    """Read what a user brings; its columns keep their values and their order.

    Raises InputError: it is none of `TAKEN`, it cannot be read, or what it takes to read it is not installed.
    """
    from foedus.panel.own.files import read_file

    if isinstance(given, str | os.PathLike):
        made = read_file(Path(given))
    elif isinstance(given, pl.DataFrame):
        made = Given(given)
    elif isinstance(given, pl.LazyFrame):
        made = Given(guarded(given.collect, "the given LazyFrame"))
    elif type(given).__name__ == "Series" and not hasattr(given, "columns"):
        raise InputError("a panel cannot be made of one column; expected a frame with columns of codes and years")
    elif is_pandas(given):
        from foedus.panel.own.from_pandas import pandas_frame

        return pandas_frame(given)
    elif callable(getattr(given, "pl", None)):
        made = _relation(given)
    elif hasattr(given, "__arrow_c_stream__") or hasattr(given, "__arrow_c_array__"):
        made = Given(_arrow(given))
    else:
        kind = type(given)
        raise InputError(f"a panel cannot be made of a {kind.__module__}.{kind.__name__}; expected {TAKEN}")
    return Given(made.frame, (*made.notes, *unnamed(made.frame.columns)))


def frame_of(given: Any) -> pl.DataFrame:
    """Read what a user brings, as `given_frame`, without what was assumed of it."""
    return given_frame(given).frame


def is_pandas(given: Any) -> bool:
    """Whether something is a frame of pandas, or of what builds on it."""
    return any(kind.__module__.split(".")[0] == "pandas" for kind in type(given).__mro__) and hasattr(given, "columns")


def guarded(read: Callable[[], Any], what: str) -> Any:
    """Call what another library does; whatever it raises is told as an `InputError` about `what`."""
    try:
        return read()
    except (InputError, MemoryError):
        raise
    except ImportError:
        need("pyarrow", what=what)
        raise
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001  Whatever it is, it is about the frame.
        raise InputError(f"{what} cannot be read: {reason(error)}") from None


def reason(error: BaseException) -> str:
    """Return the first line of an error of another library, fit for a terminal."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return visible(lines[0][:200]) if lines else type(error).__name__


def refuse_doubles(names: Iterable[str]) -> None:
    """Raise `InputError` for columns of one name."""
    twice = [visible(shorten(name)) for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InputError(f"the given frame has columns of one name: {', '.join(twice[:5])}; rename or drop all but one")


def unnamed(names: Iterable[Any]) -> tuple[str, ...]:
    """Notes on columns that have no name, or whose name is no text."""
    odd = [repr(name) for name in names if not isinstance(name, str) or not name.strip()]
    if not odd:
        return ()
    return (f"the frame has columns without a name ({', '.join(odd[:5])}); they stay, named by number or by that text",)


def _relation(given: Any) -> Given:
    """A DuckDB relation; through Arrow only where that is needed."""
    refuse_doubles(str(name) for name in getattr(given, "columns", ()))
    found = guarded(given.pl, "the given DuckDB relation")
    return Given(found.collect() if isinstance(found, pl.LazyFrame) else found)


def _arrow(given: Any) -> pl.DataFrame:
    schema = getattr(given, "schema", None)
    fields = list(schema) if schema is not None and not callable(schema) else []
    refuse_doubles(str(getattr(field, "name", field)) for field in fields)
    wide = [str(field.name) for field in fields if str(getattr(field, "type", "")).startswith("decimal256")]
    if wide:
        raise InputError(
            f"the given frame cannot be read: column {wide[0]!r} is a decimal of 256 bits; cast it to decimal128 or float64"
        )
    return guarded(lambda: pl.DataFrame(given), "the given Arrow table")  # type: ignore[no-any-return]
