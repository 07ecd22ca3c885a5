"""Cells: what is read, what is refused, and what is offered instead."""

from __future__ import annotations

import pytest

from foedus.files.cells import CellError, format_number, parse_cell, parse_number, slugify
from foedus.files.fields import Field

NUMBER = Field("value", "number", "A number.", low=-1, high=1)
LEVEL = Field("level", "integer", "A rung.", low=1, high=6)
WORDS = Field("support", "word", "Words.", many=True, words=("money", "weapons"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.7", 0.7),
        (".5", 0.5),
        ("1.", 1.0),
        ("-1", -1.0),
        ("+0.25", 0.25),
        ("1e-3", 0.001),
        ("-0", 0.0),
        ("00.5", 0.5),
    ],
)
def test_numbers_with_a_point_are_read(text: str, number: float) -> None:
    value = parse_cell(NUMBER, text)
    assert value == number
    assert str(value) == str(number)  # no negative zero


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-Infinity", "1e400", "0x1", "1_0", "٠.٥", "0,5", "1 000", "½", "--1", "."]
)
def test_everything_else_is_no_number(text: str) -> None:
    assert parse_number(text) is None
    with pytest.raises(CellError, match="from -1 to 1 with a decimal point"):
        parse_cell(NUMBER, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.7, "0.7"),
        (1.0, "1"),
        (-1.0, "-1"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e22, "1e+22"),
        (1e-7, "1e-07"),
    ],
)
def test_numbers_are_written_in_their_shortest_form_and_read_back(value: float, text: str) -> None:
    assert format_number(value) == text
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["3.0", "1e0", "9999999999999999", "three"])
def test_whole_numbers_are_whole(text: str) -> None:
    with pytest.raises(CellError):
        parse_cell(LEVEL, text)


def test_lists_are_split_and_their_elements_checked() -> None:
    assert parse_cell(WORDS, "weapons|money") == ("weapons", "money")
    assert parse_cell(WORDS, "") == ()
    with pytest.raises(CellError, match="one of money, weapons") as caught:
        parse_cell(WORDS, "money|arms")
    assert caught.value.part == "arms"


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Islamic State", "islamic-state"), ("_x__y_", "x-y"), ("Étoile", "toile"), ("a" * 70, "a" * 64), ("?", "")],
)
def test_slugs_near_a_text(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["A", "a--b", "-a", "a-", "a b", "a_b", "é", "a" * 65, "а"])
def test_what_is_no_slug(text: str) -> None:
    with pytest.raises(CellError, match="lower-case"):
        parse_cell(Field("id", "id", "Id.", required=True), text)
