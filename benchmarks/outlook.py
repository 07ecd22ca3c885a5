"""`python -m benchmarks.outlook`: the history, the fit with its bootstrap, and showing a dyad, measured and reported.

The history and the fit need the datasets in the data directory (`FOEDUS_DATA`); without them `show`, `rank` and `publish` are measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from foedus.errors import InputError

HISTORY = (
    "from foedus.history.build import build_history;"
    "from foedus.history.load import read_sources;"
    "build_history(read_sources(2018))"
)
COMMAND = "import sys;from foedus.cli.outlook import app;app(sys.argv[1:])"


def has_datasets() -> bool:
    """Whether everything that the history is made of is installed."""
    from foedus.history.load import read_sources

    try:
        read_sources(2018)
    except InputError:
        return False
    return True


def measure_once(command: list[str]) -> tuple[float, float]:
    """Wall seconds and largest resident set in MB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)[:80]} left with code {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure_outlook() -> list[str]:
    """A Markdown table, one line each."""
    with tempfile.TemporaryDirectory() as name:
        python = [sys.executable, "-c"]
        publication = Path(name) / "published.csv"
        rows = [
            ("python -c pass", [*python, "pass"], 3, "the floor"),
            ("foedus --version", [*python, "from foedus.cli import main; main()", "--version"], 3, "the command line"),
            ("foedus outlook show IRN RUS", [*python, COMMAND, "show", "IRN", "RUS"], 3, "0.6 s"),
            (
                "foedus outlook show IRN RUS --year 1990",
                [*python, COMMAND, "show", "IRN", "RUS", "--year", "1990"],
                3,
                "0.6 s",
            ),
            ("foedus outlook rank --state entente", [*python, COMMAND, "rank", "--state", "entente"], 1, "seconds"),
            ("foedus outlook publish", [*python, COMMAND, "publish", "--out", str(publication)], 1, "seconds"),
        ]
        if has_datasets():
            fit = [*python, COMMAND, "fit", "--out", str(Path(name) / "model.npz")]
            rows += [
                ("history 1816-2018, 994,005 dyad-years", [*python, HISTORY], 3, "6 s, 1000 MB"),
                ("foedus outlook fit (200 draws)", fit, 1, "90 s, 3000 MB"),
            ]
        lines = ["| outlook | wall s | peak MB | asked |", "|---|---|---|---|"]
        for label, command, repeats, asked in rows:
            runs = [measure_once(command) for _ in range(repeats)]
            seconds, memory = min(run[0] for run in runs), max(run[1] for run in runs)
            lines.append(f"| `{label}` | {seconds:.2f} | {memory:.0f} | {asked} |")
        return lines


if __name__ == "__main__":
    print("\n".join(measure_outlook()))
