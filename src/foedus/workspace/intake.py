"""Documents and their works taken in from the page: a file is read apart, then its text and its row are written in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.routing import Route

from foedus.case.coding.log.event import Change
from foedus.case.schema import BIBLIOGRAPHY_FILE, DOCUMENTS, SOURCES
from foedus.case.sources import entry_of
from foedus.case.texts.add import Given, add_extracted
from foedus.documents.extraction.extract import extract
from foedus.documents.extraction.parts import MOST_BYTES
from foedus.errors import InputError
from foedus.files.characters import clean_name
from foedus.files.findings import Findings
from foedus.files.folder import write_files
from foedus.files.raw import decode
from foedus.files.reading import read_bytes
from foedus.files.works.bibtex import read_bibtex, render_bibtex
from foedus.workspace.access import UPLOAD
from foedus.workspace.actors import free_id
from foedus.workspace.desk import Desk, Unfit
from foedus.workspace.forms import field_of
from foedus.workspace.routes import get, post, upload
from foedus.workspace.verdicts import Verdicts

_GIVEN = ("source", "language", "date", "licence")
_WORK = {
    "title": "Title of the work.",
    "author": "Who wrote it, as `Surname, First name`; several joined by ` and `; a body in braces: `{United Nations}`.",
    "date": "When it appeared, such as 2017-09-21.",
    "publisher": "Who published it.",
    "url": "Where it is.",
}


def routes(desk: Desk, verdicts: Verdicts) -> tuple[Route, ...]:
    """Return the paths of what is taken in."""
    return (
        get("/api/intake", lambda _: forms()),
        upload("/api/upload", lambda request, data: take_in(desk, request, data), most=MOST_BYTES, after=verdicts.ask),
        post("/api/sources", lambda body: add_source(desk, body["cells"]), after=verdicts.ask),
    )


def forms() -> dict[str, Any]:
    """Return the fields that the page asks for: of all files that are added at once, and of a new work."""
    work: list[dict[str, Any]] = [
        {"name": name, "type": "text", "help": said, "example": "", "many": False, "required": name == "title", "words": [],
         "tables": [], "low": None, "high": None}
        for name, said in _WORK.items()
    ]  # fmt: skip
    return {
        "document": [field_of(DOCUMENTS[name]) for name in _GIVEN],
        "source": [*work, *(field_of(field) for field in SOURCES.fields if field.name != "key")],
        "most": MOST_BYTES,
    }


def take_in(desk: Desk, request: Request, data: bytes) -> dict[str, Any]:
    """Read an uploaded file and add its documents; what is there already, alike or cannot be read is told.

    Raises InputError if the file cannot be read, or what is said of it is wrong.
    """
    name = clean_name(unquote(request.headers.get(UPLOAD.decode(), "")).replace("\\", "/").rpartition("/")[2])
    if not name:
        raise InputError("an upload needs the name of its file")
    given = Given(**{what: request.query_params.get(what, "").strip() for what in _GIVEN})
    found, refused = extract(name, data)  # in a process of its own; others go on meanwhile
    with desk.standing():
        desk.export()
        added = add_extracted(desk.folder, found, given=given)
        desk.take_up()
    return {
        "added": [asdict(one) for one in added.added],
        "there": [list(one) for one in added.there],
        "restored": list(added.restored),
        "refused": [[one.file, one.why] for one in refused],
    }


def add_source(desk: Desk, cells: Mapping[str, str]) -> str:
    """Add a work to ``sources.bib`` and its row to ``sources.csv``; return its key.

    Raises Unfit if a field is missing or cannot stand.
    """
    given = {name: str(cell).strip() for name, cell in cells.items() if str(cell).strip()}
    if not given.get("title"):
        raise Unfit("title: must hold something", {"title": "must hold something"})
    with desk.standing():
        row = {name: cell for name, cell in given.items() if name in SOURCES.columns}
        row["key"] = free_id(desk, _words_of_key(given))
        desk.demand(SOURCES, row)
        _write_entry(desk, row["key"], given)
        desk.write([Change("add", SOURCES.name, (row["key"],), after=row)])
        return row["key"]


def _words_of_key(given: Mapping[str, str]) -> str:
    """Author, or the first words of the title, and year."""
    who = given.get("author", "").partition(" and ")[0].partition(",")[0].strip("{} ")
    words = who or " ".join(given["title"].split()[:4])
    return f"{words} {given.get('date', '')[:4]}".strip()


def _write_entry(desk: Desk, key: str, given: Mapping[str, str]) -> None:
    path = desk.folder / BIBLIOGRAPHY_FILE
    read = {BIBLIOGRAPHY_FILE: read_bytes(path)} if path.is_file() else {}
    findings = Findings()
    before = decode(BIBLIOGRAPHY_FILE, read[BIBLIOGRAPHY_FILE], findings=findings) if read else ""
    if before is None or findings.problems:
        raise InputError(f"{findings.problems[0]}; mend {BIBLIOGRAPHY_FILE} first")
    said = {name: cell for name, cell in given.items() if name in _WORK}
    entry = render_bibtex([entry_of(key, given.get("kind", ""), said)])
    found = read_bibtex(BIBLIOGRAPHY_FILE, entry, findings=findings)
    if findings.problems or set(found) != {key}:
        wrong = {problem.column: problem.expected for problem in findings.problems if problem.column in _WORK}
        raise Unfit(
            f"the work cannot be written as BibTeX: {findings.problems[0] if findings.problems else entry}", wrong
        )
    text = before.rstrip("\n")
    write_files({BIBLIOGRAPHY_FILE: (text + "\n\n" * bool(text) + entry).encode()}, desk.folder, read=read)
