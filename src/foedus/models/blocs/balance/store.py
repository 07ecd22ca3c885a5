"""Every cycle that was ever found, flat in memory, so that the violated ones are told apart in one pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from foedus.models.blocs.balance.graph import Floats, Ints


class CycleStore:
    """Cycles as sorted column numbers, each kept once.

    A cycle holds under any weights, so the store only grows, but for cycles through columns that were taken away.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, int] = {}
        self.columns: Ints = np.zeros(0, dtype=np.int64)
        self.starts: Ints = np.zeros(1, dtype=np.int64)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def add(self, cycles: Sequence[Ints]) -> Ints:
        """Keep cycles and return their numbers, in the order given."""
        numbers: list[int] = []
        new: list[Ints] = []
        for cycle in cycles:
            mark = cycle.astype(np.int64).tobytes()
            number = self._known.setdefault(mark, len(self._known))
            if number >= len(self) + len(new):
                new.append(cycle)
            numbers.append(number)
        if new:
            self.columns = np.concatenate([self.columns, *new])
            self.starts = np.concatenate([self.starts, self.starts[-1] + np.cumsum([len(cycle) for cycle in new])])
        return np.array(numbers, dtype=np.int64)

    def sums(self, values: Floats) -> Floats:
        """Return the sum of the values on every cycle."""
        if not len(self):
            return np.zeros(0)
        found: Floats = np.add.reduceat(values[self.columns], self.starts[:-1])
        return found

    def flat(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Return the columns of these cycles one after the other, and the length of each."""
        sizes = self.starts[numbers + 1] - self.starts[numbers]
        offset = np.repeat(self.starts[numbers] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        return self.columns[offset + np.arange(int(sizes.sum()))], sizes

    def truncate(self, columns: int) -> Ints:
        """Forget the cycles through columns from this number on; return the new number of each old cycle, -1 if forgotten."""
        keep = (
            np.maximum.reduceat(self.columns, self.starts[:-1]) < columns if len(self) else np.zeros(0, dtype=np.bool_)
        )
        renumbered = np.where(keep, np.cumsum(keep) - 1, -1)
        if not keep.all():
            left = np.flatnonzero(keep)
            flat, sizes = self.flat(left)
            self.columns, self.starts = flat, np.concatenate([[0], np.cumsum(sizes)])
            self._known = {
                flat[a:b].tobytes(): at for at, (a, b) in enumerate(zip(self.starts[:-1], self.starts[1:], strict=True))
            }
        return renumbered
