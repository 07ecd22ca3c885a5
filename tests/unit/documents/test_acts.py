"""Acts of speech: what a state does by the sentences of its speech, told as a reader would tell it."""

from __future__ import annotations

import pytest

from foedus.documents.drafting.actors import Gazetteer
from foedus.documents.drafting.acts import acts
from foedus.documents.drafting.sentences import sentences

GAZETTEER = Gazetteer(year=2017)


def told(text: str, speaker: int = 220) -> list[tuple[str, int | None]]:
    found = acts(text, sentences(text), GAZETTEER.mentions(text), speaker=speaker)
    assert all(text[one.start : one.stop] for one in found)
    return [(one.act, one.target and one.target.ccode) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We call on Turkey to withdraw its troops.", [("demand", 640)]),
        ("Iran must stop these tests.", [("demand", 630)]),
        ("France urges Syria to open its borders.", [("demand", 652)]),
        ("If Iran goes on, we will not hesitate to act.", [("threaten", 630)]),
        ("My country stands ready to help Lebanon.", [("commit", 660)]),
        ("We deny that we took part in it.", [("deny", None)]),
        ("We welcome the efforts of Qatar.", [("praise", 694)]),
        ("Russia has violated the treaty and invaded Ukraine.", [("accuse", 365)]),
        ("Russia came. It rained. That was an illegal and unacceptable act of aggression.", []),
    ],
)
def test_an_act_is_told_by_its_cue_and_has_its_target(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Turkey called on Syria to withdraw.", "The report was published in Geneva.", "I thank you, Mr. President."],
)
def test_acts_of_others_and_formulas_are_none(text: str) -> None:
    assert told(text) == []
