"""State-year threat, after Leeds and Savun."""

import polars as pl

from foedus.datasets.columns import citation, code, number, year
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    code(),
    year(),
    number("lsthreat", "Threat from states with dissimilar foreign policies, weighed by power and distance.", low=0),
)

DATASET = Dataset(
    id="leeds-savun-threat",
    title="State-year threat",
    about="One row per state and year. Seven rows of the file, one for each year 2009 to 2015, have no state code and are left out: the measure ends in 2008.",
    page="https://github.com/joshuaalley/arms-allies",
    licence="Replication file of Alley; cite Leeds and Savun 2007 for the measure.",
    citation=citation(__name__),
    key=("ccode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2007",
            tables=(
                Table("leeds-savun-threat.csv", COLUMNS, left_out=(("no state code", pl.col("ccode").is_null()),)),
            ),
            coverage=(1816, 2008),
            how_to_get="Take leeds-savun-threat.csv from the replication archive (page) and give it with --from.",
            sha256={"leeds-savun-threat.csv": "faf99d4cb2d67c56520a84d0b337ba77839ecee97a70d5cd61232831f42ecfef"},
            known=Known(
                size=254151,
                rows=14400,
                content="ffab497c6a2c11e3265f60f2c2701c7b72035f3c9bdeb6d08adcebc6a7850473",
                source="joshuaalley/arms-allies",
            ),
        ),
    ),
)
