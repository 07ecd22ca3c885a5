"""The bytes of a file that a user named: a regular file of a stated size, or a refusal at once."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from foedus.errors import InputError

LARGEST_FILE = 100_000_000
"""Bytes of the largest file that is read."""

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_CHUNK = 1 << 20


def read_bytes(path: Path, *, limit: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a user's file, no more than `limit` of them.

    Raises InputError if it is missing, no regular file (a folder, a pipe, a device: nothing is read from them), too
    large, grows while it is read, or may not be read.
    """
    shown = repr(str(path))
    try:
        _demand_file(path, path.stat(), shown=shown)
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb", buffering=0) as stream:
            # What was a file a moment ago may be a pipe now; the open handle cannot change.
            found = os.fstat(handle)
            _demand_file(path, found, shown=shown)
            if found.st_size > limit:
                raise InputError(f"{shown} has {found.st_size:,} bytes; expected at most {limit:,}")
            return _read(stream.read, limit, shown=shown)
    except FileNotFoundError:
        if path.is_symlink():
            target = repr(str(path.readlink()))
            raise InputError(f"{shown} is a link to {target}, which is not there; expected a file") from None
        raise InputError(f"no file {shown}; give the path of a file that exists") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"{shown} cannot be read ({why}); expected a file that can be read") from None


def _demand_file(path: Path, found: os.stat_result, *, shown: str) -> None:
    if stat.S_ISREG(found.st_mode):
        return
    kind = next((name for is_kind, name in _KINDS if is_kind(found.st_mode)), "no regular file")
    step = "" if path.is_dir() else "; save its content to a file and give that"
    raise InputError(f"{shown} is {kind}; expected a file{step}")


def _read(read: Callable[[int], bytes | None], limit: int, *, shown: str) -> bytes:
    parts: list[bytes] = []
    total = 0
    while part := read(_CHUNK):
        total += len(part)
        if total > limit:
            raise InputError(f"{shown} has more than {limit:,} bytes; expected at most {limit:,}")
        parts.append(part)
    return b"".join(parts)
