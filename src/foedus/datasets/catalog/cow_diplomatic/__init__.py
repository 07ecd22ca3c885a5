"""Diplomatic representation of states at each other."""

from foedus.datasets.columns import COW_TERMS, NONE_PUBLISHED, citation, codes, flag, whole, year
from foedus.datasets.model import Dataset, Release, Table

_LEVELS = "0 none, 1 chargé d'affaires, 2 minister, 3 ambassador, 9 other"
COLUMNS = (
    *codes(),
    year(),
    whole("dr_at_1", f"Representation of state 2 at state 1: {_LEVELS}.", 0, 9),
    whole("dr_at_2", f"Representation of state 1 at state 2: {_LEVELS}.", 0, 9),
    flag("de", "Either is represented at the other."),
)

DATASET = Dataset(
    id="cow-diplomatic",
    title="Diplomatic Exchange (COW)",
    about=(
        "One row per dyad and year of observation. The lists behind it are some years apart, every fifth since 1950: years between "
        "are not covered. The level 9 is no rank above ambassador."
    ),
    page="https://correlatesofwar.org/data-sets/diplomatic-exchange/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2006.1",
            tables=(Table("Diplomatic_Exchange_2006v1.csv", COLUMNS),),
            coverage=(1817, 2005),
            how_to_get="Download Diplomatic_Exchange_2006.1.zip from correlatesofwar.org; it holds Diplomatic_Exchange_2006v1.csv.",
            download="https://correlatesofwar.org/wp-content/uploads/Diplomatic_Exchange_2006.1.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
        ),
    ),
)
