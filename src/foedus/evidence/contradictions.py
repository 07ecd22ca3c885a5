"""Who contradicts himself: the same actor for and against the same issue within a length of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from foedus.evidence.lengths import Length
from foedus.evidence.stances import Stance
from foedus.files.edtf import Edtf

YEAR = Length(12, "months")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims by which an actor is on both sides of an issue; the earlier one first."""

    actor: str
    issue: str
    first: Stance
    second: Stance
    days: int | None  #: Least number of days that the dates leave between them; None where a date is missing.


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What was found: pairs within the length, and pairs of which nobody can tell."""

    within: tuple[Contradiction, ...]
    undated: tuple[Contradiction, ...]
    later: int  #: Pairs further apart: changes of mind.


def find_contradictions(stances: Iterable[Stance], *, within: Length = YEAR) -> Contradictions:
    """Return the pairs of statements of one actor on one issue with opposite signs; a statement of 0 takes no side.

    Dates that say less than a day count by the days that bring the two together; an open end counts as without a date.
    """
    sides: dict[tuple[str, str], tuple[list[Stance], list[Stance]]] = {}
    for stance in stances:
        if stance.value:
            sides.setdefault((stance.actor, stance.issue), ([], []))[stance.value > 0].append(stance)
    near: list[Contradiction] = []
    undated: list[Contradiction] = []
    later = 0
    for (actor, issue), (against, favour) in sorted(sides.items(), key=lambda item: item[0]):
        for pair in product(against, favour):
            if pair[0].claim == pair[1].claim:
                continue
            first, second = sorted(pair, key=_when)
            before, behind = _closed(first), _closed(second)
            if before is None or behind is None:
                undated.append(Contradiction(actor, issue, first, second, None))
            elif behind.lower > within.after(before.upper):
                later += 1
            else:
                gap = max(0, (behind.lower - before.upper).days)
                near.append(Contradiction(actor, issue, first, second, gap))
    return Contradictions(tuple(near), tuple(undated), later)


def _closed(stance: Stance) -> Edtf | None:
    """The date of a statement, if it has both ends."""
    return None if stance.when is None or stance.when.is_open else stance.when


def _when(stance: Stance) -> tuple[date, str]:
    return stance.when.lower if stance.when is not None else date.max, stance.claim
