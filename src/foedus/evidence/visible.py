"""The evidence of a case as of a date: visible claims, voices rolled up, witnesses ready for pooling."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from foedus.case.model import Case, Claim
from foedus.evidence.draws import Array, Draws, fill_unknown, point_draws, random_draws
from foedus.evidence.pooling import Layout, build_layout
from foedus.terms.grades import CREDIBILITY, RELIABILITY
from foedus.terms.kinds import UNATTRIBUTED, UNKNOWN
from foedus.terms.predicates import PREDICATES


def visible_from(case: Case, claim: Claim) -> date:
    """Return the first day on which a claim can be known.

    The event's latest possible day; for an interval without an end its first day; else the day that
    the coder gave as `seen`; else the publication of its earliest reference; else of its source; else
    the cut-off of the case, since the coder had it then.
    """
    if claim.date is not None:
        return claim.date.known_by
    if claim.seen is not None:
        return claim.seen.upper
    dated = [case.source[key].published for key in claim.reference]
    known = [published.upper for published in dated if published is not None]
    if known:
        return min(known)
    published = case.source[claim.source].published
    return case.settings.as_of.upper if published is None else published.upper


def signed_value(claim: Claim) -> float | None:
    """Return the claim's value after negation, as its predicate says; None where it drops out."""
    if claim.value is None or not claim.negated:
        return claim.value
    return PREDICATES[claim.predicate].denied(claim.value)


@dataclass(frozen=True)
class Quantity:
    """One entry for pooling: which quantity, which claim (index), which value."""

    key: Hashable
    claim: int
    value: float


@dataclass(frozen=True)
class Evidence:
    """What a case shows as of a date."""

    case: Case
    as_of: date  #: Information cut-off.
    claims: tuple[Claim, ...]  #: Visible claims in id order.
    #: Keys of the works that the visible claims rest on, sorted; a claim without a reference rests on its source.
    references: tuple[str, ...]

    @cached_property
    def reference_index(self) -> dict[str, int]:
        """Column of each reference."""
        return {key: index for index, key in enumerate(self.references)}

    @cached_property
    def reliability(self) -> Array:
        """Reliability weight of each reference; NaN where unknown."""
        grades = [RELIABILITY[self.case.source[key].reliability].weight for key in self.references]
        return np.array(grades, dtype=float)

    @cached_property
    def credibility(self) -> Array:
        """Credibility weight of each claim; NaN where unknown."""
        return np.array([CREDIBILITY[str(claim.credibility)].weight for claim in self.claims], dtype=float)

    @cached_property
    def perspective(self) -> tuple[str, ...]:
        """Whose eyes each reference sees through."""
        return tuple(self.case.source[key].perspective or UNKNOWN for key in self.references)

    @cached_property
    def bears(self) -> dict[str, list[tuple[int, int]]]:
        """Factor id to the (claim index, +1 or -1) that bear on it, visible ones only."""
        index = {claim.id: at for at, claim in enumerate(self.claims)}
        found: dict[str, list[tuple[int, int]]] = {factor.id: [] for factor in self.case.factors}
        for bearing in self.case.bearings:
            if bearing.claim in index:
                found[bearing.factor].append((index[bearing.claim], bearing.bears))
        return found

    def rests_on(self, claim: Claim) -> tuple[str, ...]:
        """Return the works that a claim rests on."""
        return claim.reference or (claim.source,)

    def voices(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return actors rolled up to whom they speak for, without repetition; unattributed ones drop out."""
        rolled = (self.case.voice_of[actor] for actor in actors if actor != UNATTRIBUTED)
        return tuple(dict.fromkeys(rolled))

    def weight(self, claim: int) -> float:
        """Return the point weight of a claim: mean reliability of what it rests on times credibility."""
        columns = [self.reference_index[key] for key in self.rests_on(self.claims[claim])]
        return float(fill_unknown(self.reliability)[columns].mean() * fill_unknown(self.credibility)[claim])

    def perspectives_of(self, claims: Iterable[int]) -> dict[str, float]:
        """Return the weight of the given claims by perspective."""
        shares: dict[str, float] = {}
        for at in claims:
            works = self.rests_on(self.claims[at])
            for key in works:
                whose = self.perspective[self.reference_index[key]]
                shares[whose] = shares.get(whose, 0.0) + self.weight(at) / len(works)
        return shares

    def point(self, keep: Array | None = None) -> Draws:
        """Return the point (or leave-out runs) of this evidence."""
        return point_draws(self.reliability, self.credibility, keep=keep)

    def draw(self, count: int, rng: np.random.Generator) -> Draws:
        """Return random draws of this evidence."""
        return random_draws(self.reliability, self.credibility, count=count, rng=rng)

    def lay_out(self, entries: Sequence[Quantity]) -> tuple[list[Hashable], Layout | None]:
        """Return the quantities (in order of first appearance) and their layout; None when empty.

        Identical claims under one reference (same quantity, same assertion) collapse to the most
        credible one.
        """
        keys: dict[Hashable, int] = {}
        rows: dict[tuple[int, int, Hashable], tuple[float, int, float, float]] = {}
        graded = fill_unknown(self.credibility)
        for entry in entries:
            quantity = keys.setdefault(entry.key, len(keys))
            claim = self.claims[entry.claim]
            works = self.rests_on(claim)
            share = 1.0 / len(works)
            identity = (*_assertion(claim), entry.value)
            for key in works:
                cell = (quantity, self.reference_index[key], identity)
                row = (float(graded[entry.claim]) * share, entry.claim, share, entry.value)
                if cell not in rows or row[0] > rows[cell][0]:
                    rows[cell] = row
        if not rows:
            return [], None
        quantity_of, reference_of = (np.array([cell[at] for cell in rows], dtype=np.int64) for at in (0, 1))
        columns = list(zip(*rows.values(), strict=True))
        layout = build_layout(
            quantity_of,
            np.array(columns[1], dtype=np.int64),
            reference=reference_of,
            share=np.array(columns[2], dtype=float),
            value=np.array(columns[3], dtype=float),
        )
        return list(keys), layout


def _assertion(claim: Claim) -> tuple[Hashable, ...]:
    """Return what makes two claims the same assertion, whatever their words, ids and locators."""
    when = "" if claim.date is None else claim.date.text
    return (
        claim.predicate, claim.holder, claim.object, claim.value, claim.negated,
        claim.component, claim.channel, claim.level, claim.support_type, claim.stage, when,
    )  # fmt: skip


def gather_evidence(case: Case, as_of: date | None = None) -> Evidence:
    """Return what the case shows as of a date, by default its own cut-off; claims not known by then are left out."""
    cut = as_of or case.settings.as_of.upper
    claims = tuple(claim for claim in case.claims if visible_from(case, claim) <= cut)
    works = sorted({key for claim in claims for key in (claim.reference or (claim.source,))})
    return Evidence(case, cut, claims, tuple(works))
