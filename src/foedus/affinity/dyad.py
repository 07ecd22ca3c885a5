"""Votes of two states: how often they voted alike, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.affinity.choice import Choice, check_span, choose
from foedus.affinity.ideal import distances
from foedus.affinity.measures import measured, pooled, windows
from foedus.affinity.rollcalls import RollCalls, read_roll_calls
from foedus.affinity.voters import Voter, find_pair, replaced
from foedus.errors import InputError

if TYPE_CHECKING:
    from foedus.charts.figure import Figure


FEW = 10
"""Joint votes below which a year's measures are told to say little."""


@dataclass(frozen=True)
class DyadVotes:
    """Agreement of two states in the Assembly.

    Parameters
    ----------
    pair : (Voter, Voter)
        The two, by COW code.
    years : (int, int)
        First and last row.
    choice : Choice
        Which votes are counted.
    frame : DataFrame
        One row for each year, also for one without a joint vote, whose measures are null; see `measures.COLUMNS`.
    total : dict
        n and the measures of all joint votes of the years together.
    calls : RollCalls
        The edition, and what of it was set aside.
    notes : tuple of str
        How words were taken, what is not known.
    """

    pair: tuple[Voter, Voter]
    years: tuple[int, int]
    choice: Choice
    frame: pl.DataFrame
    total: dict[str, Any]
    calls: RollCalls
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """The two by name."""
        return f"{self.pair[0].name} and {self.pair[1].name}"

    def lines(self) -> list[str]:
        """What was counted, in words."""
        return [
            f"{self.title} in the General Assembly ({self.pair[0].ccode}, {self.pair[1].ccode})",
            f"{self.calls.edition}; {self.choice.words}",
        ]

    def record(self) -> dict[str, Any]:
        """Everything as plain values."""
        return {
            "pair": [{"ccode": voter.ccode, "name": voter.name} for voter in self.pair],
            **recorded(self.calls, self.choice),
            "years": list(self.years),
            "rows": self.frame.to_dicts(),
            "total": self.total,
            "notes": list(self.notes),
        }

    def draw(self, *measures: str) -> Figure:
        """Draw two measures by year; by default the identical share and kappa. Raises InputError: no such measure."""
        from foedus.affinity.draw import draw

        note = f"{self.calls.edition}; {self.choice.words}."
        return draw(self.frame, measures or ("identical", "kappa"), title=self.title, note=note)


def recorded(calls: RollCalls, choice: Choice) -> dict[str, Any]:
    """Return which votes were counted, as plain values."""
    return {
        "dataset": dict(calls.source),
        "coverage": [calls.first, calls.last],
        "choice": {
            "year": choice.year,
            "issues": list(choice.issues),
            "window": choice.window,
            "amendments": choice.amendments,
            "paragraphs": choice.paragraphs,
            "words": choice.words,
        },
    }


def votes(
    one: str | int,
    other: str | int,
    *,
    years: tuple[int, int] | None = None,
    year: str = "calendar",
    issue: str | Iterable[str] = (),
    window: int = 1,
    without: str | Iterable[str] = (),
    version: str | None = None,
) -> DyadVotes:
    """Return how two states voted in the UN General Assembly, on the votes that both cast.

    Parameters
    ----------
    one, other : str or int
        States by name, abbreviation or COW code, in the sense of the last year.
    years : (int, int), optional
        First and last year; default those in which both vote.
    year : {"calendar", "session"}
        The year of a vote: that of its day, or that in which its session began.
    issue : str or iterable of str
        Issues out of me, nu, di, hr, co, ec; a vote must be on one of them. Default all votes.
    window : int
        Years that a row pools: its own and those before it, 1 to 50.
    without : str or iterable of str
        `amendments`, `paragraphs`: votes that are not counted.
    version : str, optional
        Edition of the dataset `un-votes`; default the newest that is in the data directory. Editions hold different votes.

    Returns
    -------
    DyadVotes
        `frame` by year, `total`, `notes`, `lines()`, `record()`, `draw()`.

    Raises
    ------
    InputError
        If the dataset is not there, a word means no state or several, or there is nothing in the years.
    """
    choice = choose(year=year, issue=issue, window=window, without=without)
    asked = None if years is None else check_span(years)
    return pair_votes(read_roll_calls(choice, version), one, other, choice=choice, years=asked)


def pair_votes(
    calls: RollCalls, one: str | int, other: str | int, *, choice: Choice, years: tuple[int, int] | None
) -> DyadVotes:
    """Return the agreement of two states in chosen votes; see `votes`."""
    inside = _inside(calls, years)
    pair = find_pair(one, other, years=inside)
    of_both = [calls.frame.filter(ccode=voter.ccode) for voter in pair]
    for voter, own in zip(pair, of_both, strict=True):
        if not own.height:
            raise InputError(f"{voter.name} ({voter.ccode}) casts none of these votes in {calls.edition}")
    counts = count(*of_both, first=calls.first, last=calls.last)
    span = inside if years else _both(of_both, inside)
    span, notes = _whole_windows(calls, span, asked=years, window=choice.window)
    at = slice(span[0] - calls.first, span[1] - calls.first + 1)
    found = pl.DataFrame({"year": np.arange(span[0], span[1] + 1, dtype=np.int32)})
    found = found.with_columns(**measured(windows(counts, choice.window)[at]))
    apart, told = distances(pair[0].ccode, pair[1].ccode)
    found = found.join(apart, on="year", how="left", maintain_order="left")
    notes = [*(voter.note for voter in pair if voter.note), *calls.notes, *notes, *_few(found)]
    in_years = calls.frame.filter(pl.col("year").is_between(*inside))
    notes += [*(note for voter in pair for note in replaced(voter, in_years)), *told]
    return DyadVotes(pair, span, choice, found, pooled(counts[at]), calls, tuple(notes))


def count(one: pl.DataFrame, other: pl.DataFrame, *, first: int, last: int) -> NDArray[np.int64]:
    """Count joint votes by year: (years, 3, 3), the first's vote by row and the second's by column."""
    both = one.join(other.select("rcid", "vote"), on="rcid", suffix="_other")
    year, mine, other_vote = (both[name].to_numpy().astype(np.int64) for name in ("year", "vote", "vote_other"))
    cells = (year - first) * 9 + (mine - 1) * 3 + (other_vote - 1)
    return np.bincount(cells, minlength=(last - first + 1) * 9).reshape(-1, 3, 3).astype(np.int64)


def _inside(calls: RollCalls, years: tuple[int, int] | None) -> tuple[int, int]:
    """The asked years that the edition covers."""
    first, last = years or (calls.first, calls.last)
    inside = max(first, calls.first), min(last, calls.last)
    if inside[0] > inside[1]:
        raise InputError(f"years {first}-{last} lie outside the edition: {calls.edition}")
    return inside


def _both(of_both: list[pl.DataFrame], inside: tuple[int, int]) -> tuple[int, int]:
    years = [(int(own["year"].to_numpy().min()), int(own["year"].to_numpy().max())) for own in of_both]
    first, last = max(inside[0], *(one for one, _ in years)), min(inside[1], *(one for _, one in years))
    return (first, last) if first <= last else inside


def _few(rows: pl.DataFrame) -> list[str]:
    """Tell of years whose measures stand on few joint votes."""
    few = [
        f"{n} in {year}" for year, n in rows.filter(pl.col("n").is_between(1, FEW - 1)).select("year", "n").iter_rows()
    ]
    return [f"years of fewer than {FEW} joint votes, whose measures say little: {', '.join(few)}"] if few else []


def _whole_windows(
    calls: RollCalls, span: tuple[int, int], *, asked: tuple[int, int] | None, window: int
) -> tuple[tuple[int, int], list[str]]:
    """Leave out years whose window begins before the edition does, and tell what of the asked years is not there."""
    first = max(span[0], calls.first + window - 1)
    if first > span[1]:
        raise InputError(
            f"a window of {window} years that ends by {span[1]} begins before the edition: {calls.edition}"
        )
    notes = []
    if asked is not None and (first, span[1]) != asked:
        reason = " and windows that begin before it" if window > 1 else ""
        notes.append(
            f"of the years {asked[0]}-{asked[1]} the rows are {first}-{span[1]}: the rest lies outside the edition{reason}"
        )
    return (first, span[1]), notes
