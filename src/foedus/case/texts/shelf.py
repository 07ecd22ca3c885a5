"""What a case folder holds of texts, read as it stands: the case around it need not be whole yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from foedus.case.datapackage import render_package
from foedus.case.read import case_from_files, read_files
from foedus.case.schema import ANCHORS, DOCUMENTS, PACKAGE_FILE, SETTINGS, SOURCES, TABLES, text_file
from foedus.case.shipped import no_folder
from foedus.case.texts.files import read_texts, texts_of
from foedus.documents.anchors import Anchor
from foedus.errors import CaseError, InputError
from foedus.files.fields import Table
from foedus.files.findings import Findings
from foedus.files.folder import write_files
from foedus.files.parse import Sheet, no_rows, parse_table
from foedus.files.raw import decode, read_rows, write_rows

Cells = dict[str, str]


@dataclass
class Shelf:
    """The documents and anchors of a case folder as rows of text, with what stands beside them."""

    folder: Path
    files: dict[str, bytes]  #: As they were read.
    documents: list[Cells]
    anchors: list[Cells]
    texts: dict[str, str]
    taken: frozenset[str]  #: Ids that name something in the case.
    sources: frozenset[str]
    notes: list[str] = field(default_factory=list)

    @property
    def document(self) -> dict[str, Cells]:
        """Rows of ``documents.csv`` by id."""
        return {row["id"]: row for row in self.documents}

    def row(self, document: str) -> Cells:
        """Return the row of a document. Raises InputError if there is none."""
        from foedus.nearest import nearest_hint

        if document not in self.document:
            there = (
                f"documents: {', '.join(list(self.document)[:8])}"
                if self.documents
                else "the case has no documents yet"
            )
            raise InputError(f"no document {document!r}{nearest_hint(document, self.document)}; {there}")
        return self.document[document]

    def text(self, document: str) -> str:
        """Return the text of a document. Raises InputError if it is not there."""
        row = self.row(document)
        if document not in self.texts:
            raise InputError(
                f"the text of {document} is not in the folder ({text_file(document)}); `foedus documents add` of its original "
                f"{row['file']!r} puts it back"
            )
        return self.texts[document]

    def titles(self) -> dict[str, str]:
        """Return the titles of the works, by key; none where the case is not whole."""
        try:
            return {source.key: source.title for source in case_from_files(str(self.folder), self.files).sources}
        except CaseError:
            return {}

    def write(self, texts: Mapping[str, str], *, documents: bool = False, anchors: bool = False) -> tuple[str, ...]:
        """Write texts, and the tables that have changed, in one step; return the files whose bytes changed."""
        files = {text_file(document): text.encode("utf-8") for document, text in texts.items()}
        if documents:
            files[DOCUMENTS.file] = _render(DOCUMENTS, self.documents)
        if anchors:
            files[ANCHORS.file] = _render(ANCHORS, self.anchors)
        if files:
            files |= self._package(files)
        # Also where nothing changes: what a killed run has left is tidied up.
        return write_files(files, self.folder, read=self.files)

    def _package(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """``datapackage.json`` renewed, where there is one and the case is whole."""
        if PACKAGE_FILE not in self.files:
            return {}
        try:
            case = case_from_files(str(self.folder), {**self.files, **files})
        except CaseError:
            return {}
        return {PACKAGE_FILE: render_package(case).encode("utf-8")}


def read_shelf(path: str | Path) -> Shelf:
    """Read what a case folder holds of texts.

    Raises InputError if `path` is no case folder, CaseError if its rows of documents or anchors cannot be read.
    """
    folder = Path(path)
    if folder.is_file():
        raise InputError(f"{str(path)!r} is a file; documents are kept in a case folder")
    if not (folder / SETTINGS.file).is_file():
        raise no_folder(path)
    files = read_files(folder, Findings())
    files |= read_texts(folder, Findings())  # also before there are rows: what lies there is not written over
    findings = Findings()
    documents, _ = (_sheet(table, files, findings) for table in (DOCUMENTS, ANCHORS))
    texts = texts_of(files, documents, findings=Findings())
    if findings.problems:
        raise CaseError(str(path), findings.problems)
    ids = {table.name: _ids(table, files) for table in TABLES}
    return Shelf(
        folder,
        files,
        read_rows_of(DOCUMENTS, files),
        read_rows_of(ANCHORS, files),
        texts,
        frozenset().union(*ids.values()),
        ids[SOURCES.name],
        findings.notes,
    )


def anchor_of(row: Cells) -> Anchor:
    """Return the anchor of a row of ``anchors.csv``."""
    return Anchor(int(row["start"]), int(row["stop"]), row["exact"], row["prefix"], row["suffix"])


def cells_of(anchor: Anchor) -> Cells:
    """Return the cells of an anchor."""
    return {
        "start": str(anchor.start),
        "stop": str(anchor.stop),
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def _sheet(table: Table, files: Mapping[str, bytes], findings: Findings) -> Sheet:
    if table.file not in files:
        return no_rows(table)
    text = decode(table.file, files[table.file], findings=findings)
    raw = None if text is None else read_rows(table, text, findings=findings)
    return no_rows(table) if raw is None else parse_table(table, raw, findings=findings)


def read_rows_of(table: Table, files: Mapping[str, bytes]) -> list[Cells]:
    """Rows as text, in their order, with every declared column."""
    text = decode(table.file, files[table.file], findings=Findings()) if table.file in files else None
    raw = None if text is None else read_rows(table, text, findings=Findings())
    if raw is None:
        return []
    kept = {column: at for at, column in enumerate(raw.columns)}
    return [
        {
            name: (cells[kept[name]] if table[name].verbatim else cells[kept[name]].strip()) if name in kept else ""
            for name in table.columns
        }
        for _, cells in raw.rows
    ]


def _ids(table: Table, files: Mapping[str, bytes]) -> frozenset[str]:
    if not table.id_field:
        return frozenset()
    return frozenset(row[table.id_field] for row in read_rows_of(table, files)) - {""}


def _render(table: Table, rows: list[Cells]) -> bytes:
    ordered = sorted(rows, key=lambda row: tuple(_sortable(table, name, row[name]) for name in table.key))
    return write_rows(table.columns, [[row[name] for name in table.columns] for row in ordered])


def _sortable(table: Table, name: str, cell: str) -> tuple[int, str]:
    return (int(cell), "") if table[name].type == "integer" else (0, cell)
