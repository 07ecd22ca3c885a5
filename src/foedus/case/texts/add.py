"""Documents taken into a case: their texts, and a row for each; what is there already is told and not taken twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from foedus.case.schema import DOCUMENTS, text_file
from foedus.case.texts.place import Placed, fitting, place
from foedus.case.texts.purge import purged_before
from foedus.case.texts.shelf import Cells, Shelf, read_shelf
from foedus.documents.extraction.extract import Extracted, extract
from foedus.documents.likeness import Sketch, alike, sketch, titled
from foedus.errors import InputError
from foedus.files.cells import CellError, parse_cell, slugify
from foedus.files.characters import clean_name
from foedus.files.fields import SLUG_LENGTH
from foedus.files.reading import read_bytes
from foedus.nearest import nearest_hint

_MOST_FILES = 10_000
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_MOST_COMPARED = 2_000
"""Texts that a new one is compared with."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of all documents that are added at once; what is empty comes from the file, or stays empty."""

    id: str = ""
    source: str = ""
    language: str = ""
    date: str = ""
    retrieved: str = ""
    licence: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class One:
    """A document that was added."""

    id: str
    file: str
    characters: int
    notes: tuple[str, ...]
    source: str = ""  #: The work whose text it is.
    alike: tuple[tuple[str, float], ...] = ()  #: Documents that share most of their words with it, and how much.


@dataclass(frozen=True)
class Added:
    """What `add_documents` did."""

    added: tuple[One, ...]
    there: tuple[tuple[str, str], ...]  #: File, and the document that is of the same bytes.
    restored: tuple[str, ...]  #: Documents whose text was missing and is there again.
    refused: tuple[tuple[str, str], ...]  #: File, and why it was not read.
    placed: tuple[Placed, ...]  #: Passages given to claims.
    files: tuple[str, ...]  #: Files of the case that changed.


class Original(NamedTuple):
    """A file at hand."""

    name: str
    data: bytes
    media_type: str = ""


def add_documents(
    path: str | Path, originals: Iterable[Original | Path], *, given: Given | None = None, anchor: bool = True
) -> Added:
    """Take documents into a case folder, in one step.

    Parameters
    ----------
    path : str or Path
        The case folder; the case need not be whole.
    originals : iterable of Path or Original
        Files, folders (all files in them), or what is at hand.
    given : Given, optional
        What is known of all of them.
    anchor : bool, optional
        Whether claims of the works whose texts are added get their passages, where they say in which section and
        paragraph they stand (`foedus.case.texts.place`).

    Raises
    ------
    InputError
        What is given is wrong, or of all files none can be read; then nothing is written.
    OutputError
        The folder cannot be written.
    """
    given = given or Given()
    shelf = read_shelf(path)
    shelf.taken |= purged_before(shelf.folder)
    _check_given(given, shelf)
    work = _Work(shelf, given)
    found, refused = _read(originals, work, encoding=given.encoding)
    return _take_in(work, found, refused=refused, anchor=anchor)


def add_extracted(path: str | Path, documents: Sequence[Extracted], *, given: Given | None = None) -> Added:
    """Take documents that were read already into a case folder, in one step; raises what `add_documents` raises.

    Who reads a file beside others that work on the folder holds nobody up: only this step needs it to stand still.
    """
    given = given or Given()
    shelf = read_shelf(path)
    _check_given(given, shelf)
    return _take_in(_Work(shelf, given), documents, refused=(), anchor=False)


def _take_in(work: _Work, found: Sequence[Extracted], *, refused: Sequence[tuple[str, str]], anchor: bool) -> Added:
    shelf, given = work.shelf, work.given
    if given.id and len(found) > 1:
        raise InputError(
            f"--id {given.id}: {len(found)} documents are added at once; give an id for one, or leave it out"
        )
    for document in found:
        work.take(document)
    if not found and not work.there and refused:
        raise InputError(
            f"nothing was added; {refused[0][0]}: {refused[0][1]}" if len(refused) == 1 else _all_refused(refused)
        )
    shelf.texts |= work.texts
    placed = tuple(place(shelf, one.id) for one in work.added if anchor and shelf.row(one.id)["source"])
    anchors = any(one.claims for one in placed)
    written = shelf.write(work.texts, documents=bool(work.added), anchors=anchors)
    return Added(tuple(work.added), tuple(work.there), tuple(work.restored), tuple(refused), placed, written)


def _check_given(given: Given, shelf: Shelf) -> None:
    for name in ("id", "language", "date", "retrieved"):
        value = getattr(given, name)
        if value:
            try:
                parse_cell(DOCUMENTS[name], value)
            except CellError as error:
                hint = f" (nearest: {error.nearest!r})" if error.nearest else ""
                raise InputError(f"--{name} {value!r}: expected {error.expected}{hint}") from None
    if given.source and given.source not in shelf.sources:
        hint = nearest_hint(given.source, shelf.sources)
        raise InputError(
            f"--source {given.source!r}: no key of sources.csv{hint}; `foedus case sources` makes its rows"
        )
    if given.id in shelf.taken and given.id:
        raise InputError(
            f"--id {given.id!r} names something in the case already; choose another, or `foedus documents revise` it"
        )


def _read(
    originals: Iterable[Original | Path], work: _Work, *, encoding: str
) -> tuple[list[Extracted], list[tuple[str, str]]]:
    found: list[Extracted] = []
    refused: list[tuple[str, str]] = []
    for original in originals:
        for one in _files(original, work.folder) if isinstance(original, Path) else [original]:
            try:
                whole = Original(one.name, read_bytes(one)) if isinstance(one, Path) else one
                if work.knows(whole):
                    continue
                documents, inside = extract(
                    clean_name(whole.name), whole.data, encoding=encoding, media_type=whole.media_type
                )
            except InputError as error:
                refused.append((str(one) if isinstance(one, Path) else one.name, str(error)))
                continue
            found += documents
            refused += [(part.file, part.why) for part in inside]
    return found, refused


def _files(path: Path, case: Path) -> list[Path]:
    """The files of a folder, in the order of their names; hidden ones and those of the case are left out. A file is its own."""
    if not path.is_dir():
        return [path]
    inside = case.resolve()
    if path.resolve() == inside:
        raise InputError(f"{str(path)!r} is the case itself; give the files or the folder that you want to add")
    found = sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
        and inside not in file.resolve().parents
    )
    if not found:
        raise InputError(f"the folder {str(path)!r} holds no files")
    if len(found) > _MOST_FILES:
        raise InputError(f"the folder {str(path)!r} holds {len(found):,} files; expected at most {_MOST_FILES:,}")
    return found


def _all_refused(refused: Sequence[tuple[str, str]]) -> str:
    lines = "\n".join(f"  {file}: {why}" for file, why in refused[:20])
    more = f"\n  and {len(refused) - 20:,} more" if len(refused) > 20 else ""
    return f"nothing was added; none of {len(refused):,} files can be read:\n{lines}{more}"


class _Work:
    """Documents on their way into the case."""

    def __init__(self, shelf: Shelf, given: Given) -> None:
        self.added: list[One] = []
        self.there: list[tuple[str, str]] = []
        self.restored: list[str] = []
        self.texts: dict[str, str] = {}
        self.shelf, self.given = shelf, given
        self.folder = shelf.folder
        self._taken = set(shelf.taken)
        self._known = {row["sha256"]: row["id"] for row in shelf.documents}
        self._sketches: dict[str, Sketch] = {
            name: sketch(text) for name, text in list(shelf.texts.items())[:_MOST_COMPARED]
        }

    def knows(self, original: Original) -> bool:
        """Whether a file is a document that is there with its text, which is told; then it need not be read again."""
        known = self._known.get(hashlib.sha256(original.data).hexdigest())
        if known is None or known not in self.shelf.texts:
            return False
        self.there.append((original.name, known))
        return True

    def take(self, document: Extracted) -> None:
        """Add a document, put its missing text back, or tell that it is there."""
        known = self._known.get(document.sha256)
        if known is not None:
            if known not in self.shelf.texts and known not in self.texts:
                self.texts[known] = document.text
                self.restored.append(known)
            else:
                self.there.append((document.file, known))
            return
        row = self._row(document)
        self.shelf.documents.append(row)
        self._known[document.sha256] = row["id"]
        self.texts[row["id"]] = document.text
        mine = sketch(document.text)
        near = tuple((name, round(shared, 3)) for name, shared in alike(mine, self._sketches)[:3])
        self._sketches[row["id"]] = mine
        notes = document.notes + self._dropped(document, row)
        self.added.append(One(row["id"], document.file, len(document.text), notes, row["source"], near))

    def _row(self, document: Extracted) -> Cells:
        given = self.given
        name = given.id or self._id(document)
        self._taken.add(name)
        source = given.source or self._work(document)
        return {
            "id": name,
            "source": source,
            "file": document.file,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "language": given.language or _valid("language", document.language),
            "date": given.date or _valid("date", document.date),
            "retrieved": given.retrieved,
            "licence": given.licence,
        }

    def _work(self, document: Extracted) -> str:
        """The work whose text it is: called as the file, or its title stands at the beginning, or its claims fit; else none."""
        stem = _stem(document.file)
        called = next((key for key in (stem, slugify(stem)) if key in self.shelf.sources), "")
        return called or titled(document.text, self._titles) or fitting(self.shelf, document.text)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return self.shelf.titles()

    def _id(self, document: Extracted) -> str:
        """An id made of the file's name that names nothing else, and under which no other text lies there without a row."""
        base = slugify(_stem(document.file)) or "document"
        short = base[: SLUG_LENGTH - 6].rstrip("-")
        # A work and its text go by one name; what names a thing in a case names no other.
        ends = ("text",) if base in self.shelf.sources else ()
        names = chain([base], (f"{short}-{end}" for end in chain(ends, range(2, 100_000))))
        mine = (None, document.text.encode("utf-8"))
        return next(name for name in names if name not in self._taken and self.shelf.files.get(text_file(name)) in mine)

    def _dropped(self, document: Extracted, row: Mapping[str, str]) -> tuple[str, ...]:
        """What the file says of itself and is not of the form that a row has."""
        said = (("date", document.date), ("language", document.language))
        return tuple(
            f"{what} {value[:40]!r} of the file is not of the form of the column, left empty"
            for what, value in said
            if value and not row[what]
        )


def _stem(file: str) -> str:
    return _ENDING.sub("", file.rpartition("/")[2])


def _valid(name: str, value: str) -> str:
    try:
        parse_cell(DOCUMENTS[name], value)
    except CellError:
        return ""
    return value
