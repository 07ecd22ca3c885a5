"""Write a case as one workbook, and take it apart again; nothing is written that would not come back the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from foedus.case.model import Case
from foedus.case.schema import CASE_FILES, PACKAGE_FILE, is_text
from foedus.case.workbook.contents import Rows, settings_text, sheets_of
from foedus.case.workbook.read import case_from_workbook, files_beside, read_workbook
from foedus.case.write import render_case, write_case
from foedus.errors import FoedusError, InputError, OutputError
from foedus.extras import need
from foedus.files.folder import write_files
from foedus.files.reading import read_bytes

LONGEST_CELL = 32_767
"""Characters that a cell holds, counted as Excel does: those beyond the basic plane count twice."""

WRITTEN = ".xlsx"


def write_workbook(case: Case, path: Path, *, beside: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
    """Write a case as a workbook and the files that it does not carry into a folder beside it; return what was written.

    Raises InputError if openpyxl is not installed or the ending is another, OutputError if there is a file already, a
    text is too long for a cell, or the workbook would not come back as the same case.
    """
    if path.suffix.lower() != WRITTEN:
        raise InputError(
            f"--out {str(path)!r}: a workbook is written as {WRITTEN}; LibreOffice saves it as .ods, which foedus reads as well"
        )
    if path.exists():
        raise OutputError(f"{str(path)!r} is there already; choose another file with --out, or delete it first")
    data = workbook_bytes(case, path.name)
    folder = files_beside(path)
    others = {f"{folder.name}/{name}": content for name, content in (beside or {}).items()}
    return write_files({path.name: data, **others}, path.parent)


def workbook_bytes(case: Case, name: str) -> bytes:
    """Return the bytes of the workbook of a case, after reading them back and comparing."""
    sheets = sheets_of(case)
    _check_lengths(case, sheets)
    data = _book(case, sheets, name)
    try:
        again = render_case(case_from_workbook(name, name, data, texts=_texts(case)))
    except FoedusError as error:
        raise OutputError(f"{name} would not be read back: {error}") from None
    wanted = render_case(case)
    different = [file for file in wanted if again.get(file) != wanted[file]]
    if different:
        raise OutputError(
            f"{name} would not bring back {', '.join(different)} as it is; keep the case as a folder, or take odd characters "
            "and blanks at the ends of cells out"
        )
    return data


def unpack_workbook(workbook: Path, folder: Path) -> tuple[str, ...]:
    """Write the case of a workbook, and the files kept beside it, into a folder; return the files that changed.

    Raises InputError or CaseError if the workbook cannot be used, OutputError if the folder cannot be written.
    """
    case = read_workbook(workbook)
    kept = files_beside(workbook)
    return write_case(case, folder, beside=other_files(kept) if kept.is_dir() else {})


def other_files(folder: Path) -> dict[str, bytes]:
    """Return the files of a case folder that no sheet carries, by their path inside it; hidden ones are left out."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in inside.parts)
        if path.is_file() and not path.is_symlink() and not hidden and str(inside) not in (*CASE_FILES, PACKAGE_FILE):
            found[inside.as_posix()] = read_bytes(path)
    return found


def tabs_in(case: Case) -> int:
    """How many cells of a case's workbook hold a tab, which LibreOffice drops when it saves .xlsx."""
    return sum("\t" in cell for rows in sheets_of(case).values() for row in rows for cell in row)


def _book(case: Case, sheets: Mapping[str, Rows], name: str) -> bytes:
    need("openpyxl", what=f"writing {name}")
    from foedus.case.workbook.sheets import render  # loaded here, since it needs an extra

    return render(case.settings.title, sheets, settings_text=settings_text(case))


def _texts(case: Case) -> dict[str, bytes]:
    return {file: content for file, content in render_case(case).items() if is_text(file)}


def _check_lengths(case: Case, sheets: Mapping[str, Rows]) -> None:
    lines = [[line] for line in settings_text(case).split("\n")]
    for name, rows in {**sheets, "case.toml": lines}.items():
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if len(cell) * 2 > LONGEST_CELL and len(cell.encode("utf-16-le")) // 2 > LONGEST_CELL:
                    column = f" {rows[0][place]}" if name != "case.toml" else ""
                    raise OutputError(
                        f"{name}:{number}{column}: the text has {len(cell):,} characters, and a cell of a workbook holds "
                        f"{LONGEST_CELL:,}; shorten it, or keep the case as a folder"
                    )
