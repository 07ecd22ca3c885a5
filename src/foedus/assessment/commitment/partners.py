"""Outside options of each of a pair: states that it could turn to instead of the other, by likeness and by what they could give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.assessment.capabilities import Capability
from foedus.assessment.commitment.drawn import Drawn, drawn_of, unknown
from foedus.case.model import Case
from foedus.evidence.estimates import Estimate
from foedus.evidence.ties import Tie
from foedus.models.commitment.dilemma import options


@dataclass(frozen=True)
class Option:
    """The best alternative partner of a side; `partner` is empty where the claims name none, or none can be weighed."""

    partner: str
    worth: Drawn


def best_option(
    case: Case,
    ties: Mapping[frozenset[str], Estimate],
    *,
    side: str,
    other: str,
    capability: Mapping[str, Capability],
    count: int,
    rng: np.random.Generator,
) -> Option:
    """Return the best alternative of `side` to `other`.

    A state is one where the claims tie it to the side in friendship, the other is not its friend too (whoever is would not
    be turned to instead of it), and its capability is known. It could give at most what the other gives: the ratio of
    their capabilities, 1 at most. `ties` are over all years, by pair.
    """
    if other not in capability:
        return Option(
            "", unknown(f"no capability of {case.actor[other].name} to hold alternatives against", count, rng)
        )
    best = Option("", Drawn(0.0, np.zeros(count)))
    for actor in case.actors:
        tie, theirs = ties.get(frozenset((side, actor.id))), ties.get(frozenset((other, actor.id)))
        able = actor.kind == "state" and actor.id in capability and actor.id not in (side, other)
        if not able or tie is None or tie.value <= 0 or (theirs is not None and theirs.value > 0):
            continue
        supply = min(1.0, capability[actor.id].value / max(capability[other].value, 1e-12))
        like = drawn_of(tie, count, rng)
        worth = Drawn(float(options(like.point, supply)), options(like.draws, np.full(count, supply)), like.claims)
        if worth.point > best.worth.point:
            best = Option(actor.id, worth)
    return best


def ties_of(ties: tuple[Tie, ...]) -> dict[frozenset[str], Estimate]:
    """Return the ties over all years that have a value, by pair."""
    return {frozenset((tie.a, tie.b)): tie.estimate for tie in ties if tie.window == "all" and tie.estimate is not None}
