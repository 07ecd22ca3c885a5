"""ATOP: one row per alliance, phase and member."""

from foedus.datasets.catalog._atop import ATOPID, DOWNLOAD, FEATURES, GET, LICENCE, OBLIGATIONS, PAGE, day
from foedus.datasets.columns import citation, flag, whole
from foedus.datasets.model import Dataset, Known, Release, Table

COLUMNS = (
    ATOPID,
    whole("member", "COW code of the member; a few are no states of the system (8152).", 1, 9999, required=True),
    whole("phase", "Phase of the alliance, 0 where it has one only.", 0, required=True),
    flag("cowsys", "The member belongs to the COW system."),
    *day("yrent", "moent", day_="dayent", what="entry"),
    *day("yrexit", "moexit", day_="dayexit", what="exit", open_end=True),
    whole(
        "termmode",
        "How membership ended, inferred: 0 has not, 1 expiry, 2 renegotiated, 3 violation, 4 loss of independence, "
        "5 fulfilled, 6 defeat.",
        0,
        9,
    ),
    whole("termcaus", "Why it ended, a code.", 0),
    *FEATURES,
    *OBLIGATIONS,
)

DATASET = Dataset(
    id="atop-members",
    title="Alliance Treaty Obligations and Provisions, members",
    about=(
        "One row per alliance, phase and member. In the file an exit year of 0 means: still a member; here it is null."
    ),
    page=PAGE,
    licence=LICENCE,
    citation=citation(__name__),
    key=("atopid", "member", "phase", "yrent"),
    columns=COLUMNS,
    releases=(
        Release(
            version="4.01",
            tables=(Table("atop-member-level.csv", COLUMNS),),
            coverage=(1815, 2016),
            how_to_get="ATOP 4.01, member level; newer: the CSV archive of ATOP 5.1 with atop5_1m.csv.",
            sha256={"atop-member-level.csv": "37533634acbba64af9b900425fad50fcecb69f4a80f9f1d22d9847911bf21e40"},
            known=Known(
                size=543083,
                rows=2398,
                content="487f30120359fa0539271297997d8f6ae22ca261f8290b132bb1adc82986d564",
                source="joshuaalley/arms-allies",
            ),
        ),
        Release(
            version="5.1",
            tables=(Table("atop5_1m.csv", COLUMNS),),
            coverage=(1815, 2018),
            how_to_get=GET.format("atop5_1m.csv"),
            download=DOWNLOAD,
            sha256={"atop5_1m.csv": "0e3c803f65275c3cb9309d08c04710416dff16aee936c8b4f887c7b67ee5b55b"},
            known=Known(
                size=568197,
                rows=2510,
                content="b3562fb1a0a770b2ce38400f00df38ee4bf88e831d6be456cb8915d09b9a4c69",
                source="jandresgannon/DoDL inst/extdata",
            ),
        ),
    ),
)
