"""Read the distributors' files that the committed tables are built from.

One function per file, each returning a frame with declared columns: codes and years are 32-bit integers
(many official files hold them as floats; a fraction is refused), rows that the file means by "absent"
are dropped. Nothing here is part of the package: users read their own files through `foedus.datasets`.
"""

import os
from pathlib import Path

import polars as pl

PROJECT = Path(__file__).resolve().parents[1]

#: Last year that each file covers; what lies beyond is unknown, not zero.
LAST_YEAR = {
    "states": 2016,
    "majors": 2016,
    "contiguity": 2016,
    "gml": 2010,
    "cow": 2014,
    "atop": 2018,
    "rivalry": 2020,
    "nmc": 2022,
    "democracy": 2025,
    "ideal_points": 2024,
    "capitals": 2024,
}
#: Datasets whose last year is carried forward, and what is carried, in words.
CARRIED = {"states": "system members", "majors": "major powers", "contiguity": "contiguity"}

FILE_NAMES = {
    "states": "states2016.csv",
    "majors": "cow_majors.csv",
    "contiguity": "contdird.csv",
    "gml": "gml-ddy-disputes-2.1.1.csv",
    "cow": "cow_mid_ddydisps.csv",
    "atop": "atop_alliance.csv",
    "rivalry": "tss_rivalries.csv",
    "nmc": "cow_nmc.csv",
    "democracy": "cw_democracy.csv",
    "ideal_points": "IdealpointsJuly2025.csv",
    "capitals": "cow_capitals.csv",
}


def shared_folder() -> Path:
    """Folder of the official files: ``$FOEDUS_SHARED/data/states``, by default beside the project."""
    root = os.environ.get("FOEDUS_SHARED")
    return (Path(root) if root else PROJECT.parent / "shared") / "data" / "states"


def covered(year: int, dataset: str) -> int:
    """The year to look up: `year`, or the last one of a dataset that is carried forward."""
    return min(year, LAST_YEAR[dataset]) if dataset in CARRIED else year


def _read(dataset: str, whole: list[str], others: list[str] | None = None) -> pl.DataFrame:
    """Columns `whole` (as Int32, no fraction allowed) and `others` (as they are) of a dataset's file."""
    path = shared_folder() / FILE_NAMES[dataset]
    frame = pl.read_csv(path, infer_schema_length=None, columns=whole + (others or []))
    for column in whole:
        fractions = frame.filter(pl.col(column) != pl.col(column).round())
        if fractions.height:
            raise ValueError(f"{path.name}: {column} holds fractions: {fractions[column].head(5).to_list()}")
    return frame.with_columns(pl.col(whole).cast(pl.Int32))


def read_states() -> pl.DataFrame:
    """Spells of system membership (COW 2016): ccode, first year, last year; 2016 means "still a member"."""
    frame = _read("states", ["ccode", "styear", "endyear"])
    return frame.rename({"styear": "start", "endyear": "end"})


def read_majors() -> pl.DataFrame:
    """Spells of major powers (COW 2016): ccode, start, end, years inclusive."""
    return _read("majors", ["ccode", "styear", "endyear"]).rename({"styear": "start", "endyear": "end"})


def read_alliances() -> pl.DataFrame:
    """Directed dyad-years with an alliance (ATOP 5.1): five 0/1 obligations of `ccode1` to `ccode2`."""
    obligations = ["defense", "offense", "neutral", "nonagg", "consul"]
    frame = _read("atop", ["ccode1", "ccode2", "year", *(f"atop_{name}" for name in obligations)])
    return frame.rename({f"atop_{name}": name for name in obligations})


def read_disputes(dataset: str) -> pl.DataFrame:
    """Dyad-years with a militarized dispute going on, by `dataset`: ``gml`` (2.1.1) or ``cow`` (MID 5)."""
    flag = {"gml": "midongoing", "cow": "cowmidongoing"}[dataset]
    frame = _read(dataset, ["ccode1", "ccode2", "year", flag])
    return frame.filter(pl.col(flag) == 1).select("ccode1", "ccode2", "year").unique(maintain_order=True)


def read_rivalries() -> pl.DataFrame:
    """Spells of strategic rivalry (Thompson, Sakuwa and Suhas): ccode1, ccode2, start, end, inclusive."""
    return _read("rivalry", ["ccode1", "ccode2", "start", "end"])


def read_contiguity() -> pl.DataFrame:
    """Closest contiguity type of directed dyad-years (COW 3.2): 1 land to 5 four hundred miles of water."""
    frame = _read("contiguity", ["state1no", "state2no", "year", "conttype"])
    frame = frame.rename({"state1no": "ccode1", "state2no": "ccode2"})
    return frame.group_by("ccode1", "ccode2", "year", maintain_order=True).agg(pl.col("conttype").min())


def read_capabilities() -> pl.DataFrame:
    """Composite capability (National Material Capabilities 7.0): ccode, year, cinc, 0 to 1."""
    return _read("nmc", ["ccode", "year"], ["cinc"]).filter(pl.col("cinc") >= 0)


def read_democracy() -> pl.DataFrame:
    """Democracy by ccode and year: euds, polity2, v2x_polyarchy; coverage differs by column."""
    return _read("democracy", ["ccode", "year"], ["euds", "polity2", "v2x_polyarchy"])


def read_ideal_points() -> pl.DataFrame:
    """Ideal points in the UN General Assembly, all votes (Bailey, Strezhnev and Voeten, July 2025)."""
    frame = _read("ideal_points", ["ccode", "year"], ["idealpointall"])
    return frame.drop_nulls().rename({"idealpointall": "ideal_point"})


def read_capitals() -> pl.DataFrame:
    """Capitals in degrees: ccode, lat, lng, and the years (`start`, `end`) at whose last day each stood."""
    frame = _read("capitals", ["ccode"], ["stdate", "enddate", "lat", "lng"])
    dates = frame.with_columns(pl.col("stdate", "enddate").str.to_date())
    ends_at_new_year = (pl.col("enddate").dt.month() == 12) & (pl.col("enddate").dt.day() == 31)
    return dates.select(
        "ccode",
        "lat",
        "lng",
        pl.col("stdate").dt.year().alias("start"),
        pl.when(ends_at_new_year)
        .then(pl.col("enddate").dt.year())
        .otherwise(pl.col("enddate").dt.year() - 1)
        .alias("end"),
    )
