"""Congruence, conflict and subtract networks between actors, as in discourse network analysis.

Source: Leifeld (2017), Discourse network analysis, in The Oxford Handbook of Political Networks. There
actors are tied by the concepts on which they agree (congruence) or disagree (conflict); the subtract
network is the difference. Positions here are graded, so an issue counts by how much they agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.evidence.positions import Position


@dataclass(frozen=True, slots=True)
class Edge:
    """Two actors, the weight between them and the issues on which it rests."""

    a: str
    b: str
    value: float
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Networks:
    """The three networks; pairs without a common issue are absent."""

    congruence: tuple[Edge, ...]
    conflict: tuple[Edge, ...]
    subtract: tuple[Edge, ...]


def build_networks(positions: Mapping[tuple[str, str], Position]) -> Networks:
    r"""Return the networks over the point positions.

    On every issue on which both hold a position other than 0: same side adds :math:`1 - |P_a - P_b| / 2` to
    congruence, opposite sides add :math:`|P_a - P_b| / 2` to conflict.
    """
    stated = {key: held.estimate.value for key, held in positions.items() if held.estimate is not None}
    actors = sorted({actor for actor, _ in stated})
    issues = sorted({issue for _, issue in stated})
    table = np.array([[stated.get((actor, issue), np.nan) for issue in issues] for actor in actors])
    congruence, conflict, subtract = [], [], []
    for one, a in enumerate(actors):
        gap = np.abs(table[one] - table[one + 1 :]) / 2
        side = np.sign(table[one] * table[one + 1 :])
        agree = np.where(side > 0, 1 - gap, 0.0)
        differ = np.where(side < 0, gap, 0.0)
        shared = np.isfinite(gap) & (side != 0)
        for at, b in enumerate(actors[one + 1 :]):
            if not shared[at].any():
                continue
            same = tuple(issues[i] for i in np.flatnonzero(side[at] > 0))
            other = tuple(issues[i] for i in np.flatnonzero(side[at] < 0))
            both = (float(agree[at].sum()), float(differ[at].sum()))
            if same:
                congruence.append(Edge(a, b, both[0], same))
            if other:
                conflict.append(Edge(a, b, both[1], other))
            subtract.append(Edge(a, b, both[0] - both[1], tuple(sorted((*same, *other)))))
    return Networks(tuple(congruence), tuple(conflict), tuple(subtract))
