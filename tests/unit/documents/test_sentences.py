"""Sentences: those that people marked in the Security Council's records, and those that printers glue together."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.documents.drafting.sentences import sentence_at, sentences
from official import SHARED

MEETINGS = SHARED / "data" / "documents" / "unsc"
PIECES = [
    "He left",
    ".",
    "!",
    "?",
    " ",
    "\n",
    "\n\n",
    "[2]",
    "”",
    "“No",
    "Mr",
    "U.S",
    "12",
    "(spoke in French)",
    "ا",
    "。",
    "é",
]


def split(text: str, language: str = "en") -> list[str]:
    return [text[a:b] for a, b in sentences(text, language)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Both sides agreed. ", "Nothing was signed."],
        ["It rests on research.", "Both states deny it."],
        ["He denied it[2].", "The other did not[3]."],
        ["“We cannot ignore this.[5]”", "Their plan is another."],
        ["“No.” ", "He left."],
        ["Mr. A. Smith met Dr. Jones in the U.S. Senate at 9.30 that day. ", "It took an hour."],
        ["Article 51 (see art. 2, para. 4) holds. ", "So does no. 7."],
        ["It cost $3.5 million. ", "Who paid? ", "Nobody!"],
        ["Well, no. ", "They did not."],
        ["He wrote to www.example.org and left. ", "She stayed."],
        ["1. Of peace\n\n", "One holds that a line that is broken by a printer at this place\ngoes on in the next. ", "Then it ends."],
        ["(spoke in Russian) ", "We disagree."],
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_ends_it(parts: list[str]) -> None:
    assert split("".join(parts)) == [part.strip() for part in parts]


@pytest.mark.parametrize("language", ["ru", "fa", "zh", "tr"])
def test_other_languages_are_split(language: str) -> None:
    text = {"ru": "Он ушёл. Она осталась.", "fa": "او رفت. چرا؟ نمی‌دانم.", "zh": "他走了。她没有。"}.get(
        language, "O gitti. Ben kaldım."
    )
    assert "".join(split(text, language)).replace(" ", "") == text.replace(" ", "")
    assert len(split(text, language)) >= 2


@pytest.mark.parametrize("language", ["en", "ru"])
@settings(deadline=None)  # the machine of a test may be busy
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_sentences_are_ordered_apart_and_hold_all_that_is_not_blank(language: str, text: str) -> None:
    found = sentences(text, language)
    assert all(a.stop <= b.start for a, b in pairwise(found))
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in found)
    covered = {at for a, b in found for at in range(a, b)}
    assert all(at in covered for at, letter in enumerate(text) if not letter.isspace())
    assert all(sentence_at(found, at) == n for n, (a, b) in enumerate(found) for at in (a, b - 1))


@pytest.mark.skipif(not MEETINGS.is_dir(), reason="FOEDUS_SHARED has no meetings of the Security Council")
def test_the_split_of_two_meetings_is_that_of_the_corpus() -> None:
    marked: dict[str, set[tuple[int, int]]] = {}
    with (MEETINGS / "conflict-targets.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            _, _, record, speech = row["fileid"].split("_")
            (path,) = (MEETINGS / record.lower()).glob(f"{speech}_*.txt")
            start, stop = int(row["char_start_offset"]), int(row["char_end_offset"])
            inside = path.read_text(encoding="utf-8")[start:stop]
            start, stop = start + len(inside) - len(inside.lstrip()), stop - len(inside) + len(inside.rstrip())
            marked.setdefault(str(path), set()).add((start, stop))
    found = {path: {tuple(span) for span in sentences(Path(path).read_text(encoding="utf-8"))} for path in marked}
    right = sum(len(found[path] & marked[path]) for path in marked)
    assert sum(map(len, marked.values())) == 813
    assert 2 * right / (813 + sum(map(len, found.values()))) > 0.989
