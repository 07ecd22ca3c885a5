"""Trade of two states with each other, by year."""

from foedus.datasets.columns import COW_TERMS, NONE_PUBLISHED, citation, codes, number, year
from foedus.datasets.model import Dataset, Release, Table

_MISSING = (-9,)
_UNIT = "million US dollars of the year"
COLUMNS = (
    *codes(),
    year(),
    number("flow1", "Imports of state 1 from state 2.", low=0, missing=_MISSING, unit=_UNIT),
    number("flow2", "Imports of state 2 from state 1.", low=0, missing=_MISSING, unit=_UNIT),
    number("smoothflow1", "The same as flow1, smoothed.", low=0, missing=_MISSING, unit=_UNIT, optional=True),
    number("smoothflow2", "The same as flow2, smoothed.", low=0, missing=_MISSING, unit=_UNIT, optional=True),
    number("smoothtotrade", "Both flows, smoothed.", low=0, missing=_MISSING, unit=_UNIT, optional=True),
)

DATASET = Dataset(
    id="cow-trade",
    title="Bilateral trade (COW)",
    about=(
        "One row per undirected dyad and year, with the imports of each from the other. -9 is a missing flow, not a negative one; a "
        "sum of flows with it would be wrong."
    ),
    page="https://correlatesofwar.org/data-sets/bilateral-trade/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="4.0",
            tables=(Table("Dyadic_COW_4.0.csv", COLUMNS),),
            coverage=(1870, 2014),
            how_to_get="Download COW_Trade_4.0.zip from correlatesofwar.org; it holds Dyadic_COW_4.0.csv.",
            download="https://correlatesofwar.org/wp-content/uploads/COW_Trade_4.0.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
        ),
    ),
)
