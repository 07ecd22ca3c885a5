"""What the entries of ``sources.bib`` say of a case's sources: stubs, dates, and what an entry lacks."""

from __future__ import annotations

import re

from foedus.case.schema import BIBLIOGRAPHY_FILE as FILE
from foedus.errors import InputError
from foedus.files.bibtex import MONTHS, BibEntry
from foedus.files.edtf import Edtf, parse_edtf, suggest_edtf
from foedus.files.findings import Findings

STUB = "stub"
"""Keyword of an entry that stands for a work known only as a citation mark."""


def is_stub(entry: BibEntry) -> bool:
    """Whether the entry stands for a work known only as a citation mark."""
    return STUB in re.split(r"\s*[,;]\s*", entry.get("keywords").strip().lower())


def published(entry: BibEntry) -> Edtf | None:
    """Return when the work was published, or None when the entry does not say.

    Raises InputError if its `date` (or `year` and `month`) is no date.
    """
    text = entry.get("date") or entry.get("year")
    if not text:
        return None
    month = entry.get("month").lower()
    if not entry.get("date") and month:
        number = MONTHS.index(month[:3]) + 1 if month[:3] in MONTHS else int(month) if month.isdecimal() else 0
        if not number:
            raise InputError(f"{month!r} is not a month")
        return parse_edtf(f"{text}-{number:02}")
    return parse_edtf(text)


def check_entry(entry: BibEntry, note: str, *, findings: Findings) -> None:
    """Record what an entry lacks: a title, a readable date; for a stub its form and its note."""
    if is_stub(entry):
        if entry.type != "misc":
            findings.problem(FILE, entry.line, entry.key, f"@{entry.type}", "@misc for a stub", nearest="@misc")
        if not (note or entry.get("note")):
            findings.problem(FILE, entry.line, entry.key, "", "a note that says what is known of a stub")
    elif not entry.get("title"):
        findings.problem(FILE, entry.line, entry.key, "", "a field title (or keywords = {stub})")
    try:
        published(entry)
    except InputError:
        name = "date" if entry.get("date") else "year"
        shown = " ".join(filter(None, (entry.get(name), entry.get("month") if name == "year" else "")))
        expected = f"a {name} of {entry.key} in EDTF such as 2015 or 2015-07-31"
        findings.problem(FILE, entry.line, name, shown, expected, nearest=suggest_edtf(shown))
