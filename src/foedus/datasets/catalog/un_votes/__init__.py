"""Roll calls of the UN General Assembly, state by state."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import polars as pl

from foedus.datasets.columns import citation, code, flag, text, whole
from foedus.datasets.crosswalks.iso_names import ccodes_of_iso
from foedus.datasets.model import LINE, Built, Column, Dataset, Known, Place, Release, Table, stored
from foedus.errors import Problem

FIRST_SESSION_YEAR = 1946
NOT_A_MEMBER = "9"
CODES = {"yes": 1, "abstain": 2, "no": 3}
LETTERS = {"Y": 1, "A": 2, "N": 3, "X": 8}
"""Votes of the library's file; X took no part."""
REGULAR, SPECIAL = r"^\d{1,3}$", r"(?i)^(e?s-?\d+|\d+(em)?sp)$"
"""Sessions of the library's file: 79, and special ones such as ES-10 and S-21."""
ISSUES = {
    "me": "the Palestinian conflict",
    "nu": "nuclear weapons and nuclear material",
    "di": "arms control and disarmament",
    "hr": "human rights",
    "co": "colonialism",
    "ec": "economic development",
}

_CALL = whole("rcid", "Number of the roll call.", 1, required=True)
_SESSION = whole(
    "session",
    "Session of the Assembly, which runs into the next year; a special session counts to the regular one before it.",
    1,
    200,
    required=True,
)
_VOTE = whole("vote", "1 yes, 2 abstention, 3 no, 8 absent.", 1, 8, required=True)
_DAY = Column("date", pl.Date, "Day of the vote.", place=Place.STORED)
_YEAR = Column(
    "year",
    pl.Int32,
    "Year of the day of the vote, which in resumed sessions is not the session's.",
    unit="year",
    place=Place.STORED,
)
_FLAGS = tuple(flag(name, f"The vote is on {about}.", place=Place.STORED) for name, about in ISSUES.items())
_AMENDMENT = flag("amend", "The vote is on an amendment; null where the edition does not say.", place=Place.STORED)
_PARAGRAPH = flag("para", "The vote is on a paragraph; null where the edition does not say.", place=Place.STORED)
_RESOLUTION = text("resolution", "Resolution or draft.", "unres")
_WRITTEN = text("written_date", "Day as written.", "date", place=Place.FILE)

RAW = (
    _CALL,
    code(),
    _SESSION,
    _VOTE,
    _WRITTEN,
    flag("important", "The State Department called the vote important.", "importantvote", optional=True),
    replace(_RESOLUTION, optional=True),
    # In 197 rows the flag of economic development is written 0\", by an escape that went wrong.
    *(text(f"{name}_written", f"On {about}.", name, place=Place.FILE) for name, about in ISSUES.items()),
    _DAY, _YEAR, *_FLAGS,
    *(replace(kind, place=Place.BOTH, optional=True) for kind in (_AMENDMENT, _PARAGRAPH)),  # in later editions
)  # fmt: skip
_NAMED = (
    _CALL,
    text("country", "Name of the state.", place=Place.FILE),
    text("country_code", "ISO code of the state.", place=Place.FILE),
    text("vote_word", "The vote.", "vote", words=tuple(CODES), required=True, place=Place.FILE),
)
_CALLS = (
    _CALL,
    _SESSION,
    flag("important", "The State Department called the vote important.", "importantvote"),
    _WRITTEN,
    _RESOLUTION,
    flag("amend", "The vote is on an amendment.", place=Place.FILE),
    flag("para", "The vote is on a paragraph.", place=Place.FILE),
)
_LIBRARY = (
    whole("rcid", "Number of the record in the library.", 1, required=True, names=("undl_id",)),
    text("country_code", "ISO code of the state.", "ms_code", place=Place.FILE),
    text("country", "Name of the state.", "ms_name", required=True, place=Place.FILE),
    text("vote_word", "The vote; empty or X: none.", "ms_vote", words=tuple(LETTERS), place=Place.FILE),
    text("written_date", "Day as written.", "date", required=True, place=Place.FILE),
    text("written_session", "Session as written.", "session", required=True, place=Place.FILE),
    text("resolution", "Resolution."),
)
_OF_ISSUE = (
    _CALL,
    text("short_name", "Issue in short.", words=tuple(ISSUES), required=True, place=Place.FILE),
)


def with_days(tables: Sequence[pl.DataFrame]) -> Built:
    """Make days of M/D/YYYY and flags of what is written for them."""
    frame = _dated(tables[0])
    marks = [
        pl.col(f"{name}_written").str.strip_chars('\\"').cast(pl.Int8, strict=False).alias(name) for name in ISSUES
    ]
    frame = frame.with_columns(marks)
    return Built(frame, problems=_undated(frame))


def joined(tables: Sequence[pl.DataFrame]) -> Built:
    """Join votes, roll calls and issues, and give each voter its COW code in the year of the vote."""
    votes, calls, issues = tables
    calls = _dated(calls.drop(LINE))
    marks = [
        pl.col("rcid").is_in(issues.filter(short_name=name)["rcid"].implode()).cast(pl.Int8).alias(name)
        for name in ISSUES
    ]
    frame = votes.join(calls.with_columns(marks), on="rcid", how="left", maintain_order="left")
    frame = frame.with_columns(
        ccodes_of_iso(frame["country_code"], frame["country"], frame["year"]).alias("ccode"),
        pl.col("vote_word").replace_strict(CODES, return_dtype=pl.Int32).alias("vote"),
    )
    nowhere = frame.filter(pl.col("session").is_null())
    problems = [
        (line, Problem("", None, "rcid", str(call), "a roll call of un_roll_calls"))
        for line, call in nowhere.select(LINE, "rcid").iter_rows()
    ]
    kept, rejected = _coded(frame)
    return Built(kept, rejected, tuple(chain(problems, _undated(frame))))


def of_library(tables: Sequence[pl.DataFrame]) -> Built:
    """Read the library's letters, days and sessions; its file holds adopted resolutions alone and knows no issues."""
    frame = _dated(tables[0])
    written = pl.col("written_session")
    known = written.str.contains(REGULAR) | written.str.contains(SPECIAL)
    problems = tuple(
        (line, Problem("", None, "session", value, "a session such as 79 or ES-10"))
        for line, value in frame.filter(~known).select(LINE, "written_session").iter_rows()
    )
    frame = _in_sessions(frame).with_columns(
        ccodes_of_iso(frame["country_code"], frame["country"], frame["year"]).alias("ccode"),
        pl.col("vote_word").replace_strict(LETTERS, default=8, return_dtype=pl.Int32).alias("vote"),
        *(pl.lit(None, pl.Int8).alias(name) for name in ("important", *ISSUES)),
        amend=pl.lit(0, pl.Int8),
        para=pl.lit(0, pl.Int8),
    )
    kept, rejected = _coded(frame)
    return Built(kept, rejected, (*problems, *_undated(frame)))


def _in_sessions(frame: pl.DataFrame) -> pl.DataFrame:
    """Give votes of special sessions the regular session that was the last to begin; before any, that of their year."""
    number = pl.col("written_session").str.extract(r"^(\d{1,3})$").cast(pl.Int32)
    days = frame.select("date", regular=number).drop_nulls().group_by("regular").agg(pl.col("date").min())
    days = days.sort("date").with_columns(pl.col("regular").cum_max())
    joined = frame.with_row_index("_row").sort("date").join_asof(days, on="date").sort("_row").drop("_row")
    by_year = pl.col("year") - FIRST_SESSION_YEAR + 1
    return joined.with_columns(pl.coalesce(number, "regular", by_year).cast(pl.Int32).alias("session"))


def _coded(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    unknown = pl.col("ccode").is_null()
    without = frame.filter(unknown)["country"].value_counts(sort=True)
    return frame.filter(~unknown), {f"no COW code is known for {name}": number for name, number in without.iter_rows()}


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    """Read days as one or the other layout writes them: 12/31/2015, 2015-12-31."""
    written = pl.col("written_date")
    day = pl.coalesce(written.str.to_date(form, strict=False) for form in ("%Y-%m-%d", "%m/%d/%Y"))
    return frame.with_columns(day.alias("date"), day.dt.year().cast(pl.Int32).alias("year"))


def _undated(frame: pl.DataFrame) -> tuple[tuple[int | None, Problem], ...]:
    wrong = frame.filter(pl.col("date").is_null() & pl.col("written_date").is_not_null()).select(LINE, "written_date")
    return tuple((line, Problem("", None, "date", day, "a day of the calendar")) for line, day in wrong.iter_rows())


_STORED = stored(RAW)

DATASET = Dataset(
    id="un-votes",
    title="United Nations General Assembly voting data",
    about=(
        "One row per roll call and state that took part or was absent; votes on amendments and paragraphs are in it. The year is "
        "that of the day, not of the session, which differ in resumed sessions. Editions differ in the votes that they hold."
    ),
    page="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/LEJUQZ",
    licence="Public domain (CC0) at Harvard Dataverse; cite Voeten, Strezhnev and Bailey 2009.",
    citation=citation(__name__),
    key=("rcid", "ccode"),
    columns=_STORED,
    releases=(
        Release(
            version="2015",
            tables=(
                Table(
                    "UNVotesPublished_1946_2015.csv",
                    RAW,
                    left_out=(("no member of the United Nations at the time", pl.col("vote") == NOT_A_MEMBER),),
                ),
            ),
            coverage=(1946, 2015),
            how_to_get="The file of the Dataverse page (UNVotesPublished, an R file) saved as CSV with all of its columns.",
            sha256={
                "UNVotesPublished_1946_2015.csv": "bfef800f3a6a4ddbc32d00e761b78f68e8e9545e4cf75f7260a72ef93b8fedf0"
            },
            known=Known(
                size=56736592,
                rows=1066613,
                content="ee931ecff9bfa7bf5b139acebbec420094bd8e79c627d55c51bd27eee45c1f84",
                source="public repository, of R, saved as CSV",
            ),
            build=with_days,
        ),
        Release(
            version="2019",
            form="unvotes",
            tables=(
                Table("un_votes*.csv", _NAMED),
                Table("un_roll_calls.csv", _CALLS, stray=True),
                Table("un_roll_call_issues.csv", _OF_ISSUE),
            ),
            coverage=(1946, 2020),
            how_to_get="The three tables of the R package unvotes, each saved as CSV, in one folder. Absences are not in it.",
            sha256={
                "un_votes_1946_2019.csv": "cbbfd42f844064ea491d45b18167db05646da6de5ed73ffa3de122c70f17cd25",
                "un_roll_calls.csv": "eda9d6b49041800bc4d0f01f528dbe02e2a17dca853d6fde87dd1f1bcf6b96f6",
                "un_roll_call_issues.csv": "1fb5375c63db4a1b5c52070ca39f23507ef5404461ea8fabcedcb51935f6efa9",
            },
            known=Known(
                size=20566234,
                rows=882057,
                content="69a188533d8f5aed3dd17ee5897e98cf2312147667ad8936bd848d0bf8a23149",
                source="public repository, of R, saved as CSV",
            ),
            build=joined,
        ),
        Release(
            version="undl",
            tables=(Table("*ga_voting*.csv", _LIBRARY, stray=True, slim=True),),
            coverage=(1946, 2026),
            how_to_get=(
                "The file of General Assembly voting data of the UN Digital Library (Dag Hammarskjöld Library, open data). It "
                "holds adopted resolutions alone, no votes on amendments or paragraphs, and no issues."
            ),
            no_checksum="the library renews the file",
            tried=False,
            build=of_library,
        ),
    ),
)
