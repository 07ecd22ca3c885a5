"""SIPRI Arms Transfers Database: the trade register."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import citation, flag, number, text, whole
from foedus.datasets.model import LINE, Built, Column, Dataset, Known, Place, Release, Table

_MARK = ("?",)
COLUMNS = (
    text("recipient", "Name of the recipient; not all are states.", required=True),
    text("supplier", "Name of the supplier; not all are states.", required=True),
    whole("order_year", "Year of the order.", 1900, 2100, unit="year", names=("year of order",), required=True),
    text("order_year_mark", "Question mark of the order year.", "unnamed_4", words=_MARK, place=Place.FILE),
    number("ordered", "Number ordered.", low=0, names=("number ordered",)),
    text("ordered_mark", "Question mark of the number ordered.", "unnamed_6", words=_MARK, place=Place.FILE),
    text("weapon", "Designation of the weapon.", "weapon designation"),
    text("description", "What it is.", "weapon description"),
    number("delivered", "Number delivered.", low=0, names=("number delivered",)),
    text("delivered_mark", "Question mark of the number delivered.", "unnamed_10", words=_MARK, place=Place.FILE),
    text("delivery_years", "Years of delivery, joined by semicolons; empty: none known.", "year(s) of delivery"),
    text("status", "New or second hand."),
    text("comments", "Comments."),
    number("tiv_unit", "Trend-indicator value per unit.", low=0, names=("sipri tiv per unit",), unit="million TIV"),
    number("tiv_order", "Of the whole order.", low=0, names=("sipri tiv for total order",), unit="million TIV"),
    number(
        "tiv_delivered", "Of what was delivered.", low=0, names=("sipri tiv of delivered weapons",), unit="million TIV"
    ),
)
_MADE = (
    Column("entry", pl.Int32, "Number of the entry, counted over the entries in order of all their columns."),
    flag("order_year_uncertain", "The order year is uncertain."),
    flag("ordered_uncertain", "The number ordered is uncertain."),
    flag("delivered_uncertain", "The number delivered is uncertain."),
)
_STORED = tuple(column for column in COLUMNS if column.place is not Place.FILE)


def number_entries(tables: Sequence[pl.DataFrame]) -> Built:
    """Turn question marks into flags and number the entries, which have no key: a few stand twice, rightly."""
    marks = ("order_year", "ordered", "delivered")
    frame = (
        tables[0]
        .drop(LINE)
        .with_columns(pl.col(f"{name}_mark").is_not_null().cast(pl.Int8).alias(f"{name}_uncertain") for name in marks)
    )
    return Built(frame.sort(pl.all(), nulls_last=True).with_row_index("entry", offset=1))


DATASET = Dataset(
    id="sipri-transfers",
    title="SIPRI Arms Transfers Database, trade register",
    about=(
        "One row per order of major conventional arms. The export has eleven lines of notes before the header, three "
        "columns without a name (question marks of uncertainty) and is not UTF-8. Names become COW codes in a crosswalk."
    ),
    page="https://armstransfers.sipri.org/",
    licence="SIPRI terms: free for non-commercial use with the source cited; no redistribution of large parts.",
    citation=citation(__name__),
    key=("entry",),
    columns=(_MADE[0], *_STORED, *_MADE[1:]),
    releases=(
        Release(
            version="2026-05",
            tables=(Table("trade-register.csv", COLUMNS, encoding="cp1252", preamble="Recipient,Supplier"),),
            coverage=(1950, 2025),
            how_to_get="Export the trade register of all suppliers and recipients as CSV from armstransfers.sipri.org.",
            sha256={"trade-register.csv": "42230eb8758d2b4f9041af8a74ee6f3c93e4b5da01b5503e349055ddecfa3314"},
            known=Known(
                size=4086816,
                rows=29916,
                content="2f819d585fc1e66e019ae331cfb7486bb5882e6f5fa014e1ff8702e18eca61e4",
                source="public repository",
            ),
            build=number_entries,
        ),
    ),
)
