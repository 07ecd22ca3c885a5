"""The book of sentences: each gets an id when it is added, and knows the place that refers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from foedus.terms.wording import in_points, listing, percent
from foedus.verdict.types import Verdict
from foedus.verdict.types.evidence import Sentence

Kind = Literal["fact", "judgment", "assumption"]
Add = Callable[[Kind, str, Iterable[str]], None]
"""What adds a sentence: kind, text and evidence."""

MOST_CLAIMS = 12
"""Claims that one sentence names; the figure that it speaks of names all."""


class Book:
    """The sentences on a verdict, in order; each gets an id when it is added, and knows the place that refers to it.

    Parameters
    ----------
    verdict : Verdict
        What the sentences speak of.
    """

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.rows: list[Sentence] = []
        self._places: dict[str, list[str]] = {}

    def add(self, section: str, kind: Kind, text: str, evidence: Iterable[str], *, place: str = "") -> None:
        """Append a sentence that belongs to a place, by default its section; evidence without repetition, in order."""
        name = f"sentence-{len(self.rows) + 1}"
        ids = tuple(dict.fromkeys(evidence))
        self.rows.append(Sentence(id=name, section=section, kind=kind, text=text, evidence=ids))
        self._places.setdefault(place or section, []).append(name)

    def to(self, section: str, place: str = "") -> Callable[[Kind, str, Iterable[str]], None]:
        """Return what adds a sentence of a section to a place."""
        return lambda kind, text, evidence: self.add(section, kind, text, evidence, place=place)

    def at(self, place: str) -> tuple[str, ...]:
        """Return the ids of the sentences that belong to a place."""
        return tuple(self._places.get(place, ()))

    def name(self, actor: str) -> str:
        """Return an actor's name."""
        known = self.verdict.evidence.actors.get(actor)
        return known.name if known else actor

    @property
    def pair(self) -> tuple[str, str]:
        """Names of the focal pair."""
        one, two = self.verdict.case_info.focal_pair
        return self.name(one), self.name(two)


def dataset_ids(verdict: Verdict, name: str) -> list[str]:
    """Return the id of a dataset where the verdict has it."""
    return [name] if name in verdict.evidence.datasets else []


def kind_of(verdict: Verdict, claims: Iterable[str]) -> Kind:
    """Return `fact` where a claim of fact stands behind a sentence; words and studies alone make a judgment."""
    return "fact" if any(verdict.evidence.claims[name].kind == "fact" for name in claims) else "judgment"


def leader(values: dict[str, float]) -> str:
    """Return the most probable outcome with its probability, or that none leads."""
    most = max(values.values())
    names = [name for name, value in values.items() if value == most]
    if len(names) == len(values):
        return f"no outcome ({percent(most)} each)"
    return f"{listing(names)} ({percent(most)}{' each' if len(names) > 1 else ''})"


def effect(outcome: str, change: float) -> str:
    """Return a change of an outcome in words."""
    return f"{outcome} stays where it is" if abs(change) < 0.0005 else f"{outcome} {in_points(change)}"
