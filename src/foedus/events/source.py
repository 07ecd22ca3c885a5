"""What a table needs to know of a collection of parsed events: its files, what they mean, and which spans of time they cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


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
