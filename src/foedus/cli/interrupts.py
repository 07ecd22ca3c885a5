"""Ctrl-C and the signals that end a program: each ends foedus soon, with one sentence on what is and is not written.

The handler raises Interrupted, so that everything on the way out is tidied. It leaves at once, without unwinding, where
an exception would be misread (in the midst of an import: C code there reports it as a fault of its own), has been (a
second later the program still runs), or cannot be raised (the program stays in C code).
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import time

from foedus.interruption import Interrupted, came, forget, is_taken_elsewhere, remember

TYPE_CHECKING = False  # as mypy takes it: what is imported here is imported before anybody listens
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
PATIENCE = 1.0
"""Seconds from the first signal after which foedus leaves from wherever it is."""
_SHOW_CURSOR = "\x1b[?25h"


class _State:
    """What the handler knows: whether the end is being told, when the first signal came, and how the thread hears of it."""

    over = False
    since = 0.0
    pipe: tuple[int, int] | None = None


def install() -> None:
    """Receive the signals, but for those that are ignored as under `nohup` or in the background of a script."""
    forget()
    if module := sys.modules.get("foedus.files.one_step.written"):
        module.forget()
    _State.over = False
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _receive)
    if os.name == "posix":
        _listen()


def _receive(number: int, frame: FrameType | None) -> None:
    if _State.over:
        return
    if came() is None:
        _State.since = time.monotonic()
        remember(number)
        if _importing(frame):
            leave()
        if _State.pipe is None:
            _thread.start_new_thread(_insist, (number,))
        raise Interrupted(number)
    if time.monotonic() - _State.since > PATIENCE:
        leave()


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def _insist(number: int) -> None:
    """Send the signal again while nobody has acted on it, since a library may have swallowed the exception.

    If the main thread hears nothing because it stays in C code, foedus is left from here.
    """
    deaf = False
    while not _State.over:
        time.sleep(PATIENCE * 1.05)
        if _State.over or _undisturbed():
            continue
        if deaf or came() is None:
            remember(number)
            leave()
        deaf = True
        _thread.interrupt_main(signal.Signals(number))


def _undisturbed() -> bool:
    module = sys.modules.get("foedus.files.one_step.undisturbed")
    return bool(module and module.is_undisturbed())


def _listen() -> None:
    """Hear of signals in a thread of its own, where the system tells them by a pipe."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    _State.pipe = (writing, signal.set_wakeup_fd(writing, warn_on_full_buffer=False))
    _thread.start_new_thread(_hear, (reading,))


def _hear(reading: int) -> None:
    while told := os.read(reading, 1):
        if told[0] in SIGNALS and not is_taken_elsewhere():
            _insist(told[0])
    os.close(reading)


def close() -> None:
    """Let further signals change nothing any more: the work is done, or its end is being told.

    They are ignored from here, since Python gives up its handlers long before it has ended.
    """
    _State.over = True
    for number in SIGNALS:
        if signal.getsignal(number) is _receive:
            signal.signal(number, signal.SIG_IGN)
    if _State.pipe is not None:
        writing, before = _State.pipe
        signal.set_wakeup_fd(before)
        os.close(writing)
        _State.pipe = None


def tell() -> int:
    """Take away what was being made, say on standard error what stands, and return the exit code."""
    close()
    _abandon()
    print(f"{_after_echo()}{sentence()}", file=sys.stderr, flush=True)  # noqa: T201
    code = exit_code()
    forget()
    return code


def leave() -> NoReturn:
    """Do the same, and end the process from wherever it is; streams may be in use below, so the system is asked."""
    _State.over = True
    _abandon()
    _finish()
    cursor = _SHOW_CURSOR if "rich.live" in sys.modules and os.isatty(2) else ""
    try:
        os.write(2, f"{cursor}{_after_echo()}{sentence()}\n".encode("utf-8", "backslashreplace"))
    finally:
        os._exit(exit_code())


def _after_echo() -> str:
    """Return what ends the line on which a terminal has just shown ^C."""
    return "\n" if os.isatty(2) else ""


def _finish() -> None:
    """Send on what was printed, and let temporary folders go, as Python does at its end."""
    import atexit
    from contextlib import suppress

    with suppress(Exception):
        sys.modules["foedus.cli.terminal"].send()
    with suppress(Exception):
        atexit._run_exitfuncs()


def _abandon() -> None:
    box = sys.modules.get("foedus.files.one_step.box")
    if box is not None:
        try:
            box.abandon()
        except OSError as error:  # the next run that writes there takes it away
            print(f"foedus: what was being made could not be taken away: {error}", file=sys.stderr)  # noqa: T201


def exit_code() -> int:
    """Return what shells expect of a program that a signal has ended."""
    return 128 + (came() or signal.SIGINT)


def sentence() -> str:
    """Return what is and is not written, in a line."""
    module = sys.modules.get("foedus.files.one_step.written")
    places: tuple[str, ...] = module.written() if module else ()
    number = came() or signal.SIGINT
    why = "interrupted" if number == signal.SIGINT else f"ended by {signal.Signals(number).name}"
    if not places:
        return f"foedus: {why}; nothing was written"
    from foedus.cli.terminal import shown

    return (
        f"foedus: {why}; written whole: {shown(', '.join(places))}; nothing else was. If more was to come, run it again"
    )
