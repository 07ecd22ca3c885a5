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

RENUMBERED = {340: 345, 970: 946, 971: 970, 972: 955, 973: 947}
"""Serbia, Kiribati, Nauru, Tonga, Tuvalu: Gleditsch-Ward number to COW code."""

SUCCEEDED = {260: (1990, 255), 678: (1990, 679)}
"""One number there, two codes here: from which year (judged on its last day) to which code: Germany, Yemen."""

NOT_IN_SYSTEM = (89, 99, 396, 397, 563, 564, 711, 751, 815)
"""United Provinces of Central America, Great Colombia, Abkhazia, South Ossetia, Transvaal, Orange Free State, Tibet,
Hyderabad, Annam: states there, but not members of the COW system."""


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
