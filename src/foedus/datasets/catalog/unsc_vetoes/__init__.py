"""Vetoes in the UN Security Council, by the members that are named as casting them."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import citation, flag, text, whole
from foedus.datasets.model import LINE, Built, Column, Dataset, Known, Place, Release, Table, stored
from foedus.errors import Problem

MEMBERS = {"China": 710, "France": 220, "Russia": 365, "USSR": 365, "UK": 200, "USA": 2}
"""COW codes of the permanent members by their names in the file."""
_NAMED = tuple(f"member_veto{number}" for number in (1, 2, 3))
COLUMNS = (
    whole("entry", "Number of the row, counted from 1; neither draft nor meeting is a key.", 1, place=Place.STORED),
    text("written_date", "Day as written, M/D/YYYY.", "date", required=True, place=Place.FILE),
    Column("date", pl.Date, "Day of the vote.", place=Place.STORED),
    Column("year", pl.Int32, "Calendar year.", unit="year", required=True),
    text("draft", "Document of the draft; several early drafts share one.", required=True),
    text("meeting", "Record of the meeting.", "meeting_record"),
    text("item", "Item of the agenda.", "agenda_item", required=True),
    text("topic", "The crisis that it is about.", "crisis_topic"),
    text("region", "Part of the world.", required=True),
    text(
        "members", "The members that cast a veto as the list names them (USSR to 1991), by commas.", place=Place.STORED
    ),
    *(
        text(name, "A member that cast a veto.", words=tuple(MEMBERS), required=name == _NAMED[0], place=Place.FILE)
        for name in _NAMED
    ),
    *(
        flag(
            f"veto_{ccode}",
            f"{' or '.join(name for name, code in MEMBERS.items() if code == ccode)} is named.",
            place=Place.STORED,
        )
        for ccode in sorted(set(MEMBERS.values()))
    ),
)


def by_name(tables: Sequence[pl.DataFrame]) -> Built:
    """Count the members that are named; the file's own columns of 0 and 1 miss 26 of their vetoes and are not read."""
    frame = tables[0].with_columns(pl.col("written_date").str.to_date("%m/%d/%Y", strict=False).alias("date"))
    codes = {
        name: pl.col(name).replace_strict(MEMBERS, default=None, return_dtype=pl.Int32).alias(name) for name in _NAMED
    }
    named = pl.concat_str(_NAMED, separator=", ", ignore_nulls=True).alias("members")
    frame = (
        frame.with_columns(named)
        .with_columns(codes.values())
        .with_columns(
            pl.any_horizontal(pl.col(name).eq_missing(ccode) for name in _NAMED).cast(pl.Int8).alias(f"veto_{ccode}")
            for ccode in set(MEMBERS.values())
        )
    )
    wrong = frame.filter(pl.col("date").is_null()).select(LINE, "written_date")
    problems = tuple(
        (line, Problem("", None, "date", day, "a day such as 2/16/1946")) for line, day in wrong.iter_rows()
    )
    return Built(frame.with_columns(pl.col(LINE).cast(pl.Int32).add(1).alias("entry")), problems=problems)


DATASET = Dataset(
    id="unsc-vetoes",
    title="Vetoes in the United Nations Security Council",
    about="One row per vetoed draft, with the permanent members that are named as having voted against it.",
    page="https://research.un.org/en/docs/sc/quick/veto",
    licence="MIT for the table; cite the United Nations Dag Hammarskjöld Library, whose list it is.",
    citation=citation(__name__),
    key=("entry",),
    columns=stored(COLUMNS),
    releases=(
        Release(
            version="2022-09",
            tables=(Table("unsc_vetoes_1946_sept2022.csv", COLUMNS),),
            coverage=(1946, 2022),
            how_to_get="The CSV of the repository world-politics-datalab/vetoes-un-security-council.",
            sha256={
                "unsc_vetoes_1946_sept2022.csv": "d6b65d698d8f4e5a6eddcd922e7659b40e22d262940f1440b51360929d87ab74"
            },
            known=Known(
                size=33832,
                rows=214,
                content="273024a8fb124451aba4a5709421025625ee5df58570d785b50f204548fe9a1f",
                source="public repository",
            ),
            build=by_name,
        ),
    ),
)
