"""GDP and population by Gleditsch-Ward state and year."""

from foedus.datasets.catalog._gdp_pop import ABOUT, ESTIMATES, LICENCE
from foedus.datasets.columns import citation, code, year
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (code("gwcode", description="Gleditsch-Ward number of the state"), year(), *ESTIMATES)

DATASET = Dataset(
    id="gdp-pop-gw",
    title="Simulated GDP and population by Gleditsch-Ward state-year",
    about=ABOUT,
    page="https://svmiller.com/isard/",
    licence=LICENCE,
    citation=citation(__name__),
    key=("gwcode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2022",
            form="processed by isard",
            tables=(Table("gw_gdppop.csv", COLUMNS),),
            coverage=(1816, 2019),
            how_to_get="Export gw_gdppop of the R package isard with write.csv as gw_gdppop.csv.",
            sha256={"gw_gdppop.csv": "92aa718b167da089a24e10901a6b632da72ecc5c7cee4d08d227dec7601a594a"},
            known=Known(
                size=2364641,
                rows=19667,
                content="e601fea09162158ea2607b1c13d9f0374cc0b3a3fa7ddbedfd9890ab288de26b",
                source="svmiller/isard data",
            ),
        ),
    ),
)
