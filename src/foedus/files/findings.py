"""What a reader finds: problems, which refuse a case, and notes, which do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from foedus.errors import Problem
from foedus.files.characters import visible
from foedus.nearest import nearest

SHOWN_CHARACTERS = 60
"""Longer values are shortened in messages."""

MOST_PROBLEMS = 10_000
"""Problems of a file that are kept; more are counted. A file of a million broken rows needs no million sentences."""

_NEAREST_SEARCHES = 200
"""A search for the nearest value costs milliseconds; a file with one wrong column needs no thousand of them."""


def shorten(value: str) -> str:
    """Return `value` on one line, cut to `SHOWN_CHARACTERS`.

    >>> shorten("word " * 20)
    'word word word word word word word word word word word wo...'
    """
    shown = value[: SHOWN_CHARACTERS + 1].replace("\n", " ")
    return shown if len(shown) <= SHOWN_CHARACTERS else shown[: SHOWN_CHARACTERS - 3] + "..."


class Findings:
    """Collects every problem and note of one reading, so that all are told at once."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self.notes: list[str] = []
        # The options are kept with the answer, so that no other collection can take their identity.
        self._nearest: dict[tuple[str, int], tuple[str, Collection[str]]] = {}

    @property
    def problems(self) -> list[Problem]:
        """The problems found, `MOST_PROBLEMS` of a file at most, and how many more there are."""
        more = [
            Problem(
                file,
                None,
                "",
                f"{count - MOST_PROBLEMS:,} more problems",
                "the first ones to be mended; they often have one cause",
            )
            for file, count in self._counts.items()
            if count > MOST_PROBLEMS
        ]
        return [*self._problems, *more]

    def take(self, other: Findings) -> None:
        """Record what another reading found."""
        self._problems += other._problems
        self._counts += other._counts
        self.notes += other.notes

    def full(self, file: str) -> bool:
        """Whether a file has so many problems that reading on tells nothing."""
        return self._counts[file] > MOST_PROBLEMS

    def problem(
        self,
        file: str,
        row: int | None,
        column: str,
        value: str,
        expected: str,
        *,
        nearest: str = "",
        options: Collection[str] = (),
    ) -> None:
        """Record a problem; the nearest of `options` is offered unless `nearest` is given."""
        self._counts[file] += 1
        if self._counts[file] > MOST_PROBLEMS:
            return
        hint = nearest or self.nearest_of(value, options)
        # Value and hint are quoted where they are shown; the rest is made fit for a terminal here.
        self._problems.append(
            Problem(file, row, shorten(visible(column)), shorten(value), visible(expected), shorten(hint))
        )

    def note(self, text: str) -> None:
        """Record something accepted that the user should know."""
        self.notes.append(visible(text))

    def nearest_of(self, value: str, options: Collection[str]) -> str:
        """Return the option that is spelt most like `value`, or an empty string."""
        wanted = value.strip()
        if not options or not wanted or len(wanted) > 2 * SHOWN_CHARACTERS:
            return ""
        known = (wanted, id(options))
        if known not in self._nearest:
            if len(self._nearest) >= _NEAREST_SEARCHES:
                return ""
            self._nearest[known] = (nearest(wanted, options), options)
        return self._nearest[known][0]
