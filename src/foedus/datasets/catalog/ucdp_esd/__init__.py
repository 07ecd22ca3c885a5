"""UCDP External Support Dataset: who supported whom in an armed conflict, and with what, by year."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import NONE_PUBLISHED, citation, flag, no_value, text, whole, year
from foedus.datasets.model import LINE, Built, Column, Dataset, Known, Place, Release, Rule, Table, stored
from foedus.errors import Problem

LETTERS = {
    "x": "troops",
    "p": "troops present as a foreign force",
    "y": "access to infrastructure, or joint operations",
    "w": "weapons",
    "m": "materiel",
    "t": "training",
    "f": "funding",
    "i": "intelligence",
    "l": "territory",
    "o": "another kind",
    "u": "an unclear kind",
}
"""Kinds of support by their letters in the names of columns."""
_GIVERS = {"s": "states", "ns": "non-state supporters"}
_NONE = "0"
_MAY_LACK = ("ext_id", "ext_name", "ext_coalition_name", "location", "dyad_name", "gwno_a", "gwno_b")


def _letter(letter: str, about: str, *, counts: Place) -> tuple[Column, ...]:
    """A kind of support: given at all and by whom, and how many give it."""
    name = f"ext_{letter}"
    return (
        flag(name, f"Support with {about}.", required=True),
        *(flag(f"{name}_{end}", f"Of {who}: {about}.", required=True, place=counts) for end, who in _GIVERS.items()),
        whole(f"{name}_count", f"Supporters with {about}.", 0, required=True, place=counts),
        *(
            whole(f"{name}_count_{end}", f"Of them {who}.", 0, required=True, place=counts)
            for end, who in _GIVERS.items()
        ),
    )


def _columns(counts: Place) -> tuple[Column, ...]:
    return (
        text("unit", "What a row is: actor-year, or triad-year with one supporter.", place=Place.STORED),
        whole("id", "Number of the row in its file.", 1, required=True),
        flag("active", "The conflict reached 25 deaths in the year.", required=True),
        year(),
        whole("actor_id", "UCDP number of the actor that is supported.", 1, required=True),
        text("actor_name", "Its name.", required=True),
        flag("actor_nonstate", "It is no government.", required=True),
        whole("oppo_id", "UCDP number of the actor that it fights.", 1, required=True),
        text("oppo_name", "Its name.", required=True),
        whole("dyad_id", "UCDP number of the two.", 1, required=True),
        text("dyad_name", "Their names.", optional=True),
        flag("civil", "The conflict is within a state.", optional=True),
        whole("conflict_id", "UCDP number of the conflict.", 1, required=True),
        text("location", "Conflict, by place and incompatibility.", optional=True),
        text("gwno_a", "Gleditsch-Ward number of the state on side A; a list where there are several.", optional=True),
        text("gwno_b", "The same of side B; null within a state.", optional=True),
        text("ext_id", "UCDP numbers of the supporters, joined by commas; null: none."),
        text("ext_name", "Their names, joined by commas that names also hold: split the numbers."),
        flag("ext_nonstate", "Some supporter is no state."),
        flag("ext_coalition", "The support is that of a coalition.", optional=True),
        text("ext_coalition_name", "Its name.", optional=True),
        flag("ext_elements", "Some support comes from elements of a state, not from its government.", optional=True),
        flag("ext_bothsides", "Some supporter also supports the opponent.", optional=True),
        flag("ext_sup", "There is outside support.", required=True),
        *(flag(f"ext_sup_{end}", f"Of {who}.", required=True, place=counts) for end, who in _GIVERS.items()),
        whole("ext_count", "Supporters.", 0, required=True, place=counts),
        *(whole(f"ext_count_{end}", f"Of them {who}.", 0, required=True, place=counts) for end, who in _GIVERS.items()),
        *(column for letter, about in LETTERS.items() for column in _letter(letter, about, counts=counts)),
        whole("ext_sum", "Kinds of support.", 0, optional=True),
    )


COLUMNS = _columns(Place.BOTH)
_TRIADS = _columns(Place.STORED)


def actor_years(tables: Sequence[pl.DataFrame]) -> Built:
    """Keep the rows as they are; the numbers of supporters must be as many as are counted."""
    return _checked(tables[0], "actor-year")


def triad_years(tables: Sequence[pl.DataFrame]) -> Built:
    """Give a row of one supporter the counts that a row of an actor and year has."""
    frame, state = tables[0], pl.col("ext_nonstate").fill_null(0) == 0
    of = {"s": state, "ns": ~state}
    given = {"ext_sup": pl.col("ext_sup"), **{f"ext_{letter}": pl.col(f"ext_{letter}") for letter in LETTERS}}
    made = [(flags * of[end].cast(pl.Int8)).alias(f"{name}_{end}") for name, flags in given.items() for end in _GIVERS]
    for name, flags in given.items():
        count = "ext_count" if name == "ext_sup" else f"{name}_count"
        made.append(flags.cast(pl.Int32).alias(count))
        made += [(flags * of[end].cast(pl.Int32)).cast(pl.Int32).alias(f"{count}_{end}") for end in _GIVERS]
    return _checked(frame.with_columns(made), "triad-year")


def _checked(frame: pl.DataFrame, unit: str) -> Built:
    # A column of numbers of one supporter each is written with a point by programs that keep gaps in numbers.
    ids = pl.col("ext_id").str.replace_all(r"\s|\.0+\b", "").alias("ext_id")
    frame = frame.with_columns(no_value(*_MAY_LACK)).with_columns(ids)
    listed = pl.col("ext_id").str.split(",").list
    whole_numbers = pl.col("ext_id").str.contains(r"^\s*\d+\s*(,\s*\d+\s*)*$")
    wrong = frame.filter(
        ((listed.len().fill_null(0) != pl.col("ext_count")) | ~whole_numbers.fill_null(value=True))
        | (pl.col("ext_count_s") + pl.col("ext_count_ns") != pl.col("ext_count"))
    )
    problems = tuple(
        (
            line,
            Problem("", None, "ext_id", ids or "", f"the numbers of {count} supporters (ext_count), joined by commas"),
        )
        for line, ids, count in wrong.select(LINE, "ext_id", "ext_count").iter_rows()
    )
    name = pl.col("ext_coalition_name")
    frame = frame.with_columns(
        pl.lit(unit).alias("unit"),
        pl.when(name != _NONE).then(name).alias("ext_coalition_name"),
    )
    return Built(frame, problems=problems)


DATASET = Dataset(
    id="ucdp-esd",
    title="UCDP External Support Dataset",
    about=(
        "One row per actor in a conflict and year, with all who support it and the kinds of support that they give together: the "
        "kinds are of the row, not of one supporter; counts tell where all of them give one. The triad file has a row for each "
        "supporter. Rows without support say that none is known."
    ),
    page="https://ucdp.uu.se/downloads/",
    licence="CC BY 4.0; cite Meier et al. 2023.",
    citation=citation(__name__),
    key=("unit", "id"),
    columns=stored(COLUMNS),
    releases=(
        Release(
            version="18.1",
            form="triad-year",
            tables=(Table("ucdp-esd-ty-181.csv", _TRIADS),),
            coverage=(1975, 2017),
            how_to_get="Download the triad-year file from ucdp.uu.se (ucdp-esd-ty-181), as CSV or as a workbook.",
            no_checksum=NONE_PUBLISHED,
            tried=False,
            build=triad_years,
        ),
        Release(
            version="18.1",
            tables=(Table("ucdp-esd-ay-181.csv", COLUMNS),),
            coverage=(1975, 2017),
            how_to_get="Download the actor-year file from ucdp.uu.se (ucdp-esd-ay-181), as CSV or as a workbook.",
            sha256={"ucdp-esd-ay-181.csv": "e2ef2696e6afce9f11a698bdd34fd9d3e6f226b6242385620008434abf1c9b9b"},
            known=Known(
                size=1645637,
                rows=4781,
                content="112394350836ab57d7d61439196ee4e151ccdc8245aed17425fc795083b7accb",
                source="public repository, the workbook as CSV",
            ),
            build=actor_years,
        ),
    ),
    rules=(
        Rule(
            "ext_count",
            pl.col("ext_sup") != (pl.col("ext_count") > 0).cast(pl.Int8),
            "supporters where ext_sup is 1, and none where it is 0",
        ),
    ),
)
