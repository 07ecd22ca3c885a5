"""Cells that drafts propose: who is an author, what a statement is about, which two a tie is of."""

from __future__ import annotations

import pytest

from foedus.documents.drafting.actors import Known
from foedus.documents.drafting.drafts import Case, Draft, Given, drafts_of
from foedus.documents.drafting.topics import Topic

KNOWN = (
    Known("iran", "Iran", "state", 630),
    Known("russia", "Russia", "state", 365, ("Moscow",)),
    Known("syria", "Syria", "state", 652),
    Known("kosachev", "Kosachev", "person", part_of="russia"),
)
TOPICS = (
    Topic("dam", "issues", "Should the dam at Alder be opened?"),
    Topic("bases", "issues", "Should naval bases stay?"),
)
SOURCES = ("ref01", "ref02", "ref03", "ref04", "ref05", "walt-1987", "the-study")
MARKS = "One[1]. Two[2]. Three[3]. Four[4].\n\n"


def said(text: str, *, sources: tuple[str, ...] = SOURCES) -> Draft:
    (one,) = (
        draft
        for draft in drafts_of(text, Given("d"), Case(KNOWN, TOPICS, sources))
        if draft.kind in ("statement", "study")
    )
    return one


@pytest.mark.parametrize(
    ("sentence", "kind", "speaker"),
    [
        (
            "Jane Roe, a professor at Alder University, believes that Iran wants the dam at Alder opened[5].",
            "study",
            "ref05",
        ),
        ("Jane Roe argues that Iran wants the dam at Alder opened. It may come so[5].", "study", "ref05"),
        ("Jane Roe, the spokeswoman of a ministry, said that Iran wants the dam at Alder opened[5].", "statement", ""),
        ("President Jane Roe said that Iran wants the dam at Alder opened[5].", "statement", ""),
        ("Kosachev said that Iran wants the dam at Alder opened[5].", "statement", "kosachev"),
        ("Jane Roe argues that Iran wants the dam at Alder opened.", "statement", ""),
        ("Jane Roe argues that Iran wants the dam at Alder opened[77].", "statement", ""),
    ],
)
def test_whoever_writes_is_a_study_and_whoever_is_in_office_a_statement(sentence: str, kind: str, speaker: str) -> None:
    one = said(MARKS + sentence)
    assert (one.kind, one.speaker) == (kind, speaker)


def test_the_position_that_an_author_tells_is_that_of_the_actor_in_it() -> None:
    one = said(MARKS + "Jane Roe argues that Iran wants the dam at Alder opened[5].")
    assert (one.predicate, one.holder, one.object, one.new) == ("position", "iran", "dam", "")


def test_numbers_in_keys_are_no_marks_where_the_text_has_few_or_others() -> None:
    sentence = "Jane Roe argues that Iran wants the dam at Alder opened[5]."
    assert said(sentence).kind == "statement"
    assert said(MARKS + sentence, sources=("news-01", "news-05", "walt-1987")).kind == "statement"


def test_who_speaks_is_not_what_is_said() -> None:
    one = said("Jane Roe, a Moscow-based analyst of naval bases that stay, believes that all is well.")
    assert (one.predicate, one.object) == ("context", "")


def test_a_hyphen_names_the_two_of_a_tie() -> None:
    one = said("Kosachev said that Iran-Russia cooperation in Syria is good.")
    assert (one.predicate, one.holder, one.object) == ("relation", "iran|russia", "iran|russia")


def test_what_refers_back_is_about_what_stood_before() -> None:
    one = said(
        "The dam at Alder should be opened. In a paper on naval bases that stay, Kosachev confirms the above argument."
    )
    assert (one.predicate, one.object) == ("position", "dam")
