"""Files of a release to the stored frame: parse, verify, build, check keys and rules, sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from foedus.datasets.model import LINE, Built, Dataset, Release, Table
from foedus.datasets.parse import line_numbers, parse, skipped_lines
from foedus.datasets.problems import DatasetError
from foedus.datasets.verify import Finding, verify
from foedus.errors import Problem


@dataclass(frozen=True, slots=True)
class Ingested:
    """A verified dataset, ready to be stored."""

    frame: pl.DataFrame  #: The stored columns, sorted by key, so that the row order of the file does not matter.
    rows_in: int  #: Records in the files.
    rejected: dict[str, int]  #: Reason to number of records left out.


def ingest(dataset: Dataset, release: Release, *, files: Sequence[tuple[str, bytes]]) -> Ingested:
    """Read and verify the files of a release: (name, content) in the order of `release.tables`.

    Raises DatasetError with every problem, if there is any.
    """
    problems: list[Problem] = []
    tables: list[pl.DataFrame] = []
    rejected: dict[str, int] = {}
    rows_in = 0
    texts: list[tuple[str, int]] = []
    for table, (name, data) in zip(release.tables, files, strict=True):
        typed, found, left, rows, text = _read(table, name, data=data, release=release)
        problems += found
        rejected |= left
        rows_in += rows
        texts.append((text, skipped_lines(data, table)))
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
    return Ingested(frame.sort(*dataset.key, maintain_order=True), rows_in, rejected)


def _read(
    table: Table, name: str, *, data: bytes, release: Release
) -> tuple[pl.DataFrame | None, list[Problem], dict[str, int], int, str]:
    frame, problems, text = parse(data, table, name=name)
    if frame is None:
        return None, problems, {}, 0, text
    typed, problems, findings, rejected = verify(frame, table, name=name, years=release.coverage)
    problems += _with_lines(findings, text, skipped_lines(data, table))
    return typed, problems, rejected, frame.height, text


def _with_lines(findings: Sequence[Finding], text: str, skipped: int) -> list[Problem]:
    if not findings:
        return []
    lines = line_numbers(text, [record for record, _ in findings], skipped=skipped)
    return [replace(problem, row=lines.get(record)) for record, problem in findings]


def _broken_rows(dataset: Dataset, built: Built, *, name: str, text: tuple[str, int]) -> list[Problem]:
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
    return [problem for record, problem in findings if record is None] + _with_lines(located, *text)
