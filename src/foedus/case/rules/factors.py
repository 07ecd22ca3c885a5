"""Factors: order of the persistence values, cycles in depends_on, sources of threats."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from foedus.case.rules.actors import report_cycles
from foedus.files.cells import format_number
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet


def check_factors(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record persistence values out of order and factors that depend on themselves."""
    sheet = sheets["factors"]
    for row in sheet.rows:
        _check_persistence(row, findings)
        if row.text("kind") == "threat" and row.has("threat_source") and not row.text("threat_source"):
            findings.note(f"factors.csv:{row.line}: threat {row.text('id')} names no threat_source; its magnitude is 1")
    edges = {row.text("id"): row.many("depends_on") for row in sheet.rows}
    report_cycles(sheet, "depends_on", edges=edges, findings=findings)


def _check_persistence(row: Row, findings: Findings) -> None:
    names = ("persistence_low", "persistence_central", "persistence_high")
    for lower, upper in pairwise(names):
        low, high = row.number(lower), row.number(upper)
        if low is not None and high is not None and low > high:
            expected = f"a number not below {lower}, which is {format_number(low)}"
            findings.problem("factors.csv", row.line, upper, format_number(high), expected)
