"""What is offered for a misspelt word."""

import pytest

from foedus.nearest import near_words, nearest, nearest_hint


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("Common Threat", "common-threat"), (" common_threat ", "common-threat"), ("comon-thret", "common-threat")],
)
def test_spelling_case_hyphens_and_spaces_do_not_count(wanted: str, found: str) -> None:
    assert nearest(wanted, ["trade", "common-threat"]) == found


def test_nothing_is_offered_where_nothing_is_near() -> None:
    assert nearest("xyz", ["trade"]) == nearest_hint("xyz", ["trade"]) == ""
    assert near_words("", []) == []


def test_an_option_is_given_as_it_is_written() -> None:
    assert nearest("russia", ["Iran", "Russia", "RUSSIA"]) == "Russia"
