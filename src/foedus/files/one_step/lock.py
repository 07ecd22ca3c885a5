"""One writer at a time: a lock on the folder itself, which the system lets go of when its holder dies."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from foedus.errors import OutputError

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

WAIT = 10.0
"""Seconds that a second writer waits before it gives up."""
_PAUSE = 0.02


class Busy(OSError):
    """Somebody else holds the lock."""


def take(folder: Path) -> int:
    """Lock a folder and return the descriptor that holds the lock until it is closed.

    Raises Busy if another holds it, or OSError if folders cannot be locked here.
    """
    if fcntl is None:
        raise OSError("no locks on folders here")
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(held)
        raise Busy(error.errno, "held by another") from None
    except OSError:
        os.close(held)
        raise
    return held


def is_still(held: int, folder: Path) -> bool:
    """Tell whether a path still leads to the folder that was locked."""
    try:
        there, here = folder.stat(), os.fstat(held)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


@contextmanager
def locked(choose: Callable[[], Path], *, shown: Path, wait: float | None = None) -> Iterator[Path]:
    """Hold the lock on the folder that `choose` names, asked again until it names the one that was locked.

    Raises OutputError if another writer holds it for longer than `wait` seconds, `WAIT` by default.
    """
    end = time.monotonic() + (WAIT if wait is None else wait)
    while (held := _try(choose)) is None:
        if time.monotonic() > end:
            raise OutputError(
                f"another foedus command is writing to {str(shown)[:200]!r} and has not ended within "
                f"{WAIT if wait is None else wait:g} seconds; nothing was written, run it again when the other has ended"
            )
        time.sleep(_PAUSE)
    descriptor, place = held
    try:
        yield place
    finally:
        os.close(descriptor)


def _try(choose: Callable[[], Path]) -> tuple[int, Path] | None:
    place = choose()
    try:
        held = take(place)
    except (Busy, FileNotFoundError):
        return None
    except OSError:  # a file system or a system without locks on folders
        return _take_beside(place)
    if is_still(held, place) and choose() == place:
        return held, place
    os.close(held)
    return None


def _take_beside(place: Path) -> tuple[int, Path] | None:
    """Lock a file of the user's temporary folder that is named after the place: it holds on this machine."""
    name = hashlib.sha256(os.fsencode(place)).hexdigest()[:32]
    held = os.open(Path(tempfile.gettempdir()) / f"foedus-{name}.lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(held, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        os.close(held)
        return None
    return held, place
