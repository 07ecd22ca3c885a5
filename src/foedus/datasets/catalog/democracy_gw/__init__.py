"""Three measures of democracy by Gleditsch-Ward state and year."""

from foedus.datasets.catalog._democracy import LICENCE, MEASURES
from foedus.datasets.columns import citation, code, year
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (code("gwcode", description="Gleditsch-Ward number of the state"), year(), *MEASURES)

DATASET = Dataset(
    id="democracy-gw",
    title="Democracy: Extended UDS, Polity and V-Dem by Gleditsch-Ward state-year",
    about=(
        "One row per state and year. The measures cover different years and states: a null is missing, not zero. The Extended UDS was "
        "estimated anew on these states and so differs from that by COW codes."
    ),
    page="https://svmiller.com/isard/",
    licence=LICENCE,
    citation=citation(__name__),
    key=("gwcode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2025",
            tables=(Table("gw_democracy.csv", COLUMNS),),
            coverage=(1816, 2025),
            column_coverage={"polity2": (1816, 2020)},
            how_to_get="Export gw_democracy of the R package isard with write.csv as gw_democracy.csv.",
            sha256={"gw_democracy.csv": "72fa0b0e525be9ee0b5345f1562547e072ea2721861eec0af0d5e4db7ea6c399"},
            known=Known(
                size=1147071,
                rows=20849,
                content="bd57e1646ba730827f6adfc32ca77c18cac187cd61882129db4862aa3ee215e1",
                source="svmiller/isard data",
            ),
        ),
    ),
)
