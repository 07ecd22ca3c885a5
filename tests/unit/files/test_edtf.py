"""EDTF levels 0 and 1: bounds, marks, refusals, and the `edtf` package as oracle."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from edtf_package import oracle
from foedus.errors import InputError
from foedus.files.edtf import Edtf, parse_edtf, suggest_edtf


def bounds(text: str) -> tuple[date, date]:
    when = parse_edtf(text)
    return when.lower, when.upper


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("2015-22", date(2015, 6, 1), date(2015, 8, 31)),
        ("2011-24", date(2011, 12, 1), date(2012, 2, 29)),
        ("2010-24", date(2010, 12, 1), date(2011, 2, 28)),
        ("9999-24", date(9999, 12, 1), date.max),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-02-XX", date(2000, 2, 1), date(2000, 2, 29)),
        ("2015-09/..", date(2015, 9, 1), date.max),
        ("2015-09/", date(2015, 9, 1), date.max),
        ("../2015-09", date.min, date(2015, 9, 30)),
        ("/2015-09", date.min, date(2015, 9, 30)),
        ("2010-22/2011-21", date(2010, 6, 1), date(2011, 5, 31)),
        ("2015-07-31T23:30:00-11:00", date(2015, 7, 31), date(2015, 7, 31)),
        ("2015-07-31/2015-07-31", date(2015, 7, 31), date(2015, 7, 31)),
        ("0000", date.min, date.min),
        ("-0044-03-15", date.min, date.min),
        ("-201X", date.min, date.min),
        ("-0044/2015", date.min, date(2015, 12, 31)),
        ("Y-17000", date.min, date.min),
        ("Y17000/Y18000", date.max, date.max),
    ],
)
def test_bounds_are_the_days_that_the_standard_gives(text: str, lower: date, upper: date) -> None:
    assert bounds(text) == (lower, upper)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "is_open"),
    [
        ("2015", False, False, False),
        ("2015-07?", True, False, False),
        ("201X~", False, True, False),
        ("2015-22%", True, True, False),
        ("2015?/2016~", True, True, False),
        ("2015/2016%", True, True, False),
        ("2015~/..", False, True, True),
        ("/2015", False, False, True),
    ],
)
def test_marks_are_read_at_either_end(text: str, uncertain: bool, approximate: bool, is_open: bool) -> None:
    when = parse_edtf(text)
    assert (when.uncertain, when.approximate, when.is_open) == (uncertain, approximate, is_open)
    assert str(when) == when.text == text


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "2015 ", "unknown", "15", "20155", "Y2015", "Y02015", "-0000", "2015-7", "2015-13",
        "2015-00", "2015-20", "2015-25", "2015-22-01", "2015-02-30", "1900-02-29", "2015-04-31", "2015-07-00",
        "2015-XX-03", "2015-1X", "201X-05", "2XXX", "201x", "?2015", "2015?~", "2015-?07", "2015-07-31T10:30",
        "2015-07-31T24:00:00", "2015-07-31T10:30:00?", "2015-02-30T10:30:00", "20150731", "2015-W07",
        "2015-212", "..", "/", "../..", "../", "2016/2015", "2015-03/2015-02-28", "Y18000/Y17000",
        "2014/2015/2016", "2015-07-31T10:30:00Z/2016", "2015/2016-02-30", "[2015,2016]", "Y" + "9" * 5000,
        "٢٠١٥", "2015\n",
    ],
)  # fmt: skip
def test_what_is_no_level_1_expression_is_refused_with_its_value_and_an_example(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_edtf(text)
    assert repr(text)[:50] in str(caught.value)
    assert "2015-07-31" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2015-02-30", "2015-02 has the days 01-28"),
        ("2016/2015", "2015/2016 would be in order"),
        ("2015-13", "neither a month"),
        ("../..", "a date at one end"),
        ("03/04/2018", "did you mean '2018-03-04' or '2018-04-03'?"),
    ],
)
def test_the_refusal_says_why(text: str, why: str) -> None:
    with pytest.raises(InputError, match="is not an EDTF date") as caught:
        parse_edtf(text)
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("31/12/2018", "2018-12-31"),
        ("12/31/2018", "2018-12-31"),
        ("31.12.2018", "2018-12-31"),
        ("11/11/2018", "2018-11-11"),
        ("12/2018", "2018-12"),
        ("2018/12", "2018-12"),
        ("2018-7-1", "2018-07-01"),
        ("2018/07/01", "2018-07-01"),
        ("20180701", "2018-07-01"),
        ("2018-07-01 00:00:00", "2018-07-01"),
        ("Dec 2018", "2018-12"),
        ("31 December 2018", "2018-12-31"),
        ("31-Dec-2018", "2018-12-31"),
        ("December 31, 2018", "2018-12-31"),
        ("2015-2018", "2015/2018"),
        ("2015 / 2018", "2015/2018"),
        (" 2018", "2018"),
        ("2015--2018", "2015/2018"),
        ("2018/19", "2018/2019"),
        ("2009/10", ""),
        ("2018-05..2018-07", "2018-05/2018-07"),
        ("2018-05–2018-07", "2018-05/2018-07"),
        ("May 2018 to July 2018", "2018-05/2018-07"),
        ("2018\N{NON-BREAKING HYPHEN}05", "2018-05"),
        ("2018\N{MINUS SIGN}05", "2018-05"),
        ("۲۰۱۸-۰۵", "2018-05"),
        ("٢٠١٨", "2018"),
        ("201u", "201X"),
        ("2018-uu", "2018-XX"),
        ("03/04/2018", ""),
        ("30/02/2018", ""),
        ("2018-02-30", ""),
        ("last summer", ""),
        ("foo ", ""),
        ("2018", ""),
    ],
)
def test_usual_forms_get_the_edtf_form_where_only_one_reading_is_possible(text: str, suggestion: str) -> None:
    assert suggest_edtf(text) == suggestion
    if suggestion:
        with pytest.raises(InputError, match=f"did you mean '{suggestion}'"):
            parse_edtf(text)


def test_expressions_sort_by_first_day_then_last_day_then_text() -> None:
    ordered = ["../2014", "2014", "2015-01-01", "2015-01", "2015", "2015?", "2015/2016", "2015/..", "2016"]
    assert [when.text for when in sorted(map(parse_edtf, reversed(ordered)))] == ordered


def test_an_expression_is_a_value() -> None:
    when = parse_edtf("2015-07")
    assert when == parse_edtf("2015-07")
    assert when != parse_edtf("2015-07?")
    assert len({when, parse_edtf("2015-07")}) == 1
    with pytest.raises(AttributeError):
        when.text = "2016"
    assert not hasattr(when, "__dict__")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2015, 7, 31), date(2015, 12, 31), True),
        (date(2015, 1, 1), date(2015, 7, 1), True),
        (date(2015, 7, 10), date(2015, 7, 10), True),
        (date(2015, 8, 1), date(2015, 12, 31), False),
        (date(2015, 1, 1), date(2015, 6, 30), False),
    ],
)
def test_a_window_overlaps_when_it_shares_a_day(start: date, end: date, expected: bool) -> None:
    assert parse_edtf("2015-07").overlaps(start, end) is expected


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InputError, match="swap the two"):
        parse_edtf("2015").overlaps(date(2016, 1, 1), date(2015, 1, 1))


def test_importing_the_parser_is_light() -> None:
    heavy = "{'numpy', 'polars', 'pydantic'}"
    code = f"import sys, foedus.files.edtf; print(*({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


# The `edtf` package (5.0) as oracle. It agrees but for four choices, each held by a test below:
# winter ends in December there; an open end is infinite; an unknown end is ten years away; years beyond
# 1-9999 are kept, where foedus cuts them to what datetime.date can hold.
SAME_IN_THE_EDTF_PACKAGE = [
    "2015", "2015-07", "2015-07-31", "2016-02", "2016-02-29", "1900-02", "2000-02", "0001",
    "9999-12-31", "1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30", "1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08",
    "2004-02-01/2005-02", "2004-02-01/2005", "2005/2006-02", "1984?", "2004-06~", "2004-06-11%",
    "1984?/2004~", "201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX", "2001-21", "2001-22",
    "2001-23", "2001-21/2003", "2001/2001-23", "2004/2004-06",
]  # fmt: skip


@pytest.mark.parametrize("text", SAME_IN_THE_EDTF_PACKAGE)
def test_bounds_agree_with_the_edtf_package(text: str) -> None:
    theirs = oracle(text)
    ours: Edtf = parse_edtf(text)
    assert tuple(theirs.lower_strict()[:3]) == ours.lower.timetuple()[:3]
    assert tuple(theirs.upper_strict()[:3]) == ours.upper.timetuple()[:3]


def test_winter_reaches_into_february_unlike_in_the_edtf_package() -> None:
    assert tuple(oracle("2001-24").upper_strict()[:3]) == (2001, 12, 31)
    assert parse_edtf("2001-24").upper == date(2002, 2, 28)


def test_open_ends_are_infinite_in_the_edtf_package() -> None:
    assert oracle("1985-04/..").upper_strict() == float("inf")
    assert oracle("../1985-04").lower_strict() == -float("inf")
    assert bounds("1985-04/..") == (date(1985, 4, 1), date.max)


def test_unknown_ends_are_ten_years_away_in_the_edtf_package() -> None:
    assert tuple(oracle("1985-04-12/").upper_strict()[:3]) == (1995, 4, 12)
    assert parse_edtf("1985-04-12/").upper == date.max


@pytest.mark.parametrize(("text", "cut"), [("-1985", date.min), ("Y170000002", date.max)])
def test_years_that_a_date_cannot_hold_are_kept_by_the_edtf_package(text: str, cut: date) -> None:
    assert oracle(text).lower_strict()[0] == int(text.lstrip("Y"))
    assert bounds(text) == (cut, cut)


@pytest.mark.parametrize("text", ["2015-13", "201x", "2015-7", "..", "31/12/2018"])
def test_the_edtf_package_refuses_too(text: str) -> None:
    from edtf import EDTFParseException

    with pytest.raises(EDTFParseException):
        oracle(text)
    with pytest.raises(InputError):
        parse_edtf(text)
