"""Ties from a CSV table or a sheet: ``source, target, sign``, with an optional weight, or a weight with signs instead.

A square table of actors by actors is left to `matrix`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from foedus.errors import Problem
from foedus.files.fields import Field, Table
from foedus.files.findings import MOST_PROBLEMS, shorten
from foedus.files.networks.choose import MOST_RELATIONS, Choice, RawNetwork, finish, too_many
from foedus.files.networks.early import Wrongs
from foedus.files.networks.long_table import LongTable
from foedus.files.networks.matrix import read_matrix
from foedus.files.networks.signs import LARGEST, SIGNS, read_sign
from foedus.files.networks.ties import NetworkFile, RawTie
from foedus.files.networks.times import Spells, read_time, read_timeset, spell
from foedus.files.parse import Row
from foedus.files.sheets.book import split_sheet
from foedus.files.tables import FileError, UserTable, header_of, read_table

TABLE = Table(
    "ties",
    "ties.csv",
    "Signed ties between actors, each pair once.",
    (),
    (
        Field("source", "text", "An actor.", "IRN", required=True, names="actor"),
        Field("target", "text", "Another actor; ties have no direction.", "RUS", required=True, names="actor"),
        Field("sign", "text", "1 friendly, -1 hostile, or a word.", "1", required=True),
        Field(
            "weight", "number", "How much it costs to contradict the tie.", "0.8", required=True, low=-LARGEST,
            high=LARGEST,
        ),
    ),
)  # fmt: skip

ENDS = (("from", "to"), ("vertex 1", "vertex 2"), ("ego", "alter"), ("node1", "node2"), ("sender", "receiver"))
"""What other programs call source and target: igraph and visNetwork, NodeXL, UCINET, Gephi's GDF, statnet."""

_TYPE = Field("type", "text", "Directed or Undirected, as Gephi writes it.", "Undirected")
_RELATION = Field("relation", "text", "Relation of the tie, read with --relation.", "trade")
_TIMED = ("timeset", "start", "end", "year")
_TIMES = tuple(Field(name, "text", "When the tie was there, read with --window.", "1914") for name in _TIMED)
_ASKED = (_TYPE, _RELATION, *_TIMES)


def read_table_ties(path: Path, choice: Choice) -> NetworkFile:
    """Read a table of ties; the header may be in capitals.

    The column of the weights is by default ``weight``, where the file has it; without a column ``sign`` it carries the
    signs. Raises InputError if the file cannot be read, FileError if anything in it is wrong.
    """
    header = header_of(path, TABLE)
    lower = {cell.lower(): cell for cell in header}
    spelt = _spelling(path, header, choice)
    if not {spelt["source"], spelt["target"]} & set(header) and (square := read_matrix(path, choice)):
        return square
    signed = spelt["sign"] in header or (spelt["weight"] not in header and choice.weight is None)
    fields = [replace(f, name=spelt[f.name]) for f in TABLE.fields if f.name != "sign" or signed]
    if signed and choice.weight is None:
        fields[-1] = replace(
            fields[-1], required=False
        )  # a column that the file may lack; an empty cell is refused below
    extra = [replace(f, name=lower[f.name]) for f in _ASKED if f.name in lower and lower[f.name] != choice.weight]
    declared = replace(TABLE, file=split_sheet(path)[0].name, fields=(*fields, *extra))
    optional = [spelt["weight"]] if signed and choice.weight is None else []
    whole = not {"relation", *_TIMED} & lower.keys()  # else a pair may have both signs, in another year or relation
    enough = partial(_WrongTies, spelt, choice if whole else Choice(directed="keep"), signed=signed)
    relation = lower["relation"] if _RELATION.name in lower and lower["relation"] != choice.weight else ""
    look = LongTable(declared, spelt, choice, signed=signed, relation=relation, whole=whole)
    read = read_table(path, declared, optional=optional, enough=enough, look=look)
    found = _ties_of(read, spelt, lower, choice=choice, signed=signed)
    if not read.whole and found.problems:
        ordered = sorted(found.problems, key=lambda problem: (problem.column, problem.row or 0))
        raise FileError(read.name, ordered, notes=found.notes)
    if not read.whole:  # what the look found wrong is not
        read = read_table(path, declared, optional=optional, enough=enough)
        found = _ties_of(read, spelt, lower, choice=choice, signed=signed)
    return finish([found], read.sha256, choice=choice)


def _ties_of(
    read: UserTable, spelt: dict[str, str], lower: dict[str, str], *, choice: Choice, signed: bool
) -> RawNetwork:
    """The rows of a table as ties and problems."""
    raw = RawNetwork(read.name, notes=list(read.notes))
    if spelt["source"].lower() != "source":
        raw.notes.append(f"{read.name}: {spelt['source']} and {spelt['target']} read as source and target")
    if not signed:
        raw.notes.append(f"{read.name}: no column sign; the signs are those of {spelt['weight']}")
    columns = {f.name: lower[f.name] for f in _ASKED if f.name in lower}
    rows = _Rows(
        raw, spelt, columns, signed=signed, weighted=spelt["weight"] in read.columns, timed=choice.window is not None
    )
    for row in read.rows:
        rows.read(row)
        if len(raw.problems) > MOST_PROBLEMS:
            break
    if rows.untimed:
        raw.ties = [tie._replace(spells=()) for tie in raw.ties]
        raw.notes.append(f"{read.name}: {rows.untimed}; no times are read")
    if any(not tie.mutual for tie in raw.ties) and "type" in columns:
        raw.notes.append(f"{read.name}: directions of ties are not used")
    return raw


def _spelling(path: Path, header: list[str], choice: Choice) -> dict[str, str]:
    """How the header spells each column, which may be in capitals."""
    lower = {cell.lower(): cell for cell in header}
    spelt = {name: name if name in header else lower.get(name, name) for name in TABLE.columns}
    if not {"source", "target"} & set(lower):
        for source, target in ENDS:
            if source in lower and target in lower:
                spelt["source"], spelt["target"] = lower[source], lower[target]
                break
    if choice.weight is not None:
        if choice.weight in (spelt["source"], spelt["target"], spelt["sign"]):
            expected = "a column of its own for the weights"
            problem = Problem(path.name, 1, choice.weight, choice.weight, expected)
            raise FileError(path.name, [problem], "choose another with --weight")
        spelt["weight"] = choice.weight
    return spelt


class _WrongTies:
    """Counts wrong and contradicting ties while rows are read, so that a file of little else is left early."""

    def __init__(self, spelt: dict[str, str], choice: Choice, *, signed: bool) -> None:
        self._spelt, self._signed = spelt, signed
        self._wrongs = Wrongs(choice)

    @property
    def count(self) -> int:
        return self._wrongs.count

    def __call__(self, row: Row) -> bool:
        """Count a row; whether so many were wrong that reading on tells nothing."""
        size = row.number(self._spelt["weight"])
        stated = read_sign(row.text(self._spelt["sign"])) if self._signed else 1 if (size or 1) > 0 else -1
        if stated is None or (self._signed and stated == 1 and size is not None and size < 0):
            self._wrongs.wrong()
        else:
            weight = 1.0 if size is None else abs(size)
            self._wrongs.tie(row.text(self._spelt["source"]), row.text(self._spelt["target"]), (stated, weight))
        return self._wrongs.full


class _Rows:
    """Reads rows into ties and problems."""

    def __init__(
        self,
        raw: RawNetwork,
        spelt: dict[str, str],
        columns: dict[str, str],
        *,
        signed: bool,
        weighted: bool,
        timed: bool,
    ) -> None:
        self.raw, self.spelt, self.columns = raw, spelt, columns
        self.signed, self.weighted, self.timed = signed, weighted, timed
        self.untimed = ""  #: Why times are not read though the file has a column called like them.

    def read(self, row: Row) -> None:
        """Read a row; it is a tie, or a problem."""
        source, target = row.text(self.spelt["source"]), row.text(self.spelt["target"])
        stated = row.text(self.spelt["sign"]) if self.signed else None
        sign = None if stated is None else read_sign(stated)
        size = row.number(self.spelt["weight"])
        if stated is not None and sign is None:
            self._problem(row, "sign", stated, SIGNS)
            return
        weight = self._weight(row, sign, size)
        if weight is None:
            return
        if sign is None:
            sign = (weight > 0) - (weight < 0)
        mutual = row.text(self.columns.get("type", "")).lower() in ("undirected", "mutual")
        relation = row.text(self.columns.get("relation", ""))
        if "relation" in self.columns:
            self.raw.relations.setdefault(relation, "")
            if len(self.raw.relations) > MOST_RELATIONS:
                raise too_many(self.raw.file, self.columns["relation"])
        self.raw.ties.append(
            RawTie(row.line or 0, source, target, sign, abs(weight), mutual, relation, self._spells(row))
        )

    def _weight(self, row: Row, sign: int | None, size: float | None) -> float | None:
        """Return the weight, or None after recording what is wrong with it."""
        if not self.weighted:
            return 1.0
        if size is None:
            expected = "a number above 0; the cell must not be empty"
            self._problem(row, "weight", "", expected)
        elif sign == 1 and size < 0:
            self._problem(row, "weight", f"{size:g}", "a number above 0, as the sign is 1")
            return None
        return size

    def _spells(self, row: Row) -> Spells:
        cells = {name: row.text(column) for name, column in self.columns.items() if name in _TIMED}
        found: Spells | None = ()
        dates = self.raw.dates
        if cells.get("timeset"):
            found = read_timeset(cells["timeset"], dates=False) or read_timeset(cells["timeset"], dates=True)
            self.raw.dates = dates or read_timeset(cells["timeset"], dates=False) is None
        elif cells.get("start") or cells.get("end") or cells.get("year"):
            start = cells.get("start") or cells.get("year", "")
            end = cells.get("end") or (cells.get("year", "") if not cells.get("start") else "")
            numeric = all(read_time(part, dates=False, late=False) is not None for part in (start, end))
            one = spell(start, end, dates=not numeric)
            found = None if one is None else (one,)
            self.raw.dates = dates or not numeric
        if found is None:
            shown = next(text for text in cells.values() if text)
            if not self.timed:
                self.untimed = self.untimed or f"{shorten(shown)!r} in row {row.line} is no time"
                return ()
            self.raw.problems.append(
                Problem(self.raw.file, row.line, "times", shown, "a year, a date, or Gephi's intervals")
            )
            return ()
        return found

    def _problem(self, row: Row, column: str, value: str, expected: str) -> None:
        name = self.spelt[column]
        self.raw.problems.append(Problem(self.raw.file, row.line, name, value, expected))
