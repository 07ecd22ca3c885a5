"""Counts what is surely wrong while a file is read, so that a file of little else is left before its end."""

from __future__ import annotations

from foedus.files.findings import MOST_PROBLEMS
from foedus.files.networks.choose import Choice
from foedus.files.networks.signs import Wrong

_REMEMBERED = 100_000
"""Pairs whose sign is remembered: a file that contradicts itself less often than that is read to its end."""


class Wrongs:
    """How many ties of a file are wrong by what was read of it so far.

    Parameters
    ----------
    choice : Choice
        What is asked of the file. Where directions, relations or times are chosen, a pair may have both signs.
    """

    def __init__(self, choice: Choice) -> None:
        self.count, self.met = 0, False
        self._contradictions = choice == Choice(choice.weight)
        self._first: dict[tuple[str, ...], int] = {}

    @property
    def full(self) -> bool:
        """Whether so many are wrong that reading on tells nothing."""
        return self.count > MOST_PROBLEMS

    def wrong(self) -> None:
        """Count a tie that is wrong by itself."""
        self.count += 1

    def tie(self, source: str, target: str, found: tuple[int, float] | Wrong, *, network: str = "") -> None:
        """Count a tie if its sign or weight is wrong, or contradicts the first of its pair in the same network."""
        self.met = True
        if isinstance(found, Wrong):
            self.count += 1
        elif self._contradictions and found[0] and found[1] and source != target:
            ends = (source, target, network) if source < target else (target, source, network)
            first = self._first.get(ends)
            if first is None and len(self._first) < _REMEMBERED:
                self._first[ends] = found[0]
            self.count += first is not None and first != found[0]
