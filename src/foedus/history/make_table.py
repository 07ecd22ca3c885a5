"""Make the table of every pair and year from the history, and read the one that comes with foedus.

``foedus outlook table`` makes the file anew from a user's own downloads, in one step and with the same bytes.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from foedus.datasets import dataset
from foedus.history.build import History, StateYears
from foedus.history.covariates import GAIN_YEARS
from foedus.history.sources import Sources
from foedus.history.table import STEPS, VERSION, HistoryTable, rounded, unrounded

#: First year that is whole.
FIRST = 1946


def make_table(history: History, sources: Sources, *, first: int = FIRST) -> HistoryTable:
    """Return the table of the years from `first` on; the history was built from `sources`."""
    start = max(first - GAIN_YEARS, history.grid.first)
    year, row = np.nonzero(history.states.alive)
    wanted = year + history.grid.first >= start
    year, row = year[wanted], row[wanted]
    pairs = history.year >= start
    states = history.states
    whole = {"power": states.power, "democracy": states.democracy, "lat": states.lat, "lng": states.lng}
    years = np.arange(start, history.grid.last + 1)
    codes = np.array(history.grid.codes)
    arrays = {
        "year": years.astype(np.int16),
        "size": np.bincount(year + history.grid.first - start, minlength=len(years)).astype(np.int16),
        "ccode": codes[row].astype(np.int16),
        **{name: rounded(name, values[year, row]) for name, values in whole.items()},
        "major": states.major[year, row],
        "flags": _flags(history)[pairs],
    }
    return HistoryTable(arrays, _meta(sources))


def _flags(history: History) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """One byte for each dyad-year: the state in two bits, then `FLAGS`."""
    at = history.year - history.grid.first
    enemy = history.pairs.hostile[at, history.pair] & ~history.pairs.alliance[at, history.pair]
    names = ("land_contiguity", "any_contiguity", "ever_alliance", "ever_entente", "small_tie")
    found = history.state.astype(np.uint8)
    for bit, mask in enumerate([*(history.column(name) > 0 for name in names), enemy]):
        found |= mask.astype(np.uint8) << np.uint8(2 + bit)
    return found


def _meta(sources: Sources) -> dict[str, object]:
    names = sources.names.select("ccode", "stateabb", "statename").iter_rows()
    return {
        "version": VERSION,
        "datasets": dict(sources.versions),
        "citations": {id: " ".join(dataset(id).citation.split()) for id in sources.versions},
        "states": {str(code): [abb, name] for code, abb, name in names},
    }


def round_states(states: StateYears) -> StateYears:
    """The states' figures as the table keeps them."""
    power, democracy, lat, lng = (unrounded(name, rounded(name, getattr(states, name))) for name in STEPS)
    return replace(states, power=power, democracy=democracy, lat=lat, lng=lng)
