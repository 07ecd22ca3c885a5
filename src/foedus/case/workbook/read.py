"""A workbook as the files of a case, with the sheet and row of every line, so that problems name those."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from foedus.case.model import Case
from foedus.case.read import NOT_THERE, case_from_files
from foedus.case.records import settings_from_text
from foedus.case.schema import BIBLIOGRAPHY_FILE, CASE_FILES, DOCUMENTS, SETTINGS, TABLES
from foedus.case.settings import render_settings
from foedus.case.texts.files import read_texts
from foedus.case.workbook.layout import BIBLIOGRAPHY, EMPTY, NOT_READ, SCENARIO_SHEET, SETTINGS_SHEET, SHEETS, TEXT
from foedus.case.workbook.toml_text import SettingsText, write_text
from foedus.errors import CaseError, InputError, Problem
from foedus.files.findings import Findings
from foedus.files.raw import RawTable, align, write_rows
from foedus.files.reading import read_bytes
from foedus.files.sheets.book import ENDINGS, Book, table_of
from foedus.files.sheets.read import without_echoes
from foedus.files.works.bibtex import render_bibtex
from foedus.files.works.entry import BibEntry, make_entry

_ABSENT = "no such file"


@dataclass(slots=True)
class WorkbookFiles:
    """What a workbook says, as the files of a case folder."""

    name: str  #: Name of the workbook, for messages.
    files: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, dict[int, tuple[str, int]]] = field(default_factory=dict)  #: By file and line: sheet and row.
    labels: dict[str, str] = field(default_factory=dict)  #: Sheet by file, for messages.
    generated: str = ""  #: ``case.toml`` as the sheets say it, where its own text stands in `files`.


def is_workbook(path: Path) -> bool:
    """Whether a path is a file that is read as a workbook, by its ending."""
    return path.suffix.lower() in ENDINGS and path.is_file()


def read_workbook(path: Path) -> Case:
    """Read and validate a case from its workbook; problems name sheet and row.

    Raises InputError if the file cannot be read or is no workbook of a case, CaseError with every problem.
    """
    told = Findings()
    texts = read_texts(files_beside(path), told)
    if told.problems:
        raise CaseError(str(path), told.problems)
    return case_from_workbook(str(path), path.name, read_bytes(path), texts=texts)


def files_beside(workbook: Path) -> Path:
    """Return the folder of what a workbook does not carry: texts, logs, a README.

    >>> files_beside(Path("case.xlsx")).name
    'case-files'
    """
    return workbook.with_name(f"{workbook.stem}-files")


def case_from_workbook(name: str, file: str, data: bytes, *, texts: Mapping[str, bytes] | None = None) -> Case:
    """Build a case, called `name` in messages, from the bytes of a workbook called `file` and the texts kept beside it."""
    findings = Findings()
    made = files_of(file, data, findings=findings)
    if DOCUMENTS.file in made.files:
        made.files |= texts or {}
    told = Findings()
    try:
        case = _build(name, made, told)
    except CaseError as error:
        problems, told_of = [_place(problem, made) for problem in error.problems], error.notes
    else:
        problems, told_of = [], case.notes
    # A sheet without rows is no file, and nothing that must be told.
    placed = (_place_note(note, made) for note in told_of if not note.startswith(f"{NOT_THERE}:"))
    notes = (*findings.notes, *placed)
    problems = without_echoes([*findings.problems, *problems])
    if problems:
        raise CaseError(name, problems, notes=notes)
    return replace(case, notes=notes)


def files_of(file: str, data: bytes, *, findings: Findings) -> WorkbookFiles:
    """Return what a workbook says as the files of a case folder, after recording what is wrong in its sheets."""
    book = Book(file, data)
    known = {table.name: book.named(table.name) for table in SHEETS}
    if known[SETTINGS_SHEET.name] is None and known["claims"] is None:
        raise InputError(
            f"{file} is no workbook of a case: it has no sheet {SETTINGS_SHEET.name!r}; "
            f"`foedus case workbook CASE --out {Path(file).stem}-case.xlsx` makes one"
        )
    read = {sheet.name for sheet in known.values() if sheet is not None}
    other = [sheet.name for sheet in book.sheets if sheet.name not in read | NOT_READ]
    if other:
        findings.note(f"{file}: sheets that are none of a case, not read: {', '.join(other[:8])}")
    for note in book.notes:
        findings.note(f"{file}: {note}")
    made = WorkbookFiles(file)
    raws: dict[str, RawTable | None] = {}
    for table in SHEETS:
        sheet = known[table.name]
        made.labels.setdefault(table.file, f"{file}#{table.name if sheet is None else sheet.name}")
        if sheet is not None:
            declared = replace(table, file=f"{file}#{sheet.name}")
            lines = table_of(book.read(sheet), declared.file, columns=table.columns, findings=findings)
            raws[table.name] = align(declared, lines, findings=findings) if lines else None
        elif not table.optional and table is not SCENARIO_SHEET:
            findings.problem(f"{file}#{table.name}", None, "", "no such sheet", f"a sheet {table.name}")
    _add_tables(made, raws)
    _add_bibliography(made, raws.get(BIBLIOGRAPHY.name))
    _add_settings(made, raws, own=_own_text(book), findings=findings)
    return made


def _build(name: str, made: WorkbookFiles, findings: Findings) -> Case:
    try:
        return case_from_files(name, made.files, findings=findings)
    except CaseError as error:
        if not made.generated or all(problem.file != SETTINGS.file for problem in error.problems):
            raise
    # The lines of the generated text are those whose rows are known.
    return case_from_files(name, made.files | {SETTINGS.file: made.generated.encode("utf-8")})


def _add_tables(made: WorkbookFiles, raws: Mapping[str, RawTable | None]) -> None:
    for table in TABLES:
        raw = raws.get(table.name)
        if raw is None or (table.optional and not raw.rows):
            continue
        optional = {field.name for field in table.fields if field.optional}
        kept = [
            place
            for place, column in enumerate(raw.columns)
            if column not in optional or any(cells[place] for _, cells in raw.rows)
        ]
        rows = [[cells[place] for place in kept] for _, cells in raw.rows]
        made.files[table.file] = write_rows(tuple(raw.columns[place] for place in kept), rows)
        sheet = made.labels[table.file]
        places, line = {1: (sheet, raw.header)}, 2
        for (row, _), cells in zip(raw.rows, rows, strict=True):
            for _ in range(1 + sum(cell.count("\n") for cell in cells)):
                places[line] = (sheet, row)
                line += 1
        made.places[table.file] = places


def _add_bibliography(made: WorkbookFiles, raw: RawTable | None) -> None:
    if raw is None:
        return
    key, kind = BIBLIOGRAPHY.columns
    entries: list[tuple[int, BibEntry]] = []
    for row, cells in raw.rows:
        values = dict(zip(raw.columns, cells, strict=True))
        fields = {
            name: "" if value == EMPTY else value for name, value in values.items() if value and name not in (key, kind)
        }
        entries.append((row, make_entry(values.get(key, ""), values.get(kind, ""), values=fields)))
    entries.sort(key=lambda entry: entry[1].key)
    places: dict[int, tuple[str, int]] = {}
    texts, line = [], 1
    for row, entry in entries:
        text = render_bibtex([entry])
        for _ in range(text.count("\n") + 1):
            places[line] = (made.labels[BIBLIOGRAPHY_FILE], row)
            line += 1
        texts.append(text)
    made.files[BIBLIOGRAPHY_FILE] = "\n".join(texts).encode("utf-8")
    made.places[BIBLIOGRAPHY_FILE] = places


def _add_settings(made: WorkbookFiles, raws: Mapping[str, RawTable | None], *, own: str, findings: Findings) -> None:
    settings = raws.get(SETTINGS_SHEET.name)
    if settings is None:
        return
    sheet = made.labels[SETTINGS_SHEET.file]
    made.labels[SETTINGS.file] = sheet
    text: SettingsText = write_text(
        settings,
        raws.get(SCENARIO_SHEET.name),
        sheet=sheet,
        other=f"{made.name}#{SCENARIO_SHEET.name}",
        findings=findings,
    )
    made.places[SETTINGS.file] = text.places
    said, meant = settings_from_text(own) if own else None, settings_from_text(text.text)
    if said is not None and said == meant:
        made.files[SETTINGS.file], made.generated = own.encode("utf-8"), text.text
        return
    if own and "#" in own and meant is not None:
        findings.note(f"{sheet}: settings were changed, so the comments of {SETTINGS.file} are not kept")
    made.files[SETTINGS.file] = (text.text if meant is None else render_settings(meant)).encode("utf-8")
    made.generated = text.text


def _own_text(book: Book) -> str:
    """The text of ``case.toml`` that the workbook carries; empty where it carries none."""
    sheet = book.named(TEXT)
    if sheet is None:
        return ""
    lines = {row: cells.get(0, "") for row, cells in book.read(sheet).rows}
    return "\n".join(lines.get(row, "") for row in range(1, max(lines, default=0) + 1)) + "\n"


def _place(problem: Problem, made: WorkbookFiles) -> Problem:
    """Return a problem with the sheet and row of the line on which it stands."""
    label = made.labels.get(problem.file, made.name)
    if problem.value == _ABSENT and problem.row is None:
        return replace(problem, file=label, value="nothing", expected=f"a sheet with the rows of {problem.file}")
    sheet, row = made.places.get(problem.file, {}).get(problem.row or 0, (label, problem.row))
    return replace(problem, file=sheet, row=row)


def _place_note(note: str, made: WorkbookFiles) -> str:
    for file in CASE_FILES:
        if note.startswith(f"{file}:"):
            return made.labels.get(file, made.name) + re.sub(r"^[^:]+", "", note)
    return note
