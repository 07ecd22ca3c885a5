"""``foedus events``: add files of event data to collections, list and check them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.events_table import plot, series, table
from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say, tell

if TYPE_CHECKING:
    from foedus.events.intake import Intake, Progress
    from foedus.events.store import Collection, FileMeta

SHOWN = 10
"""Lines of a kind that are shown; the rest are counted."""
BROKEN = 2
"""Exit code where a file could not be added, or what is stored is damaged."""

app = Program("Add files of event data to collections, list and check them, and make tables of pairs and periods.")

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files (plain, .gz, .zip) and folders.")],
    format: Annotated[
        str | None, typer.Option(help="Format, such as gdelt2; by default it is told by the content.", metavar="ID")
    ] = None,
    scale: Annotated[
        str | None, typer.Option(help="Scale of the codes (cameo, weis); by default told by the codes.", metavar="ID")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--as", help="Name of the collection; by default its format.", metavar="NAME")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take a file in the place of another of the same name.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Read files of events into a collection; what was read before is not read again."""
    from foedus.events.intake import add as add_files

    with _progress() as progress:
        found = add_files(*paths, format=format, scale=scale, name=name, replace=replace, progress=progress)
    if as_json:
        print_json(_intake_data(found))
    else:
        _print_intake(found)
    if found.failed:
        raise typer.Exit(BROKEN)


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A collection; all by default.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say which days or quarter-hours a collection lacks, what was rejected, and whether its parts are whole."""
    from foedus.events.check import check_collection
    from foedus.events.store import collections, open_collection

    found = [open_collection(name)] if name is not None else list(collections())
    checked = [(one, check_collection(one)) for one in found]
    if as_json:
        print_json([collection_data(one) | _checked_data(one, problems) for one, problems in checked])
    else:
        for one, problems in checked:
            _print_checked(one, problems)
        if not checked:
            say("there are no collections; add files with: foedus events add PATH")
    if any(problems for _, problems in checked):
        raise typer.Exit(BROKEN)


@app.command("list")
def list_collections(as_json: JsonOption = False) -> None:
    """List the collections of events in the data directory, and the formats that can be read."""
    from foedus.events.formats.registry import registry
    from foedus.events.store import collections, events_directory

    found = collections()
    known = registry()
    if as_json:
        told = [{"id": one.id, "title": one.title, "tried": one.tried, "terms": one.licence} for one in known.values()]
        print_json({"collections": [collection_data(one) for one in found], "formats": told})
        return
    from foedus.cli.console import print_table

    rows = [(one.name, one.format, one.scale, f"{one.rows:,}", str(len(one.files)), _span(one)) for one in found]
    if rows:
        print_table(("collection", "format", "scale", "rows", "files", "covers"), rows)
    print_table(
        ("format", "title", "tried"), [(one.id, one.title, "yes" if one.tried else "no") for one in known.values()]
    )
    say(f"collections lie in: {events_directory()}")


def collection_data(one: Collection) -> dict[str, Any]:
    """Return what is said of a collection to other programs."""
    cover = one.coverage
    return {
        "name": one.name,
        "format": one.format,
        "scale": one.scale,
        "actor_scheme": one.actor_scheme,
        "rows": one.rows,
        "rejected": sum(meta.rejected for meta in one.files),
        "files": len(one.files),
        "coverage": {
            "unit": cover.unit,
            "first": None if cover.first is None else str(cover.first),
            "last": None if cover.last is None else str(cover.last),
            "intervals": cover.intervals,
            "lacking": cover.lacking_intervals,
        },
        "path": str(one.path),
    }


def _span(one: Collection) -> str:
    cover = one.coverage
    lacking = f", {cover.lacking_intervals:,} {cover.unit}s lack" if cover.lacking_intervals else ""
    return f"{cover.first} to {cover.last}{lacking}" if cover.there else "nothing"


def _print_intake(found: Intake) -> None:
    for name in found.collections:
        files = [meta for collection, meta in found.added if collection == name]
        rows, rejected = sum(meta.rows for meta in files), sum(meta.rejected for meta in files)
        what = files[0].name if len(files) == 1 else f"{len(files):,} files"
        say(f"added {rows:,} rows from {what} to {name} ({files[0].scale}); {rejected:,} rejected")
        _print_some([f"  {meta.name}: {note}" for meta in files for note in meta.notes])
        _print_some(
            [f"  {meta.name}: {meta.rejected:,} rejected" for meta in files if meta.rejected and len(files) > 1]
        )
    if found.known:
        say(f"{len(found.known):,} file{'s' if len(found.known) > 1 else ''} there already")
    _print_some([f"  {line}" for line in found.known if line.endswith(")")])
    _print_some([f"took the place of an earlier one: {line}" for line in found.replaced])
    _print_some([f"passed over {line}: {why}" for line, why in found.passed_over])
    for line, why in found.failed:
        tell(f"not added: {line}: {why}")
    _print_gaps(found.collections)


def _print_gaps(names: Sequence[str]) -> None:
    from foedus.events.store import open_collection

    for name in names:
        cover = open_collection(name).coverage
        if cover.lacking_intervals:
            lacks = f"{cover.lacking_intervals:,} of {cover.intervals + cover.lacking_intervals:,} {cover.unit}s"
            say(f"{name} lacks {lacks} between its first and its last; see which: foedus events check {name}")


def _print_checked(one: Collection, problems: Sequence[str]) -> None:
    rejected = sum(meta.rejected for meta in one.files)
    say(
        f"{one.name} ({one.format}): {one.rows:,} rows in {len(one.files):,} files; {rejected:,} rejected; {_span(one)}"
    )
    _print_some([f"  lacks {_gap(one, first, last)}" for first, last in one.coverage.lacking])
    _print_some([f"  {_rejected_line(one, meta)}" for meta in one.files if meta.rejected])
    _print_some(
        [
            f"  {meta.unscored:,} rows of {meta.name} have no score in {meta.scale}"
            for meta in one.files
            if meta.unscored
        ]
    )
    _print_some([f"  {meta.name}: {note}" for meta in one.files for note in meta.notes])
    for problem in problems:
        say(f"  damaged: {problem}")


def _rejected_line(one: Collection, meta: FileMeta) -> str:
    from foedus.events.check import rejected_kinds
    from foedus.events.reading.reasons import kinds_told

    found = rejected_kinds(one, meta)
    total = f"{meta.rejected:,}: " if len(found) > 1 else ""
    return f"rejected of {meta.name}: {total}{kinds_told(found)}"


def _gap(one: Collection, first: Any, last: Any) -> str:
    shape = "%Y-%m-%d %H:%M" if one.coverage.unit == "quarter-hour" else "%Y-%m-%d"
    return f"{first:{shape}}" if first == last else f"{first:{shape}} to {last:{shape}}"


def _print_some(lines: Sequence[str]) -> None:
    for line in lines[:SHOWN]:
        say(line)
    if len(lines) > SHOWN:
        say(f"  ... and {len(lines) - SHOWN:,} more")


def _intake_data(found: Intake) -> dict[str, Any]:
    return {
        "added": [{"collection": name} | _file_data(meta) for name, meta in found.added],
        "known": found.known,
        "replaced": found.replaced,
        "passed_over": [{"name": name, "why": why} for name, why in found.passed_over],
        "failed": [{"name": name, "why": why} for name, why in found.failed],
    }


def _file_data(meta: FileMeta) -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(meta)
    return told


def _checked_data(one: Collection, problems: Sequence[str]) -> dict[str, Any]:
    lacking = [
        {"first": f"{first:%Y-%m-%d %H:%M}", "last": f"{last:%Y-%m-%d %H:%M}"} for first, last in one.coverage.lacking
    ]
    return {"lacking": lacking, "from": [_file_data(meta) for meta in one.files], "problems": list(problems)}


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Show the bytes that were read, on standard error and only on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from foedus.cli.console import console

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("events", total=None)
        yield lambda name, done, total: bar.update(task, description=name[-40:], completed=done, total=total)


app.command()(table)
app.command()(series)
app.command()(plot)
