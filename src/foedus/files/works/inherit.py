"""What an entry has from others: ``crossref`` (the volume of a chapter) and ``xdata`` (shared data), as biblatex gives them.

Source: the biblatex manual, appendix B (default inheritance setup), https://ctan.org/pkg/biblatex.
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.files.findings import Findings
from foedus.files.works.entry import BibEntry, make_entry

_MOST_STEPS = 10
"""Longest chain of entries that have fields from one another."""

_OWN = frozenset(
    [
        "ids",
        "crossref",
        "xref",
        "xdata",
        "entryset",
        "entrysubtype",
        "execute",
        "label",
        "options",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "shorthand",
        "shorthandintro",
        "sortkey",
        "sorttitle",
        "keywords",
        "abstract",
        "note",
        "addendum",
        "doi",
        "isbn",
        "pages",
        "pagetotal",
    ]
)
"""Fields that stay with their entry; keywords and notes are what one says of one work alone."""

_PARTS = frozenset(
    ["inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook", "suppbook", "suppcollection"]
)
_VOLUMES = frozenset(
    ["book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "reference", "mvreference"]
)


def inherited(file: str, entries: Mapping[str, BibEntry], *, findings: Findings | None = None) -> dict[str, BibEntry]:
    """Return the entries with the fields that they have from others; what leads nowhere is noted."""
    folded = {key.casefold(): entry for key, entry in entries.items()}
    return {
        key: _whole(file, entry, entries=entries, folded=folded, findings=findings) for key, entry in entries.items()
    }


def _whole(
    file: str,
    entry: BibEntry,
    *,
    entries: Mapping[str, BibEntry],
    folded: Mapping[str, BibEntry],
    findings: Findings | None,
) -> BibEntry:
    values = dict(entry.fields)
    if not ("crossref" in values or "xdata" in values):
        return entry
    seen = {entry.key}
    wanted = [(entry, name, target) for name, target in _targets(entry)]
    while wanted:
        child, name, target = wanted.pop(0)
        lender = entries.get(target) or folded.get(target.casefold())
        if lender is None or lender.key in seen or len(seen) > _MOST_STEPS:
            if lender is None and findings is not None:
                findings.note(
                    f"{file}:{child.line} {name} of {child.key}: {target!r} is no entry of the file; nothing taken from it"
                )
            elif findings is not None:
                findings.note(
                    f"{file}:{child.line} {name} of {child.key}: {target!r} leads in a circle or too far, not followed"
                )
            continue
        seen.add(lender.key)
        for field, value in _lent(lender, name, entry.type):
            if not values.get(field):
                values[field] = value
        wanted += [(lender, *pair) for pair in _targets(lender)]
    return make_entry(entry.key, entry.type, values=values, line=entry.line, broken=entry.broken)


def _targets(entry: BibEntry) -> list[tuple[str, str]]:
    shared = [("xdata", key.strip()) for key in entry.get("xdata").split(",") if key.strip()]
    volume = entry.get("crossref").strip()
    return shared + ([("crossref", volume)] if volume else [])


def _lent(lender: BibEntry, by: str, kind: str) -> list[tuple[str, str]]:
    """Fields that an entry lends, under the names that they have with the other."""
    lent: list[tuple[str, str]] = []
    dated = any(name in ("date", "year") for name, _ in lender.fields)
    for name, value in lender.fields:
        if by == "xdata":
            if name not in ("crossref", "xdata"):
                lent.append((name, value))
        elif name in _OWN or (name in ("month", "day") and not dated):
            continue
        elif kind in _PARTS and lender.type in _VOLUMES and name in ("title", "subtitle", "titleaddon"):
            lent.append((f"book{name}", value))
        elif name == "author" and kind in _PARTS and lender.type in ("book", "mvbook"):
            lent += [("author", value), ("bookauthor", value)] if kind == "inbook" else [("bookauthor", value)]
        else:
            lent.append((name, value))
    return lent
