"""The neutral form of a coding project: texts, passages with values, names with attributes; knows no case and no program.

Texts are in their stored form, passages count code points of it. A program that has codes only makes passages of one
type, `CODE`, with one variable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SHORT, LONG, WHOLE, YES_NO = "short text", "long text", "integer", "boolean"
"""Kinds of variables: a name that has attributes, a text, a whole number, yes or no."""

CODE = "code"
"""Name of the type and of its variable where a program knows nothing but codes."""

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who codes."""

    name: str
    colour: str = ""  #: As ``#rrggbb``; empty where there is none.


@dataclass(frozen=True, slots=True)
class Variable:
    """What is said of each passage of a type."""

    name: str
    kind: str = SHORT


@dataclass(frozen=True, slots=True)
class StatementType:
    """A form that coders fill in."""

    name: str
    variables: tuple[Variable, ...]
    colour: str = ""

    def kind_of(self, variable: str) -> str:
        """Return the kind of a variable; empty if the type has none of that name."""
        return next((one.kind for one in self.variables if one.name == variable), "")


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that a variable may take, with what is known of it."""

    type: str
    variable: str
    value: str
    colour: str = ""
    parent: str = ""  #: Another value of the variable; empty where there is none.
    attributes: tuple[tuple[str, str], ...] = ()  #: Sorted; empty ones are left out.


@dataclass(frozen=True, slots=True)
class Document:
    """A text."""

    id: str
    title: str
    text: str = field(repr=False)
    date: str = ""  #: A day, or a time in UTC, as EDTF.
    author: str = ""
    source: str = ""
    section: str = ""
    notes: str = ""
    kind: str = ""
    coder: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage of a text and what is said of it; empty values are left out."""

    type: str
    document: str
    start: int
    stop: int
    coder: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Project:
    """A coding project."""

    name: str
    coders: tuple[Coder, ...] = ()
    types: tuple[StatementType, ...] = ()
    entities: tuple[Entity, ...] = ()
    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """Things of one kind that have no place on the other side."""

    kind: str
    count: int
    why: str

    def __str__(self) -> str:
        """Return it as a line."""
        return f"{self.kind}: {self.count:,}; {self.why}"


class Told:
    """Counts what has no place while a project is converted."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, kind: str, why: str, count: int = 1) -> None:
        """Count things of a kind."""
        if count:
            self._counts[kind, why] += count

    def lost(self) -> tuple[Lost, ...]:
        """Return what was counted, in the order in which it came."""
        return tuple(Lost(kind, count, why) for (kind, why), count in self._counts.items())


@dataclass(frozen=True, slots=True)
class Read:
    """A project that was read, and what of it has no place in the neutral form."""

    project: Project
    lost: tuple[Lost, ...] = ()


def codes_of(statement: Statement) -> tuple[str, ...]:
    """Return what is said of a passage as codes: the code itself, or ``variable: value``.

    >>> codes_of(Statement("DNA Statement", "1", 0, 4, "", {"person": "Ada", "agreement": True}))
    ('person: Ada', 'agreement: yes')
    """
    if statement.type == CODE and set(statement.values) <= {CODE}:
        return tuple(str(value) for value in statement.values.values())
    words = {True: "yes", False: "no"}
    return tuple(
        f"{name}: {words[value] if isinstance(value, bool) else value}" for name, value in statement.values.items()
    )


def code_type() -> StatementType:
    """Return the type of programs that know nothing but codes."""
    return StatementType(CODE, (Variable(CODE),))


def unique(names: Iterable[str]) -> list[str]:
    """Return names made different from each other by a number behind those that repeat.

    >>> unique(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        chosen, number = name, 1
        while chosen in taken:
            number += 1
            chosen = f"{name} ({number})"
        taken.add(chosen)
        found.append(chosen)
    return found
