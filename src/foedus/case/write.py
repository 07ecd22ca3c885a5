"""Write a case: one canonical form, and either every file or none.

Before anything is written the bytes are read back; a case that would not come back the same is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from foedus.case.datapackage import render_package
from foedus.case.model import Actor, Bearing, Case, Factor
from foedus.case.read import case_from_files
from foedus.case.records import settings_from_text
from foedus.case.schema import BIBLIOGRAPHY_FILE, PACKAGE_FILE, SETTINGS, TABLES, text_file
from foedus.case.settings import render_settings
from foedus.errors import OutputError
from foedus.files.cells import LIST_MARK, format_number
from foedus.files.edtf import Edtf
from foedus.files.fields import Table, kept_fields
from foedus.files.folder import write_files
from foedus.files.raw import write_rows
from foedus.files.works.bibtex import render_bibtex


def write_case(case: Case, path: str | Path, *, beside: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
    """Write a case folder in canonical form and return the files whose bytes differ from what stood there.

    ``case.toml`` keeps the text that was read, comments included, as long as that text says what `case.settings`
    says. The folder is made when it is missing; files that do not belong to the case format stay, an optional one of
    which the case has no rows is left with its header. Raises CaseError if
    the case, made by hand, breaks a rule, OutputError if a text would not be read back the same or the folder cannot
    be written; then nothing is written.
    """
    files = render_case(case)
    check_round_trip(case.settings.id, files)
    folder = Path(path)
    emptied = [table for table in TABLES if table.file not in files and (folder / table.file).is_file()]
    empty = {table.file: _render_table(table, ()) for table in emptied}
    return write_files({**files, **empty, **(beside or {})}, folder)


def render_case(case: Case) -> dict[str, bytes]:
    """Return the bytes of every file of a case, in canonical form."""
    files = {SETTINGS.file: render_settings_of(case).encode("utf-8")}
    for table in TABLES:
        if table.optional and not getattr(case, table.name):
            continue
        files[table.file] = _render_table(table, getattr(case, table.name))
    files[BIBLIOGRAPHY_FILE] = render_bibtex(case.bibliography).encode("utf-8")
    files[PACKAGE_FILE] = render_package(case).encode("utf-8")
    files |= {text_file(document): text.encode("utf-8") for document, text in case.texts.items()}
    return files


def render_settings_of(case: Case) -> str:
    """Return the text of ``case.toml``: the one that was read where it still holds, else a canonical one."""
    text = case.settings_text.rstrip("\n") + "\n"
    return text if settings_from_text(text) == case.settings else render_settings(case.settings)


def check_round_trip(name: str, files: Mapping[str, bytes]) -> None:
    """Read files back and compare.

    Raises CaseError if they are no valid case; OutputError if the case that they hold would be written otherwise, for
    instance because a text starts with a blank.
    """
    again = render_case(case_from_files(name, files))
    different = sorted(file for file in files if again[file] != files[file])
    if different:
        first = different[0]
        pairs = zip(files[first].split(b"\n"), again[first].split(b"\n"), strict=False)
        line = next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), 1)
        raise OutputError(
            f"{first}:{line} would not be read back the same; take blanks at the ends of cells and list elements, "
            f"{LIST_MARK} inside list elements and unbalanced braces out of the texts of case {name!r}"
        )


def _render_table(table: Table, records: tuple[Any, ...]) -> bytes:
    cells_of = _CELLS.get(table.name, _attributes)
    rows = [(record, cells_of(record)) for record in records]
    rows.sort(key=lambda pair: tuple(_sortable(pair[1][name]) for name in table.key))
    columns = tuple(field.name for field in kept_fields(table, records))
    return write_rows(columns, [[_text(cells[name]) for name in columns] for _, cells in rows])


def _sortable(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)


def _text(value: Any) -> str:
    """The cell of a value."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, tuple):
        return LIST_MARK.join(value)
    if isinstance(value, Edtf):
        return value.text
    return value if isinstance(value, str) else format_number(value)


def _attributes(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def _actor(actor: Actor) -> dict[str, Any]:
    return _attributes(actor if actor.part_of else replace(actor, roll_up=""))


def _factor(factor: Factor) -> dict[str, Any]:
    low, central, high = factor.persistence
    return _attributes(factor) | {"persistence_low": low, "persistence_central": central, "persistence_high": high}


def _bearing(bearing: Bearing) -> dict[str, Any]:
    return _attributes(bearing) | {"bears": "+" if bearing.bears > 0 else "-"}


_CELLS: dict[str, Callable[[Any], dict[str, Any]]] = {"actors": _actor, "factors": _factor, "bearings": _bearing}
"""Records whose attributes are not their cells."""
