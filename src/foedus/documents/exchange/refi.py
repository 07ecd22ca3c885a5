"""REFI-QDA: the exchange format of programs for qualitative analysis; projects (.qdpx, .qde) and codebooks (.qdc) are read.

A project is a zip archive of XML and of its texts, held to the same limits as other archives. What a text lacks is told
with its passages, and the others are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from foedus.documents.exchange.project import (
    CODE,
    Coder,
    Document,
    Entity,
    Project,
    Read,
    Statement,
    Told,
    Value,
    code_type,
    unique,
)
from foedus.documents.exchange.refi_xml import Code, RefiXml, Text
from foedus.documents.extraction.archive import Archive
from foedus.documents.text import settle
from foedus.errors import InputError
from foedus.files.encoding import Unreadable, to_text
from foedus.files.reading import read_bytes

_INTERNAL = "internal://"


def read_qdpx(path: Path) -> Read:
    """Read a project. Raises InputError if it is no archive with one, is damaged, too large or holds a document type."""
    data = read_bytes(path)
    if not data.startswith(b"PK"):
        raise InputError(f"{path.name} is no REFI-QDA project (.qdpx), which is a zip archive; export it again")
    archive = Archive(path.name, data)
    found = [name for name in archive.names if name.lower().endswith(".qde")]
    if len(found) != 1:
        raise InputError(f"{path.name} is no REFI-QDA project: it has {len(found)} files .qde, expected one")
    return _read(archive.read(found[0]), f"{path.name}: {found[0]}", path.stem, lambda wanted: _inside(archive, wanted))


def read_qde(path: Path) -> Read:
    """Read the XML of a project without the files beside it."""
    return _read(read_bytes(path), path.name, path.stem, lambda _: None)


def read_qdc(path: Path) -> Read:
    """Read a codebook."""
    return _read(read_bytes(path), path.name, path.stem, lambda _: None, root="CodeBook")


def _inside(archive: Archive, wanted: str) -> bytes | None:
    """The file that a path means: in whatever case the folder and the name are written."""
    name = wanted.removeprefix(_INTERNAL).replace("\\", "/").rpartition("/")[2].lower()
    found = [one for one in archive.names if one.lower() == f"sources/{name}"]
    found = found or [one for one in archive.names if one.rpartition("/")[2].lower() == name]
    return archive.read(found[0]) if found and name else None


def _read(data: bytes, file: str, stem: str, fetch: Callable[[str], bytes | None], *, root: str = "Project") -> Read:
    told = Told()
    walk = RefiXml(file, told, root=root)
    walk.read(data)
    names = _names(walk.codes)
    entities = tuple(
        Entity(
            CODE,
            CODE,
            names[code.guid],
            code.colour.lower(),
            names.get(code.parent, ""),
            (("Notes", code.description),) if code.description else (),
        )
        for code in walk.codes
    )
    users = dict(zip(walk.users, unique(walk.users.values()), strict=True))
    documents: list[Document] = []
    statements: list[Statement] = []
    for text in walk.texts:
        raw = _raw(text, fetch, told)
        if raw is None:
            continue
        settled = settle(raw)
        identifier = str(len(documents) + 1)
        coder = users.get(text.user, "")
        documents.append(Document(identifier, text.name, settled.text, notes=text.description, coder=coder))
        statements += _statements(text, identifier, len(raw), settled.offset, names, users, told)
    coders = tuple(Coder(name) for name in users.values())
    name = walk.name or stem
    return Read(Project(name, coders, (code_type(),), entities, tuple(documents), tuple(statements)), told.lost())


def _names(codes: list[Code]) -> dict[str, str]:
    """Names of codes by their identifiers; with those above them where two share one."""
    by_guid = {code.guid: code for code in codes}
    shared = Counter(code.name for code in codes)

    def whole(code: Code) -> str:
        parts = [code.name]
        while code.parent in by_guid and len(parts) < len(codes):
            code = by_guid[code.parent]
            parts.append(code.name)
        return "::".join(reversed(parts))

    said = [code.name if shared[code.name] == 1 else whole(code) for code in codes]
    return dict(zip((code.guid for code in codes), unique(said), strict=True))


def _raw(text: Text, fetch: Callable[[str], bytes | None], told: Told) -> str | None:
    """The words of a text; None where the file does not hold them, which is told."""
    if text.content is not None:
        return text.content
    why = "the file does not hold them"
    data = fetch(text.path) if text.path else None
    if data is not None:
        found = to_text(data)
        if isinstance(found, Unreadable):
            why = f"they are no {found.expected}"
        elif found[0].strip():
            return found[0]
        else:
            why = f"they are empty ({len(found[0])} characters)"
    told.add("texts", why)
    told.add("passages", "their text is not there", len(text.passages))
    return None


def _statements(
    text: Text,
    document: str,
    length: int,
    offset: Callable[[int], int],
    names: dict[str, str],
    users: dict[str, str],
    told: Told,
) -> Iterator[Statement]:
    for passage in text.passages:
        try:
            start, stop = int(passage.start), int(passage.stop)
        except ValueError:
            start = stop = -1
        if not 0 <= start < stop <= length or offset(start) >= offset(stop):
            told.add("passages", "they lie outside of their text, or are empty")
            continue
        known = [(names[code], user) for code, user in passage.codes if code in names]
        told.add("codes of passages", "the codebook does not have them", len(passage.codes) - len(known))
        given: list[tuple[dict[str, Value], str]] = [({CODE: name}, user) for name, user in known]
        for values, user in given or [({}, passage.user)]:
            yield Statement(CODE, document, offset(start), offset(stop), users.get(user, ""), values)
