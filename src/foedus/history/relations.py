"""System membership and the state of relation of every dyad-year."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.history.grid import DyadGrid, Mask
from foedus.terms.outcomes import OUTCOMES

#: A dispute counts in its own year and in the four years after it.
DISPUTE_YEARS = 5


def both_members(grid: DyadGrid, alive: Mask) -> Mask:
    """Both states of the pair belong to the system in the year; `alive` has shape (years, codes)."""
    low, high = grid.pairs
    both: Mask = alive[:, low] & alive[:, high]
    return both


def pacts(grid: DyadGrid, alliances: pl.DataFrame, *, obligations: Iterable[str]) -> Mask:
    """A pact in which either side owes the other one of `obligations` (columns ``atop_...``)."""
    owed = pl.any_horizontal(pl.col(f"atop_{name}") == 1 for name in obligations)
    return grid.from_rows(alliances.filter(owed))


def recent_disputes(grid: DyadGrid, disputes: Iterable[pl.DataFrame]) -> Mask:
    """A dispute in this year or the four before it, by any of the frames of dyad-years."""
    ongoing = grid.empty()
    for frame in disputes:
        ongoing |= grid.from_rows(frame)
    recent = ongoing.copy()
    for lag in range(1, DISPUTE_YEARS):
        recent[lag:] |= ongoing[:-lag]
    return recent


def relation_states(alliance: Mask, entente: Mask, hostile: Mask) -> NDArray[np.intp]:
    """State of relation of every dyad-year as a position in `OUTCOMES`.

    Alliance (a defence or offence obligation) goes before entente (neutrality, non-aggression or
    consultation), entente before rivalry (a strategic rivalry, or a dispute within five years), and what
    is none of them is unaligned.

    >>> one, none = np.array([[True]]), np.array([[False]])
    >>> OUTCOMES[relation_states(none, one, one)[0, 0]]
    'entente'
    """
    places = [OUTCOMES.index(name) for name in ("alliance", "entente", "rivalry")]
    return np.select([alliance, entente, hostile], places, default=OUTCOMES.index("unaligned"))
