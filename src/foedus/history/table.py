"""The history of every pair in small: what the outlook needs from 1946 on, in the file that comes with foedus.

A state in a year is its capability, democracy, capital and rank; a pair in a year is one byte. Threats and all that is
made of them follow by the history's own formulae (`SystemYear`), so they are not kept. Figures of states are rounded as
`STEPS` says: what is kept is no source's own number (`docs/decisions/0014`). Four years before the first stand in the
file only for the gain of a threat.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.files.arrays import Arrays, Damaged, Wanted
from foedus.files.json_text import parse_json
from foedus.history.covariates import COLUMNS, GAIN_YEARS, LEAST_POWER
from foedus.history.dyad import DyadYear, dyad_seen
from foedus.history.system_year import SystemYear

Array = NDArray[np.float64]

VERSION = 1
"""Of the arrays; raised when their meaning changes."""
#: Bits of a pair's byte above the two that hold the state.
FLAGS = ("land", "contiguous", "ever_alliance", "ever_entente", "small_tie", "enemy")
#: Steps that figures of states are rounded to: the logarithm of the CINC share, EUDS, degrees of latitude and longitude.
STEPS: Mapping[str, float] = {"power": 0.002, "democracy": 0.05, "lat": 0.01, "lng": 0.01}
WHERE = "the table that comes with foedus"

_WHOLE = {"low": -32768.0, "high": 32767.0, "whole": True}
_WANTED = {
    "year": Wanted(("years",), 1, 9999, whole=True),
    "size": Wanted(("years",), 2, 999, whole=True),
    "ccode": Wanted(("state-years",), 1, 999, whole=True),
    "power": Wanted(("state-years",), np.log(LEAST_POWER) / STEPS["power"] - 1, 0, whole=True),
    "democracy": Wanted(("state-years",), -2000, 2000, whole=True),
    "lat": Wanted(("state-years",), -9000, 9000, whole=True),
    "lng": Wanted(("state-years",), -18000, 18000, whole=True),
    "major": Wanted(("state-years",), 0, 1, whole=True),
    "flags": Wanted(("pair-years",), 0, 255, whole=True),
}


def rounded(name: str, values: Array) -> NDArray[np.int16]:
    """Whole steps of a state's figures (`STEPS`); scores of democracy by the step they lie in, so that .8 divides as before.

    >>> rounded("lat", np.array([38.8950368])).tolist(), rounded("democracy", np.array([0.8, 0.81])).tolist()
    ([3890], [16, 17])
    """
    if name == "power":
        values = np.log(np.maximum(values, LEAST_POWER))
    whole = np.ceil(values / STEPS[name]) if name == "democracy" else np.rint(values / STEPS[name])
    found: NDArray[np.int16] = whole.astype(np.int16)
    return found


def unrounded(name: str, steps: NDArray[np.integer]) -> Array:
    """The figure that stands for a number of steps.

    >>> unrounded("democracy", np.array([16, 17])).round(3).tolist()
    [0.775, 0.825]
    """
    values: Array = (steps.astype(np.float64) - (0.5 if name == "democracy" else 0.0)) * STEPS[name]
    return np.exp(values) if name == "power" else values


_Line = Annotated[str, msgspec.Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f]*$", max_length=5000)]


class Meta(msgspec.Struct):
    """What is known of a table."""

    version: Annotated[int, msgspec.Meta(ge=0, le=10**6)]
    datasets: dict[_Line, _Line]
    citations: dict[_Line, _Line]
    states: dict[Annotated[str, msgspec.Meta(pattern="^[1-9][0-9]{0,2}$")], tuple[_Line, _Line]]


@dataclass(frozen=True)
class HistoryTable:
    """Every pair of members of the system by year."""

    arrays: Arrays  #: Those of `_WANTED`: by year, by state and year, by pair and year, end to end.
    meta: Mapping[
        str, Any
    ]  #: Version, first and last year, datasets with versions and hashes, citations, names of states.
    where: str = WHERE  #: Where the figures come from, in words.
    _kept: dict[int, SystemYear] = field(default_factory=dict, compare=False, repr=False)

    @property
    def first(self) -> int:
        """First year that is whole: the gain of a threat looks back."""
        return int(self.arrays["year"][0]) + GAIN_YEARS

    @property
    def last(self) -> int:
        """Last year."""
        return int(self.arrays["year"][-1])

    @cached_property
    def _starts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each year's states and pairs begin."""
        size = self.arrays["size"].astype(np.int64)
        pairs = size * (size - 1) // 2
        return np.cumsum(size) - size, np.cumsum(pairs) - pairs

    def holds(self, year: int) -> bool:
        """Whether a year is one of the table's."""
        return self.first <= year <= self.last

    def system(self, year: int) -> SystemYear:
        """The state system of a year. Raises InputError if the table does not hold it."""
        if not self.holds(year):
            raise InputError(f"year {year}: {self.where} holds {self.first} to {self.last}")
        return self._system(year)

    def _system(self, year: int) -> SystemYear:
        if year not in self._kept:
            self._kept[year] = self._read(year)
        return self._kept[year]

    def _read(self, year: int) -> SystemYear:
        at = year - int(self.arrays["year"][0])
        size = int(self.arrays["size"][at])
        start, first = (int(each[at]) for each in self._starts)
        states = slice(start, start + size)
        flags = self.arrays["flags"][first : first + size * (size - 1) // 2]
        masks = {name: (flags >> np.uint8(2 + bit) & np.uint8(1)).astype(bool) for bit, name in enumerate(FLAGS)}
        return SystemYear(
            year=year,
            ccode=self.arrays["ccode"][states].astype(np.int32),
            power=unrounded("power", self.arrays["power"][states]),
            democracy=unrounded("democracy", self.arrays["democracy"][states]),
            lat=unrounded("lat", self.arrays["lat"][states]),
            lng=unrounded("lng", self.arrays["lng"][states]),
            major=self.arrays["major"][states].astype(bool),
            state=(flags & np.uint8(3)).astype(np.int8),
            **masks,
        )

    def covariates(self, year: int) -> Array:
        """Covariates of all pairs of a year, shape (pairs, covariates), in the order of `SystemYear.pairs`."""
        return self.system(year).rows(self._system(year - GAIN_YEARS))

    def dyad(self, one: int, other: int, year: int) -> DyadYear:
        """A dyad of a year, in whichever order it is named.

        Raises InputError if the table does not hold the year, or one of the two is no member of the system in it.
        """
        system = self.system(year)
        pair = system.pair(one, other)
        low, high = (system.place(code) for code in sorted((one, other)))
        values = dict(zip(COLUMNS, (float(value) for value in self.covariates(year)[pair]), strict=True))
        return dyad_seen(
            system.theta, (low, high), codes=system.ccode, year=year, state=int(system.state[pair]), values=values,
            where=self.where,
        )  # fmt: skip


def table_arrays(table: HistoryTable) -> dict[str, NDArray[Any]]:
    """The arrays of a table's file."""
    text = json.dumps(table.meta, sort_keys=True, ensure_ascii=False).encode()
    return {"meta": np.frombuffer(text, dtype=np.uint8), **table.arrays}


def check_table(arrays: Arrays) -> dict[str, Any]:
    """Return what is known of a table, once every array is what it must be. Raises Damaged with the first fault."""
    sizes: dict[str, int] = {}
    for name, wanted in _WANTED.items():
        if name not in arrays:
            raise Damaged(f"the array {name} is missing")
        if fault := wanted.fault(arrays[name], sizes):
            raise Damaged(f"the array {name} has {fault}")
    size = arrays["size"].astype(np.int64)
    if sizes["state-years"] != size.sum() or sizes["pair-years"] != (size * (size - 1) // 2).sum():
        raise Damaged("states or pairs do not add up to those of its years")
    if len(size) <= GAIN_YEARS or bool((np.diff(arrays["year"].astype(np.int64)) != 1).any()):
        raise Damaged("its years do not follow each other")
    new = np.zeros(sizes["state-years"], dtype=bool)
    new[np.cumsum(size) - size] = True
    if bool((~new[1:] & (np.diff(arrays["ccode"].astype(np.int64)) <= 0)).any()):
        raise Damaged("the array ccode is not in order")
    return _meta(arrays)


def _meta(arrays: Arrays) -> dict[str, Any]:
    if "meta" not in arrays or arrays["meta"].dtype != np.uint8 or arrays["meta"].ndim != 1:
        raise Damaged("what is known of it (meta) is missing")
    try:
        plain: dict[str, Any] = parse_json(arrays["meta"].tobytes())
        found = msgspec.convert(plain, Meta)
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        raise Damaged(f"what is known of it (meta): {error}") from None
    if found.version != VERSION:
        raise Damaged(f"it has the version {found.version}, this foedus reads {VERSION}")
    absent = sorted(set(map(str, np.unique(arrays["ccode"]).tolist())) - set(found.states))
    if absent:
        raise Damaged(f"the array ccode has the code {absent[0]}, which has no name")
    return plain
