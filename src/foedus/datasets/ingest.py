"""Files of a release to the stored frame: parse, verify, build, check keys and rules, sort."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from foedus.datasets.decode import FileText
from foedus.datasets.model import LINE, Built, Dataset, Release, Table
from foedus.datasets.parse import line_numbers, parse
from foedus.datasets.problems import DatasetError
from foedus.datasets.verify import Finding, verify
from foedus.errors import Problem


@dataclass(frozen=True, slots=True)
class Ingested:
    """A verified dataset, ready to be stored."""

    frame: pl.DataFrame  #: The stored columns, sorted by key, so that the row order of the file does not matter.
    rows_in: int  #: Records in the files.
    rejected: dict[str, int]  #: Reason to number of records left out.
    notes: tuple[str, ...] = ()  #: What was accepted though no distributor writes it so.


def ingest(
    dataset: Dataset, release: Release, *, files: Sequence[tuple[str, bytes]], changed: bool = False
) -> Ingested:
    """Read and verify the files of a release: (name, content) in the order of `release.tables`.

    A last line without an end may have been cut inside its last cell: it is refused where the file is not the known one
    byte for byte, unless `changed` says that it is meant so. Raises DatasetError with every problem, if there is any.
    """
    problems: list[Problem] = []
    tables: list[pl.DataFrame] = []
    rejected: dict[str, int] = {}
    rows_in = 0
    texts: list[FileText] = []
    for table, (name, data) in zip(release.tables, files, strict=True):
        typed, found, left, rows, text = _read(table, name, data=data, release=release)
        problems += found
        rejected |= left
        rows_in += rows
        texts.append(text)
        if not text.ended and not text.problems and not is_known(release, data):
            problems += _without_end(release, text, name=name, accepted=changed)
        if typed is not None:
            tables.append(typed)
    if problems:
        raise DatasetError(dataset.id, problems)
    built = release.build(tables)
    rejected |= built.rejected
    problems = _broken_rows(dataset, built, name=files[0][0], text=texts[0])
    if problems:
        raise DatasetError(dataset.id, problems)
    frame = built.frame.select(pl.col(name).cast(dtype) for name, dtype in dataset.schema().items())
    notes = tuple(note for text in texts for note in text.notes)
    return Ingested(frame.sort(*dataset.key, maintain_order=True), rows_in, rejected, notes)


def is_known(release: Release, data: bytes) -> bool:
    """True if a file is, byte for byte, the one that is known of a release."""
    return hashlib.sha256(data).hexdigest() in release.sha256.values()


def _without_end(release: Release, text: FileText, *, name: str, accepted: bool) -> list[Problem]:
    """Tell that the last line has no end: a problem, or a note where nothing is known of the distributor's file."""
    last = text.body.rpartition("\n")[2]
    if accepted or not release.tried:
        text.notes.append(f"{name}: the last line has no end; the file may be cut off in it ({last[-40:]!r})")
        return []
    expected = (
        "a line end after the last row: without one the row may be cut off; fetch the file again, or add the line end"
    )
    return [Problem(name, text.skipped + text.body.count("\n") + 1, "", last[-60:], expected)]


def _read(
    table: Table, name: str, *, data: bytes, release: Release
) -> tuple[pl.DataFrame | None, list[Problem], dict[str, int], int, FileText]:
    parsed = parse(data, table, name=name)
    if parsed.frame is None:
        return None, parsed.problems, {}, 0, parsed.text
    typed, problems, findings, rejected = verify(parsed.frame, table, name=name, years=release.coverage)
    problems += _with_lines(findings, parsed.text)
    return typed, problems, rejected, parsed.records, parsed.text


def _with_lines(findings: Sequence[Finding], text: FileText) -> list[Problem]:
    if not findings:
        return []
    lines = line_numbers(text, {record for record, _ in findings})
    return [replace(problem, row=lines.get(record)) for record, problem in findings]


def _broken_rows(dataset: Dataset, built: Built, *, name: str, text: FileText) -> list[Problem]:
    """What `build` found, repeated keys and broken rules, with the line where the row stands for one record."""
    frame = built.frame
    numbered = frame if LINE in frame.columns else frame.with_columns(pl.lit(None, dtype=pl.UInt32).alias(LINE))
    findings = [(record, replace(problem, file=name)) for record, problem in built.problems]
    key = ",".join(dataset.key)
    repeated = numbered.filter(numbered.select(dataset.key).is_duplicated()).sort(*dataset.key, LINE)
    for row in repeated.select(*dataset.key, LINE).iter_rows():
        value = ",".join(str(cell) for cell in row[:-1])
        findings.append((row[-1], Problem(name, None, key, value, "each key once")))
    for rule in dataset.rules:
        for value, record in numbered.filter(rule.wrong).select(rule.column, LINE).iter_rows():
            findings.append((record, Problem(name, None, rule.column, str(value), rule.expected)))
    located = [(record, problem) for record, problem in findings if record is not None]
    return [problem for record, problem in findings if record is None] + _with_lines(located, text)
