"""Rows of ``sources.csv`` made from the bibliography, and works of other bibliographies taken into ``sources.bib``.

What an entry says goes into its row; what only a person knows (perspective, reliability, slants) starts as unknown and
is listed. What stands in either file stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.case.bibliography import is_stub
from foedus.case.schema import BIBLIOGRAPHY_FILE, SOURCES
from foedus.case.shipped import no_folder
from foedus.errors import CaseError, InputError
from foedus.files.findings import Findings
from foedus.files.folder import write_files
from foedus.files.raw import RawTable, decode, read_rows, write_rows
from foedus.files.reading import read_bytes
from foedus.files.works.bibtex import read_bibtex, render_bibtex
from foedus.files.works.entry import BibEntry, make_entry
from foedus.files.works.keys import composed
from foedus.files.works.latex import address, escaped, plain_text
from foedus.files.works.read import read_works

_OTHERS = ("sources.json", "sources.ris")
"""Bibliographies of other formats that are taken where the folder has no ``sources.bib``."""

_KINDS = {
    "study": "article inproceedings incollection inbook report techreport thesis phdthesis mastersthesis conference review",
    "book": "book collection mvbook mvcollection proceedings booklet reference",
    "dataset": "dataset",
    "document": "legal legislation jurisdiction letter commentary",
}
_KIND_OF = {kind: name for name, kinds in _KINDS.items() for kind in kinds.split()}
_TYPE_OF = {"study": "article", "news": "article", "book": "book", "dataset": "dataset"}
_NEWS = ("newspaper", "magazine")
_UNJUDGED = "F"


@dataclass(frozen=True, slots=True)
class Filled:
    """What `fill_sources` did, and what is left for a person."""

    works: tuple[str, ...]  #: Keys of works taken into ``sources.bib``.
    rows: tuple[str, ...]  #: Keys of rows made in ``sources.csv``.
    kept: tuple[str, ...]  #: What was there and differs from what was given, in words.
    #: Column of ``sources.csv`` to the keys of rows where it is not known yet.
    open: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]  #: What was accepted though it is not canonical.


def fill_sources(path: str | Path, *, given: Path | None = None) -> Filled:
    """Make the rows of ``sources.csv`` that are missing, after taking the works of `given` into ``sources.bib``.

    Without `given`, ``sources.json`` or ``sources.ris`` of the folder stand in where it has no ``sources.bib``.
    Raises InputError if `path` is no folder or there is no bibliography, CaseError if one cannot be read; then nothing
    is written.
    """
    folder = Path(path)
    if folder.is_file():
        raise InputError(
            f"{str(path)!r} is a file; rows are made in a case folder. `foedus case workbook` writes a workbook as one"
        )
    if not folder.is_dir():
        raise no_folder(path)
    findings = Findings()
    read = {name: read_bytes(folder / name) for name in (BIBLIOGRAPHY_FILE, SOURCES.file) if (folder / name).exists()}
    text = _text(read, BIBLIOGRAPHY_FILE, findings=findings)
    entries = read_bibtex(BIBLIOGRAPHY_FILE, text, findings=findings) if text else {}
    source = given or (None if text is not None else _other(folder))
    others = read_works(source, findings=findings) if source else {}
    table = _table(read, findings)
    if findings.problems:
        raise CaseError(str(path), findings.problems, notes=findings.notes)
    new, kept = _merge(entries, others)
    files: dict[str, bytes] = {}
    if new:
        before = (text or "").rstrip("\n")
        files[BIBLIOGRAPHY_FILE] = (before + "\n\n" * bool(before) + render_bibtex(new.values())).encode("utf-8")
    works = {key: entry for key, entry in {**entries, **new}.items() if entry.is_work}
    made = _add_rows(table, works)
    if made:
        files[SOURCES.file] = write_rows(tuple(table.columns), [cells for _, cells in table.rows])
    if files:
        write_files(files, folder, read=read)
    return Filled(tuple(new), made, kept, _open(table, works), tuple(findings.notes))


def take_work(path: str | Path, bibtex: str, *, kind: str) -> tuple[str, tuple[str, ...]]:
    """Take the first work of a BibTeX text, of a kind, into a case that has not got it; return its key there and the files that changed."""
    folder = Path(path)
    findings = Findings()
    read = {name: read_bytes(folder / name) for name in (BIBLIOGRAPHY_FILE, SOURCES.file) if (folder / name).exists()}
    text = _text(read, BIBLIOGRAPHY_FILE, findings=findings)
    entries = read_bibtex(BIBLIOGRAPHY_FILE, text, findings=findings) if text else {}
    table = _table(read, findings)
    work = next(iter(read_bibtex("citation.bib", bibtex, findings=findings).values()))
    if findings.problems:
        raise CaseError(str(path), findings.problems, notes=findings.notes)
    same = [key for key, entry in entries.items() if key == work.key or _identity(entry) == _identity(work)]
    works = {same[0]: entries[same[0]]} if same else {work.key: work}
    files: dict[str, bytes] = {}
    if not same:
        before = (text or "").rstrip("\n")
        files[BIBLIOGRAPHY_FILE] = (before + "\n\n" * bool(before) + render_bibtex([work])).encode("utf-8")
    if _add_rows(table, works, kind=kind):
        files[SOURCES.file] = write_rows(tuple(table.columns), [cells for _, cells in table.rows])
    return next(iter(works)), write_files(files, folder, read=read) if files else ()


def row_of(entry: BibEntry) -> dict[str, str]:
    """Return the cells of a row that an entry speaks for; what it does not say is unknown."""
    kind = "news" if entry.get("entrysubtype").lower() in _NEWS else _KIND_OF.get(entry.type, "unknown")
    note = "Known only as a citation mark." if is_stub(entry) and not entry.get("note") else ""
    return {"key": entry.key, "kind": kind, "perspective": "unknown", "reliability": _UNJUDGED, "note": note}


def entry_of(key: str, kind: str, said: Mapping[str, str]) -> BibEntry:
    """Return the entry of a work of which a person says kind, title, author, date, publisher or address, in plain text.

    >>> entry_of("gazette-2015", "news", {"title": "A dam"}).fields
    (('title', 'A dam'), ('entrysubtype', 'newspaper'))
    """
    values = {name: cell if name in ("author", "date") else escaped(cell) for name, cell in said.items()}
    if "url" in said:
        values["url"] = address(said["url"])
    if kind == "news":
        values["entrysubtype"] = "newspaper"
    return make_entry(key, _TYPE_OF.get(kind, "misc"), values=values)


def _text(read: Mapping[str, bytes], file: str, *, findings: Findings) -> str | None:
    return decode(file, read[file], findings=findings) if file in read else None


def _other(folder: Path) -> Path:
    found = [folder / name for name in _OTHERS if (folder / name).is_file()]
    if len(found) == 1:
        return found[0]
    step = (
        "give one of them with --from"
        if found
        else "export one from your reference manager, or give it with --from FILE"
    )
    there = f"{' and '.join(path.name for path in found)} are there" if found else "no bibliography is there"
    raise InputError(f"{str(folder)!r} has no {BIBLIOGRAPHY_FILE}; {there}: {step}")


def _table(read: Mapping[str, bytes], findings: Findings) -> RawTable:
    text = _text(read, SOURCES.file, findings=findings)
    if text is None or not text.strip():
        return RawTable(list(SOURCES.columns), [])
    table = read_rows(SOURCES, text, findings=findings)
    if table is not None and "key" not in table.columns:
        findings.problem(SOURCES.file, table.header, "key", "", "a column key")
    return table or RawTable([], [])


def _merge(
    entries: Mapping[str, BibEntry], others: Mapping[str, BibEntry]
) -> tuple[dict[str, BibEntry], tuple[str, ...]]:
    """Works that are not there yet, and what of the others differs from a work that is."""
    known = {_identity(entry) for entry in entries.values()}
    new: dict[str, BibEntry] = {}
    kept: list[str] = []
    for key, entry in others.items():
        if key not in entries:
            # A format without keys gets one made of author and year, which another work may have here.
            if _identity(entry) not in known:
                new[key] = entry
            else:
                kept.append(f"{key} is there already under another key; not taken again")
            continue
        different = sorted({name for name, _ in set(entry.fields) ^ set(entries[key].fields)})
        if different:
            kept.append(f"{key} is there already and differs in {', '.join(different[:6])}; kept as it is")
    return new, tuple(kept)


def _identity(entry: BibEntry) -> tuple[str, str, str]:
    people = entry.get("author") or entry.get("editor")
    return plain_text(entry.get("title")).casefold(), plain_text(people).casefold(), entry.get("date")


def _add_rows(table: RawTable, works: Mapping[str, BibEntry], *, kind: str = "") -> tuple[str, ...]:
    place = table.columns.index("key")
    there = {composed(cells[place].strip()) for _, cells in table.rows}
    missing = [key for key in works if key not in there]
    for key in missing:
        cells = row_of(works[key]) | ({"kind": kind} if kind else {})
        table.rows.append((0, [cells.get(column, "") for column in table.columns]))
    return tuple(missing)


def _open(table: RawTable, works: Mapping[str, BibEntry]) -> dict[str, tuple[str, ...]]:
    """Keys of the rows whose cells are still unknown, by column."""
    unknown: dict[str, Sequence[str]] = {
        "kind": ("", "unknown"),
        "perspective": ("", "unknown"),
        "reliability": ("", _UNJUDGED),
        "slant_1": ("",),
        "slant_2": ("",),
    }
    place = table.columns.index("key")
    found: dict[str, tuple[str, ...]] = {}
    for column, words in unknown.items():
        if column in table.columns:
            at = table.columns.index(column)
            keys = (cells[place].strip() for _, cells in table.rows if cells[at].strip() in words)
            found[column] = tuple(key for key in keys if composed(key) in works)
        else:
            found[column] = tuple(cells[place].strip() for _, cells in table.rows)
    return {column: keys for column, keys in found.items() if keys}
