"""Read a case folder: everything is checked, and every problem is told at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from foedus.case.datapackage import render_package
from foedus.case.migrate import migrate
from foedus.case.model import Case
from foedus.case.records import build_case
from foedus.case.rules import check_case
from foedus.case.rules.documents import check_anchors
from foedus.case.schema import (
    ANSWERS_FILE,
    BIBLIOGRAPHY_FILE,
    CASE_FILES,
    DOCUMENTS,
    DRAFTS,
    OPTIONAL_FILES,
    PACKAGE_FILE,
    SCENARIOS,
    SETTINGS,
    SOURCES,
    TABLES,
    TEXTS_FOLDER,
    THESIS,
    UNTOLD,
)
from foedus.case.settings import parse_settings
from foedus.case.shipped import no_folder
from foedus.case.texts.files import read_texts, texts_of
from foedus.errors import CaseError, InputError, Problem
from foedus.files.findings import Findings
from foedus.files.one_step.steady import steady
from foedus.files.parse import Sheet, no_rows, parse_table
from foedus.files.raw import RawCase, decode, read_rows
from foedus.files.reading import read_bytes
from foedus.files.toml import load_toml
from foedus.files.works.bibtex import read_bibtex
from foedus.files.works.entry import BibEntry
from foedus.nearest import nearest

_WELCOME = (PACKAGE_FILE, DRAFTS.file, ANSWERS_FILE, "coding", "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt")

NOT_THERE = "not there, read as without rows"
"""Begins the note on optional files that a case does not have."""


def read_case(path: str | Path) -> Case:
    """Read and validate a case folder; the case's `notes` tell what was accepted but is not canonical.

    Raises InputError if `path` is no folder, CaseError with every problem, in the order of files and lines, if
    anything is wrong.
    """
    folder = Path(path)
    findings = Findings()
    return case_from_files(str(path), read_files(folder, findings), findings=findings)


def read_files(folder: Path, findings: Findings) -> dict[str, bytes]:
    """Return the bytes of the files of a case, after recording those that are missing or too large.

    Raises InputError if `folder` is no folder.
    """
    if not folder.exists():
        raise no_folder(folder)
    if not folder.is_dir():
        parent = f"; its folder is {str(folder.parent)!r}" if folder.name in CASE_FILES else ""
        raise InputError(f"{str(folder)!r} is a file, a case is a folder{parent}")
    files, found = steady(folder, lambda: _read_folder(folder))
    findings.take(found)
    return files


def _read_folder(folder: Path) -> tuple[dict[str, bytes], Findings]:
    findings = Findings()
    found = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith((".", "~$")))
    with_texts = DOCUMENTS.file in found
    extra = [
        name
        for name in found
        if name not in CASE_FILES and name not in _WELCOME and not (with_texts and name == TEXTS_FOLDER)
    ]
    missing = [name for name in CASE_FILES if name not in found]
    files: dict[str, bytes] = {}
    for name in CASE_FILES:
        data = _read_bytes(folder / name, findings) if name in found else None
        if data is not None:
            files[name] = data
        elif name not in found:
            other = _misnamed(name, files=extra, missing=missing)
            if other or name not in OPTIONAL_FILES:
                _record_missing(name, other, findings=findings)
    if PACKAGE_FILE in found:
        files[PACKAGE_FILE] = _read_bytes(folder / PACKAGE_FILE, findings) or b""
    else:
        findings.note(f"{PACKAGE_FILE}: missing; `foedus case format` makes it")
    if with_texts:
        files |= read_texts(folder, findings)
    for name in extra:
        findings.note(f"{name}: not a file of the case format, ignored")
    return files, findings


def _misnamed(name: str, *, files: Sequence[str], missing: Sequence[str]) -> str:
    """Return the file that is spelt most like a missing one, if that is the missing one it is spelt most like."""
    found = nearest(name, [file for file in files if file != TEXTS_FOLDER])
    return found if found and nearest(found, missing) == name else ""


def case_from_files(name: str, files: Mapping[str, bytes], *, findings: Findings | None = None) -> Case:
    """Build a case, called `name` in messages, from the bytes of its files and what was found when they were read.

    Raises CaseError with every problem, if anything is wrong.
    """
    findings = findings or Findings()
    _check_present(files, findings)
    raw = _read_raw(files, findings)
    if not migrate(raw, findings):
        raise CaseError(name, _in_order(findings), notes=_of_files(findings))
    absent = [table.file for table in TABLES if table.optional and table.file not in files and table.file not in UNTOLD]
    if absent:
        findings.note(f"{NOT_THERE}: {', '.join(absent)}")
    sheets: dict[str, Sheet] = {
        table.name: parse_table(table, raw.tables[table.file], findings=findings)
        if table.file in raw.tables
        else replace(no_rows(table), present=table.optional and table.file not in files)
        for table in TABLES
    }
    if raw.settings:
        sheets |= parse_settings(raw.settings, raw.settings_text, findings=findings)
    else:
        sheets |= {table.name: no_rows(table) for table in (SETTINGS, THESIS, SCENARIOS)}
    bibliography: dict[str, BibEntry] | None = None
    if raw.bibliography is not None:
        bibliography = read_bibtex(BIBLIOGRAPHY_FILE, raw.bibliography, findings=findings)
    check_case(sheets, bibliography, findings=findings)
    texts = texts_of(files, sheets["documents"], findings=findings)
    check_anchors(sheets, texts, findings=findings)
    if findings.problems or bibliography is None:
        raise CaseError(name, _in_order(findings), notes=_of_files(findings))
    hashes = {file: hashlib.sha256(files[file]).hexdigest() for file in CASE_FILES if file in files}
    case = build_case(sheets, bibliography, raw=raw, file_hashes=hashes, texts=texts, notes=())
    if PACKAGE_FILE in files and files[PACKAGE_FILE] != render_package(case).encode("utf-8"):
        findings.note(f"{PACKAGE_FILE}: not what the case says; `foedus case format` renews it")
    return replace(case, notes=tuple(findings.notes))


def _of_files(findings: Findings) -> list[str]:
    """Notes that can tell the cause of a problem: not those on files that a case may lack."""
    return [note for note in findings.notes if not note.startswith((f"{PACKAGE_FILE}:", f"{NOT_THERE}:"))]


def _read_raw(files: Mapping[str, bytes], findings: Findings) -> RawCase:
    texts = {name: decode(name, files[name], findings=findings) for name in CASE_FILES if name in files}
    settings_text = texts.get(SETTINGS.file)
    raw = RawCase({}, settings_text or "", {}, texts.get(BIBLIOGRAPHY_FILE))
    if settings_text is not None:
        content = load_toml(SETTINGS.file, settings_text, findings=findings)
        raw.settings = content or {}
        if content == {}:
            shown = "comments only" if settings_text.strip() else ""
            findings.problem(SETTINGS.file, None, "", shown, "format_version = 2, id, title and the other keys")
    for table in TABLES:
        text = texts.get(table.file)
        rows = None if text is None else read_rows(table, text, findings=findings)
        if rows is not None:
            raw.tables[table.file] = rows
    return raw


def _check_present(files: Mapping[str, bytes], findings: Findings) -> None:
    """Record files that are absent and of which the reader of the folder has said nothing yet."""
    told = {problem.file for problem in findings.problems}
    for name in CASE_FILES:
        if name not in files and name not in told and name not in OPTIONAL_FILES:
            _record_missing(name, "", findings=findings)


def _record_missing(name: str, nearest: str, *, findings: Findings) -> None:
    made = {
        SOURCES.file: "; `foedus case sources CASE` makes it of sources.bib",
        BIBLIOGRAPHY_FILE: "; `foedus case sources CASE --from FILE` makes it of BibTeX, CSL-JSON or RIS",
    }.get(name, "")
    findings.problem(name, None, "", "no such file", f"a file {name} in the case folder{made}", nearest=nearest)


def _read_bytes(path: Path, findings: Findings) -> bytes | None:
    try:
        return read_bytes(path)
    except InputError as error:
        findings.problem(path.name, None, "", "not read", f"a file {path.name}: {error}")
        return None


def _in_order(findings: Findings) -> list[Problem]:
    place = {file: at for at, file in enumerate(CASE_FILES)}
    last = len(place)  # the texts, behind the tables
    return sorted(findings.problems, key=lambda problem: (place.get(problem.file, last), problem.row or 0))
