"""``foedus events table``, ``series``, ``plot``: pairs and periods from a collection of events."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.terminal import print_json, say, tell

if TYPE_CHECKING:
    from foedus.events.choices import Choices
    from foedus.events.pair_series import PairSeries
    from foedus.events.source import Source


class Period(StrEnum):
    """Lengths of a period."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


class Duplicates(StrEnum):
    """Rules for events that are told more than once."""

    none = "none"
    one_a_day = "one-a-day"
    one_a_day_states = "one-a-day-states"


class Dated(StrEnum):
    """Days by which events are binned."""

    event = "event"
    added = "added"


CollectionArgument = Annotated[str, typer.Argument(metavar="COLLECTION", help="A collection; see: foedus events list.")]
OneArgument = Annotated[str, typer.Argument(metavar="A", help="A state: name, COW abbreviation or code, ISO code.")]
TwoArgument = Annotated[str, typer.Argument(metavar="B", help="The other state.")]
PeriodOption = Annotated[Period, typer.Option(help="Length of a period; a week begins on Monday.")]
DuplicatesOption = Annotated[
    Duplicates, typer.Option(help="Whether rows of one day, actor, recipient (or states) and code count once.")
]
RootOption = Annotated[bool, typer.Option("--root-only", help="Only events of the root sentence of their report.")]
MentionsOption = Annotated[int, typer.Option(min=0, metavar="K", help="Only events with K mentions or more.")]
DatedOption = Annotated[Dated, typer.Option(help="Bin by the day of the event or the day it was added.")]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="Only what had been added by this day."),
]
EngineOption = Annotated[
    str,
    typer.Option(
        metavar="ENGINE",
        help="duckdb, sc://HOST:PORT (Spark Connect, also spoken by Sail), spark://HOST:PORT or spark://local.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def table(
    collection: CollectionArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Ends in .parquet or .csv.")],
    period: PeriodOption = Period.month,
    pair: Annotated[
        list[str] | None, typer.Option("--pair", metavar="A,B", help="A pair that gets a row in every period; repeat.")
    ] = None,
    of: Annotated[
        list[str] | None, typer.Option("--of", metavar="A", help="A state; every pair of those given; repeat.")
    ] = None,
    directed: Annotated[
        bool, typer.Option("--directed/--pooled", help="A towards B and B towards A apart, or together.")
    ] = False,
    duplicates: DuplicatesOption = Duplicates.none,
    root_only: RootOption = False,
    mentions: MentionsOption = 0,
    dated: DatedOption = Dated.event,
    as_of: AsOfOption = None,
    engine: EngineOption = "duckdb",
    as_json: JsonOption = False,
) -> None:
    """Count events by pair and period and write the table, with every choice and file hash beside it.

    Without --pair and --of every pair of states has rows where it has events. Every row of the collection is accounted for; actors
    that are no state are listed.
    """
    from foedus.events.engines import engine_of
    from foedus.events.export import check_path, write
    from foedus.events.pair_table import table_of as make
    from foedus.events.states_asked import pairs_asked

    check_path(out)
    choices = _choices(
        period, duplicates, dated, root_only=root_only, mentions=mentions, as_of=as_of, directed=directed
    )
    with closing(engine_of(engine)) as runner:
        source = _source(collection)
        pairs, notes = pairs_asked(source, pairs=[_two(text) for text in pair or []], of=of or [])
        made = make(source, choices=choices, pairs=pairs, engine=runner)
    write(made, out)
    if as_json:
        print_json({"file": str(out), "rows": made.frame.height, "notes": notes, "metadata": dict(made.metadata)})
        return
    for note in notes:
        tell(f"note: {note}")
    say(f"wrote {out}: {made.frame.height:,} rows; choices, hashes and counts in {out.name}.sources.json")
    _say_rows(made.metadata)


def series(
    collection: CollectionArgument,
    one: OneArgument,
    two: TwoArgument,
    period: PeriodOption = Period.month,
    duplicates: DuplicatesOption = Duplicates.none,
    root_only: RootOption = False,
    mentions: MentionsOption = 0,
    dated: DatedOption = Dated.event,
    as_of: AsOfOption = None,
    engine: EngineOption = "duckdb",
    as_json: JsonOption = False,
) -> None:
    """Show the events of a pair in each period, and the turning points of its series with their intervals.

    A turning point dates a shift in what is reported, not a cause. Under 30 events nothing is searched.
    """
    choices = _choices(period, duplicates, dated, root_only=root_only, mentions=mentions, as_of=as_of)
    found, notes = _series(collection, one, two, choices=choices, engine=engine)
    if as_json:
        print_json(found.record() | {"notes": notes})
        return
    for note in notes:
        tell(f"note: {note}")
    from foedus.cli.console import print_table

    rows = [
        (str(row["period"]), f"{row['covered']:.0%}", *(_number(row[name]) for name in _SHOWN))
        for row in found.frame.iter_rows(named=True)
    ]
    print_table(("period", "covered", *(name.replace("_", " ") for name in _SHOWN)), rows)
    say(f"{found.events:,} events of {_named(found)}")
    _say_turns(found)


def plot(
    collection: CollectionArgument,
    one: OneArgument,
    two: TwoArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="An .svg, .png or .pdf.")],
    period: PeriodOption = Period.month,
    duplicates: DuplicatesOption = Duplicates.none,
    root_only: RootOption = False,
    mentions: MentionsOption = 0,
    dated: DatedOption = Dated.event,
    as_of: AsOfOption = None,
    engine: EngineOption = "duckdb",
    width: Annotated[
        str, typer.Option(metavar="LENGTH", help="Pixels, or a length such as 12cm, 120mm or 5in.")
    ] = "912",
    theme: Annotated[str, typer.Option(metavar="THEME", help="light, dark or print.")] = "light",
) -> None:
    """Draw the series of a pair: balance and conflict, turning points with intervals, and where nothing is covered."""
    from foedus.charts.save import check_file, save_figure
    from foedus.events.drawing import figure_of

    check_file(out, width=width, theme=theme)
    choices = _choices(period, duplicates, dated, root_only=root_only, mentions=mentions, as_of=as_of)
    found, notes = _series(collection, one, two, choices=choices, engine=engine)
    for note in notes:
        tell(f"note: {note}")
    save_figure(figure_of(found), out, width=width, theme=theme)
    say(f"wrote {out}")
    _say_turns(found)


_SHOWN = ("events", "cooperation", "conflict", "balance", "conflict_per_1000")


def _source(name: str) -> Source:
    from foedus.events.source import source_of
    from foedus.events.store import open_collection

    return source_of(open_collection(name))


def _two(text: str) -> tuple[str, str]:
    from foedus.errors import InputError

    words = [word.strip() for word in text.split(",")]
    if len(words) != 2 or not all(words):
        raise InputError(f"--pair {text[:60]!r}: expected two states with a comma between, such as IRN,RUS")
    return words[0], words[1]


def _choices(
    period: Period,
    duplicates: Duplicates,
    dated: Dated,
    *,
    root_only: bool,
    mentions: int,
    as_of: datetime | None,
    directed: bool = False,
) -> Choices:
    from foedus.events.choices import Choices

    return Choices(
        period=period.value,
        directed=directed,
        duplicates=duplicates.value,
        root_only=root_only,
        mentions=mentions,
        dated=dated.value,
        as_of=as_of and as_of.date(),
    )


def _series(collection: str, one: str, two: str, *, choices: Choices, engine: str) -> tuple[PairSeries, list[str]]:
    from foedus.events.engines import engine_of
    from foedus.events.pair_series import series_of as make
    from foedus.events.states_asked import pairs_asked

    with closing(engine_of(engine)) as runner:
        source = _source(collection)
        pairs, notes = pairs_asked(source, pairs=[(one, two)])
        return make(source, *pairs[0], choices=choices, engine=runner), notes


def _named(found: PairSeries) -> str:
    from foedus.terms.states.table import STATES

    return " and ".join(STATES[code].name for code in found.pair)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:.2f}"


def _say_turns(found: PairSeries) -> None:
    for turn in found.turns:
        say(
            f"turning point of {turn.measure}: {turn.at} [{turn.low}, {turn.high}], from {turn.before:.2f} to {turn.after:.2f}, "
            f"expected changes {turn.expected:.2f}"
        )
    if found.note:
        say(found.note)
    elif not found.turns:
        say("no turning point")


def _say_rows(metadata: Any) -> None:
    rows: dict[str, int] = dict(metadata["rows"])
    say(f"{rows.pop('read'):,} rows: " + ", ".join(f"{number:,} {what}" for what, number in rows.items() if number))
    coverage = metadata["coverage"]
    say(f"covered: {coverage['share']:.1%} of {coverage['first']} to {coverage['last']}{_lacking(coverage)}")
    unmapped: Sequence[Any] = metadata["unmapped"]
    if unmapped:
        shown = ", ".join(
            f"{row['code'] or '(none)'} {row['as_actor'] + row['as_recipient']:,}" for row in unmapped[:8]
        )
        more = f" and {len(unmapped) - 8:,} more" if len(unmapped) > 8 else ""
        say(f"no state, by rows: {shown}{more}")


def _lacking(coverage: Any) -> str:
    told = [
        f"{coverage[key]:,} {what}" for key, what in (("partly", "in part"), ("not", "not at all")) if coverage[key]
    ]
    return f"; periods covered {' and '.join(told)}" if told else ""
