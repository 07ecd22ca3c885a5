"""One file read in a process of its own, which is ended when it takes too long or too much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from foedus.documents.extraction.parts import MOST_MEMORY, MOST_SECONDS, Reading, reading_of
from foedus.errors import InputError

_ABOVE = Path(__file__).parents[3]
_WORKER = "foedus.documents.extraction.worker"
_FAILED = 3


def read_apart(module: str, name: str, data: bytes, *, encoding: str = "", seconds: float = MOST_SECONDS) -> Reading:
    """Return what the reader `module` makes of a file.

    Raises InputError if it refuses the file, needs more than `seconds` or `MOST_MEMORY`, or ends without an answer.
    """
    # -P: what lies in the working folder is not imported in place of a library.
    command = [sys.executable, "-P", "-m", _WORKER, module, name, encoding, str(int(seconds) + 1)]
    path = os.pathsep.join(filter(None, [str(_ABOVE), os.environ.get("PYTHONPATH", "")]))
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired:
        raise _too_long(name, seconds) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise _ended(name, done.returncode, seconds) from None
    if "refused" in answer:
        raise InputError(str(answer["refused"]))
    return reading_of(answer)


def _too_long(name: str, seconds: float) -> InputError:
    return InputError(f"reading {name} took more than {seconds:g} s and was ended; split it, or save its text as .txt")


def _ended(name: str, code: int, seconds: float) -> InputError:
    import signal

    if code == -getattr(signal, "SIGXCPU", 0):
        return _too_long(name, seconds)
    if code == _FAILED:
        return InputError(
            f"reading {name} needs more than {MOST_MEMORY:,} bytes of memory; split it, or save its text as .txt"
        )
    return InputError(
        f"reading {name} ended without an answer (code {code}); open it and save or print it anew, or save its text as .txt"
    )
