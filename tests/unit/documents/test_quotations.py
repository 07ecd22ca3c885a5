"""Quotations and reported speech: who is made to say what, and what is nobody's statement."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from foedus.documents.drafting.actors import Gazetteer, Known
from foedus.documents.drafting.quotations import Statement, quotations, statements
from foedus.documents.drafting.sentences import sentences
from official import SHARED

STUDY = SHARED / "paper" / "iran-russia-cooperation-syria.txt"
MARKED = Path(__file__).resolve().parents[2] / "golden" / "drafting" / "statements.csv"
GAZETTEER = Gazetteer(
    [
        Known("russia", "Russia", "state", 365, ("Moscow",)),
        Known("iran", "Iran", "state", 630, ("Tehran",)),
        *(
            Known(name.lower(), name, "person")
            for name in ("Putin", "Medvedev", "Lavrov", "Kosachev", "Ryabkov", "Jafari")
        ),
    ]
)


def said(text: str) -> list[Statement]:
    return statements(text, sentences(text), GAZETTEER.mentions(text))


def speakers(text: str) -> list[str]:
    return [one.speaker.actor or one.speaker.name for one in said(text) if one.speaker]


@pytest.mark.parametrize(
    ("text", "speaker", "office"),
    [
        ("“We leave,” Lavrov said.", "lavrov", ""),
        ("The 2016 foreign policy concept of the Russian federation stresses that all must leave.", "russia", ""),
        ("The declaration of Iran stresses that all must leave.", "iran", ""),
        ("«We leave», said Lavrov.", "lavrov", ""),
        ('"We leave," said Minister Lavrov.', "lavrov", "Minister"),
        ("The Russian foreign minister, Lavrov, stated that they leave.", "lavrov", "Russian foreign minister"),
        ("The commander of the force, Jafari, says that they stay.", "jafari", "commander of the force"),
        ("Kosachev, chair of the committee, said in March 2017 that they stay.", "kosachev", "chair of the committee"),
        ("According to Moscow, nothing was signed.", "russia", ""),
        ("Russian officials said that nothing was signed.", "russia", ""),
        ("As President Putin said, nothing was signed.", "putin", "President"),
        ("Tehran also warned that it would leave.", "iran", ""),
    ],
)
def test_the_speaker_is_the_subject_of_the_verb(text: str, speaker: str, office: str) -> None:
    (one,) = said(text)
    assert one.speaker
    assert (one.speaker.actor, one.office) == (speaker, office)


def test_he_is_the_speaker_before() -> None:
    assert speakers("Lavrov said that they leave. He added that all is done.") == ["lavrov", "lavrov"]


@pytest.mark.parametrize(
    "text",
    ["A spring, called “new” in Russia, came.", "It was said that Iran leaves.", "Putin’s deputy said no more.",
     "They came to Iran to say what they believe in.", "It seems to Moscow that all is said."],
)  # fmt: skip
def test_what_only_stands_near_a_verb_is_no_speaker(text: str) -> None:
    assert speakers(text) == []


def test_four_kinds_of_marks_quote_and_inches_do_not() -> None:
    text = 'He said “a b”, «c d», „e f“ and "g h" on 10", 12" pipes.'
    assert [text[a:b] for a, b in quotations(text)] == ["“a b”", "«c d»", "„e f“", '"g h"']


@pytest.mark.skipif(not STUDY.is_file(), reason="FOEDUS_SHARED has no study")
def test_the_statements_that_a_reader_found_in_the_study_are_found() -> None:
    text = " ".join(STUDY.read_text(encoding="utf-8").split())
    found = said(text)
    with MARKED.open(encoding="utf-8") as file:
        marked = [(row["speaker"].lower(), text.find(row["locator"])) for row in csv.DictReader(file)]
    assert all(place >= 0 for _, place in marked)
    hits = [
        any(one.start <= place < one.stop and one.speaker and one.speaker.actor == who for one in found)
        for who, place in marked
    ]
    assert sum(hits) >= 0.9 * len(hits)
