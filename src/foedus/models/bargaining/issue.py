"""A disputed issue: who stands where, how capable each actor is and how much it cares."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from foedus.errors import InputError
from foedus.models.bargaining.positions import PositionTable
from foedus.models.bargaining.uncertainty import POSITION_SHARE, Noise, log_deviation

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Issue:
    """Actors on one issue; refuses at construction what cannot be computed with.

    Parameters
    ----------
    name : str
        Of the issue.
    actors : tuple of str
        Their names, at least one.
    position, capability, salience : array of shape (n,)
        Position within the range; capability 0 or more, one of them above 0; salience above 0 to 1. These are attributed
        judgments: no dataset measures them.
    low, high : float
        The range of the scale; positions do not leave it.
    position_sd, capability_sd, salience_sd : array of shape (n,), optional
        Standard deviations; NaN (and by default all) means the default noise.
    status_quo : float, optional
        Where things stand if nothing is decided.
    """

    name: str
    actors: tuple[str, ...]
    position: Array
    capability: Array
    salience: Array
    low: float
    high: float
    position_sd: Array = field(default_factory=lambda: np.empty(0))
    capability_sd: Array = field(default_factory=lambda: np.empty(0))
    salience_sd: Array = field(default_factory=lambda: np.empty(0))
    status_quo: float | None = None

    def __post_init__(self) -> None:
        """Check shapes and ranges. Raises InputError if something does not fit; names the first five actors concerned."""
        n = len(self.actors)
        if n == 0:
            raise InputError(f"issue {self.name!r} has no actors; expected at least one")
        for key in ("position_sd", "capability_sd", "salience_sd"):
            if getattr(self, key).size == 0:
                object.__setattr__(self, key, np.full(n, np.nan))
        for key in ("position", "capability", "salience", "position_sd", "capability_sd", "salience_sd"):
            if getattr(self, key).shape != (n,):
                raise InputError(f"issue {self.name!r}: {key} has shape {getattr(self, key).shape}; expected ({n},)")
        if not (np.isfinite(self.low) and np.isfinite(self.high) and self.low <= self.high):
            raise InputError(f"issue {self.name!r}: range {self.low:g} to {self.high:g}; expected a low and a high end")
        inside = (self.position >= self.low) & (self.position <= self.high)
        self._demand(inside, "position", expected=f"a number from {self.low:g} to {self.high:g}, the range")
        self._demand(
            np.isfinite(self.capability) & (self.capability >= 0), "capability", expected="a number of 0 or more"
        )
        self._demand((self.salience > 0) & (self.salience <= 1), "salience", expected="a number above 0 up to 1")
        for key in ("position_sd", "capability_sd", "salience_sd"):
            values = getattr(self, key)
            self._demand(
                np.isnan(values) | (np.isfinite(values) & (values >= 0)), key, expected="a number of 0 or more"
            )
        if not (self.capability > 0).any():
            raise InputError(f"issue {self.name!r}: nobody has capability; expected one actor above 0")
        if self.status_quo is not None and not self.low <= self.status_quo <= self.high:
            raise InputError(
                f"issue {self.name!r}: status quo {self.status_quo:g}; expected a place from {self.low:g} to {self.high:g}"
            )

    def _demand(self, holds: npt.NDArray[np.bool_], key: str, *, expected: str) -> None:
        wrong = np.flatnonzero(~holds)
        if len(wrong):
            shown = ", ".join(f"{self.actors[i]!r} has {getattr(self, key)[i]:g}" for i in wrong[:5])
            raise InputError(f"issue {self.name!r}: {key}: {shown}; expected {expected}")

    @property
    def weights(self) -> Array:
        """Capability times salience, in parts of the largest capability."""
        weights: Array = self.capability / self.capability.max() * self.salience
        return weights

    @property
    def span(self) -> float:
        """Distance between the outermost positions: D."""
        return float(self.position.max() - self.position.min())

    def noise(self) -> Noise:
        """Uncertainty of the inputs: given standard deviations, else the default."""
        default = POSITION_SHARE * (self.high - self.low)
        return Noise(
            np.where(np.isnan(self.position_sd), default, self.position_sd),
            log_deviation(self.capability, self.capability_sd),
            log_deviation(self.salience, self.salience_sd),
        )


def build_issue(
    table: PositionTable, *, scale: tuple[float, float] | None = None, status_quo: float | None = None
) -> Issue:
    """Make an issue from a table that was read; without a declared scale its range is that of the positions.

    Raises InputError if a position or the status quo lies outside the range.
    """
    places = [*table.position.tolist(), *([] if status_quo is None or scale else [status_quo])]
    low, high = scale or (min(places), max(places))
    return Issue(
        table.issue, table.actors, table.position, table.capability, table.salience, low, high,
        table.position_sd, table.capability_sd, table.salience_sd, status_quo,
    )  # fmt: skip
