"""Runs the inputs of a format in worker processes; a hang or a crash costs the worker and no other input."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from attack.form import Form
from attack.trial import Outcome

_PATIENCE, _SLOWER = 60, 6
"""Seconds, and times the processor seconds of a format, after which a worker that says nothing is killed: it may hang
where no signal reaches."""
CHUNK, BATCH = 100, 10_000
"""Inputs of a seed before another has its turn, and of one worker: what it has used of memory ends with it."""
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


@dataclass(frozen=True)
class _Task:
    """Inputs of one format and seed, by their numbers."""

    form: Form
    seed: int
    first: int
    last: int

    def plain(self) -> tuple[str, int, int, int]:
        return self.form.name, self.seed, self.first, self.last


def run_form(form: Form, *, number: int, seeds: list[int], budget: float | None = None) -> Tally:
    """Try `number` inputs of a format for each seed, fewer where the format is slow or the seconds of the budget end.

    The seeds take turns, so that each has its share of a budget.
    """
    began = time.monotonic()
    most = max(1, number // form.part)
    tally = Tally(form.name)
    until = None if budget is None else began + budget
    chunks = [(seed, first) for first in range(0, most, CHUNK) for seed in seeds]
    tasks = [_Task(form, seed, first, min(first + CHUNK, most)) for seed, first in chunks]
    for first in range(0, len(tasks), BATCH // CHUNK):
        _run(tasks[first : first + BATCH // CHUNK], {form.name: tally}, until=until)
    tally.seconds = time.monotonic() - began
    return tally


def run_share(forms: Sequence[Form], *, number: int, seed: int) -> dict[str, Tally]:
    """Try a few inputs of every format in one process, fewer of slow ones."""
    tallies = {form.name: Tally(form.name) for form in forms}
    _run([_Task(form, seed, 0, max(2, number // form.part)) for form in forms], tallies, until=None)
    return tallies


def _run(tasks: Sequence[_Task], tallies: Mapping[str, Tally], *, until: float | None) -> None:
    """Try the inputs of the tasks in a worker, and in another after each that ends it."""
    left = list(tasks)
    while left and not (until is not None and time.monotonic() > until):
        left = _work(left, tallies, until=until)


def _work(tasks: list[_Task], tallies: Mapping[str, Tally], *, until: float | None) -> list[_Task]:
    """Let a worker try inputs until they are done, time is up or it ends; what is left to try."""
    expected = [(task, number) for task in tasks for number in range(task.first, task.last)]
    done = 0

    def add(outcome: Outcome) -> None:
        nonlocal done
        task, number = expected[done]
        tallies[task.form.name].add(task.seed, number, outcome)
        done += 1

    with _worker(tasks) as worker, selectors.DefaultSelector() as waiting:
        assert worker.stdout is not None
        waiting.register(worker.stdout, selectors.EVENT_READ)
        lines = _Lines(worker.stdout.fileno())
        while done < len(expected):
            if until is not None and time.monotonic() > until:
                worker.kill()
                return []
            if not waiting.select(_PATIENCE + expected[done][0].form.seconds * _SLOWER):
                add(Outcome("hang", "hang out of reach of signals"))
                worker.kill()
                return _left(expected[done:])
            read = lines.read()
            if read is None:
                break
            for line in read:
                add(Outcome(**json.loads(line)))
        if done < len(expected):
            said = worker.stderr.read() if worker.stderr else ""
            add(Outcome("traceback", f"the process ended with {worker.wait()}", said[-3000:]))
    return _left(expected[done:])


def _left(expected: Sequence[tuple[_Task, int]]) -> list[_Task]:
    """Tasks with the inputs that were not tried."""
    first: dict[_Task, int] = {}
    for task, number in expected:
        first.setdefault(task, number)
    return [replace(task, first=number) for task, number in first.items()]


def _worker(tasks: Sequence[_Task]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "attack.worker", json.dumps([task.plain() for task in tasks])]
    here = [str(ROOT / "src"), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, here)), "PYTHONHASHSEED": "0"}
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nothing, stdout=pipe, stderr=pipe, env=settings, text=True)


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
