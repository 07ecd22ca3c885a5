"""What a file is: told by its first bytes, by its name only where any text may be meant."""

from __future__ import annotations

import re
from typing import NamedTuple

from foedus.documents.extraction.archive import BROKEN, Archive
from foedus.errors import InputError
from foedus.files.formats import format_of_bytes


class Kind(NamedTuple):
    """A format that is read."""

    module: str  #: File of this folder that reads it.
    media_type: str
    endings: tuple[str, ...]
    apart: bool = True  #: Whether it is read in a process of its own, which may be ended.
    holds: bool = False  #: Whether it holds documents and has no text of its own.
    needs: str = ""  #: Module of an extra that reads it.


KINDS: dict[str, Kind] = {
    "text": Kind("txt", "text/plain", ("txt", "text", "asc", "srt", "vtt"), apart=False),
    "Markdown": Kind("txt", "text/markdown", ("md", "markdown"), apart=False),
    "web page": Kind("html", "text/html", ("html", "htm", "xhtml")),
    "PDF": Kind("pdf", "application/pdf", ("pdf",), needs="pypdf"),
    "Word": Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx", "docm")),
    "Writer": Kind("odt", "application/vnd.oasis.opendocument.text", ("odt", "ott")),
    "mail": Kind("mail", "message/rfc822", ("eml",)),
    "table of texts": Kind("table", "text/csv", ("csv", "tsv"), apart=False, holds=True),
    "archive": Kind("archive", "application/zip", ("zip",), apart=False, holds=True),
}
"""Formats by the word that messages have for them."""

_BY_ENDING = {ending: kind for kind in KINDS.values() for ending in kind.endings}
_BY_TYPE = {kind.media_type: kind for kind in KINDS.values()}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_OFFICE = (("word/document.xml", "Word"), ("content.xml", "Writer"))
_STEPS = {
    "an RTF document": "open it in a word processor and save it as .docx or .odt",
    "an old Excel or Word file (.xls, .doc)": "open it and save it as .docx; a protected one without its password; a mail of Outlook (.msg) as .eml",
}
_OTHER_STEP = "expected txt, md, html, pdf, docx, odt, eml, csv with a column of texts, or a zip of them"


def kind_of(name: str, data: bytes, *, media_type: str = "") -> Kind:
    """Return what a file is. Raises InputError, with what it seems to be and the next step, for what is not read."""
    last = name.lower().rpartition("/")[2].partition("?")[0]
    ending = last.rpartition(".")[2] if "." in last else ""
    if not data.strip():
        raise InputError(f"{name} is empty; expected a file with text")
    found = format_of_bytes(data)
    if data.startswith(b"PK"):  # before PDF: the first file of an archive may be one, as it is
        return _of_archive(name, data)
    if b"%PDF-" in data[:1024]:
        return KINDS["PDF"]
    if found:
        raise InputError(f"{name} is {found}, which is not read; {_STEPS.get(found, _OTHER_STEP)}")
    if _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]):
        return KINDS["web page"]
    if ending in ("pdf", "docx", "odt", "zip"):
        raise InputError(
            f"{name} is no {ending} file, whatever its name says: it begins with {data[:12]!r}; fetch or save it again"
        )
    kind = _BY_ENDING.get(ending) or _BY_TYPE.get(media_type)
    if kind is None and ending and (b"\0" in data[:4096] or not media_type.startswith("text/")):
        raise InputError(f"{name} is of a kind that is not read ({'.' + ending}); {_OTHER_STEP}")
    return kind or KINDS["text"]


def _of_archive(name: str, data: bytes) -> Kind:
    archive = Archive(name, data)
    for part, kind in _OFFICE:
        if part in archive.names:
            if kind == "Writer" and b"opendocument.text" not in _head(archive):
                break
            return KINDS[kind]
    found = format_of_bytes(data)
    if not found.startswith("a zip") or "mimetype" in archive.names:
        raise InputError(
            f"{name} is {found if not found.startswith('a zip') else 'an e-book or office file'}, which is not read; {_OTHER_STEP}"
        )
    return KINDS["archive"]


def _head(archive: Archive) -> bytes:
    try:
        return archive.read("mimetype") if "mimetype" in archive.names else b""
    except (InputError, *BROKEN):
        return b""
