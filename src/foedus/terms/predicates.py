"""What a claim can assert: each predicate with its range, its sign, its objects and what negation does to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Literal

from foedus.terms.word import Word, declare

Negation = Literal["turns", "empties", "drops", "denies"]
"""What denying does: turns the sign of a value, makes it 0, takes the claim out, or speaks against what is told."""


@dataclass(frozen=True, slots=True)
class Predicate(Word):
    """A predicate.

    Parameters
    ----------
    objects : tuple of str
        Tables that its objects are in, or `obligations`; empty when anything may stand there.
    low, high : float
        Range of its value; equal when it has none.
    needs : tuple of str
        Columns that must be filled.
    negation : {"turns", "empties", "drops", "denies"}
        What denying does to the value.
    feeds : tuple of str
        What is made from its claims: a name of `FED`; empty when nothing is yet.
    takes : tuple of str
        Columns that only some predicates have and this one may fill.
    """

    objects: tuple[str, ...]
    low: float
    high: float
    needs: tuple[str, ...]
    negation: Negation
    feeds: tuple[str, ...]
    takes: tuple[str, ...] = ()

    @property
    def has_value(self) -> bool:
        """Whether its claims have a value."""
        return self.low < self.high

    @property
    def signed(self) -> bool:
        """Whether its value may be negative."""
        return self.low < 0

    @property
    def between_actors(self) -> bool:
        """Whether it relates a holder to another actor."""
        return self.objects == ("actors",)

    def denied(self, value: float) -> float | None:
        """Return what a value is worth when the text denies it; None where the claim drops out.

        >>> PREDICATES["relation"].denied(0.5), PREDICATES["threat"].denied(0.5), PREDICATES["action"].denied(0.5)
        (-0.5, 0.0, None)
        """
        if self.negation in ("drops", "denies"):
            return None
        return 0.0 - value if self.negation == "turns" else 0.0


_WHOLE = ("holder", "object", "value")
_NO_OTHER = ("bearings",)
FED = ("positions", "salience", "threats", "ties", "ladder", "support", "steps", *_NO_OTHER)
"""What is made from claims: `evidence` asks for its predicates by these names. Any claim may bear on factors; some do no more."""

PREDICATES = declare(
    Predicate("position", "where the holder stands on an issue", ("issues",), -1, 1, _WHOLE, "turns", ("positions",)),
    Predicate("interest", "how much the holder cares for an issue", ("issues",), 0, 1, _WHOLE, "empties", ("salience",)),
    Predicate(
        "threat", "how much the holder fears an actor", ("actors",), 0, 1, _WHOLE, "empties", ("threats",), ("component",)
    ),
    Predicate(
        "relation", "how the holder stands to an actor", ("actors",), -1, 1, _WHOLE, "turns",
        ("ties", "ladder"), ("channel", "level"),
    ),
    Predicate(
        "action", "what the holder does for or against an actor", ("actors",), -1, 1, _WHOLE, "drops",
        ("ties", "ladder", "support"), ("channel", "level", "support_type"),
    ),
    Predicate(
        "assessment", "how a factor, an issue or an actor is judged", ("factors", "issues", "actors"), -1, 1,
        ("object",), "turns", _NO_OTHER,
    ),
    Predicate("context", "what one must know beside", (), 0, 0, (), "drops", _NO_OTHER),
    Predicate(
        "step", "a step towards a treaty or away from it", ("obligations",), 0, 0,
        ("holder", "object", "stage", "date"), "denies", ("steps",), ("stage",),
    ),
)  # fmt: skip

SOME_COLUMNS = tuple(dict.fromkeys(chain.from_iterable(word.takes for word in PREDICATES.values())))
"""Columns of a claim that only some predicates have."""


def feeding(what: str) -> frozenset[str]:
    """Return the predicates from whose claims something is made.

    >>> sorted(feeding("ties"))
    ['action', 'relation']
    """
    return frozenset(word.name for word in PREDICATES.values() if what in word.feeds)


def taking(column: str) -> tuple[str, ...]:
    """Return the predicates that may fill a column.

    >>> taking("channel")
    ('relation', 'action')
    """
    return tuple(word.name for word in PREDICATES.values() if column in word.takes)


def _grouped(said: dict[str, str]) -> str:
    """Return words that share what is said of them, once each: ``position, interest: issues; context: anything``."""
    groups: dict[str, list[str]] = {}
    for name, text in said.items():
        groups.setdefault(text, []).append(name)
    return "; ".join(f"{', '.join(names)}: {text}" for text, names in groups.items())


def objects_in_words() -> str:
    """Return which objects each predicate asks for.

    >>> objects_in_words()[:45]
    'position, interest: issues; threat, relation,'
    """
    return _grouped({word.name: _either(word.objects) or "anything or nothing" for word in PREDICATES.values()})


def values_in_words() -> str:
    """Return which values each predicate has.

    >>> values_in_words()[-50:]
    'assessment: -1 to 1 or empty; context, step: empty'
    """
    return _grouped(
        {
            word.name: f"{word.low:g} to {word.high:g}{'' if 'value' in word.needs else ' or empty'}"
            if word.has_value
            else "empty"
            for word in PREDICATES.values()
        }
    )


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
