"""Three measures of democracy by state and year."""

from foedus.datasets.catalog._democracy import LICENCE, MEASURES
from foedus.datasets.columns import citation, code, year
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (code(), year(), *MEASURES)

DATASET = Dataset(
    id="democracy",
    title="Democracy: Extended UDS, Polity and V-Dem by COW state-year",
    about="One row per state and year. The measures cover different years and states: a null is missing, not zero.",
    page="https://svmiller.com/isard/",
    licence=LICENCE,
    citation=citation(__name__),
    key=("ccode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2025",
            tables=(Table("cw_democracy.csv", COLUMNS),),
            coverage=(1816, 2025),
            column_coverage={"polity2": (1816, 2020)},
            how_to_get="Export cw_democracy of the R package isard with write.csv as cw_democracy.csv.",
            sha256={"cw_democracy.csv": "4e1e32db0392f109de40f99c37fda7559e41c9312cce9cbc7d62cf6d0089fc81"},
            known=Known(
                size=1091751,
                rows=17706,
                content="df40dfc24b522ca4ef097948dcd917a7d7ee012e734ef718d19b40606ba89883",
                source="svmiller/isard data",
            ),
        ),
    ),
)
