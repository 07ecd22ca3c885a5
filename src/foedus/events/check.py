"""Whether the parts of a collection are whole."""

from __future__ import annotations

import csv

import polars as pl

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


def first_rejected(one: Collection, meta: FileMeta) -> tuple[str, str]:
    """Return line and reason of the first row of a file that was rejected."""
    place = part_folder(one.path, meta.source_sha256, meta.member) / REJECTED
    with place.open(encoding="utf-8", newline="") as stream:
        row = next(csv.DictReader(stream), {"line": "?", "reason": "the list of rejected rows is empty"})
    return row["line"], row["reason"]
