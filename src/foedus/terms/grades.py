"""Grades: how far a source and a claim are trusted (Admiralty code), how good a verdict's basis is."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan

from foedus.terms.word import Word, declare

UNKNOWN_MEAN = 0.4
"""Weight of what cannot be judged, at the point."""

UNKNOWN_RANGE = (0.2, 0.6)
"""Range of the weight of what cannot be judged, in the draws."""


@dataclass(frozen=True, slots=True)
class Grade(Word):
    """A grade and the weight that a claim has by it, 0 to 1; NaN where it cannot be judged."""

    weight: float


RELIABILITY = declare(
    Grade("A", "completely reliable", 1.0),
    Grade("B", "usually reliable", 0.8),
    Grade("C", "fairly reliable", 0.6),
    Grade("D", "not usually reliable", 0.4),
    Grade("E", "unreliable", 0.2),
    Grade("F", "cannot be judged", nan),
)
"""Of a source."""

CREDIBILITY = declare(
    Grade("1", "confirmed", 1.0),
    Grade("2", "probably true", 0.8),
    Grade("3", "possibly true", 0.6),
    Grade("4", "doubtful", 0.4),
    Grade("5", "improbable", 0.2),
    Grade("6", "cannot be judged", nan),
)
"""Of the inference from a claim to its value."""

INFERRED_FROM = 4
"""Best credibility of a value that the coder inferred."""

LEVELS = ("low", "moderate", "high")
"""Levels of confidence in a verdict."""


def legend(grades: dict[str, Grade]) -> str:
    """Return grades with their meanings, for print.

    >>> legend(CREDIBILITY)[:29]
    '1 confirmed, 2 probably true,'
    """
    return ", ".join(f"{grade.name} {grade.meaning}" for grade in grades.values())


def weights(grades: dict[str, Grade], mark: str = "") -> str:
    """Return grades with their weights, as the formulae print them; `mark` stands behind a grade.

    >>> weights(RELIABILITY)
    'A 1, B .8, C .6, D .4, E .2, F .4 drawn from .2-.6'
    """
    low, high = (_short(value) for value in UNKNOWN_RANGE)
    unknown = f"{_short(UNKNOWN_MEAN)} drawn from {low}-{high}"
    return ", ".join(
        f"{grade.name}{mark} {unknown if isnan(grade.weight) else _short(grade.weight)}" for grade in grades.values()
    )


def _short(value: float) -> str:
    return f"{value:g}".removeprefix("0")
