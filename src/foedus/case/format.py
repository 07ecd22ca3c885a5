"""Bring a case folder into canonical form in place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foedus.case.model import Case
from foedus.case.read import case_from_files, read_files
from foedus.case.schema import PACKAGE_FILE, SETTINGS
from foedus.case.settings import render_settings
from foedus.case.write import check_round_trip, render_case
from foedus.files.findings import Findings
from foedus.files.folder import write_files


@dataclass(frozen=True, slots=True)
class Change:
    """A file that `format_case` rewrote, and why."""

    file: str
    reason: str


def format_case(path: str | Path) -> tuple[Change, ...]:
    """Rewrite the files of a case that are not in canonical form, and return what was rewritten.

    Rows are put in order, cells and numbers in their shortest form, text in UTF-8 with ``\\n``; ``case.toml`` keeps
    its text but for byte order mark, line ends and what a migration renames. Raises InputError if `path` is no
    folder, CaseError if the case is broken (nothing is written), OutputError if the folder cannot be written.
    """
    folder = Path(path)
    findings = Findings()
    files = read_files(folder, findings)
    case = case_from_files(str(path), files, findings=findings)
    rendered = render_case(case)
    check_round_trip(str(path), rendered)
    return tuple(
        Change(file, _reason(file, case, before=files, after=rendered))
        for file in write_files(rendered, folder, read=files)
    )


def _reason(file: str, case: Case, *, before: dict[str, bytes], after: dict[str, bytes]) -> str:
    if file == PACKAGE_FILE:
        return "renewed" if before.get(file) else "made"
    noted = [note.removeprefix(f"{file}: ") for note in case.notes if note.startswith(f"{file}: ")]
    if file == SETTINGS.file and after[file].decode() == render_settings(case.settings) and b"#" in before[file]:
        noted.append("rewritten without its comments")
    elif len(before[file].splitlines()) == len(after[file].splitlines()) and _same_lines(before[file], after[file]):
        noted.append("rows put in order")
    return "; ".join(noted) or "cells put in canonical form"


def _same_lines(before: bytes, after: bytes) -> bool:
    return sorted(before.split(b"\n")) == sorted(after.split(b"\n"))
