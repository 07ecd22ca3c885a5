"""Dates in texts: forms as people write them, against the calendar and against another reader of EDTF."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edtf_package import oracle
from foedus.documents.drafting.dates import dates
from foedus.files.edtf import parse_edtf

DAYS = st.dates(date(1800, 1, 1), date(2060, 12, 31))
MARCH_2014 = parse_edtf("2014-03-15")  # A Saturday.


def found(text: str, written: str = "") -> list[tuple[str, str]]:
    return [
        (one.edtf, text[one.start : one.stop]) for one in dates(text, written=parse_edtf(written) if written else None)
    ]


@pytest.mark.parametrize(
    "form", ["%d %B %Y", "%B %d, %Y", "%d %b. %Y", "%dth of %B, %Y", '%B %d", %Y', "%Y-%m-%d", "%d.%m.%Y"]
)
@settings(deadline=None)  # the machine of a test may be busy
@given(day=DAYS)
def test_a_day_is_read_in_every_form(form: str, day: date) -> None:
    written = day.strftime(form)
    ((edtf, exact),) = found(f"They met on {written}: nothing was agreed.")
    assert (edtf, exact) == (day.isoformat(), written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 3 to 5 May 2014", "2014-05-03/2014-05-05"),
        ("30 April-2 May 2014", "2014-04-30/2014-05-02"),
        ("May 3-5, 2014", "2014-05-03/2014-05-05"),
        ("between June and August 2015", "2015-06/2015-08"),
        ("April 2010 to May 2011", "2010-04/2011-05"),
        ("early March 2012", "2012-03"),
        ("September of 1939", "1939-09"),
        ("the summer of 2010", "2010-22"),
        ("winter 2014-15", "2014-24"),
        ("the late 1980s", "198X"),
        ("the nineties", "199X"),
        ("the nineteenth century", "18XX"),
        ("2003-2011", "2003/2011"),
        ("1914-18", "1914/1918"),
        ("in 1963", "1963"),
        ("around 1990", "1990~"),
    ],
)
def test_a_period_keeps_what_is_said(text: str, expected: str) -> None:
    assert [edtf for edtf, _ in found(f"It was {text}.")] == [expected]


@pytest.mark.parametrize(
    "text",
    ["resolution 2254 (2015)", "resolutions 1970 (2011) and 1973 (2011)", "S/2014/189", "in 1500 soldiers' names, 2000 people",
     "31 February 2015", "He may 2014 times", "$2014", "page 2,014", "yesterday", "on 5 May", "last year", "two years ago"],
)  # fmt: skip
def test_what_is_no_date_or_hangs_on_an_unknown_one_is_left_out(text: str) -> None:
    assert [edtf for edtf, _ in found(text) if edtf != "1500"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday", "2014-03-14"),
        ("last Friday", "2014-03-14"),
        ("on Saturday", "2014-03-15"),
        ("two weeks ago", "2014-02-24/2014-03-02"),
        ("three months ago", "2013-12"),
        ("last year", "2013"),
        ("on 25 May", "2014-05-25"),
        ("on 30 December", "2013-12-30"),
        ("in December", "2013-12"),
        ("early March of this year", "2014-03"),
        ("last summer", "2013-22"),
    ],
)
def test_a_relative_date_is_counted_from_the_document(text: str, expected: str) -> None:
    assert [edtf for edtf, _ in found(f"It was {text}.", "2014-03-15")] == [expected]


@settings(deadline=None)  # the machine of a test may be busy
@given(day=DAYS, count=st.integers(1, 300))
def test_a_date_is_counted_from_the_one_before(day: date, count: int) -> None:
    first, second = (edtf for edtf, _ in found(f"He came on {day.strftime('%d %B %Y')}. She came {count} days later."))
    assert (first, second) == (day.isoformat(), (day + timedelta(count)).isoformat())


PIECES = [
    "in ",
    "2014",
    "May ",
    "3",
    "-",
    "1990s",
    " the ",
    "summer of ",
    "last ",
    "two ",
    "years ago",
    ", ",
    "early ",
    "99",
    "/",
    "–",
]


@settings(deadline=None)  # the machine of a test may be busy
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_each_date_is_edtf_to_another_reader_and_they_stand_apart(text: str) -> None:
    several = dates(text, written=MARCH_2014)
    for one in several:
        oracle(one.edtf)
        assert text[one.start : one.stop].strip()
    assert all(a.stop <= b.start for a, b in pairwise(several))
