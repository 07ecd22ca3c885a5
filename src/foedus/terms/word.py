"""What every word of the field has: a name and a meaning; and how a list of them is declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the field.

    Parameters
    ----------
    name : str
        As files spell it.
    meaning : str
        In a few words, for reference pages and legends.
    """

    name: str
    meaning: str


AnyWord = TypeVar("AnyWord", bound=Word)


def declare(*words: AnyWord) -> dict[str, AnyWord]:
    """Return words by name, in the order of every table and chart.

    >>> list(declare(Word("binds", "holds the two together"), Word("divides", "keeps them apart")))
    ['binds', 'divides']
    """
    return {word.name: word for word in words}
