"""``sources.csv`` and ``sources.bib`` name the same works."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.case.bibliography import check_entry
from foedus.case.schema import BIBLIOGRAPHY_FILE
from foedus.files.bibtex import BibEntry
from foedus.files.findings import Findings
from foedus.files.parse import Sheet


def check_sources(
    sheets: Mapping[str, Sheet], bibliography: Mapping[str, BibEntry] | None, *, findings: Findings
) -> None:
    """Record keys that stand in one of the two files only, and entries that lack what a work needs."""
    sheet = sheets["sources"]
    if bibliography is None:
        return
    rows = {row.text("key"): row for row in sheet.rows if row.text("key")}
    for key, row in rows.items():
        if "free" in (row.text("slant_1"), row.text("slant_2")) and not row.text("slant_ground"):
            expected = f"why {key} is free in what it says; a slanted source and a true list look alike"
            findings.problem("sources.csv", row.line, "slant_ground", "", expected)
    for key, row in rows.items():
        if key not in bibliography:
            expected = f"a key that has an entry in {BIBLIOGRAPHY_FILE}"
            findings.problem("sources.csv", row.line, "key", key, expected, options=bibliography)
    for key, entry in bibliography.items():
        if sheet.present and key not in rows:
            expected = "a key that has a row in sources.csv"
            findings.problem(BIBLIOGRAPHY_FILE, entry.line, "", key, expected, options=rows)
        check_entry(entry, rows[key].text("note") if key in rows else "", findings=findings)
