"""Discourse Network Analyzer: a SQLite file with texts, coded passages and what is known of names; 3.0 and 2.0 are read.

The program counts places in UTF-16 units. What a coder may do, passwords, search terms and links of variables have no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from foedus.documents.exchange.database import Database, Row, demand, number_of, opened, text_of
from foedus.documents.exchange.dna_schema import KINDS, date_of
from foedus.documents.exchange.project import (
    Coder,
    Document,
    Entity,
    Project,
    Read,
    Statement,
    StatementType,
    Told,
    Value,
    Variable,
    unique,
)
from foedus.documents.text import Settled, settle
from foedus.documents.units import Units, utf16
from foedus.errors import InputError

NAME = "file of Discourse Network Analyzer"
_TABLES = ("SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "STATEMENTS", *KINDS.values())
_ASIDE = {
    "REGEXES": ("search terms", "they colour the text in the program"),
    "CODERRELATIONS": ("rights between coders", "nobody has rights in a folder of files"),
    "CODERPERMISSIONS": ("rights of coders", "nobody has rights in a folder of files"),
    "VARIABLELINKS": ("links of variables", "they mean something in the program only"),
    "STATEMENTLINKS": ("links of statements", "statements stand by themselves"),
}


def read_dna(path: Path) -> Read:
    """Read a file. Raises InputError if it is none, is damaged, encrypted, or of a version that is not known."""
    with opened(path, expected=NAME) as base:
        demand(base, _TABLES, expected=NAME)
        version = {text_of(row["property"]): text_of(row["value"]) for row in base.rows("SETTINGS")}.get("version", "")
        old = version.startswith("2.")
        if not old and not version.startswith("3."):
            raise InputError(f"{path.name} is of version {version[:20]!r} of the program; expected 2.0 or 3.0")
        try:
            return _Reader(base, path.stem, old=old).read()
        except KeyError as error:
            raise InputError(f"{path.name} has no column {error} as version {version} of the program has") from None


class _Reader:
    """One file on its way to the neutral form."""

    def __init__(self, base: Database, name: str, *, old: bool) -> None:
        self._base, self._name, self._old = base, name, old
        self._told = Told()
        self._types: dict[int, StatementType] = {}
        self._variables: dict[int, tuple[str, Variable]] = {}
        self._names: dict[int, str] = {}
        self._coders: dict[int, str] = {}
        self._places: dict[int, tuple[Settled, Units]] = {}

    def read(self) -> Read:
        """Return the project."""
        for table, (kind, why) in _ASIDE.items():
            self._told.add(kind, why, self._base.count(table))
        coders = tuple(self._read_coders())
        self._read_types()
        documents = tuple(self._read_documents())
        entities = tuple(self._read_old_entities() if self._old else self._read_entities())
        statements = tuple(self._read_statements())
        return Read(
            Project(self._name, coders, tuple(self._types.values()), entities, documents, statements), self._told.lost()
        )

    def _read_coders(self) -> Iterator[Coder]:
        rows = self._base.rows("CODERS")
        self._told.add(
            "passwords",
            "they guard the program, the texts are not encrypted",
            sum(bool(row["password"]) for row in rows),
        )
        for row, name in zip(rows, unique(text_of(row["name"]) for row in rows), strict=True):
            self._coders[row["id"]] = name
            yield Coder(name, _colour(row))

    def _read_types(self) -> None:
        rows, variables = self._base.rows("STATEMENTTYPES"), self._base.rows("VARIABLES")
        for row, name in zip(rows, unique(text_of(row["label"]) for row in rows), strict=True):
            own = [one for one in variables if one["statementtypeid"] == row["id"]]
            made = [Variable(text_of(one["variable"]), text_of(one["datatype"])) for one in own]
            self._types[row["id"]] = StatementType(name, tuple(made), _colour(row))
            self._variables |= {one["id"]: (name, variable) for one, variable in zip(own, made, strict=True)}

    def _read_documents(self) -> Iterator[Document]:
        for row in self._base.rows("DOCUMENTS"):
            raw = text_of(row["text"])
            settled = settle(raw)
            self._places[row["id"]] = settled, utf16(raw)
            seconds = number_of(row["date"])
            date = "" if seconds is None else date_of(seconds // 1000 if self._old else seconds)
            if not date:
                self._told.add("dates of documents", "beyond the calendar")
            yield Document(
                str(row["id"]),
                text_of(row["title"]),
                settled.text,
                date,
                text_of(row["author"]),
                text_of(row["source"]),
                text_of(row["section"]),
                text_of(row["notes"]),
                text_of(row["type"]),
                self._coders.get(row["coder"], ""),
            )

    def _read_entities(self) -> Iterator[Entity]:
        rows = self._base.rows("ENTITIES")
        self._names = {row["id"]: text_of(row["value"]) for row in rows}
        labels = {row["id"]: text_of(row["attributevariable"]) for row in self._base.rows("ATTRIBUTEVARIABLES")}
        known: dict[int, dict[str, str]] = {}
        for row in self._base.rows("ATTRIBUTEVALUES"):
            if row["attributevariableid"] in labels:
                known.setdefault(row["entityid"], {})[labels[row["attributevariableid"]]] = text_of(
                    row["attributevalue"]
                )
        for row in rows:
            yield from self._entity(row, self._names.get(row["childof"], ""), known.get(row["id"], {}))

    def _read_old_entities(self) -> Iterator[Entity]:
        for row in self._base.rows("ATTRIBUTES"):
            known = {name: text_of(row[name.lower()]) for name in ("Type", "Alias", "Notes")}
            yield from self._entity(row, text_of(row["childof"]), known)

    def _entity(self, row: Row, parent: str, known: Mapping[str, str]) -> Iterator[Entity]:
        kind = self._variables.get(row["variableid"])
        value = text_of(row["value"])
        if kind is None:
            self._told.add("names", "their variable is not there")
        elif value:  # each variable has a name that is empty, for values not given
            attributes = tuple(sorted((name, said) for name, said in known.items() if said))
            yield Entity(kind[0], kind[1].name, value, _colour(row), parent, attributes)

    def _read_statements(self) -> Iterator[Statement]:
        said: dict[int, dict[str, Value]] = {}
        for kind, table in KINDS.items():
            for row in self._base.rows(table):
                known = self._variables.get(row["variableid"])
                value = self._value(row, kind)
                if known is None or known[1].kind != kind:
                    self._told.add("values", "their variable is not there")
                elif value is None:
                    self._told.add("values", "they are no whole number", row["value"] is not None)
                elif value != "":
                    own = said.setdefault(row["statementid"], {})
                    self._told.add("values", "their statement has another of the same variable", known[1].name in own)
                    own[known[1].name] = value
        for row in self._base.rows("STATEMENTS"):
            span, values = self._span(row), said.pop(row["id"], {})
            form = self._types.get(row["statementtypeid"])
            if span is None or form is None:
                self._told.add("statements", "they have no type, no text, or lie outside of it")
                continue
            ordered = {one.name: values[one.name] for one in form.variables if one.name in values}
            self._told.add("values", "their statement is of another type", len(values) - len(ordered))
            yield Statement(form.name, str(row["documentid"]), *span, self._coders.get(row["coder"], ""), ordered)
        self._told.add("values", "their statement is not there", sum(map(len, said.values())))

    def _value(self, row: Row, kind: str) -> Value | None:
        if kind == "short text":
            return text_of(row["value"]) if self._old else self._names.get(row["entity"], "")
        if kind == "long text":
            return text_of(row["value"])
        number = number_of(row["value"])
        return bool(number) if kind == "boolean" and number is not None else number

    def _span(self, row: Row) -> tuple[int, int] | None:
        """The passage in the stored text; None if it has no place there."""
        if row["documentid"] not in self._places:
            return None
        settled, units = self._places[row["documentid"]]
        ends = [end for end in (number_of(row["start"]), number_of(row["stop"])) if end is not None]
        if len(ends) < 2 or not units.fits(ends).all():
            return None
        start, stop = (settled.offset(int(place)) for place in units.offsets(ends))
        return (start, stop) if start < stop else None


def _colour(row: Row) -> str:
    parts = [number_of(row[name]) for name in ("red", "green", "blue")]
    known = [part for part in parts if part is not None and 0 <= part <= 255]
    return "#" + "".join(f"{part:02x}" for part in known) if len(known) == 3 else ""
