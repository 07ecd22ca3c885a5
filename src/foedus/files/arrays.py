"""Named arrays in one ``.npz`` file, with a checksum of all inside; a damaged one is refused before anything uses it.

NumPy's own reader trusts the header of an array; here each header must account for the bytes that follow it.
"""

from __future__ import annotations

import ast
import hashlib
import io
import math
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError

Arrays = Mapping[str, NDArray[Any]]

SUM = "sha256"
"""Name of the array that holds the checksum."""
MOST_ARRAYS, MOST_BYTES = 200, 100_000_000
"""Arrays of a file, and bytes of all of them."""
_KINDS = "biuf"
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, ValueError, KeyError, TypeError, IndexError, OverflowError),
    *(OSError, EOFError, NotImplementedError, RuntimeError, MemoryError, SyntaxError),
)


class Damaged(InputError):
    """The bytes are no such file."""


Size = int | str


@dataclass(frozen=True)
class Wanted:
    """An array: its sizes (a name stands for one size wherever it stands), its range, whether it is whole."""

    sizes: tuple[Size, ...]
    low: float
    high: float
    whole: bool = False

    def fault(self, values: NDArray[Any], sizes: dict[str, int]) -> str:
        """Return what is wrong with an array, or an empty string; unknown sizes are learnt."""
        if values.ndim != len(self.sizes):
            return f"{values.ndim} dimensions, expected {len(self.sizes)}"
        for size, wanted in zip(values.shape, self.sizes, strict=True):
            expected = wanted if isinstance(wanted, int) else sizes.setdefault(wanted, size)
            if size != expected:
                return f"the shape {values.shape}, expected {expected} for {wanted}"
        if self.whole and values.dtype.kind not in "iub":
            return f"numbers of the type {values.dtype}, expected whole ones"
        if values.size and not bool(((values >= self.low) & (values <= self.high)).all()):
            return f"values outside {self.low:g} to {self.high:g}"
        return ""


def pack(arrays: Arrays) -> bytes:
    """Return the bytes of a file; the same arrays give the same bytes."""
    buffer = io.BytesIO()
    summed: dict[str, Any] = {**arrays, SUM: np.frombuffer(checksum(arrays), dtype=np.uint8)}
    np.savez_compressed(buffer, **summed)
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file without the checksum, which must fit where there is one (files made before have none).

    Raises Damaged if the bytes are no such file.
    """
    try:
        arrays = _members(data)
    except _DAMAGE as error:
        raise Damaged(str(error) or type(error).__name__) from None
    found = arrays.pop(SUM, None)
    if found is not None and found.tobytes() != checksum(arrays):
        raise Damaged("the checksum inside does not fit: it was damaged or changed")
    return arrays


def checksum(arrays: Arrays) -> bytes:
    """Return the SHA-256 of names, types, shapes and values."""
    total = hashlib.sha256()
    for name in sorted(arrays):
        values = np.ascontiguousarray(arrays[name])
        little = values.astype(values.dtype.newbyteorder("<"), copy=False)
        total.update(f"{name} {little.dtype.str} {arrays[name].shape}\n".encode())
        total.update(little.tobytes())
    return total.digest()


def _members(data: bytes) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ARRAYS or sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise ValueError(f"more than {MOST_ARRAYS} arrays or {MOST_BYTES / 1e6:g} MB")
        if len({entry.filename for entry in entries}) < len(entries):
            raise ValueError("an array stands there twice")
        return {entry.filename.removesuffix(".npy"): _array(archive.read(entry), entry.filename) for entry in entries}


def _array(raw: bytes, name: str) -> NDArray[Any]:
    """One array; its header is ``\\x93NUMPY``, two bytes of version, its length, and a dictionary."""
    if raw[:6] != b"\x93NUMPY" or len(raw) < 12:
        raise ValueError(f"{name} is no array")
    wide = raw[6] > 1
    length = int(struct.unpack("<I" if wide else "<H", raw[8 : 12 if wide else 10])[0])
    start = (12 if wide else 10) + length
    header = ast.literal_eval(raw[start - length : start].decode("latin-1")) if length < 10_000 else None
    dtype, shape = np.dtype(header["descr"]), header["shape"]  # type: ignore[index]
    if dtype.kind not in _KINDS or not all(type(size) is int and size >= 0 for size in shape):
        raise ValueError(f"{name} has values of the type {dtype}")
    count = math.prod(shape)
    if count * dtype.itemsize != len(raw) - start:
        raise ValueError(f"{name} has {len(raw) - start} bytes, its header says {count * dtype.itemsize}")
    order = "F" if header["fortran_order"] else "C"  # type: ignore[index]
    return np.frombuffer(raw, dtype=dtype, offset=start, count=count).reshape(shape, order=order)  # type: ignore[call-overload, no-any-return]
