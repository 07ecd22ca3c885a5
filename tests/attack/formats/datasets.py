"""Official files of every dataset, damaged."""

from __future__ import annotations

import csv
import fnmatch
import gzip
import io
from functools import cache, partial
from pathlib import Path
from typing import Any

from attack import counts
from attack.form import Files, Form, Taken, head, shared
from attack.mutations import TABLE

_ROWS = 4
_HEAD = 4_000


def dataset_ids() -> list[str]:
    from foedus.datasets.registry import registry

    return list(registry())


def _release(dataset: Any, name: str) -> Any:
    """The release whose files lie in a folder of this name."""
    return next(release for release in dataset.releases if folder_of(release) == name)


def folder_of(release: Any) -> str:
    return f"{release.version}-{release.form}".replace("/", "_").replace(" ", "_")


def samples(id: str) -> list[Files]:
    """A sample for every release: the beginning of the real files where they are at hand, else made-up rows."""
    from foedus.datasets.registry import registry

    found: list[Files] = []
    for release in registry()[id].releases:
        parts = [_real(table.file) or _made(table, release) for table in release.tables]
        names = [table.file.replace("*", "x").replace("?", "x") for table in release.tables]
        found.append({f"{folder_of(release)}/{name}": data for name, data in zip(names, parts, strict=True)})
    return found


@cache
def _real(pattern: str) -> bytes | None:
    folder = shared()
    for path in sorted((folder / "data/states").iterdir()) if folder else []:
        name = path.name.lower()
        if fnmatch.fnmatch(name, pattern.lower()):
            return head(path, _HEAD)
        if fnmatch.fnmatch(name, f"{pattern.lower()}.gz"):
            with gzip.open(path) as stream:
                data = stream.read(_HEAD)
            return data[: data.rfind(b"\n") + 1]
    return None


def _made(table: Any, release: Any) -> bytes:
    """Rows of a table by the declaration of its columns."""
    import polars as pl

    columns = [column for column in table.columns if column.place != "stored"]
    buffer = io.StringIO()
    if table.preamble:
        buffer.write("Notes\n\n")
    names = [column.file_names[0] for column in columns]
    if table.preamble:
        order = [name for name in table.preamble.lower().split(",") if name in names]
        columns.sort(key=lambda column: order.index(column.file_names[0]) if column.file_names[0] in order else 99)
    csv.writer(buffer, lineterminator="\n").writerow([column.file_names[0] for column in columns])
    for row in range(_ROWS):
        cells = []
        for column in columns:
            low = 1 if column.low is None else max(column.low, 0)
            name = column.file_names[0]
            if name == "year" or "yr" in name or "year" in name:
                cells.append(str(release.coverage[0] + row))
            elif column.words:
                cells.append(column.words[row % len(column.words)])
            elif column.dtype == pl.String:
                cells.append("ABCD"[row] * 3)
            else:
                cells.append(f"{low + (row if column.high is None or low + row <= column.high else 0):g}")
        csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode(table.encoding)


def take(id: str, folder: Path, *, meant: bool = True) -> Taken:
    from foedus.datasets.ingest import ingest
    from foedus.datasets.registry import registry

    dataset = registry()[id]
    (place,) = [path for path in folder.iterdir() if path.is_dir()]
    release = _release(dataset, place.name)
    names = [table.file.replace("*", "x").replace("?", "x") for table in release.tables]
    files = [(name, (place / name).read_bytes()) for name in names]
    found = ingest(dataset, release, files=files, changed=meant)
    rows = [_rows(data, table) for (_, data), table in zip(files, release.tables, strict=True)]
    lost = []
    counted = all(one is not None for one in rows)
    if counted:
        tables = [one for one in rows if one is not None]
        lost += counts.difference("rows", sum(len(one) - 1 for one in tables), used=found.rows_in, said=0)
        short = [row for one in tables for row in one[1:] if len(row) != len(one[0])]
        lost += [f"a row of {len(row)} cells was taken: {row}" for row in short[:1]]
    from foedus.datasets.model import one_table

    if release.build is one_table:
        kept = found.frame.height + sum(found.rejected.values())
        lost += counts.difference("stored rows", found.rows_in, used=kept, said=0)
        lost += _keys(dataset, found.frame, rows[0], table=release.tables[0]) if rows[0] and not found.rejected else []
    return Taken(found.frame.hash_rows().to_list(), [*found.notes, *found.rejected], lost, counted=counted)


def _rows(data: bytes, table: Any) -> list[list[str]] | None:
    if table.encoding.replace("-", "").lower() != "utf8":
        try:
            data = data.decode(table.encoding).encode()
        except UnicodeDecodeError:
            return None
    required = [column.file_names for column in table.columns if column.required and column.place != "stored"][:3]
    for names in ([one[0] for one in required], [one[-1] for one in required]):
        found = counts.table(data, names)
        if found is not None:
            return found
    return None


def _keys(dataset: Any, frame: Any, rows: list[list[str]], *, table: Any) -> list[str]:
    """Whole numbers of the keys by the csv module against the stored ones."""
    header = [cell.strip().lower() for cell in rows[0]]
    for column in table.columns:
        if column.name not in dataset.key or not column.dtype.is_integer() or column.missing:
            continue
        name = next((name for name in column.file_names if header.count(name) == 1), None)
        if name is None:
            continue
        try:
            given = sorted(int(row[header.index(name)]) for row in rows[1:])
        except (ValueError, IndexError):
            continue
        stored = frame[column.name].to_list()
        if None in stored:
            return [f"column {column.name}: {stored.count(None)} whole numbers became missing"]
        if given != sorted(stored):
            return [f"column {column.name}: {given[:5]} became {sorted(stored)[:5]}"]
    return []


def _form(id: str) -> Form:
    return Form(
        f"dataset {id}", partial(samples, id), partial(take, id),
        "rows and their width by the csv module, and whole numbers of the keys; not other cells, nor what `build` makes of several files",
        TABLE, ("-9", ".", "NA", "1816", "2010", "31", "2", "200"), part=4,
    )  # fmt: skip


FORMS = [_form(id) for id in dataset_ids()]
