"""A text in pieces that a model reads at once: whole sentences, none left out, none twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.documents.text import Span

LONGEST = 4_000
"""Characters of a chunk, unless the user says otherwise."""


def chunks(text: str, sentences: Sequence[Span], *, longest: int = LONGEST) -> list[Span]:
    """Return the chunks of a text in order; a sentence that is longer than a chunk is cut at a blank.

    >>> [tuple(one) for one in chunks("One. Two. Three.", [Span(0, 4), Span(5, 9), Span(10, 16)], longest=10)]
    [(0, 9), (10, 16)]
    """
    found: list[Span] = []
    for sentence in sentences:
        for piece in _pieces(text, sentence, longest=longest):
            if found and piece.stop - found[-1].start <= longest:
                found[-1] = Span(found[-1].start, piece.stop)
            else:
                found.append(piece)
    return found


def _pieces(text: str, sentence: Span, *, longest: int) -> Iterator[Span]:
    start = sentence.start
    while sentence.stop - start > longest:
        at = max((text.rfind(blank, start + longest // 2, start + longest) for blank in " \n\t"), default=-1)
        stop = at if at > start else start + longest
        yield Span(start, stop)
        start = stop + (1 if at > start else 0)
    if start < sentence.stop:
        yield Span(start, sentence.stop)
