"""Numbers and dates in other digits and with other marks: refused, with what was meant."""

from __future__ import annotations

import unicodedata

import pytest

from foedus.files.cells import CellError, parse_cell
from foedus.files.fields import Field
from foedus.files.numerals import plain

POWER = Field("power", "number", "Power.", low=0, high=1e12)
SHARE = Field("share", "number", "Share.", low=0, high=1)
CODE = Field("code", "integer", "Code.", low=2, high=990)
LIST = Field("who", "reference", "Who.", tables=("actors",), many=True)
DATE = Field("date", "date", "Date.")


def nearest(field: Field, text: str) -> str:
    with pytest.raises(CellError) as caught:
        parse_cell(field, text)
    return caught.value.nearest


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1,234", "1234"), ("12,500", "12500"), ("1,234,567", "1234567"), ("1.234.567", "1234567"), ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"), ("1 234", "1234"), ("1\u202f234", "1234"), ("1'234", "1234"), ("1’234,5", "1234.5"),
        ("0,7", "0.7"), ("12,50", "12.50"), ("۱۲", "12"), ("٠٫٥", "0.5"), ("１２．５", "12.5"), ("१२", "12"),
        ("n/a", ""), ("1,2,3", ""), ("40%", ""),
    ],
)  # fmt: skip
def test_marks_of_thousands_never_become_decimals(text: str, meant: str) -> None:
    assert nearest(POWER, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("80%", "0.8"), ("80", "0.8"), ("35 %", "0.35"), ("100", "1"), ("0,8", "0.8"), ("−0.5", ""), ("999", "")],
)
def test_percentages_are_divided_by_a_hundred_not_cut_to_one(text: str, meant: str) -> None:
    assert nearest(SHARE, text) == meant


def test_percentages_are_named() -> None:
    with pytest.raises(CellError, match="divide by 100"):
        parse_cell(SHARE, "80")


@pytest.mark.parametrize(("text", "meant"), [("1,220", ""), ("2,5", ""), ("1220", ""), ("٢٢٠", "220")])
def test_a_code_out_of_range_has_no_nearest_that_spoils(text: str, meant: str) -> None:
    assert nearest(CODE, text) == meant


@pytest.mark.parametrize(
    "text", ["alder,birch", "alder; birch", "alder/birch", "alder، birch", "alder\nbirch", "alder|birch;"]
)
def test_other_list_marks_lose_no_element(text: str) -> None:
    assert nearest(LIST, text) == "alder|birch"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2018‑05", "2018-05"), ("۲۰۱۸-۰۵", "2018-05"), ("2018–05–01", "2018-05-01"), ("２０１８", "2018")],
)
def test_dates_in_other_marks_have_a_nearest(text: str, meant: str) -> None:
    assert nearest(DATE, text) == meant


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "０", "০", "߀"])
def test_digits_of_every_script_are_those_of_the_standard(zero: str) -> None:
    for value in range(10):
        assert plain(chr(ord(zero) + value)) == str(unicodedata.digit(chr(ord(zero) + value))) == str(value)


@pytest.mark.parametrize("text", ["3", "8", "10"])
def test_a_number_up_to_ten_may_stand_on_two_scales_and_has_no_nearest(text: str) -> None:
    assert nearest(SHARE, text) == ""
    with pytest.raises(CellError, match="by 10 if the scale ends at 10"):
        parse_cell(SHARE, text)
