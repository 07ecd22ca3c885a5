"""A new edition of a text: where each anchor of the old one stands in it, and which ones a person must place.

In this order: a paragraph that stands in both editions takes its anchors with it; a quote that occurs once in both goes to
its place; words that stand side by side in the changed paragraphs carry a quote that repeats, or else its context does.
What cannot be placed is handed back with the passage that has taken its place, as far as there is one. Nothing is dropped.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from foedus.documents.alignment import Pair, common
from foedus.documents.anchors import Anchor, Finder, anchor_at, told_apart
from foedus.documents.text import Span, paragraphs

How = Literal["paragraph", "quote", "words", "context", "person"]
"""What placed an anchor; `person`: nothing did."""

_WORD = re.compile(r"\w+|[^\w\s]")
_WIDE = 200
"""Characters of context on each side: the old edition is at hand, so that more can be compared than an anchor keeps."""
_MUCH = 64
"""Of these, how many must agree on one side: sentences that repeat agree in their own length."""
_MOST_WORDS = 20_000
"""Words of a changed stretch that are laid side by side."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Move:
    """Where an anchor of the old edition stands in the new one."""

    before: Anchor
    after: Anchor | None  #: None where a person must say.
    how: How
    guess: Span | None = None  #: Where no place was found: the passage of the new edition that has taken its place.


def revise(old: str, new: str, anchors: Sequence[Anchor]) -> tuple[Move, ...]:
    """Return where each anchor stands in a new edition, in the order of `anchors`.

    Parameters
    ----------
    old, new : str
        The stored texts of the two editions.
    anchors : sequence of Anchor
        Anchors of the old edition. One whose quote does not stand where its offsets say is looked for by quote and context.
    """
    editions = _Editions(old, new)
    return tuple(editions.move(anchor) for anchor in anchors)


class _Editions:
    """Two editions side by side."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Finder(old), Finder(new)
        self._old_spans, self._new_spans = paragraphs(old), paragraphs(new)
        self._begins = [span.start for span in self._old_spans]
        pairs = common([old[a:b] for a, b in self._old_spans], [new[a:b] for a, b in self._new_spans])
        self._kept = dict(pairs)
        self._taken = {after: before for before, after in pairs}
        self._new_begins = [span.start for span in self._new_spans]
        self._stretches = _changed(pairs, len(self._old_spans), len(self._new_spans))
        self._words: dict[Pair, _Words] = {}

    def move(self, anchor: Anchor) -> Move:
        """Return where one anchor stands."""
        if not anchor.holds(self.old.text):
            span = self.new.find(anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix)
            return self._moved(anchor, span, "context")
        span = self._by_paragraph(anchor)
        if span is not None:
            return self._moved(anchor, span, "paragraph")
        places = [place for place in self.new.exact(anchor.exact) if self._may_be(anchor, place)]
        if len(places) == 1 and len(self.old.exact(anchor.exact, most=2)) == 1:
            return self._moved(anchor, places[0], "quote")
        words = self._words_around(anchor)
        span, guess = words.place(anchor) if words else (None, None)
        if span is not None:
            return self._moved(anchor, span, "words")
        before = self.old.text[max(0, anchor.start - _WIDE) : anchor.start]
        behind = self.old.text[anchor.stop : anchor.stop + _WIDE]
        span = told_apart(self.new.text, places, prefix=before, suffix=behind, enough=_MUCH)
        return self._moved(anchor, span, "context", guess=guess)

    def _moved(self, anchor: Anchor, span: Span | None, how: How, *, guess: Span | None = None) -> Move:
        if span is None:
            return Move(anchor, None, "person", guess)
        return Move(anchor, anchor_at(self.new.text, *span), how)

    def _by_paragraph(self, anchor: Anchor) -> Span | None:
        """The place of an anchor whose paragraphs, from the first to the last, stand in both editions side by side."""
        first, last = self._paragraph(anchor.start), self._paragraph(anchor.stop - 1)
        if first < 0 or any(at not in self._kept for at in range(first, last + 1)):
            return None
        start = anchor.start - self._old_spans[first].start + self._new_spans[self._kept[first]].start
        stop = anchor.stop - self._old_spans[last].start + self._new_spans[self._kept[last]].start
        return Span(start, stop) if self.new.text[start:stop] == anchor.exact else None

    def _may_be(self, anchor: Anchor, place: Span) -> bool:
        """Whether a place of the new edition may be that of an anchor.

        It is not where a word goes on that ended in the old edition, nor in a paragraph that came over as it was: what
        stands there stood elsewhere.
        """
        first, last = (bisect_right(self._new_begins, at) - 1 for at in (place.start, place.stop - 1))
        anothers = first == last and first in self._taken
        ends = ((place.start, anchor.start), (place.stop, anchor.stop))
        return not anothers and all(
            _within_word(self.old.text, before) or not _within_word(self.new.text, after) for after, before in ends
        )

    def _paragraph(self, place: int) -> int:
        """The paragraph that holds a place, or the nearest one before it; -1 if there is none."""
        return bisect_right(self._begins, place) - 1

    def _words_around(self, anchor: Anchor) -> _Words | None:
        """The words of the changed stretch in which an anchor begins."""
        at = max(self._paragraph(anchor.start), 0)
        stretch = next((box for box in self._stretches if box[0] <= at < box[1]), None)
        if stretch is None:
            return None
        begin, end, first, last = stretch
        if (begin, first) not in self._words:
            self._words[begin, first] = _Words(
                self.old.text, self._old_spans[begin:end], self.new.text, self._new_spans[first:last]
            )
        return self._words[begin, first]


class _Words:
    """The words of a stretch that changed, in both editions."""

    def __init__(self, old: str, before: Sequence[Span], new: str, after: Sequence[Span]) -> None:
        self._old, self._new = list(_words(old, before)), list(_words(new, after))
        self._begins = [span.start for span in self._old]
        self._texts = old, new

    @cached_property
    def _pairs(self) -> dict[int, int]:
        if max(len(self._old), len(self._new)) > _MOST_WORDS:
            return {}
        old, new = self._texts
        return dict(common([old[a:b] for a, b in self._old], [new[a:b] for a, b in self._new]))

    def place(self, anchor: Anchor) -> tuple[Span | None, Span | None]:
        """Return the place of an anchor all of whose words stand side by side, or a guess where at least half of them do."""
        first = bisect_right(self._begins, anchor.start) - 1
        last = bisect_right(self._begins, anchor.stop - 1)
        inside = [at for at in range(max(first, 0), last) if self._old[at].stop > anchor.start]
        found = [at for at in inside if at in self._pairs]
        if not found or len(found) < _HALF * len(inside):
            return None, None
        start_word, stop_word = self._new[self._pairs[found[0]]], self._new[self._pairs[found[-1]]]
        start = start_word.start + max(anchor.start - self._old[found[0]].start, 0)
        stop = stop_word.stop - max(self._old[found[-1]].stop - anchor.stop, 0)
        new = self._texts[1]
        if len(found) == len(inside):
            # Blanks or marks at the ends of a passage are no words.
            head = max(self._old[found[0]].start - anchor.start, 0)
            tail = max(anchor.stop - self._old[found[-1]].stop, 0)
            if new[start - head : stop + tail] == anchor.exact:
                return Span(start - head, stop + tail), None
        return None, Span(start, stop) if start < stop else None


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _words(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for start, stop in spans:
        for word in _WORD.finditer(text, start, stop):
            yield Span(*word.span())


def _changed(pairs: Sequence[Pair], old: int, new: int) -> list[tuple[int, int, int, int]]:
    """The stretches between matched paragraphs that are not empty on the old side."""
    edges = [(-1, -1), *pairs, (old, new)]
    return [(a + 1, c, b + 1, d) for (a, b), (c, d) in itertools.pairwise(edges) if c > a + 1]
