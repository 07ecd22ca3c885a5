"""Compare a file with the known one of its release: the same, the same content in other bytes, or another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from foedus.datasets.ingest import Ingested, is_known
from foedus.datasets.model import Release
from foedus.datasets.recognize import Match
from foedus.errors import InputError


def fingerprint(frame: pl.DataFrame) -> str:
    """Return a SHA-256 of the values of a table, which neither bytes on disk nor versions of libraries change."""
    total = hashlib.sha256()
    for column in frame.iter_columns():
        total.update(f"{column.name}\n{column.len()}\n".encode())
        total.update(column.is_null().cast(pl.UInt8).to_numpy().tobytes())
        if column.dtype == pl.String:
            total.update("\x1f".join(column.fill_null("").to_list()).encode())
        else:
            values = column.cast(pl.Int32) if column.dtype == pl.Date else column
            # Adding 0 makes one zero of two.
            total.update((values.cast(pl.Float64).fill_null(0.0) + 0.0).to_numpy().astype("<f8").tobytes())
    return total.hexdigest()


def compare(match: Match, ingested: Ingested, contents: Sequence[bytes], *, changed: bool) -> Ingested:
    """Return what was read with a note on how it differs from the known file.

    Raises InputError if a file that bears the name of the known one has another content, unless `changed`.
    """
    release, known = match.release, match.release.known
    if known is None or all(is_known(release, data) for data in contents):
        return ingested
    name = match.files[0].name
    same = fingerprint(ingested.frame) == known.content
    size = None if same else sum(map(len, contents))
    told = f"{name}: {difference(match.dataset.id, release, rows=ingested.rows_in, same=same, size=size)}"
    if not same and match.named and not changed:
        raise InputError(
            f"{told}; nothing was stored. It was cut off, changed, or revised by the distributor. Fetch it again (how: "
            f"foedus data info {match.dataset.id}), or, if it is meant so: foedus data add {match.dataset.id} "
            f"--from FILE --changed"
        )
    return replace(ingested, notes=(*ingested.notes, told))


def difference(id: str, release: Release, *, rows: int, same: bool, size: int | None = None) -> str:
    """Return in words how a file differs from the known one of a release."""
    known = release.known
    whose = f"the known file of {id} {release.label} ({release.files[0]})"
    if known is None or same:
        return f"written otherwise than {whose}, with the same content"
    if rows != known.rows:
        what = f"{rows:,} rows, where that has {known.rows:,}"
    else:
        what = f"as many rows ({rows:,}), with other values"
    bytes_too = "" if size in (None, known.size) else f"; {size:,} bytes, where that has {known.size:,}"
    return f"not {whose}: {what}{bytes_too}"
