"""Who depends on whom by datasets: arms and outside support where they are installed, and flows that a user gives by file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from foedus.affinity.acts import Attribution
from foedus.affinity.support import support_acts
from foedus.assessment.commitment.channels import Channel, channel_of_flows
from foedus.case.model import Case
from foedus.datasets import load
from foedus.datasets.crosswalks.sipri import match_sipri
from foedus.errors import InputError
from foedus.models.commitment.flows import read_flows
from foedus.models.envelope import InputFile
from foedus.nearest import nearest_hint
from foedus.terms.cooperation import CHANNELS
from foedus.terms.states.table import state_of

ARMS, SUPPORT = "sipri-transfers", "ucdp-esd"
FIRST_YEAR = 1992
"""First year of the register that is asked for."""

WINDOW = 5
"""Years of deliveries that count for a year: orders come in lumps, and what was delivered is still in use."""


def arms_by_year(case: Case, last: int) -> tuple[tuple[Channel, ...], str]:
    """Return the dependence both ways for each year from 1992, by the deliveries of five years, and what there is to note.

    Parameters
    ----------
    case : Case
        The case; its pair needs COW codes.
    last : int
        Last year.
    """
    pair = case.settings.focal_pair
    one, two = (case.actor[name].ccode for name in pair)
    if one is None or two is None:
        return (), f"{ARMS} is asked by COW codes, and one of the pair has none in actors.csv"
    try:
        loaded = load(ARMS)
    except InputError as error:
        return (), str(error)
    flows = match_sipri(loaded.frame).group_by("ccode1", "ccode2", "year").agg(pl.col("tiv").sum())
    source = f"{ARMS} {loaded.info.version}"
    start, end = loaded.coverage()
    found = []
    for year in range(max(FIRST_YEAR, start), min(last, end) + 1):
        window = flows.filter(pl.col("year").is_between(year - WINDOW + 1, year))
        for ends, taker, giver in ((pair, one, two), (pair[::-1], two, one)):
            taken = window.filter(ccode2=taker).group_by("ccode1").agg(pl.col("tiv").sum()).sort("ccode1")
            given = {name_of(code): value for code, value in taken.iter_rows() if code != giver}
            own = float(sum(value for code, value in taken.iter_rows() if code == giver))
            found.append(channel_of_flows("arms", str(year), ends=ends, own=own, others=given, source=source))
    return tuple(found), f"{ARMS} ends in {end}" if last > end else ""


def support_by_year(case: Case, last: int) -> tuple[tuple[Channel, ...], str]:
    """Return the dependence both ways for each year in which one of the pair supports the other's government in a conflict.

    A kind of support is a flow of 1 in its channel, one half where the row does not say who of several gave it. Parameters and
    notes are those of :func:`arms_by_year`.
    """
    pair = case.settings.focal_pair
    one, two = (case.actor[name].ccode for name in pair)
    if one is None or two is None:
        return (), f"{SUPPORT} is asked by COW codes, and one of the pair has none in actors.csv"
    try:
        loaded = load(SUPPORT)
    except InputError as error:
        return (), str(error)
    worth = pl.when(pl.col("attribution") == Attribution.SHARED).then(0.5).otherwise(1.0)
    acts = support_acts(loaded.frame, loaded.info.version).filter(
        pl.col("recipient_ccode").is_in([one, two]) & pl.col("channel").is_not_null() & (pl.col("year") <= last)
    )
    given = acts.with_columns(value=worth).group_by(
        "channel", "year", "recipient_ccode", "supporter_ccode", "supporter"
    )
    flows = given.agg(pl.col("value").sum())
    between = flows.filter(pl.col("supporter_ccode").is_in([one, two]))
    found = []
    for channel, year in sorted(set(between.select("channel", "year").iter_rows())):
        now = flows.filter(channel=channel, year=year)
        for ends, taker, giver in ((pair, one, two), (pair[::-1], two, one)):
            taken = now.filter(recipient_ccode=taker).select("supporter_ccode", "supporter", "value").sort("supporter")
            others = {name: value for code, name, value in taken.iter_rows() if code != giver}
            own = float(sum(value for code, _, value in taken.iter_rows() if code == giver))
            source = f"{SUPPORT} {loaded.info.version}"
            found.append(channel_of_flows(channel, str(year), ends=ends, own=own, others=others, source=source))
    end = loaded.coverage()[1]
    return tuple(found), f"{SUPPORT} ends in {end}" if last > end else ""


def name_of(ccode: int) -> str:
    """The name of a state, or its code where none is known."""
    state = state_of(ccode)
    return str(ccode) if state is None else state.name


def flows_of_file(case: Case, path: Path, last: int) -> tuple[tuple[Channel, ...], InputFile]:
    """Return the dependence by the flows of a user's file, whose suppliers and recipients are ids of actors, and the file.

    A side of which no row of a channel and year says what it takes has none there: silence of a file is not zero.

    Raises
    ------
    FileError
        If anything in the file is wrong.
    InputError
        If a channel is none of the case's, or no row says what either of the pair takes.
    """
    pair = case.settings.focal_pair
    flows, file = read_flows(path, pair)
    for flow in flows:
        if flow.channel not in CHANNELS:
            hint = nearest_hint(flow.channel, CHANNELS)
            raise InputError(f"{path.name}: channel {flow.channel!r}: expected one of {', '.join(CHANNELS)}{hint}")
    seen = [flow for flow in flows if flow.year is None or flow.year <= last]
    if not seen:
        raise InputError(
            f"{path.name}: no row up to {last} says what {pair[0]} or {pair[1]} takes; recipients are ids of actors"
        )
    found = []
    for channel, year in sorted({(flow.channel, flow.year or 0) for flow in seen}):
        for ends in (pair, pair[::-1]):
            now = [row for row in seen if (row.channel, row.year or 0) == (channel, year) and row.recipient == ends[0]]
            if not now:
                continue
            given = {row.supplier: row.value for row in now}
            own = given.pop(ends[1], 0.0)
            period = str(year) if year else "all years"
            found.append(channel_of_flows(channel, period, ends=ends, own=own, others=given, source=path.name))
    notes = [*file.notes, *_strangers(case, file.name, sorted({flow.supplier for flow in seen}))]
    if len(seen) < len(flows):
        notes.append(
            f"{file.name}: rows after {last}, the year of the cut-off, are not used: {len(flows) - len(seen):,}"
        )
    return tuple(found), InputFile(file.name, file.sha256, tuple(notes))


def _strangers(case: Case, file: str, suppliers: list[str]) -> Iterator[str]:
    """Suppliers that are no actors of the case: allowed, but they may be misspelt."""
    for supplier in suppliers:
        if supplier not in case.actor:
            yield f"{file}: supplier {supplier!r} is no actor of the case{nearest_hint(supplier, case.actor)}"
