"""What libraries print in C to standard output, past Python's own streams: brought out, or led nowhere."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_ONE_AT_A_TIME = threading.Lock()


def flush_c() -> None:
    """Empty the buffers of the C library, which would come out where descriptor 1 leads next."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)


@contextmanager
def silence_c() -> Iterator[None]:
    """Lead what is printed in C to standard output nowhere; where there is none, do nothing."""
    with _ONE_AT_A_TIME:
        try:
            kept = os.dup(1)
        except OSError:
            yield
            return
        try:
            flush_c()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.close(nowhere)
            yield
            flush_c()
        finally:
            os.dup2(kept, 1)
            os.close(kept)
