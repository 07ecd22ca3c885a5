"""Numbers of UCDP's actors to Correlates of War codes: governments, and elements of states that act on their own.

UCDP numbers a government once, whatever its state was called before or after: the code is that of the year. `ucdp_actors.csv` holds
number, name and Gleditsch-Ward number of the governments that the External Support Dataset names; elements of a state ("Malaysian
elements") are state supporters there but not the government, and have no code. All other numbers are groups.

References
----------
Meier, V., Karlén, N., Pettersson, T., and Croicu, M. (2023). External Support in Armed Conflicts. *Journal of Peace Research*
60(3), 545-554 (CC BY 4.0).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import polars as pl

from foedus.datasets.crosswalks.gleditsch_ward import ccode_of_gleditsch_ward


@cache
def ucdp_states() -> pl.DataFrame:
    """Return `actor_id` (Int32), `name` and `gwno` (Int32, null for elements of a state)."""
    text = files("foedus.datasets.crosswalks").joinpath("ucdp_actors.csv").read_bytes()
    return pl.read_csv(text, schema={"actor_id": pl.Int32, "name": pl.String, "gwno": pl.Int32})


def ccode_of_ucdp_actor(actor_id: pl.Expr, year: pl.Expr) -> pl.Expr:
    """Return the COW code (Int32) of a government by its UCDP number, on the last day of a year; null for others.

    >>> frame = pl.DataFrame({"actor_id": [114, 57, 37, 37, 261], "year": [1981, 1981, 1985, 1995, 1981]})
    >>> frame.select(ccode_of_ucdp_actor(pl.col("actor_id"), pl.col("year"))).to_series().to_list()
    [630, 365, 260, 255, None]
    """
    known = ucdp_states()
    number = actor_id.cast(pl.Int32).replace_strict(
        known["actor_id"], known["gwno"], default=None, return_dtype=pl.Int32
    )
    return ccode_of_gleditsch_ward(number, year)


def is_ucdp_state(actor_id: pl.Expr) -> pl.Expr:
    """Return whether a UCDP number is that of a government or of elements of a state."""
    return actor_id.cast(pl.Int32).is_in(ucdp_states()["actor_id"].implode())
