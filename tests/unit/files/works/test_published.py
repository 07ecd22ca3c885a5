"""Dates of publications: what bibliographies write, and the EDTF that it stands for, by hand."""

from __future__ import annotations

import pytest

from foedus.errors import InputError
from foedus.files.works.entry import make_entry
from foedus.files.works.published import Published, published


def of(**values: str) -> Published:
    return published(make_entry("k", "book", values=values))


@pytest.mark.parametrize(
    ("year", "edtf"),
    [
        ("2018--2019", "2018/2019"), ("2018–2019", "2018/2019"), ("2018/19", "2018/2019"), ("1999/00", "1999/2000"),
        ("2018-05..2018-07", "2018-05/2018-07"), ("May 2018 -- July 2018", "2018-05/2018-07"), ("2018/05", "2018-05"),
        ("c. 1950", "1950~"), ("circa 1950", "1950~"), ("um 1950", "1950~"), ("ок. 1950", "1950~"), ("[ca. 1950]", "1950~"),
        ("[1950]", "1950"), ("1950a", "1950"), ("[1950?]", "1950?"), ("c1950", "1950"), ("© 1950", "1950"),
        ("195-", "195X"), ("19--", "19XX"), ("Autumn 2017", "2017-23"), ("Spring/Summer 2018", "2018-21/2018-22"),
        ("14 September 2017", "2017-09-14"), ("mai 2018", "2018-05"), ("сентябрь 2017", "2017-09"), ("2018-05-00", "2018-05"),
        ("2018\N{NON-BREAKING HYPHEN}05", "2018-05"), ("۲۰۱۸", "2018"), ("2020 (online first)", "2020"),
    ],
)  # fmt: skip
def test_what_has_one_meaning_is_read_and_told(year: str, edtf: str) -> None:
    found = of(year=year)
    assert found.date is not None
    assert found.date.text == edtf
    assert found.note.endswith(f"read as {edtf}")


@pytest.mark.parametrize(
    ("month", "edtf"),
    [
        ("sep/oct", "2017-09/2017-10"), ("September/October", "2017-09/2017-10"), ("Sept.--Oct.", "2017-09/2017-10"),
        ("Jan. and Feb.", "2017-01/2017-02"), ("dec/jan", "2017-12/2018-01"), ("10--12", "2017-10/2017-12"),
        ("Autumn", "2017-23"), ("Fall", "2017-23"), ("Herbst", "2017-23"), ("été", "2017-22"), ("весна", "2017-21"),
        ("jul~4", "2017-07-04"), ("14 July", "2017-07-14"), ("July 12--14", "2017-07-12/2017-07-14"),
        ("28 Sep--2 Oct", "2017-09-28/2017-10-02"),
    ],
)  # fmt: skip
def test_months_in_words_ranges_and_seasons(month: str, edtf: str) -> None:
    found = of(year="2017", month=month)
    assert found.date is not None
    assert found.date.text == edtf
    assert found.note


@pytest.mark.parametrize(
    "year",
    ["forthcoming", "Forthcoming", "in press", "to appear", "submitted", "n.d.", "nd", "[n.d.]", "no date", "s.a.", "o. J.", "im Druck",
     "à paraître", "б. г.", "в печати", "بی‌تا", "در دست چاپ", "online first", "????"],
)  # fmt: skip
def test_what_says_that_there_is_no_date_is_undated_and_told(year: str) -> None:
    assert of(year=year) == Published(None, f"year {year!r}: undated")


@pytest.mark.parametrize(
    "values",
    [
        {"year": "2009/10"}, {"year": "03/04/2018"}, {"year": "1987 [1979]"}, {"year": "9" * 5000}, {"year": "soon"},
        {"year": "2017", "month": "13"}, {"year": "2017", "month": "9" * 5000}, {"year": "2017", "month": "Q3"},
        {"date": "2017-02-30"}, {"year": "2018/17"},
    ],
)  # fmt: skip
def test_what_has_two_meanings_or_none_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(InputError):
        of(**values)


def test_usual_dates_are_read_without_a_word() -> None:
    for values in (
        {"date": "2018-05"},
        {"year": "2017", "month": "sep"},
        {"year": "2017", "month": "September"},
        {"year": "1999/2000"},
    ):
        assert of(**values).note == ""
