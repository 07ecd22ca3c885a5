"""A file of Discourse Network Analyzer 3.0 from a project."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from foedus.documents.exchange.dna_schema import (
    KINDS,
    MADE,
    MOST_NAME,
    RIGHTS,
    USUAL_ATTRIBUTES,
    VERSION,
    password_hash,
    seconds_of,
    tables,
)
from foedus.documents.exchange.project import (
    LONG,
    SHORT,
    YES_NO,
    Coder,
    Lost,
    Project,
    Statement,
    Told,
    Value,
    Variable,
)
from foedus.documents.units import Units, utf16
from foedus.errors import OutputError

PASSWORD = "foedus"
ADMIN = "Admin"


def write_dna(project: Project) -> tuple[bytes, tuple[Lost, ...]]:
    """Return the bytes of a file, and what of the project has no place in it. Every coder has the password `PASSWORD`."""
    with closing(sqlite3.connect(":memory:")) as base:
        told = Told()
        try:
            for command in tables():
                base.execute(command)
            _Writer(base, project, told).write()
            base.commit()
            return base.serialize(), told.lost()
        except sqlite3.Error as error:
            raise OutputError(f"the project does not fit a file of Discourse Network Analyzer: {error}") from None


class _Writer:
    """One project on its way to the tables."""

    def __init__(self, base: sqlite3.Connection, project: Project, told: Told) -> None:
        self._base, self._project, self._told = base, project, told
        self._coders: dict[str, int] = {}
        self._types: dict[str, int] = {}
        self._variables: dict[tuple[str, str], int] = {}
        self._entities: dict[tuple[int, str], int] = {}
        self._cut: dict[str, str] = {}

    def write(self) -> None:
        """Fill the tables."""
        self._put("SETTINGS", [("version", VERSION), ("date", MADE)])
        self._write_coders()
        for at, kind in enumerate(self._project.types, start=1):
            self._types[kind.name] = at
            self._put("STATEMENTTYPES", [(at, self._name(kind.name), *_rgb(kind.colour))])
            for variable in kind.variables:
                number = self._variables[kind.name, variable.name] = len(self._variables) + 1
                self._put("VARIABLES", [(number, self._name(variable.name), variable.kind, at)])
        documents = self._write_documents()
        self._write_entities()
        self._write_statements(documents)

    def _put(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            self._base.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)

    def _name(self, text: str) -> str:
        """A name that the program takes: cut where it is too long, and then still another than the others."""
        if len(text.encode("utf-16-le")) // 2 <= MOST_NAME:
            return text
        if text not in self._cut:
            self._told.add("ends of names", f"names have at most {MOST_NAME} characters")
            mark = f"~{len(self._cut) + 1}"
            short = text[: MOST_NAME - len(mark)]
            while len((short + mark).encode("utf-16-le")) // 2 > MOST_NAME:
                short = short[:-1]
            self._cut[text] = short + mark
        return self._cut[text]

    def _write_coders(self) -> None:
        coders = list(self._project.coders)
        names = [coder.name for coder in coders]
        used = [document.coder for document in self._project.documents]
        used += [statement.coder for statement in self._project.statements]
        coders += [Coder(name) for name in dict.fromkeys(used) if name and name not in names]
        if ADMIN not in (coder.name for coder in coders):
            coders.insert(0, Coder(ADMIN, "#ffff00"))
        for at, coder in enumerate(coders, start=1):
            self._coders[coder.name] = at
            salt = hashlib.sha256(f"{self._project.name}/{coder.name}".encode()).digest()
            looks = (0, 14, password_hash(PASSWORD, salt=salt), 300, 0, 0, 1)
            self._put("CODERS", [(at, self._name(coder.name), *_rgb(coder.colour), *looks, *[1] * len(RIGHTS))])
        pairs = [(one, other) for one in self._coders.values() for other in self._coders.values() if one != other]
        self._put("CODERRELATIONS", [(at, *pair, 1, 1, 1, 1) for at, pair in enumerate(pairs, start=1)])

    def _write_documents(self) -> dict[str, tuple[int, Units]]:
        found = {}
        for at, document in enumerate(self._project.documents, start=1):
            found[document.id] = at, utf16(document.text)
            seconds = seconds_of(document.date)
            if seconds is None:
                self._told.add("dates of documents", "the program needs a day; 1970-01-01 stands where there is none")
            self._told.add("languages of documents", "no field of the program", int(bool(document.language)))
            names = (self._name(text) for text in (document.author, document.source, document.section))
            coder = self._coders.get(document.coder, self._coders[ADMIN])
            row = (
                at,
                self._name(document.title),
                document.text,
                coder,
                *names,
                document.notes,
                self._name(document.kind),
            )
            self._put("DOCUMENTS", [(*row, seconds or 0)])
        return found

    def _write_entities(self) -> None:
        short = {key: number for key, number in self._variables.items() if self._kind(*key) == SHORT}
        attributes: dict[tuple[str, str, str], int] = {}
        for key, number in short.items():
            self._entity(number, "")
            own = [entity for entity in self._project.entities if (entity.type, entity.variable) == key]
            for name in dict.fromkeys([*USUAL_ATTRIBUTES, *(said for entity in own for said, _ in entity.attributes)]):
                attributes[(*key, name)] = len(attributes) + 1
                self._put("ATTRIBUTEVARIABLES", [(len(attributes), number, self._name(name))])
        for entity in self._project.entities:
            at = self._entity(short[entity.type, entity.variable], entity.value, entity.colour)
            for name, said in entity.attributes:
                kept = said[:MOST_NAME]
                self._told.add("ends of attributes", f"they have at most {MOST_NAME} characters", int(kept != said))
                row = (at, attributes[entity.type, entity.variable, name], kept)
                self._base.execute("insert into ATTRIBUTEVALUES values (null, ?, ?, ?)", row)
        for entity in self._project.entities:
            if entity.parent:
                number = short[entity.type, entity.variable]
                ends = self._entity(number, entity.parent), self._entities[number, entity.value]
                self._base.execute("update ENTITIES set ChildOf = ? where ID = ?", ends)

    def _entity(self, variable: int, value: str, colour: str = "") -> int:
        """The number of a name; it is made where it is new."""
        key = (variable, value)
        if key not in self._entities:
            self._entities[key] = len(self._entities) + 1
            self._put("ENTITIES", [(self._entities[key], variable, self._name(value), *_rgb(colour), None)])
        return self._entities[key]

    def _write_statements(self, documents: Mapping[str, tuple[int, Units]]) -> None:
        variables = {kind.name: kind.variables for kind in self._project.types}
        for at, statement in enumerate(self._project.statements, start=1):
            document, units = documents[statement.document]
            start, stop = (int(place) for place in units.of([statement.start, statement.stop]))
            coder = self._coders.get(statement.coder, self._coders[ADMIN])
            self._put("STATEMENTS", [(at, self._types[statement.type], document, start, stop, coder)])
            for variable in variables[statement.type]:
                for table, value in self._values(statement, variable):
                    number = self._variables[statement.type, variable.name]
                    self._base.execute(f"insert into {table} values (null, ?, ?, ?)", (at, number, value))

    def _values(self, statement: Statement, variable: Variable) -> Iterator[tuple[str, Value]]:
        value = statement.values.get(variable.name)
        if variable.kind == SHORT:
            text = "" if value is None else str(value)
            yield KINDS[SHORT], self._entity(self._variables[statement.type, variable.name], text)
        elif variable.kind == LONG:
            yield KINDS[LONG], "" if value is None else value
        elif value is None:
            kind = "yes or no" if variable.kind == YES_NO else "numbers"
            self._told.add(f"{kind} that are not given", "the program shows them as its default")
        else:
            yield KINDS[variable.kind], int(value)

    def _kind(self, kind: str, name: str) -> str:
        return next(one.kind_of(name) for one in self._project.types if one.name == kind)


def _rgb(colour: str) -> tuple[int, int, int]:
    if len(colour) != 7:
        return (0, 0, 0)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
