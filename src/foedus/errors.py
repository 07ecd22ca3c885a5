"""The exceptions that foedus raises, one small tree.

::

    FoedusError
    ├── CaseError            a case cannot be used; carries every problem that was found
    ├── InputError           an argument, option or file is wrong
    │   └── DatasetError     a dataset's file does not hold what it should (foedus.datasets)
    └── OutputError          a result cannot be written

Every message says what is wrong, shows the value, and names the next step. The command line prints
it without a traceback and leaves with exit code 2.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

SHOWN_PER_COLUMN = 5
"""Problems of one column that a message shows; the rest are counted."""


class FoedusError(Exception):
    """The root of everything that foedus raises on purpose."""

    notes: tuple[str, ...] = ()
    """What was accepted, set aside or assumed before the error; it often tells its cause."""


class InputError(FoedusError):
    """An argument, option or file given by the user is wrong."""


class OutputError(FoedusError):
    """A result cannot be written where the user asked for it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a case.

    Parameters
    ----------
    file : str
        File inside the case folder, such as ``claims.csv``.
    row : int or None
        Line of the file as a text editor counts it (the header is line 1); None for the whole file.
    column : str
        Column or key; empty for the whole row.
    value : str
        What stands there, shortened when it is very long.
    expected : str
        What was expected instead.
    nearest : str
        The nearest valid value; empty when nothing is near.
    """

    file: str
    row: int | None
    column: str
    value: str
    expected: str
    nearest: str = ""

    def __str__(self) -> str:
        """Return the problem as one line: place, value, expectation, nearest valid value."""
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        where = f"{place} {self.column}".rstrip()
        hint = f" (nearest: {self.nearest!r})" if self.nearest else ""
        return f"{where}: {self.value!r}, expected {self.expected}{hint}"


def summary_lines(problems: Sequence[Problem]) -> list[str]:
    """Return the problems as lines, the first five of each file and column, with the number of the others."""
    lines = []
    for (_, column), group in groupby(problems, key=lambda problem: (problem.file, problem.column)):
        members = list(group)
        lines += [str(problem) for problem in members[:SHOWN_PER_COLUMN]]
        if len(members) > SHOWN_PER_COLUMN:
            where = f" in {column}" if column else ""
            lines.append(f"... and {len(members) - SHOWN_PER_COLUMN:,} more{where}")
    return lines


class CaseError(FoedusError):
    """A case folder cannot be used; `problems` holds everything that is wrong with it.

    Parameters
    ----------
    name : str
        Name or path of the case.
    problems : sequence of Problem
        Every problem found, in the order of files and rows.
    notes : sequence of str
        What was accepted though it is not canonical.
    """

    def __init__(self, name: str, problems: Sequence[Problem], *, notes: Sequence[str] = ()) -> None:
        self.name = name
        self.notes = tuple(notes)
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__(
            f"case {name!r} has {count} {noun}:\n{lines}\nCorrect the files and run: foedus case check {shlex.quote(name)}"
        )
