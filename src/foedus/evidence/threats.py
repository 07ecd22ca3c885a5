"""Threats by source and actor after Walt's components, and the common threat of the focal pair.

Source: Walt (1987), The Origins of Alliances: states balance against threats, made of aggregate power,
proximity, offensive power and aggressive intent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.evidence.draws import Array, Draws
from foedus.evidence.estimates import Estimate, claim_ids, summarise
from foedus.evidence.pooling import Layout, pool
from foedus.evidence.spread import scatter
from foedus.evidence.visible import Evidence, Quantity, signed_value
from foedus.terms.kinds import THREAT_COMPONENTS
from foedus.terms.predicates import feeding

FEARS = feeding("threats")
MISSING = 0.5
"""A component without a claim at the point; in the draws it is uniform on 0..1."""

GENERAL = ""
"""A threat claim without a component speaks for every component that has no claim of its own."""


@dataclass(frozen=True, slots=True)
class Component:
    """One of Walt's components; `estimate` is None where no claim gives it."""

    name: str
    estimate: Estimate | None
    from_general: bool


@dataclass(frozen=True, slots=True)
class Threat:
    """The threat, 0 to 1, that a source poses to an actor."""

    source: str
    actor: str
    estimate: Estimate
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class CommonThreat:
    """The smaller of the two threats that a source poses to the pair; `headline` marks the largest source."""

    source: str
    estimate: Estimate
    pair: Mapping[str, float]
    headline: bool


@dataclass(frozen=True)
class ThreatValues:
    """Threats by (source, actor), shape (draws,), NaN where nothing is left to go by."""

    total: Mapping[tuple[str, str], Array]
    component: Mapping[tuple[str, str, str], Array]

    def common(self, source: str, pair: tuple[str, str], *, count: int) -> Array:
        """Return the common threat of the pair from a source; 0 where a side has no threat claim."""
        nothing = np.full(count, np.nan)
        sides = [self.total.get((source, actor), nothing) for actor in pair]
        return np.nan_to_num(np.minimum(*sides), nan=0.0)


class ThreatModel:
    """The threat claims of an evidence, laid out once and evaluated for any draws.

    Parameters
    ----------
    evidence : Evidence
        Where the claims are.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.entries: dict[tuple[str, str, str], list[Quantity]] = {}
        for at, claim in enumerate(evidence.claims):
            value = signed_value(claim)
            if claim.predicate not in FEARS or value is None:
                continue
            for actor in evidence.voices(claim.holder):
                for source in evidence.voices(claim.object):
                    key = (source, actor, claim.component)
                    self.entries.setdefault(key, []).append(Quantity(key, at, value))
        flat = [entry for key in sorted(self.entries) for entry in self.entries[key]]
        _, self.layout = evidence.lay_out(flat)
        self.keys = sorted(self.entries)
        self.held = sorted({(source, actor) for source, actor, _ in self.entries})
        self.sources = sorted({source for source, _ in self.held})

    def values(self, draws: Draws, rng: np.random.Generator | None = None) -> ThreatValues:
        """Return threats in every draw: at the point without `rng`, scattered with it."""
        stated = _stated(self.layout, self.keys, draws=draws, rng=rng)
        total, component = {}, {}
        for source, actor in self.held:
            parts = [_component(stated, (source, actor, name), count=len(draws)) for name in THREAT_COMPONENTS]
            for name, part in zip(THREAT_COMPONENTS, parts, strict=True):
                component[source, actor, name] = part
            lost = np.all([np.isnan(part) for part in parts], axis=0)
            filled = [self._fill(part, rng) for part in parts]
            total[source, actor] = np.where(lost, np.nan, np.mean(filled, axis=0))
        return ThreatValues(total, component)

    @staticmethod
    def _fill(part: Array, rng: np.random.Generator | None) -> Array:
        missing = MISSING if rng is None else rng.uniform(size=part.shape)
        return np.where(np.isnan(part), missing, part)

    def build(self, draws: Draws, rng: np.random.Generator) -> tuple[ThreatValues, tuple[Threat, ...]]:
        """Return the draws of all threats and the table of estimates."""
        centre, drawn = self.values(self.evidence.point()), self.values(draws, rng)
        threats = []
        for source, actor in self.held:
            own = {name: self.entries.get((source, actor, name), []) for name in (*THREAT_COMPONENTS, GENERAL)}
            entries = [entry for found in own.values() for entry in found]
            components = tuple(
                self._describe(
                    name, own, point=centre.component[source, actor, name], drawn=drawn.component[source, actor, name]
                )
                for name in THREAT_COMPONENTS
            )
            value = float(centre.total[source, actor][0])
            claims = claim_ids(self.evidence, entries)
            n_eff = _effective(self.evidence, entries)
            estimate = summarise(value, drawn.total[source, actor], n_eff=n_eff, claims=claims)
            threats.append(Threat(source, actor, estimate, components))
        return drawn, tuple(threats)

    def _describe(self, name: str, own: Mapping[str, list[Quantity]], *, point: Array, drawn: Array) -> Component:
        entries = own[name] or own[GENERAL]
        if not entries:
            return Component(name, None, False)
        claims = claim_ids(self.evidence, entries)
        estimate = summarise(float(point[0]), drawn, n_eff=_effective(self.evidence, entries), claims=claims)
        return Component(name, estimate, not own[name])


def _component(stated: Mapping[tuple[str, str, str], Array], key: tuple[str, str, str], *, count: int) -> Array:
    """Return the component from its own claims, else from the general ones, else NaN."""
    nothing = np.full(count, np.nan)
    own = stated.get(key, nothing)
    return np.where(np.isnan(own), stated.get((*key[:2], GENERAL), nothing), own)


def _stated(
    layout: Layout | None, keys: list[tuple[str, str, str]], *, draws: Draws, rng: np.random.Generator | None
) -> dict[tuple[str, str, str], Array]:
    if layout is None:
        return {}
    pooled = pool(layout, draws, bootstrap=False)
    values = pooled.mean if rng is None else scatter(pooled.mean, pooled.n_eff, low=0.0, high=1.0, rng=rng)
    return {key: values[:, at] for at, key in enumerate(keys)}


def _effective(evidence: Evidence, entries: list[Quantity]) -> float:
    """Return Kish's n over the references behind entries, as one quantity."""
    _, layout = evidence.lay_out([Quantity("all", entry.claim, 1.0) for entry in entries])
    return 0.0 if layout is None else float(pool(layout, evidence.point(), bootstrap=False).n_eff[0, 0])


def build_common_threats(
    model: ThreatModel, threats: tuple[Threat, ...], *, drawn: ThreatValues
) -> tuple[CommonThreat, ...]:
    """Return the common threat of the focal pair from every source that threatens both, largest first."""
    pair = model.evidence.case.settings.focal_pair
    held = {(threat.source, threat.actor): threat for threat in threats}
    found = []
    for source in model.sources:
        sides = [held.get((source, actor)) for actor in pair]
        if sides[0] is None or sides[1] is None:
            continue
        one, two = sides[0].estimate, sides[1].estimate
        draws = np.minimum(drawn.total[source, pair[0]], drawn.total[source, pair[1]])
        claims = tuple(sorted({*one.claims, *two.claims}))
        estimate = summarise(min(one.value, two.value), draws, n_eff=min(one.n_eff, two.n_eff), claims=claims)
        found.append((source, estimate, {pair[0]: one.value, pair[1]: two.value}))
    found.sort(key=lambda row: (-row[1].value, row[0]))
    return tuple(CommonThreat(*row, headline=rank == 0) for rank, row in enumerate(found))
