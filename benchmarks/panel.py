"""CPU seconds and peak memory of building panels, from the datasets in the data directory.

Each build runs in a process of its own, so that its peak is its own; the figures include starting Python,
importing the libraries and reading the datasets. The peer's figures are those of its own benchmark (R,
peacesciencer 1.2.9: 43 CPU s, 3.7 GB for its set of columns).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from foedus.datasets import add_folder, installed


class Build(NamedTuple):
    """One panel to measure: years, sets of columns, whether directed, and what is asked."""

    label: str
    years: tuple[int, int]
    sets: str
    directed: bool
    asked: str


BUILDS = (
    Build("the peer's columns, directed, 1816-2010", (1816, 2010), "peer", True, "2.2 CPU s, 1 GB"),
    Build("every column, directed, 1816-2018", (1816, 2018), "all", True, "15 s, 3 GB"),
    Build("every column, undirected, 1816-2018", (1816, 2018), "all", False, ""),
)


def fill_data_directory(folder: Path) -> bool:
    """Add the files of FOEDUS_SHARED to a data directory; False where they are not at hand."""
    root = os.environ.get("FOEDUS_SHARED")
    files = (Path(root) if root else Path(__file__).resolve().parents[2] / "shared") / "data" / "states"
    if not files.is_dir():
        return False
    os.environ["FOEDUS_DATA"] = str(folder)
    for of in ("states", "votes", "support"):  # a panel with every column holds some of each
        if (files.parent / of).is_dir():
            add_folder(files.parent / of)
    return True


def run_once(build: Build, out: Path | None = None) -> dict[str, Any]:
    """Build a panel here (and write it to `out`) and tell what it took, from the start of the process."""
    begun = time.perf_counter()
    from foedus.panel import add_sets, dyad_years, write

    there = {info.id for info in installed()}
    panel = add_sets(dyad_years(build.years, directed=build.directed), build.sets, there=there)
    frame = panel.frame() if out is None else write(panel, out)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "rows": frame.height,
        "columns": frame.width,
        "cpu": used.ru_utime + used.ru_stime,
        "wall": time.perf_counter() - begun,
        "mb": used.ru_maxrss / 1024,
    }


def measure(build: Build, repeats: int = 3, ending: str = "") -> dict[str, Any]:
    """The best of some runs, each in a process of its own; `ending` also writes the panel in that form."""
    runs = []
    for _ in range(repeats):
        command = [sys.executable, "-m", "benchmarks.panel", "--once", json.dumps([*build[:4], ending])]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    best = min(runs, key=lambda run: run["cpu"])
    return {**best, "wall": min(run["wall"] for run in runs), "mb": max(run["mb"] for run in runs)}


def measure_panels(repeats: int = 3) -> Iterable[str]:
    """Lines of a Markdown table; none where no dataset is at hand."""
    with tempfile.TemporaryDirectory() as name:
        before = os.environ.get("FOEDUS_DATA")
        try:
            if not installed() and not fill_data_directory(Path(name)):
                return
            yield "| panel | rows | columns | CPU s | wall s | peak MB | asked |"
            yield "|---|---|---|---|---|---|---|"
            for build in BUILDS:
                took = measure(build, repeats)
                yield (
                    f"| {build.label} | {took['rows']:,} | {took['columns']} | {took['cpu']:.2f} | {took['wall']:.2f} | "
                    f"{took['mb']:.0f} | {build.asked} |"
                )
            took = measure(BUILDS[0], repeats, ".parquet")
            yield (
                f"| {BUILDS[0].label}, written as Parquet | {took['rows']:,} | {took['columns']} | {took['cpu']:.2f} | "
                f"{took['wall']:.2f} | {took['mb']:.0f} | |"
            )
        finally:
            if before is None:
                os.environ.pop("FOEDUS_DATA", None)
            else:
                os.environ["FOEDUS_DATA"] = before


def _once(text: str) -> None:
    label, years, sets, directed, ending = json.loads(text)
    build = Build(label, tuple(years), sets, directed, "")
    if not ending:
        print(json.dumps(run_once(build)))
        return
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(run_once(build, Path(name) / f"panel{ending}")))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--once")
    arguments = parser.parse_args()
    if arguments.once:
        _once(arguments.once)
    else:
        for line in measure_panels():
            print(line, flush=True)
