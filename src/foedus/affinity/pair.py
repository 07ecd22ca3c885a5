"""What the records of support, exercises, arms and organisations say of two states, year by year.

Each record speaks of its own years: outside them a cell is null, inside them 0 where the record lists what exists and names nothing.
A record that is not there is named, and leaves its cells null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from foedus.affinity import arms, exercises, support
from foedus.affinity.acts import joined
from foedus.datasets.crosswalks import match_sipri
from foedus.errors import InputError
from foedus.terms.states.table import STATES

if TYPE_CHECKING:
    from foedus.datasets import Loaded

IGO = "cow-igo-dyads"
FIRST = 1945
"""First year that is shown where none is asked for."""
DATASETS = (support.DATASET, exercises.DATASET, arms.DATASET, IGO)
"""The records, in the order of the columns."""
COLUMNS = {
    "joint_support": (support.DATASET, "actors in armed conflicts that both support"),
    "opposite_support": (support.DATASET, "conflict dyads in which the two support opposite sides"),
    "exercises": (exercises.DATASET, "multinational exercises of both"),
    "arms_forth": (arms.DATASET, "arms delivered by the first to the second, million TIV"),
    "arms_back": (arms.DATASET, "arms delivered by the second to the first, million TIV"),
    "igos": (IGO, "organisations of which both are members"),
}
"""Columns of the table by year, with their dataset and meaning."""


@dataclass(frozen=True, slots=True)
class Record:
    """A dataset in use."""

    dataset: str
    version: str
    title: str
    sha256: str
    licence: str
    citation: str
    coverage: tuple[int, int]

    def covers(self, first: int, last: int) -> bool:
        """True if it speaks of any of these years."""
        return max(first, self.coverage[0]) <= min(last, self.coverage[1])


@dataclass(frozen=True, slots=True)
class Pair:
    """What is on record of two states."""

    one: int
    other: int
    years: tuple[int, int]
    by_year: pl.DataFrame  #: `year` and `COLUMNS`.
    same: pl.DataFrame  #: Actors and years that both support: the columns of `support.supports`, of the first.
    opposite: pl.DataFrame  #: Conflict dyads and years with each on another side, with `other_actor`.
    acts: pl.DataFrame  #: Acts of either in those rows, exercises of both, and deliveries both ways.
    records: tuple[Record, ...]
    missing: tuple[str, ...]  #: Datasets that are not installed.


def pair(one: int, other: int, *, years: tuple[int, int] | None = None) -> Pair:
    """Return what the installed records say of two states.

    Parameters
    ----------
    one, other : int
        COW codes.
    years : (int, int), optional
        First and last year; by default those that the records cover, from 1945 on.

    Raises
    ------
    InputError
        None of the datasets is installed, what is stored is damaged, or no record covers any of the years.
    """
    if one == other:
        raise InputError("the two states are one; give two different states")
    found = _loaded()
    records = tuple(_record(loaded) for loaded in found.values())
    first, last = years or (
        max(FIRST, min(record.coverage[0] for record in records)),
        max(record.coverage[1] for record in records),
    )
    if not any(record.covers(first, last) for record in records):
        told = ", ".join(f"{record.dataset} of {record.coverage[0]}-{record.coverage[1]}" for record in records)
        raise InputError(f"no record covers {first}-{last}: installed are {told}; choose other --years")
    same, opposite, ids = _support(found.get(support.DATASET), one, other, years=(first, last))
    within = pl.col("year").is_between(first, last)
    acts = joined(part.filter(within) for part in _acts(found, one, other, rows=ids))
    table = pl.DataFrame({"year": range(first, last + 1)}, schema={"year": pl.Int32})
    counted = {
        "joint_support": _number(same, "actor_id"),
        "opposite_support": _number(opposite, "dyad_id"),
        "exercises": _number(acts.filter(dataset=exercises.DATASET), "id"),
        **_arms(found, one, other),
        "igos": _organisations(found, one, other),
    }
    coverage = {record.dataset: record.coverage for record in records}
    there = [year for year in table["year"] if all(STATES[code].member(year) for code in (one, other))]
    for column, values in counted.items():
        table = _with(table, column, values, coverage=coverage.get(COLUMNS[column][0]), there=there)
    missing = tuple(id for id in DATASETS if id not in found)
    return Pair(one, other, (first, last), table, same, opposite, acts, records, missing)


def _loaded() -> dict[str, Loaded]:
    from foedus import datasets

    there = {info.id for info in datasets.installed()}
    if not there & set(DATASETS):
        datasets.load(DATASETS[0])  # raises, and says how to add it
    return {id: datasets.load(id) for id in DATASETS if id in there}


def _record(loaded: Loaded) -> Record:
    known = loaded.dataset
    return Record(
        known.id, loaded.info.version, known.title, loaded.info.sha256, known.licence, known.citation, loaded.coverage()
    )


def _support(
    loaded: Loaded | None, one: int, other: int, *, years: tuple[int, int]
) -> tuple[pl.DataFrame, pl.DataFrame, set[int]]:
    """Rows on one side and on opposite sides, and the ids of all rows of the dataset that these are made of."""
    if loaded is None:
        return pl.DataFrame(), pl.DataFrame(), set()
    rows = support.supports(loaded.frame).filter(pl.col("year").is_between(*years))
    same, opposite = support.same_side(rows, one, other), support.opposite_sides(rows, one, other)
    dyads = opposite.select("dyad_id", "year")
    theirs = rows.filter(pl.col("supporter_ccode").is_in([one, other])).join(dyads, on=["dyad_id", "year"], how="semi")
    both = rows.join(same.select(support.ROW), on=support.ROW, how="semi")
    return same, opposite, {*both["id"], *theirs["id"]}


def _acts(found: Mapping[str, Loaded], one: int, other: int, *, rows: set[int]) -> Iterator[pl.DataFrame]:
    two = pl.col("supporter_ccode").is_in([one, other])
    if (esd := found.get(support.DATASET)) is not None:
        yield support.support_acts(esd.frame.filter(pl.col("id").is_in(list(rows))), esd.info.version).filter(two)
    if (mme := found.get(exercises.DATASET)) is not None:
        yield exercises.exercise_acts(mme.frame, mme.info.version, one=one, other=other)
    if (register := found.get(arms.DATASET)) is not None:
        made = arms.arms_acts(register.frame, register.info.version)
        yield made.filter(two & pl.col("recipient_ccode").is_in([one, other]))


def _number(rows: pl.DataFrame, of: str) -> pl.DataFrame:
    if rows.is_empty():
        return pl.DataFrame(schema={"year": pl.Int32, "value": pl.Int32})
    return rows.group_by("year").agg(pl.col(of).n_unique().cast(pl.Int32).alias("value"))


def _arms(found: Mapping[str, Loaded], one: int, other: int) -> dict[str, pl.DataFrame]:
    """Volume delivered each way by year, an order's spread evenly over its years of delivery."""
    nothing = pl.DataFrame(schema={"year": pl.Int32, "value": pl.Float64})
    if (register := found.get(arms.DATASET)) is None:
        return {"arms_forth": nothing, "arms_back": nothing}
    volumes = match_sipri(register.frame)
    ways = {"arms_forth": (one, other), "arms_back": (other, one)}
    return {
        name: volumes.filter(ccode1=giver, ccode2=taker).group_by("year").agg(pl.col("tiv").sum().alias("value"))
        for name, (giver, taker) in ways.items()
    }


def _organisations(found: Mapping[str, Loaded], one: int, other: int) -> pl.DataFrame:
    if (igo := found.get(IGO)) is None:
        return pl.DataFrame(schema={"year": pl.Int32, "value": pl.Int32})
    low, high = sorted((one, other))
    return igo.frame.filter(ccode1=low, ccode2=high).select("year", value="dyadigos")


def _with(
    table: pl.DataFrame, name: str, values: pl.DataFrame, *, coverage: tuple[int, int] | None, there: list[int]
) -> pl.DataFrame:
    """Add a column: null outside the coverage; inside it 0 where nothing is listed of two that are there in the year.

    The record of organisations lists its zeros: there what is not listed is null.
    """
    table = table.join(values.rename({"value": name}), on="year", how="left", maintain_order="left")
    covered = pl.lit(value=False) if coverage is None else pl.col("year").is_between(*coverage)
    nothing = pl.when(pl.col("year").is_in(there) & (name != "igos")).then(pl.lit(0))
    return table.with_columns(pl.when(covered).then(pl.coalesce(pl.col(name), nothing)).alias(name))
