"""Who says what on which issue: the position claims of a case, a statement for each actor and issue that a claim names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from foedus.case.model import Claim
from foedus.evidence.positions import STANCES
from foedus.evidence.visible import Evidence, signed_value
from foedus.files.edtf import Edtf
from foedus.terms.kinds import UNATTRIBUTED, UNKNOWN

BY = ("state", "actor", "kind", "perspective")
"""Who counts as one: whom an actor speaks for, the actor as coded, its kind, the eyes of the works that say it."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A statement: somebody is for (up to 1) or against (down to -1) an issue."""

    actor: str
    issue: str
    value: float
    claim: str
    when: Edtf | None = None

    def within(self, window: tuple[date, date] | None) -> bool:
        """Whether it may have been said in a window of days; without a window always, without a date never."""
        return window is None or (self.when is not None and self.when.overlaps(*window))


def stances(evidence: Evidence, *, by: str = "state") -> tuple[Stance, ...]:
    """Return the statements of the visible position claims in the order of the claims.

    Claims whose negation leaves no value, and actors without a name, are left out.
    """
    return tuple(_stances(evidence, by))


def _stances(evidence: Evidence, by: str) -> Iterator[Stance]:
    for claim in evidence.claims:
        value = signed_value(claim)
        if claim.predicate in STANCES and value is not None:
            for actor in _actors(evidence, claim, by):
                for issue in claim.object:
                    yield Stance(actor, issue, value, claim.id, claim.date)


def _actors(evidence: Evidence, claim: Claim, by: str) -> Iterable[str]:
    case = evidence.case
    named = [actor for actor in claim.holder if actor != UNATTRIBUTED]
    if by == "actor":
        return dict.fromkeys(named)
    if by == "state":
        return evidence.voices(claim.holder)
    if by == "kind":
        return dict.fromkeys(case.actor[actor].kind for actor in named)
    if by == "perspective":
        return dict.fromkeys(case.source[key].perspective or UNKNOWN for key in evidence.rests_on(claim))
    raise ValueError(f"{by!r}: expected one of {BY}")
