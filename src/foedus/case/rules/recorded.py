"""Rules on what datasets and registers record: values within the range of their series, periods of at most a year, two ends."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.case.schema import OBSERVED
from foedus.files.edtf import Edtf
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet
from foedus.terms.series import SERIES

LONGEST = 366
"""Days of the longest period of an observation."""


def check_recorded(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record what is wrong with observations."""
    for row in sheets[OBSERVED.name].rows:
        _check_value(row, findings)
        _check_period(row, findings)
        _check_ends(row, findings)


def _check_value(row: Row, findings: Findings) -> None:
    if not row.has("series", "value"):
        return
    series, value = SERIES[row.text("series")], row.values["value"]
    if isinstance(value, int | float) and not series.low <= value <= series.high:
        _tell(row, "value", f"{value:g}", f"{series.low:g} to {series.high:g} for {series.name}", findings=findings)


def _check_period(row: Row, findings: Findings) -> None:
    period = row.values.get("period")
    if isinstance(period, Edtf) and (period.upper - period.lower).days >= LONGEST:
        _tell(row, "period", period.text, "a year, a month or a day, such as 2015 or 2015-07", findings=findings)


def _check_ends(row: Row, findings: Findings) -> None:
    if row.has("actor", "recipient") and bool(row.text("actor")) != bool(row.text("recipient")):
        empty = "recipient" if row.text("actor") else "actor"
        _tell(row, empty, "", "an actor at both ends, or at none for what is of the two", findings=findings)


def _tell(row: Row, column: str, value: str, expected: str, *, findings: Findings) -> None:
    findings.problem(OBSERVED.file, row.at(column), column, value, expected)
