"""A process that tries inputs of one format, one after the other, and tells what became of each on its output."""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from pathlib import Path

from attack.form import all_forms
from attack.trial import try_input

MOST_MEMORY = 6_000_000_000
TWICE = 20
"""One input in this many is read twice, and the answers compared."""


def main(name: str, seed: int, first: int, last: int) -> None:
    """Try the inputs from `first` to before `last`; before each its number is printed, after it its outcome."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    said, quiet = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    form = all_forms()[name]
    with tempfile.TemporaryDirectory() as folder, os.fdopen(said, "w", buffering=1) as out:
        os.environ.update(FOEDUS_DATA=f"{folder}/data", HOME=folder, COLUMNS="100")
        os.chdir(folder)
        seeds = form.seeds()
        for number in range(first, last):
            print(number, file=out)
            outcome = try_input(
                form, form.made(seeds, seed=seed, number=number), Path(folder) / "in", twice=not number % TWICE
            )
            print(json.dumps(outcome.record()), file=out)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
