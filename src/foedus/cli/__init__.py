"""The command line: arguments in, one call to a room below, words out; no logic of its own."""

from __future__ import annotations

import os
import sys

BAD_INPUT, INTERRUPTED = 2, 130


def main() -> None:
    """Run the command line; errors that foedus raises on purpose cost one message and exit code 2."""
    from foedus.errors import FoedusError

    try:
        from foedus.cli.app import app

        app()
    except FoedusError as error:
        print(f"foedus: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        print("foedus: interrupted; nothing was written", file=sys.stderr)  # noqa: T201
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # a path that no operating system takes, a folder that may not be looked into
        place = "" if error.filename is None else f"{str(error.filename)[:200]!r}: "
        print(f"foedus: {place}{error.strerror or error}; choose another path", file=sys.stderr)  # noqa: T201
        sys.exit(BAD_INPUT)
