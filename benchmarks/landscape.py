"""`python -m benchmarks.landscape`: every configuration of 16 to 24 actors, and descents among 200, measured and reported.

Each row runs in a process of its own; time is the best of three without the start of Python and NumPy, memory the largest
resident set with them.
"""

from __future__ import annotations

import subprocess
import sys

CODE = """
import resource, sys, time
import numpy as np
from foedus.models.landscape.landscape import solve_arrays
n, kind = int(sys.argv[1]), sys.argv[2]
rng = np.random.default_rng(1)
matrix = -np.ones((n, n)) if kind == "equal" else rng.uniform(-1, 1, (n, n))
sizes = np.ones(n) if kind == "equal" else rng.lognormal(0, 1, n)
names = [str(k) for k in range(n)]
start = time.perf_counter()
found = solve_arrays(names, sizes, propensity=matrix + matrix.T, rng=rng)
took = time.perf_counter() - start
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found.found)
"""


def measure_once(actors: int, kind: str) -> tuple[float, float, int]:
    """Wall seconds, largest resident set in MB, and minima found."""
    done = subprocess.run([sys.executable, "-c", CODE, str(actors), kind], check=True, capture_output=True, text=True)
    seconds, memory, found = done.stdout.split()
    return float(seconds), float(memory), int(found)


def measure_landscape() -> list[str]:
    """A Markdown table, one line each."""
    rows = [
        ("16 actors, all 2^15 configurations", 16, "random", ""),
        ("20 actors, all 2^19 configurations", 20, "random", ""),
        ("24 actors, all 2^23 configurations", 24, "random", "2000 MB"),
        ("24 equal actors that all repel each other", 24, "equal", "2000 MB"),
        ("200 actors, 1,000 descents", 200, "random", ""),
    ]
    lines = ["| landscape | wall s | peak MB | minima | asked |", "|---|---|---|---|---|"]
    for label, actors, kind, asked in rows:
        runs = [measure_once(actors, kind) for _ in range(3)]
        seconds, memory = min(run[0] for run in runs), max(run[1] for run in runs)
        lines.append(f"| {label} | {seconds:.3f} | {memory:.0f} | {runs[0][2]:,} | {asked} |")
    return lines


if __name__ == "__main__":
    print("\n".join(measure_landscape()))
