"""Actors and propensities from a user's two CSV files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from foedus.files.fields import Field, Table
from foedus.files.findings import Findings
from foedus.files.parse import Row, WrongRows, repeated
from foedus.files.tables import FileError, UserTable, read_table
from foedus.models.envelope import InputFile
from foedus.models.landscape.energy import Floats

MOST_ACTORS = 2_000
"""Actors of the largest landscape: all their pairs stand in memory."""

ACTORS = Table(
    "actors",
    "actors.csv",
    "Actors and their sizes.",
    ("actor",),
    (
        Field("actor", "text", "Name.", "France", required=True, names="actor"),
        Field("size", "number", "Size, above 0, in any unit.", "5.32", required=True),
        Field("side", "text", "Side in an alignment to compare with; empty for neither.", "Allies", names="side"),
    ),
)

PROPENSITIES = Table(
    "propensities",
    "propensities.csv",
    "Propensities of pairs; a pair without a row has 0.",
    (),
    (
        Field("source", "text", "One of the pair.", "France", required=True, names="actor"),
        Field("target", "text", "The other.", "Germany", required=True, names="actor"),
        Field("propensity", "number", "Above 0 to stand together, below 0 to stand apart.", "-1", required=True),
    ),
)


@dataclass(frozen=True, slots=True)
class LandscapeInput:
    """What the two files say.

    Parameters
    ----------
    names : tuple of str
        Actors in the order of the file.
    sizes : ndarray, shape (n,)
        Sizes.
    propensity : ndarray, shape (n, n)
        Symmetric propensities.
    sides : tuple of str or None
        Sides to compare with; None where the file has no such column or it is empty.
    inputs : tuple of InputFile
        The two files.
    """

    names: tuple[str, ...]
    sizes: Floats
    propensity: Floats
    sides: tuple[str, ...] | None
    inputs: tuple[InputFile, ...]


def read(actors: Path | str, propensities: Path | str) -> LandscapeInput:
    """Read the files of actors and propensities.

    Parameters
    ----------
    actors : Path or str
        CSV table ``actor,size[,side]``.
    propensities : Path or str
        CSV table ``source,target,propensity``.

    Raises
    ------
    InputError
        If a file cannot be read.
    FileError
        If anything in a file is wrong; carries every problem of that file.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "who.csv").write_text("actor,size\\nArda,3\\nBelor,2\\n")
    >>> _ = (folder / "how.csv").write_text("source,target,propensity\\nArda,Belor,-1\\n")
    >>> read(folder / "who.csv", folder / "how.csv").propensity.tolist()
    [[0.0, -1.0], [-1.0, 0.0]]
    """
    who = read_table(Path(actors), ACTORS, optional=("side",), enough=partial(repeated, "actor"))
    _check_actors(who)
    names = tuple(row.text("actor") for row in who.rows)
    sides = tuple(row.text("side") for row in who.rows)
    how = read_table(Path(propensities), PROPENSITIES, enough=partial(_between_others, frozenset(names)))
    matrix, notes = _matrix(how, names=names)
    return LandscapeInput(
        names,
        np.array([row.number("size") for row in who.rows], dtype=np.float64),
        matrix,
        sides if any(sides) else None,
        (InputFile(who.name, who.sha256, who.notes), InputFile(how.name, how.sha256, (*how.notes, *notes))),
    )


def _between_others(names: frozenset[str]) -> WrongRows:
    return WrongRows(lambda row: not names.issuperset((row.text("source"), row.text("target"))))


def _check_actors(table: UserTable) -> None:
    file, rows = table.name, table.rows
    findings = Findings()
    if len(rows) > MOST_ACTORS:
        findings.problem(file, None, "actor", f"{len(rows):,} actors", f"at most {MOST_ACTORS:,}")
    first: dict[str, int | None] = {}
    labels: dict[str, int | None] = {}
    for row in rows:
        name, side, size = row.text("actor"), row.text("side"), row.number("size")
        if size is not None and size <= 0:
            findings.problem(file, row.line, "size", f"{size:g}", "a number above 0")
        if name in first:
            findings.problem(file, row.line, "actor", name, f"each actor once; it stands in row {first[name]} too")
        first.setdefault(name, row.line)
        if side and side not in labels and len(labels) >= 2:
            expected = f"one of the two sides {', '.join(map(repr, list(labels)[:2]))}, or empty for neither"
            findings.problem(file, row.line, "side", side, expected, options=list(labels)[:2])
        if side:
            labels.setdefault(side, row.line)
    if findings.problems:
        raise FileError(file, findings.problems, notes=table.notes)


def _matrix(table: UserTable, *, names: tuple[str, ...]) -> tuple[Floats, list[str]]:
    """The symmetric matrix of the rows, and what was assumed; pairs without a row stay 0."""
    file, rows = table.name, table.rows
    findings = Findings()
    place = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(names), len(names)))
    told: dict[tuple[int, int], Row] = {}
    again = 0
    for row in rows:
        source, target, value = row.text("source"), row.text("target"), row.number("propensity")
        unknown = [(column, name) for column, name in (("source", source), ("target", target)) if name not in place]
        for column, name in unknown:
            findings.problem(file, row.line, column, name, "an actor of the first file", options=names)
        if unknown:
            continue
        if source == target:
            findings.problem(file, row.line, "target", target, "another actor than the source")
            continue
        i, j = sorted((place[source], place[target]))
        before = told.get((i, j))
        if before is None:
            told[i, j] = row
            matrix[i, j] = matrix[j, i] = value
        elif before.number("propensity") == value:
            again += 1
        else:
            expected = (
                f"{before.number('propensity'):g} as in row {before.line} ({before.text('source')}, {before.text('target')}):"
                " a pair has one propensity"
            )
            findings.problem(file, row.line, "propensity", f"{value:g}", expected)
    if findings.problems:
        raise FileError(file, findings.problems, notes=table.notes)
    pairs = len(names) * (len(names) - 1) // 2
    notes = (
        [f"{file}: {pairs - len(told):,} of {pairs:,} pairs have no row; their propensity is 0"]
        if len(told) < pairs
        else []
    )
    if again:
        notes.append(f"{file}: {again:,} rows repeat the value of their pair")
    return matrix, notes
