"""What the answer hangs on, by actor: how far each input moves it, and what would carry the compromise elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from foedus.errors import InputError
from foedus.models.bargaining.dynamics import final_medians
from foedus.models.bargaining.flips import capability_needed, full_salience, position_needed, salience_needed
from foedus.models.bargaining.issue import Issue
from foedus.models.bargaining.tornado import INPUTS, mean_tornado, model_tornado
from foedus.models.bargaining.variants import Variant

MOST_ACTORS = 60
"""Above this number of actors the model's tornado, six runs for each actor, is left out."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer with one input of one actor at the ends of its 5-95 % interval.

    Parameters
    ----------
    actor, input : str
        Whose, and which: ``position``, ``capability`` or ``salience``.
    at_low, at_high : float
        The answer with the input at its 5 % and at its 95 % end.
    moves : bool
        Whether either differs from the answer by more than rounding.
    """

    actor: str
    input: str
    at_low: float
    at_high: float
    moves: bool


def _bars(issue: Issue, values: npt.NDArray[np.float64], *, centre: float) -> tuple[Bar, ...]:
    """Widest first, by the reach of either end from the answer; ties in the order of the file."""
    reach = np.maximum(np.abs(values - centre).max(axis=1), np.abs(values[:, 1] - values[:, 0])).ravel()
    order = np.argsort(-np.round(reach / max(issue.high - issue.low, np.finfo(float).tiny), 12), kind="stable")
    n = len(issue.actors)
    return tuple(
        Bar(
            issue.actors[k % n], INPUTS[k // n], float(values[k // n, 0, k % n]), float(values[k // n, 1, k % n]),
            bool(reach[k] > 1e-9 * (issue.high - issue.low)),
        )
        for k in order.tolist()
    )  # fmt: skip


def compromise_bars(issue: Issue, centre: float) -> tuple[Bar, ...]:
    """How far each input moves the weighted mean, the widest first; `centre` is the compromise."""
    found = mean_tornado(
        issue.position, issue.capability, salience=issue.salience, noise=issue.noise(), low=issue.low, high=issue.high
    )
    return _bars(issue, found, centre=centre)


def model_bars(issue: Issue, centre: float, *, variant: Variant, rounds: int) -> tuple[Bar, ...]:
    """How far each input moves the model's median after the last round.

    Empty above `MOST_ACTORS`, and where chance decides conflicts: luck would be taken for the input's doing.
    """
    if len(issue.actors) > MOST_ACTORS or variant.conflict == "drawn":
        return ()
    answer = partial(final_medians, variant=variant, rounds=rounds)
    found = model_tornado(
        issue.position, issue.capability, salience=issue.salience,
        noise=issue.noise(), low=issue.low, high=issue.high, answer=answer,
    )  # fmt: skip
    return _bars(issue, found, centre=centre)


@dataclass(frozen=True, slots=True)
class Flip:
    """What one actor alone would have to change for the compromise to reach the target; None where nothing does it.

    Parameters
    ----------
    actor : str
        Who.
    salience, capability, position : float or None
        The value needed, the others as they are: salience above 0 to 1, capability 0 or more, position within the range.
    at_full_salience : float
        The compromise if it cared wholly.
    """

    actor: str
    salience: float | None
    capability: float | None
    position: float | None
    at_full_salience: float


def flips(issue: Issue, target: float) -> tuple[Flip, ...]:
    """Flip points of the compromise, in the order of the actors.

    Raises InputError if the target lies outside the range.
    """
    if not issue.low <= target <= issue.high:
        raise InputError(
            f"target {target:g}: expected a place from {issue.low:g} to {issue.high:g} on issue {issue.name!r}"
        )
    x, c, s = issue.position, issue.capability, issue.salience
    found = (
        salience_needed(x, c, salience=s, target=target),
        capability_needed(x, c, salience=s, target=target),
        position_needed(x, issue.weights, target=target, low=issue.low, high=issue.high),
    )
    full = full_salience(x, c, salience=s)
    return tuple(
        Flip(actor, _number(found[0][i]), _number(found[1][i]), _number(found[2][i]), float(full[i]))
        for i, actor in enumerate(issue.actors)
    )


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
