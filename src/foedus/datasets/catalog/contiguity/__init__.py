"""Direct Contiguity: how near two states and their dependencies' shores lie."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import COW_TERMS, citation, code, year
from foedus.datasets.model import Built, Column, Dataset, Known, Release, Table

COLUMNS = (
    code("ccode1", "state1no", "ccode1", description="COW code of the first state"),
    code("ccode2", "state2no", "ccode2", description="COW code of the second state"),
    year(),
    Column(
        "conttype",
        pl.Int8,
        "Closest contiguity: 1 land or river, 2 to 12 miles of water, 3 to 24, 4 to 150, 5 to 400.",
        low=1,
        high=5,
        required=True,
    ),
)


def closest(tables: Sequence[pl.DataFrame]) -> Built:
    """Keep the closest type of each dyad-year; 58 dyad-years stand twice in version 3.2."""
    frame = tables[0]
    kept = frame.group_by("ccode1", "ccode2", "year").agg(pl.col("conttype").min())
    repeated = frame.height - kept.height
    return Built(kept, {"the dyad-year stands twice: the closest type is kept": repeated} if repeated else {})


DATASET = Dataset(
    id="contiguity",
    title="Direct Contiguity",
    about=(
        "One row per directed dyad-year of states that are contiguous, by land or by at most 400 miles of water; a "
        "dyad-year inside the coverage that is absent is not contiguous. Where a dyad-year stands twice, the closest "
        "type holds."
    ),
    page="https://correlatesofwar.org/data-sets/direct-contiguity/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="3.2",
            tables=(Table("contdird.csv", COLUMNS),),
            coverage=(1816, 2016),
            how_to_get="Download DirectContiguity320.zip from the Correlates of War Project; it holds contdird.csv.",
            download="https://correlatesofwar.org/wp-content/uploads/DirectContiguity320.zip",
            sha256={
                "contdird.csv": "42b8fe2bc7fffe58665a38f7476d7d76cf3acd5a22e176c3691670997a4717f2",
                "DirectContiguity320.zip": "f1be081934f353f395bb873093b695ea01d7dfcb48e89146bd984c45342ba17a",
            },
            known=Known(
                size=3104061,
                rows=82498,
                content="6c4560ef0e2e0ce9abd2a9485c016c41109f3317c5ecc188a8593855deb279b6",
                source="globalgov/manystates",
            ),
            build=closest,
        ),
    ),
)
