"""The process apart: ``python -m foedus.documents.extraction.worker MODULE NAME ENCODING SECONDS``, file in, JSON out."""

from __future__ import annotations

import importlib
import json
import os
import sys
from contextlib import suppress

from foedus.documents.extraction.parts import MOST_MEMORY
from foedus.errors import InputError

NO_MEMORY = 3


def limit(seconds: int) -> None:
    """Set the limits of the system on this process, where there are such."""
    try:
        import resource
    except ImportError:  # Windows: the time is limited by whoever waits
        return
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main(module: str, name: str, encoding: str, seconds: str) -> None:
    """Read the file on standard input and print what it gives."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    limit(int(seconds))
    data = sys.stdin.buffer.read()
    try:
        reader = importlib.import_module(f"foedus.documents.extraction.{module}")
        answer = reader.read(name, data, encoding=encoding).record()
    except InputError as error:
        answer = {"refused": str(error)}
    except (MemoryError, RecursionError):
        os._exit(NO_MEMORY)
    json.dump(answer, out)
    out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
