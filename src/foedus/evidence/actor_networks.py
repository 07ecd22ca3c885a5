"""Discourse networks of a case: actors tied by the issues that they speak to, in one period or in a row of windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from foedus.errors import InputError
from foedus.evidence.discourse import (
    ONE_MODE,
    ONE_MODE_NORMALISATIONS,
    TWO_MODE,
    TWO_MODE_NORMALISATIONS,
    Array,
    count,
    one_mode,
    two_mode,
)
from foedus.evidence.lengths import add_months
from foedus.evidence.stances import Stance
from foedus.nearest import nearest_hint

if TYPE_CHECKING:
    import polars as pl

WHOLE = "all"
_MOST_WINDOWS = 10_000

Window = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ActorNetwork:
    """A matrix with its names: of actors, or of actors (rows) and issues (columns)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: Array  #: Shape (rows, columns); a network of actors is symmetric, with 0 on its diagonal.
    two_mode: bool
    window: str = WHOLE  #: ``first day/last day``, or `WHOLE`, which takes in undated claims too.
    statements: int = 0

    def edges(self) -> Iterator[tuple[str, str, float]]:
        """Yield the ties other than 0; those of a network of actors once."""
        places = np.argwhere(self.weights if self.two_mode else np.triu(self.weights, 1))
        yield from ((self.rows[i], self.columns[j], float(self.weights[i, j])) for i, j in places)

    def frame(self) -> pl.DataFrame:
        """Return the ties as a polars frame with the columns window, source, target, weight."""
        import polars as pl

        rows = [(self.window, *edge) for edge in self.edges()]
        columns = {"window": pl.String, "source": pl.String, "target": pl.String, "weight": pl.Float64}
        return pl.DataFrame(rows, schema=columns, orient="row")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is asked of the statements. Raises InputError if the parts do not fit each other."""

    qualifier: str = "congruence"
    normalisation: str = "none"
    two_mode: bool = False

    def __post_init__(self) -> None:
        """Hold the names against those of the mode."""
        kind = "two-mode network" if self.two_mode else "network of actors"
        for option, value, known in (
            ("--qualifier", self.qualifier, TWO_MODE if self.two_mode else ONE_MODE),
            ("--normalise", self.normalisation, TWO_MODE_NORMALISATIONS if self.two_mode else ONE_MODE_NORMALISATIONS),
        ):
            if value not in known:
                raise InputError(f"{option} {value!r}{nearest_hint(value, known)}: a {kind} takes {', '.join(known)}")
        if self.qualifier == "combine" and self.normalisation != "none":
            raise InputError(
                "--qualifier combine gives codes (1 for, 2 against, 3 both), which nothing divides; leave --normalise out"
            )


def build_network(stances: Iterable[Stance], measure: Measure, *, window: Window | None = None) -> ActorNetwork:
    """Return the network of the statements of a window; actors and issues without any are not in it."""
    kept = [stance for stance in stances if stance.within(window)]
    actors = sorted({stance.actor for stance in kept})
    issues = sorted({stance.issue for stance in kept})
    at, on = ({name: index for index, name in enumerate(names)} for names in (actors, issues))
    counts, levels = count(
        [at[stance.actor] for stance in kept],
        [on[stance.issue] for stance in kept],
        [stance.value for stance in kept],
        actors=len(actors),
        issues=len(issues),
    )
    make = two_mode if measure.two_mode else one_mode
    weights = make(counts, levels, qualifier=measure.qualifier, normalisation=measure.normalisation)
    label = WHOLE if window is None else f"{window[0]}/{window[1]}"
    columns = issues if measure.two_mode else actors
    return ActorNetwork(tuple(actors), tuple(columns), weights, measure.two_mode, label, len(kept))


def windows(stances: Sequence[Stance], *, width: int, step: int, within: Window | None = None) -> list[Window]:
    """Return windows of so many months, one every `step` months, over the dates of the statements.

    The first begins with `within`, or with the year of the first statement that has a date.
    Raises InputError if a length is below 1, or no statement has a date with a beginning and an end.
    """
    if width < 1 or step < 1:
        raise InputError(f"windows of {width} months, one every {step}: expected 1 or more")
    first, last = within or (date.min, date.max)
    if first == date.min or last == date.max:  # an open end goes as far as the statements
        whole = _extent(stances)
        first, last = (first if first > date.min else whole[0]), min(last, whole[1])
    found: list[Window] = []
    while (begin := add_months(first, step * len(found))) <= last and begin < date.max:
        found.append((begin, add_months(begin, width) - timedelta(days=1)))
        if len(found) > _MOST_WINDOWS:
            raise InputError(f"more than {_MOST_WINDOWS:,} windows; take a longer step")
    return found


def _extent(stances: Sequence[Stance]) -> Window:
    dated = [stance.when for stance in stances if stance.when is not None]
    first = min((when.lower for when in dated if when.lower > date.min), default=None)
    last = max((when.upper for when in dated if when.upper < date.max), default=None)
    if first is None or last is None:
        raise InputError("no position claim has a date with a beginning and an end, which windows in time need")
    return date(first.year, 1, 1), last
