"""The valid words that are spelt most like what a person wrote, and the valid numbers that a number just misses.

Case, hyphens and spaces of words do not count.
"""

from __future__ import annotations

from collections.abc import Iterable

ALIKE = 0.5
"""Least likeness, as `difflib` measures it, of a word that is offered."""

SHORT_RANGE = 100
"""Width of a range whose end is offered for a value beyond it; the ends of longer ones, such as years, mean nothing."""


def near_words(wanted: str, options: Iterable[str], *, most: int = 3) -> list[str]:
    """Return the options that are spelt most like a word, the nearest first.

    >>> near_words("Common threat", ["common-threat", "common-history", "trade"])
    ['common-threat', 'common-history']
    """
    from difflib import get_close_matches

    spelt = {_plain(option): option for option in reversed(list(options))}
    return [spelt[word] for word in get_close_matches(_plain(wanted), spelt, n=most, cutoff=ALIKE)]


def nearest(wanted: str, options: Iterable[str]) -> str:
    """Return the option that is spelt most like a word, or an empty string."""
    return next(iter(near_words(wanted, options, most=1)), "")


def nearest_hint(wanted: str, options: Iterable[str]) -> str:
    """Return what an error message adds: the nearest option in brackets, or an empty string.

    >>> nearest_hint("atpo", ["atop", "nmc"])
    " (nearest: 'atop')"
    """
    found = nearest(wanted, options)
    return f" (nearest: {found!r})" if found else ""


def near_end(value: float, low: float | None, *, high: float | None) -> float | None:
    """Return the end of a short range that a value just misses; one far outside is a code or another unit, not a slip.

    >>> near_end(13, 1, high=12), near_end(9999, 1400, high=2100), near_end(-9, 0, high=None)
    (12, None, None)
    """
    if low is None or high is None or high - low > SHORT_RANGE:
        return None
    end = low if value < low else high
    return end if abs(value - end) <= 1.5 * (high - low) else None


def near_whole(value: float) -> int | None:
    """Return the whole number nearest to a value; a half has two, so that none is.

    >>> near_whole(1816.9), near_whole(2.5)
    (1817, None)
    """
    return None if abs(value % 1) == 0.5 else round(value)


def _plain(word: str) -> str:
    return word.strip().casefold().replace("_", "-").replace(" ", "-")
