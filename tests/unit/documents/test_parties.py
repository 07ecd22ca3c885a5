"""Who acts on whom, as a reader of the sentence would say."""

from __future__ import annotations

import pytest

from foedus.documents.drafting.actors import Gazetteer, Known
from foedus.documents.drafting.parties import Deed, deed, parties
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
        ("Attacks on Iran were launched in downtown Moscow.", [], ["iran"]),
        ("Sanctions against Iraq were kept up, to which Russia held.", [], ["iraq"]),
    ],
)
def test_the_order_of_words_tells_who_acts(text: str, holders: list[str], objects: list[str]) -> None:
    assert parties(text, Span(0, len(text)), GAZETTEER.mentions(text)) == (holders, objects)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In 1979 Tehran’s close ties with Iraq ended.", Deed("relation", ["iran", "iraq"], ["iran", "iraq"])),
        ("Russia's relations with Iran were cool in 1990.", Deed("relation", ["iran", "russia"], ["iran", "russia"])),
        (
            "In 2010 Jafari, of whom few had heard, became leader of the Guards.",
            Deed("context", [], ["guards", "jafari"]),
        ),
        ("In 2003, Russia invaded Iraq.", Deed("action", ["russia"], ["iraq"])),
        ("An election took place in Iraq in 2005.", Deed("context", [], ["iraq"])),
        ("A storm came in 2005.", Deed("context", [], [])),
    ],
)
def test_ties_roles_and_context_are_no_acts(text: str, wanted: Deed) -> None:
    assert deed(text, Span(0, len(text)), GAZETTEER.mentions(text)) == wanted
