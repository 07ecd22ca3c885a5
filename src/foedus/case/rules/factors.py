"""Factors: order of the persistence values, cycles in depends_on, sources of threats."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from foedus.case.rules.actors import report_cycles
from foedus.files.cells import LIST_MARK, format_number, split_share
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet


def check_factors(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record persistence values out of order and factors that depend on themselves."""
    sheet = sheets["factors"]
    for row in sheet.rows:
        _check_persistence(row, findings)
        if row.text("kind") == "threat" and row.has("threat_source") and not row.text("threat_source"):
            findings.note(
                f"factors.csv:{row.line}: threat {row.text('id')} names no threat_source; no scenario removes it by its source"
            )
    edges = {row.text("id"): _parents(row, findings) for row in sheet.rows}
    report_cycles(sheet, "depends_on", edges=edges, findings=findings)


def _parents(row: Row, findings: Findings) -> tuple[str, ...]:
    """Return what a factor depends on; told where a parent stands twice or the shares exceed the whole."""
    parts = [split_share(part) for part in row.many("depends_on")]
    names = tuple(name for name, _ in parts)
    total = sum(share or 0.0 for _, share in parts)
    if len(set(names)) < len(names) or total > 1 + 1e-9:
        expected = "each factor once, with shares that add up to 1 at most"
        findings.problem("factors.csv", row.line, "depends_on", LIST_MARK.join(row.many("depends_on")), expected)
    return names


def _check_persistence(row: Row, findings: Findings) -> None:
    names = ("persistence_low", "persistence_central", "persistence_high")
    for lower, upper in pairwise(names):
        low, high = row.number(lower), row.number(upper)
        if low is not None and high is not None and low > high:
            expected = f"a number not below {lower}, which is {format_number(low)}"
            findings.problem("factors.csv", row.line, upper, format_number(high), expected)
