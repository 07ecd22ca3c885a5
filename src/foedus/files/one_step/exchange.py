"""Two paths exchanged by one call of the system: `renameat2` of Linux, `renamex_np` of macOS."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100  # AT_FDCWD: paths are as they are
_EXCHANGE, _SWAP = 2, 2  # RENAME_EXCHANGE, RENAME_SWAP
_SYSCALL = {"x86_64": 316, "aarch64": 276, "riscv64": 276, "ppc64le": 357, "s390x": 347}


def exchange(one: Path, other: Path) -> None:
    """Let each of two paths hold what the other held; nobody ever sees neither or both.

    Raises OSError (ENOSYS where the system has no such call, EINVAL where the file system has not).
    """
    call = _call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(os.fsencode(one), os.fsencode(other)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


@cache
def _call() -> Any:
    """Return what exchanges two paths given as bytes and returns 0, or None."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        swap = getattr(library, "renamex_np", None)
        return swap and (lambda one, other: swap(one, other, ctypes.c_uint(_SWAP)))
    named = getattr(library, "renameat2", None)
    if named is not None:
        return lambda one, other: named(_HERE, one, _HERE, other, ctypes.c_uint(_EXCHANGE))
    number = _SYSCALL.get(platform.machine())
    return number and (lambda one, other: library.syscall(number, _HERE, one, _HERE, other, ctypes.c_uint(_EXCHANGE)))
