"""Which claims of two cases code the same assertion of the text.

Two coders divide a text for themselves, so units are found, not given. The rule never looks at what is
measured afterwards (predicate, value, sign):

1. Candidates have the same source, the same locator (`foedus.case.coding.locators`: ``§ 3`` is ``3``,
   ``ch. 2`` is ``Chapter 2``) and a reference in common (a claim without one has its source as reference).
2. Of these, a pair is possible if holders overlap and objects overlap; or, where one coder sees another
   holder or object, if the two share any id at all or name none, and their paraphrases share at least
   half of their words. Persons and bodies that speak for an actor count as that actor.
3. The best one-to-one assignment is taken: the largest sum of overlaps (Jaccard index of the holders
   plus Jaccard index of the objects), and among equals the largest sum of text similarity. A pair with
   the same holders and the same objects counts double, so that it is never broken up for two half fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.case.coding.locators import normal_locator
from foedus.case.model import Case, Claim

MIN_TEXT_SIMILARITY = 0.5
"""Share of words that two paraphrases must have in common where holder or object differ."""

_STEPS = 1000
_OVERLAP_FIRST = 10**6  # one step of overlap outweighs the text similarity of a thousand pairs
_WORD = re.compile(r"[^\W_]{4,}")  # shorter words are mostly articles and prepositions


@dataclass(frozen=True, slots=True)
class Unit:
    """A claim with what identifies its assertion; ids are rolled up to the actor they speak for."""

    claim: Claim
    place: tuple[str, str]
    references: frozenset[str]
    holders: frozenset[str]
    objects: frozenset[str]
    words: frozenset[str]

    @property
    def named(self) -> frozenset[str]:
        """Everyone and everything that the claim names."""
        return self.holders | self.objects


def units_of(case: Case, sources: Iterable[str]) -> list[Unit]:
    """The units of a case that stem from `sources`, in the order of its claims."""
    wanted = frozenset(sources)
    voice = case.voice_of
    return [
        Unit(
            claim=claim,
            place=(claim.source, normal_locator(claim.locator)),
            references=frozenset(claim.reference or (claim.source,)),
            holders=frozenset(voice.get(name, name) for name in claim.holder),
            objects=frozenset(voice.get(name, name) for name in claim.object),
            words=frozenset(_WORD.findall(claim.text.casefold())),
        )
        for claim in case.claims
        if claim.source in wanted
    ]


def match_units(first: list[Unit], second: list[Unit]) -> list[tuple[Unit, Unit]]:
    """Pair the units that code the same assertion, one to one, by the rule of this module, in the order of `first`."""
    places: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in second:
        places[unit.place].append(unit)
    here: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in first:
        here[unit.place].append(unit)
    partner: dict[str, Unit] = {}
    for place, ours in here.items():
        theirs = places.get(place, [])
        weights = np.array([[_weight(one, other) for other in theirs] for one in ours], dtype=np.int64)
        for row, column in best_pairs(weights.reshape(len(ours), len(theirs))):
            partner[ours[row].claim.id] = theirs[column]
    return [(unit, partner[unit.claim.id]) for unit in first if unit.claim.id in partner]


def best_pairs(weights: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Pairs (row, column) of the largest total weight, each row and column in at most one; 0 forbids a pair.

    Exact for weights up to about 10**12, whose sums a float holds.

    >>> best_pairs(np.array([[7, 5, 0], [6, 0, 0]]))
    [(0, 1), (1, 0)]
    """
    from scipy.optimize import linear_sum_assignment  # takes as long to load as all else here

    rows, columns = (place.tolist() for place in linear_sum_assignment(weights, maximize=True))
    return [pair for pair in zip(rows, columns, strict=True) if weights[pair] > 0]


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard index, 0 to 1; two empty sets agree that there is nothing to name."""
    return len(one & other) / len(one | other) if one or other else 1.0


def text_similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice index of two sets of words, 0 to 1; 0 if a set is empty."""
    return 2.0 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _weight(one: Unit, other: Unit) -> int:
    """How well two units of one place fit; 0 if they cannot be the same assertion."""
    if not one.references & other.references:
        return 0
    holders, objects = overlap(one.holders, other.holders), overlap(one.objects, other.objects)
    similarity = text_similarity(one.words, other.words)
    related = overlap(one.named, other.named) > 0.0 and similarity >= MIN_TEXT_SIMILARITY
    if not (holders > 0.0 and objects > 0.0) and not related:
        return 0
    exact = holders == objects == 1.0
    steps = round(_STEPS * (holders + objects)) * (2 if exact else 1)
    return steps * _OVERLAP_FIRST + round(_STEPS * similarity)
