"""Anchors: each span is one, and what it quotes stands there."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.case.schema import ANCHORS
from foedus.documents.anchors import Anchor, Finder
from foedus.files.findings import Findings, shorten
from foedus.files.parse import Row, Sheet

_SHOWN = 5


def check_anchors(sheets: Mapping[str, Sheet], texts: Mapping[str, str], *, findings: Findings) -> None:
    """Record spans that are none, and tell of passages that do not stand where the anchors say."""
    lost: dict[str, list[Row]] = {}
    for row in sheets["anchors"].rows:
        if not row.has("start", "stop", "exact", "document"):
            continue
        anchor = anchor_of(row)
        if anchor.start >= anchor.stop:
            findings.problem(
                ANCHORS.file, row.at("stop"), "stop", str(anchor.stop), f"a number above start ({anchor.start})"
            )
        elif row.text("document") in texts and not anchor.holds(texts[row.text("document")]):
            lost.setdefault(row.text("document"), []).append(row)
    for document, rows in lost.items():
        _tell(document, rows, Finder(texts[document]), findings=findings)


def anchor_of(row: Row) -> Anchor:
    """Return the anchor of a row."""
    start, stop = (int(row.number(name) or 0) for name in ("start", "stop"))
    return Anchor(start, stop, row.text("exact"), row.text("prefix"), row.text("suffix"))


def _tell(document: str, rows: list[Row], finder: Finder, *, findings: Findings) -> None:
    step = f"`foedus documents revise CASE {document}` looks for them and lists what a person must place"
    for row in rows[:_SHOWN]:
        anchor = anchor_of(row)
        found = finder.find(anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix)
        where = f"it stands at {found.start}-{found.stop}" if found else "it was not found"
        findings.note(
            f"{ANCHORS.file}:{row.line}: the passage of {row.text('claim')}, {shorten(anchor.exact)!r}, is not at "
            f"{anchor.start}-{anchor.stop} of {document}; {where}; {step}"
        )
    if len(rows) > _SHOWN:
        findings.note(
            f"{ANCHORS.file}: {len(rows) - _SHOWN:,} more passages are not where they should be in {document}; {step}"
        )
