"""Who depends on whom in trade, by the Correlates of War's dyads where they are installed."""

from __future__ import annotations

import polars as pl

from foedus.assessment.commitment.channels import Channel, channel_of_flows
from foedus.assessment.commitment.datasets import FIRST_YEAR, name_of
from foedus.case.model import Case
from foedus.datasets import load
from foedus.errors import InputError

TRADE = "cow-trade"


def trade_by_year(case: Case, last: int) -> tuple[tuple[Channel, ...], str]:
    """Return the dependence both ways for each year from 1992 in which both flows of the pair are known, and what to note.

    A flow is imports and exports together. Of other dyads what is known counts; a year in which a flow of the pair is missing
    is left out, for missing is not 0. Parameters are those of `datasets.arms_by_year`.
    """
    pair = case.settings.focal_pair
    one, two = (case.actor[name].ccode for name in pair)
    if one is None or two is None:
        return (), f"{TRADE} is asked by COW codes, and one of the pair has none in actors.csv"
    try:
        loaded = load(TRADE, columns=("ccode1", "ccode2", "year", "flow1", "flow2"))
    except InputError as error:
        return (), str(error)
    start, end = loaded.coverage()
    years = range(max(FIRST_YEAR, start), min(last, end) + 1)
    dyads = loaded.frame.filter(pl.col("year").is_in(years))
    source, found = f"{TRADE} {loaded.info.version}", []
    taken = {code: _partners(dyads, code) for code in (one, two)}
    for year in years:
        for ends, side, partner in ((pair, one, two), (pair[::-1], two, one)):
            now = taken[side].filter(year=year)
            if not now.filter(pl.col("partner") == partner, "whole").height:
                continue
            given = {int(code): float(value) for code, value in now.select("partner", "value").iter_rows()}
            own = given.pop(partner)
            others = {name_of(code): value for code, value in given.items()}
            found.append(channel_of_flows("economic", str(year), ends=ends, own=own, others=others, source=source))
    return tuple(found), _notes(len(years) - len(found) // 2, last=last, end=end)


def _partners(dyads: pl.DataFrame, code: int) -> pl.DataFrame:
    """What a state trades with each other by year: partner, year, value, and whether both flows are known."""
    sides = [
        dyads.filter(pl.col(own) == code).select(
            "year",
            partner=pl.col(other),
            value=pl.sum_horizontal("flow1", "flow2"),
            whole=pl.col("flow1").is_not_null() & pl.col("flow2").is_not_null(),
        )
        for own, other in (("ccode1", "ccode2"), ("ccode2", "ccode1"))
    ]
    return pl.concat(sides).sort("year", "partner")


def _notes(left_out: int, *, last: int, end: int) -> str:
    told = [f"{TRADE} ends in {end}"] if last > end else []
    if left_out:
        told.append(f"{TRADE}: {left_out} years in which a flow of the pair is not known are left out")
    return "; ".join(told)
