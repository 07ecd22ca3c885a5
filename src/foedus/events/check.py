"""Whether the parts of a collection are whole."""

from __future__ import annotations

import csv

import polars as pl

from foedus.events.reading.reasons import Kind, kinds
from foedus.events.reading.tabs import LONGEST_LINE
from foedus.events.store import REJECTED, TABLE, Collection, FileMeta, part_folder


def check_collection(one: Collection) -> tuple[str, ...]:
    """Return what is damaged: parts that cannot be read or hold other rows than were stored."""
    problems = []
    for part, meta in zip(one.parts, one.files, strict=True):
        try:
            rows = pl.scan_parquet(part).select(pl.len()).collect().item()
        except (pl.exceptions.PolarsError, OSError) as error:
            problems.append(f"{meta.name}: {TABLE} cannot be read ({str(error).splitlines()[0][:200]})")
            continue
        if rows != meta.rows:
            problems.append(f"{meta.name}: {TABLE} holds {rows:,} rows, not {meta.rows:,}")
    again = f"; delete {one.path} and add its files again"
    return tuple(problem + again for problem in problems)


def rejected_kinds(one: Collection, meta: FileMeta) -> list[Kind]:
    """Return why rows of a file were rejected, the most frequent reason first."""
    place = part_folder(one.path, meta.source_sha256, meta.member) / REJECTED
    with place.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows, None)
        before = csv.field_size_limit(LONGEST_LINE)
        try:
            return kinds((int(line), reason) for line, reason, *_ in rows)
        finally:
            csv.field_size_limit(before)
