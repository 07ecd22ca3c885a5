"""CSV files as Polars frames: what spreadsheets and R write is accepted and told, what would change a cell is refused.

Columns whose cells are all whole numbers, numbers or yes and no become columns of these. A whole number that begins with
a zero, such as 002, is a code and stays text; keys read it as 2. A decimal comma is no decimal point: only who wrote 1,234
knows which number it is, so such a column stays text, with a note.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import islice

import polars as pl

from foedus.errors import InputError
from foedus.files.characters import clean_name, visible
from foedus.files.encoding import Unreadable, to_text
from foedus.files.findings import shorten
from foedus.files.formats import format_of_text
from foedus.files.header import SEPARATORS, find_start
from foedus.files.quotes import Lines, LineTooLong, swallowed_row
from foedus.files.raw import MOST_CELLS, MOST_COLUMNS
from foedus.panel.own.read import Given, guarded, refuse_doubles

KEYS = ("ccode1", "ccode2", "ccode", "gwcode1", "gwcode2", "gwcode", "year")
"""Columns by which the header of a user's file is known."""
_SHOWN = 5
_WHOLE, _CODE = r"^[+-]?(0|[1-9]\d{0,17})$", r"^[+-]?0\d+$"
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_COMMA = r"^[+-]?\d+,\d+$"
_MISSING = ("", "NA", "NaN", "nan", ".", "NULL")
"""Cells that are missing in a column whose other cells are numbers."""


def csv_frame(data: bytes, shown: str) -> Given:
    """Read a CSV file. Raises InputError: another encoding, rows of another width than the header, a stray quote."""
    read = to_text(data)
    if isinstance(read, Unreadable):
        where = f" (line {read.line}: {visible(shorten(read.shown))})" if read.line else ""
        raise InputError(
            f"{shown} is no CSV file in UTF-8{where}; expected {read.expected}; save it again as 'CSV UTF-8'"
        )
    text, notes = read[0].replace("\r\n", "\n").replace("\r", "\n"), list(read[1])
    other = format_of_text(text)
    if other:
        raise InputError(f"{shown} is {other}; expected a CSV table with a header")
    start = find_start(text, KEYS)
    if start.header is None:
        raise InputError(f"{shown} has no header; expected a first line such as ccode1,ccode2,year")
    if start.separator != ",":
        notes.append(f"cells separated by {SEPARATORS.get(start.separator, repr(start.separator))} accepted")
    lines = text.rstrip("\x1a\0\n").split("\n")[start.header :]
    cells = _cells(lines, start.separator, first=start.header + 1, shown=shown)
    frame, told = _typed(cells)
    return Given(frame, tuple(f"{shown}: {note}" for note in (*notes, *start.notes, *told)))


def _cells(lines: Sequence[str], separator: str, *, first: int, shown: str) -> pl.DataFrame:
    """Every cell as text. Raises InputError for rows that are not as wide as the header."""
    header = [clean_name(cell) for cell in next(csv.reader(lines[:1], delimiter=separator), [])]
    refuse_doubles(name for name in header if name)
    if len(header) > MOST_COLUMNS:
        raise InputError(f"{shown} has {len(header):,} columns; expected at most {MOST_COLUMNS:,}")
    names = [name or f"column_{place}" for place, name in enumerate(header, 1)]
    table = pl.DataFrame({"text": pl.Series(lines[1:], dtype=pl.String)}).with_row_index("line", first + 1)
    table = table.filter(pl.col("text").str.strip_chars(f' "{separator}').str.len_chars() > 0)
    if not table.height:
        raise InputError(f"{shown} has a header and no rows; expected at least one row below it")
    if (table["text"].str.count_matches('"', literal=True) % 2 == 1).any():
        rows = _quoted(lines, separator, width=len(header), first=first, shown=shown)
        return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    counts = table.filter(pl.col("text").str.count_matches(separator, literal=True) != len(header) - 1)
    wrong = [
        (line, len(cells))
        for line, text in counts.iter_rows()
        if len(cells := next(csv.reader([text], delimiter=separator))) != len(header)
    ]
    if wrong:
        raise InputError(_of_another_width(wrong, len(header), shown=shown))
    joined = "\n".join(table["text"].to_list()).encode("utf-8") + b"\n"
    schema = dict.fromkeys(names, pl.String)
    return guarded(  # type: ignore[no-any-return]
        lambda: pl.read_csv(joined, separator=separator, has_header=False, schema=schema, infer_schema=False), shown
    )


def _of_another_width(wrong: Sequence[tuple[int, int]], width: int, *, shown: str) -> str:
    told = ", ".join(f"line {line} has {count}" for line, count in wrong[:_SHOWN])
    more = f" and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
    return (
        f"{shown}: rows that are not as wide as the header of {width} columns: {told}{more}; "
        "a cell that holds the separator stands in quotes"
    )


def _quoted(lines: Sequence[str], separator: str, *, width: int, first: int, shown: str) -> list[list[str]]:
    """Rows of a file with cells over several lines; one that holds what looks like another row is refused."""
    source = Lines("\n".join(lines) + "\n")
    reader = csv.reader(iter(source), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    wrong: list[tuple[int, int]] = []
    line = first
    try:
        for cells in reader:
            if len(source.row) > 1 and rows:
                found, certain = swallowed_row(source.row, width, separator=separator)
                if found and certain:
                    raise InputError(
                        f"{shown}: a quote in line {line} is closed in another row ({visible(shorten(found))}); take it "
                        'out, or double it ("") if it belongs to the text'
                    )
            if any(cell.strip() for cell in cells):  # Rows of separators alone, as spreadsheets leave them, are none.
                rows.append(cells)
                wrong += [(line, len(cells))] if len(cells) != width else []
            if len(rows) * width > MOST_CELLS:
                raise InputError(
                    f"{shown}: cells over several lines in more than {MOST_CELLS:,} cells; write it as .parquet"
                )
            line = first + reader.line_num
            source.row.clear()
    except LineTooLong as error:
        raise InputError(f"{shown}: {error}; is a quote left open?") from None
    except csv.Error as error:
        raise InputError(f"{shown}: line {line}: {error}; a quote is missing, or stands where none belongs") from None
    if wrong:
        raise InputError(_of_another_width(wrong, width, shown=shown))
    return list(islice(rows, 1, None))


def _typed(cells: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Columns in the types of their cells, and notes on what was taken for missing or left as text."""
    made, absent, commas = [], [], []
    for column in cells:
        text = column.str.strip_chars()
        known = text.filter(text.is_not_null() & ~text.is_in(_MISSING))
        typed = _type_of(known)
        if typed == pl.String:
            made.append(column)
            if len(known) and known.str.contains(_COMMA).any() and known.str.contains(f"{_COMMA}|{_WHOLE}").all():
                commas.append(visible(shorten(column.name)))
            continue
        empty = text.is_null() | text.is_in(_MISSING)
        absent += [visible(shorten(column.name))] if text.is_in(_MISSING[1:]).any() else []
        made.append(_cast(pl.select(pl.when(~empty).then(text)).to_series(), typed).alias(column.name))
    notes = [f"NA or . is missing in columns of numbers: {', '.join(absent[:_SHOWN])}"] if absent else []
    if commas:
        notes.append(
            f"columns with a comma in their numbers stay text: {', '.join(commas[:_SHOWN])}; write a decimal point"
        )
    return pl.DataFrame(made), notes


def _type_of(known: pl.Series) -> type[pl.DataType]:
    if not len(known):
        return pl.String
    if known.str.to_lowercase().is_in(["true", "false"]).all():
        return pl.Boolean
    if known.str.contains(_WHOLE).all():
        return pl.Int64
    if known.str.contains(_CODE).any():
        return pl.String
    return pl.Float64 if known.str.contains(_NUMBER).all() else pl.String


def _cast(text: pl.Series, typed: type[pl.DataType]) -> pl.Series:
    return text.str.to_lowercase() == "true" if typed == pl.Boolean else text.cast(typed)
