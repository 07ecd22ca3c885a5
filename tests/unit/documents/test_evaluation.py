"""Negative evaluation against what people marked in the Security Council: on the meeting that the weights never saw."""

from __future__ import annotations

import csv

import pytest

from foedus.documents.drafting.actors import Gazetteer
from foedus.documents.drafting.evaluation import faults, scored
from foedus.documents.drafting.sentences import sentences
from foedus.documents.text import Span
from foedus.terms.states.find import named
from official import SHARED

MEETINGS = SHARED / "data" / "documents" / "unsc"
GAZETTEER = Gazetteer(year=2014)


def blamed(text: str, speaker: int | None = None) -> list[int | None]:
    return [
        one.target and one.target.ccode
        for one in faults(text, sentences(text), GAZETTEER.mentions(text), speaker=speaker)
    ]


def test_blame_goes_to_the_state_that_acts() -> None:
    assert blamed("Russia has violated the treaty in Ukraine.", 2) == [365]
    assert blamed("The United States refused all talks with Syria.", 365) == [2]


def test_a_sentence_that_goes_on_blames_the_state_before() -> None:
    assert blamed("Russia invaded Georgia. That illegal and brutal aggression must stop.", 2) == [365, 365]


def test_the_speaker_does_not_blame_itself_and_thanks_are_no_blame() -> None:
    assert blamed("Iran rejects the illegal sanctions that Germany imposed.", 630) == [255]
    assert blamed("We welcome the support of France and thank the delegation.", 2) == []
    assert blamed("The meeting was held on Friday.") == []


@pytest.mark.skipif(not MEETINGS.is_dir(), reason="FOEDUS_SHARED has no meetings of the Security Council")
def test_on_the_untouched_meeting_it_finds_more_than_a_list_of_words() -> None:
    """A word list reaches F .53 and the most-named state is the target in .59 of the sentences."""
    rows: dict[str, list[dict[str, str]]] = {}
    with (MEETINGS / "conflict-targets.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if "7154" in row["fileid"]:
                rows.setdefault(row["fileid"].split("_")[-1], []).append(row)
    right = proposed = marked = hits = targets = 0
    for speech, several in rows.items():
        (path,) = (MEETINGS / "spv.7154").glob(f"{speech}_*.txt")
        text = path.read_text(encoding="utf-8")
        spans = [Span(int(row["char_start_offset"]), int(row["char_end_offset"])) for row in several]
        state = next((s.ccode for s in named(path.stem.partition("_")[2].replace("_", " ")) if s.member(2014)), None)
        mentions = GAZETTEER.mentions(text)
        found = {one.start for one in faults(text, spans, mentions, speaker=state)}
        for row, one in zip(several, scored(text, spans, mentions, speaker=state), strict=True):
            gold = row["A0_Negative_Evaluation"] != "_" or row["B1_ChallengeType"] != "_"
            right, proposed, marked = (
                right + (gold and one.start in found),
                proposed + (one.start in found),
                marked + gold,
            )
            country = next(
                (row[c] for c in ("A4_Country_Name", "B3_Country_Name") if row[c] not in ("_", "-NONE-")), ""
            )
            if country:
                targets += 1
                hits += one.target is not None and one.target.ccode in {
                    s.ccode for s in named(country.replace("_", " "))
                }
    assert marked == 122
    assert 2 * right / (proposed + marked) > 0.53
    assert hits / targets > 0.59
