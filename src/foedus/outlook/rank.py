"""Pairs of a year by the chance of being in a state of relation at the horizon, and where one pair stands among them.

>>> from foedus.outlook.rank import rank
>>> found = rank("alliance", year=1948, of="Norway", within="unaligned", top=3)
>>> found.frame.columns[:6]
['rank', 'ccode1', 'name1', 'ccode2', 'name2', 'now']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.history.shipped import load_table
from foedus.history.system_year import SystemYear
from foedus.history.table import HistoryTable
from foedus.nearest import nearest_hint
from foedus.outlook.all_pairs import DRAWS, SEED, AllPairs, forecast_pairs
from foedus.outlook.model import OutlookModel, load_model
from foedus.outlook.show import check_horizon, find_pair
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.states.find import find_state

if TYPE_CHECKING:
    import polars as pl

Places = NDArray[np.intp]

NEIGHBOURS = 3
"""Pairs that are shown to either side of the one that is asked for."""


@dataclass(frozen=True)
class Standing:
    """Where a pair stands among others."""

    among: str  #: Among whom, in words.
    rank: int  #: 1 for the highest chance.
    pairs: int  #: How many they are, the pair with them.
    percentile: float  #: Share of the others that lie below, 0 to 100.
    around: tuple[Mapping[str, Any], ...]  #: Rows of the pair and its neighbours in the order, the highest first.


@dataclass(frozen=True)
class Ranking:
    """Pairs of states by the chance of one state of relation, the highest first."""

    state: str  #: The state of relation.
    year: int  #: Year that the pairs start from.
    horizon: int  #: Years ahead.
    among: str  #: Which pairs, in words.
    pairs: int  #: How many were ranked.
    rows: tuple[Mapping[str, Any], ...]  #: rank, ccode1, name1, ccode2, name2, now, chance, low, high (5 to 95 %).
    standing: tuple[Standing, ...] = ()  #: Of the pair that was asked for: among all ranked, and among its like.

    @property
    def frame(self) -> pl.DataFrame:
        """The rows as a frame."""
        import polars as pl  # a terminal needs none

        whole = dict.fromkeys(("rank", "ccode1", "ccode2"), pl.Int64)
        shares = dict.fromkeys(("chance", "low", "high"), pl.Float64)
        names = ("rank", "ccode1", "name1", "ccode2", "name2", "now", "chance", "low", "high")
        types = {name: whole.get(name, shares.get(name, pl.String)) for name in names}
        return pl.DataFrame([dict(row) for row in self.rows], schema=types)


def rank(
    state: str,
    *,
    year: int | None = None,
    horizon: int = 10,
    of: str | None = None,
    within: str | None = None,
    top: int | None = None,
    pair: tuple[str, str] | None = None,
    model: OutlookModel | None = None,
    table: HistoryTable | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    tell: Callable[[str], object] | None = None,
) -> Ranking:
    """Rank pairs by the chance of being in a state of relation at the horizon, with 5 to 95 % intervals.

    Parameters
    ----------
    state : str
        One of alliance, entente, unaligned, rivalry.
    year : int, optional
        Present year; default the last of the table.
    horizon : int
        Years ahead, 1 to 50.
    of : str, optional
        Only pairs of this state (name, code or abbreviation).
    within : str, optional
        Only pairs that are now in this state of relation.
    top : int, optional
        Rows to keep; default all.
    pair : (str, str), optional
        Tell where these two stand: among all ranked, and among those of them that are now in the same state of relation.
    model, table : optional
        Default those that come with foedus.
    draws, seed : int
        As `foedus outlook show` has them, whose figures these are.
    tell : callable, optional
        Gets a note on each word that is not a state's own name.

    Raises
    ------
    InputError
        If a word or number is none of these, or the pair is not among those ranked.
    """
    kept, chosen = table or load_table(), model or load_model()
    place = _outcome("--state", state)
    check_horizon(horizon)
    system = kept.system(kept.last if year is None else year)
    wanted, among = _selected(system, of=of, within=within, names=chosen.meta["states"], tell=tell)
    two = None if pair is None else _own(system, find_pair(*pair, system.year, tell=tell), wanted, among=among)
    found = forecast_pairs(chosen, kept, system.year, horizon=horizon, pair=wanted, draws=draws, seed=seed)
    order = ordered(found, place)
    row = _Rows(found, place, chosen.meta["states"])
    rows = tuple(row(at, number + 1) for number, at in enumerate(order[: len(order) if top is None else top]))
    ranking = Ranking(OUTCOMES[place], system.year, horizon, among, len(order), rows)
    return ranking if two is None else replace(ranking, standing=_standings(found, order, two, row=row, among=among))


def ordered(found: AllPairs, state: int) -> Places:
    """Rows of pairs by the chance of a state, the highest first, then by codes."""
    one, other = found.codes
    order: Places = np.lexsort((other, one, -found.chance[:, state]))
    return order


def _outcome(option: str, word: str) -> int:
    if word not in OUTCOMES:
        raise InputError(f"{option} {word[:80]}: expected one of {', '.join(OUTCOMES)}{nearest_hint(word, OUTCOMES)}")
    return OUTCOMES.index(word)


def _selected(
    system: SystemYear,
    *,
    of: str | None,
    within: str | None,
    names: Mapping[str, Any],
    tell: Callable[[str], object] | None,
) -> tuple[Places, str]:
    """Pairs that are wanted, and who they are in words."""
    keep, among = np.ones(len(system.state), dtype=bool), "pairs"
    if of is not None:
        state = find_state(of, system.year)
        if state.note and tell is not None:
            tell(state.note)
        place = system.place(state.ccode)
        keep &= (system.pairs[0] == place) | (system.pairs[1] == place)
        among += f" of {names[str(state.ccode)][1]}"
    if within is not None:
        keep &= system.state == _outcome("--within", within)
        among += f" now in the state {within}"
    if not keep.any():
        raise InputError(f"no {among} in {system.year}; leave out --of or --within")
    return np.nonzero(keep)[0], among


def _own(system: SystemYear, codes: tuple[int, int], wanted: Places, *, among: str) -> int:
    """Row of a pair among those wanted."""
    at = np.nonzero(wanted == system.pair(*codes))[0]
    if not len(at):
        raise InputError(
            f"--pair {codes[0]} {codes[1]}: not among the {among} in {system.year}; leave out --of or --within"
        )
    return int(at[0])


@dataclass(frozen=True)
class _Rows:
    """Rows of a ranking as JSON holds them."""

    found: AllPairs
    state: int
    names: Mapping[str, Any]

    def __call__(self, at: int, rank: int) -> dict[str, Any]:
        one, other = (int(codes[at]) for codes in self.found.codes)
        figures = (each[at, self.state] for each in (self.found.chance, self.found.low, self.found.high))
        chance, low, high = (round(float(value), 6) for value in figures)
        names = (self.names[str(code)][1] for code in (one, other))
        name1, name2 = names
        return {
            "rank": rank, "ccode1": one, "name1": name1, "ccode2": other, "name2": name2,
            "now": OUTCOMES[int(self.found.now[at])], "chance": chance, "low": low, "high": high,
        }  # fmt: skip


def _standings(found: AllPairs, order: Places, two: int, *, row: _Rows, among: str) -> tuple[Standing, ...]:
    """Where a pair stands among all, and among those in its state now."""
    now = int(found.now[two])
    like = order[found.now[order] == now]
    groups = [(among, order), (f"{among} now in the state {OUTCOMES[now]}", like)]
    return tuple(
        _standing(words, rows, two, row=row) for words, rows in (groups if len(like) < len(order) else groups[:1])
    )


def _standing(among: str, order: Places, two: int, *, row: _Rows) -> Standing:
    at = int(np.nonzero(order == two)[0][0])
    first = max(0, min(at - NEIGHBOURS, len(order) - 2 * NEIGHBOURS - 1))
    around = tuple(row(each, first + step + 1) for step, each in enumerate(order[first : first + 2 * NEIGHBOURS + 1]))
    others = max(len(order) - 1, 1)
    return Standing(among, at + 1, len(order), round(100 * (len(order) - 1 - at) / others, 2), around)
