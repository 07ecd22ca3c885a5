"""Agreement of all pairs of voters, year by year, by matrices of 0 and 1."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from foedus.affinity.agreement import joint_votes
from foedus.affinity.choice import Choice, check_span, choose
from foedus.affinity.dyad import recorded
from foedus.affinity.measures import measured
from foedus.affinity.rollcalls import RollCalls, read_roll_calls
from foedus.errors import InputError

Progress = Callable[[int], None]
"""Called with each year as it is done."""


@dataclass(frozen=True)
class AllVotes:
    """Agreement of all pairs of states.

    Parameters
    ----------
    choice : Choice
        Which votes are counted.
    frame : DataFrame
        ccode1 below ccode2, year, n and the measures (`measures.COLUMNS`): a row for each pair and year with a joint vote.
    calls : RollCalls
        The edition, and what of it was set aside.
    """

    choice: Choice
    frame: pl.DataFrame
    calls: RollCalls

    def lines(self) -> list[str]:
        """What was counted, in words."""
        joint = self.frame["n"].sum()
        return [
            f"{self.calls.edition}; {self.choice.words}",
            f"{self.frame.height:,} pairs and years, {joint:,} joint votes",
            *(f"note: {note}" for note in self.calls.notes),
        ]

    def record(self) -> dict[str, Any]:
        """What was counted, as plain values, without the rows."""
        return {**recorded(self.calls, self.choice), "rows": self.frame.height, "notes": list(self.calls.notes)}


def all_votes(
    *,
    years: tuple[int, int] | None = None,
    year: str = "calendar",
    issue: str | Iterable[str] = (),
    window: int = 1,
    without: str | Iterable[str] = (),
    version: str | None = None,
    progress: Progress | None = None,
) -> AllVotes:
    """Return the agreement of all pairs of states in the UN General Assembly.

    Parameters
    ----------
    years : (int, int), optional
        First and last year; default those of the edition.
    year, issue, window, without, version
        As of `votes`.
    progress : callable, optional
        Called with each year as it is done.

    Returns
    -------
    AllVotes
        `frame` with a row for each pair and year with a joint vote.

    Raises
    ------
    InputError
        If the dataset is not there, or the years lie outside it.
    """
    choice = choose(year=year, issue=issue, window=window, without=without)
    asked = None if years is None else check_span(years)
    calls = read_roll_calls(choice, version)
    return AllVotes(choice, pairs_of(calls, choice, years=asked, progress=progress), calls)


def pairs_of(
    calls: RollCalls, choice: Choice, *, years: tuple[int, int] | None = None, progress: Progress | None = None
) -> pl.DataFrame:
    """Return the agreement of all pairs in chosen votes; see `all_votes`."""
    first, last = years or (calls.first, calls.last)
    first, last = max(first, calls.first + choice.window - 1), min(last, calls.last)
    if first > last:
        raise InputError(f"no year of {years} has a whole window in the edition: {calls.edition}")
    by_year = {key[0]: part for key, part in calls.frame.partition_by("year", as_dict=True).items()}
    parts = []
    for year in range(first, last + 1):
        held = [by_year[one] for one in range(year - choice.window + 1, year + 1) if one in by_year]
        if held:
            parts.append(_of_year(pl.concat(held), year))
        if progress is not None:
            progress(year)
    return pl.concat(parts) if parts else _of_year(calls.frame.clear(), first)


def _of_year(cast: pl.DataFrame, year: int) -> pl.DataFrame:
    states, matrix = _matrix(cast)
    joint = joint_votes(matrix)
    one, other = np.triu_indices(len(states), k=1)
    counted = joint[one, other]
    some = counted.any(axis=(1, 2))
    one, other, counted = one[some], other[some], counted[some]
    keys = {"ccode1": states[one], "ccode2": states[other], "year": np.full(len(one), year, dtype=np.int32)}
    return pl.DataFrame(keys).with_columns(**measured(counted))


def _matrix(cast: pl.DataFrame) -> tuple[np.typing.NDArray[np.int32], np.typing.NDArray[np.int8]]:
    """Votes of roll calls (rows) by states (columns), 0 for none."""
    calls, rows = np.unique(cast["rcid"].to_numpy(), return_inverse=True)
    states, columns = np.unique(cast["ccode"].to_numpy(), return_inverse=True)
    matrix = np.zeros((len(calls), len(states)), dtype=np.int8)
    matrix[rows, columns] = cast["vote"].to_numpy()
    return states.astype(np.int32), matrix
