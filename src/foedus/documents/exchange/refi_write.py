"""A REFI-QDA project or codebook from a project; the same project gives the same bytes."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from xml.etree import ElementTree as Xml

from foedus.documents.exchange.project import CODE, SHORT, YES_NO, Lost, Project, Statement, Told, Value

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_SPACE = uuid.UUID("8d6f6e6e-4a0e-5c3b-9a51-0f6c2d1b7e10")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MADE = (1980, 1, 1, 0, 0, 0)

Path = tuple[str, ...]


def write_qdpx(project: Project) -> tuple[bytes, tuple[Lost, ...]]:
    """Return the archive of a project, and what of it has no place there."""
    told = Told()
    book = _Book(project)
    root = Xml.Element("Project", {"xmlns": PROJECT, "name": _clean(project.name), "origin": "foedus"})
    used = [document.coder for document in project.documents] + [one.coder for one in project.statements]
    coders = dict.fromkeys([*(coder.name for coder in project.coders), *used])
    users = {name: _guid("user", name) for name in coders if name}
    if users:
        under = Xml.SubElement(root, "Users")
        for name, guid in users.items():
            Xml.SubElement(under, "User", {"guid": guid, "name": _clean(name)})
    book.add_to(root)
    files = _sources(project, root, book, users, told)
    _count(project, told)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"project.qde": _bytes(root), **files}.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue(), told.lost()


def write_qdc(project: Project) -> tuple[bytes, tuple[Lost, ...]]:
    """Return the codebook of a project; texts and passages have no place in it."""
    told = Told()
    told.add("documents", "a codebook has codes only", len(project.documents))
    told.add("statements", "a codebook has codes only", len(project.statements))
    root = Xml.Element("CodeBook", {"xmlns": CODEBOOK, "origin": "foedus"})
    _Book(project).add_to(root, inner=True)
    return _bytes(root), told.lost()


class _Book:
    """The codes of a project as a tree: codes as they are, values of other types under the type and the variable."""

    def __init__(self, project: Project) -> None:
        self._children: dict[Path, dict[Path, None]] = {(): {}}
        self._known: dict[Path, tuple[str, str]] = {}
        self._parents = {one.value: one.parent for one in project.entities if one.type == CODE}
        self._free = {
            (kind.name, variable.name): variable.kind not in (SHORT, YES_NO)
            for kind in project.types
            for variable in kind.variables
        }
        for entity in project.entities:
            path = self.path(entity.type, entity.variable, entity.value)
            said = [text if name == "Notes" else f"{name}: {text}" for name, text in entity.attributes]
            self._known[path] = (entity.colour, "; ".join(said))
            self._place(path)
        for statement in project.statements:
            for path in self.codes(statement):
                self._place(path)

    def path(self, kind: str, variable: str, value: str) -> Path:
        """Return the names from the top of the tree to a code."""
        if kind != CODE:
            return (kind, variable, value)
        found = [value]
        while (above := self._parents.get(found[-1], "")) and above not in found:
            found.append(above)
        return tuple(reversed(found))

    def codes(self, statement: Statement) -> list[Path]:
        """Return the codes of a passage."""
        return [
            self.path(statement.type, name, _word(value))
            for name, value in statement.values.items()
            if not self._free.get((statement.type, name), False)
        ]

    def rest(self, statement: Statement) -> str:
        """Return what is said of a passage in free words and numbers, for its description."""
        free = {name: value for name, value in statement.values.items() if self._free.get((statement.type, name))}
        return "; ".join(f"{name}: {value}" for name, value in free.items())

    def _place(self, path: Path) -> None:
        for at in range(len(path)):
            self._children.setdefault(path[:at], {})[path[: at + 1]] = None

    def add_to(self, root: Xml.Element, *, inner: bool = False) -> None:
        """Write the tree; a book without codes is left out of a project, and has one code as a file of its own."""
        if not self._children[()] and not inner:
            return
        under = root if inner else Xml.SubElement(root, "CodeBook")
        self._write((), Xml.SubElement(under, "Codes"))

    def _write(self, path: Path, under: Xml.Element) -> None:
        for child in self._children.get(path, {}):
            colour, said = self._known.get(child, ("", ""))
            only_group = child not in self._known and len(child) < 3 and child in self._children
            attributes = {"guid": code_guid(child), "name": _clean(child[-1]), "isCodable": str(not only_group).lower()}
            element = Xml.SubElement(under, "Code", attributes | ({"color": colour} if colour else {}))
            if said:
                Xml.SubElement(element, "Description").text = _clean(said)
            self._write(child, element)


def _sources(project: Project, root: Xml.Element, book: _Book, users: dict[str, str], told: Told) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    under = Xml.SubElement(root, "Sources") if project.documents else root
    of: dict[str, list[tuple[int, Statement]]] = {}
    for at, statement in enumerate(project.statements):
        of.setdefault(statement.document, []).append((at, statement))
    for document in project.documents:
        guid = _guid("text", document.id)
        attributes = {"guid": guid, "name": _clean(document.title), "plainTextPath": f"internal://{guid}.txt"}
        source = Xml.SubElement(under, "TextSource", attributes | _creator(users, document.coder))
        if document.notes:
            Xml.SubElement(source, "Description").text = _clean(document.notes)
        files[f"sources/{guid}.txt"] = document.text.encode("utf-8")
        for at, statement in of.get(document.id, []):
            words = document.text[statement.start : statement.stop]
            _passage(source, statement, f"{guid}/{at}", " ".join(words[:200].split())[:80], book=book, users=users)
            told.add("free words of passages", "they stand in the description", int(bool(book.rest(statement))))
    return files


def _passage(
    source: Xml.Element, statement: Statement, key: str, name: str, *, book: _Book, users: dict[str, str]
) -> None:
    creator = _creator(users, statement.coder)
    ends = {"startPosition": str(statement.start), "endPosition": str(statement.stop)}
    selection = Xml.SubElement(
        source, "PlainTextSelection", {"guid": _guid("passage", key), "name": _clean(name)} | ends | creator
    )
    rest = book.rest(statement)
    if rest:
        Xml.SubElement(selection, "Description").text = _clean(rest)
    for path in book.codes(statement):
        coding = Xml.SubElement(selection, "Coding", {"guid": _guid("coding", key, *path)} | creator)
        Xml.SubElement(coding, "CodeRef", {"targetGUID": code_guid(path)})


def _count(project: Project, told: Told) -> None:
    documents = project.documents
    told.add("dates of documents", "no field", sum(bool(one.date) for one in documents))
    told.add("authors of documents", "no field", sum(bool(one.author) for one in documents))
    told.add("sources and sections of documents", "no field", sum(bool(one.source or one.section) for one in documents))
    told.add("colours of coders", "a user has none", sum(bool(coder.colour) for coder in project.coders))


def _creator(users: dict[str, str], coder: str) -> dict[str, str]:
    return {"creatingUser": users[coder]} if coder in users else {}


def code_guid(path: Path) -> str:
    """Return the identifier of a code."""
    return _guid("code", *path)


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(_SPACE, "\x1f".join(part.encode("utf-8", "replace").decode() for part in parts)))


def _word(value: Value) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _bytes(root: Xml.Element) -> bytes:
    body: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
