"""Fear of abandonment, fear of entrapment and outside options, by written rules. Arrays only.

Sources: Snyder, G. H. (1984), The security dilemma in alliance politics, World Politics 36: 461-495, and (1997), Alliance
Politics, Cornell University Press; Leeds, B. A. (2003), Alliance reliability in times of war, International Organization
57: 801-827 (members honour about three quarters of their commitments in war). The directions are Snyder's; the forms are
foedus's own: products and noisy "or"s of numbers from 0 to 1, so that each input moves its index one way only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

HONOURED = 0.75
"""Share of commitments that members honour in war (Leeds 2003): what an explicit obligation can take from the fear."""


def either(*chances: ArrayLike) -> Floats:
    """What holds where any of several holds, each by itself: 1 - (1 - a)(1 - b)...

    >>> float(either(0.5, 0.5))
    0.75
    """
    rest = np.ones(())
    for chance in chances:
        rest = rest * (1 - np.asarray(chance, dtype=np.float64))
    found: Floats = 1 - rest
    return found


def abandonment(
    dependence: ArrayLike, partner_option: ArrayLike, *, divergence: ArrayLike, explicit: ArrayLike
) -> Floats:
    """How much a side has to fear that its partner leaves it.

    Parameters
    ----------
    dependence : array_like
        How much it depends on the partner, 0 to 1.
    partner_option : array_like
        The partner's best outside option, 0 to 1.
    divergence : array_like
        How far the two are apart on the issues they dispute, 0 to 1.
    explicit : array_like
        How explicit the obligation is, 0 (none) to 1 (a treaty of defence).

    Returns
    -------
    ndarray
        dependence x either(partner's option, divergence) x (1 - .75 explicit).

    >>> float(abandonment(0.8, 0.5, divergence=0.5, explicit=0.0))
    0.6000000000000001
    """
    leaving = either(partner_option, divergence)
    found: Floats = np.asarray(dependence) * leaving * (1 - HONOURED * np.asarray(explicit))
    return found


def entrapment(dependence: ArrayLike, own_option: ArrayLike, *, divergence: ArrayLike, explicit: ArrayLike) -> Floats:
    """How much a side has to fear that its partner draws it into a conflict that is not its own.

    Parameters
    ----------
    dependence : array_like
        How much it depends on the partner, 0 to 1: so little can it refuse.
    own_option : array_like
        Its own best outside option, 0 to 1: so easily can it stand aside.
    divergence : array_like
        How far the two are apart on the issues they dispute, 0 to 1.
    explicit : array_like
        How explicit the obligation is, 0 to 1.

    Returns
    -------
    ndarray
        divergence x either(dependence, explicit) x (1 - own option).

    >>> float(entrapment(0.5, 0.0, divergence=0.5, explicit=0.5))
    0.375
    """
    bound = either(dependence, explicit)
    found: Floats = np.asarray(divergence) * bound * (1 - np.asarray(own_option))
    return found


def options(convergence: ArrayLike, supply: ArrayLike) -> Floats:
    """Worth of each other partner to a side, as a share of what the partner in question is worth at best.

    Parameters
    ----------
    convergence : array_like, shape (..., n)
        Likeness of positions with each of the others, -1 to 1.
    supply : array_like, shape (..., n)
        How far each could supply what the partner does, 0 to 1.

    Returns
    -------
    ndarray, shape (..., n)
        Geometric mean of supply and convergence, 0 where either is not above 0: whoever opposes a side, or has nothing
        to give, is no option.

    >>> options([0.5, -0.2, 0.9], [0.5, 1.0, 0.0]).tolist()
    [0.5, 0.0, 0.0]
    """
    like, able = np.clip(convergence, 0.0, 1.0), np.clip(supply, 0.0, 1.0)
    found: Floats = np.sqrt(like * able)
    return found
