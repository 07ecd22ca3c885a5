"""A HiGHS solver that prints nothing: from 1.16 on it says who it is before it can be told to be silent."""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import highspy

_ONE_AT_A_TIME = threading.Lock()


def make_solver() -> highspy.Highs:
    """Return a solver without output."""
    with _ONE_AT_A_TIME, _silence():
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
    return solver


@contextmanager
def _silence() -> Iterator[None]:
    """Lead what is printed from C to standard output nowhere; where there is none, do nothing."""
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    try:
        _flush()
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
        yield
        _flush()
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _flush() -> None:
    """Empty the buffers of the C library, which would come out where descriptor 1 leads next."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)
