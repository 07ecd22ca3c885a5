"""A source to the Parquet file of its events, in one pass and with little memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl

from foedus.errors import InputError
from foedus.events.coverage import DAY, QUARTER
from foedus.events.formats.model import FAULTY, REASON
from foedus.events.reading.batch import Batch, Rejected, undecoded_told
from foedus.events.reading.reasons import kinds, kinds_told, warning
from foedus.events.reading.recognize import Recognized
from foedus.events.reading.records import record_batches
from foedus.events.reading.sources import Source, Stream, Ticks, shown
from foedus.events.reading.tabs import tab_batches
from foedus.events.scales.model import Scale

ROW_GROUP = 250_000
"""Rows of a group of the Parquet file."""
_NAMED = re.compile(r"(?<![0-9])([0-9]{14}|[0-9]{8}|[0-9]{6}|[0-9]{4})(?![0-9])")


@dataclass
class Tally:
    """What was seen of a source so far."""

    lines: int = 0
    rows: int = 0
    unscored: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    moments: set[int | date] = field(default_factory=set)  #: Quarter-hours, or days with rows.
    notes: list[str] = field(default_factory=list)
    remarks: dict[str, int] = field(default_factory=dict)  #: Rows of which each is to be told.
    undecoded: list[int] = field(default_factory=list)  #: Lines with bytes that are no UTF-8.
    sha256: str = ""
    size: int = 0


def parse(source: Source, what: Recognized, scale: Scale, *, to: Path, ticks: Ticks | None = None) -> Tally:
    """Write the events of a source to a Parquet file and return what was seen.

    Raises
    ------
    InputError
        If it is damaged, holds no event, or a line was lost.
    """
    tally = Tally()
    with source.open(ticks) as stream:
        frames = _frames(stream, source, what, scale, tally)
        _write(frames, to, what)
        tally.sha256, tally.size = stream.sha256, stream.size
    if tally.lines != tally.rows + len(tally.rejected):
        raise InputError(
            f"{shown(source)}: {tally.lines:,} lines became {tally.rows:,} rows and {len(tally.rejected):,} rejected ones; "
            "nothing is stored, since some would be lost: please report it with the file"
        )
    tally.notes += [f"{count:,} rows {remark}" for remark, count in tally.remarks.items() if count]
    tally.notes += warning(((one.line, one.reason) for one in tally.rejected), tally.lines)
    tally.notes += undecoded_told(tally.undecoded)
    if not tally.rows:
        raise InputError(f"{shown(source)} holds no event of {what.format.id}{_first_reason(tally)}")
    return tally


def covers(tally: Tally, source: Source, what: Recognized) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the spans that a source covers, by its name and its rows, and what is assumed."""
    interval = what.format.interval
    named = _by_name(source)
    if interval == "quarter-hour":
        stamps = {_quarter(int(moment)) for moment in tally.moments if not isinstance(moment, date)}
        if isinstance(named, datetime):
            stamps.add(named)
        return tuple((f"{a:%Y%m%d%H%M%S}", f"{b:%Y%m%d%H%M%S}") for a, b in _runs(sorted(stamps), QUARTER)), ()
    if interval == "day":
        days = sorted(datetime(day.year, day.month, day.day) for day in tally.moments if isinstance(day, date))
        return tuple((f"{a:%Y-%m-%d}", f"{b:%Y-%m-%d}") for a, b in _runs(days, DAY)), ()
    if interval == "name" and isinstance(named, tuple):
        return ((str(named[0]), str(named[1])),), ()
    note = "its name tells no day, month or year: it is taken to cover all from its first to its last event"
    return ((str(tally.first), str(tally.last)),), ((note,) if interval == "name" else ())


def codes_of(source: Source, what: Recognized) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the codes in a source with their number, to choose a scale by, and what is told of its end."""
    counts: dict[str, int] = {}
    notes: list[str] = []
    with source.open() as stream:
        for batch in _batches(stream, source, what):
            for code, number in batch.rows["code"].str.strip_chars().drop_nulls().value_counts().iter_rows():
                counts[code] = counts.get(code, 0) + number
            notes += batch.notes
    return counts, tuple(notes)


def _batches(stream: Stream, source: Source, what: Recognized) -> Iterator[Batch]:
    return record_batches(stream, source, what) if what.layout.quoted else tab_batches(stream, source, what)


def _frames(stream: Stream, source: Source, what: Recognized, scale: Scale, tally: Tally) -> Iterator[pl.DataFrame]:
    for batch in _batches(stream, source, what):
        built = what.format.build(batch.rows.lazy(), scale).drop(REASON).collect()
        found = list(batch.rejected)
        if built[FAULTY].any():
            faulty = batch.rows.filter(built[FAULTY])
            wrong = what.format.build(faulty.lazy(), scale).select("row", REASON).collect()
            texts = batch.text(wrong["row"].to_list())
            found += [Rejected(at, why, text) for (at, why), text in zip(wrong.iter_rows(), texts, strict=True)]
        rows = built.filter(~pl.col(FAULTY)).drop(FAULTY)
        tally.rejected += sorted(found)
        tally.lines += batch.records
        tally.notes += batch.notes
        tally.undecoded += batch.undecoded
        for remark, holds in what.format.remarks.items():
            tally.remarks[remark] = tally.remarks.get(remark, 0) + batch.rows.select(holds.sum()).item()
        tally.rows += rows.height
        _note(rows, what, scale, tally)
        if rows.height:
            yield rows


def _note(rows: pl.DataFrame, what: Recognized, scale: Scale, tally: Tally) -> None:
    if not rows.height:
        return
    days = rows.select(pl.col("date").min().alias("first"), pl.col("date").max().alias("last")).row(0)
    last = days[1] if "until" not in rows.columns else max(days[1], rows["until"].max() or days[1])
    tally.first = days[0] if tally.first is None else min(tally.first, days[0])
    tally.last = last if tally.last is None else max(tally.last, last)
    if scale.scores:
        tally.unscored += rows["score"].null_count()
    if what.format.interval in ("quarter-hour", "day"):
        column = "added_at" if what.format.interval == "quarter-hour" else "date"
        tally.moments.update(rows[column].drop_nulls().unique().to_list())


def _write(frames: Iterator[pl.DataFrame], to: Path, what: Recognized) -> None:
    """Write frames to Parquet. Raises OSError if that cannot be."""
    first = next(frames, None)
    if first is None:
        return
    second = next(frames, None)
    failed: list[BaseException] = []
    try:
        if second is None:
            first.write_parquet(to, compression="zstd", statistics=True, row_group_size=ROW_GROUP)
        else:
            _stream(_again(first, second, frames, failed), pl.Schema(what.format.schema)).sink_parquet(
                to, compression="zstd", statistics=True, row_group_size=ROW_GROUP, maintain_order=True
            )
    except pl.exceptions.PolarsError as error:
        raise OSError(str(error).splitlines()[0][:200]) from error
    if failed:
        raise failed[0]


def _again(
    first: pl.DataFrame, second: pl.DataFrame, others: Iterator[pl.DataFrame], failed: list[BaseException]
) -> Iterator[pl.DataFrame]:
    """Hand on frames; what fails is kept, since it would come out of the engine as another error."""
    yield first
    yield second
    try:
        yield from others
    except BaseException as error:  # noqa: BLE001 - raised again by who asked for the frames
        failed.append(error)


def _stream(frames: Iterator[pl.DataFrame], schema: pl.Schema) -> pl.LazyFrame:
    from polars.io.plugins import register_io_source

    def give(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        del columns, predicate, rows, size
        yield from frames

    return register_io_source(give, schema=schema)


def _first_reason(tally: Tally) -> str:
    if not tally.rejected:
        return "; download it again"
    found = kinds((one.line, one.reason) for one in tally.rejected)
    return f": {tally.lines:,} lines are rejected: {kinds_told(found)}"


def _by_name(source: Source) -> datetime | tuple[date, date] | None:
    found = _NAMED.search((source.member or source.path.name).rpartition("/")[2])
    if found is None:
        return None
    digits = found[1]
    try:
        if len(digits) == 14:
            return _quarter(int(digits))
        year, month, day = int(digits[:4]), int(digits[4:6] or 1), int(digits[6:8] or 1)
        first = date(year, month, day)
    except ValueError:
        return None
    if not 1900 <= year <= 2100:
        return None
    if len(digits) == 8:
        return first, first
    beyond = date(year + 1, 1, 1) if len(digits) == 4 else (first + 31 * DAY).replace(day=1)
    return first, beyond - DAY


def _quarter(stamp: int) -> datetime:
    """Beginning of the quarter-hour in which a moment lies."""
    moment = datetime.strptime(str(stamp), "%Y%m%d%H%M%S")
    return moment.replace(minute=moment.minute // 15 * 15, second=0)


def _runs(moments: list[datetime], step: timedelta) -> list[tuple[datetime, datetime]]:
    runs: list[tuple[datetime, datetime]] = []
    for moment in moments:
        if runs and moment - runs[-1][1] == step:
            runs[-1] = (runs[-1][0], moment)
        else:
            runs.append((moment, moment))
    return runs
