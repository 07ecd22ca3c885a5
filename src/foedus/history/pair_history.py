"""The history of one pair as rows that a case can carry, so that it needs no dataset to be assessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.history.dyad import DyadYear
from foedus.history.find import dyad_year
from foedus.history.sources import Sources
from foedus.history.table import HistoryTable
from foedus.history.terms import THREATS, WITHOUT
from foedus.terms.outcomes import OUTCOMES

#: Covariates that a case carries under the name that the model gives them.
SAME_NAME = (*THREATS, "mutual_threat", "ever_alliance", "ever_entente", "small_tie")
#: Datasets behind each covariate; what is not named rests on `_THREAT_SETS`.
_SETS = {
    "state_of_relation": ("atop", "tss-rivalries", "cow-mid"),
    "ever_alliance": ("atop",),
    "ever_entente": ("atop",),
    "small_tie": ("atop", "atop-members"),
    "contiguity": ("contiguity",),
    "distance_km": ("capitals",),
    "major_power": ("majors",),
    "capability_share": ("nmc",),
    "euds": ("democracy",),
}
_THREAT_SETS = ("tss-rivalries", "cow-mid", "atop", "nmc", "states", "contiguity", "capitals", "majors")


#: Two of (actor id, COW code).
Pair = tuple[tuple[str, int], tuple[str, int]]


@dataclass(frozen=True)
class PairRow:
    """A covariate of a pair in a year, in the form of ``covariates.csv``."""

    year: int
    covariate: str
    value: str
    source: str


def pair_history(history: History, sources: Sources, *, pair: Pair, years: Iterable[int]) -> list[PairRow]:
    """Return what the outlook needs of a pair, by covariate and year.

    The pair is two of (actor id, COW code); the ids are the suffixes of capability and democracy. Raises InputError
    if the two are not both members of the system in one of the years.
    """
    found: list[PairRow] = []
    for year in years:
        dyad = dyad_year(history, pair[0][1], pair[1][1], year)
        at = year - history.grid.first
        place = [history.grid.position[code] for _, code in pair]
        values = _values(
            dyad, pair, power=history.states.power[at, place], democracy=history.states.democracy[at, place],
            contiguity=_contiguity(sources.contiguity, dyad),
        )  # fmt: skip
        found += [PairRow(year, name, _text(value), _source(name, sources.versions)) for name, value in values.items()]
    return _ordered(found)


def pair_in_table(table: HistoryTable, *, pair: Pair, years: Iterable[int]) -> list[PairRow]:
    """Return the same from the table that needs no dataset; its figures of states are rounded, as each source says.

    A border by water is given as 2: the table does not keep its kind. Raises InputError as `pair_history`, and where the
    table does not hold a year.
    """
    found: list[PairRow] = []
    for year in years:
        dyad = table.dyad(pair[0][1], pair[1][1], year)
        system = table.system(year)
        place = [system.place(code) for _, code in pair]
        border = 1 if dyad.values["land_contiguity"] else 2 * int(dyad.values["any_contiguity"])
        values = _values(dyad, pair, power=system.power[place], democracy=system.democracy[place], contiguity=border)
        for name, value in values.items():
            source = f"{_source(name, table.meta['datasets'])}; {_kept(name, value)} {table.where}"
            found.append(PairRow(year, name, _text(value), source))
    return _ordered(found)


def _values(
    dyad: DyadYear, pair: Pair, *, power: NDArray[np.float64], democracy: NDArray[np.float64], contiguity: int
) -> dict[str, float | str]:
    """What the outlook needs of a dyad-year, under the names that a case gives it."""
    return {
        "state_of_relation": OUTCOMES[dyad.state],
        "contiguity": contiguity,
        "distance_km": float(np.expm1(dyad.values["log_distance"])),
        "major_power": dyad.values["majors"],
        **{name: dyad.values[name] for name in SAME_NAME},
        **{f"{name}{WITHOUT}": dyad.without[name] for name in THREATS},
        **({"common_threat_source": dyad.source} if dyad.source else {}),
        **{f"capability_share_{actor}": float(share) for (actor, _), share in zip(pair, power, strict=True)},
        **{f"euds_{actor}": float(score) for (actor, _), score in zip(pair, democracy, strict=True)},
    }


def _kept(covariate: str, value: float | str) -> str:
    """How the table keeps a covariate."""
    if covariate == "contiguity":
        return "2 stands for a border by water of any kind in" if value == 2 else "as kept in"
    exact = covariate.startswith(("state_of", "ever_", "small_tie", "major_power", "common_threat_source"))
    return "as kept in" if exact else "from figures rounded in"


def _ordered(rows: list[PairRow]) -> list[PairRow]:
    return sorted(rows, key=lambda row: (row.covariate, row.year))


def _contiguity(rows: pl.DataFrame, dyad: DyadYear) -> int:
    """Closest type of contiguity of a pair, 1 to 5; 0 for none."""
    codes = [dyad.ccode1, dyad.ccode2]
    own = rows.filter((pl.col("year") == dyad.year) & pl.col("ccode1").is_in(codes) & pl.col("ccode2").is_in(codes))
    return int(own["conttype"].to_numpy().min()) if own.height else 0


def _text(value: float | str) -> str:
    """Words as they are, numbers to six decimals in their shortest form."""
    if isinstance(value, str):
        return value
    rounded = round(float(value), 6) + 0.0
    return str(int(rounded)) if rounded.is_integer() else repr(rounded)


def _source(covariate: str, versions: Mapping[str, str]) -> str:
    sets = next((sets for name, sets in _SETS.items() if covariate.startswith(name)), _THREAT_SETS)
    return "; ".join(_version(name, versions[name]) for name in sets)


def _version(dataset: str, version: str) -> str:
    """A dataset with its version, form, and the beginning of the hash of its file."""
    words, digest = version.rsplit(" ", 1)
    return f"{dataset} {words} sha256 {digest[:12]}"
