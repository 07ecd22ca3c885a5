"""The grid of dyad-years and its states of relation, over the files of `_official_files`.

The arrays are those of `foedus.history`; here they are only given the tables that the scripts read.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
from _official_files import LAST_YEAR, read_alliances, read_disputes, read_rivalries, read_states

from foedus.history import relations
from foedus.history.grid import DyadGrid, Mask
from foedus.history.load import carry_spells
from foedus.history.terms import ALLIANCE, ENTENTE


def build_grid(first: int = 1816, last: int = 2018) -> DyadGrid:
    """Grid over every state that was ever a member of the system (COW 2016)."""
    codes = tuple(sorted(read_states()["ccode"].unique().to_list()))
    return DyadGrid(first, last, codes)


def members(grid: DyadGrid) -> Mask:
    """Both states belong to the system on some day of the year; members of 2016 are carried to the last year.

    Sharing a day instead of a year changes 30 dyad-years of 1816-2018 and no transition of 1920-2010.
    """
    return relations.both_members(grid, grid.members(carry_spells(read_states(), LAST_YEAR["states"], last=grid.last)))


def pacts(grid: DyadGrid, obligations: Iterable[str]) -> Mask:
    """A pact in which either side owes the other one of `obligations` (ATOP 5.1)."""
    owed = read_alliances()
    keys = ("ccode1", "ccode2", "year")
    named = owed.select(*keys, pl.exclude(*keys).name.prefix("atop_"))
    return relations.pacts(grid, named, obligations=obligations)


def recent_disputes(grid: DyadGrid, datasets: Sequence[str]) -> Mask:
    """A dispute of any of `datasets` in this year or the four before it; nothing is known after coverage."""
    return relations.recent_disputes(grid, [read_disputes(dataset) for dataset in datasets])


def relation_states(grid: DyadGrid, datasets: Sequence[str]) -> npt.NDArray[np.intp]:
    """State of relation of every dyad-year, with disputes by `datasets`, as a position in `OUTCOMES`."""
    return relations.relation_states(
        pacts(grid, ALLIANCE),
        pacts(grid, ENTENTE),
        grid.from_spells(read_rivalries()) | recent_disputes(grid, datasets),
    )
