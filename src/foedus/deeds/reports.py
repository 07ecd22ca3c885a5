"""What a collection of events reports of the pair: months as series, and groups of events of one kind and month as acts.

A group becomes a draft and never a claim by itself: machines read the news, and what they read is for a person to confirm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import polars as pl

from foedus.deeds.gathered import Asked, Gathered, Row, observation, written
from foedus.deeds.register import Entry, Register
from foedus.events.crosswalk import crosswalk
from foedus.events.pair_table import table_of
from foedus.events.source import Source

SERIES = {
    "events": "events",
    "cooperation-per-1000": "cooperation_per_1000",
    "conflict-per-1000": "conflict_per_1000",
    "balance": "balance",
}
"""Series, and the columns of the table that they hold."""

MOST = 200
"""Groups that are proposed; the largest."""

LEVELS = {"01": "1", "02": "1", "03": "1", "04": "2", "051": "1", "052": "1", "053": "1", "057": "3", "061": "4", "062": "5", "064": "3", "07": "4"}  # fmt: skip
"""Rung that a code or its beginning is proposed for; the sixth never follows from an event alone."""

CHANNELS = {"062": "military", "072": "military", "064": "intelligence", "061": "economic", "071": "economic", "063": "legal"}  # fmt: skip
"""Channel of a code by the context that PLOVER gives it; other cooperation is diplomatic."""


def reports(asked: Asked, source: Source) -> Gathered:
    """Return the monthly series of the pair, both directions together, and its groups of cooperative and hostile events."""
    made = table_of(source, pairs=[asked.codes])
    named = f"events:{source.name} {source.format} sha256 {_hash(source)[:12]}"
    months = made.frame.filter(pl.col("period").dt.year().is_between(*asked.years) & (pl.col("covered") > 0))
    rows: list[Row] = []
    for month in months.iter_rows(named=True):
        period = month["period"].strftime("%Y-%m")
        rows += [
            observation(series, period, month[column], n=month["events"], source=named)
            for series, column in SERIES.items()
            if month[column] is not None
        ]
    groups = _groups(asked, source)
    ladder = source.scale.startswith("cameo")
    entries = tuple(_entry(asked, group, ladder=ladder) for group in groups.head(MOST).iter_rows(named=True))
    beyond = groups.height - len(entries)
    left = f"{beyond:,} smaller groups are not listed." if beyond > 0 else ""
    register = Register(
        f"events-{source.name}", f"Events of {source.name} ({source.format}), by pair, month and code", source.scale,
        _hash(source), "", _citation(source), entries, left,
    )  # fmt: skip
    cover = made.metadata["coverage"]
    notes = (
        ()
        if rows
        else (
            f"{source.name} covers {cover['first']} to {cover['last']}, and the case asks for {asked.years[0]} to {asked.years[1]}; "
            "--since and --to ask for other years",
        )
    )
    return Gathered(f"events:{source.name}", tuple(rows), (), register if entries else None, notes)


def _hash(source: Source) -> str:
    """The hash of the file; of several, of their hashes joined in order."""
    sums = [str(file["sha256"]) for file in source.files]
    return sums[0] if len(sums) == 1 else hashlib.sha256("\n".join(sums).encode()).hexdigest()


def _citation(source: Source) -> str:
    return f"@misc{{events-{source.name},\n  title = {{Event data: {source.name} ({source.format})}}\n}}\n"


def _groups(asked: Asked, source: Source) -> pl.DataFrame:
    """Events of the pair by actor, recipient, month and code, the largest groups first."""
    parts = [
        pl.scan_parquet(path).with_columns(pl.lit(at, pl.Int32).alias("file")) for at, path in enumerate(source.parts)
    ]
    events = pl.concat(parts) if len(parts) > 1 else parts[0]
    keys = _keys(events, asked, source)
    wanted = events.filter(pl.col("country1").is_in(keys["code"]), pl.col("country2").is_in(keys["code"]))
    found = wanted.collect(engine="streaming")
    for side in ("1", "2"):
        found = found.join(
            keys.rename({"code": f"country{side}", "ccode": f"ccode{side}"}), on=f"country{side}", how="left"
        )
        inside = pl.col("date").dt.year().is_between(pl.col("first"), pl.col("last"))
        found = found.filter(inside).drop("first", "last")
    return (
        found.filter(
            pl.col("ccode1") != pl.col("ccode2"), pl.col("date").dt.year().is_between(*asked.years), pl.col("quad").is_not_null()
        )
        .group_by("ccode1", "ccode2", pl.col("date").dt.strftime("%Y-%m").alias("month"), "code")
        .agg(
            pl.len().alias("number"), pl.col("quad").first(), pl.col("score").mean(),
            pl.struct("file", "row").sort().alias("rows"),
        )
        .sort(["number", "month", "code", "ccode1"], descending=[True, False, False, False])
    )  # fmt: skip


def _keys(events: pl.LazyFrame, asked: Asked, source: Source) -> pl.DataFrame:
    """Codes that mean one of the pair, with the years in which they do."""
    seen = events.select(pl.concat([pl.col("country1"), pl.col("country2")]).unique().alias("code")).collect(
        engine="streaming"
    )
    held = [
        (row.code, row.ccode, row.first, row.last)
        for row in crosswalk(seen["code"].drop_nulls().sort(), source.actor_scheme, several=source.several)
        if row.ccode in asked.codes
    ]
    schema = {"code": pl.String, "ccode": pl.Int32, "first": pl.Int32, "last": pl.Int32}
    return pl.DataFrame(held, schema=schema, orient="row")


def _entry(asked: Asked, group: dict[str, object], *, ladder: bool) -> Entry:
    """What is proposed of a group; channels and rungs are read from codes of CAMEO alone."""
    code, number = str(group["code"]), int(str(group["number"]))
    one, other = asked.actors([int(str(group["ccode1"]))])[0], asked.actors([int(str(group["ccode2"]))])[0]
    rows = group["rows"]
    listed = [f"{row['file'] + 1}:{row['row']}" for row in rows] if isinstance(rows, Sequence) else []
    told = ", ".join(listed[:20]) + (f" and {len(listed) - 20} more" if len(listed) > 20 else "")
    events = "1 event" if number == 1 else f"{number} events"
    friendly = ladder and group["quad"] in (1, 2)
    score = group["score"]
    return Entry(
        f"{group['month']}: {events} of {one} towards {other} with code {code} (file:row {told}).",
        (one,), (other,), date=str(group["month"]), value=written(float(str(score)) / 10) if score is not None else "",
        channel=CHANNELS.get(code[:3], "diplomatic") if friendly else "",
        level=_level(code) if friendly else "", locator=f"code {code}", note=f"{events} reported; code {code}",
    )  # fmt: skip


def _level(code: str) -> str:
    return LEVELS.get(code[:3], LEVELS.get(code[:2], ""))
