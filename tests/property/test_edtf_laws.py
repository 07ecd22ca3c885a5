"""Laws of EDTF expressions, whatever the dates."""

from __future__ import annotations

import calendar
import contextlib
import pickle
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.files.edtf import Edtf, parse_edtf, suggest_edtf

days = st.dates()
marks = st.sampled_from(["", "?", "~", "%"])


@st.composite
def single_expressions(draw: st.DrawFn) -> str:
    """A date of any precision of level 0 or 1, with any mark."""
    day = draw(days)
    year = f"{day.year:04}"
    form = draw(
        st.sampled_from(
            [
                year,
                year[:3] + "X",
                year[:2] + "XX",
                f"{year}-XX",
                f"{year}-{draw(st.integers(21, 24))}",
                f"{year}-{day.month:02}",
                f"{year}-{day.month:02}-XX",
                day.isoformat(),
                f"-{max(day.year, 1):04}",
                f"Y{day.year + 10_000}",
            ]
        )
    )
    return form + draw(marks)


@st.composite
def expressions(draw: st.DrawFn) -> Edtf:
    """Any valid expression."""
    text = draw(single_expressions())
    end = draw(st.sampled_from(["", "/", "/.."]))
    start = draw(st.sampled_from(["", "/", "../"])) if not end else ""
    return parse_edtf(start + text + end)


@given(days)
def test_a_day_is_bounded_by_itself(day: date) -> None:
    when = parse_edtf(day.isoformat())
    assert when.lower == when.upper == day


@given(days)
def test_each_coarser_form_holds_the_finer_one(day: date) -> None:
    year = f"{day.year:04}"
    month = f"{year}-{day.month:02}"
    chain = [day.isoformat(), f"{month}-XX", month, year, f"{year}-XX-XX"]
    for fine, coarse in pairwise(chain):
        assert parse_edtf(coarse).lower <= parse_edtf(fine).lower
        assert parse_edtf(coarse).upper >= parse_edtf(fine).upper
    assert parse_edtf(month).upper.day == calendar.monthrange(day.year, day.month)[1]


@given(st.integers(1, 9998))
def test_the_seasons_follow_each_other_without_a_gap(year: int) -> None:
    seasons = [parse_edtf(f"{year:04}-{season}") for season in (21, 22, 23, 24)]
    seasons.append(parse_edtf(f"{year + 1:04}-21"))
    for before, after in pairwise(seasons):
        assert before.upper + timedelta(days=1) == after.lower


@given(expressions())
def test_the_first_day_is_never_after_the_last(when: Edtf) -> None:
    assert when.lower <= when.upper


@given(single_expressions(), single_expressions())
def test_an_interval_spans_its_ends_or_is_refused(first: str, last: str) -> None:
    start, end = parse_edtf(first), parse_edtf(last)
    try:
        when = parse_edtf(f"{first}/{last}")
    except InputError:
        assert start.lower >= end.upper
    else:
        assert (when.lower, when.upper) == (start.lower, end.upper)
        assert when.uncertain == (start.uncertain or end.uncertain)
        assert when.approximate == (start.approximate or end.approximate)


@given(expressions(), expressions())
def test_the_order_is_total_and_agrees_with_the_bounds(first: Edtf, second: Edtf) -> None:
    assert (first < second) + (first == second) + (first > second) == 1
    assert (first < second) == ((first.lower, first.upper, first.text) < (second.lower, second.upper, second.text))


@given(expressions(), days, days)
def test_overlap_means_a_shared_day(when: Edtf, one: date, other: date) -> None:
    start, end = min(one, other), max(one, other)
    latest_start, earliest_end = max(when.lower, start), min(when.upper, end)
    assert when.overlaps(start, end) == (latest_start <= earliest_end)


@given(expressions())
def test_an_expression_survives_its_text_and_pickling(when: Edtf) -> None:
    assert parse_edtf(when.text) == when
    assert pickle.loads(pickle.dumps(when)) == when


@given(st.text(alphabet="0123456789-/.XxuYTZ:?~% adec", max_size=24) | st.text(max_size=12))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    suggestion = suggest_edtf(text)
    assert not suggestion or parse_edtf(suggestion).text == suggestion != text
    with contextlib.suppress(InputError):  # any other exception fails
        assert parse_edtf(text).text == text
        assert not suggestion


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_spreadsheet_form_is_offered_when_it_cannot_be_a_month(day: date) -> None:
    shown = f"{day.day}/{day.month}/{day.year}"
    expected = day.isoformat() if day.day > 12 or day.day == day.month else ""
    assert suggest_edtf(shown) == expected
