"""A process that tries inputs of one format, one after the other, and tells what became of each on its output."""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from attack.form import Files, all_forms
from attack.trial import try_input

MOST_MEMORY = 6_000_000_000
TWICE = 20
"""One input in this many is read twice, and the answers compared."""


def main(tasks: list[tuple[str, int, int, int]]) -> None:
    """Try the inputs of each task (format, seed, first number, number behind the last), with a line for every outcome."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    said, quiet = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    forms = all_forms()
    with tempfile.TemporaryDirectory() as folder, os.fdopen(said, "w", buffering=1) as out:
        os.environ.update(FOEDUS_DATA=f"{folder}/data", HOME=folder, COLUMNS="100")
        os.chdir(folder)
        sound: dict[str, Sequence[Files]] = {}
        for name, seed, first, last in tasks:
            form = forms[name]
            if name not in sound:
                sound = {name: form.seeds()}
            seeds = sound[name]
            for number in range(first, last):
                files = form.made(seeds, seed=seed, number=number)
                outcome = try_input(form, files, Path(folder) / "in", twice=not number % TWICE)
                print(json.dumps(outcome.record()), file=out)


if __name__ == "__main__":
    main([tuple(task) for task in json.loads(sys.argv[1])])
