"""Sides of the evidence: works that see through the same eyes and are as free in what they say."""

from __future__ import annotations

from foedus.case.model import Case, Source
from foedus.terms.checklist import SLANTS

CLASSES = tuple(SLANTS)
EYES = ("others", "the first of the pair", "the second of the pair")
SIDES = len(EYES) * len(CLASSES)
CODER = 1
"""Side of the coder's own word: others' eyes, freedom unknown."""

CLASS_OF = tuple(side % len(CLASSES) for side in range(SIDES))
"""Class of slant of each side, as a position in `SLANTS`."""


def eyes_of(case: Case, source: Source) -> int:
    """Return through whose eyes a work sees, as a position in `EYES`."""
    voice = case.voice_of.get(source.perspective, "")
    pair = case.settings.focal_pair
    return pair.index(voice) + 1 if voice in pair else 0


def slants_of(case: Case, source: Source) -> tuple[str, str]:
    """Return how free a work is in what it says of the first and of the second of the pair.

    Where the case does not say, it is interested in the side through whose eyes it sees, and unknown else.
    """
    eyes = eyes_of(case, source)
    one, other = (
        given or ("interested" if eyes == side else "unknown")
        for side, given in ((1, source.slant_1), (2, source.slant_2))
    )
    return one, other


def side_of(case: Case, source: Source) -> int:
    """Return the side of a work: whose eyes, and the less free of its two slants."""
    worst = max(CLASSES.index(slant) for slant in slants_of(case, source))
    return eyes_of(case, source) * len(CLASSES) + worst


def side_in_words(side: int) -> str:
    """Return a side for readers.

    >>> side_in_words(5)
    'works with the eyes of the first of the pair, interested'
    """
    return f"works with the eyes of {EYES[side // len(CLASSES)]}, {CLASSES[side % len(CLASSES)]}"
