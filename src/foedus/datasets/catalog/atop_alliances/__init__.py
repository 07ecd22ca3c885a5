"""ATOP: one row per alliance."""

from foedus.datasets.catalog._atop import ATOPID, DOWNLOAD, FEATURES, GET, LICENCE, OBLIGATIONS, PAGE, day
from foedus.datasets.columns import citation, whole
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    ATOPID,
    *day("begyr", "begmo", day_="begday", what="the start"),
    *day("endyr", "endmo", day_="endday", what="the end", open_end=True),
    *FEATURES,
    *OBLIGATIONS,
    whole("term", "Termination provision code.", 0, optional=True),
)

DATASET = Dataset(
    id="atop-alliances",
    title="Alliance Treaty Obligations and Provisions, alliances",
    about="One row per alliance, with what it holds. In the file an end year of 0 means: in force; here it is null.",
    page=PAGE,
    licence=LICENCE,
    citation=citation(__name__),
    key=("atopid",),
    columns=COLUMNS,
    releases=(
        Release(
            version="4.01",
            tables=(Table("atop-alliance-level.csv", COLUMNS),),
            coverage=(1815, 2016),
            how_to_get="ATOP 4.01, alliance level; newer: the CSV archive of ATOP 5.1 with atop5_1a.csv.",
            sha256={"atop-alliance-level.csv": "84f6e5a488db64e2b04db3143ebb99b4d1c1a57073e388f44f04b0ccfa3a814e"},
            known=Known(
                size=187739,
                rows=745,
                content="403bd7c33be5331f23e1ef5cfecc252a714949c37c20b68e031fca6156263cc1",
                source="joshuaalley/arms-allies",
            ),
        ),
        Release(
            version="5.1",
            tables=(Table("atop5_1a.csv", COLUMNS),),
            coverage=(1815, 2018),
            how_to_get=GET.format("atop5_1a.csv"),
            download=DOWNLOAD,
            sha256={"atop5_1a.csv": "eafd146fa5c5bc2737ae829288c87d01c990a55fbc82dcc2dc08b94c0d7b5b7d"},
            known=Known(
                size=183543,
                rows=789,
                content="5283cb81c9f5635a42227b5919e1bc33168c8e50e0346728ba710789fdbfe073",
                source="jandresgannon/DoDL inst/extdata",
            ),
        ),
    ),
)
