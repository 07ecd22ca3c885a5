"""Names of the SIPRI arms transfers register to Correlates of War codes.

SIPRI marks armed groups with one asterisk and organizations with two; they, and territories that are no members of
the COW system, have no code. `sipri_names.csv` holds the rest: name, code (empty: known, but no member), and the years
for which the row holds where a name means two states in turn (Germany is 260 until 1989 and 255 from 1990).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import polars as pl

from foedus.datasets.one_row_each import one_row_each

NOT_A_STATE = r"\*$"
"""SIPRI's mark of armed groups and organizations."""


@cache
def _names() -> pl.DataFrame:
    text = files("foedus.datasets.crosswalks").joinpath("sipri_names.csv").read_bytes()
    return pl.read_csv(text, schema={"name": pl.String, "ccode": pl.Int32, "first": pl.Int32, "last": pl.Int32})


def ccode_of_sipri(name: pl.Expr, year: pl.Expr) -> pl.Expr:
    """Return the COW code (Int32) of a name of SIPRI's register on the last day of a year.

    Null for what is no member of the COW system and for unknown names (see :func:`unknown_sipri_names`).

    >>> frame = pl.DataFrame({"name": ["Germany", "Germany", "NATO**"], "year": [1985, 1995, 1995]})
    >>> frame.select(ccode_of_sipri(pl.col("name"), pl.col("year"))).to_series().to_list()
    [260, 255, None]
    """
    rows = _names().filter(pl.col("ccode").is_not_null())
    always = rows.filter(pl.col("first").is_null() & pl.col("last").is_null())
    code = name.replace_strict(always["name"], always["ccode"], default=None, return_dtype=pl.Int32)
    for row in rows.join(always, on="name", how="anti").iter_rows(named=True):
        holds = name == row["name"]
        if row["first"] is not None:
            holds = holds & (year >= row["first"])
        if row["last"] is not None:
            holds = holds & (year <= row["last"])
        code = pl.when(holds).then(pl.lit(row["ccode"], dtype=pl.Int32)).otherwise(code)
    return code


def unknown_sipri_names(names: pl.Series) -> list[str]:
    """Return the names that the crosswalk does not know: neither a state, nor marked or listed as none.

    A later edition of the register may bring new ones; they must be reported, not dropped in silence.
    """
    unmarked = names.drop_nulls().unique().sort()
    unmarked = unmarked.filter(~unmarked.str.contains(NOT_A_STATE))
    return unmarked.filter(~unmarked.is_in(_names()["name"].implode())).to_list()


def match_sipri(register: pl.DataFrame) -> pl.DataFrame:
    """Return the deliveries of a register by year: ``entry, ccode1, ccode2, year, tiv``.

    ``ccode1`` is the supplier, ``ccode2`` the recipient, ``tiv`` in millions. The value
    delivered is shared evenly over the years of delivery, because the register does not split it.
    Deliveries from or to anyone without a COW code, and orders without a known delivery, are left out.
    """
    delivered = register.filter(pl.col("delivery_years").is_not_null()).select(
        "entry", "supplier", "recipient", "tiv_delivered", year=pl.col("delivery_years").str.split(";")
    )
    delivered = delivered.with_columns(tiv=pl.col("tiv_delivered") / pl.col("year").list.len())
    by_year = one_row_each(delivered, "year").with_columns(pl.col("year").str.strip_chars().cast(pl.Int32))
    coded = by_year.select(
        "entry",
        ccode_of_sipri(pl.col("supplier"), pl.col("year")).alias("ccode1"),
        ccode_of_sipri(pl.col("recipient"), pl.col("year")).alias("ccode2"),
        "year",
        "tiv",
    )
    return coded.drop_nulls(["ccode1", "ccode2"])
