"""What the entries of ``sources.bib`` say of a work: its date, and whether it is a stub."""

from __future__ import annotations

import pytest

from foedus.case.bibliography import check_entries, is_stub
from foedus.files.findings import Findings
from foedus.files.works.entry import BibEntry
from foedus.files.works.published import published


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"date": "2015-07-31"}, "2015-07-31"),
        ({"year": "2015", "month": "jul"}, "2015-07"),
        ({"year": "2015", "month": "July"}, "2015-07"),
        ({"year": "2015", "month": "7"}, "2015-07"),
        ({"year": "2015"}, "2015"),
        ({"date": "2014", "year": "2015"}, "2014"),
    ],
)
def test_publication_dates(fields: dict[str, str], date: str) -> None:
    found = published(BibEntry("k", "book", tuple(fields.items()))).date
    assert found is not None
    assert found.text == date


def test_a_work_without_a_date_has_none() -> None:
    assert published(BibEntry("k", "book", (("title", "T"),))).date is None


@pytest.mark.parametrize(("keywords", "stub"), [("stub", True), ("a, Stub", True), ("stubborn", False), ("", False)])
def test_stubs_are_marked_by_a_keyword(keywords: str, stub: bool) -> None:
    assert is_stub(BibEntry("k", "misc", (("keywords", keywords),))) is stub


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("1397", "1397 is taken as a Gregorian year (2018 if 1397 is a Solar Hijri year)"),
        ("1397-02", "(2018 if 1397 is a Solar Hijri year)"),
        ("1440", "(2018 if 1440 is a Lunar Hijri year)"),
        ("1516", ""),
        ("2018", ""),
    ],
)
def test_a_work_older_than_printing_is_told_with_what_other_calendars_make_of_its_year(date: str, told: str) -> None:
    findings = Findings()
    check_entries({"k": BibEntry("k", "book", (("title", "T"), ("date", date)))}, {}, findings=findings)
    assert findings.problems == []
    assert len(findings.notes) == bool(told)
    assert not told or told in findings.notes[0]
