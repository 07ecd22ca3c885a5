"""What datasets record of the pair, put into the tables of a case folder: rows of the same dataset give way, others stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from foedus.case.datapackage import render_package
from foedus.case.read import case_from_files, read_files
from foedus.case.schema import ACTS, OBSERVED, PACKAGE_FILE, SETTINGS
from foedus.case.shipped import no_folder
from foedus.case.texts.shelf import read_rows_of
from foedus.errors import InputError
from foedus.files.fields import Table
from foedus.files.findings import Findings
from foedus.files.folder import write_files
from foedus.files.raw import write_rows

Cells = dict[str, str]


def case_folder(path: str | Path) -> Path:
    """Return the folder of a case that can be written to. Raises InputError if it is none: a workbook, a built-in case."""
    folder = Path(path)
    if folder.is_file():
        raise InputError(
            f"{str(path)!r} is a file; what datasets record is put into a case folder. `foedus case workbook` writes a workbook as one"
        )
    if not (folder / SETTINGS.file).is_file():
        raise no_folder(path)
    return folder


def put_recorded(
    path: str | Path, *, observed: Iterable[Mapping[str, str]] = (), acts: Iterable[Mapping[str, str]] = ()
) -> tuple[str, ...]:
    """Put rows into ``observed.csv`` and ``acts.csv`` of a case, in one step; return the files whose bytes changed.

    Parameters
    ----------
    path : str or Path
        The case folder.
    observed : iterable of mapping
        Rows by column. They take the place of the rows of the same series.
    acts : iterable of mapping
        Rows by column. They take the place of the rows of the same dataset, the first word of `source`.

    Raises
    ------
    InputError
        `path` is no case folder.
    CaseError
        With these rows the case would not be whole; nothing is written.
    OutputError
        The folder cannot be written.
    """
    folder = case_folder(path)
    before = read_files(folder, Findings())
    files: dict[str, bytes] = {}
    for table, rows, kind in ((OBSERVED, observed, _series), (ACTS, acts, _dataset)):
        new = [{name: row.get(name, "") for name in table.columns} for row in rows]
        if new:
            files[table.file] = _rendered(table, read_rows_of(table, before), new, kind=kind)
    if not files:
        return ()
    case = case_from_files(str(path), {**before, **files})
    if PACKAGE_FILE in before:
        files[PACKAGE_FILE] = render_package(case).encode("utf-8")
    return write_files(files, folder, read=before)


def _series(row: Cells) -> str:
    return row["series"]


def _dataset(row: Cells) -> str:
    return row["source"].split(" ")[0]


def _rendered(table: Table, old: list[Cells], new: list[Cells], *, kind: Callable[[Cells], str]) -> bytes:
    given = {kind(row) for row in new}
    rows = [row for row in old if kind(row) not in given] + new
    rows.sort(key=lambda row: tuple(row[name] for name in table.key))
    return write_rows(table.columns, [[row[name] for name in table.columns] for row in rows])
