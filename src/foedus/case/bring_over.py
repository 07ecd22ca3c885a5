"""Bring a case folder of an older format over in place, and say what its new parts ask of a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from foedus.case.model import Answer, Case
from foedus.case.questions import Questions, questions, unanswered
from foedus.case.read import case_from_files, read_files
from foedus.case.schema import BIBLIOGRAPHY_FILE, FORMAT_VERSION, SETTINGS
from foedus.case.write import check_round_trip, render_case
from foedus.files.findings import Findings
from foedus.files.folder import write_files
from foedus.files.raw import decode
from foedus.files.toml import load_toml


@dataclass(frozen=True, slots=True)
class BroughtOver:
    """What was done to a case, and what it leaves open."""

    before: int  #: Format version that the folder had.
    files: tuple[str, ...]  #: Files that were written.
    open: Questions


def bring_over(path: str | Path) -> BroughtOver:
    """Bring a case to the present format and return what was written and what a person must answer.

    A case of the present format stays as it is. An older one is written in canonical form, with a row `unknown` for
    each kind of the checklist; the bibliography is not touched. Raises InputError if `path` is no folder, CaseError if
    the case is broken (nothing is written), OutputError if the folder cannot be written.
    """
    folder = Path(path)
    findings = Findings()
    files = read_files(folder, findings)
    case = case_from_files(str(path), files, findings=findings)
    before = _version(files[SETTINGS.file])
    written: tuple[str, ...] = ()
    if before < FORMAT_VERSION:
        case = _with_rows(case)
        rendered = render_case(case)
        check_round_trip(str(path), rendered)
        written = write_files(
            {name: rendered[name] for name in rendered if name != BIBLIOGRAPHY_FILE}, folder, read=files
        )
    return BroughtOver(before, written, questions(case))


def _version(data: bytes) -> int:
    findings = Findings()
    text = decode(SETTINGS.file, data, findings=findings) or ""
    content = load_toml(SETTINGS.file, text, findings=findings) or {}
    found = content.get("format_version")
    return found if isinstance(found, int) else FORMAT_VERSION


def _with_rows(case: Case) -> Case:
    """Return the case with a row for each kind that nobody has answered, to be filled in."""
    told = {row.kind for row in case.checklist}
    rows = tuple(Answer(kind, "unknown") for kind in unanswered(case) if kind not in told)
    return replace(case, checklist=(*case.checklist, *rows))
