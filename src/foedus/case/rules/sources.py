"""``sources.csv`` and ``sources.bib`` name the same works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from foedus.case.bibliography import check_entries
from foedus.case.schema import BIBLIOGRAPHY_FILE
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet
from foedus.files.works.entry import BibEntry

_SEARCHED = 2000
"""Most keys among which the nearest is sought."""


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
    _check_keys(rows, bibliography, whole=sheet.present, findings=findings)
    check_entries(bibliography, {key: row.text("note") for key, row in rows.items()}, findings=findings)


def _check_keys(
    rows: Mapping[str, Row], bibliography: Mapping[str, BibEntry], *, whole: bool, findings: Findings
) -> None:
    works = {key: entry for key, entry in bibliography.items() if entry.is_work}
    for key, row in rows.items():
        if key not in works:
            expected = f"a key that has an entry in {BIBLIOGRAPHY_FILE}; capitals count"
            findings.problem("sources.csv", row.line, "key", key, expected, options=_few(works))
    for key, entry in works.items():
        if whole and key not in rows and not entry.broken:
            expected = "a key that has a row in sources.csv; `foedus case sources CASE` makes the rows that are missing"
            findings.problem(BIBLIOGRAPHY_FILE, entry.line, "", key, expected, options=_few(rows))
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for key in works:
        alike[key.casefold()].append(key)
    for keys in alike.values():
        if len(keys) > 1:
            findings.note(f"{BIBLIOGRAPHY_FILE}: the keys {' and '.join(keys)} differ in capitals only; two works")


def _few(keys: Collection[str]) -> Collection[str]:
    """Keys among which the nearest is sought; among thousands that takes longer than it helps."""
    return keys if len(keys) <= _SEARCHED else ()
