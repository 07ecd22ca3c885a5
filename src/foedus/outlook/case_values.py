"""From the history that a case carries to the outlook's covariates, so that a case runs with no dataset installed.

What the case lacks is taken from the last year that comes with the model, where that is the year asked for; else from what
the case's own rows allow. Every such step is told in a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from foedus.case.model import Covariate
from foedus.errors import InputError
from foedus.history.covariates import COLUMNS, GAIN_YEARS, democracy_pair, power_pair
from foedus.history.dyad import DyadYear
from foedus.history.terms import THREATS, WITHOUT

#: Covariates of a case without which there is no outlook; each with the actor's id behind it where two are needed.
NEEDED = ("common_threat", "contiguity", "distance_km", "major_power")
NEEDED_EACH = ("capability_share", "euds")
#: Covariates of the outlook that a case may carry under their own name, and what stands in.
OWN_NAMES = ("common_threat_gain", "least_own_threat", "mutual_threat", "ever_alliance", "ever_entente", "small_tie")


@dataclass(frozen=True)
class CaseValues:
    """Covariates of a case in a year."""

    year: int  #: Year of the rows.
    values: Mapping[str, float]  #: `values`, `without`: covariates, and the same once the common enemy is gone.
    without: Mapping[str, float]
    notes: tuple[str, ...]  #: What the case did not carry, and what stands in for it.


def case_values(
    rows: Iterable[Covariate], actors: tuple[str, str], *, year: int, state: str, fallback: DyadYear | None = None
) -> CaseValues:
    """Return the outlook's covariates of a case from the rows of its ``covariates.csv``.

    The latest year up to `year` for which every needed covariate is there is used; `state` is the state of relation
    in that year. `fallback` is the pair as the shipped table or the datasets know it; used where it is of the same
    year. Raises InputError if a covariate that the outlook needs is missing, or is no number.
    """
    table: dict[str, dict[int, str]] = {}
    for row in rows:
        table.setdefault(row.covariate, {})[row.year] = row.value
    at = _latest(table, actors, year=year)
    known = fallback if fallback is not None and fallback.year == at else None
    values = _direct(table, actors, year=at)
    notes = [] if at == year else [f"covariates of {at} stand in for {year}"]
    for name in OWN_NAMES:
        values[name], note = _own(table, name, year=at, values=values, state=state, known=known)
        notes += [note] if note else []
    values |= {"origin_entente": float(state == "entente"), "origin_rivalry": float(state == "rivalry")}
    gone, note = _gone(table, at, known=known)
    notes += [note] if note else []
    ordered = {name: values[name] for name in COLUMNS}
    return CaseValues(at, ordered, {**ordered, **gone}, tuple(notes))


def _latest(table: Mapping[str, Mapping[int, str]], actors: tuple[str, str], *, year: int) -> int:
    names = [*NEEDED, *(f"{name}_{actor}" for name in NEEDED_EACH for actor in actors)]
    lacking = [name for name in names if not any(at <= year for at in table.get(name, {}))]
    if lacking:
        raise InputError(
            f"covariates.csv has no {', '.join(lacking)} up to {year}: the outlook cannot be used as a prior; add the "
            "rows or choose another prior with --prior table"
        )
    common = set.intersection(*({at for at in table[name] if at <= year} for name in names))
    if not common:
        raise InputError(f"covariates.csv has no year up to {year} with all of {', '.join(names)}; add the rows")
    return max(common)


def _number(table: Mapping[str, Mapping[int, str]], name: str, *, year: int) -> float:
    text = table[name][year]
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not np.isfinite(value):
        raise InputError(f"covariates.csv: {name} {year} is {text!r}; expected a number")
    return value


def _direct(table: Mapping[str, Mapping[int, str]], actors: tuple[str, str], *, year: int) -> dict[str, float]:
    """Covariates that follow from the needed rows alone."""
    read = {name: _number(table, name, year=year) for name in NEEDED}
    one, other = (
        {name: np.array([_number(table, f"{name}_{actor}", year=year)]) for name in NEEDED_EACH} for actor in actors
    )
    joint, difference = democracy_pair(one["euds"], other["euds"])
    power_sum, power_ratio = power_pair(one["capability_share"], other["capability_share"])
    return {
        "land_contiguity": float(read["contiguity"] == 1),
        "any_contiguity": float(read["contiguity"] > 0),
        "log_distance": float(np.log1p(read["distance_km"])),
        "major_any": float(read["major_power"] > 0),
        "majors": read["major_power"],
        "joint_democracy": float(joint[0]),
        "democracy_difference": float(difference[0]),
        "common_threat": read["common_threat"],
        "log_power_sum": float(power_sum[0]),
        "log_power_ratio": float(power_ratio[0]),
    }


def _own(
    table: Mapping[str, Mapping[int, str]],
    name: str,
    *,
    year: int,
    values: Mapping[str, float],
    state: str,
    known: DyadYear | None,
) -> tuple[float, str]:
    """A covariate under its own name, else what follows from the case's rows, else from the shipped table; and a note."""
    if year in table.get(name, {}):
        return _number(table, name, year=year), ""
    if name == "common_threat_gain" and year - GAIN_YEARS in table["common_threat"]:
        return max(0.0, values["common_threat"] - _number(table, "common_threat", year=year - GAIN_YEARS)), ""
    if known is not None:
        return float(known.values[name]), f"{name} is not in the case; taken from {known.where}"
    found, words = _stand_in(table, name, year=year, values=values, state=state)
    return found, f"{name} is not in the case; {words}"


def _gone(table: Mapping[str, Mapping[int, str]], year: int, *, known: DyadYear | None) -> tuple[dict[str, float], str]:
    """Threat covariates once the common enemy is gone, and a note where the case does not carry them."""
    if all(year in table.get(f"{name}{WITHOUT}", {}) for name in THREATS):
        return {name: _number(table, f"{name}{WITHOUT}", year=year) for name in THREATS}, ""
    if known is not None:
        return {name: float(known.without[name]) for name in THREATS}, ""
    return dict.fromkeys(THREATS, 0.0), "without the common enemy no other threat is counted"


def _stand_in(
    table: Mapping[str, Mapping[int, str]], name: str, *, year: int, values: Mapping[str, float], state: str
) -> tuple[float, str]:
    if name.startswith("ever_"):
        wanted = name.removeprefix("ever_")
        past = {text for at, text in table.get("state_of_relation", {}).items() if at <= year}
        return float(wanted in past or wanted == state), "only the years that it carries were looked at"
    if name == "least_own_threat":
        return values["common_threat"], "the common threat stands in, which it cannot be below"
    if name == "small_tie":
        tied = state in ("alliance", "entente")
        return float(tied), "a tie is taken for one of small pacts" if tied else "no tie, so 0"
    return 0.0, "0 stands in"
