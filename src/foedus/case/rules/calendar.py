"""Dates of claims far outside the period of the case: often another calendar's, which nothing else tells."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.files.edtf import Edtf
from foedus.files.findings import Findings
from foedus.files.parse import Sheet

FAR = 100
"""Years before the period or after it from which a date is told; claims do go back to what happened long ago."""

SHOWN = 3

CALENDARS = (
    ("Solar Hijri", 1.0, 621.3),
    ("Lunar Hijri", 0.970224, 621.57),
    ("Buddhist", 1.0, -543.0),
    ("Hebrew", 1.0, -3760.7),
    ("Minguo", 1.0, 1911.0),
)
"""Name, length of a year in Gregorian years, and offset, good to a year."""


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
    if when.text.startswith("-"):
        return ""
    year = when.lower.year
    within = [
        (name, found)
        for name, length, offset in CALENDARS
        if first - 1 <= (found := int(year * length + offset)) <= last + 1
    ]
    return "".join(f" ({found} if {year} is a {name} year)" for name, found in within)
