"""Parsed events for tests: rows of a few words, or made from the shared files by plain loops that know nothing of foedus."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from foedus.events.rows import SCHEMA
from foedus.events.source import Source


def parsed(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows with the columns that they name; what a row leaves out is null."""
    full = [
        {name: row.get(name) for name in SCHEMA.names()} | {"row": row.get("row", number)}
        for number, row in enumerate(rows, 1)
    ]
    return pl.DataFrame(full, schema=SCHEMA)


def source(
    rows: Iterable[Mapping[str, Any]],
    folder: Path,
    *,
    scheme: str = "cameo",
    spans: Iterable[tuple[str, str]] = (),
    parts: int = 1,
) -> Source:
    """A collection of rows, in one or more Parquet files; spans are days, the last one not included."""
    frame, paths = parsed(rows), []
    for part in range(parts):
        paths.append(folder / f"part-{part}.parquet")
        frame.gather_every(parts, part).write_parquet(paths[-1])
    times = [(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in spans]
    return Source("made", "test", scheme, "none", tuple(paths), spans=times)


def quad_of(code: str) -> int | None:
    """Quad class of a CAMEO code by its root."""
    root = int(code[:2]) if code[:2].isdecimal() else 0
    return next((quad for quad, last in enumerate((5, 9, 14, 20), start=1) if 1 <= root <= last), None)


def weis_quad(code: str) -> int | None:
    """Cooperation up to root 10, conflict to 22; words and deeds by the usual split: told apart only as far as the sums need."""
    root = int(code[:2]) if code[:2].isdecimal() else 0
    return 1 if 1 <= root <= 10 else 3 if 11 <= root <= 22 else None


def keds(path: Path, *, weis: bool = False) -> list[dict[str, Any]]:
    """Rows of a file of KEDS, read with the csv module."""
    made = []
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            made.append(
                {
                    "row": number, "date": date.fromisoformat(row["date"]), "actor1": row["source"], "actor2": row["target"],
                    "country1": row["source"][:3] or None, "country2": row["target"][:3] or None, "code": row["code"],
                    "root": row["code"][:2], "quad": (weis_quad if weis else quad_of)(row["code"]),
                }
            )  # fmt: skip
    return made


def gdelt2(path: Path) -> list[dict[str, Any]]:
    """Rows of an export of GDELT 2.0, split at tabs."""
    made = []
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), start=1):
        cells = line.split("\t")
        if len(cells) != 61:
            continue
        day, added = (datetime.strptime(cells[at][:8], "%Y%m%d").date() for at in (1, 59))
        made.append(
            {
                "row": number, "event_id": cells[0], "date": day, "added": added, "added_at": int(cells[59]),
                "actor1": cells[5] or None, "actor2": cells[15] or None, "country1": cells[7] or None, "country2": cells[17] or None,
                "code": cells[26], "root": cells[28], "quad": int(cells[29]), "score": float(cells[30]),
                "is_root": cells[25] == "1", "mentions": int(cells[31]), "url": cells[60],
            }
        )  # fmt: skip
    return made


def icews(path: Path) -> list[dict[str, Any]]:
    """Rows of a yearly file of ICEWS, split at tabs; NA is missing."""
    lines = path.read_text(encoding="utf-8").split("\n")
    header, made = lines[0].split("\t"), []
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        row = {name: None if cell in ("NA", "") else cell for name, cell in zip(header, line.split("\t"), strict=True)}
        made.append(
            {
                "row": number, "event_id": row["Event ID"], "date": date.fromisoformat(row["Event Date"] or ""),
                "actor1": row["Source Name"], "actor2": row["Target Name"], "country1": row["Source Country"],
                "country2": row["Target Country"], "code": row["CAMEO Code"], "root": (row["CAMEO Code"] or "")[:2],
                "quad": quad_of(row["CAMEO Code"] or ""), "score": float(row["Intensity"] or 0),
            }
        )  # fmt: skip
    return made


def days(first: str, number: int) -> list[date]:
    """Days in a row."""
    return [date.fromisoformat(first) + timedelta(days=place) for place in range(number)]
