"""State System Membership: which states there are, and from which day to which."""

import polars as pl

from foedus.datasets.columns import COW_TERMS, END_PARTS, NONE_PUBLISHED, START_PARTS, citation, code, spell_days, text
from foedus.datasets.model import Column, Dataset, Known, Place, Release, Rule, Table, stored

COLUMNS = (
    code(),
    text("stateabb", "Three-letter abbreviation of the state."),
    text("statename", "Name of the state.", "statenme", "statename"),
    *START_PARTS,
    *END_PARTS,
    Column("start", pl.Date, "First day of membership.", place=Place.STORED, required=True),
    Column("end", pl.Date, "Last day of membership; the last day covered means: still a member.", place=Place.STORED),
)
_GET = "Download {} from the Correlates of War Project (State System Membership) and give it with --from."

DATASET = Dataset(
    id="states",
    title="State System Membership",
    about="One row per spell of membership; a state that was occupied or divided has several.",
    page="https://correlatesofwar.org/data-sets/state-system-membership/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode", "start"),
    columns=stored(COLUMNS),
    rules=(Rule("end", pl.col("end") < pl.col("start"), "a day not before the start of the spell"),),
    releases=(
        Release(
            version="2016",
            tables=(Table("states2016.csv", COLUMNS),),
            coverage=(1816, 2016),
            how_to_get=_GET.format("states2016.csv"),
            download="https://correlatesofwar.org/wp-content/uploads/states2016.csv",
            sha256={"states2016.csv": "21822fe1ef67aedf2e64ebe9746e2b875c6175c8ce599750bc0e77e4ce393167"},
            known=Known(
                size=10602,
                rows=243,
                content="834787a30d505c8c0fdadd97e00f6de917407b6f5197702d00b2e19f227e7348",
                source="globalgov/manystates",
            ),
            build=spell_days,
        ),
        Release(
            version="2024",
            tables=(Table("statelist2024.csv", COLUMNS),),
            coverage=(1816, 2024),
            how_to_get=_GET.format("States2024.zip, which holds statelist2024.csv,"),
            download="https://correlatesofwar.org/wp-content/uploads/States2024.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
            build=spell_days,
        ),
    ),
)
