"""CPU seconds and peak memory of making rows of leaders, from the datasets in the data directory.

Each is made in a process of its own, which also starts Python, imports the libraries and reads the datasets. The R package
peacesciencer downloads leader-dyad-years ready made: its author's program took 403 seconds on one core (data-raw of the package).
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

from foedus.datasets import add, installed
from foedus.panel.offices import Standard

GOAL = "30 CPU s, 3 GB for both"


class Made(NamedTuple):
    """Rows to measure: what they are, of which systems, and what is asked."""

    label: str
    unit: str
    systems: tuple[Standard, ...]
    asked: str


FILES = {
    "states": "states2016.csv",
    "archigos": "archigos.csv",
    "lead": "LEAD.csv",
    "lwuf": "lwuf.csv",
    "gml-mid-ddly": "gml_mid_ddlydisps.csv",
}
MADE = (
    Made("leader-years, 1840-2015, as in Archigos, COW, Gleditsch-Ward", "leader-years", ("archigos", "cow", "gw"), ""),
    Made("leader-dyad-years, directed, 1840-2015, both systems", "leader-dyad-years", ("cow", "gw"), GOAL),
    Made("the same with attributes and disputes of both leaders, COW", "attributes", ("cow",), ""),
)


def run_once(made: Made) -> dict[str, Any]:
    """Make the rows here and tell what it took, from the start of the process."""
    begun = time.perf_counter()
    from foedus.panel import leader_dyad_years, leader_years

    rows = 0
    for system in made.systems:
        of_years = made.unit == "leader-years" or system == "archigos"
        panel = leader_years(standardize=system) if of_years else leader_dyad_years(system=system)
        if made.unit == "attributes":
            panel = panel.add_lead().add_lwuf().add_leader_disputes().add_spells()
        rows += panel.frame().height
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "rows": rows,
        "cpu": used.ru_utime + used.ru_stime,
        "wall": time.perf_counter() - begun,
        "mb": used.ru_maxrss / 1024,
    }


def measure(made: Made, repeats: int = 3) -> dict[str, Any]:
    """The best of some runs, each in a process of its own."""
    runs = []
    for _ in range(repeats):
        command = [sys.executable, "-m", "benchmarks.leaders", "--once", json.dumps(made)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return {**min(runs, key=lambda run: run["cpu"]), "mb": max(run["mb"] for run in runs)}


def fill_data_directory(folder: Path) -> bool:
    """Add the files of FOEDUS_SHARED to a data directory; False where they are not at hand."""
    root = os.environ.get("FOEDUS_SHARED")
    files = (Path(root) if root else Path(__file__).resolve().parents[2] / "shared") / "data" / "states"
    if not files.is_dir():
        return False
    os.environ["FOEDUS_DATA"] = str(folder)
    for dataset, name in FILES.items():
        add(dataset, files / name)
    return True


def measure_leaders(repeats: int = 3) -> Iterable[str]:
    """Lines of a Markdown table; none where the datasets are not at hand."""
    before = os.environ.get("FOEDUS_DATA")
    with tempfile.TemporaryDirectory() as name:
        try:
            lacking = set(FILES) - {info.id for info in installed()}
            if lacking and not fill_data_directory(Path(name)):
                return
            yield "| rows of | rows | CPU s | wall s | peak MB | asked |"
            yield "|---|---|---|---|---|---|"
            for made in MADE:
                took = measure(made, repeats)
                figures = f"{took['rows']:,} | {took['cpu']:.2f} | {took['wall']:.2f} | {took['mb']:.0f}"
                yield f"| {made.label} | {figures} | {made.asked} |"
        finally:
            if before is None:
                os.environ.pop("FOEDUS_DATA", None)
            else:
                os.environ["FOEDUS_DATA"] = before


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--once")
    arguments = parser.parse_args()
    if arguments.once:
        label, unit, systems, asked = json.loads(arguments.once)
        print(json.dumps(run_once(Made(label, unit, tuple(systems), asked))))
    else:
        for line in measure_leaders():
            print(line, flush=True)
