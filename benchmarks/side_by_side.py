"""Two commits side by side: ``python -m benchmarks.side_by_side OLD_CHECKOUT [--runs 7]``.

Each command runs in turn from the other checkout and from this one, so that a busy machine slows both; what is printed is the ratio
of the least times and of the largest memories. Panels are built where ``FOEDUS_SHARED`` names the official files.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

MAIN = "from foedus.cli import main; main()"
HERE = Path(__file__).parents[1]


def network(path: Path) -> Path:
    """Write a made signed network of 400 actors and about 2,000 ties, balanced but for one tie in twenty-five."""
    rng = np.random.default_rng(1)
    side = rng.integers(0, 2, 400)
    pairs = {tuple(sorted(map(int, pair))) for pair in rng.integers(0, 400, (2000, 2)) if pair[0] != pair[1]}
    rows = [
        f"a{a},a{b},{(1 if side[a] == side[b] else -1) * (-1 if rng.random() < 0.04 else 1)}" for a, b in sorted(pairs)
    ]
    path.write_text("\n".join(["source,target,sign", *rows, ""]), encoding="utf-8")
    return path


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield (name, arguments)."""
    yield "--help", ["--help"]
    yield "assess", ["assess", "iran-russia-syria", "--out", str(folder / "assess")]
    yield "blocs", ["blocs", str(network(folder / "network.csv")), "--json", "--time-limit", "20"]
    shared = os.environ.get("FOEDUS_SHARED")
    if shared:
        os.environ["FOEDUS_DATA"] = str(folder / "data")
        run(HERE, ["data", "add", "--all", "--from", f"{shared}/data/states"])
        yield "panel build", ["panel", "build", "--out", str(folder / "panel.parquet")]


def run(root: Path, arguments: list[str]) -> tuple[float, float]:
    """Run foedus of a checkout once; return seconds and megabytes."""
    words = [sys.executable, "-m", "benchmarks", "--once", sys.executable, "-c", MAIN, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    done = subprocess.run(words, cwd=HERE, env=environment, check=True, capture_output=True, text=True)
    seconds, memory = done.stdout.splitlines()[-1].split()
    return float(seconds), float(memory)


def main() -> None:
    """Measure in turn and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old", type=Path, help="checkout of the commit to compare with")
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    print("| command | old s | new s | ratio | old MB | new MB | ratio |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for label, words in commands(Path(name)):
            pairs = [[run(root, words) for root in (given.old.resolve(), HERE)] for _ in range(given.runs)]
            old, new = (np.array([pair[at] for pair in pairs]) for at in (0, 1))
            (a, b), (c, d) = (old[:, 0].min(), new[:, 0].min()), (old[:, 1].max(), new[:, 1].max())
            print(f"| {label} | {a:.2f} | {b:.2f} | {b / a:.2f} | {c:.0f} | {d:.0f} | {d / c:.2f} |", flush=True)


if __name__ == "__main__":
    main()
