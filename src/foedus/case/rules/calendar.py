"""Dates of claims far outside the period of the case: often another calendar's, which nothing else tells."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.files.calendars import other_calendars
from foedus.files.edtf import Edtf
from foedus.files.findings import Findings
from foedus.files.parse import Sheet

FAR = 100
"""Years before the period or after it from which a date is told; claims do go back to what happened long ago."""

SHOWN = 3


def note_far_dates(sheets: Mapping[str, Sheet], period: Edtf, as_of: Edtf, *, findings: Findings) -> None:
    """Note dates of claims that lie far outside the period, with the Gregorian year that another calendar gives."""
    first, last = period.lower.year, min(period.upper.year, as_of.upper.year)
    for column in ("date", "seen"):
        far = []
        for row in sheets["claims"].rows:
            when = row.values.get(column)
            # An open end reaches as far as it must.
            if isinstance(when, Edtf) and (when.upper.year < first - FAR or when.lower.year > last + FAR):
                far.append(f"row {row.line}: {when.text}{_likely(when, first, last=last)}")
        if far:
            more = f"; and {len(far) - SHOWN} more" if len(far) > SHOWN else ""
            findings.note(
                f"claims.csv: {len(far)} in {column} far outside the period {period.text}, taken as Gregorian years: "
                f"{'; '.join(far[:SHOWN])}{more}"
            )


def _likely(when: Edtf, first: int, *, last: int) -> str:
    return "" if when.text.startswith("-") else other_calendars(when.lower.year, first, last=last)
