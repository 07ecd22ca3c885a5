"""Dyadic Militarized Interstate Disputes of Maoz and others."""

import polars as pl

from foedus.datasets.columns import COW_TERMS, NONE_PUBLISHED, citation, code, flag, number, whole, year
from foedus.datasets.model import Column, Dataset, Known, Release, Rule, Table

_MISSING = (-9,)


def _of(name: str, description: str, *, low: float, high: float | None) -> tuple[Column, ...]:
    return tuple(
        whole(f"{name}{side}", f"{description}, state {side}.", low, high, missing=_MISSING) for side in ("a", "b")
    )


COLUMNS = (
    whole("disno", "Number of the dispute.", 1, required=True),
    number("dyindex", "Number of the dyad in the dispute.", low=0, required=True),
    code("ccode1", "statea", description="COW code of state a"),
    code("ccode2", "stateb", description="COW code of state b"),
    year(),
    *(
        whole(f"strt{part}", f"Start of the dyad's dispute: {part}.", missing=_MISSING)
        for part in ("day", "mnth", "yr")
    ),
    *(whole(f"end{part}", f"End of the dyad's dispute: {part}.", missing=_MISSING) for part in ("day", "mnth", "year")),
    whole("outcome", "Outcome, 0 to 9.", 0, 9, missing=_MISSING),
    whole("settlmnt", "Settlement, 0 to 4.", 0, 4, missing=_MISSING),
    whole("fatlev", "Fatality level, 0 to 6.", 0, 6, missing=_MISSING),
    whole("highact", "Highest action, 0 to 23.", 0, 23, missing=_MISSING),
    whole("hihost", "Highest hostility level, 1 to 5.", 1, 5, missing=_MISSING),
    whole("recip", "Reciprocated, a code.", 0, 2, missing=_MISSING),
    flag("sideaa", "State a is on side A.", missing=_MISSING),
    flag(
        "sideab",
        "State b is on side A; four rows of dispute 611 have 1969 in version 4.02: missing.",
        missing=(-9, 1969),
    ),
    *_of("revstat", "Revisionist, a code", low=0, high=9),
    *_of("revtype", "Kind of revision", low=0, high=9),
    *_of("fatlev", "Fatality level", low=0, high=6),
    *_of("highmca", "Highest action", low=0, high=23),
    *_of("hihost", "Hostility level", low=1, high=5),
    *_of("orignat", "From the first day", low=0, high=1),
    *_of("role", "Role, a code", low=1, high=4),
    flag("war", "The dispute is a war.", missing=_MISSING),
    whole("durindx", "Number of the year in the dispute.", 1, missing=_MISSING),
    whole("duration", "Days in the year.", 0, 366, unit="days", missing=_MISSING),
    whole("cumdurat", "Days up to the end of the year.", 0, unit="days", missing=_MISSING),
    flag("new", "The dyad's dispute begins in the year.", missing=_MISSING),
)

DATASET = Dataset(
    id="dyadic-mid",
    title="Dyadic Militarized Interstate Disputes",
    about=(
        "One row per dispute, dyad and year, directed. A dyad may have several rows with one dispute in a year "
        "(dyindex tells them apart): 16 have in version 4.02."
    ),
    page="https://correlatesofwar.org/data-sets/mids/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("disno", "dyindex", "ccode1", "ccode2", "year"),
    columns=COLUMNS,
    rules=(Rule("ccode2", pl.col("ccode1") == pl.col("ccode2"), "a state other than state a"),),
    releases=(
        Release(
            version="4.02",
            tables=(Table("dyadic_mid_4.02.csv", COLUMNS),),
            coverage=(1816, 2014),
            how_to_get="dyadic_mid_4.02.csv is superseded; download 4.03 from the Correlates of War Project.",
            sha256={"dyadic_mid_4.02.csv": "bad6c6f81231f5ae32ec95a2d8bcbb4f5a356c596db9a4fc256c9a9ffdd8dcbf"},
            known=Known(
                size=1715328,
                rows=10358,
                content="561a523cd67715c19844dfed05351dea9ddcf9b0728c1160e1cf2096d0bcf60a",
                source="public replication repository",
            ),
        ),
        Release(
            version="4.03",
            tables=(Table("dyadic_mid_4.03.csv", COLUMNS),),
            coverage=(1816, 2014),
            how_to_get="Download dyadic_mid_4.03.zip from the Correlates of War Project (Militarized Disputes).",
            download="https://correlatesofwar.org/wp-content/uploads/dyadic_mid_4.03.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
        ),
    ),
)
