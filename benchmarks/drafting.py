"""How well the drafting rules find what people marked: `python -m benchmarks.drafting sentences` and so on; reports only."""

from __future__ import annotations

import csv
import os
import sys
from collections import defaultdict
from pathlib import Path

from foedus.documents.drafting.sentences import sentences

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


if __name__ == "__main__":
    globals()[f"of_{sys.argv[1]}"]()
