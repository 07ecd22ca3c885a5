"""``foedus data``: list, add, check, cite and remove datasets.

foedus ships no dataset: `add` takes the official file that the user has, or fetches it. Commands only ask the collect
layer and print; heavy imports stand inside them, so that ``--help`` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say, tell

if TYPE_CHECKING:
    from foedus.datasets import BulkResult, Checked, Dataset, DatasetError, Installed, Release
    from foedus.datasets.add import Progress

app = Program("List, add, check, cite and remove datasets.")

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of a dataset, such as nmc.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
VersionOption = Annotated[str | None, typer.Option("--version", help="A version, such as 6.0.")]

RELEASE_FIELDS = (
    *("version", "form", "files", "coverage", "column_coverage"),
    *("download", "sha256", "no_checksum", "tried", "how_to_get"),
)
BROKEN = 2
"""Exit code where a file or a stored dataset is broken."""


@app.command("list")
def list_datasets(
    as_json: JsonOption = False,
    only_installed: Annotated[bool, typer.Option("--installed", help="Only those in the data directory.")] = False,
) -> None:
    """List the datasets that can be read, and the versions that are in the data directory."""
    from foedus.datasets import data_directory, installed, registry

    stored: dict[str, list[str]] = {}
    for entry in installed():
        stored.setdefault(entry.id, []).append(entry.version)
    datasets = [known for known in registry().values() if known.id in stored or not only_installed]
    if as_json:
        print_json([_dataset_data(known) | {"installed": stored.get(known.id, [])} for known in datasets])
        return
    rows = [
        (known.id, version, _span(known.release(version).coverage), "yes" if known.id in stored else "no", known.title)
        for known in datasets
        for version in stored.get(known.id, [known.version])
    ]
    from foedus.cli.console import print_table

    print_table(("id", "version", "years", "installed", "title"), rows)
    say(f"data directory: {data_directory()}")


@app.command()
def info(id: IdArgument, as_json: JsonOption = False) -> None:
    """Show what a dataset holds, its terms, its versions, and how to get it."""
    from foedus.datasets import dataset, installed

    known = dataset(id)
    stored = [entry for entry in installed() if entry.id == id]
    if as_json:
        print_json(_dataset_data(known) | {"installed": [_installed_data(entry) for entry in stored]})
        return
    say(f"{known.id}: {known.title}\n{known.about}\nPage: {known.page}\nTerms: {known.licence}\n")
    from foedus.cli.console import print_table

    print_table(
        ("column", "type", "unit", "meaning"),
        [(column.name, _type(column.dtype), column.unit, _meaning(column)) for column in known.columns],
    )
    say(f"One row per {', '.join(known.key)}.\n")
    for release in known.releases:
        _print_release(release)
    for entry in stored:
        say(f"in the data directory: {_installed_line(entry)}\n  {entry.path}")
    if not stored:
        say(f"Not in the data directory; add it with: foedus data add {id} --from FILE")


@app.command()
def add(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Ids of datasets.")] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="File, folder or zip (others inside it are opened).", metavar="PATH")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every dataset: that is found in --from, or that can be downloaded.")
    ] = False,
    version: VersionOption = None,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed",
            help="Take a file that differs from the known one of its release: your own cut or change, a revision.",
        ),
    ] = False,
    problems: Annotated[
        Path | None, typer.Option(help="Write every problem of a broken file to this CSV file.", metavar="FILE")
    ] = None,
) -> None:
    """Verify datasets and put them into the data directory; without --from they are downloaded."""
    from foedus.datasets import DatasetError
    from foedus.datasets import add as add_dataset
    from foedus.errors import InputError

    wanted = list(ids or [])
    if not wanted and (source is None and not everything):
        raise InputError("say what to add: foedus data add ID, foedus data add --from DIR, or foedus data add --all")
    if not wanted and source is not None:
        _print_bulk(_add_folder(source, changed=changed), problems)
        return
    if not wanted:
        wanted = _downloadable()
    failures: list[Exception] = []
    for id in wanted:
        try:
            with _progress(id) as progress:
                for entry in add_dataset(id, source, version=version, changed=changed, progress=progress):
                    _print_added(entry)
        except InputError as error:
            if isinstance(error, DatasetError):
                _write_problems(problems, [error])
            if len(wanted) == 1:
                raise
            failures.append(error)
    _print_failures([str(error) for error in failures])


@app.command()
def check(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Id of a dataset; all by default.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check that what is in the data directory is whole and is what this version of foedus expects."""
    from foedus.datasets import check_installed
    from foedus.datasets.check import stray_folders

    found = check_installed(id)
    strays = stray_folders() if id is None else []
    if as_json:
        print_json({"datasets": [_checked_data(entry) for entry in found], "strays": strays})
    else:
        for entry in found:
            state = "; ".join(entry.problems) or "no problems"
            say(f"{entry.info.id} {entry.info.version}: {state}")
            for note in entry.notes:
                say(f"  note: {note}")
        for stray in strays:
            say(f"incomplete, may be deleted: {stray}")
        if not found:
            say("the data directory is empty; see what can be added with: foedus data list")
    if any(entry.problems for entry in found):
        raise typer.Exit(BROKEN)


@app.command()
def cite(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Ids; all installed by default.")] = None,
) -> None:
    """Print the BibTeX entries of datasets."""
    from foedus.datasets import cite as bibliography
    from foedus.datasets import installed

    wanted = ids or list(dict.fromkeys(entry.id for entry in installed()))
    if wanted:
        say(bibliography(wanted), end="")
    else:
        say("the data directory is empty; give ids: foedus data cite nmc atop")


@app.command()
def remove(id: IdArgument, version: VersionOption = None) -> None:
    """Delete a dataset from the data directory: one version, or all of them."""
    from foedus.datasets import remove as remove_dataset

    for entry in remove_dataset(id, version):
        say(f"removed {entry.id} {entry.version}")


def _add_folder(source: Path, *, changed: bool) -> BulkResult:
    from foedus.datasets import add_folder

    return add_folder(source, changed=changed)


def _print_added(entry: Installed) -> None:
    say(f"added {_installed_line(entry)}")
    for note in entry.notes:
        say(f"  note: {note}")


def _downloadable() -> list[str]:
    from foedus.datasets import registry

    return [known.id for known in registry().values() if any(release.download for release in known.releases)]


def _print_bulk(result: BulkResult, problems: Path | None) -> None:
    from foedus.datasets import DatasetError

    for entry in result.added:
        _print_added(entry)
    for place, reason in result.passed_over:
        say(f"passed over {place}: {reason}")
    _write_problems(problems, [error for _, error in result.failed if isinstance(error, DatasetError)])
    _print_failures([f"{place}\n{error}" for place, error in result.failed])


def _print_failures(messages: list[str]) -> None:
    for message in messages:
        tell(f"not added: {message}")
    if messages:
        raise typer.Exit(BROKEN)


def _write_problems(path: Path | None, errors: list[DatasetError]) -> None:
    if path is None or not errors:
        return
    import csv
    import io
    from dataclasses import astuple

    from foedus.files.folder import write_file

    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(("dataset", "file", "row", "column", "value", "expected", "nearest"))
    for error in errors:
        writer.writerows((error.dataset, *astuple(problem)) for problem in error.problems)
    write_file(stream.getvalue().encode("utf-8"), path, option="--problems")


@contextmanager
def _progress(id: str) -> Iterator[Progress]:
    """Show the bytes that come in, on standard error and only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _come, _total: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    from foedus.cli.console import console

    columns = (TextColumn(id, markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(id, total=None, visible=False)
        yield lambda come, total: bar.update(task, completed=come, total=total, visible=True)


def _print_release(release: Release) -> None:
    tried = "" if release.tried else "; not yet tried on the distributor's file"
    say(f"version {release.label}, {_span(release.coverage)}: {' with '.join(release.files)}{tried}")
    say(f"  {release.how_to_get}")
    for column, years in release.column_coverage.items():
        say(f"  {column}: {_span(years)}")
    if release.download:
        say(f"  download: {release.download}")
    for name, value in release.sha256.items():
        say(f"  SHA-256 of {name}: {value}")
    if release.no_checksum:
        say(f"  no checksum: {release.no_checksum}")


def _installed_line(entry: Installed) -> str:
    names = ", ".join(entry.files)
    form = "" if entry.form == "official" else f" ({entry.form})"
    left_out = "".join(f"; {count:,} left out: {reason}" for reason, count in entry.rejected.items())
    return f"{entry.id} {entry.version}{form}: {entry.rows:,} rows from {names}{left_out}"


def _meaning(column: Any) -> str:
    missing = f" Missing: {', '.join(f'{code:g}' for code in column.missing)}." if column.missing else ""
    return f"{column.description}{missing}"


def _type(dtype: Any) -> str:
    return str(dtype.__name__)


def _span(years: tuple[int, int]) -> str:
    return f"{years[0]}-{years[1]}"


def _dataset_data(known: Dataset) -> dict[str, Any]:
    return _fields(known, "id", "title", "about", "page", "licence", "citation", "key") | {
        "columns": [
            {"name": column.name, "type": _type(column.dtype)} | _fields(column, "unit", "description", "missing")
            for column in known.columns
        ],
        "releases": [_fields(release, *RELEASE_FIELDS) for release in known.releases],
    }


def _installed_data(entry: Installed) -> dict[str, Any]:
    names = ("id", "version", "form", "files", "rows", "rows_in", "rejected", "added")
    return _fields(entry, *names) | {"path": str(entry.path), "notes": list(entry.notes)}


def _fields(value: object, *names: str) -> dict[str, Any]:
    found = {name: getattr(value, name) for name in names}
    return {name: dict(part) if isinstance(part, Mapping) else part for name, part in found.items()}


def _checked_data(entry: Checked) -> dict[str, Any]:
    return _installed_data(entry.info) | {"problems": list(entry.problems), "notes": list(entry.notes)}
