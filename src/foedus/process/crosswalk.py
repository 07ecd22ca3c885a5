"""Names and numbers of states in other systems, as Correlates of War codes.

SIPRI writes names of today; UCDP numbers states as Gleditsch and Ward (1999) do. Both differ from the
Correlates of War codes in a handful of states, two of them only from a year on.
"""

from __future__ import annotations

import polars as pl

GERMANY, WEST_GERMANY, YEMEN, NORTH_YEMEN = 255, 260, 679, 678
LAST_YEAR_WEST_GERMANY = 1990
"""The two parts of Germany were one from October 1990; the year counts for the Federal Republic of before."""
FIRST_YEAR_YEMEN = 1990
"""The two Yemens were one from May 1990; the year counts for the new state."""

GLEDITSCH_WARD = {340: 345, 970: 946, 971: 970, 972: 955, 973: 947}
"""Serbia, Kiribati, Nauru, Tonga, Tuvalu: number of Gleditsch and Ward to COW code, in every year."""

SIPRI_NAMES = {
    "Antigua and Barbuda": 58,
    "Bosnia-Herzegovina": 346,
    "Cabo Verde": 402,
    "Cote d'Ivoire": 437,
    "Czechia": 316,
    "DR Congo": 490,
    "East Germany (GDR)": 265,
    "North Macedonia": 343,
    "North Yemen": 678,
    "Saint Kitts and Nevis": 60,
    "Saint Vincent": 57,
    "Serbia": 345,
    "South Vietnam": 817,
    "South Yemen": 680,
    "Soviet Union": 365,
    "Timor-Leste": 860,
    "Turkiye": 640,
    "United States": 2,
    "Viet Nam": 816,
    "Yemen Arab Republic (North Yemen)": 678,
    "eSwatini": 572,
}
"""Names at SIPRI that differ from those of the COW state list."""


def from_gleditsch_ward(number: str, year: str = "year") -> pl.Expr:
    """COW code of a column of Gleditsch and Ward numbers, given the year of each row.

    Examples
    --------
    >>> numbers = pl.DataFrame({"gwno": [260, 260, 678, 972, 2], "year": [1990, 1991, 1990, 2010, 2010]})
    >>> numbers.select(from_gleditsch_ward("gwno")).to_series().to_list()
    [260, 255, 679, 955, 2]
    """
    code = pl.col(number).cast(pl.Int32).replace(GLEDITSCH_WARD)
    return _reunited(code, pl.col(year)).alias(number)


def from_sipri(name: str, states: pl.DataFrame, year: str = "year") -> pl.Expr:
    """COW code of a column of SIPRI names; null for what is no state of the system (rebels, organisations).

    Parameters
    ----------
    name, year : str
        Columns with the name and the year.
    states : polars.DataFrame
        The COW state list: ccode, statename.

    Examples
    --------
    >>> states = pl.DataFrame({"ccode": [255, 365], "statename": ["Germany", "Russia"]})
    >>> deals = pl.DataFrame({"supplier": ["Germany", "Germany", "Soviet Union", "PKK (Turkiye)*"], "year": [1980, 2000, 1980, 1990]})
    >>> deals.select(from_sipri("supplier", states)).to_series().to_list()
    [260, 255, 365, None]
    """
    known = dict(states.select("statename", "ccode").iter_rows()) | SIPRI_NAMES
    code = pl.col(name).replace_strict(known, default=None, return_dtype=pl.Int32)
    west = pl.when((code == GERMANY) & (pl.col(year) <= LAST_YEAR_WEST_GERMANY)).then(WEST_GERMANY).otherwise(code)
    return west.cast(pl.Int32).alias(name)


def _reunited(code: pl.Expr, year: pl.Expr) -> pl.Expr:
    germany = (code == WEST_GERMANY) & (year > LAST_YEAR_WEST_GERMANY)
    yemen = (code == NORTH_YEMEN) & (year >= FIRST_YEAR_YEMEN)
    return pl.when(germany).then(GERMANY).when(yemen).then(YEMEN).otherwise(code).cast(pl.Int32)
