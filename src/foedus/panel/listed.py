"""The list of Gleditsch and Ward as the source of a panel's rows: it comes with foedus, as a table of facts.

Their list and their tentative list of microstates in one; a column tells one from the other.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
import polars as pl

from foedus.panel.base import Base
from foedus.panel.keys import PanelKeys
from foedus.panel.source import Loader, Source
from foedus.terms.states.systems import LAST_DAY, listed

GW_STATES = "gw-states"
CITATION = """@article{gleditsch1999,
  author = {Gleditsch, Kristian S. and Ward, Michael D.},
  title = {A Revised List of Independent States since the Congress of Vienna},
  journal = {International Interactions},
  year = {1999},
  volume = {25},
  number = {4},
  pages = {393--413}
}
"""


@cache
def gw_states() -> Source:
    """Spells of independent states and microstates: gwcode, statename, microstate, start, end (null: still a member)."""
    rows = [
        (state.code, state.name, int(state.microstate), *spell)
        for state in listed("gw").values()
        for spell in state.days
    ]
    schema = {"gwcode": pl.Int32, "statename": pl.String, "microstate": pl.Int8, "start": pl.Date, "end": pl.Date}
    table = files("foedus.terms.states").joinpath("gleditsch_ward.csv").read_bytes()
    return Source(
        GW_STATES,
        str(LAST_DAY["gw"].year),
        "Independent states and microstates by Gleditsch and Ward, as they come with foedus",
        sha256(table).hexdigest(),
        CITATION,
        (1816, LAST_DAY["gw"].year),
        pl.DataFrame(rows, schema=schema, orient="row"),
    )


def with_lists(load: Loader) -> Loader:
    """The same loader, which also knows the list that comes with foedus."""

    def loaded(dataset: str, version: str | None = None) -> Source:
        return gw_states() if dataset == GW_STATES else load(dataset, version)

    return loaded


def with_microstates(base: Base) -> Base:
    """Rows of Gleditsch-Ward states with a column, 1 or 0, of whether each is a microstate."""
    flags = _microstates(base.keys)
    sides = ("",) if len(base.keys.sides) == 1 else ("1", "2")
    columns = [pl.Series(f"microstate{side}", flags[at]) for side, at in zip(sides, base.keys.sides, strict=True)]
    return Base(base.frame.with_columns(columns), base.keys)


def _microstates(keys: PanelKeys) -> np.typing.NDArray[np.int8]:
    known = listed("gw")
    return np.array([code in known and known[code].microstate for code in keys.codes.tolist()], dtype=np.int8)
