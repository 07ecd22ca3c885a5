"""The covering program: values f in 0..1 that sum to at least 1 on every cycle found so far, at least cost.

Its optimum never exceeds the cost of the best division, whichever cycles are in it. The bound that is reported
is computed here from the dual values, so that it holds even where the solver stopped early. Solver: HiGHS
(Huangfu & Hall 2018, Mathematical Programming Computation 10:119-142).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.graph import Floats, Ints
from foedus.models.blocs.balance.store import CycleStore
from foedus.printed_in_c import silence_c

TOLERANCE = 1e-7
"""A cycle is violated if its values sum to less than 1 - TOLERANCE."""

_SLICE = 0.5
"""The solver returns after so many seconds at the latest, so that an interrupt is heard; it then goes on."""

_OLD = 8
"""A cycle that bound nothing in so many solutions leaves the program; the store keeps it."""

_FEW = 150
"""With fewer idle cycles than this, none leaves: taking rows away costs the solver a new start."""

_BATCH = 400
"""Stored cycles that come back in one round at most, the most violated ones."""

_PAUSED = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kIterationLimit)


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """A solution of the covering program.

    Parameters
    ----------
    values : ndarray, shape (columns,)
        0..1 for each column.
    bound : float
        No division that keeps to the bounds of the columns costs less.
    reduced : ndarray, shape (columns,)
        Reduced costs: moving a value by 1 away from its bound raises the bound by so much.
    """

    values: Floats
    bound: float
    reduced: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A state of the program to go back to: its number of columns, its cycles, its basis."""

    columns: int
    rows: Ints
    basis: highspy.HighsBasis


class CoveringProgram:
    """The linear program, to which cycles and columns are added.

    Parameters
    ----------
    weights : ndarray, shape (columns,)
        Cost of each tie.
    """

    def __init__(self, weights: Floats) -> None:
        with silence_c():  # from 1.16 on it says who it is before it can be told to be silent
            self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
            self._highs.setOptionValue("output_flag", False)
        for option, value in (
            ("presolve", "off"), ("solver", "simplex"), ("parallel", "off"),
            ("primal_feasibility_tolerance", 1e-9), ("dual_feasibility_tolerance", 1e-9),
        ):  # fmt: skip
            self._highs.setOptionValue(option, value)
        self._low, self._high, self._weights = np.zeros(0), np.zeros(0), np.zeros(0)
        self.store = CycleStore()
        self._rows: Ints = np.zeros(0, dtype=np.int64)
        self._age: Ints = np.zeros(0, dtype=np.int64)
        self.add_columns(weights)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self._weights)

    def add_columns(self, weights: Floats) -> None:
        """Add columns with values 0..1."""
        count, start = len(weights), self.columns
        self._highs.addVars(count, np.zeros(count), np.ones(count))
        self._weights = np.concatenate([self._weights, weights])
        self._low = np.concatenate([self._low, np.zeros(count)])
        self._high = np.concatenate([self._high, np.ones(count)])
        self._highs.changeColsCost(count, np.arange(start, start + count, dtype=np.int32), weights)

    def reweight(self, weights: Floats) -> None:
        """Give all columns new costs; the cycles stay."""
        self._weights = weights.astype(np.float64)
        self._highs.changeColsCost(len(weights), np.arange(len(weights), dtype=np.int32), self._weights)

    def set_bounds(self, low: Floats, high: Floats) -> None:
        """Set the bounds of all columns."""
        at = np.flatnonzero((low != self._low) | (high != self._high))
        if len(at):
            self._low, self._high = low.copy(), high.copy()
            self._highs.changeColsBounds(len(at), at.astype(np.int32), low[at], high[at])

    def add_cycles(self, cycles: Sequence[Ints]) -> bool:
        """Add cycles; return whether any was not in the program."""
        return self._add_rows(np.setdiff1d(self.store.add(cycles), self._rows))

    def recall(self, values: Floats) -> bool:
        """Take cycles back from the store that these values violate; return whether there were any."""
        sums = self.store.sums(values)
        violated = np.flatnonzero(sums < 1 - TOLERANCE)
        worst = violated[np.argsort(sums[violated], kind="stable")[:_BATCH]]
        return self._add_rows(np.setdiff1d(worst, self._rows))

    def _add_rows(self, numbers: Ints) -> bool:
        if not len(numbers):
            return False
        flat, sizes = self.store.flat(numbers)
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
        ones, upper = np.ones(len(numbers)), np.full(len(numbers), highspy.kHighsInf)
        self._highs.addRows(len(numbers), ones, upper, len(flat), starts, flat.astype(np.int32), np.ones(len(flat)))
        self._rows = np.concatenate([self._rows, numbers])
        self._age = np.concatenate([self._age, np.zeros(len(numbers), dtype=np.int64)])
        return True

    def solve(self, clock: Clock) -> Relaxed:
        """Solve, from where the last solution stands."""
        while not clock.over:
            limit = self._highs.getRunTime() + clock.slice(_SLICE)
            self._highs.setOptionValue("time_limit", limit)
            self._highs.run()
            if self._highs.getModelStatus() not in _PAUSED:
                break
        return self._read()

    def _read(self) -> Relaxed:
        """Return values and the bound that the dual values prove: y >= 0 for each cycle, the rest by the columns' bounds."""
        solution = self._highs.getSolution()
        values = np.clip(np.array(solution.col_value), self._low, self._high) if solution.value_valid else self._low
        dual, reduced = np.zeros(len(self._rows)), self._weights.copy()
        if solution.dual_valid and len(self._rows):
            dual = np.maximum(np.array(solution.row_dual), 0.0)
            flat, sizes = self.store.flat(self._rows)
            reduced -= np.bincount(flat, weights=np.repeat(dual, sizes), minlength=self.columns)
            self._age = np.where(dual > 0, 0, self._age + 1)
        bound = dual.sum() + np.where(reduced > 0, reduced * self._low, reduced * self._high).sum()
        return Relaxed(values, float(bound), reduced)

    def tidy(self) -> None:
        """Take cycles out of the program that have long bound nothing."""
        if (self._age > _OLD).sum() < max(_FEW, 0.4 * len(self._rows)):
            return
        basis = self._highs.getBasis()
        status = list(basis.row_status) if basis.valid else []
        idle = [s == highspy.HighsBasisStatus.kBasic for s in status] or [True] * len(self._rows)
        drop = (self._age > _OLD) & np.array(idle, dtype=np.bool_)
        self._set_rows(self._rows[~drop], basis, status=[s for s, gone in zip(status, drop, strict=False) if not gone])

    def _set_rows(self, rows: Ints, basis: highspy.HighsBasis, *, status: list[highspy.HighsBasisStatus]) -> None:
        """Put these cycles in place of those in the program, and start from a basis."""
        count = len(self._rows)
        self._highs.deleteRows(count, np.arange(count, dtype=np.int32))
        self._rows, self._age = self._rows[:0], self._age[:0]
        self._add_rows(rows)
        if basis.valid:
            basis.row_status = status
            self._highs.setBasis(basis)

    def mark(self) -> Mark:
        """Remember where the program stands."""
        return Mark(self.columns, self._rows, self._highs.getBasis())

    def restore(self, mark: Mark) -> None:
        """Go back: later columns are taken away, and forgotten are the cycles through them; all others stay in the store."""
        renumbered = self.store.truncate(mark.columns)
        count = len(self._rows)
        if count:
            self._highs.deleteRows(count, np.arange(count, dtype=np.int32))
        self._rows, self._age = self._rows[:0], self._age[:0]
        extra = np.arange(mark.columns, self.columns, dtype=np.int32)
        if len(extra):
            self._highs.deleteCols(len(extra), extra)
        self._weights = self._weights[: mark.columns]
        self._low, self._high = self._low[: mark.columns], self._high[: mark.columns]
        self.set_bounds(np.zeros(mark.columns), np.ones(mark.columns))
        self._set_rows(renumbered[mark.rows], mark.basis, status=list(mark.basis.row_status))
