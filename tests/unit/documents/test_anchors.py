"""Anchors, quotes found again, and what a place is in other programs' counts."""

from __future__ import annotations

import pytest

from foedus.documents.anchors import CONTEXT, Anchor, Finder, anchor_at
from foedus.documents.text import settle
from foedus.documents.units import utf8, utf16
from foedus.errors import InputError

TEXT = "Mr. Lavrov said: “We will\n not leave — ever.” He said so in Sochi. Mr. Zarif said: “We will not leave.”\n"


def test_an_anchor_keeps_its_words_and_those_around() -> None:
    anchor = anchor_at(TEXT * 3, 200, 205)
    assert anchor.exact == (TEXT * 3)[200:205]
    assert (len(anchor.prefix), len(anchor.suffix)) == (CONTEXT, CONTEXT) == (32, 32)
    assert anchor_at("abc", 0, 3) == Anchor(0, 3, "abc", "", "")


@pytest.mark.parametrize("span", [(3, 3), (-1, 2), (5, 4), (0, len(TEXT) + 1)])
def test_no_anchor_of_an_empty_passage_or_beyond_the_text(span: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="expected 0 <= start < stop"):
        anchor_at(TEXT, *span)


def test_a_quote_is_found_but_for_blanks_marks_dashes_and_what_is_not_seen() -> None:
    found = Finder(TEXT).anchor('"We will not\u200b leave - ever."')
    assert found is not None
    assert found.exact == "“We will\n not leave — ever.”"


def test_a_quote_that_repeats_is_told_apart_by_what_stands_around_it() -> None:
    finder = Finder(TEXT)
    assert finder.find("We  will not leave") is None
    second = finder.find("We  will not leave", prefix="Mr. Zarif said: “")
    assert second is not None
    assert second.start > TEXT.index("Zarif")
    assert finder.find("We  will not leave", prefix="nothing of the kind") is None


def test_a_quote_that_stands_word_for_word_is_taken_before_one_that_is_only_alike() -> None:
    found = Finder(TEXT).find("We will not leave")
    assert found == (TEXT.rindex("We will"), TEXT.rindex(".”"))


def test_what_is_not_there_is_not_found() -> None:
    assert Finder(TEXT).find("We shall not leave") is None
    assert Finder(TEXT).places("") == []
    assert Finder("").places("word") == []


def test_a_place_inside_a_character_is_refused_and_can_be_asked_for() -> None:
    units = utf16("peace 😀 now")
    assert units.fits([6, 7, 8]).tolist() == [True, False, True]
    with pytest.raises(InputError, match="7: no place of the text, which has 12 UTF-16 units"):
        units.offsets([6, 7])
    with pytest.raises(InputError, match="40: no place of the text, which has 14 UTF-8 bytes"):
        utf8("peace 😀 now").offsets(40)


def test_offsets_counted_on_another_form_of_the_text_lead_to_the_stored_one() -> None:
    given = "\ufeffPre\u0301sident\r\n\r\nde la Re\u0301publique"
    found = settle(given)
    assert found.text == "Président\n\nde la République"
    place = given.index("la")
    assert found.text[found.offset(place) :] == "la République"
