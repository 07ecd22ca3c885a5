"""Ties from a square table: the actors in the header and again, in any order, at the beginning of the rows."""

from __future__ import annotations

from pathlib import Path

from foedus.errors import Problem
from foedus.files.characters import clean_name
from foedus.files.fields import Table
from foedus.files.findings import MOST_PROBLEMS, Findings, shorten
from foedus.files.networks.choose import Choice, RawNetwork, finish
from foedus.files.networks.names import check_names
from foedus.files.networks.signs import Wrong, sign_and_weight
from foedus.files.networks.ties import NetworkFile, RawTie
from foedus.files.raw import RawTable
from foedus.files.tables import open_table

_TABLE = Table("ties", "ties.csv", "Signed ties in a square table.", (), ())
_SIGNS = ("+", "-")
"""Words for the sign of a tie of weight 1 that a cell may hold instead of a number."""


def read_matrix(path: Path, choice: Choice) -> NetworkFile | None:
    """Read a square table of ties, or return None if the file is no such table.

    A number is a tie with its sign and weight, 0 and an empty cell are none; each half counts, so a pair may be tied
    twice. Raises FileError if a cell is wrong.
    """
    findings = Findings()
    file, sha256, _, raw = open_table(path, _TABLE, findings=findings)
    names = [] if raw is None else [clean_name(cell) for cell in raw.columns[1:]]
    if (
        raw is None
        or findings.problems
        or len(names) < 2
        or {clean_name(cells[0]) for _, cells in raw.rows} != set(names)
    ):
        return None
    network = RawNetwork(file, notes=list(findings.notes))
    network.notes.append(f"{file}: read as a matrix of {len(names)} actors")
    _check_rows(network, raw)
    named = check_names(network, {str(place): name for place, name in enumerate(names)}, lines={})
    network.actors = list(named.values())
    for line, cells in raw.rows:
        own = clean_name(cells[0])
        for name, cell in zip(names, cells[1:], strict=True):
            _read_cell(network, line, (own, name), cell)
        if len(network.problems) > MOST_PROBLEMS:
            break
    return finish([network], sha256, choice=choice)


def _check_rows(network: RawNetwork, raw: RawTable) -> None:
    seen: dict[str, int] = {}
    for line, cells in raw.rows:
        name = clean_name(cells[0])
        if name in seen:
            expected = f"one row for each actor; row {seen[name]} is of the same"
            network.problems.append(Problem(network.file, line, "", shorten(name), expected))
        seen[name] = line


def _read_cell(network: RawNetwork, line: int, ends: tuple[str, str], cell: str) -> None:
    if not cell.strip():
        return
    word = cell.strip() in _SIGNS
    found = sign_and_weight(cell if word else None, None if word else cell)
    if isinstance(found, Wrong):
        expected = f"{found.expected}; 0 or an empty cell for no tie"
        network.problems.append(Problem(network.file, line, ends[1], shorten(cell), expected, found.nearest))
    elif found[0]:
        network.ties.append(RawTie(line, *ends, found[0], found[1]))
