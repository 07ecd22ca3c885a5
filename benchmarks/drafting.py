"""How well the drafting rules find what people marked: `python -m benchmarks.drafting sentences` and so on; reports only."""

from __future__ import annotations

import csv
import os
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from foedus.case import builtin
from foedus.case.texts.add import Given, add_documents
from foedus.case.texts.drafts import draft_documents
from foedus.case.texts.shelf import read_shelf
from foedus.documents.drafting.actors import Gazetteer
from foedus.documents.drafting.dates import dates
from foedus.documents.drafting.drafts import Draft
from foedus.documents.drafting.evaluation import THRESHOLD, scored
from foedus.documents.drafting.sentences import sentences
from foedus.documents.text import Span
from foedus.files.edtf import parse_edtf
from foedus.terms.states.find import named

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[2] / "shared")
MEETINGS = SHARED / "data" / "documents" / "unsc"
STUDY = SHARED / "paper" / "iran-russia-cooperation-syria.txt"


def speeches(meeting: str = "") -> dict[str, tuple[str, list[dict[str, str]]]]:
    """Return the speeches of the two meetings, or of one: the text, and the sentences that people marked."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (MEETINGS / "conflict-targets.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[row["fileid"]].append(row)
    found = {}
    for name, marked in rows.items():
        _, _, record, speech = name.split("_")
        if meeting in record:
            (path,) = (MEETINGS / record.lower()).glob(f"{speech}_*.txt")
            found[path.stem] = (path.read_text(encoding="utf-8"), marked)
    return found


def f_score(right: int, proposed: int, marked: int) -> str:
    """Return precision, recall and F as text."""
    precision, recall = right / max(proposed, 1), right / max(marked, 1)
    return f"P {precision:.3f} R {recall:.3f} F {2 * right / max(proposed + marked, 1):.3f} ({right} of {marked}, {proposed} proposed)"


def bare(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return a span without the blanks around it."""
    inside = text[start:stop]
    return start + len(inside) - len(inside.lstrip()), stop - len(inside) + len(inside.rstrip())


def of_sentences() -> None:
    """Print the agreement with the split of the Security Council corpus, as whole spans and as ends."""
    right = proposed = marked = 0
    for text, rows in speeches().values():
        gold = {bare(text, int(row["char_start_offset"]), int(row["char_end_offset"])) for row in rows}
        mine = {tuple(span) for span in sentences(text)}
        right, proposed, marked = right + len(gold & mine), proposed + len(mine), marked + len(gold)
        if "-v" in sys.argv:
            for start, stop in sorted(gold ^ mine):
                print("gold" if (start, stop) in gold else "mine", repr(text[start:stop]))
    print("sentences, whole spans:", f_score(right, proposed, marked))


STATES_OF_SPEAKERS = re.compile(r"spch[0-9]+_(.*)")


def speaker_of(stem: str) -> int | None:
    """Return the state that a speech is named after."""
    name = STATES_OF_SPEAKERS.fullmatch(stem)
    found = named(name[1].replace("_", " ")) if name else ()
    return next((state.ccode for state in found if state.member(2014)), None)


def of_evaluation(meetings: tuple[str, ...] = ("7138", "7154"), threshold: float = THRESHOLD) -> None:
    """Print negative evaluation and its target: 7138 is the meeting of the weights, 7154 the untouched one."""
    gazetteer = Gazetteer(year=2014)
    for meeting in meetings:
        right = proposed = marked = hits = most = of_target = 0
        for stem, (text, rows) in speeches(meeting).items():
            found = [Span(*bare(text, int(row["char_start_offset"]), int(row["char_end_offset"]))) for row in rows]
            mentions = gazetteer.mentions(text)
            speaker = speaker_of(stem)
            states = Counter(one.ccode for one in mentions if one.ccode is not None)
            for row, one in zip(rows, scored(text, found, mentions, speaker=speaker), strict=True):
                gold = row["A0_Negative_Evaluation"] != "_" or row["B1_ChallengeType"] != "_"
                mine = one.score >= threshold
                right, proposed, marked = right + (gold and mine), proposed + mine, marked + gold
                country = next(
                    (row[c] for c in ("A4_Country_Name", "B3_Country_Name") if row[c] not in ("_", "-NONE-")), ""
                )
                if country:
                    ccode = next(state.ccode for state in named(country.replace("_", " ")) if state.member(2014))
                    of_target += 1
                    hits += one.target is not None and one.target.ccode == ccode
                    most += bool(states) and states.most_common(1)[0][0] == ccode
                if "-v" in sys.argv and gold != mine:
                    print("missed" if gold else "extra ", one.score, one.cues, text[one.start : one.stop][:150])
        print(f"meeting {meeting}: negative evaluation", f_score(right, proposed, marked))
        print(
            f"meeting {meeting}: target {hits / of_target:.3f} of {of_target} (most-named state {most / of_target:.3f})"
        )


_NET = re.compile(
    r"\b(?:1[89]|20)[0-9]{2}s?\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|\b(?:ago|yesterday|(?:last|this) (?:year|month|week))\b"
)


def of_dates() -> None:
    """Print how many marks of a wide net (years, months, "ago") in the speeches lie in a date; the rules were not set on them."""
    speeches_of_states = sorted((SHARED / "data" / "documents" / "ungd").glob("*.txt"))
    marks = held = made = 0
    missed: list[str] = []
    for path in speeches_of_states:
        text = path.read_text(encoding="utf-8")
        found = dates(text, written=parse_edtf("2017-09-20"))
        made += len(found)
        for mark in _NET.finditer(text):
            inside = any(one.start <= mark.start() < one.stop for one in found)
            marks, held = marks + 1, held + inside
            missed += [] if inside else [text[max(0, mark.start() - 25) : mark.end() + 10].replace("\n", " ")]
    print(f"dates: {held} of {marks} marks in {len(speeches_of_states)} speeches lie in one of {made} dates")
    if "-v" in sys.argv:
        print("\n".join(missed))


def of_study() -> None:
    """Print what of a reader's list of statements and dated events in the study is drafted, and how near drafts are to claims."""
    marked = Path(__file__).resolve().parents[1] / "tests" / "golden" / "drafting"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "case"
        shutil.copytree(Path(builtin.__path__[0]) / "iran-russia-syria", folder)
        add_documents(folder, [STUDY], given=Given(id="study", language="en", date="2018"))
        text, found = read_shelf(folder).text("study"), draft_documents(folder)
        claims = list(csv.DictReader((folder / "claims.csv").open(encoding="utf-8")))
    for kind in ("statements", "events"):
        hits = 0
        rows = list(csv.DictReader((marked / f"{kind}.csv").open(encoding="utf-8")))
        for row in rows:
            at = text.find(row["locator"])
            who = row.get("speaker", "").lower()
            hits += any(
                one.start <= at < one.stop and who in ("", one.speaker) and row["date"] in ("", one.date)
                for one in found.drafts
            )
        print(f"{kind}: {hits} of {len(rows)} drafted with speaker and date")
    every: Counter[int] = Counter()
    for kind in ("statement", "study", "fact"):
        drafts = [one for one in found.drafts if one.kind == kind]
        every += (near := Counter(min((_differing(one, claim) for claim in claims), default=9) for one in drafts))
        print(
            f"drafts of kind {kind}: {len(drafts)}; by cells that differ from the nearest claim of the section: {sorted(near.items())}"
        )

    kept = every[0] + every[1]
    print(f"precision: {kept / every.total():.3f} ({kept} of {every.total()} drafts differ in at most one cell)")


def _differing(draft: Draft, claim: dict[str, str]) -> int:
    """How many of the proposed cells another value stands in; claims of other sections differ in all."""
    if draft.locator.split()[0] != claim["locator"].split()[0]:
        return 9
    return sum(
        getattr(draft, name) != claim[name] for name in ("kind", "predicate", "speaker", "holder", "object", "date")
    )


if __name__ == "__main__":
    globals()[f"of_{sys.argv[1]}"]()
