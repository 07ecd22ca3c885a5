"""How far each input moves an answer when it alone goes to the ends of its 5-95 % interval. Arrays only."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from foedus.models.bargaining.uncertainty import Noise, ends

Array = npt.NDArray[np.float64]
INPUTS = ("position", "capability", "salience")


def mean_tornado(
    position: Array, capability: Array, *, salience: Array, noise: Noise, low: float, high: float
) -> Array:
    """Weighted mean with one input of one actor at either end.

    Returns
    -------
    array of shape (3, 2, n)
        By input (`INPUTS`), end (5 %, 95 %) and actor. One actor's change costs O(1), so that all cost O(n).
    """
    weights = capability * salience
    rest = weights.sum() - weights
    pull = (weights * position).sum() - weights * position
    found = np.empty((3, 2, len(position)))
    for which, pair in enumerate(ends(position, capability, salience=salience, noise=noise, low=low, high=high)):
        for end, values in enumerate(pair):
            c, x, s = (
                values if which == at else given for at, given in ((1, capability), (0, position), (2, salience))
            )
            total = rest + c * s
            # Who alone has weight is the mean, whatever the weight; so is nobody's change without any.
            found[which, end] = x
            np.divide(pull + c * s * x, total, out=found[which, end], where=total > 0)
    return found


def model_tornado(
    position: Array,
    capability: Array,
    *,
    salience: Array,
    noise: Noise,
    low: float,
    high: float,
    answer: Callable[[Array, Array, Array], Array],
) -> Array:
    """Any answer with one input of one actor at either end, everything else as given.

    Parameters
    ----------
    position, capability, salience : array of shape (n,)
        Central values.
    noise, low, high
        As in `draw_inputs`.
    answer : callable
        From (draws, n) positions, capabilities and saliences to (draws,) answers.

    Returns
    -------
    array of shape (3, 2, n)
        As `mean_tornado`.
    """
    n = len(position)
    scenes = [np.broadcast_to(values, (3, 2, n, n)).copy() for values in (position, capability, salience)]
    each = np.arange(n)
    for which, pair in enumerate(ends(position, capability, salience=salience, noise=noise, low=low, high=high)):
        for end, values in enumerate(pair):
            scenes[which][which, end, each, each] = values
    x, c, s = (scene.reshape(6 * n, n) for scene in scenes)
    return answer(x, c, s).reshape(3, 2, n)
