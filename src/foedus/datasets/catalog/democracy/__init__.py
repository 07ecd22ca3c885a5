"""Three measures of democracy by state and year."""

from foedus.datasets.columns import citation, code, number, whole, year
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    code(),
    year(),
    number("euds", "Extended Unified Democracy Score (`xm_qudsest` at peacesciencer).", names=("euds", "xm_qudsest")),
    number("aeuds", "The same, anchored to the threshold of dichotomous measures.", optional=True),
    whole("polity2", "Polity score, revised.", -10, 10, missing=(-88, -77, -66)),
    number("v2x_polyarchy", "V-Dem electoral democracy index.", low=0, high=1),
)

DATASET = Dataset(
    id="democracy",
    title="Democracy: Extended UDS, Polity and V-Dem by COW state-year",
    about="One row per state and year. The measures cover different years and states: a null is missing, not zero.",
    page="https://svmiller.com/isard/",
    licence="Free for research (V-Dem: CC BY-SA 4.0); cite each measure that is used.",
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
