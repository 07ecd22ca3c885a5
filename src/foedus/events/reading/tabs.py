"""Files parted by tabs, in which a quote is a character as any other: a line is a row.

A stretch of whole rows goes through the parser of Polars; where it cannot be certain that each line became one row of all
its cells (short or long rows, empty lines, carriage returns, bytes that are no UTF-8), the lines are split one by one.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from foedus.errors import InputError
from foedus.events.formats.model import LINE
from foedus.events.reading.batch import Batch, Rejected, cells_told, end_told
from foedus.events.reading.recognize import Recognized
from foedus.events.reading.sources import Source, Stream, shown

CHUNK = 16 << 20
"""Bytes of a stretch."""
LONGEST_LINE = CHUNK
"""Bytes of the longest line."""


def tab_batches(stream: Stream, source: Source, what: Recognized, *, chunk: int = CHUNK) -> Iterator[Batch]:
    """Yield the rows of a file in stretches of whole lines.

    Raises InputError if a line is longer than any row.
    """
    line, rest, first = 1, b"", True
    while True:
        data = stream.read_up_to(chunk)
        whole = rest + (data.replace(b"\r", b"\n") if what.returns else data)
        if first:
            whole = whole.removeprefix(codecs.BOM_UTF8)
            first = False
        end = len(whole) if not data else whole.rfind(b"\n") + 1
        rest, whole = whole[end:], whole[:end]
        if len(rest) > LONGEST_LINE:
            at = line + whole.count(b"\n")
            raise InputError(f"{shown(source)}, line {at}: longer than any row; is this a text file?")
        if what.layout.header and line == 1 and whole:
            cut = whole.find(b"\n") + 1 or len(whole)
            whole, line = whole[cut:], 2
        if whole:
            count = whole.count(b"\n") + (not whole.endswith(b"\n"))
            yield replace(_batch(whole, count, line, what), undecoded=_undecoded(whole, line))
            line += count
        if not data:
            return


def _batch(data: bytes, count: int, line: int, what: Recognized) -> Batch:
    found = _at_once(data, count, what) if data.endswith(b"\n") and b"\r" not in data else None
    if found is not None:
        rows = found.with_columns(pl.int_range(line, line + count, dtype=pl.Int64).alias(LINE))
        return Batch(_blank_missing(rows, what), (), count, lambda lines: _texts(data, line, lines))
    rows, rejected = _one_by_one(data, line, what)
    last = line + count - 1
    notes = () if data.endswith(b"\n") else end_told(last, cut=any(one.line == last for one in rejected))
    return Batch(_blank_missing(rows, what), rejected, count, lambda lines: _texts(data, line, lines), notes)


def _at_once(data: bytes, count: int, what: Recognized) -> pl.DataFrame | None:
    """Return the rows of lines that all have all their cells; None where one may not.

    A row that is too short lacks its last cell; where none does, one that is too long makes more tabs than there should be. The
    parser alone does not refuse it wherever few columns are asked for.
    """
    last = what.names[-1]
    if data.count(b"\t") != count * (len(what.names) - 1):
        return None
    schema = dict.fromkeys(what.names, pl.String)
    wanted = [name for name in what.names if name in what.format.uses or name == last]
    try:
        scan = pl.scan_csv(io.BytesIO(data), separator="\t", has_header=False, schema=schema, quote_char=None)
        found = scan.select(wanted).collect()
    except pl.exceptions.PolarsError:
        return None
    if found.height != count or found[last].null_count():
        return None
    return _all_uses(found, what)


def _one_by_one(data: bytes, line: int, what: Recognized) -> tuple[pl.DataFrame, list[Rejected]]:
    texts = _split(data)
    least = len(what.names) if what.layout.header else what.layout.fewest
    most = len(what.names)
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String}).with_columns(
        pl.int_range(line, line + len(texts), dtype=pl.Int64).alias(LINE), pl.col("text").str.split("\t").alias("cells")
    )
    cells = pl.col("cells").list.len()
    ended = data.endswith(b"\n")
    cut = (pl.col(LINE) == line + len(texts) - 1) & (cells < most) if not ended else pl.lit(False)
    well = (cells >= least) & (cells <= most) & (pl.col("text") != "") & ~cut
    places = {name: place for place, name in enumerate(what.names) if name in what.format.uses}
    taken = frame.filter(well).select(
        *(
            pl.col("cells").list.get(place, null_on_oob=True).replace("", None).alias(name)
            for name, place in places.items()
        ),
        LINE,
    )
    expected = f"{least} to {most}" if least < most else str(most)
    left = frame.filter(~well).select(LINE, "text", cells.alias("cells"))
    rejected = [
        Rejected(at, _why(text, found, expected, cut=not ended and at == line + len(texts) - 1), text)
        for at, text, found in left.iter_rows()
    ]
    return _all_uses(taken, what), rejected


def _why(text: str, cells: int, expected: str, *, cut: bool) -> str:
    if not text.strip():
        return "an empty line"
    told = cells_told(cells, expected)
    return f"the file ends within this line: {told}" if cut else told


def _all_uses(rows: pl.DataFrame, what: Recognized) -> pl.DataFrame:
    lacking = [name for name in what.format.uses if name not in rows.columns]
    extra = [name for name in rows.columns if name not in what.format.uses and name != LINE]
    return rows.drop(extra).with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in lacking)


def _blank_missing(rows: pl.DataFrame, what: Recognized) -> pl.DataFrame:
    missing = list(what.layout.missing)
    if not missing:
        return rows
    texts = pl.col(*what.format.uses)
    return rows.with_columns(pl.when(~texts.is_in(missing)).then(texts).name.keep())


def _split(data: bytes) -> list[str]:
    texts = data.decode("utf-8", errors="replace").split("\n")
    if data.endswith(b"\n"):
        texts.pop()
    return [text.removesuffix("\r") for text in texts]


def _undecoded(data: bytes, line: int) -> list[int]:
    """Lines with bytes that are no UTF-8."""
    return [] if _decodes(data) else [at for at, text in enumerate(data.split(b"\n"), start=line) if not _decodes(text)]


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _texts(data: bytes, line: int, lines: Sequence[int]) -> list[str]:
    texts = _split(data)
    return [texts[at - line] for at in lines]
