"""Militarized disputes of leaders: one that begins or goes on while they are in office.

Of pairs of leaders the processed record of leader-dyad-years tells; of a single leader the record of participants, by the days
that the state spent in the dispute and the leader in office.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.additions.leaders import terms_of
from foedus.panel.choice import choose
from foedus.panel.membership import expand_ranges
from foedus.panel.offices import Tenures, read_tenures
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step
from foedus.panel.tenures import distinct_years, overlaps

Init = Literal["sidea-all-joiners", "sidea-with-joiners", "sidea-orig"]
INIT_RULES = {
    "sidea-all-joiners": "the leader at the start; on the side that acted first, or joined",
    "sidea-with-joiners": "the leader at the start; on the side that acted first, at once or as a joiner",
    "sidea-orig": "the leader at the start; on the side that acted first, from the first day",
}
DYADS, PARTICIPANTS = "gml-mid-ddly", "gml-part"
FLAGS = {"gmlmidonset": "a dispute begins", "gmlmidongoing": "a dispute goes on"}
INITIATED = {
    "gmlmidonset_init": "a dispute begins that leader 1 began or joined",
    "gmlmidongoing_init": "a dispute goes on that leader 1 began or joined",
}
DETAILS = {
    "dispnum": "number of the dispute",
    "sidea1": "state 1 on the side that acted first",
    "sidea2": "state 2 on the side that acted first",
    "orig1": "state 1 in the dispute on its first day",
    "orig2": "state 2 in the dispute on its first day",
    "obsid_start1": "leader of state 1 when it entered the dispute",
    "obsid_start2": "leader of state 2 when it entered the dispute",
    "obsid_end1": "leader of state 1 when it left the dispute",
    "obsid_end2": "leader of state 2 when it left the dispute",
}
KEY = ("obsid1", "obsid2", "year")


def leader_disputes(
    unit: str, *, directed: bool, keep: Sequence[str] = (), init: Init = "sidea-all-joiners", version: str | None = None
) -> Step:
    """Disputes of the leaders of a row, and details named in `keep` where the rows are of pairs.

    Raises InputError: another rule of `init`, or a detail that there is not.
    """
    if init not in get_args(Init):
        raise InputError(f"add_leader_disputes: init {init!r}; expected one of {', '.join(INIT_RULES)}")
    if unit == "state" and keep:
        raise InputError(f"add_leader_disputes: keep {keep!r}; expected none: rows of single leaders have no details")
    keep = choose("add_leader_disputes", "keep", keep, DETAILS)
    return _of_leaders(init, version) if unit == "state" else _of_pairs(directed, keep, init=init, version=version)


def _initiates(init: Init, side: str = "") -> pl.Expr:
    """Whether the leader was in office at the start, and the state began the dispute or joined it."""
    acted, first = pl.col(f"sidea{side}") == 1, pl.col(f"orig{side}") == 1
    rule = {"sidea-orig": acted & first, "sidea-with-joiners": acted, "sidea-all-joiners": acted | ~first}[init]
    return (rule & (pl.col(f"obsid_start{side}") == pl.col(f"obsid{side}"))).fill_null(False)


def _of_pairs(directed: bool, keep: Sequence[str], *, init: Init, version: str | None) -> Step:
    flags = FLAGS | (INITIATED if directed else {})
    promised = (
        *(Column(n, f"{label} (GML, leaders)", (DYADS,), INIT_RULES[init] if n in INITIATED else "") for n, label in flags.items()),
        *(Column(name, f"{DETAILS[name]} (GML, leaders)", (DYADS,), "one dispute per pair of leaders and year") for name in keep),
    )  # fmt: skip

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(DYADS, version)
        began = _initiates(init, "1")
        rows = source.frame.drop_nulls(["obsid1", "obsid2"]).with_columns(
            (pl.col(f"gmlmid{what}") * began).cast(pl.Int8).alias(f"gmlmid{what}_init") for what in ("onset", "ongoing")
        )
        wanted = pl.DataFrame([terms_of(panel, name).alias(name) for name in KEY[:2]])
        wanted = wanted.with_columns(year=pl.Series(panel.keys.calendar_year))
        found = wanted.join(rows.select(*KEY, *flags, *keep), on=KEY, how="left", maintain_order="left")
        known = panel.keys_in("cow").speaks_of_dyad()
        silent = _covered(source, panel) & (pl.lit(True) if known is None else pl.lit(pl.Series(known)))
        return _absent(found.with_columns(silent.alias("_silent")), list(flags), needs=("obsid1", "obsid2"), keep=keep)

    return Step("add_leader_disputes", promised, build, needs=KEY[:2], versions={DYADS: version}, units=("dyad",))


def _of_leaders(init: Init, version: str | None) -> Step:
    names = FLAGS | {name: label.replace("leader 1", "the leader") for name, label in INITIATED.items()}
    used = (PARTICIPANTS, "archigos", "states")
    promised = tuple(
        Column(name, f"{label} (GML, leaders)", used, INIT_RULES[init] if name in INITIATED else "days of both")
        for name, label in names.items()
    )

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(PARTICIPANTS, version)
        tenures = read_tenures(panel.load("archigos", None), "cow", panel.load("states", None))
        rows = leader_year_disputes(tenures, source.frame, init=init)
        wanted = pl.DataFrame([terms_of(panel, "obsid"), pl.Series("year", panel.keys.calendar_year)])
        found = wanted.join(rows, on=["obsid", "year"], how="left", maintain_order="left")
        present = wanted.join(_in_office(tenures), on=["obsid", "year"], how="left", maintain_order="left")["_silent"]
        found = found.with_columns((_covered(source, panel) & present.fill_null(False)).alias("_silent"))
        return _absent(found, list(names), needs=("obsid",))

    return Step(
        "add_leader_disputes", promised, build, needs=("obsid",), versions={PARTICIPANTS: version}, units=("state",)
    )


def leader_year_disputes(tenures: Tenures, participants: pl.DataFrame, *, init: Init) -> pl.DataFrame:
    """Leader-years with a dispute on a day of both: obsid, year, and the four flags.

    Participants of disputes in which no leader at the start or at the end is known are left out.
    """
    part = participants.filter((pl.col("allmiss_leader_start") == 0) & (pl.col("allmiss_leader_end") == 0))
    days = [
        part.select(pl.date(f"{end}year", f"{end}mon", f"dummy_{end}day").cast(pl.Int32))
        .to_series()
        .to_numpy()
        .astype(np.int64)
        for end in ("st", "end")
    ]
    one, two, first, last = overlaps(
        tenures.codes[tenures.state].astype(np.int64), tenures.start, end=tenures.end,
        other_group=part["ccode"].to_numpy().astype(np.int64), other_start=days[0], other_end=days[1],
    )  # fmt: skip
    starts, ends = (
        found.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970 for found in (first, last)
    )
    at, year = expand_ranges(starts.astype(np.int32), ends.astype(np.int32))
    spells = part.select("obsid_start", "sidea", "orig")[two[at]].with_columns(
        tenures.leaders["obsid"][tenures.leader[one[at]]],
        year=pl.Series(year.astype(np.int32)),
        began=pl.Series((first == days[0][two])[at] & (year == starts[at])),
    )
    flagged = spells.with_columns(init=_initiates(init))
    return flagged.group_by("obsid", "year").agg(
        gmlmidonset=pl.col("began").any().cast(pl.Int8),
        gmlmidongoing=pl.lit(1, pl.Int8),
        gmlmidonset_init=(pl.col("began") & pl.col("init")).any().cast(pl.Int8),
        gmlmidongoing_init=pl.col("init").any().cast(pl.Int8),
    )


def _in_office(tenures: Tenures) -> pl.DataFrame:
    """Terms and years in which they run on a day on which the state is a member by the Correlates of War."""
    first, last = tenures.years
    leader, year = distinct_years(
        tenures.leader, first, last, window=(int(first.min(initial=1)), int(last.max(initial=1)))
    )
    return pl.DataFrame({"obsid": tenures.leaders["obsid"][leader], "year": year.astype(np.int32)}).with_columns(
        _silent=pl.lit(True)
    )


def _covered(source: Source, panel: Build) -> pl.Expr:
    first, last = source.coverage
    year = panel.keys.calendar_year
    return pl.lit(pl.Series((year >= first) & (year <= last)))


def _absent(
    found: pl.DataFrame, flags: list[str], *, needs: tuple[str, ...], keep: Sequence[str] = ()
) -> list[pl.Series]:
    """The flags, 0 where the record is silent of leaders that it covers, and the details."""
    covered = pl.col("_silent") & pl.all_horizontal(pl.col(needs).is_not_null())
    zeros = (
        pl.when(pl.col(name).is_null() & covered).then(0).otherwise(pl.col(name)).cast(pl.Int8).alias(name)
        for name in flags
    )
    return found.select(*zeros, *keep).get_columns()
