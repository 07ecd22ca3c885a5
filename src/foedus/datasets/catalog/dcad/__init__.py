"""Defence cooperation agreements in force between two states, by year."""

from foedus.datasets.columns import COW_TERMS, NONE_PUBLISHED, citation, codes, flag, year
from foedus.datasets.model import Dataset, Release, Table

_KINDS = {"General": "A general agreement", "Sector": "An agreement on one field", "Any": "An agreement of either kind"}
COLUMNS = (
    *codes(),
    year(),
    *(
        flag(f"dca{kind}V{number}", f"{about} is in force, {reading} reading.")
        for kind, about in _KINDS.items()
        for number, reading in ((1, "strict"), (2, "broad"))
    ),
)

DATASET = Dataset(
    id="dcad",
    title="Defense Cooperation Agreement Dataset",
    about="One row per dyad and year, with the kinds of bilateral agreements on defence cooperation that are in force.",
    page="https://correlatesofwar.org/data-sets/defense-cooperation-agreement-dataset/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="1.0",
            tables=(Table("DCAD-v1.0-dyadic.csv", COLUMNS),),
            coverage=(1980, 2010),
            how_to_get="Download kinne_dca.zip from correlatesofwar.org; it holds DCAD-v1.0-dyadic.csv.",
            download="https://correlatesofwar.org/wp-content/uploads/kinne_dca.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
        ),
    ),
)
