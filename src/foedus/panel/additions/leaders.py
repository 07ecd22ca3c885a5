"""Leaders: who led each state in a year, and what is known of a leader by the number of the term in office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.additions.state_level import read_states, state_labels
from foedus.panel.choice import choose
from foedus.panel.membership import expand_ranges
from foedus.panel.offices import Tenures, read_tenures
from foedus.panel.step import Build, Column, Step
from foedus.terms.states.systems import CODE, LAST_DAY, Scheme, listed

Exits = Literal["ever", "year"]
COMPLETE_FROM = 1870
"""Year from which a year's leaders are told; Archigos has all states from 1875 on, some earlier."""

TURNOVER = {
    "leadertransition": "leaders at the start and at the end of the year differ",
    "irregular": "such a transition, and a leader of the year left irregularly",
    "n_leaders": "number of leaders in the year",
    "jan1obsid": "term in office at the start of the year, number of Archigos",
    "dec31obsid": "term in office at the end of the year, number of Archigos",
}
EXIT_RULES = {
    "ever": "a leader of the year left irregularly, then or later",
    "year": "a leader left irregularly in the year",
}

LEAD = {
    "leveledu": "education, 0 primary to 3 graduate school",
    "milservice": "served in the military",
    "combat": "saw combat",
    "rebel": "was a rebel",
    "warwin": "in the military in a war that was won",
    "warloss": "in the military in a war that was lost",
    "rebelwin": "a rebel in a rebellion that won",
    "rebelloss": "a rebel in a rebellion that lost",
    "yrsexper": "years of political experience before office",
    "physhealth": "in poor physical health",
    "mentalhealth": "in poor mental health",
}
LWUF = {
    f"theta{place}_{moment}": f"willingness to use force, model {place}, {word}"
    for place in range(1, 5)
    for moment, word in (("mean", "mean"), ("sd", "standard deviation"))
}
CODES = {
    "leadid": "leader, number of Archigos 4.1",
    "leadid29": "leader, number of Archigos 2.9",
    "leaderid": "leader, number of LEAD",
}
TERM = {
    "startdate": "first day in office",
    "enddate": "last day in office",
    "entry": "how the leader came into office",
    "exit": "how the leader left office",
    "exitcode": "by whom an irregular exit was forced",
}


def archigos(sides: tuple[str, ...], scheme: Scheme, *, exits: Exits = "ever", version: str | None = None) -> Step:
    """Turnover of leaders of each state in the year.

    Raises InputError: another choice of `exits`.
    """
    if exits not in get_args(Exits):
        raise InputError(
            f"add_archigos: exits {exits!r}; expected 'ever' ({EXIT_RULES['ever']}) or 'year' (in that year)"
        )

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load("archigos", version)
        tenures = read_tenures(source, "cow" if scheme == "cow" else "archigos")
        frame = turnover(tenures, code=CODE[scheme], exits=exits)
        if scheme == "cow":
            frame = frame.join(_member_years(), on=["ccode", "year"], how="semi")
        covered = replace(source, frame=frame, coverage=(COMPLETE_FROM, source.coverage[1]))
        return read_states(panel, covered, list(TURNOVER), sides=sides)

    promised = tuple(
        replace(column, rule=EXIT_RULES[exits]) if column.name.startswith("irregular") else column
        for column in state_labels(TURNOVER, sides, dataset="archigos")
    )
    return Step("add_archigos", promised, build, versions={"archigos": version}, units=("state", "dyad"))


def turnover(tenures: Tenures, *, code: str, exits: Exits) -> pl.DataFrame:
    """State-years with the leaders of the year: `code`, year, and the columns of `TURNOVER`."""
    first, last = tenures.years
    at, year = expand_ranges(np.maximum(first, COMPLETE_FROM).astype(np.int32), last.astype(np.int32))
    opening, closing = (np.char.add(year.astype(str), end).astype("datetime64[D]") for end in ("-01-01", "-12-31"))
    epoch = np.datetime64("1970-01-01")
    frame = tenures.leaders.select("obsid", "leadid", "exit", "enddate")[tenures.leader[at]].with_columns(
        pl.Series(code, tenures.codes[tenures.state[at]]),
        year=pl.Series(year.astype(np.int32)),
        order=pl.Series(tenures.leader[at]),
        since=pl.Series(np.maximum(tenures.start[at], (opening - epoch).astype(np.int64))),
        until=pl.Series(np.minimum(tenures.end[at], (closing - epoch).astype(np.int64))),
    )
    irregular = pl.col("exit") == "Irregular"
    if exits == "year":
        irregular &= pl.col("enddate").dt.year() == pl.col("year")
    told = frame.group_by(code, "year", maintain_order=True).agg(
        pl.col("obsid").sort_by("since", "order").first().alias("jan1obsid"),
        pl.col("obsid").sort_by("until", "order").last().alias("dec31obsid"),
        pl.col("leadid").n_unique().cast(pl.Int32).alias("n_leaders"),
        irregular.any().alias("irregular"),
    )
    changed = pl.col("jan1obsid") != pl.col("dec31obsid")
    return told.with_columns(
        changed.cast(pl.Int8).alias("leadertransition"),
        (changed & pl.col("irregular")).cast(pl.Int8).alias("irregular"),
    )


def _member_years() -> pl.DataFrame:
    """Codes of the Correlates of War and years in which they are members."""
    rows = [
        (state.code, year)
        for state in listed("cow").values()
        for start, end in state.days
        for year in range(start.year, (end or date(LAST_DAY["cow"].year, 12, 31)).year + 1)
    ]
    return pl.DataFrame(rows, schema={"ccode": pl.Int32, "year": pl.Int32}, orient="row").unique()


def attributes(
    verb: str,
    dataset: str,
    *,
    columns: Mapping[str, str],
    keep: Sequence[str],
    of: str,
    sides: tuple[str, ...],
    prefix: str = "",
    version: str | None = None,
) -> Step:
    """Columns of a dataset of terms in office for the terms that the columns `of` name; `keep` names some of them.

    Raises InputError: `keep` names a column that the dataset does not have.
    """
    chosen = choose(verb, "keep", keep, columns) or tuple(columns)
    promised = tuple(
        Column(f"{prefix}{name}{side}", f"{columns[name]}{f', state {side}' if side else ''}", (dataset,))
        for side in sides
        for name in chosen
    )

    def build(panel: Build) -> list[pl.Series]:
        table = panel.load(dataset, version).frame.select("obsid", *chosen)
        made = []
        for side in sides:
            found = terms_of(panel, f"{of}{side}").to_frame().join(table, on="obsid", how="left", maintain_order="left")
            made += [found[name].alias(f"{prefix}{name}{side}") for name in chosen]
        return made

    needs = tuple(f"{of}{side}" for side in sides)
    return Step(verb, promised, build, needs=needs, versions={dataset: version}, units=("state", "dyad"))


def terms_of(panel: Build, column: str) -> pl.Series:
    """A column of numbers of terms in office as text named obsid."""
    return panel.made[column].cast(pl.String).alias("obsid")
