"""Add datasets to the data directory, from the user's files or from the distributor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from foedus.datasets.formats import format_of, format_of_name
from foedus.datasets.ingest import ingest
from foedus.datasets.known import compare
from foedus.datasets.locate import Found, files_in, printable
from foedus.datasets.model import Dataset
from foedus.datasets.problems import DatasetError
from foedus.datasets.recognize import Match, match_names, match_renamed, preferred
from foedus.datasets.registry import dataset as find_dataset
from foedus.datasets.sheet import sheet_of
from foedus.datasets.slim import content_of
from foedus.datasets.store import Installed, save
from foedus.errors import InputError
from foedus.files.sheets.book import ENDINGS, split_sheet

TABLE_ENDS = (".csv", ".txt", ".tsv")
"""Ends of the names of files that may be a table."""
Progress = Callable[[int, int | None], None]
"""Called with the bytes that have come and, where the server tells, all that will."""


def add(
    id: str,
    source: Path | str | None = None,
    *,
    version: str | None = None,
    changed: bool = False,
    progress: Progress | None = None,
) -> list[Installed]:
    """Verify a dataset and store it.

    Parameters
    ----------
    id : str
        Id of the dataset.
    source : Path, optional
        A file (also a spreadsheet, ``FILE.xlsx#SHEET``), a zip (others inside it are opened), or a folder; None
        downloads from the distributor.
    version : str, optional
        The version: needed only where the file's name does not tell it; of a download by default the newest.
    changed : bool
        Take a file that differs from the known one of its release: a cut or a change of the user's own, a revision.
    progress : callable, optional
        Called while a download comes in.

    Returns
    -------
    list of Installed
        One for each version that `source` holds.

    Raises
    ------
    DatasetError
        With every problem, if the file does not fit the dataset; nothing is stored.
    InputError
        If the file is not there, or there is no network; if it bears the name of a known file and differs from it,
        unless `changed`.
    """
    known = find_dataset(id)
    if version is not None:
        known.release(version)
    if source is not None:
        stored = add_sheet(known, Path(source), version=version, changed=changed)
        if stored is not None:
            return [stored]
        return [store_match(match, changed=changed) for match in _choose(known, Path(source), version=version)]
    from foedus.datasets.download import download

    with download(known, version, progress=progress) as path:
        return [store_match(match, changed=changed) for match in _choose(known, path, version=version)]


def store_match(match: Match, *, changed: bool = False, notes: tuple[str, ...] = ()) -> Installed:
    """Verify and store files that are known to make one release; `notes` are what was seen when they were opened."""
    read = [
        (file.name, *content_of(file, table)) for file, table in zip(match.files, match.release.tables, strict=True)
    ]
    contents = [(name, data) for name, data, _ in read]
    ingested = ingest(match.dataset, match.release, files=contents, changed=changed)
    ingested = replace(ingested, notes=(*notes, *ingested.notes))
    ingested = compare(match, ingested, [data for _, data in contents], changed=changed)
    return save(match.dataset, match.release, ingested=ingested, files={name: sum for name, _, sum in read})


def add_sheet(dataset: Dataset, source: Path, *, version: str | None, changed: bool = False) -> Installed | None:
    """Verify and store a dataset from a spreadsheet (``FILE.xlsx#SHEET``); None if `source` is none."""
    path, wanted = split_sheet(source)
    if path.suffix.lower() not in ENDINGS or not path.is_file():
        return None
    sheet = sheet_of(next(iter(files_in(path))), dataset, sheet=wanted)
    if sheet is None:
        return None
    match = match_renamed(dataset, sheet.file, version=version)
    try:
        return store_match(match, changed=changed, notes=sheet.notes)
    except DatasetError as error:
        moved = [replace(problem, row=problem.row and problem.row + sheet.above) for problem in error.problems]
        raise DatasetError(error.dataset, moved) from None


def _choose(dataset: Dataset, source: Path, *, version: str | None) -> list[Match]:
    files = list(files_in(source))
    matches = preferred(match_names(dataset, files, version=version))
    if matches:
        return matches
    tables = [file for file in files if file.name.lower().endswith(TABLE_ENDS)]
    if source.is_file() and len(tables) == 1:
        return [match_renamed(dataset, tables[0], version=version)]
    if len(files) == 1 and (other := format_of(files[0].name, files[0].head())) is not None:
        raise InputError(
            f"{files[0].place} is {other.what}: {other.step}; then run: foedus data add {dataset.id} --from CSV"
        )
    raise InputError(_not_found(dataset, source, files=files, version=version))


def _not_found(dataset: Dataset, source: Path, *, files: list[Found], version: str | None) -> str:
    releases = [release for release in dataset.releases if version in (None, release.version)]
    wanted = " or ".join(" with ".join(release.files) for release in releases)
    there = ", ".join(file.name for file in files[:5]) or "nothing"
    more = f" and {len(files) - 5} more" if len(files) > 5 else ""
    kinds = {other.what: other.step for file in files if (other := format_of_name(file.name)) is not None}
    told = "".join(f". {what[:1].upper()}{what[1:]}: {step}" for what, step in list(kinds.items())[:2])
    return (
        f"{printable(str(source))} holds no file of {dataset.id}: expected {wanted}; found {there}{more}{told}. "
        f"A CSV file of another name is taken with: foedus data add {dataset.id} --from FILE.csv"
    )
