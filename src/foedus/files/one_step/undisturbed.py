"""A stretch of work that Ctrl-C waits for: it is short, and halfway it could not be told what stands there."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
_DEPTH = [0]


def is_undisturbed() -> bool:
    """Tell whether such a stretch is under way."""
    return _DEPTH[0] > 0


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back the signals that end a program, where they are handled in Python, and pass them on afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before: dict[int, Callable[[int, FrameType | None], Any]] = {}

    def hold(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    _DEPTH[0] += 1
    try:
        for number in _SIGNALS:
            handler = signal.getsignal(number)
            if callable(handler):
                before[number] = handler
                signal.signal(number, hold)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _DEPTH[0] -= 1
        for number in came:
            before[number](number, None)
