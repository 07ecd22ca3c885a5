"""Every reference names a record that exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from foedus.files.cells import LIST_MARK, split_share
from foedus.files.fields import Field
from foedus.files.findings import Findings
from foedus.files.parse import Sheet, ids_of
from foedus.terms.kinds import UNATTRIBUTED


def check_references(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record references to ids that no table holds, and words that do not stand alone."""
    for sheet in sheets.values():
        for field in sheet.table.fields:
            if field.type == "reference":
                _check_field(sheet, field, sheets=sheets, findings=findings)


def _check_field(sheet: Sheet, field: Field, *, sheets: Mapping[str, Sheet], findings: Findings) -> None:
    ids = ids_of(sheets, field.tables)
    if ids is None:
        return
    known = ids | set(field.words)
    expected = "an id of " + " or ".join(field.tables)
    if field.words:
        expected += f", or {' or '.join(field.words)}"
    for row in sheet.rows:
        parts = row.many(field.name) if field.many else tuple(filter(None, (row.text(field.name),)))
        if field.shared:
            parts = tuple(split_share(part)[0] for part in parts)
        for part in parts:
            if part not in known:
                joined = _joined(part, known)
                findings.problem(
                    sheet.table.file, row.at(field.name), field.name, part, expected, nearest=joined, options=known
                )
        if UNATTRIBUTED in parts and len(parts) > 1:
            alone = f"ids, or {UNATTRIBUTED} alone"
            findings.problem(sheet.table.file, row.at(field.name), field.name, "|".join(parts), alone)


def _joined(part: str, known: Collection[str]) -> str:
    """The list that a text means where a slash or an ampersand joins ids; empty where it joins none."""
    parts = re.split(r"\s*[/&]\s*", part)
    return LIST_MARK.join(parts) if len(parts) > 1 and all(name in known for name in parts) else ""
