"""What the whole record says of a dyad: state of relation, its past, shared allies, threats in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.history.build import year_threats
from foedus.history.covariates import GAIN_YEARS
from foedus.history.threat import common_threat
from foedus.panel.additions.disputes import RECORDS
from foedus.panel.choice import choose
from foedus.panel.step import Build, Column, Step
from foedus.panel.world import World, read_world
from foedus.terms.outcomes import OUTCOMES

MEMBERS = "members of the last covered year remain so"
RELATION_RULE = f"{MEMBERS}; no dispute is known after its dataset ends"
THREAT_RULE = f"{RELATION_RULE}; major powers and contiguity remain; gaps in capabilities filled with the last known"
RELATION_SOURCES = ("atop", "tss-rivalries")
THREAT_SOURCES = (*RELATION_SOURCES, "nmc", "capitals")
"""Datasets outside whose coverage nothing is said; what is carried forward is not among them."""


def _checked(verb: str, disputes: Sequence[str]) -> tuple[str, ...]:
    chosen = choose(verb, "disputes", disputes, RECORDS)
    if not chosen:
        raise InputError(f"{verb}: disputes {disputes!r}; expected one or more of {', '.join(RECORDS)}")
    return chosen


def relation_state(disputes: Sequence[str] = ("cow-mid",)) -> Step:
    """State of relation: alliance, entente, unaligned or rivalry, the first that holds of the order in DESIGN.

    Alliance: a defence or offence obligation of either side; entente: one of neutrality, non-aggression or
    consultation; rivalry: a strategic rivalry, or a dispute in this year or the four before.
    """
    used = _checked("add_relation_state", disputes)
    column = Column("relation", "state of relation", (*RELATION_SOURCES, "states", *used), RELATION_RULE)

    def build(panel: Build) -> list[pl.Series]:
        world = read_world(panel)
        places = world.read(world.relations(used), RELATION_SOURCES)
        return [pl.Series(column.name, OUTCOMES, dtype=pl.Enum(OUTCOMES)).gather(places.cast(pl.UInt32))]

    return Step("add_relation_state", (column,), build)


def precedents(disputes: Sequence[str] = ("cow-mid",)) -> Step:
    """Number of earlier years, from 1816, that the two spent in alliance, in entente and in rivalry."""
    used = _checked("add_precedents", disputes)
    kinds = ("alliance", "entente", "rivalry")
    promised = tuple(
        Column(f"past_{kind}", f"earlier years in {kind}", (*RELATION_SOURCES, "states", *used), RELATION_RULE)
        for kind in kinds
    )

    def build(panel: Build) -> list[pl.Series]:
        world = read_world(panel)
        state, made = world.relations(used), []
        for kind, column in zip(kinds, promised, strict=True):
            held = (state == OUTCOMES.index(kind)) & world.both
            before = np.cumsum(held, axis=0, dtype=np.int16) - held
            made.append(world.read(before.astype(np.int16), RELATION_SOURCES).alias(column.name))
        return made

    return Step("add_precedents", promised, build)


def shared_allies() -> Step:
    """Number of third states with which each of the two has a defence or offence obligation, of either side."""
    column = Column(
        "sharedallies", "third states allied to both", ("atop", "states"), f"defence or offence obligation; {MEMBERS}"
    )

    def build(panel: Build) -> list[pl.Series]:
        world = read_world(panel)
        low, high = world.grid.pairs
        counts = np.zeros(world.grid.shape, dtype=np.int16)
        for at, allied in enumerate(world.alliance()):
            square = _square(world, allied)
            counts[at] = (square @ square)[low, high]
        return [world.read(counts, ["atop"]).alias(column.name)]

    return Step("add_shared_allies", (column,), build)


def _square(world: World, row: np.typing.NDArray[np.bool_]) -> np.typing.NDArray[np.float32]:
    """Symmetric matrix (state, state) of one year of a mask."""
    low, high = world.grid.pairs
    square = np.zeros((len(world.grid.codes),) * 2, dtype=np.float32)
    square[low, high] = square[high, low] = row
    return square


THREATS = {
    "common_threat": "largest threat that a third state poses to both, 0 to 1",
    "common_threat_gain": f"its rise within {GAIN_YEARS} years",
    "least_own_threat": "largest threat to the less threatened of the two, 0 to 1",
    "mutual_threat": "threat that the two pose to each other, the larger, 0 to 1",
}


def common_threats(disputes: Sequence[str] = ("cow-mid",)) -> Step:
    """Prospective, power-weighted threats to the pair, as `foedus.history.threat` defines them."""
    used = _checked("add_common_threat", disputes)
    promised = tuple(
        Column(name, label, (*THREAT_SOURCES, "states", "majors", "contiguity", *used), THREAT_RULE)
        for name, label in THREATS.items()
    )

    def build(panel: Build) -> list[pl.Series]:
        world = read_world(panel)
        common, least, mutual = _threat_tables(world, used)
        before = np.zeros_like(common)
        before[GAIN_YEARS:] = common[:-GAIN_YEARS]
        tables = (common, np.maximum(common - before, 0), least, mutual)
        return [world.read(table, THREAT_SOURCES).alias(name) for table, name in zip(tables, THREATS, strict=True)]

    return Step("add_common_threat", promised, build)


def _threat_tables(world: World, disputes: tuple[str, ...]) -> tuple[np.typing.NDArray[np.float64], ...]:
    """Common threat, least own threat and mutual threat of all pairs, each of shape (years, pairs)."""
    common, least, mutual = (np.zeros(world.grid.shape) for _ in range(3))
    states, pairs = world.states(), world.pairs(disputes)
    for at, year in enumerate(world.grid.years):
        theta, present = year_threats(world.grid, year, states=states, pairs=pairs)
        low, high = np.triu_indices(len(present), 1)
        pair = world.grid.pair_of[present[low], present[high]]
        own = theta.max(axis=1, initial=0.0)
        common[at, pair] = common_threat(theta)[low, high]
        least[at, pair] = np.minimum(own[low], own[high])
        mutual[at, pair] = np.maximum(theta[low, high], theta[high, low])
    return common, least, mutual
