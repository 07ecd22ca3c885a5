"""Positions and salience by actor and issue; convergence and importance for the focal pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from foedus.evidence.draws import Array, Draws
from foedus.evidence.estimates import Estimate, Estimated, claim_ids, estimate_each, summarise
from foedus.evidence.pooling import blocks, pool
from foedus.evidence.spread import scatter
from foedus.evidence.visible import Evidence, Quantity, signed_value
from foedus.terms.predicates import feeding

STANCES, INTERESTS = feeding("positions"), feeding("salience")
SALIENCE_PRIOR = 0.4
"""Mass added to every issue of the case, so that silence is little salience and not none."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue and how much it matters to it.

    `estimate` is None where the actor states no position: silence is missing, never 0.
    """

    actor: str
    issue: str
    estimate: Estimate | None
    salience: Estimate


@dataclass(frozen=True, slots=True)
class Convergence:
    """How close the pair stands on an issue: 1 the same, 0 opposite poles; None where one is silent."""

    issue: str
    convergence: Estimate | None
    importance: Estimate | None


def build_positions(
    evidence: Evidence, draws: Draws, *, rng: np.random.Generator
) -> tuple[dict[Key, Position], tuple[Convergence, ...]]:
    r"""Return positions and saliences by (actor, issue), and the pair's convergence on every issue.

    Position: weighted mean of the actor's position claims, voices rolled up; its draws scatter with the standard
    error of :mod:`foedus.evidence.spread`. Salience: the actor's share of its position and interest mass with .4
    added per issue of the case; a position claim counts its weight, an interest claim its weight times its value.
    Convergence :math:`1 - |P_a - P_b| / 2`, importance :math:`\sqrt{S_a S_b}`.
    """
    stances, masses = _collect(evidence)
    pair = evidence.case.settings.focal_pair
    estimated = estimate_each(
        evidence,
        stances,
        draws=draws,
        point=lambda pooled: pooled.mean,
        drawn=lambda pooled: scatter(pooled.mean, pooled.n_eff, low=-1.0, high=1.0, rng=rng),
        bootstrap=False,
        keep=lambda key: key[0] in pair,
    )
    salience = _salience(evidence, masses, draws=draws)
    positions = {
        key: Position(*key, estimated[key].estimate if key in estimated else None, salience[key].estimate)
        for key in sorted(masses)
    }
    return positions, tuple(
        _converge(issue.id, pair, positions=estimated, salience=salience) for issue in evidence.case.issues
    )


def _collect(evidence: Evidence) -> tuple[dict[Key, list[Quantity]], dict[Key, list[Quantity]]]:
    stances: dict[Key, list[Quantity]] = {}
    masses: dict[Key, list[Quantity]] = {}
    for at, claim in enumerate(evidence.claims):
        value = signed_value(claim)
        if claim.predicate not in STANCES | INTERESTS or value is None:
            continue
        for key in ((actor, issue) for actor in evidence.voices(claim.holder) for issue in claim.object):
            stated = claim.predicate in STANCES
            masses.setdefault(key, []).append(Quantity(key, at, 1.0 if stated else value))
            if stated:
                stances.setdefault(key, []).append(Quantity(key, at, value))
    return stances, masses


def _salience(evidence: Evidence, masses: Mapping[Key, list[Quantity]], *, draws: Draws) -> dict[Key, Estimated]:
    """Return the share of each (actor, issue); an actor without any mass has none."""
    keys, layout = evidence.lay_out([entry for key in sorted(masses) for entry in masses[key]])
    found: dict[Key, Estimated] = {}
    if layout is None:
        return found
    point, drawn = evidence.point(), []
    for block in blocks(layout, len(draws)):
        part = layout.block(block.start, block.stop)
        drawn.append(pool(part, draws, bootstrap=True).positive)
    mass = np.concatenate(drawn, axis=1)
    centre = pool(layout, point, bootstrap=False)
    actors = np.array([key[0] for key in keys])  # type: ignore[index]
    issues = len(evidence.case.issues)
    for actor in dict.fromkeys(actors.tolist()):
        own = np.flatnonzero(actors == actor)
        shares = _shares(mass[:, own], draws.pseudo[:, None], issues=issues)
        centred = _shares(centre.positive[:, own], point.pseudo[:, None], issues=issues)[0]
        for at, column in enumerate(own):
            key: Key = keys[column]  # type: ignore[assignment]
            claims = claim_ids(evidence, masses[key])
            estimate = summarise(float(centred[at]), shares[:, at], n_eff=float(centre.n_eff[0, column]), claims=claims)
            found[key] = Estimated(estimate, shares[:, at])
    return found


def _shares(mass: Array, pseudo: Array, *, issues: int) -> Array:
    total = mass.sum(axis=1, keepdims=True) + SALIENCE_PRIOR * pseudo * issues
    shares: Array = (mass + SALIENCE_PRIOR * pseudo) / total
    return shares


def _converge(
    issue: str, pair: tuple[str, str], *, positions: Mapping[Key, Estimated], salience: Mapping[Key, Estimated]
) -> Convergence:
    one, two = (pair[0], issue), (pair[1], issue)
    importance = _pairwise(salience, one, two=two, combine=lambda a, b: np.sqrt(a * b))
    return Convergence(
        issue, _pairwise(positions, one, two=two, combine=lambda a, b: 1 - np.abs(a - b) / 2), importance
    )


def _pairwise(
    estimated: Mapping[Key, Estimated], one: Key, *, two: Key, combine: Callable[[Array, Array], Array]
) -> Estimate | None:
    if one not in estimated or two not in estimated:
        return None
    a, b = estimated[one], estimated[two]
    if a.draws is None or b.draws is None:
        return None
    value = float(combine(np.asarray(a.estimate.value), np.asarray(b.estimate.value)))
    claims = tuple(sorted({*a.estimate.claims, *b.estimate.claims}))
    return summarise(value, combine(a.draws, b.draws), n_eff=min(a.estimate.n_eff, b.estimate.n_eff), claims=claims)
