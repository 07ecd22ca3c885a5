"""doccano: JSON Lines, a text a line with labels of passages as ``[start, stop, label]`` or as objects; places are code points."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.documents.exchange.project import (
    CODE,
    Document,
    Entity,
    Lost,
    Project,
    Read,
    Statement,
    Told,
    code_type,
    codes_of,
    unique,
)
from foedus.documents.extraction.parts import MOST_DOCUMENTS
from foedus.documents.text import settle
from foedus.errors import InputError
from foedus.files.encoding import Unreadable, to_text
from foedus.files.json_text import LARGEST_JSON, JsonFault, parse_json
from foedus.files.reading import read_bytes

TEXTS = ("text", "data", "column_data")
LABELS = ("label", "labels", "entities", "spans", "column_label")
"""Names under which doccano and its users keep the text and the labels."""

_READ = frozenset(("id", *TEXTS, *LABELS))
_NEXT = "export the project from doccano as JSONL and try again"


def read_doccano(path: Path) -> Read:
    """Read a file. Raises InputError, with the line, if one is no text with labels."""
    data = read_bytes(path)
    found = to_text(data)
    if isinstance(found, Unreadable):
        raise InputError(f"{path.name}:{found.line or 1}: {found.shown!r}, expected {found.expected}; {_NEXT}")
    reader = _Reader(path.name)
    documents = [reader.document(line, row) for line, row in _rows(path.name, found[0])]
    if len(documents) > MOST_DOCUMENTS:
        raise InputError(f"{path.name} holds more than {MOST_DOCUMENTS:,} texts; split it")
    labels = dict.fromkeys(str(one.values[CODE]) for one in reader.statements)
    entities = tuple(Entity(CODE, CODE, label) for label in labels)
    names = unique(document.id for document in documents)
    kept = tuple(Document(name, document.title, document.text) for name, document in zip(names, documents, strict=True))
    said = tuple(
        Statement(one.type, names[int(one.document)], one.start, one.stop, one.coder, one.values)
        for one in reader.statements
    )
    return Read(Project(path.stem, (), (code_type(),), entities, kept, said), reader.told.lost())


def write_doccano(project: Project) -> tuple[bytes, tuple[Lost, ...]]:
    """Return the texts of a project with the codes of their passages, and what has no place in the format."""
    told = Told()
    by_text: dict[str, list[list[Any]]] = {document.id: [] for document in project.documents}
    for statement in project.statements:
        codes = codes_of(statement)
        by_text[statement.document] += [[statement.start, statement.stop, code] for code in codes]
        told.add("passages", "they have no code", int(not codes))
        told.add("coders of passages", "a label has none", int(bool(statement.coder)))
    told.add("attributes of names", "a label has none", sum(len(one.attributes) for one in project.entities))
    told.add("parents of names", "labels stand side by side", sum(bool(one.parent) for one in project.entities))
    told.add(
        "dates and authors of documents", "no field", sum(bool(one.date or one.author) for one in project.documents)
    )
    lines = [
        json.dumps({"id": one.id, "text": one.text, "label": by_text[one.id]}, ensure_ascii=False)
        for one in project.documents
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8"), told.lost()


def _rows(name: str, text: str) -> Iterator[tuple[int, Any]]:
    """The rows with their lines: a value a line, or one value that goes over several, a list of rows or one row."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if not first:
        raise InputError(f"{name} is empty; {_NEXT}")
    if _alone(first):
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _value(name, line, number)
        return
    whole = _value(name, text, 0)
    yield from ((number, row) for number, row in enumerate(whole if isinstance(whole, list) else [whole], start=1))


def _alone(line: str) -> bool:
    try:
        return isinstance(parse_json(line), dict)
    except JsonFault as fault:
        return line.lstrip().startswith("{") and line.rstrip().endswith("}") and fault.line is not None


def _value(name: str, text: str, number: int) -> Any:
    try:
        return parse_json(text, limit=5 * LARGEST_JSON)
    except JsonFault as fault:
        raise InputError(f"{name}:{number or fault.line or 1}: no JSON ({fault}); {_NEXT}") from None


class _Reader:
    """Rows on their way to documents; statements name theirs by number until ids are known."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.told = Told()
        self.statements: list[Statement] = []
        self._count = 0

    def document(self, line: int, row: Any) -> Document:
        """Return the text of a row, and keep what its labels say."""
        if not isinstance(row, dict):
            raise InputError(f"{self.name}:{line}: {str(row)[:40]!r}, expected an object with a text; {_NEXT}")
        raw = next((row[name] for name in TEXTS if isinstance(row.get(name), str)), None)
        if raw is None:
            known = ", ".join(list(row)[:8])
            raise InputError(f"{self.name}:{line}: no text (fields: {known}); expected one of {', '.join(TEXTS)}")
        settled = settle(raw)
        given = {name: row[name] for name in LABELS if row.get(name)}
        for name, labels in given.items():
            if not isinstance(labels, list):
                raise InputError(f"{self.name}:{line}: {name} is {str(labels)[:40]!r}, expected a list")
            for label in labels:
                span = _span(label)
                if span is None:
                    self.told.add("labels of whole texts", "a passage has a begin and an end")
                elif not 0 <= span[0] < span[1] <= len(raw):
                    self.told.add("labels", "they lie outside of their text")
                else:
                    self._add(settled.offset(span[0]), settled.offset(span[1]), span[2])
        for name, more in row.items():
            if name not in _READ and more not in (None, "", [], {}):
                self.told.add(f"values of {name!r}", "no place for them", len(more) if isinstance(more, list) else 1)
        identifier = row.get("id")
        own = str(identifier) if isinstance(identifier, str | int) and str(identifier).strip() else str(self._count + 1)
        self._count += 1
        return Document(own, f"{Path(self.name).stem} {own}", settled.text)

    def _add(self, start: int, stop: int, label: str) -> None:
        if start < stop:
            self.statements.append(Statement(CODE, str(self._count), start, stop, "", {CODE: label}))
        else:
            self.told.add("labels", "they hold nothing but characters that a text does not keep")


def _span(label: Any) -> tuple[int, int, str] | None:
    """The passage of a label; None if it has none."""
    parts: Sequence[Any]
    if isinstance(label, Mapping):
        parts = [label.get(name) for name in ("start_offset", "end_offset", "label")]
    else:
        parts = label if isinstance(label, list) else []
    if len(parts) != 3 or not all(isinstance(part, int) and not isinstance(part, bool) for part in parts[:2]):
        return None
    return int(parts[0]), int(parts[1]), str(parts[2])
