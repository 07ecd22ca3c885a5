"""Reads a table of positions: ``actor, capability, position, salience``, with optional standard deviations and issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from foedus.errors import Problem
from foedus.files.fields import Field, Table
from foedus.files.parse import Row, repeated
from foedus.files.tables import FileError, read_table
from foedus.models.envelope import InputFile
from foedus.models.plain import some

Array = npt.NDArray[np.float64]

LARGEST = 1e12
"""Largest number accepted: beyond it, differences between positions drown in rounding."""

_CODES = frozenset(sign * float(code) for code in (9, 77, 88, 99, 777, 888, 999, 7777, 8888, 9999) for sign in (1, -1))
"""Written for "not known" where a program has no empty cell; told only where one lies far from every other position."""
_MANY_ACTORS = 4
_SMALL_REST = 0.2

_NUMBERS = ("position", "capability", "salience")
TABLE = Table(
    "positions",
    "positions.csv",
    "Where each actor stands on an issue, how capable it is and how much it cares.",
    (),
    (
        Field("issue", "text", "Issue; a file without this column is about one.", names="issue"),
        Field("actor", "text", "Actor.", "Germany", required=True, names="actor"),
        Field("capability", "number", "Power to influence, in any unit.", "0.16", required=True, low=0, high=LARGEST),
        Field("position", "number", "Place on the issue's scale.", "4", required=True, low=-LARGEST, high=LARGEST),
        Field("salience", "number", "How much it cares, above 0 to 1.", "0.8", required=True, low=0, high=1),
        *(
            Field(f"{name}_sd", "number", f"Standard deviation of the {name}.", low=0, high=LARGEST)
            for name in _NUMBERS
        ),
    ),
)
_OPTIONAL = ("issue", *(f"{name}_sd" for name in _NUMBERS))


@dataclass(frozen=True, eq=False)
class PositionTable:
    """The actors of one issue, in the order of the file.

    Parameters
    ----------
    issue : str
        Its name; that of the file where it has no issue column.
    actors : tuple of str
        Their names, each once.
    position, capability, salience : array of shape (n,)
        As in the file.
    position_sd, capability_sd, salience_sd : array of shape (n,)
        NaN where the file says nothing.
    """

    issue: str
    actors: tuple[str, ...]
    position: Array
    capability: Array
    salience: Array
    position_sd: Array
    capability_sd: Array
    salience_sd: Array


@dataclass(frozen=True, eq=False)
class Positions:
    """Issues in order of appearance, and the file that they were read from."""

    issues: tuple[PositionTable, ...]
    inputs: tuple[InputFile, ...]


def read(path: Path | str) -> Positions:
    """Read a table of positions.

    Parameters
    ----------
    path : Path or str
        A CSV file ``actor,capability,position,salience[, ..._sd][,issue]``; the header may be in capitals.

    Raises
    ------
    InputError
        If it cannot be read.
    FileError
        If anything in it is wrong: a cell, an actor named twice on an issue, an issue without any capability.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "transit.csv"
    >>> _ = path.write_text("actor,capability,position,salience\\nArda,4,0,0.5\\nBelor,2,6,1\\n")
    >>> [(issue.issue, issue.actors) for issue in read(path).issues]
    [('transit', ('Arda', 'Belor'))]
    """
    path = Path(path)
    table = read_table(path, TABLE, optional=_OPTIONAL, enough=partial(repeated, "issue", "actor"))
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row.text("issue"), []).append(row)
    problems = [problem for rows in groups.values() for problem in _problems(table.name, rows)]
    if problems:
        raise FileError(table.name, sorted(problems, key=lambda problem: problem.row or 0), notes=table.notes)
    issues = tuple(_table(issue or path.stem, rows) for issue, rows in groups.items())
    notes = (*table.notes, *(f"{table.name}: {note}" for note in _notes(issues)))
    return Positions(issues, (InputFile(table.name, table.sha256, notes),))


def _problems(file: str, rows: Sequence[Row]) -> list[Problem]:
    """What no single cell tells."""
    found = []
    seen: dict[str, Row] = {}
    for row in rows:
        actor = row.text("actor")
        if actor in seen:
            expected = f"each actor once on an issue; row {seen[actor].line} has it too"
            found.append(Problem(file, row.line, "actor", actor, expected))
        seen.setdefault(actor, row)
        if row.number("salience") == 0:
            expected = "a number above 0 up to 1; leave out who does not care"
            found.append(Problem(file, row.line, "salience", "0", expected))
    if not any(row.number("capability") for row in rows):
        issue = rows[0].text("issue")
        where = f" on issue {issue!r}" if issue else ""
        expected = f"one actor{where} with a capability above 0"
        found.append(Problem(file, rows[0].line, "capability", "0", expected))
    return found


def _table(issue: str, rows: Sequence[Row]) -> PositionTable:
    def column(name: str) -> Array:
        values = [row.number(name) for row in rows]
        return np.array([np.nan if value is None else value for value in values], dtype=float)

    names = (*_NUMBERS, *(f"{name}_sd" for name in _NUMBERS))
    columns = {name: column(name) for name in names}
    return PositionTable(issue, tuple(row.text("actor") for row in rows), **columns)


def _notes(issues: Sequence[PositionTable]) -> Iterator[str]:
    for table in issues:
        idle = [actor for actor, power in zip(table.actors, table.capability, strict=True) if power == 0]
        if idle:
            where = f" on {table.issue}" if len(issues) > 1 else ""
            yield f"no capability{where}, so no weight in the compromise: {some(idle, 5)}"
        yield from _lonely_ends(table, f" on {table.issue}" if len(issues) > 1 else "")


def _lonely_ends(table: PositionTable, where: str) -> Iterator[str]:
    """Tell an end of the range that one actor, or a usual code for missing, makes almost alone."""
    span = float(np.ptp(table.position))
    for end in dict.fromkeys((float(table.position.max()), float(table.position.min()))):
        there = table.position == end
        rest = float(np.ptp(table.position[~there])) if not there.all() else 0.0
        alone = there.sum() == 1 and len(table.actors) >= _MANY_ACTORS
        below = end in _CODES and end < 0 <= float(table.position[~there].min(initial=0.0))
        if below or ((alone or end in _CODES) and 0 < rest <= _SMALL_REST * span):
            who = some([actor for actor, here in zip(table.actors, there, strict=True) if here], 5)
            code = "; is it a code for a position that is not known?" if end in _CODES else "."
            yield (
                f"the position {end:g} of {who} makes {1 - rest / span:.0%} of the range{where}{code} "
                "--range LOW HIGH declares the scale and refuses what lies outside it"
            )
