"""What the pair gives each other by channel, and who else gives it: flows from claims, and of a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from foedus.assessment.commitment.drawn import Drawn
from foedus.assessment.model import Array
from foedus.evidence.visible import Evidence, signed_value
from foedus.models.commitment.dependence import concentration, dependence, shares
from foedus.terms.cooperation import CHANNELS
from foedus.terms.predicates import feeding

DEEDS = feeding("ties")
"""Predicates whose claims say that one actor gives something to another."""

OTHERS = 0.4
"""Weight of a supplier whom no claim names, as of the pseudo-reference of ties: silence on others does not mean none."""


@dataclass(frozen=True)
class Channel:
    """How much one of the pair depends on the other in a channel, in a period."""

    channel: str
    period: str  #: Years, or `claims` where no dataset gives them.
    actor: str  #: Who depends.
    partner: str  #: On whom.
    dependence: Drawn
    share: float
    concentration: float
    next_best: str  #: Name of the next best supplier; empty where none is known.
    source: str  #: Dataset; empty where it is from claims.
    part: str = ""  #: What of the channel a dataset tells, where that is not all of it; then claims stand beside it.
    counted: int | None = None  #: How many records it is counted from, where a dataset counts.


def channels_of_claims(evidence: Evidence, power: Array) -> tuple[Channel, ...]:
    """Return who depends on whom in every channel in which a claim says that the one gives something to the other.

    Parameters
    ----------
    evidence : Evidence
        The visible claims.
    power : array, shape (draws, works + 1)
        Bootstrap weight of each work.
    """
    pair = evidence.case.settings.focal_pair
    given: dict[tuple[str, str], dict[str, list[int]]] = {}
    for at, claim in enumerate(evidence.claims):
        value = signed_value(claim)
        if claim.predicate not in DEEDS or not claim.channel or value is None or value <= 0:
            continue
        for taker in evidence.voices(claim.object):
            for giver in evidence.voices(claim.holder):
                if taker in pair and giver != taker and evidence.case.voice_of.get(giver, giver) not in (taker,):
                    given.setdefault((claim.channel, taker), {}).setdefault(giver, []).append(at)
    found = []
    for channel in CHANNELS:
        for actor, partner in (pair, pair[::-1]):
            by = given.get((channel, actor), {})
            if by.get(
                partner
            ):  # What no claim tells is not nothing: the side has no row, and the balance is not known.
                found.append(_channel(evidence, power, channel=channel, ends=(actor, partner), by=by))
    return tuple(found)


def _channel(
    evidence: Evidence, power: Array, *, channel: str, ends: tuple[str, str], by: dict[str, list[int]]
) -> Channel:
    actor, partner = ends
    names = [partner, *(name for name in by if name != partner)]
    weights = [_flow(evidence, by.get(name, []), power) for name in names]
    point = np.array([*(value for value, _ in weights), OTHERS])
    draws = np.stack([*(rows for _, rows in weights), np.full(len(power), OTHERS)], axis=-1)
    rest = sorted(((value, name) for name, (value, _) in zip(names[1:], weights[1:], strict=True)), reverse=True)
    claims = tuple(evidence.claims[at].id for at in by.get(partner, []))
    total = point.sum()
    return Channel(
        channel, "claims", actor, partner,
        Drawn(float(dependence(point, 0)), dependence(draws, 0), claims),
        float(point[0] / total), float(((point / total) ** 2).sum()),
        evidence.case.actor[rest[0][1]].name if rest else "", "",
    )  # fmt: skip


def _flow(evidence: Evidence, claims: Iterable[int], power: Array) -> tuple[float, Array]:
    """What the claims say that is given: the strongest word of each work, summed over the works, and its draws."""
    best: dict[int, float] = {}
    for at in claims:
        value = signed_value(evidence.claims[at]) or 0.0
        for key in evidence.rests_on(evidence.claims[at]):
            column = evidence.reference_index[key]
            best[column] = max(best.get(column, 0.0), evidence.weight(at) * value)
    columns = np.array(list(best), dtype=np.int64)
    weights = np.array(list(best.values()))
    drawn: Array = power[:, columns] @ weights if len(columns) else np.zeros(len(power))
    return float(weights.sum()), drawn


def channel_of_flows(
    channel: str,
    period: str,
    *,
    ends: tuple[str, str],
    own: float,
    others: Mapping[str, float],
    source: str,
    part: str = "",
    counted: int | None = None,
) -> Channel:
    """Return the dependence in a period from what each supplier gave; it has no draws, for nothing is drawn."""
    flows = np.array([own, *others.values()])
    best = max(others, key=lambda name: (others[name], name), default="")
    value = float(dependence(flows, 0))
    return Channel(
        channel, period, *ends, Drawn(value, np.array([value])), float(shares(flows)[0]), float(concentration(flows)),
        best if others.get(best, 0.0) > 0 else "", source, part, counted,
    )  # fmt: skip
