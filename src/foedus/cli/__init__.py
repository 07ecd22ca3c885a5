"""The command line: arguments in, one call to a room below, words out; no logic of its own."""

from __future__ import annotations

import os

BAD_INPUT = 2


def main() -> None:
    """Run the command line and end: 0, 2 and one message on bad input, 128 and its number after a signal."""
    try:
        from foedus.cli import interrupts
        from foedus.interruption import came
    except KeyboardInterrupt:
        os.write(2, b"foedus: interrupted; nothing was written\n")
        os._exit(130)
    code: int | str | None = 1
    try:
        try:
            interrupts.install()
            code = _run()
        finally:
            interrupts.close()
    except BaseException:
        if came() is None:
            raise
    raise SystemExit(code if came() is None else interrupts.tell())


def _run() -> int | str | None:
    """Run a command and return its exit code; errors that foedus raises on purpose cost one message."""
    from foedus.cli.terminal import send, streams, tell
    from foedus.errors import FoedusError, InputError

    with streams():
        try:
            code = _call()
            send()
            return code
        except FoedusError as error:
            # Those of a case are many, and come with the next check; --json has them.
            for note in error.notes if isinstance(error, InputError) else ():
                tell(f"note: {note}")
            tell(f"foedus: {error}")
        except OSError as error:  # a path that no operating system takes, a folder that may not be looked into
            place = "" if error.filename is None else f"{str(error.filename)[:200]!r}: "
            tell(f"foedus: {place}{error.strerror or error}; choose another path")
    return BAD_INPUT


def _call() -> int | str | None:
    import signal
    import sys

    from foedus.interruption import remember

    try:
        from foedus.cli.app import app

        app.part(sys.argv[1:])()
    except KeyboardInterrupt:  # raised by a library, at a signal that it received itself
        remember(signal.SIGINT)
    except SystemExit as end:
        if end.code == 128 + signal.SIGINT:  # typer's own answer to a KeyboardInterrupt
            remember(signal.SIGINT)
        return end.code
    return 0
