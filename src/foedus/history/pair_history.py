"""The history of one pair as rows that a case can carry, so that it needs no dataset to be assessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from foedus.history.build import History
from foedus.history.dyad import DyadYear
from foedus.history.find import dyad_year
from foedus.history.sources import Sources
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


@dataclass(frozen=True)
class PairRow:
    """A covariate of a pair in a year, in the form of ``covariates.csv``."""

    year: int
    covariate: str
    value: str
    source: str


def pair_history(
    history: History, sources: Sources, *, pair: tuple[tuple[str, int], tuple[str, int]], years: Iterable[int]
) -> list[PairRow]:
    """Return what the outlook needs of a pair, by covariate and year.

    The pair is two of (actor id, COW code); the ids are the suffixes of capability and democracy. Raises InputError
    if the two are not both members of the system in one of the years.
    """
    found: list[PairRow] = []
    for year in years:
        dyad = dyad_year(history, pair[0][1], pair[1][1], year)
        values: dict[str, float | str] = {
            "state_of_relation": OUTCOMES[dyad.state],
            "contiguity": _contiguity(sources.contiguity, dyad),
            "distance_km": float(np.expm1(dyad.values["log_distance"])),
            "major_power": dyad.values["majors"],
            **{name: dyad.values[name] for name in SAME_NAME},
            **{f"{name}{WITHOUT}": dyad.without[name] for name in THREATS},
            **({"common_threat_source": dyad.source} if dyad.source else {}),
        }
        at = year - history.grid.first
        for actor, code in pair:
            place = history.grid.position[code]
            values[f"capability_share_{actor}"] = float(history.states.power[at, place])
            values[f"euds_{actor}"] = float(history.states.democracy[at, place])
        found += [PairRow(year, name, _text(value), _source(name, sources)) for name, value in values.items()]
    return sorted(found, key=lambda row: (row.covariate, row.year))


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


def _source(covariate: str, sources: Sources) -> str:
    sets = next((sets for name, sets in _SETS.items() if covariate.startswith(name)), _THREAT_SETS)
    return "; ".join(_version(name, sources.versions[name]) for name in sets)


def _version(dataset: str, version: str) -> str:
    """A dataset with its version, form, and the beginning of the hash of its file."""
    words, digest = version.rsplit(" ", 1)
    return f"{dataset} {words} sha256 {digest[:12]}"
