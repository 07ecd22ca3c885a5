"""How long a pair bargains over the terms of a bond: the other side of a long shadow of the future."""

from __future__ import annotations

import numpy as np

from foedus.assessment.commitment.drawn import Drawn
from foedus.assessment.model import Array
from foedus.models.commitment.thresholds import expected_wait

LONGEST = 100.0
"""Years; a longer wait, or one without end, is told as that."""
_LEAST = 1e-9


def wait_for_terms(gains: tuple[Drawn, Drawn], *, divides: Drawn, shadow: Drawn) -> Drawn | None:
    """Return the mean years until one side accepts the bond on the other's terms; None where the bond has no next year.

    Parameters
    ----------
    gains : tuple of Drawn
        What the bond is worth to each side: what it has of it on the other's terms.
    divides : Drawn
        Share of what divides that is left in the scenario.
    shadow : Drawn
        The shadow of the future, the same for both.

    Notes
    -----
    On its own terms a side gains (1 - gain) x what is left of what divides more; without a bond 0 (Fearon 1998).
    """
    if shadow.point <= 0:
        return None
    point = _wait(np.array([gain.point for gain in gains]), np.array(divides.point), np.array(shadow.point))
    draws = _wait(np.stack([gain.draws for gain in gains], axis=-1), divides.draws, shadow.draws)
    return Drawn(float(point), draws)


def _wait(gains: Array, divides: Array, shadow: Array) -> Array:
    other = np.maximum(gains, _LEAST)
    own = other + np.maximum((1 - gains) * divides[..., None], _LEAST)
    patience = np.clip(shadow, _LEAST, 1 - _LEAST)[..., None] * np.ones(2)
    found: Array = np.minimum(expected_wait(patience, own=own, other=other, none=np.zeros(2)), LONGEST)
    return found
