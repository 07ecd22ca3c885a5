"""Ties that begin or end, and the bundle that each belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.history.terms import ALLIANCE, ENTENTE
from foedus.history.treaties import largest_in_force, smallest_treaty

Codes = NDArray[np.int32]
States = NDArray[np.int8]


@dataclass(frozen=True)
class Bundles:
    """Treaty (atopid) and its size by row; -1 where no tie begins or ends or no treaty is found."""

    treaty: NDArray[np.int64]
    size: NDArray[np.int64]


def map_bundles(
    year: Codes, ccode1: Codes, ccode2: Codes, state: States, following: States, members: pl.DataFrame
) -> Bundles:
    """Map every tie that begins or ends between `year` and the next to a treaty.

    An alliance that begins looks for treaties with a defence or offence obligation that begin in the next
    year; an entente that begins for treaties with another obligation; a tie that ends for the treaties
    of its kind whose last year this is.
    """
    moved = (following >= 0) & (following != state)
    cases = (
        (moved & (following == 0), ALLIANCE, 1, "first"),
        (moved & (following == 1) & (state > 1), ENTENTE, 1, "first"),
        (moved & (state == 0), ALLIANCE, 0, "last"),
        (moved & (state == 1) & (following > 1), ENTENTE, 0, "last"),
    )
    treaty, size = np.full(len(year), -1, dtype=np.int64), np.full(len(year), -1, dtype=np.int64)
    for rows, obligations, ahead, edge in cases:
        keys = {"ccode1": ccode1[rows], "ccode2": ccode2[rows], "year": year[rows] + np.int32(ahead)}
        events = pl.DataFrame(keys, schema=dict.fromkeys(keys, pl.Int32))
        treaty[rows], size[rows] = smallest_treaty(events, members, obligations=obligations, edge=edge)
    return Bundles(treaty, size)


def size_in_force(year: Codes, ccode1: Codes, ccode2: Codes, state: States, members: pl.DataFrame) -> NDArray[np.int64]:
    """Size of the largest treaty that ties an allied dyad or one in entente; -1 elsewhere."""
    size = np.full(len(year), -1, dtype=np.int64)
    for place, obligations in ((0, ALLIANCE), (1, ENTENTE)):
        rows = state == place
        keys = {"ccode1": ccode1[rows], "ccode2": ccode2[rows], "year": year[rows]}
        size[rows] = largest_in_force(
            pl.DataFrame(keys, schema=dict.fromkeys(keys, pl.Int32)), members, obligations=obligations
        )
    return size
