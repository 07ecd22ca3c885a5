"""Gleditsch-Ward numbers (UCDP) to Correlates of War codes.

The lists share most numbers. They differ where a state was divided or united, in the Pacific, where one number even
means two states (970 is Kiribati in one list and Nauru in the other), and in entities that one of them leaves out.

References
----------
Gleditsch, K. S., and Ward, M. D. (1999). A Revised List of Independent States since the Congress of Vienna.
*International Interactions* 25(4), 393-413.
"""

from __future__ import annotations

import polars as pl

from foedus.terms.states.gleditsch_ward import NOT_IN_SYSTEM, RENUMBERED, SUCCEEDED


def ccode_of_gleditsch_ward(number: pl.Expr, year: pl.Expr) -> pl.Expr:
    """Return the COW code (Int32) of a Gleditsch-Ward number on the last day of a year.

    Null where the entity is no member of the COW system, or `number` is null.

    >>> frame = pl.DataFrame({"gwno": [260, 260, 970, 751], "year": [1989, 1991, 2000, 1948]})
    >>> frame.select(ccode_of_gleditsch_ward(pl.col("gwno"), pl.col("year"))).to_series().to_list()
    [260, 255, 946, None]
    """
    plain = number.cast(pl.Int32)
    code = plain.replace(RENUMBERED)
    for before, (since, after) in SUCCEEDED.items():
        code = pl.when((plain == before) & (year >= since)).then(pl.lit(after, dtype=pl.Int32)).otherwise(code)
    return pl.when(~plain.is_in(list(NOT_IN_SYSTEM))).then(code)
