"""How the pair voted in the General Assembly, year by year, as series of a case; a vote is no act between the two."""

from __future__ import annotations

import polars as pl

from foedus.affinity import votes
from foedus.deeds.gathered import Asked, Gathered, Row, installed_source, observation
from foedus.errors import InputError

DATASET, POINTS = "un-votes", "ideal-points"
MEASURES = {
    "agreement": "agreement",
    "identical-votes": "identical",
    "vote-s": "s",
    "vote-kappa": "kappa",
    "vote-pi": "pi",
}
"""Series, and the measures that they hold."""


def assembly(asked: Asked) -> Gathered:
    """Return the agreement of the pair in the calendar years of the votes."""
    try:
        found = votes(*asked.codes, years=asked.years)
    except InputError as error:
        return Gathered(DATASET, notes=(str(error),))
    source = installed_source(DATASET)
    rows: list[Row] = []
    for row in found.frame.iter_rows(named=True):
        if row["n"]:
            rows += [
                observation(series, row["year"], row[measure], n=row["n"], source=source)
                for series, measure in MEASURES.items()
                if row[measure] is not None
            ]
    rows += _ideal_points(found.frame.select("year", "idealpointdiff").drop_nulls())
    return Gathered(DATASET, tuple(rows), notes=found.notes)


def _ideal_points(frame: pl.DataFrame) -> list[Row]:
    if frame.is_empty():
        return []
    source = installed_source(POINTS)
    return [observation("ideal-point-distance", year, value, source=source) for year, value in frame.iter_rows()]
