"""``foedus votes``: how states vote in the UN General Assembly, and vetoes in the Security Council."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say, tell

if TYPE_CHECKING:
    import polars as pl

    from foedus.affinity import DyadVotes, Vetoes

app = Program("Votes in the UN General Assembly and vetoes in the Security Council.")


class YearRule(StrEnum):
    """What a vote's year is."""

    calendar = "calendar"
    session = "session"


class Group(StrEnum):
    """What vetoes are counted or listed by."""

    member = "member"
    year = "year"
    topic = "topic"
    region = "region"
    draft = "draft"
    act = "act"


_STATE = "A state: name, COW code or abbreviation, iso:DEU."
One = Annotated[str, typer.Argument(metavar="A", help=_STATE)]
Other = Annotated[str, typer.Argument(metavar="B", help="The other state.")]
Years = Annotated[str | None, typer.Option(metavar="A-B", help="First and last year, or one; default all.")]
YearOption = Annotated[
    YearRule, typer.Option("--year", help="A vote's year: of its day, or in which its session began.")
]
Issue = Annotated[
    str,
    typer.Option(
        metavar="LIST",
        help="Issues, joined by commas: me Palestine, nu nuclear, di disarmament, hr human rights, co colonialism, ec development.",
    ),
]
Window = Annotated[int, typer.Option(metavar="N", help="Years that a row pools: its own and those before it.")]
Without = Annotated[
    str, typer.Option(metavar="LIST", help="Votes that are not counted: amendments, paragraphs, or both by a comma.")
]
Version = Annotated[str | None, typer.Option("--version", help="Edition of the dataset; default the newest installed.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
Table = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write the rows to this .csv or .parquet, too.")
]


@app.command()
def pair(
    one: One,
    other: Other,
    years: Years = None,
    year: YearOption = YearRule.calendar,
    issue: Issue = "",
    window: Window = 1,
    without: Without = "",
    version: Version = None,
    as_json: Json = False,
    out: Table = None,
) -> None:
    """Show how often two states voted alike, year by year, on the votes that both cast."""
    from foedus.affinity import votes
    from foedus.affinity.choice import span_of
    from foedus.affinity.export import check_table, write_table

    if out is not None:
        check_table(out)
    found = votes(
        one,
        other,
        years=span_of(years),
        year=year.value,
        issue=issue,
        window=window,
        without=without,
        version=version,
    )
    _notes(found.notes)
    if as_json:
        print_json(found.record())
    else:
        _print_pair(found)
    if out is not None:
        record = {name: value for name, value in found.record().items() if name != "rows"}
        write_table(found.frame, out, record=record)
        tell(f"wrote {out} and {out.name}.sources.json")


@app.command("all")
def all_pairs(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Ends in .csv or .parquet.")],
    years: Years = None,
    year: YearOption = YearRule.calendar,
    issue: Issue = "",
    window: Window = 1,
    without: Without = "",
    version: Version = None,
) -> None:
    """Write the agreement of all pairs of states by year, and beside it what it was made from."""
    from foedus.affinity import all_votes
    from foedus.affinity.choice import span_of
    from foedus.affinity.export import check_table, write_table

    check_table(out)
    with _progress() as progress:
        found = all_votes(
            years=span_of(years),
            year=year.value,
            issue=issue,
            window=window,
            without=without,
            version=version,
            progress=progress,
        )
    write_table(found.frame, out, record=found.record())
    say("\n".join(found.lines()))
    say(f"wrote {out} and {out.name}.sources.json")


@app.command()
def vetoes(
    member: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="A permanent member as the list names it (Russia, USSR), or a state's code."),
    ] = None,
    topic: Annotated[str | None, typer.Option(metavar="WORD", help="A crisis, such as Syria.")] = None,
    region: Annotated[str | None, typer.Option(metavar="WORD", help="A part of the world.")] = None,
    years: Years = None,
    by: Annotated[
        Group | None, typer.Option(help="What to count or to list; default members, or drafts where some are chosen.")
    ] = None,
    version: Version = None,
    as_json: Json = False,
    out: Table = None,
) -> None:
    """Count or list vetoes in the Security Council, by the members that are named as casting them."""
    from foedus.affinity import vetoes as find
    from foedus.affinity.choice import span_of
    from foedus.affinity.export import check_table, write_table

    if out is not None:
        check_table(out)
    found = find(member=member, topic=topic, region=region, years=span_of(years), version=version)
    _notes(found.notes)
    group = by or (Group.member if member is None and topic is None and region is None else Group.draft)
    table = _vetoes_by(found, group)
    if as_json:
        print_json(found.record())
    else:
        say(found.lines()[0])
        _print_vetoes(found, table, group)
    if out is not None:
        record = {name: value for name, value in found.record().items() if name != "drafts"}
        write_table(table, out, record=record)
        tell(f"wrote {out} and {out.name}.sources.json")


@app.command()
def plot(
    one: One,
    other: Other,
    out: Annotated[Path, typer.Option("--out", metavar="PICTURE", help="An .svg, .png or .pdf.")],
    measure: Annotated[
        str,
        typer.Option(metavar="LIST", help="One or two of identical, agreement, s, s_squared, kappa, pi, by a comma."),
    ] = "identical,kappa",
    years: Years = None,
    year: YearOption = YearRule.calendar,
    issue: Issue = "",
    window: Window = 1,
    without: Without = "",
    version: Version = None,
    width: Annotated[
        str, typer.Option(metavar="LENGTH", help="Pixels, or a length such as 12cm, 120mm or 5in.")
    ] = "912",
    theme: Annotated[str, typer.Option(metavar="THEME", help="light, dark or print.")] = "light",
) -> None:
    """Draw how two states voted, year by year; years without a joint vote are gaps."""
    from foedus.affinity import votes
    from foedus.affinity.choice import span_of, words_of
    from foedus.affinity.draw import check_measures
    from foedus.charts.save import check_file

    check_file(out, width=width, theme=theme)
    measures = check_measures(words_of(measure))
    found = votes(
        one,
        other,
        years=span_of(years),
        year=year.value,
        issue=issue,
        window=window,
        without=without,
        version=version,
    )
    _notes(found.notes)
    found.draw(*measures).save(out, width=width, theme=theme)
    say(f"wrote {out}")


def _notes(notes: Sequence[str]) -> None:
    for note in notes:
        tell(f"note: {note}")


def _print_pair(found: DyadVotes) -> None:
    from foedus.affinity.measures import MEASURES
    from foedus.cli.console import print_table

    say("\n".join(found.lines()))
    header = ("year", "n", "identical", "agreement", "S", "S sq.", "kappa", "pi", "ideal")
    names = ("n", *MEASURES)
    rows = [(str(row["year"]), *_cells(row, (*names, "idealpointdiff"))) for row in found.frame.iter_rows(named=True)]
    first, last = found.years
    print_table(header, [*rows, (f"{first}-{last}", *_cells(found.total, names), "")])
    say("n: joint votes; S sq.: S of squared distances; ideal: distance of the ideal points of the year; -: not known")


def _cells(row: dict[str, Any], names: Sequence[str]) -> list[str]:
    """Numbers of a row as text, three decimals and a dash for what is not known."""
    return [_cell(row[name]) for name in names]


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}"


def _vetoes_by(found: Vetoes, group: Group) -> pl.DataFrame:
    if group is Group.draft:
        return found.frame
    return found.acts() if group is Group.act else found.by(group.value)


def _print_vetoes(found: Vetoes, table: pl.DataFrame, group: Group) -> None:
    from foedus.cli.console import print_table

    columns = {
        Group.draft: ("date", "draft", "topic", "region", "members"),
        Group.act: ("date", "member", "jointly_with", "draft", "topic", "channel", "support_type", "ladder"),
    }.get(group, tuple(table.columns))
    rows = [
        tuple(_word(name, value) for name, value in zip(columns, row, strict=True))
        for row in table.select(columns).iter_rows()
    ]
    print_table([name.replace("_", " ") for name in columns], rows)
    if group is Group.member and not found.jointly().is_empty():
        pairs = [f"{one} and {other} {number}" for one, other, number in found.jointly().iter_rows()]
        say(f"together: {', '.join(pairs)}")


def _word(name: str, value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) and name in ("vetoes", "drafts", "alone", "jointly") else str(value)


@contextmanager
def _progress() -> Iterator[Callable[[int], None] | None]:
    """Show the year that is done, on standard error and only on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from foedus.cli.console import console

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("all pairs", total=None)
        yield lambda year: bar.update(task, description=f"all pairs: {year}")
