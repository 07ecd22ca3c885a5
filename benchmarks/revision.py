"""Anchors carried to a new edition, with the truth known: the editor keeps account of where every word went.

The text is made: 900,000 characters of words of the usual frequencies, one sentence in eight out of a stock that repeats.
The facts behind the yardstick (709 edits, 5,000 anchors: 4,803 placed, 197 left to a person) know no truth; here every
placement is right or wrong.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.documents.anchors import Anchor, anchor_at
from foedus.documents.revision import revise

Word = tuple[str, int]
Paragraph = list[Word]
WORDS, STOCK = 6_000, 60


@dataclass(frozen=True)
class Edition:
    """A text, and where each word of the first edition stands in it."""

    text: str
    places: dict[int, tuple[int, int]]
    order: dict[int, int]


def make_text(characters: int, rng: np.random.Generator) -> list[Paragraph]:
    """Return paragraphs of words with their numbers."""
    letters = np.array(list("abcdefghiklmnoprstuvw"))
    words = np.array(["".join(rng.choice(letters, size)) for size in rng.integers(2, 10, WORDS)])
    weight = 1 / np.arange(1, WORDS + 1)
    weight /= weight.sum()

    def sentence() -> list[str]:
        drawn = [str(word) for word in rng.choice(words, rng.integers(5, 26), p=weight)]
        return [drawn[0].capitalize(), *drawn[1:-1], drawn[-1] + "."]

    stock = [sentence() for _ in range(STOCK)]
    found: list[Paragraph] = []
    held = number = 0
    while held < characters:
        paragraph: Paragraph = []
        for _ in range(rng.integers(1, 6)):
            for word in stock[rng.integers(STOCK)] if rng.random() < 1 / 8 else sentence():
                paragraph.append((word, number))
                number += 1
        held += sum(len(word) + 1 for word, _ in paragraph)
        found.append(paragraph)
    return found


def edit(paragraphs: Sequence[Paragraph], edits: int, rng: np.random.Generator) -> list[Paragraph]:
    """Return the paragraphs after so many edits of the kinds that editors make; new words have the number -1."""
    out = [list(paragraph) for paragraph in paragraphs]
    kinds = ("word", "word", "insert", "delete", "sentence", "cut", "new", "gone", "move", "split", "merge")
    for _ in range(edits):
        at = int(rng.integers(len(out)))
        here = out[at]
        place = int(rng.integers(len(here)))
        few = int(rng.integers(1, 8))
        match str(rng.choice(kinds)):
            case "word":
                here[place] = (f"{here[place][0]}ed", -1)
            case "insert":
                here[place:place] = [(f"new{step}", -1) for step in range(few)]
            case "sentence":
                here[place:place] = [(word, -1) for word, _ in out[int(rng.integers(len(out)))][:20]]
            case "delete" | "cut" if len(here) > 3 * few:
                del here[place : place + few]
            case "new":
                out.insert(at, [(word, -1) for word, _ in out[int(rng.integers(len(out)))][:30]])
            case "gone" if len(out) > 2:
                del out[at]
            case "move":
                out.insert(int(rng.integers(len(out))), out.pop(at))
            case "split" if place:
                out[at : at + 1] = [here[:place], here[place:]]
            case "merge" if at + 1 < len(out):
                out[at : at + 2] = [here + out[at + 1]]
            case _:
                pass
    return out


def edition(paragraphs: Sequence[Paragraph]) -> Edition:
    """Return the text of paragraphs with its account."""
    parts: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    order: dict[int, int] = {}
    at = count = 0
    for paragraph in paragraphs:
        for step, (word, number) in enumerate(paragraph):
            end = "\n" if step == len(paragraph) - 1 else " "
            if number >= 0:
                places[number], order[number] = (at, at + len(word)), count
            parts.append(word + end)
            at += len(word) + 1
            count += 1
    return Edition("".join(parts), places, order)


def draw_anchors(old: Edition, count: int, rng: np.random.Generator) -> list[tuple[Anchor, range]]:
    """Return anchors of the old edition with the numbers of their words: mostly clauses, some single words."""
    found = []
    for _ in range(count):
        first = int(rng.integers(len(old.places) - 60))
        numbers = range(first, first + int(rng.choice([1, 2, 4, 8, 12, 20, 40])))
        found.append((anchor_at(old.text, old.places[numbers[0]][0], old.places[numbers[-1]][1]), numbers))
    return found


def truth(anchor: Anchor, numbers: range, new: Edition) -> tuple[int, int] | None:
    """Where the passage stands in the new edition; None if its words are gone, apart or not what they were."""
    if any(number not in new.places for number in numbers):
        return None
    if new.order[numbers[-1]] - new.order[numbers[0]] != len(numbers) - 1:
        return None
    start, stop = new.places[numbers[0]][0], new.places[numbers[-1]][1]
    return (start, stop) if new.text[start:stop] == anchor.exact else None


def measure(characters: int = 900_000, edits: int = 709, anchors: int = 5_000, *, seed: int = 1) -> dict[str, object]:
    """Return how many anchors were placed by what, how many rightly, and the seconds that it took."""
    rng = np.random.default_rng(seed)
    paragraphs = make_text(characters, rng)
    old, new = edition(paragraphs), edition(edit(paragraphs, edits, rng))
    drawn = draw_anchors(old, anchors, rng)
    began = time.perf_counter()
    moves = revise(old.text, new.text, [anchor for anchor, _ in drawn])
    took = time.perf_counter() - began
    by, wrong, left, guessed = Counter[str](), Counter[str](), 0, 0
    for move, (anchor, numbers) in zip(moves, drawn, strict=True):
        where = truth(anchor, numbers, new)
        by[move.how] += 1
        if move.after is None:
            left += where is not None
            guessed += move.guess is not None
        elif (move.after.start, move.after.stop) != where:
            wrong[move.how] += 1
    return {
        "seconds": round(took, 2),
        "placed by": dict(by),
        "wrong": dict(wrong),
        "unplaced though it stands": left,
        "guess for a person": guessed,
    }


if __name__ == "__main__":
    for seed in map(int, sys.argv[1:] or ["1"]):
        print(seed, measure(seed=seed))
