"""Passages for claims that say where they stand: by section, paragraph and reference of the work that was read.

A claim gets the sentence that its reference and its words single out, else the paragraph that its locator names. What names
no paragraph, or one that the text does not have, is listed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from foedus.case.schema import CLAIMS
from foedus.case.texts.shelf import Shelf, cells_of, read_rows_of, read_shelf
from foedus.documents.anchors import anchor_at
from foedus.documents.locating import Paragraph, numbered, passage, place_of
from foedus.errors import InputError
from foedus.files.cells import LIST_MARK

_FEW, _MOST = 10, 0.9
"""Claims by which a work is told to be a text, and the share of them that must fit."""
_NUMBER = re.compile(r"(?<!\d)0*(\d{1,3})$")


@dataclass(frozen=True, slots=True)
class Placed:
    """What `place_claims` did for one document."""

    document: str
    claims: tuple[str, ...]  #: Claims that have a passage now.
    paragraphs: int  #: How many of them have a whole paragraph.
    there: int  #: Claims that had one.
    open: tuple[tuple[str, str], ...]  #: Claims without one, and why.


def place_claims(path: str | Path, document: str, *, source: str = "") -> Placed:
    """Give passages of a document to the claims of its work that have none in it, in one step.

    Parameters
    ----------
    path : str or Path
        The case folder.
    document : str
        Id of the document.
    source : str, optional
        Key of the work whose text it is, where its row names none.
    """
    shelf = read_shelf(path)
    row = shelf.row(document)
    if source and row["source"] not in ("", source):
        raise InputError(f"--source {source!r}: {document} is the text of {row['source']}")
    if source and source not in shelf.sources:
        raise InputError(f"--source {source!r}: no key of sources.csv; `foedus case sources` makes its rows")
    row["source"] = source or row["source"]
    found = place(shelf, document)
    shelf.write({}, documents=bool(source), anchors=bool(found.claims))
    return found


def place(shelf: Shelf, document: str) -> Placed:
    """Give passages of a document to the claims of its work, in the rows of the shelf; nothing is written."""
    source = shelf.row(document)["source"]
    if not source:
        raise InputError(
            f"{document} is the text of no work yet; say of which one with --source KEY, a key of sources.csv"
        )
    text = shelf.text(document)
    paragraphs = {(one.section, one.number): one for one in numbered(text)}
    having = {anchor["claim"] for anchor in shelf.anchors if anchor["document"] == document}
    placed, left, whole, there = [], [], 0, 0
    for claim in read_rows_of(CLAIMS, shelf.files):
        if claim["source"] != source:
            continue
        if claim["id"] in having:
            there += 1
            continue
        paragraph = _paragraph(claim["locator"], paragraphs)
        if isinstance(paragraph, str):
            left.append((claim["id"], paragraph))
            continue
        marks = [number[1] for key in claim["reference"].split(LIST_MARK) if (number := _NUMBER.search(key))]
        span = passage(text, paragraph, marks=marks, words=claim["text"])
        whole += span.start <= paragraph.spans[0].start + 1 and span.stop >= paragraph.spans[-1].stop - 1
        shelf.anchors.append({"claim": claim["id"], "document": document} | cells_of(anchor_at(text, *span)))
        placed.append(claim["id"])
    return Placed(document, tuple(placed), whole, there, tuple(left))


def fitting(shelf: Shelf, text: str) -> str:
    """Return the one work whose claims fit a text: the paragraphs that they name are there, with the marks of their references.

    Empty where none or several do; a work needs ten claims that name both.
    """
    paragraphs = {(one.section, one.number): one for one in numbered(text)}
    told, right = Counter[str](), Counter[str]()
    for claim in read_rows_of(CLAIMS, shelf.files) if paragraphs else ():
        place = place_of(claim["locator"])
        marks = [number[1] for key in claim["reference"].split(LIST_MARK) if (number := _NUMBER.search(key))]
        if place is None or not marks:
            continue
        told[claim["source"]] += 1
        found = paragraphs.get(place)
        here = text[found.spans[0].start : found.spans[-1].stop] if found else ""
        right[claim["source"]] += all(f"[{mark}]" in here for mark in marks)
    found_works = [work for work, number in told.items() if number >= _FEW and right[work] >= _MOST * number]
    return found_works[0] if len(found_works) == 1 else ""


def _paragraph(locator: str, paragraphs: dict[tuple[str, int], Paragraph]) -> Paragraph | str:
    """The paragraph that a locator names, or why there is none."""
    place = place_of(locator)
    if place is None:
        return f"{locator!r} names no section and paragraph" if locator else "it has no locator"
    section, number = place
    return (
        paragraphs.get(place)
        or f"the text has no paragraph {number} of {'the abstract' if section == 'abstract' else f'section {section}'}"
    )
