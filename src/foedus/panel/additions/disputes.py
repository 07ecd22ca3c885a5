"""Militarized interstate disputes: whether one begins or goes on, and what the one that is kept was like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from foedus.errors import InputError
from foedus.panel.choice import a_prefix, choose
from foedus.panel.lookup import dyad_values
from foedus.panel.one_dispute import KEY, keep_one
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step
from foedus.panel.whittling import DEFAULT, check_steps

LABELS = {
    "dispnum": "number of the dispute",
    "init1": "state 1 initiated or joined",
    "init2": "state 2 initiated or joined",
    "sidea1": "state 1 on the side that acted first",
    "sidea2": "state 2 on the side that acted first",
    "orig1": "state 1 in the dispute on its first day",
    "orig2": "state 2 in the dispute on its first day",
    "fatality1": "deaths of state 1, level 0 to 6",
    "fatality2": "deaths of state 2, level 0 to 6",
    "fatality": "deaths, level 0 to 6",
    "hiact1": "highest action of state 1",
    "hiact2": "highest action of state 2",
    "hostlev1": "hostility of state 1, 1 to 5",
    "hostlev2": "hostility of state 2, 1 to 5",
    "hostlev": "hostility of the dispute, 1 to 5",
    "recip": "reciprocated",
    "mindur": "shortest duration, days",
    "maxdur": "longest duration, days",
    "stmon": "month of the start",
}
WHOLE = ("fatality", "hostlev", "mindur", "maxdur", "recip", "stmon")
"""What is told of the whole dispute, and what it is whittled by."""
PEER_DETAILS = ("init1", "init2", "sidea1", "sidea2", "orig1", "orig2")
"""What the peer's panel shows of a dispute."""


@dataclass(frozen=True)
class Record:
    """A dispute dataset: prefix of its two flags, title, and how its rows become directed dyad-years."""

    prefix: str
    title: str
    directed: Callable[
        [pl.DataFrame], pl.DataFrame
    ]  #: Rows by dispute and directed dyad-year, with `onset` and `ongoing`.
    whole: str = ""  #: Id of the dataset that tells of the whole dispute, where the rows do not.


def _directed(prefix: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Rows that are directed dyad-years already, with `prefix` before "onset" and "ongoing"."""

    def rows(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.rename({f"{prefix}onset": "onset", f"{prefix}ongoing": "ongoing"})

    return rows


def _dyadic(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of the dyadic file (state A, state B) in both orders, with the names of the others."""
    a_first = {"sideaa": "sidea1", "sideab": "sidea2",
               "orignata": "orig1", "orignatb": "orig2", "hihosta": "hostlev1", "hihostb": "hostlev2",
               "highmcaa": "hiact1", "highmcab": "hiact2", "fatleva": "fatality1", "fatlevb": "fatality2"}  # fmt: skip
    shared = {"disno": "dispnum", "fatlev": "fatality", "hihost": "hostlev", "strtmnth": "stmon"}
    swap = {"1": "2", "2": "1"}
    a_first |= {"ccode1": "ccode1", "ccode2": "ccode2"}
    b_first = {old: new[:-1] + swap[new[-1]] for old, new in a_first.items()}
    frame = frame.with_columns(
        onset=(pl.col("year") == pl.col("strtyr")).cast(pl.Int8),
        ongoing=pl.lit(1, pl.Int8),
        mindur=pl.col("cumdurat"),
        maxdur=pl.col("cumdurat"),
    )
    names = [*a_first.values(), *shared.values(), "year", "onset", "ongoing", "mindur", "maxdur", "recip"]
    return pl.concat([frame.rename(order | shared).select(names) for order in (a_first, b_first)])


RECORDS = {
    "gml-mid": Record("gmlmid", "GML disputes", _directed("mid")),
    "gml-mid-ddy": Record("gmlmid", "GML disputes, processed", _directed("gmlmid")),
    "cow-mid": Record("cowmid", "COW disputes", _directed("cowmid")),
    "dyadic-mid": Record("dyadmid", "dyadic disputes", _dyadic),
    "gml-dirdisp": Record("gmlmid", "GML disputes", _directed("mid")),
    "cow-mid-dirdisps": Record("cowmid", "COW disputes", _directed("disp"), whole="cow-mid-disps"),
}


def dispute_rows(dataset: str, load: Callable[[str, str | None], Source], *, version: str | None = None) -> Source:
    """Disputes by directed dyad-year, several in one as they come, with what is told of the whole dispute."""
    record, source = RECORDS[dataset], load(dataset, version)
    frame = record.directed(source.frame)
    if record.whole:
        whole = load(record.whole, None).frame
        told = ["dispnum", *(name for name in whole.columns if name in WHOLE)]
        frame = frame.join(whole.select(told), on="dispnum", how="left", maintain_order="left")
    return replace(source, frame=frame)


def one_each(
    dataset: str,
    load: Callable[[str, str | None], Source],
    *,
    version: str | None = None,
    steps: Sequence[str] = DEFAULT,
) -> Source:
    """One dispute for each directed dyad-year, chosen by `steps`."""
    source = dispute_rows(dataset, load, version=version)
    return replace(source, frame=keep_one(source.frame, steps=steps))


def disputes(
    dataset: str,
    *,
    keep: Sequence[str] = (),
    prefix: str = "",
    steps: Sequence[str] = DEFAULT,
    version: str | None = None,
) -> Step:
    """Onset and presence of a dispute, and the details named in `keep`, with `prefix` before their names.

    Raises InputError: no such dataset of disputes, no such detail, or no such step of whittling.
    """
    if not isinstance(dataset, str) or dataset not in RECORDS:
        raise InputError(f"add_disputes: {dataset!r} holds no disputes; expected one of {', '.join(RECORDS)}")
    keep, prefix = choose("add_disputes", "keep", keep, LABELS), a_prefix("add_disputes", prefix)
    record, taken = RECORDS[dataset], check_steps(steps)
    flags = [f"{record.prefix}onset", f"{record.prefix}ongoing"]
    how = "" if taken == DEFAULT else f", chosen by {', '.join(taken)}"
    rule = f"one dispute per dyad-year{how}" if keep or how else ""
    datasets = (dataset, record.whole) if record.whole else (dataset,)
    promised = (
        Column(flags[0], f"a dispute begins ({record.title})", datasets, rule if how else ""),
        Column(flags[1], f"a dispute goes on ({record.title})", datasets),
        *(Column(prefix + name, f"{LABELS[name]} ({record.title})", datasets, rule) for name in keep),
    )

    def build(panel: Build) -> list[pl.Series]:
        source = one_each(dataset, panel.load, version=version, steps=taken)
        rows = source.frame.with_columns(
            [_initiated(side).alias(f"init{side}") for side in "12"] + [pl.col("onset", "ongoing").cast(pl.Int8)]
        )
        lacking = [name for name in keep if name not in rows.columns]
        if lacking:
            raise InputError(
                f"{dataset} {source.version} has no {lacking}; it has {sorted(set(rows.columns) & set(LABELS))}"
            )
        used = replace(source, frame=rows.select(*KEY, "onset", "ongoing", *keep))
        made = dyad_values(
            panel.keys_in("cow"), used, columns=["onset", "ongoing", *keep], absent={"onset": 0, "ongoing": 0}
        )
        return [series.alias(column.name) for series, column in zip(made, promised, strict=True)]

    return Step("add_disputes", promised, build, versions={dataset: version})


def _initiated(side: str) -> pl.Expr:
    """1 for a state on the side that acted first, and for every state that joined; else 0."""
    return ((pl.col(f"sidea{side}") == 1) | (pl.col(f"orig{side}") == 0)).cast(pl.Int8)
