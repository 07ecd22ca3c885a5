"""Joint votes as rows of a table: counts by year become measures, and what each column means."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.affinity.agreement import agreement

MEASURES = {
    "identical": "share of joint votes that are the same, 0 to 1",
    "agreement": "1 less the mean distance (Voeten's agreement), 0 to 1",
    "s": "Signorino and Ritter's S, -1 to 1",
    "s_squared": "S of squared distances, -1 to 1",
    "kappa": "agreement beyond chance by each side's margins (Cohen's weighted kappa), at most 1",
    "pi": "agreement beyond chance by pooled margins (Scott's pi), at most 1",
}
"""Measures of agreement by column, from the joint votes alone."""
COLUMNS = {
    "year": "year, by the rule that is told",
    "n": "joint votes: both voted yes, no or abstained; an absence is none",
    **MEASURES,
    "idealpointdiff": "distance of the ideal points of the year, all votes (dataset ideal-points)",
    "idealpointdiff_fp": "distance of the ideal points of the year, votes on final passage (dataset ideal-points)",
}
"""What each column of a table of votes means."""


def measured(joint: NDArray[np.integer]) -> dict[str, pl.Series]:
    """Return columns of measures from counts of joint votes (rows, 3, 3); where there is nothing to measure they are null."""
    found = agreement(joint)
    columns: dict[str, pl.Series] = {"n": pl.Series("n", found.n.astype(np.int32))}
    for name in MEASURES:
        columns[name] = pl.Series(name, getattr(found, name)).fill_nan(None)
    return columns


def pooled(joint: NDArray[np.integer]) -> dict[str, Any]:
    """Return the measures of all rows of counts together."""
    columns = measured(joint.sum(axis=0)[None])
    return {name: column[0] for name, column in columns.items()}


def windows(joint: NDArray[np.integer], width: int) -> NDArray[np.int64]:
    """Sum counts of consecutive years (years, 3, 3) over each year and those before it that a window of `width` holds.

    >>> windows(np.ones((3, 3, 3), int), 2)[:, 0, 0].tolist()
    [1, 2, 2]
    """
    total = np.cumsum(np.asarray(joint, dtype=np.int64), axis=0)
    total[width:] -= total[:-width].copy()
    return total
