"""The valid words that are spelt most like what a person wrote; case, hyphens and spaces do not count."""

from __future__ import annotations

from collections.abc import Iterable

ALIKE = 0.5
"""Least likeness, as `difflib` measures it, of a word that is offered."""


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


def _plain(word: str) -> str:
    return word.strip().casefold().replace("_", "-").replace(" ", "-")
