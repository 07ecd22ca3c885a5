"""The folder of texts: their files read, and held against the rows of ``documents.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from foedus.case.schema import DOCUMENTS, TEXTS_FOLDER, text_file
from foedus.documents.text import stored
from foedus.errors import InputError
from foedus.files.encoding import Unreadable, to_text
from foedus.files.fields import SLUG
from foedus.files.findings import Findings
from foedus.files.parse import Sheet
from foedus.files.reading import read_bytes

_FILE = re.compile(rf"({SLUG})\.txt")


def read_texts(folder: Path, findings: Findings) -> dict[str, bytes]:
    """Return the bytes of the texts of a case folder by their path in it."""
    place = folder / TEXTS_FOLDER
    if not place.is_dir():
        return {}
    found: dict[str, bytes] = {}
    for path in sorted(place.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        name = f"{TEXTS_FOLDER}/{path.name}"
        if not _FILE.fullmatch(path.name):
            findings.note(f"{name}: not the text of a document, ignored")
            continue
        try:
            found[name] = read_bytes(path)
        except InputError as error:
            findings.problem(name, None, "", "not read", f"a file {name}: {error}")
    return found


def texts_of(files: Mapping[str, bytes], documents: Sheet, *, findings: Findings) -> dict[str, str]:
    """Return the texts of the documents by their ids, after telling which are not there or are no texts of the case."""
    texts: dict[str, str] = {}
    wanted = [row.text("id") for row in documents.rows if row.text("id")]
    for document in wanted:
        data = files.get(text_file(document))
        text = None if data is None else _text(text_file(document), data, findings=findings)
        if text is not None:
            texts[document] = text
    there = {name for name in files if name.startswith(f"{TEXTS_FOLDER}/")}
    missing = [document for document in wanted if text_file(document) not in there]
    if missing:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5:,} more" if len(missing) > 5 else "")
        findings.note(
            f"{DOCUMENTS.file}: texts that are not in the folder {TEXTS_FOLDER}: {shown}; their anchors are not checked. "
            "`foedus documents add` of the same original puts a text back"
        )
    for name in sorted(there - {text_file(document) for document in wanted}):
        findings.note(
            f"{name}: no document of {DOCUMENTS.file}, ignored; `foedus documents add` makes the row of a text"
        )
    return texts


def _text(name: str, data: bytes, *, findings: Findings) -> str | None:
    read = to_text(data)
    if isinstance(read, Unreadable):
        findings.problem(name, read.line, "", read.shown, read.expected)
        return None
    text = stored(read[0])
    if text.encode("utf-8") != data:
        findings.note(f"{name}: read with \\n at the ends of lines, composed letters and no byte order mark, as UTF-8")
    return text
