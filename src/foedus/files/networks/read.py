"""Reads a signed network by what its file is."""

from __future__ import annotations

import hashlib
from pathlib import Path

from foedus.errors import InputError
from foedus.files.networks.graphml import read_graphml
from foedus.files.networks.pajek import read_pajek
from foedus.files.networks.table import read_table_ties
from foedus.files.networks.ties import NetworkFile
from foedus.files.reading import read_bytes


def read_network(path: Path, *, weight: str | None = None) -> NetworkFile:
    """Read a signed network: ``.graphml``, ``.net`` (Pajek), or else a CSV table ``source, target, sign[, weight]``.

    `weight` is the column or attribute of the weights. Raises InputError if the file cannot be read, FileError with
    every problem and its line if anything in it is wrong.
    """
    ending = path.suffix.lower()
    if ending in (".graphml", ".xml"):
        data = read_bytes(path)
        return read_graphml(path.name, hashlib.sha256(data).hexdigest(), data=data, weight=weight)
    if ending == ".net":
        if weight is not None:
            raise InputError(f"--weight {weight!r}: in a Pajek network the value of a line is its weight; leave it out")
        data = read_bytes(path)
        return read_pajek(path.name, hashlib.sha256(data).hexdigest(), data=data)
    return read_table_ties(path, weight)
