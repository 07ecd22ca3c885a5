"""What a case leaves open for the checklist, and which kinds a factor might be of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.case.model import Case, Factor
from foedus.terms.checklist import CHECKLIST

MOST_SUGGESTED = 3

NEAR: dict[tuple[str, str], tuple[str, ...]] = {
    ("threat", "binds"): ("common-state-enemy", "common-non-state-enemy", "opposed-bloc"),
    ("threat", "divides"): ("mutual-threat", "distrust"),
    ("interest", "binds"): ("same-side-support", "economic-dependence", "shared-rejection"),
    ("interest", "divides"): ("differing-aims", "opposed-sides"),
    ("ideology", "binds"): ("affinity", "shared-rejection"),
    ("ideology", "divides"): ("distrust", "differing-aims"),
    ("capability", "binds"): ("arms-supply", "joint-operations"),
    ("capability", "divides"): ("entrapment-fear", "mutual-threat"),
    ("institution", "binds"): ("standing-coordination", "joint-exercises", "joint-operations"),
    ("institution", "divides"): ("legal-bar", "domestic-veto"),
    ("dispute", "binds"): ("settled-border",),
    ("dispute", "divides"): ("differing-aims", "mutual-threat", "opposed-sides"),
    ("dependence", "binds"): ("economic-dependence", "arms-supply", "regime-shield"),
    ("dependence", "divides"): ("entrapment-fear",),
    ("third_party", "binds"): ("opposed-bloc", "isolation"),
    ("third_party", "divides"): ("allys-rival", "outside-cover", "opposed-sides"),
    ("trust", "binds"): ("proven-cooperation", "joint-operations", "leaders-visits"),
    ("trust", "divides"): ("distrust", "entrapment-fear"),
}
"""Kinds of the checklist by kind and pull of a factor, the likeliest first."""

BY_SOURCE = {
    "state": "common-state-enemy",
    "armed_group": "common-non-state-enemy",
    "coalition": "opposed-bloc",
    "organisation": "opposed-bloc",
}
"""Kind of a binding threat by the kind of actor that it comes from."""

BY_COVARIATE = {
    "common_threat": "common-state-enemy",
    "ideal_point_distance": "affinity",
    "joint_democracy": "affinity",
    "dispute": "mutual-threat",
    "rivalry": "mutual-threat",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A factor of no kind, and the kinds that it might be of."""

    factor: str
    label: str
    suggested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """What a person must answer before the checklist of a case is whole."""

    factors: tuple[Question, ...]  #: Factors of no kind.
    kinds: tuple[str, ...]  #: Kinds that nobody has answered.
    slants: tuple[str, ...]  #: Sources of which no slant is given.
    overrides: tuple[str, ...]  #: Factors whose relative ratings stand in place of the checklist's ratios.


def questions(case: Case) -> Questions:
    """Return what a case leaves open."""
    return Questions(
        tuple(Question(row.id, row.label, suggest(case, row)) for row in case.factors if not row.checklist),
        unanswered(case),
        tuple(row.key for row in case.sources if not row.slant_1 and not row.slant_2),
        tuple(dict.fromkeys(row.factor for row in case.ratings if row.scale == "relative")),
    )


def unanswered(case: Case) -> tuple[str, ...]:
    """Return the kinds with no factor, no yes or no, and no unknown whose ground says what was looked for."""
    told = {factor.checklist for factor in case.factors}
    told |= {row.kind for row in case.checklist if row.answer != "unknown" or row.ground}
    return tuple(kind for kind in CHECKLIST if kind not in told)


def suggest(case: Case, factor: Factor) -> tuple[str, ...]:
    """Return the kinds that a factor might be of, the likeliest first; they pull as it does."""
    found = dict.fromkeys(_hints(case, factor))
    return tuple(kind for kind in found if CHECKLIST[kind].binds == (factor.pull == "binds"))[:MOST_SUGGESTED]


def _hints(case: Case, factor: Factor) -> Iterator[str]:
    if factor.threat_source in case.actor and (kind := BY_SOURCE.get(case.actor[factor.threat_source].kind)):
        yield kind
    if factor.covariate in BY_COVARIATE:
        yield BY_COVARIATE[factor.covariate]
    yield from NEAR.get((factor.kind, factor.pull), ())
