"""Signed ties between actors by period: friendly, hostile, neutral, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedus.case.model import Claim
from foedus.evidence.draws import Array, Draws
from foedus.evidence.estimates import Estimate, estimate_each
from foedus.evidence.pooling import Pooled
from foedus.evidence.visible import Evidence, Quantity, signed_value
from foedus.terms.predicates import feeding

TIE_PRIOR = 0.4
"""Mass of the zero-valued pseudo-reference: thin evidence is shrunk, an armed attack still reads as one."""

PREDICATES = feeding("ties")
WINDOW_YEARS = 3
KEPT_DRAWS = 200
"""Draws that a tie over all claims keeps, for what is asked of whole networks of them."""

WHOLE = "all"
"""The window that takes in every visible claim, undated ones too."""


@dataclass(frozen=True, slots=True)
class Tie:
    """The tie between two actors (undirected, a before b) in a window, -1 hostile to 1 friendly.

    `draws` holds the first `KEPT_DRAWS` draws of a tie over all claims, shape (kept,); None for other windows.
    """

    a: str
    b: str
    window: str
    estimate: Estimate
    draws: Array | None = None


def pairs_of(evidence: Evidence, claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield every undirected pair (a, b), a < b, that a claim stands for, voices rolled up."""
    holders, objects = evidence.voices(claim.holder), evidence.voices(claim.object)
    yield from sorted({(min(a, b), max(a, b)) for a in holders for b in objects if a != b})


def windows_of(evidence: Evidence) -> tuple[tuple[str, date, date], ...]:
    """Return (label, first day, last day) of the windows of three years, step one, inside the case's period."""
    first = evidence.case.settings.period.lower.year
    last = evidence.as_of.year
    starts = range(first, max(first, last - WINDOW_YEARS + 1) + 1)
    spans = ((year, year + WINDOW_YEARS - 1) for year in starts)
    return tuple((f"{a}/{b}", date(a, 1, 1), date(b, 12, 31)) for a, b in spans)


def build_ties(evidence: Evidence, draws: Draws) -> tuple[Tie, ...]:
    """Return the ties of every pair with claims that feed ties, for every window and for the whole.

    Weighted sum of signed claims / (weights + .4) over references, with the Bayesian bootstrap. A
    pair without claims in a window is missing there. A dated claim counts in the windows that its date overlaps.
    """
    entries: dict[tuple[str, str, str], list[Quantity]] = {}
    spans = windows_of(evidence)
    for at, claim in enumerate(evidence.claims):
        value = signed_value(claim)
        if claim.predicate not in PREDICATES or value is None:
            continue
        labels = [WHOLE]
        if claim.date is not None:
            labels += [label for label, start, end in spans if claim.date.overlaps(start, end)]
        for a, b in pairs_of(evidence, claim):
            for label in labels:
                entries.setdefault((a, b, label), []).append(Quantity((a, b, label), at, value))

    def shrunken(pooled: Pooled) -> Array:
        return pooled.shrunken(TIE_PRIOR)

    found = estimate_each(
        evidence, entries, draws=draws, point=shrunken, drawn=shrunken, bootstrap=True,
        keep=lambda key: key[2] == WHOLE, most=KEPT_DRAWS,
    )  # fmt: skip
    return tuple(Tie(*key, done.estimate, done.draws) for key, done in found.items())
