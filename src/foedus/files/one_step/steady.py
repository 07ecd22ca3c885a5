"""Reading several files of a folder as they stood at one moment."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from foedus.errors import InputError
from foedus.files.one_step.box import COMMITTED, boxes, tidy
from foedus.files.one_step.lock import locked

Found = TypeVar("Found")
_TRIES = 50


def steady(folder: Path, read: Callable[[], Found]) -> Found:
    """Return what `read` finds in a folder, read again if a file of it changed meanwhile.

    What a killed run had committed is finished first. Raises InputError if the folder never stands still.
    """
    for _ in range(_TRIES):
        if any((place / COMMITTED).is_dir() for place in boxes(folder)):
            with locked(lambda: folder, shown=folder):
                tidy(folder)
        before = _marks(folder)
        try:
            found = read()
        except Exception:
            if _marks(folder) == before:
                raise
            continue
        if _marks(folder) == before:
            return found
    raise InputError(f"{str(folder)[:200]!r} changes while it is read; wait until the other program has ended")


def _marks(folder: Path) -> dict[str, tuple[int, int, int]] | None:
    try:
        with os.scandir(folder) as entries:
            return {
                entry.name: (found.st_ino, found.st_mtime_ns, found.st_size)
                for entry in entries
                for found in (entry.stat(follow_symlinks=False),)
            }
    except OSError:
        return None
