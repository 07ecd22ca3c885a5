"""Who acts on whom, as a reader of the sentence would say."""

from __future__ import annotations

import pytest

from foedus.documents.drafting.actors import Gazetteer, Known
from foedus.documents.drafting.parties import parties
from foedus.documents.text import Span

GAZETTEER = Gazetteer(
    [
        Known("iran", "Iran", "state", 630, ("Tehran",)),
        Known("iraq", "Iraq", "state", 645),
        Known("russia", "Russia", "state", 365, ("Moscow",)),
        Known("council", "Security Council", "organisation"),
        Known("jafari", "Jafari", "person"),
        Known("guards", "Guards", "government_body"),
    ]
)


@pytest.mark.parametrize(
    ("text", "holders", "objects"),
    [
        ("Russia, Iraq and Iran created a centre.", ["iran", "iraq", "russia"], ["iran", "iraq", "russia"]),
        ("In 2003, Russia invaded Iraq.", ["russia"], ["iraq"]),
        ("Russia has vetoed a Security Council draft against Iran.", ["russia"], ["iran"]),
        ("In Iraq, Russia gave arms to Iran.", ["russia"], ["iran"]),
        ("Jafari (a commander of the Guards) went to Moscow.", ["jafari"], ["russia"]),
        ("An attack in Iraq killed many.", [], []),
        ("Iran held an election.", ["iran"], []),
        ("A storm came.", [], []),
    ],
)
def test_the_order_of_words_tells_who_acts(text: str, holders: list[str], objects: list[str]) -> None:
    assert parties(text, Span(0, len(text)), GAZETTEER.mentions(text)) == (holders, objects)
