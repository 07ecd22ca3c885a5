"""How alike the alliances of two states are: S, kappa and pi of their obligations to all members of the system, by ATOP."""

from __future__ import annotations

import numpy as np
import polars as pl

from foedus.affinity.portfolios import Similarity, portfolio_similarity
from foedus.history.relations import pacts
from foedus.history.terms import ALLIANCE
from foedus.panel.step import Build, Column, Step
from foedus.panel.world import World, read_world

TOP = 3
LABELS = {
    "srsba": "similarity of alliances, S, any tie",
    "srsvaa": "similarity of alliances, S, graded, absolute distances",
    "srsvas": "similarity of alliances, S, graded, squared distances",
    "kappaba": "similarity of alliances beyond chance, kappa, any tie",
    "kappava": "similarity of alliances beyond chance, kappa, graded",
    "piba": "similarity of alliances beyond chance, pi, any tie",
    "piva": "similarity of alliances beyond chance, pi, graded",
}
RULE = (
    "ties of either side to all members of the system: none 0, consultation 1, neutrality or non-aggression 2, defence or offence 3; "
    "a state is its own ally"
)


def alliance_similarity() -> Step:
    """Similarity of the two portfolios of alliances, by whether there is a tie and by its grade."""
    promised = tuple(Column(name, label, ("atop", "states"), RULE) for name, label in LABELS.items())

    def build(panel: Build) -> list[pl.Series]:
        world = read_world(panel)
        tables = _tables(world, panel.keys.first, panel.keys.last)
        return [world.read(table, ("atop",)).fill_nan(None).alias(name) for name, table in tables.items()]

    return Step("add_alliance_similarity", promised, build)


def _tables(world: World, first: int, last: int) -> dict[str, np.typing.NDArray[np.float64]]:
    """Measures of all pairs, each of shape (years, pairs), in the years that are covered and asked for."""
    grid, atop = world.grid, world.load("atop")
    tables = {name: np.full(grid.shape, np.nan) for name in LABELS}
    graded = [("consul",), ("neutral", "nonagg"), ALLIANCE]
    masks = [pacts(grid, atop.frame, obligations=obligations) for obligations in graded]
    low, high = grid.pairs
    begin, end = max(first, atop.coverage[0], grid.first), min(last, atop.coverage[1], grid.last)
    for year in range(begin, end + 1):
        at = year - grid.first
        both = world.both[at]
        present = np.unique(np.concatenate([low[both], high[both]]))
        place = np.full(len(grid.codes), -1)
        place[present] = np.arange(len(present))
        ties = np.zeros((len(present), len(present)), dtype=np.int64)
        for grade, mask in enumerate(masks, start=1):
            pairs = np.flatnonzero(mask[at] & both)
            one, two = place[low[pairs]], place[high[pairs]]
            ties[one, two] = ties[two, one] = grade
        np.fill_diagonal(ties, TOP)
        pair = np.flatnonzero(both)
        one, two = place[low[pair]], place[high[pair]]
        for name, values in _named(
            portfolio_similarity((ties > 0).astype(np.int64), 1), portfolio_similarity(ties, TOP)
        ):
            tables[name][at, pair] = values[one, two]
    return tables


def _named(binary: Similarity, graded: Similarity) -> tuple[tuple[str, np.typing.NDArray[np.float64]], ...]:
    return (
        ("srsba", binary.s),
        ("srsvaa", graded.s),
        ("srsvas", graded.s_squared),
        ("kappaba", binary.kappa),
        ("kappava", graded.kappa),
        ("piba", binary.pi),
        ("piva", graded.pi),
    )
