"""Every id names one thing in the whole case, and every key one row of its table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet
from foedus.terms.kinds import UNATTRIBUTED, UNKNOWN
from foedus.terms.outcomes import OUTCOMES

ALL_PERSIST = "all-persist"
"""Scenario of every case in which nothing is removed; a case cannot give the name to another one."""

_RESERVED = (UNATTRIBUTED, UNKNOWN, ALL_PERSIST, "confidence", *OUTCOMES)
"""Words with a meaning of their own in cases and results; sentences and figures have ids like `sentence-1`, `fig-path`."""

_MADE = re.compile(r"sentence-\d+|fig-.*|(model|dataset|rating|position|tie|threat|common-threat|kind|step):.*")


def is_reserved(identifier: str) -> bool:
    """Whether an id has a meaning of its own, so that no case may give it.

    >>> is_reserved("alliance"), is_reserved("fig-1"), is_reserved("iran")
    (True, True, False)
    """
    return identifier in _RESERVED or _MADE.fullmatch(identifier) is not None


def check_identity(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record ids that are used twice in the case or reserved, and rows that repeat the key of another."""
    owners: dict[str, str] = {}
    for sheet in sheets.values():
        if sheet.table.id_field:
            _claim_ids(sheet, owners, findings=findings)
        elif sheet.table.key:
            _check_keys(sheet, findings)
    _check_raters(sheets["ratings"], owners, findings=findings)


def _claim_ids(sheet: Sheet, owners: dict[str, str], *, findings: Findings) -> None:
    name, file = sheet.table.id_field, sheet.table.file
    for row in sheet.rows:
        identifier = row.text(name)
        if is_reserved(identifier):
            expected = f"an id other than {', '.join(_RESERVED)}, and none such as sentence-1, fig-path, model:name"
            findings.problem(file, row.at(name), name, identifier, expected)
        elif identifier in owners:
            expected = f"an id not used before; it stands in {owners[identifier]}"
            findings.problem(file, row.at(name), name, identifier, expected)
        elif identifier:
            owners[identifier] = place_of(file, row)


def _check_keys(sheet: Sheet, findings: Findings) -> None:
    table = sheet.table
    seen: dict[tuple[object, ...], Row] = {}
    for row in sheet.rows:
        if not row.has(*table.key):
            continue
        key = tuple(row.values[name] for name in table.key)
        if key in seen:
            shown = ", ".join(str(part) for part in key)
            expected = f"one row for each {' and '.join(table.key)}; the first is on line {seen[key].line}"
            findings.problem(table.file, row.line, table.key[-1], shown, expected)
        seen.setdefault(key, row)


def _check_raters(ratings: Sheet, owners: dict[str, str], *, findings: Findings) -> None:
    seen: set[str] = set()
    for row in ratings.rows:
        rater = row.text("rater")
        if rater in owners and rater not in seen:
            expected = f"a rater's own name; it stands for something else in {owners[rater]}"
            findings.problem(ratings.table.file, row.line, "rater", rater, expected)
        seen.add(rater)


def place_of(file: str, row: Row) -> str:
    """Return file and line of a row, as problems write them."""
    return file if row.line is None else f"{file}:{row.line}"
