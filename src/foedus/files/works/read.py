"""A bibliography of any format to entries: BibTeX, CSL-JSON or RIS, told by its name or else by its beginning."""

from __future__ import annotations

from pathlib import Path

from foedus.errors import InputError
from foedus.files.findings import Findings
from foedus.files.raw import decode
from foedus.files.reading import read_bytes
from foedus.files.works.bibtex import read_bibtex
from foedus.files.works.csl import read_csl
from foedus.files.works.entry import BibEntry
from foedus.files.works.ris import read_ris

_READERS = {".bib": read_bibtex, ".json": read_csl, ".ris": read_ris}
_FORMATS = {".bib": "BibTeX", ".json": "CSL-JSON", ".ris": "RIS"}


def read_works(path: Path, *, findings: Findings) -> dict[str, BibEntry]:
    """Return the entries of a bibliography by key, after recording what cannot be read.

    Raises InputError if there is no such file, or it is none of the three formats.
    """
    data = read_bytes(path)
    kind = path.suffix.lower()
    text = decode(path.name, data, findings=findings, kind=kind)
    if text is None:
        return {}
    if kind not in _READERS:
        kind = _kind_of(text)
    if not kind:
        listed = ", ".join(f"{name} ({ending})" for ending, name in _FORMATS.items())
        raise InputError(f"{str(path)!r} is no bibliography that is read; expected {listed}. Zotero exports all three")
    return _READERS[kind](path.name, text, findings=findings)


def _kind_of(text: str) -> str:
    start = text.lstrip()[:2000]
    if start.startswith(("[", "{")):
        return ".json"
    if start.startswith("TY  -"):
        return ".ris"
    return ".bib" if "@" in start else ""
