"""The shadow of the future in a case: how much of what binds the pair is still there a year from now, in each scenario."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.assessment.commitment.drawn import Drawn
from foedus.assessment.model import Array, Assessment
from foedus.judgment.checklist_model import presence


@dataclass(frozen=True)
class Bonds:
    """What binds and what divides the pair: presence of each factor, and the share that lasts a year.

    `there` has shape (1 + draws, factors), the point first; so has `lasts`.
    """

    there: Array
    lasts: Array
    binds: Array  #: Shape (factors,). 1 where it binds, else 0.

    def continuation(self, lost: Array) -> Drawn:
        """Return the chance that the bond goes on a year when shares of the factors are lost, shape (factors,).

        The share of what binds, each factor by its presence, that is left and lasts; 0 where nothing binds.
        """
        return _drawn(_ratio(self.there * self.lasts * (1 - lost), self.there, self.binds))

    def divides(self, lost: Array) -> Drawn:
        """Return the share of what divides that is left; 1 where nothing is known to divide."""
        return _drawn(_ratio(self.there * (1 - lost), self.there, 1 - self.binds, empty=1.0))


def _ratio(above: Array, below: Array, chosen: Array, *, empty: float = 0.0) -> Array:
    whole = below @ chosen
    found: Array = np.where(whole > 0, (above @ chosen) / np.where(whole > 0, whole, 1.0), empty)
    return found


def _drawn(values: Array) -> Drawn:
    return Drawn(float(values[0]), values[1:])


def bonds_of(found: Assessment, rng: np.random.Generator) -> Bonds:
    """Return what binds and divides the pair of an assessment, persistence drawn between its ends."""
    factors, years = found.case.factors, found.case.settings.horizon_years
    drawn = found.drawn.factor_presence
    point = presence(found.judgment.factor_ratio, found.judgment.factor_base())
    central = np.array([factor.persistence[1] for factor in factors], dtype=float)
    if not factors:
        return Bonds(np.zeros((len(drawn) + 1, 0)), np.zeros((len(drawn) + 1, 0)), np.zeros(0))
    low, high = (np.array([factor.persistence[end] for factor in factors], dtype=float) for end in (0, 2))
    lasting = rng.triangular(low, central, np.maximum(high, low + 1e-9), (len(drawn), len(factors)))
    lasts = np.concatenate([central[None], np.clip(lasting, 0.0, 1.0)]) ** (1 / years)
    binds = np.array([factor.pull == "binds" for factor in factors], dtype=float)
    return Bonds(np.concatenate([point[None], drawn]), lasts, binds)
