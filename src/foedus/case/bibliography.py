"""What the entries of ``sources.bib`` say of a case's sources: stubs, and what an entry lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from foedus.case.schema import BIBLIOGRAPHY_FILE as FILE
from foedus.errors import InputError
from foedus.files.calendars import other_calendars
from foedus.files.edtf import Edtf, suggest_edtf
from foedus.files.findings import Findings
from foedus.files.works.entry import BibEntry
from foedus.files.works.inherit import inherited
from foedus.files.works.latex import read_latex
from foedus.files.works.published import published

STUB = "stub"
"""Keyword of an entry that stands for a work known only as a citation mark."""

PRINTING = 1450
"""Year before which no work was printed; Iranian and Arabic publishers count from the seventh century."""

_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def is_stub(entry: BibEntry) -> bool:
    """Whether the entry stands for a work known only as a citation mark."""
    return STUB in re.split(r"\s*[,;]\s*", entry.get("keywords").strip().lower())


def check_entries(bibliography: Mapping[str, BibEntry], notes: Mapping[str, str], *, findings: Findings) -> None:
    """Record what entries lack and note how dates and LaTeX were read; `notes` are those of ``sources.csv``."""
    whole = inherited(FILE, bibliography, findings=findings)
    for key, entry in sorted(whole.items(), key=lambda pair: pair[1].line):
        if not entry.broken and entry.is_work:
            _check_entry(entry, notes.get(key, ""), findings=findings)


def _check_entry(entry: BibEntry, note: str, *, findings: Findings) -> None:
    if is_stub(entry):
        if entry.type != "misc":
            findings.problem(FILE, entry.line, entry.key, f"@{entry.type}", "@misc for a stub", nearest="@misc")
        if not (note or entry.get("note")):
            findings.problem(FILE, entry.line, entry.key, "", "a note that says what is known of a stub")
    elif not entry.get("title"):
        findings.problem(FILE, entry.line, entry.key, "", "a field title (or keywords = {stub})")
    for name in ("title", "author" if entry.get("author") else "editor"):
        trouble = read_latex(entry.get(name))[1]
        if trouble:
            findings.note(f"{FILE}:{entry.line} {name} of {entry.key}: {trouble}")
    _check_date(entry, findings=findings)


def _check_date(entry: BibEntry, *, findings: Findings) -> None:
    try:
        found = published(entry)
    except InputError:
        name = "date" if entry.get("date") else "year"
        shown = " ".join(filter(None, (entry.get(name), entry.get("month") if name == "year" else "")))
        expected = f"a {name} of {entry.key} in EDTF such as 2015 or 2015-07-31"
        years = set(_FOUR_DIGITS.findall(shown[:200]))
        nearest = suggest_edtf(shown) or (years.pop() if len(years) == 1 else "")
        findings.problem(FILE, entry.line, name, shown, expected, nearest=nearest)
    else:
        if found.note:
            findings.note(f"{FILE}:{entry.line} {entry.key}: {found.note}")
        if found.date is not None:
            _note_old(entry, found.date, findings=findings)


def _note_old(entry: BibEntry, when: Edtf, *, findings: Findings) -> None:
    if when.upper.year < PRINTING and not when.text.startswith("-"):
        likely = other_calendars(when.lower.year, 1800, last=2100)
        findings.note(f"{FILE}:{entry.line} {entry.key}: {when.text} is taken as a Gregorian year{likely}")
