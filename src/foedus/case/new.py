"""A new case folder from a template that is valid as it stands."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from foedus.case.read import case_from_files
from foedus.case.schema import CASE_FILES
from foedus.case.shipped import builtin_files
from foedus.case.workbook.write import write_workbook
from foedus.case.write import render_case
from foedus.errors import InputError, OutputError
from foedus.files.cells import slugify
from foedus.files.folder import write_files

TEMPLATES: tuple[str, ...] = ("commented", "minimal")
"""`commented` is a small invented case with explanations; `minimal` has as little as a case can have."""

_EXAMPLE_ID = 'id = "example"'


def copy_builtin(name: str, path: str | Path) -> tuple[str, ...]:
    """Copy a built-in case into an empty or a new folder, byte for byte, and return the files that were written.

    Raises InputError if there is no such case, OutputError if the folder is not empty or cannot be written.
    """
    if Path(path).suffix.lower() == ".xlsx":
        raise InputError(
            f"{str(path)!r}: a copy is a folder; `foedus case workbook {name} --out {path}` makes a workbook of it"
        )
    return write_files(builtin_files(name), _free(path))


def new_case(path: str | Path, *, template: str = "commented") -> tuple[str, ...]:
    """Make a case folder from a template (`commented`, `minimal`) and return the files that were written.

    The folder must not exist or be empty; the case's id is made from its name. Raises InputError if there is no such
    template, OutputError if the folder is not empty or cannot be written; then nothing is written.
    """
    if template not in TEMPLATES:
        raise InputError(f"no template {template!r}, expected one of {', '.join(TEMPLATES)}")
    folder = _free(path)
    return write_files(_render_template(template, folder.resolve().name), folder)


def _free(path: str | Path) -> Path:
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{str(folder)!r} is a file, a case is a folder; choose another path")
    if folder.is_dir() and any(folder.iterdir()):
        raise OutputError(f"{str(folder)!r} is not empty; a new case needs an empty or a new folder")
    return folder


def new_workbook(path: Path, *, template: str = "commented") -> None:
    """Make the workbook of a case from a template; the case's id is made from its name.

    Raises InputError if there is no such template or openpyxl is not installed, OutputError if the file is there
    already or cannot be written.
    """
    if template not in TEMPLATES:
        raise InputError(f"no template {template!r}, expected one of {', '.join(TEMPLATES)}")
    found = _render_template(template, path.stem)
    write_workbook(case_from_files(template, {file: found[file] for file in CASE_FILES if file in found}), path)


def _render_template(template: str, name: str) -> dict[str, bytes]:
    source = files("foedus.case") / "templates" / template
    found = {entry.name: entry.read_bytes() for entry in source.iterdir() if entry.is_file()}
    settings = found["case.toml"].decode("utf-8").replace(_EXAMPLE_ID, f'id = "{slugify(name) or "my-case"}"', 1)
    found["case.toml"] = settings.encode("utf-8")
    case = case_from_files(template, {file: found[file] for file in CASE_FILES if file in found})
    return dict(sorted((found | render_case(case)).items()))
