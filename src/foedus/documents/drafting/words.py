"""Lists of words as a reader of the source sees them, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """Return the words of a list that blanks part."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list that bars or ends of lines part, the longest first."""
    return tuple(sorted({" ".join(piece.split()) for piece in re.split(r"[|\n]", text) if piece.strip()}, key=_longest))


def any_of(many: Iterable[str]) -> str:
    """Return a pattern for one of some phrases, as whole words with any blanks between."""
    return r"\b(?:" + "|".join(r"\s+".join(map(re.escape, one.split())) for one in sorted(many, key=_longest)) + r")\b"


def _longest(phrase: str) -> tuple[int, str]:
    return -len(phrase), phrase
