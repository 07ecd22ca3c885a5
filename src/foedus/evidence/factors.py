r"""Factor strengths: how far the evidence says that something binds or divides the pair.

.. math:: s = \frac{W^+ - W^-}{W^+ + W^- + 1} \, m

over references, with :math:`m` the common threat from the factor's source for a threat factor, else 1.
The 1 is the zero-valued pseudo-reference: one reference is no certainty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.evidence.draws import Array, Draws
from foedus.evidence.estimates import Estimate, claim_ids, summarise
from foedus.evidence.pooling import Pooled, pool
from foedus.evidence.threats import ThreatModel, ThreatValues
from foedus.evidence.visible import Evidence, Quantity

STRENGTH_PRIOR = 1.0
"""Weight of the pseudo-reference in a factor's strength."""


@dataclass(frozen=True, slots=True)
class FactorStrength:
    """How strongly a factor is present, -1 to 1, and what bears on it.

    `magnitude` is the common threat for a threat factor, else 1. `against` lists the claims that bear
    against the factor; `estimate.claims` lists all.
    """

    factor: str
    estimate: Estimate
    magnitude: float
    weight_for: float
    weight_against: float
    against: tuple[str, ...]
    references: tuple[str, ...]


class FactorModel:
    """The bearings of an evidence, laid out once and evaluated for any draws.

    Parameters
    ----------
    evidence : Evidence
        Where claims and bearings are.
    threats : ThreatModel
        The threat claims of the same evidence.
    """

    def __init__(self, evidence: Evidence, threats: ThreatModel) -> None:
        self.evidence = evidence
        self.threats = threats
        self.factors = evidence.case.factors
        self.entries = {
            factor.id: [Quantity(factor.id, at, float(bears)) for at, bears in evidence.bears[factor.id]]
            for factor in self.factors
        }
        flat = [entry for factor in self.factors for entry in self.entries[factor.id]]
        self.keys, self.layout = evidence.lay_out(flat)
        self.column = {factor.id: at for at, factor in enumerate(self.factors)}

    def pooled(self, draws: Draws) -> Pooled | None:
        """Return the pooled bearings of the factors in `keys`; None where nothing bears on any factor."""
        return None if self.layout is None else pool(self.layout, draws, bootstrap=True)

    def balances(self, draws: Draws) -> Array:
        """Return (W+ - W-) / (W+ + W- + 1), shape (draws, factors); 0 where no claim bears."""
        found = np.zeros((len(draws), len(self.factors)))
        pooled = self.pooled(draws)
        if pooled is not None:
            found[:, [self.column[str(key)] for key in self.keys]] = pooled.balance(STRENGTH_PRIOR)
        return found

    def magnitudes(self, values: ThreatValues, count: int) -> Array:
        """Return the magnitude of every factor, shape (draws, factors)."""
        pair = self.evidence.case.settings.focal_pair
        found = np.ones((count, len(self.factors)))
        for at, factor in enumerate(self.factors):
            if factor.threat_source:
                source = self.evidence.case.voice_of[factor.threat_source]
                found[:, at] = values.common(source, pair, count=count)
        return found

    def strengths(self, draws: Draws, rng: np.random.Generator | None = None) -> Array:
        """Return the strength of every factor, shape (draws, factors): at the point without `rng`."""
        return self.balances(draws) * self.magnitudes(self.threats.values(draws, rng), len(draws))

    def build(self, drawn: Array, values: ThreatValues) -> tuple[FactorStrength, ...]:
        """Return the table of strengths from `drawn`, shape (draws, factors), and the threats at the point."""
        point = self.evidence.point()
        magnitude = self.magnitudes(values, 1)[0]
        strength = self.balances(point)[0] * magnitude
        pooled = self.pooled(point)
        place = {str(key): at for at, key in enumerate(self.keys)}
        rows = []
        for at, factor in enumerate(self.factors):
            entries = self.entries[factor.id]
            weights = (0.0, 0.0, 0.0)
            if pooled is not None and factor.id in place:
                sums = (pooled.positive, pooled.negative, pooled.n_eff)
                weights = tuple(float(column[0, place[factor.id]]) for column in sums)  # type: ignore[assignment]
            estimate = summarise(
                float(strength[at]), drawn[:, at], n_eff=weights[2], claims=claim_ids(self.evidence, entries)
            )
            against = claim_ids(self.evidence, [entry for entry in entries if entry.value < 0])
            works = {key for entry in entries for key in self.evidence.rests_on(self.evidence.claims[entry.claim])}
            rows.append(
                FactorStrength(
                    factor.id, estimate, float(magnitude[at]), weights[0], weights[1], against, tuple(sorted(works))
                )
            )
        return tuple(rows)
