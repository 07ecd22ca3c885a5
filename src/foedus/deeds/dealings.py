"""What the two do with each other by registers: exercises together, organisations in common, arms from one to the other."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from foedus.affinity.arms import arms_acts
from foedus.affinity.exercises import exercise_acts, joint_exercises
from foedus.datasets import Loaded, load
from foedus.deeds.gathered import Asked, Gathered, Row, installed_source, observation, register_of, written
from foedus.deeds.register import Entry
from foedus.errors import InputError
from foedus.files.cells import slugify

LEVELS = {"military": "5", "arms": "4"}
"""Rung that an exercise and a delivery of arms are proposed for."""


def exercises(asked: Asked) -> Gathered:
    """Return the exercises of both: their number by year, 0 in a covered year without one, and each as an act."""
    return _read("mme", asked, _exercises)


def organisations(asked: Asked) -> Gathered:
    """Return in how many organisations both are full members, by year."""
    return _read("cow-igo-dyads", asked, _organisations)


def arms(asked: Asked) -> Gathered:
    """Return orders of arms between the two of which something was delivered, each as an act."""
    return _read("sipri-transfers", asked, _arms)


def _read(dataset: str, asked: Asked, gather: Callable[[Loaded, Asked], Gathered]) -> Gathered:
    try:
        loaded = load(dataset)
    except InputError as error:
        return Gathered(dataset, notes=(str(error),))
    found = gather(loaded, asked)
    last = loaded.coverage()[1]
    beyond = f"{dataset} ends in {last}: what came after is unknown to it, not absent"
    notes = (*found.notes, beyond) if asked.years[1] > last else found.notes
    return Gathered(dataset, found.observed, found.acts, found.register, notes)


def _exercises(loaded: Loaded, asked: Asked) -> Gathered:
    one, other = sorted(asked.codes)
    counted = joint_exercises(loaded.frame).filter(ccode1=one, ccode2=other)
    by_year = dict(counted.select("year", "exercises").iter_rows())
    first, last = loaded.coverage()
    years = range(max(first, asked.years[0]), min(last, asked.years[1]) + 1)
    source = installed_source("mme")
    rows = tuple(observation("joint-exercises", year, by_year.get(year, 0), source=source) for year in years)
    made = exercise_acts(loaded.frame, loaded.info.version, one=asked.codes[0], other=asked.codes[1])
    acts, entries = _acts(made, asked, dataset="mme", joint=True)
    return Gathered("mme", rows, acts, register_of("mme", entries) if entries else None)


def _organisations(loaded: Loaded, asked: Asked) -> Gathered:
    one, other = sorted(asked.codes)
    found = loaded.frame.filter(
        (pl.col("ccode1") == one) & (pl.col("ccode2") == other) & pl.col("year").is_between(*asked.years)
    )
    source = installed_source("cow-igo-dyads")
    rows = found.select("year", "dyadigos").drop_nulls().sort("year").iter_rows()
    return Gathered(
        "cow-igo-dyads", tuple(observation("joint-igos", year, value, source=source) for year, value in rows)
    )


def _arms(loaded: Loaded, asked: Asked) -> Gathered:
    pair = asked.codes
    made = arms_acts(loaded.frame, loaded.info.version).filter(
        pl.col("supporter_ccode").is_in(pair), pl.col("recipient_ccode").is_in(pair)
    )
    acts, entries = _acts(made, asked, dataset="sipri-transfers", joint=False)
    return Gathered("sipri-transfers", (), acts, register_of("sipri-transfers", entries) if entries else None)


def _acts(made: pl.DataFrame, asked: Asked, *, dataset: str, joint: bool) -> tuple[tuple[Row, ...], tuple[Entry, ...]]:
    """Rows of acts between the two, and what is proposed of each; of a joint act both are actors."""
    source = installed_source(dataset)
    rows: list[Row] = []
    entries: list[Entry] = []
    for act in made.filter(pl.col("year").is_between(*asked.years)).iter_rows(named=True):
        giver, taker = asked.actors([act["supporter_ccode"]])[0], asked.actors([act["recipient_ccode"]])[0]
        actors = asked.pair if joint else (giver,)
        date = act["start"] if act["start"] == act["end"] else f"{act['start']}/{act['end']}"
        quantity = "" if act["quantity"] is None else written(act["quantity"])
        whom = "" if joint else f" to {act['recipient']}"
        text = f"{act['kind']}{whom}" + (f"; {act['note']}" if act["note"] else "")
        channel = act["channel"] or ""
        rows.append(
            {"id": slugify(f"{dataset} {act['rows']}")[:64].strip("-"), "actor": "|".join(actors),
             "recipient": "each other" if joint else taker, "channel": channel,
             "support_type": act["support_type"] or "", "date": date, "text": text, "quantity": quantity,
             "unit": act["unit"], "rows": act["rows"], "source": source}
        )  # fmt: skip
        who = " and ".join((act["supporter"], act["recipient"])) if joint else act["supporter"]
        entries.append(
            Entry(f"{date}: {who}: {text} (rows {act['rows']}).", actors, () if joint else (taker,), date=date, channel=channel,
                  level=LEVELS.get(channel, ""), support_type=act["support_type"] or "", locator=f"rows {act['rows']}")
        )  # fmt: skip
    return tuple(rows), tuple(entries)
