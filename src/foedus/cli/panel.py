"""``foedus panel``: build tables of dyads, states and leaders by year from the datasets that you have added."""

from __future__ import annotations

import warnings
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from foedus.cli.program import Program
from foedus.cli.terminal import say, tell

if TYPE_CHECKING:
    from foedus.panel.panel import Panel

SHOWN = 20
"""Rows that are printed."""

app = Program("Build dyad-years, state-years and leader-years with columns from your datasets.")


class SharedTime(StrEnum):
    """What two states must share to make a dyad-year."""

    day = "day"
    year = "year"


class Unit(StrEnum):
    """What a row of a panel is."""

    dyad_years = "dyad-years"
    state_years = "state-years"
    state_days = "state-days"
    leader_years = "leader-years"
    leader_days = "leader-days"
    leader_dyad_years = "leader-dyad-years"


class System(StrEnum):
    """Whose list of states the rows follow."""

    cow = "cow"
    gw = "gw"
    archigos = "archigos"


@app.callback()
def _panel() -> None:
    pass


@app.command()
def build(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Ends in .parquet, .csv, .dta or .feather.")],
    years: Annotated[
        str | None,
        typer.Option(metavar="A:B", help="First and last year; by default 1816:2010, of leaders 1840:2015."),
    ] = None,
    unit: Annotated[Unit, typer.Option(help="What a row is.")] = Unit.dyad_years,
    system: Annotated[
        System | None,
        typer.Option(
            help="Whose list of states: Correlates of War (the default), or Gleditsch and Ward with microstates. Leader-years and "
            "leader-days are by default as in Archigos, states or not."
        ),
    ] = None,
    directed: Annotated[
        bool,
        typer.Option("--directed/--undirected", help="Each dyad in both orders, or once with the lower code first."),
    ] = True,
    sets: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="LIST",
            help="Sets of columns, joined by commas, a version after @: atop,nmc@6.0,spells; peer (what dyad-years get by default); "
            "all whose datasets are there. An unknown name shows them all.",
        ),
    ] = None,
    rule: Annotated[
        SharedTime, typer.Option(help="Whether the two share a day in the system or only a year.")
    ] = SharedTime.day,
    relevant: Annotated[
        bool,
        typer.Option("--relevant", help="Only politically relevant dyads: contiguous, or one a major power."),
    ] = False,
    bibliography: Annotated[
        Path | None, typer.Option("--cite", metavar="FILE", help="Write the BibTeX entries of the datasets, too.")
    ] = None,
) -> None:
    """Build a panel and write it, with the sources of every column beside it."""
    from foedus.datasets import installed
    from foedus.files.folder import write_file
    from foedus.panel.export import check_path, write
    from foedus.panel.outside import PanelNote
    from foedus.panel.sets import add_sets

    check_path(out)
    panel = _rows(unit, years, system=system, directed=directed, rule=rule)
    if sets is None and unit is Unit.dyad_years:
        sets = "peer"
    if sets is not None:
        panel = add_sets(panel, sets, there={info.id for info in installed()})
    if relevant:
        panel = panel.relevant()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", PanelNote)
        made = write(panel, out)
    for note in told:
        tell(f"note: {note.message}")
    say(f"wrote {out}: {made.height:,} rows, {made.width} columns; sources in {out.name}.sources.json")
    if bibliography is not None:
        write_file(panel.cite().encode("utf-8"), bibliography, option="--cite")
        say(f"wrote {bibliography}")


def _rows(unit: Unit, years: str | None, *, system: System | None, directed: bool, rule: SharedTime) -> Panel:
    """The rows that are asked for, with their keys alone."""
    from foedus.errors import InputError
    from foedus.panel.make import dyad_years, state_days, state_years

    if unit not in (Unit.dyad_years, Unit.leader_dyad_years) and (not directed or rule is SharedTime.year):
        option = "--rule year" if directed else "--undirected"
        raise InputError(f"{option} is for dyad-years, of states or of leaders; leave it out for {unit.value}")
    if unit in (Unit.leader_years, Unit.leader_days, Unit.leader_dyad_years):
        return _leaders(unit, years, system=system, directed=directed, rule=rule)
    span, scheme = _years(years or "1816:2010"), _scheme(system or System.cow, unit)
    if unit is Unit.dyad_years:
        return dyad_years(span, directed=directed, rule=rule.value, system=scheme)
    return (state_years if unit is Unit.state_years else state_days)(span, system=scheme)


def _leaders(unit: Unit, years: str | None, *, system: System | None, directed: bool, rule: SharedTime) -> Panel:
    """The rows of leaders that are asked for."""
    from foedus.errors import InputError
    from foedus.panel.leaders import ALL_YEARS, leader_days, leader_dyad_years, leader_years

    span = ALL_YEARS if years is None else _years(years)
    if unit is not Unit.leader_dyad_years:
        made = leader_years if unit is Unit.leader_years else leader_days
        return made(span, standardize=(system or System.archigos).value)
    if rule is SharedTime.year:
        raise InputError("--rule year: the leaders of leader-dyad-years share a day in office; leave --rule out")
    return leader_dyad_years(span, directed=directed, system=_scheme(system or System.cow, unit))


def _scheme(system: System, unit: Unit) -> Literal["cow", "gw"]:
    from foedus.errors import InputError

    if system is System.archigos:
        raise InputError(f"--system archigos is for leader-years and leader-days; {unit.value} are of cow or gw")
    return "gw" if system is System.gw else "cow"


def _years(text: str) -> tuple[int, int]:
    from foedus.errors import InputError

    first, colon, last = text.partition(":")
    try:
        return int(first), int(last if colon else first)
    except ValueError:
        raise InputError(f"--years {text[:40]!r}; expected FIRST:LAST, such as 1816:2010") from None


@app.command()
def whittle(
    disputes: Annotated[
        str,
        typer.Argument(
            metavar="DISPUTES",
            help="gml or cow (before whittling), another dataset of disputes (gml-mid, dyadic-mid), or a file of your own.",
        ),
    ],
    steps: Annotated[
        str | None,
        typer.Option(
            "--steps",
            metavar="LIST",
            help="Steps in their order, joined by commas; default: onsets,fatality,hostility,duration,maximum-duration,reciprocation,"
            "start-month,first. An unknown name shows them all.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write what is left: .parquet, .csv, .dta or .feather.")
    ] = None,
    dropped: Annotated[
        Path | None,
        typer.Option("--dropped", metavar="FILE", help="Write what was dropped, with the step that did it."),
    ] = None,
) -> None:
    """Whittle several disputes of a dyad-year down to one, and tell the rows left after each step."""
    from foedus.panel.disputes import column_sources_of
    from foedus.panel.disputes import whittle as begin
    from foedus.panel.export import check_path, write_rows
    from foedus.panel.whittling import DEFAULT, DROPPED_BY, STEPS, check_steps

    names = DEFAULT if steps is None else check_steps([name.strip() for name in steps.split(",") if name.strip()])
    for path in (out, dropped):
        if path is not None:
            check_path(path)
    made = begin(disputes).steps(names)
    (_, before), *after = made.told
    say(f"{'start':16} {before:>7,}")
    for step, rows in after:
        say(f"{step:16} {rows:>7,} {rows - before:>+7,}  {STEPS[step].keeps}")
        before = rows
    several = f"{made.repeated:,} dyad-years still have several: the step 'first' keeps the lowest number of each"
    say(several if made.repeated else "each dyad-year has one")
    columns = column_sources_of(made)
    if out is not None:
        write_rows(made.frame, columns, path=out)
        say(f"wrote {out}: {made.frame.height:,} rows; sources in {out.name}.sources.json")
    if dropped is not None:
        told = {
            **columns,
            DROPPED_BY: replace(next(iter(columns.values())), name=DROPPED_BY, label="step that dropped it"),
        }
        write_rows(made.dropped, told, path=dropped)
        say(f"wrote {dropped}: {made.dropped.height:,} rows")


@app.command()
def duplicates(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Rows: .csv, .dta, .parquet or .feather.")],
    keys: Annotated[
        str,
        typer.Option(
            metavar="LIST", help="Columns that a row is to be alone in, joined by commas; default: codes and year."
        ),
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write all of them to this .csv.")] = None,
) -> None:
    """Show the rows that share their keys, where each should stand once."""
    from foedus.files.folder import write_file
    from foedus.panel.duplicates import duplicates as find
    from foedus.panel.duplicates import keys_of
    from foedus.panel.own.given import frame_of

    rows = frame_of(file)
    by = keys_of(rows, [name.strip() for name in keys.split(",") if name.strip()])
    found = find(rows, by)
    if found.is_empty():
        say(f"no duplicates: each of {rows.height:,} rows is alone in {', '.join(by)}")
        return
    groups = found.select(by).unique().height
    say(f"{found.height:,} of {rows.height:,} rows share their {', '.join(by)} with another row ({groups:,} keys)")
    columns = [*by, *[name for name in found.columns if name not in by and name != "copies"][:5], "copies"]
    say(",".join(columns))
    for row in found.select(columns).head(SHOWN).iter_rows():
        say(",".join("" if cell is None else str(cell) for cell in row))
    if found.height > SHOWN:
        say(f"... and {found.height - SHOWN:,} more")
    if out is not None:
        write_file(found.write_csv().encode("utf-8"), out, option="--out")
        say(f"wrote {out}: {found.height:,} rows")
