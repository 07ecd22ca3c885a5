"""GDP and population by COW state and year."""

from foedus.datasets.catalog._gdp_pop import ABOUT, ESTIMATES, LICENCE
from foedus.datasets.columns import citation, code, year
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (code(), year(), *ESTIMATES)

DATASET = Dataset(
    id="gdp-pop",
    title="Simulated GDP and population by COW state-year",
    about=ABOUT,
    page="https://svmiller.com/isard/",
    licence=LICENCE,
    citation=citation(__name__),
    key=("ccode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2022",
            form="processed by isard",
            tables=(Table("cw_gdppop.csv", COLUMNS),),
            coverage=(1816, 2019),
            how_to_get="Export cw_gdppop of the R package isard with write.csv as cw_gdppop.csv.",
            sha256={"cw_gdppop.csv": "d14f05b518f65c88e0f859be6078b99c9c8ed258b907a28a04e54c2018aa7c1d"},
            known=Known(
                size=1981952,
                rows=16536,
                content="429ad2639fa658457339445019c3ae73998aaf2e40b28e77d7b5bd9a1f19f1f4",
                source="svmiller/isard data",
            ),
        ),
    ),
)
