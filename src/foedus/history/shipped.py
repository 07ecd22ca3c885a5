"""Read and write a table of every pair and year; by default the one that comes with foedus."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from foedus.errors import InputError
from foedus.files.arrays import MOST_BYTES, Damaged, pack, unpack
from foedus.files.folder import write_file
from foedus.files.reading import read_bytes
from foedus.history.table import WHERE, HistoryTable, check_table, table_arrays

TABLE_FILE = "table.npz"


def load_table(path: Path | None = None) -> HistoryTable:
    """Read a table; by default the one that foedus ships. Raises InputError if the file is no table of this version."""
    return _shipped() if path is None else _parse(read_bytes(path, limit=MOST_BYTES), str(path), f"the table {path}")


@cache
def _shipped() -> HistoryTable:
    file = resources.files("foedus.history").joinpath(TABLE_FILE)
    return _parse(file.read_bytes(), TABLE_FILE, WHERE)


def _parse(data: bytes, name: str, where: str) -> HistoryTable:
    try:
        arrays = unpack(data)
        meta = check_table(arrays)
    except Damaged as error:
        raise InputError(
            f"{name} is no table of pairs of this version of foedus ({error}); make one with: "
            f"foedus outlook table --out {name}"
        ) from None
    return HistoryTable({key: values for key, values in arrays.items() if key != "meta"}, meta, where)


def save_table(table: HistoryTable, target: Path) -> None:
    """Write a table; the same table gives the same bytes. Raises OutputError if the file cannot be written."""
    write_file(pack(table_arrays(table)), target)
