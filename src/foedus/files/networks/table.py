"""Ties from a CSV table: ``source, target, sign``, with an optional weight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from foedus.errors import Problem
from foedus.files.fields import Field, Table
from foedus.files.networks.ties import LARGEST, NetworkFile, RawTie, build_network
from foedus.files.tables import FileError, header_of, read_table

TABLE = Table(
    "ties",
    "ties.csv",
    "Signed ties between actors, each pair once.",
    (),
    (
        Field("source", "text", "An actor.", "IRN", required=True, names="actor"),
        Field("target", "text", "Another actor; ties have no direction.", "RUS", required=True, names="actor"),
        Field("sign", "number", "1 friendly, -1 hostile.", "1", required=True),
        Field(
            "weight", "number", "How much it costs to contradict the tie, above 0.", "0.8", required=True, high=LARGEST
        ),
    ),
)


def read_table_ties(path: Path, weight: str | None) -> NetworkFile:
    """Read a CSV table of ties; the header may be in capitals.

    `weight` is the column of the weights; by default ``weight``, where the file has it. Raises InputError if the file
    cannot be read, FileError if anything in it is wrong.
    """
    spelt = _spelling(path, weight)
    # A column that the file may lack is not required of it; an empty cell is refused below.
    fields = (replace(f, name=spelt[f.name], required=f.name != "weight" or weight is not None) for f in TABLE.fields)
    declared = replace(TABLE, fields=tuple(fields))
    read = read_table(path, declared, optional=[] if weight else [spelt["weight"]])
    weighted = spelt["weight"] in read.columns
    problems: list[Problem] = []
    ties = []
    for row in read.rows:
        sign, size = row.number(spelt["sign"]), row.number(spelt["weight"])
        if sign not in (1, -1):
            expected = "1 (friendly) or -1 (hostile); leave neutral ties out"
            problems.append(Problem(read.name, row.line, spelt["sign"], f"{sign:g}", expected))
        elif weighted and (size is None or size <= 0):
            shown = "" if size is None else f"{size:g}"
            expected = "a number above 0; the cell must not be empty" if size is None else "a number above 0"
            problems.append(Problem(read.name, row.line, spelt["weight"], shown, expected))
        else:
            ends = row.text(spelt["source"]), row.text(spelt["target"])
            ties.append(RawTie(row.line or 0, *ends, 1 if sign == 1 else -1, 1.0 if size is None else size))
    return build_network(read.name, read.sha256, ties=ties, actors=(), notes=read.notes, problems=problems)


def _spelling(path: Path, weight: str | None) -> dict[str, str]:
    """How the header spells each column, which may be in capitals."""
    cells = header_of(path, TABLE)
    lower = {cell.lower(): cell for cell in cells}
    spelt = {name: name if name in cells else lower.get(name, name) for name in TABLE.columns}
    if weight is not None:
        if weight in (spelt["source"], spelt["target"], spelt["sign"]):
            expected = "a column of its own for the weights"
            raise FileError(
                path.name, [Problem(path.name, 1, weight, weight, expected)], "choose another with --weight"
            )
        spelt["weight"] = weight
    return spelt
