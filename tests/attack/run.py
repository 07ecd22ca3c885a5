"""Runs the inputs of a format in worker processes; a hang or a crash costs the worker and no other input."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from attack.form import Form
from attack.trial import Outcome

PATIENCE = 6
"""Times the seconds of a format after which a worker that says nothing is killed: it may hang where no signal reaches."""
BATCH = 2000
"""Inputs of one worker; what it has used of memory ends with it."""
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Tally:
    """What became of the inputs of a format."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    uncounted: int = 0  #: Inputs that were used, in which the independent count found nothing that it can count.
    faults: dict[str, list[tuple[int, int, Outcome]]] = field(default_factory=dict)  #: By kind: seed, number, outcome.
    seconds: float = 0
    megabytes: float = 0
    slowest: float = 0

    def add(self, seed: int, number: int, outcome: Outcome) -> None:
        self.counts["inputs"] += 1
        self.counts[outcome.sort] += 1
        self.uncounted += outcome.sort == "used" and not outcome.counted
        self.megabytes = max(self.megabytes, outcome.megabytes)
        self.slowest = max(self.slowest, outcome.seconds)
        if outcome.fault:
            self.faults.setdefault(f"{outcome.sort}: {outcome.fault}", []).append((seed, number, outcome))


Told = Callable[[int, int, Outcome], None]


def run_form(form: Form, *, number: int, seeds: list[int], budget: float | None = None) -> Tally:
    """Try `number` inputs of a format for each seed, fewer where the format is slow or the seconds of the budget end."""
    tally = Tally(form.name)
    began = time.monotonic()
    most = max(1, number // form.part)
    for seed in seeds:
        first = 0
        while first < most:
            if budget is not None and time.monotonic() - began > budget:
                break
            first = _batch(
                form, seed, first, min(most, first + BATCH), tally, budget=None if budget is None else budget + began
            )
    tally.seconds = time.monotonic() - began
    return tally


def _batch(form: Form, seed: int, first: int, last: int, tally: Tally, *, budget: float | None) -> int:
    """Let a worker try a few; the number of the input to go on with."""
    command = [sys.executable, "-m", "attack.worker", form.name, str(seed), str(first), str(last)]
    here = [str(ROOT / "src"), str(ROOT / "tests")]
    settings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([*here, os.environ.get("PYTHONPATH", "")]),
        "PYTHONHASHSEED": "0",
    }
    done = first
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=settings, text=True) as worker:
        assert worker.stdout is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(worker.stdout, selectors.EVENT_READ)
            lines = _Lines(worker.stdout.fileno())
            while True:
                if not waiting.select(60 + PATIENCE * form.seconds):
                    tally.add(seed, done, Outcome("hang", "hang out of reach of signals"))
                    worker.kill()
                    return done + 1
                read = lines.read()
                if read is None:
                    break
                for line in read:
                    if line.startswith("{"):
                        tally.add(seed, done, Outcome(**json.loads(line)))
                        done += 1
                if budget is not None and time.monotonic() > budget:
                    worker.kill()
                    return last
        said = worker.stderr.read() if worker.stderr else ""
    if worker.returncode:
        tally.add(seed, done, Outcome("traceback", f"the process ended with {worker.returncode}", said[-3000:]))
        return done + 1
    return last


class _Lines:
    """Whole lines of a pipe that is read as it comes."""

    def __init__(self, handle: int) -> None:
        self.handle, self.rest = handle, b""

    def read(self) -> list[str] | None:
        part = os.read(self.handle, 1 << 16)
        if not part:
            return None
        *lines, self.rest = (self.rest + part).split(b"\n")
        return [line.decode() for line in lines]
