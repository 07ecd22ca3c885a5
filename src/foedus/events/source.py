"""What a table needs to know of a collection of parsed events: its files, what they mean, and which spans of time they cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import InputError

if TYPE_CHECKING:
    from foedus.events.store import Collection


@dataclass(frozen=True)
class Source:
    """Parsed events, in the columns of :mod:`foedus.events.rows`, and what is known of them."""

    name: str
    format: str
    actor_scheme: str  #: One of :data:`foedus.events.crosswalk.SCHEMES`.
    scale: str  #: Id and version of the scores.
    parts: tuple[Path, ...]  #: Parquet files.
    files: tuple[Mapping[str, Any], ...] = ()  #: What was read: name, hash, rows, as the metadata tell them.
    spans: Sequence[tuple[datetime, datetime]] = field(default=())
    """Covered time: first moment of each span and the first after it; without any, from the first event to the last is assumed."""
    assumed: str = ""  #: What of the coverage is assumed, in words.
    several: str = ""  #: What parts several states in one cell; a row then counts for each pair of them.


def source_of(collection: Collection) -> Source:
    """Return what a table needs of a collection of the store.

    Raises InputError if its format names no states.
    """
    if not collection.actor_scheme:
        raise InputError(
            f"the format {collection.format} of {collection.name} names no states, so that no pairs can be counted"
        )
    step = timedelta(minutes=15) if collection.coverage.unit == "quarter-hour" else timedelta(days=1)
    weis = collection.actor_scheme == "cameo" and collection.scale.startswith("weis")
    files = tuple(
        {"name": file.name, "sha256": file.sha256, "lines": file.lines, "rows": file.rows, "rejected": file.rejected}
        for file in collection.files
    )
    return Source(
        name=collection.name,
        format=collection.format,
        actor_scheme="keds" if weis else collection.actor_scheme,
        scale=", ".join(collection.scales) or collection.scale,
        parts=collection.parts,
        files=files,
        spans=tuple((first, last + step) for first, last in collection.coverage.there),
        assumed=_ASSUMED.get(collection.coverage.unit, ""),
        several=collection.several,
    )


_ASSUMED = {"day": "what a file covers is told by its events: days, or all from the first to the last; see the format"}
