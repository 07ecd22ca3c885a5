"""What each covariate does, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.outlook.model import OutlookModel, RouteFit

DOUBLE, TENFOLD = float(np.log(2)), float(np.log(10))

#: Covariate: (change, words for it).
CONTRASTS: dict[str, tuple[float, str]] = {
    "land_contiguity": (1.0, "a land border"),
    "any_contiguity": (1.0, "a border on land or across up to 400 miles of water"),
    "log_distance": (DOUBLE, "twice the distance between the capitals"),
    "major_any": (1.0, "a major power in the pair"),
    "majors": (1.0, "one more major power in the pair"),
    "joint_democracy": (1.0, "both being democracies"),
    "democracy_difference": (1.0, "a gap in democracy wider by 1 (of about 4.5)"),
    "origin_entente": (1.0, "being in entente rather than unaligned"),
    "origin_rivalry": (1.0, "being rivals rather than unaligned"),
    "common_threat": (0.5, "a common threat higher by .5"),
    "common_threat_gain": (0.5, "a common threat that rose by .5 within four years"),
    "least_own_threat": (0.5, "a largest threat to the safer of the two higher by .5"),
    "mutual_threat": (0.5, "a threat of one to the other higher by .5"),
    "log_power_sum": (DOUBLE, "twice the power of the two together"),
    "log_power_ratio": (TENFOLD, "ten times the inequality of power"),
    "ever_alliance": (1.0, "having been allied before"),
    "ever_entente": (1.0, "having been in entente before"),
    "small_tie": (1.0, "being tied by small pacts only"),
}


@dataclass(frozen=True)
class Effect:
    """Odds ratio of a change of one covariate."""

    covariate: str  #: `covariate`, `change`: name, and the change in words.
    change: str
    route: str  #: The transition in words.
    ratio: float  #: `ratio`, `low`, `high`: odds ratio with its 95 % interval.
    low: float
    high: float

    @property
    def words(self) -> str:
        """One sentence that says no more than the interval allows."""
        figures = f"{self.ratio:.2g} [{self.low:.2g}, {self.high:.2g}]"
        if self.low <= 1 <= self.high:
            return f"{self.change}: no clear effect on the way {self.route} (odds x {figures})"
        direction = "raises" if self.low > 1 else "lowers"
        return f"{self.change} {direction} the odds of going {self.route}: x {figures}"


def explain_route(fit: RouteFit, names: Sequence[str] | None = None) -> list[Effect]:
    """Effects of a route's covariates, the clearest first."""
    found = []
    for at, name in enumerate(fit.route.covariates):
        if names is not None and name not in names:
            continue
        change, words = CONTRASTS[name]
        size = change / float(fit.scale.spread[at])
        low, high = np.exp(np.quantile(fit.draws[:, at + 1] * size, [0.025, 0.975]))
        ratio = float(np.exp(fit.beta[at + 1] * size))
        found.append(Effect(name, words, fit.route.words, ratio, min(float(low), ratio), max(float(high), ratio)))
    return sorted(found, key=lambda effect: (effect.low <= 1 <= effect.high, -abs(np.log(effect.ratio))))


def explain_state(model: OutlookModel, state: int) -> list[Effect]:
    """Effects on all forecastable moves that a dyad in a state can make."""
    fits = [fit for fit in model.fits if state in fit.route.origins and fit.route.forecastable]
    return [effect for fit in fits for effect in explain_route(fit)]
