"""Drafts beside a case: made of its documents, kept in ``drafts.csv``, and never claims until a person accepts them.

A run replaces the drafts of its rules that nobody has touched; those of a model (`llm:`) are its own to replace. One whose `state` is filled, or whose cells no longer give its id, is a
person's: it stays as it stands, and what it was made of is not proposed again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from foedus.case.schema import ACTORS, DRAFTS, FACTORS, ISSUES, SOURCES
from foedus.case.texts.shelf import Cells, Shelf, read_rows_of, read_shelf
from foedus.documents.drafting.actors import Known
from foedus.documents.drafting.drafts import Case, Draft, Given, drafts_of
from foedus.documents.drafting.recognizer import AUTO, model_for, named_by
from foedus.documents.drafting.topics import Topic
from foedus.errors import CaseError, InputError
from foedus.files.cells import LIST_MARK
from foedus.files.edtf import Edtf, parse_edtf
from foedus.files.findings import Findings
from foedus.files.folder import write_files
from foedus.files.parse import parse_table
from foedus.files.raw import decode, read_rows, write_rows
from foedus.files.reading import read_bytes
from foedus.nearest import nearest_hint

BY_MODEL = "llm:"
"""Begins the rule of a draft that a language model made."""
BY_REGISTER = "register:"
"""Begins the rule of a draft that was made of a dataset."""
REGISTER_TYPE = "text/x-foedus-register"
"""Media type of a document whose lines are what a dataset records; text rules read none of it."""
_CELLS = tuple(field.name for field in fields(Draft))


@dataclass(frozen=True)
class Drafted:
    """What `draft_documents` did."""

    documents: tuple[str, ...]  #: Those that were read.
    without_text: tuple[str, ...]  #: Those whose text is not in the folder.
    drafts: tuple[Draft, ...]  #: Those of this run.
    rules: dict[str, int]  #: How many each rule made.
    kept: int  #: Drafts of these documents that a person has touched, which stay.
    replaced: int  #: Untouched drafts of these documents that gave way.
    files: tuple[str, ...]  #: Files whose bytes changed.
    models: tuple[str, ...] = ()  #: spaCy models of the user's that named actors.


def draft_documents(
    path: str | Path, documents: Sequence[str] = (), *, speaker: str = "", spacy: str = AUTO
) -> Drafted:
    """Make the drafts of documents of a case, all of them by default, and write them beside it.

    Parameters
    ----------
    path : str or Path
        The case folder; the case need not be whole.
    documents : sequence of str
        Ids of documents.
    speaker : str
        Id of the actor whose speeches they are; empty where they are none.
    spacy : str
        A spaCy model that names persons and organisations beside the rules; `auto` for one of the document's language where the
        user has any, `none` for none.

    Raises
    ------
    InputError
        A document or the speaker is not there, or ``drafts.csv`` cannot be read.
    OutputError
        The folder cannot be written.
    """
    shelf = read_shelf(path)
    case = _case(shelf)
    names = list(dict.fromkeys(documents)) or sorted(
        row["id"] for row in shelf.documents if row["media_type"] != REGISTER_TYPE
    )
    if not names:
        raise InputError(f"{path} has no documents; `foedus documents add {path} FILE` takes one in")
    if speaker and speaker not in {actor.id for actor in case.known}:
        hint = nearest_hint(speaker, [actor.id for actor in case.known])
        raise InputError(f"--speaker {speaker!r}: no id of actors.csv{hint}")
    registers = [name for name in names if shelf.row(name)["media_type"] == REGISTER_TYPE]
    if registers:
        raise InputError(f"{registers[0]} is what a dataset records; `foedus case evidence {path}` makes its drafts")
    texts = {name: shelf.text(name) for name in names if documents or name in shelf.texts}
    made: list[Draft] = []
    models: set[str] = set()
    for name in sorted(texts):
        given = _given(shelf.row(name), texts[name], speaker=speaker)
        model = model_for(given.language, spacy)
        models |= {model} - {""}
        made += drafts_of(texts[name], given, case, names=named_by(model, texts[name]) if model else ())
    before, others = _parted(rows_of_drafts(shelf.folder, shelf.files))
    kept = [row for row in before if row["document"] not in texts or is_touched(row)]
    mine = [row for row in kept if row["document"] in texts]
    places = {_place(row) for row in mine}
    fresh = [draft for draft in made if _place(cells_of(draft)) not in places]
    files = write_drafts(shelf.folder, [*others, *kept, *map(cells_of, fresh)], read=shelf.files)
    return Drafted(
        tuple(texts), tuple(name for name in names if name not in texts), tuple(fresh),
        dict(sorted(Counter(draft.rule for draft in fresh).items(), key=lambda pair: (-pair[1], pair[0]))),
        len(mine), len(before) - len(kept), files, tuple(sorted(models)),
    )  # fmt: skip


def read_drafts(path: str | Path) -> list[Cells]:
    """Return the rows of ``drafts.csv`` as they stand; none where there is no such file. Raises CaseError if they are none."""
    return rows_of_drafts(Path(path), {})


def keep_states(path: str | Path, states: Mapping[str, str]) -> tuple[str, ...]:
    """Write what was decided of drafts beside them, so that no later run gives them way; return the files that changed.

    Parameters
    ----------
    path : str or Path
        The case folder.
    states : mapping of str to str
        State by id; an empty one where a decision was taken back.
    """
    folder = Path(path)
    read: dict[str, bytes] = {}
    rows = rows_of_drafts(folder, read)
    changed = [row for row in rows if row["id"] in states and states[row["id"]] != row["state"]]
    for row in changed:
        row["state"] = states[row["id"]]
    return write_drafts(folder, rows, read=read) if changed else ()


def is_touched(row: Cells) -> bool:
    """Whether a person has done something to a draft: given it a state, or changed a cell of it."""
    return bool(row["state"]) or _draft(row) is None or cells_of(_draft(row))["id"] != row["id"]


def cells_of(draft: Draft | None) -> Cells:
    """Return the row of a draft; no cells for none."""
    if draft is None:
        return dict.fromkeys(DRAFTS.columns, "")
    return {"id": draft.id, "state": ""} | {name: str(getattr(draft, name)) for name in _CELLS}


def _draft(row: Cells) -> Draft | None:
    """The draft that a row holds; None where its numbers are none."""
    cells = {name: row[name] for name in _CELLS}
    try:
        numbers = {"start": int(row["start"]), "stop": int(row["stop"])}
        return Draft(**(cells | numbers | {"confidence": float(row["confidence"])}))  # type: ignore[arg-type]
    except ValueError:
        return None


def _parted(rows: Iterable[Cells]) -> tuple[list[Cells], list[Cells]]:
    """Drafts of the rules, and those of models and registers."""
    several = list(rows)
    own = [not row["rule"].startswith((BY_MODEL, BY_REGISTER)) for row in several]
    return [row for row, is_own in zip(several, own, strict=True) if is_own], [
        row for row, is_own in zip(several, own, strict=True) if not is_own
    ]


def is_of_model(row: Cells) -> bool:
    """Whether a language model made a draft, and no rule."""
    return row["rule"].startswith(BY_MODEL)


def _place(row: Cells) -> tuple[str, ...]:
    return row["document"], row["start"], row["stop"], row["rule"]


def _case(shelf: Shelf) -> Case:
    known = [
        Known(
            row["id"], row["name"] or row["id"], row["kind"], int(row["ccode"]) if row["ccode"].isdecimal() else None,
            tuple(filter(None, (alias.strip() for alias in row["aliases"].split(LIST_MARK)))), row["part_of"],
        )
        for row in read_rows_of(ACTORS, shelf.files)
    ]  # fmt: skip
    issues = read_rows_of(ISSUES, shelf.files)
    topics = [
        Topic(row["id"], "issues", " ".join((row["question"], row["negative_pole"], row["positive_pole"])))
        for row in issues
    ]
    topics += [Topic(row["id"], "factors", row["label"]) for row in read_rows_of(FACTORS, shelf.files)]
    works = tuple(row["key"] for row in read_rows_of(SOURCES, shelf.files))
    return Case(tuple(known), tuple(topics), works)


def _given(row: Cells, text: str, *, speaker: str) -> Given:
    return Given(row["id"], language_of(row, text), _date(row["date"]), speaker)


def language_of(row: Cells, text: str) -> str:
    """Return the language of a document: as its row says, else English where the letters are Latin ones."""
    if row["language"]:
        return row["language"]
    letters = [letter for letter in text[:20_000] if letter.isalpha()]
    return "en" if sum(map(str.isascii, letters)) > 0.5 * len(letters) else "und"


def _date(text: str) -> Edtf | None:
    try:
        return parse_edtf(text) if text else None
    except InputError:
        return None


def rows_of_drafts(folder: Path, files: dict[str, bytes]) -> list[Cells]:
    """Return the rows of ``drafts.csv``; what was read is put to `files`. Raises CaseError if they are none."""
    file = folder / DRAFTS.file
    if not file.is_file():
        return []
    findings = Findings()
    data = files[DRAFTS.file] = read_bytes(file)
    text = decode(DRAFTS.file, data, findings=findings)
    raw = None if text is None else read_rows(DRAFTS, text, findings=findings)
    if raw is not None:
        parse_table(DRAFTS, raw, findings=findings)
    if findings.problems:
        raise CaseError(str(folder), findings.problems)
    return read_rows_of(DRAFTS, files)


def write_drafts(folder: Path, rows: Iterable[Cells], *, read: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write the rows of ``drafts.csv`` in their order; return the files whose bytes changed."""
    ordered = sorted(
        rows, key=lambda row: (row["document"], _number(row["start"]), _number(row["stop"]), row["rule"], row["id"])
    )
    return write_files({DRAFTS.file: render_drafts(ordered)}, folder, read=read)


def render_drafts(rows: Sequence[Cells]) -> bytes:
    """Return ``drafts.csv`` of rows in their order; columns that only registers fill are there where one does."""
    columns = tuple(field.name for field in DRAFTS.fields if not field.optional or any(row[field.name] for row in rows))
    return write_rows(columns, [[row[name] for name in columns] for row in rows])


def replace_drafts_of(path: str | Path, document: str, drafts: Iterable[Draft]) -> tuple[int, int, tuple[str, ...]]:
    """Put the drafts of a register's document in place of those that nobody has touched.

    Parameters
    ----------
    path : str or Path
        The case folder.
    document : str
        Id of the document.
    drafts : iterable of Draft
        The new ones, of rules that begin with `BY_REGISTER`.

    Returns
    -------
    written, kept : int
        New drafts, and drafts of the document that a person has touched and that stay.
    files : tuple of str
        Files whose bytes changed.
    """
    folder = Path(path)
    read: dict[str, bytes] = {}
    rows = rows_of_drafts(folder, read)
    mine = [row for row in rows if row["document"] == document]
    kept = [row for row in mine if is_touched(row)]
    places = {_place(row) for row in kept}
    fresh = [cells_of(draft) for draft in drafts if _place(cells_of(draft)) not in places]
    others = [row for row in rows if row["document"] != document]
    return len(fresh), len(kept), write_drafts(folder, [*others, *kept, *fresh], read=read)


def _number(cell: str) -> int:
    return int(cell) if cell.isdecimal() else 0
