"""`make bench`: run the commands that the documentation gives figures for, and print a table.

Each command runs in a process of its own; time is wall time, memory the largest resident set. Machines
are noisy: every row is the best of three, beside the time of starting Python on the same machine.
"""

from __future__ import annotations

import argparse
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

FOEDUS = str(Path(sys.executable).with_name("foedus"))


def measure(command: Sequence[str], repeats: int = 3) -> tuple[float, float]:
    """Return (best wall seconds, largest resident set in MB) of a command."""
    wrapped = [sys.executable, "-m", "benchmarks", "--once", *command]
    seconds, memory = float("inf"), 0.0
    for _ in range(repeats):
        done = subprocess.run(wrapped, check=True, capture_output=True, text=True)
        took, used = done.stdout.splitlines()[-1].split()
        seconds, memory = min(seconds, float(took)), max(memory, float(used))
    return seconds, memory


def run_once(command: Sequence[str]) -> None:
    """Run a command and print its seconds and megabytes on the last line."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - start
    print(took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def main(cases: int) -> None:
    """Measure and print Markdown tables; `cases` are simulated in each circumstance."""
    # Here and not above: the process that runs a command once must be small, for its size is the floor of what it measures.
    from benchmarks.bargaining import measure_bargaining
    from benchmarks.blocs import measure_blocs
    from benchmarks.generate import write_large_case
    from benchmarks.landscape import measure_landscape
    from benchmarks.leaders import measure_leaders
    from benchmarks.outlook import measure_outlook
    from benchmarks.panel import measure_panels
    from benchmarks.simulation import measure_simulation
    from benchmarks.votes import measure_votes

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = write_large_case(folder / "large")
        rows = [
            ("start Python", [sys.executable, "-c", "pass"], ""),
            ("foedus --help", [FOEDUS, "--help"], "0.5 s"),
            ("foedus case check iran-russia-syria", [FOEDUS, "case", "check", "iran-russia-syria"], ""),
            ("foedus assess iran-russia-syria (2,000 draws)",
             [FOEDUS, "assess", "iran-russia-syria", "--out", str(folder / "built-in")], "5 s, 500 MB"),
            ("foedus case check, 5,000 claims", [FOEDUS, "case", "check", str(large)], ""),
            ("foedus assess, 5,000 claims, 100 actors, 40 issues (2,000 draws)",
             [FOEDUS, "assess", str(large), "--out", str(folder / "out")], "30 s, 1500 MB"),
        ]  # fmt: skip
        print(f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}\n")
        print("| command | wall s | peak MB | asked |\n|---|---|---|---|")
        for label, command, asked in rows:
            seconds, memory = measure(command)
            print(f"| `{label}` | {seconds:.2f} | {memory:.0f} | {asked} |", flush=True)
        for label, made in (("built-in case", "built-in"), ("large case", "out")):
            sizes = {file: (folder / made / file).stat().st_size / 1000 for file in ("report.html", "verdict.json")}
            print(f"\n{label}: " + ", ".join(f"{file} {size:.0f} KB" for file, size in sizes.items()))
    for measured in (measure_panels, measure_leaders, measure_votes, measure_outlook, measure_blocs, measure_landscape, measure_bargaining,
                     lambda: measure_simulation(cases)):  # fmt: skip
        print()
        for line in measured():
            print(line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=400, help="simulated cases in each circumstance")
    parser.add_argument("--once", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if arguments.once:
        run_once(arguments.once)
    else:
        main(arguments.cases)
