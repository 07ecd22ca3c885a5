"""Anchors: a passage of a stored text by its offsets, its words and the words around it, so that it is found again.

The quote and the 32 characters on each side are those of the Web Annotation model (TextQuoteSelector beside
TextPositionSelector): where the offsets no longer hold, the words do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from foedus.documents.folding import Folded, fold
from foedus.documents.text import Span
from foedus.errors import InputError

CONTEXT = 32
"""Characters that an anchor keeps of the text before and behind it."""

ENOUGH = 8
"""Characters around a quote that must agree for its context to tell one place from another."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of a stored text."""

    start: int  #: Code point at which it begins.
    stop: int  #: First code point behind it.
    exact: str  #: The passage.
    prefix: str = ""  #: What stands before it, at most `CONTEXT` characters.
    suffix: str = ""  #: What stands behind it.

    def holds(self, text: str) -> bool:
        """Whether the passage stands in a text where its offsets say."""
        return text[self.start : self.stop] == self.exact


def anchor_at(text: str, start: int, stop: int) -> Anchor:
    """Return the anchor of a span. Raises InputError if it is empty or reaches beyond the text.

    >>> anchor_at("No treaty was signed.", 3, 9)
    Anchor(start=3, stop=9, exact='treaty', prefix='No ', suffix=' was signed.')
    """
    if not 0 <= start < stop <= len(text):
        raise InputError(
            f"no passage from {start:,} to {stop:,} in a text of {len(text):,} characters; expected 0 <= start < stop <= {len(text):,}"
        )
    return Anchor(start, stop, text[start:stop], text[max(0, start - CONTEXT) : start], text[stop : stop + CONTEXT])


class Finder:
    """Looks for quotes in one text; what it takes to fold the text is done once.

    Parameters
    ----------
    text : str
        A stored text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The text, folded."""
        return Folded(self.text)

    def exact(self, quote: str, *, most: int = 1_000) -> list[Span]:
        """Return where a quote stands word for word, overlapping places included; at most so many."""
        found: list[Span] = []
        at = self.text.find(quote) if quote else -1
        while at >= 0 and len(found) < most:
            found.append(Span(at, at + len(quote)))
            at = self.text.find(quote, at + 1)
        return found

    def places(self, quote: str) -> list[Span]:
        """Return where a quote stands word for word, else where it stands but for blanks, quote marks and the like."""
        return self.exact(quote) or self.folded.find(quote)

    def find(self, quote: str, *, prefix: str = "", suffix: str = "") -> Span | None:
        """Return the one place of a quote: the only one, or that which its context tells from the others; else None.

        >>> Finder("He said no. She said no.").find("said no", prefix="She ")
        Span(start=16, stop=23)
        """
        found = self.places(quote)
        return found[0] if len(found) == 1 else told_apart(self.text, found, prefix=prefix, suffix=suffix)

    def anchor(self, quote: str, *, prefix: str = "", suffix: str = "") -> Anchor | None:
        """Return the anchor of the one place of a quote, as the text has it; None if there is no such place."""
        span = self.find(quote, prefix=prefix, suffix=suffix)
        return span and anchor_at(self.text, *span)


def told_apart(text: str, places: Sequence[Span], *, prefix: str, suffix: str, enough: int = ENOUGH) -> Span | None:
    """Return the place whose surroundings agree with `prefix` and `suffix`, in `enough` characters or all of one side, and most of all.

    Returns None if none does, or if two do equally.
    """
    sides = fold(prefix), fold(suffix)
    scores = [_agreement(text, place, sides) for place in places]
    best = max(scores, key=sum, default=(0, 0))
    told = any(0 < min(enough, len(side)) <= count for side, count in zip(sides, best, strict=True))
    if not told or sum(sum(score) == sum(best) for score in scores) > 1:
        return None
    return places[scores.index(best)]


def _agreement(text: str, place: Span, sides: tuple[str, str]) -> tuple[int, int]:
    """How many characters agree before a place and behind it."""
    prefix, suffix = sides
    before = _alike(prefix[::-1], fold(text[max(0, place.start - 2 * len(prefix)) : place.start])[::-1])
    behind = _alike(suffix, fold(text[place.stop : place.stop + 2 * len(suffix)]))
    return before, behind


def _alike(one: str, other: str) -> int:
    """How many characters two texts share from their begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
