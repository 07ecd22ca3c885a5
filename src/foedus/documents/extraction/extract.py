"""Files to documents: each with its text, its hash and what is known of it; documents inside files one by one."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.documents.extraction.apart import read_apart
from foedus.documents.extraction.kinds import Kind, kind_of
from foedus.documents.extraction.parts import DEEPEST, MOST_BYTES, MOST_CHARACTERS, MOST_DOCUMENTS, Part, Reading
from foedus.documents.text import stored
from foedus.errors import InputError
from foedus.extras import need
from foedus.files.characters import visible


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document that was read."""

    file: str  #: Name of the file, with the names of those that it was in before it: ``mails.zip/1.eml/report.pdf``.
    sha256: str  #: Of the bytes of the original.
    media_type: str
    text: str  #: In its stored form.
    date: str = ""  #: As the file says it; not checked.
    language: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A document inside a file that could not be read."""

    file: str
    why: str


def extract(
    name: str, data: bytes, *, encoding: str = "", media_type: str = ""
) -> tuple[tuple[Extracted, ...], tuple[Refused, ...]]:
    """Return the documents of a file, and those inside it that cannot be read.

    Parameters
    ----------
    name : str
        Its name.
    data : bytes
        Its content.
    encoding : str, optional
        That of texts which do not say theirs.
    media_type : str, optional
        What a server says it is.

    Raises
    ------
    InputError
        The file itself cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise InputError(f"{name} has {len(data):,} bytes; expected at most {MOST_BYTES:,}")
    found: list[Extracted] = []
    refused: list[Refused] = []
    for one in _documents(Part(name, data, media_type), name, encoding=encoding, depth=0):
        (found if isinstance(one, Extracted) else refused).append(one)  # type: ignore[arg-type]
        if len(found) > MOST_DOCUMENTS:
            raise InputError(f"{name} holds more than {MOST_DOCUMENTS:,} documents; split it")
    if not found:
        more = f": {refused[0].file}: {refused[0].why}" if refused else ""
        raise InputError(f"{name} holds no document that can be read{more}")
    return tuple(found), tuple(refused)


def _documents(part: Part, path: str, *, encoding: str, depth: int) -> Iterator[Extracted | Refused]:
    try:
        kind = kind_of(part.name, part.data, media_type=part.media_type)
        if depth and kind.holds and kind.module == "archive":
            raise InputError("an archive inside a file is not opened; unpack it and add what is in it")
        reading = _read(kind, part, encoding=encoding)
    except InputError as error:
        if depth == 0:
            raise
        yield Refused(path, str(error))
        return
    if not kind.holds:
        if reading.text.strip():
            yield _extracted(kind, part, reading, path)
        elif not reading.parts:
            yield from _nothing(part, path, depth)
    elif reading.notes and not reading.parts:
        yield from _nothing(part, path, depth)
    for inner in reading.parts:
        named = replace(inner, name=visible(inner.name))  # every message about it may hold its name
        inside = f"{path}/{named.name}"
        if depth + 1 >= DEEPEST:
            yield Refused(inside, f"it lies more than {DEEPEST} files deep; add it by itself")
        else:
            yield from _documents(named, inside, encoding=encoding, depth=depth + 1)


def _nothing(part: Part, path: str, depth: int) -> Iterator[Refused]:
    why = f"{part.name} holds no text"
    if depth == 0:
        raise InputError(why)
    yield Refused(path, why)


def _read(kind: Kind, part: Part, *, encoding: str) -> Reading:
    if kind.needs:
        need(kind.needs, what=f"reading {part.name}", otherwise="save its text as .txt")
    if kind.apart:
        return read_apart(kind.module, part.name, part.data, encoding=encoding)
    reader = importlib.import_module(f"foedus.documents.extraction.{kind.module}")
    reading: Reading = reader.read(part.name, part.data, encoding=encoding)
    return reading


def _extracted(kind: Kind, part: Part, reading: Reading, path: str) -> Extracted:
    text = stored(reading.text)
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"{part.name} holds {len(text):,} characters; expected at most {MOST_CHARACTERS:,}: split it")
    return Extracted(
        visible(path),
        hashlib.sha256(part.data).hexdigest(),
        kind.media_type,
        text if text.endswith("\n") else text + "\n",
        part.date or reading.date,
        part.language or reading.language,
        reading.notes,
    )
