"""A table of pairs and periods from a collection of events: counts first, then shares, balance and scores.

From the first to the last period that the files cover or date an event in, a pair that was asked for has a row in every period: zero
where the files cover some of it and both states are members of the system, missing where they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from foedus.errors import InputError
from foedus.events import expression
from foedus.events.choices import Choices
from foedus.events.crosswalk import CAMEO_REGIONS, Holding, crosswalk, known_codes
from foedus.events.engines import Engine, engine_of
from foedus.events.measures import COLUMNS, measured
from foedus.events.periods import periods_of
from foedus.events.source import Source
from foedus.terms.states.table import STATES
from foedus.version import __version__

Pair = tuple[int, int]
AGAIN = "once more for each further state in a cell"
"""Rows that count for several pairs, as a negative number: what became of rows sums up to what was read."""
MOST_ROWS = 1_000_000
"""Rows of pairs that are asked for, one in each period, beyond which a table is refused."""
SAID = ("score_sum", "deaths")
"""Numbers that not every source gives."""


@dataclass(frozen=True)
class EventTable:
    """Counts by pair and period, and all that was decided on the way."""

    frame: pl.DataFrame  #: One row for each pair and period; columns of :data:`foedus.events.measures.COLUMNS`.
    periods: pl.DataFrame  #: ``period, covered, rows, events``: every period, with all that was counted in it.
    unmapped: (
        pl.DataFrame
    )  #: ``code, what, as_actor, as_recipient``: what stands for no state of the list, most rows first.
    choices: Choices
    metadata: Mapping[str, Any]  #: Collection, files with hashes, choices, versions, rows by what became of them.


def table_of(
    source: Source,
    *,
    choices: Choices | None = None,
    pairs: Iterable[Pair] = (),
    engine: str | Engine = "duckdb",
) -> EventTable:
    """Return the table of a collection.

    Parameters
    ----------
    source : Source
        Parsed events.
    choices : Choices, optional
        How they are counted; by month, both directions together, every row, by default.
    pairs : iterable of pairs of COW codes
        Pairs that get a row in every period; without any, every pair of states gets rows where it has events.
    engine : str or Engine
        Where it is computed; see :func:`foedus.events.engines.engine_of`.

    Raises
    ------
    InputError
        No part, an engine that does not answer, a choice that the collection's format cannot answer; more than
        :data:`MOST_ROWS` rows of pairs that are asked for.
    """
    chosen, asked = choices or Choices(), _asked(pairs)
    if not source.parts:
        raise InputError(f"the collection {source.name} holds no events; add files to it first")
    runner = engine_of(engine) if isinstance(engine, str) else engine
    try:
        aside = _set_aside(source, chosen, runner)
        known = _crosswalk(source, runner)
        found = runner.run(expression.counts(chosen, between=asked), events=source.parts, crosswalk=known)
    finally:
        if isinstance(engine, str):
            runner.close()
    found = _typed(found)
    periods = periods_of(source, found, chosen)
    named = _directed(asked, chosen)
    _refuse_many(named, periods, chosen)
    frame = measured(found.filter(pl.col("kind") == expression.PAIR), periods, pairs=named, silent=_silent(found))
    unmapped = _unmapped(found, source.actor_scheme)
    metadata = _metadata(source, chosen, runner) | {
        "pairs": [list(pair) for pair in asked] or "all",
        "rows": _accounts(found, aside),
        "coverage": {
            "first": str(periods["period"].min()),
            "last": str(periods["period"].max()),
            "share": round(float(periods["covered"].mean() or 0), 6),  # type: ignore[arg-type]
            "partly": periods.filter((pl.col("covered") > 0) & (pl.col("covered") < 1)).height,
            "not": periods.filter(pl.col("covered") == 0).height,
            "assumed": source.assumed,
        },
        "unmapped": unmapped.to_dicts(),
        "columns": {name: meaning for name, meaning in COLUMNS.items() if name in frame.columns},
    }
    return EventTable(frame, periods, unmapped, chosen, metadata)


def _asked(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    found = sorted({(min(pair), max(pair)) for pair in pairs})
    for one, two in found:
        unknown = [code for code in (one, two) if code not in STATES]
        if unknown or one == two:
            raise InputError(f"pair {one}, {two}: expected two different states of the system by their COW codes")
    return tuple(found)


def _directed(pairs: Sequence[Pair], choices: Choices) -> list[Pair]:
    return sorted({*pairs, *((two, one) for one, two in pairs)}) if choices.directed else list(pairs)


def _refuse_many(pairs: Sequence[Pair], periods: pl.DataFrame, choices: Choices) -> None:
    rows = len(pairs) * periods.height
    if rows > MOST_ROWS:
        first, last = periods["period"].head(1)[0], periods["period"].tail(1)[0]
        raise InputError(
            f"{rows:,} rows, of {len(pairs):,} pairs in each {choices.period} from {first} to {last}, "
            f"are more than {MOST_ROWS:,}; ask for a longer period or for fewer pairs"
        )


def _crosswalk(source: Source, engine: Engine) -> list[Holding]:
    codes = None if source.several else known_codes(source.actor_scheme)
    if codes is None:
        codes = engine.run(expression.codes_seen(), events=source.parts)["code"].to_list()
    return crosswalk(codes, source.actor_scheme, several=source.several)


def _set_aside(source: Source, choices: Choices, engine: Engine) -> dict[str, int]:
    """Rows that each filter sets aside; refuses a choice about which no row says anything."""
    if not choices.filtered and choices.dated == "event" and not source.several:
        return {}
    found = engine.run(expression.set_aside(choices), events=source.parts).row(0, named=True)
    for chosen, lacking, what in (
        (choices.root_only, "no_root", "whether an event is in the root sentence"),
        (choices.mentions > 0, "no_mentions", "how often an event is mentioned"),
        (choices.as_of is not None or choices.dated == "added", "no_added", "when an event was added"),
    ):
        if chosen and found["total"] and found[lacking] == found["total"]:
            raise InputError(f"{source.name} ({source.format}) does not say {what}; leave that choice out")
    return {name: int(found[name]) for name in ("total", "later", "not_root", "few_mentions")}


def _typed(found: pl.DataFrame) -> pl.DataFrame:
    """The counts in types of their own, in one order; of what the source never says, such as deaths, the sum is missing."""
    whole = [name for name in expression.SUMS if name != "score_sum"]
    found = found.select(
        pl.col("kind").cast(pl.Int8),
        pl.col("ccode1", "ccode2").cast(pl.Int32),
        pl.col("code1", "code2").cast(pl.String),
        pl.col("period").cast(pl.Date),
        pl.col(*whole).cast(pl.Int64),
        pl.col("score_sum").cast(pl.Float64).round(6),
    ).sort("kind", "ccode1", "ccode2", "period", "code1", "code2")
    return found.with_columns(pl.col([name for name in SAID if name not in _silent(found)]).fill_null(0))


def _silent(found: pl.DataFrame) -> list[str]:
    return [name for name in SAID if found[name].null_count() == found.height]


def _accounts(found: pl.DataFrame, aside: Mapping[str, int]) -> dict[str, int]:
    """Every row of the collection by what became of it; `read` is their sum."""
    sums = dict(found.group_by("kind").agg(pl.col("rows").sum()).iter_rows())
    kinds = {
        "in the table": sums.get(expression.PAIR, 0),
        "between other states": sums.get(expression.OTHER, 0),
        "within one state": sums.get(expression.INTERNAL, 0),
        "with a side that is no state": sums.get(expression.UNMAPPED, 0),
        "without a day": sums.get(expression.UNDATED, 0),
    }
    read = aside.get("total", 0)
    told = {"later": "added later", "not_root": "not in the root sentence", "few_mentions": "with too few mentions"}
    kinds |= {told[name]: number for name, number in aside.items() if number and name in told}
    counted = int(found["events"].sum())
    again = {AGAIN: read - sum(kinds.values())}
    return {
        "read": read or sum(kinds.values()),
        **kinds,
        **(again if read and again[AGAIN] else {}),
        "counted": int(found["rows"].sum()),
        "counted after duplicates": counted,
    }


def _unmapped(found: pl.DataFrame, scheme: str) -> pl.DataFrame:
    rows = found.filter(pl.col("kind") == expression.UNMAPPED)
    sides = [
        rows.filter(pl.col(f"code{side}").is_not_null()).select(
            code=f"code{side}",
            as_actor=pl.col("rows") * (side == 1),
            as_recipient=pl.col("rows") * (side == 2),
        )
        for side in (1, 2)
    ]
    named = pl.concat(sides).group_by("code").agg(pl.col("as_actor", "as_recipient").sum())
    what = (
        pl.when(pl.col("code") == "")
        .then(pl.lit("no state named"))
        .when((scheme in ("cameo", "keds")) & pl.col("code").is_in(sorted(CAMEO_REGIONS)))
        .then(pl.lit("region"))
        .otherwise(pl.lit("no state of the list, or several"))
    )
    order = pl.col("as_actor") + pl.col("as_recipient")
    return named.select("code", what.alias("what"), "as_actor", "as_recipient").sort(
        order, "code", descending=[True, False]
    )


def _metadata(source: Source, choices: Choices, engine: Engine) -> dict[str, Any]:
    return {
        "made_by": f"foedus {__version__}",
        "engine": {"name": engine.name, "version": engine.version},
        "collection": {
            "name": source.name,
            "format": source.format,
            "scale": source.scale,
            "actor_scheme": source.actor_scheme,
            "files": [dict(file) for file in source.files],
        },
        "choices": choices.record(),
    }
