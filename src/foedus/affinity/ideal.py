"""Distance of the ideal points of two states, where the dataset is in the data directory."""

from __future__ import annotations

import polars as pl

from foedus.errors import InputError

DATASET = "ideal-points"
POINTS = {"idealpointdiff": "idealpointall", "idealpointdiff_fp": "idealpointfp"}
"""Columns of distances, and the points that they are of."""


def distances(ccode1: int, ccode2: int) -> tuple[pl.DataFrame, list[str]]:
    """Return year and the two distances of a pair, and a note: which edition, or that there is none."""
    from foedus.datasets import load
    from foedus.datasets.store import find_installed

    schema = pl.Schema({"year": pl.Int32(), **dict.fromkeys(POINTS, pl.Float64())})
    try:
        find_installed(DATASET)
    except InputError:
        told = f"no distance of ideal points without their dataset: foedus data add {DATASET} --from FILE"
        return pl.DataFrame(schema=schema), [told]
    loaded = load(DATASET)
    one, other = (loaded.frame.filter(ccode=ccode) for ccode in (ccode1, ccode2))
    both = one.join(other, on="year", suffix="_other")
    apart = both.select(
        "year", *((pl.col(point) - pl.col(f"{point}_other")).abs().alias(name) for name, point in POINTS.items())
    )
    return apart.cast(schema), [f"ideal points: {DATASET} {loaded.info.version}, each of its own year"]
