"""`python -m benchmarks.bargaining`: rounds of the expected utility model, draws, an assessment's issues, and the command."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from foedus.models.bargaining.bargain import solve_drawn
from foedus.models.bargaining.issue import Issue
from foedus.models.bargaining.rounds import play, play_round
from foedus.models.bargaining.variants import PRESETS, Variant

COMMAND = "import sys;from foedus.cli import main;sys.argv=['foedus','bargain',*sys.argv[1:]];main()"


def best(run: Callable[[], object], repeats: int = 3) -> float:
    """Best wall seconds of some runs."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _world(draws: int, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    rng = np.random.default_rng(0)
    return rng.uniform(0, 100, (draws, n)), rng.uniform(0, 1, (draws, n)), rng.uniform(0.1, 1, (draws, n))


def _assessment(issues: int, n: int, draws: int, model_draws: int) -> None:
    rng = np.random.default_rng(0)
    for _ in range(issues):
        x, c, s = (values[0] for values in _world(1, n))
        cloud = np.clip(x + rng.normal(0, 10, (draws, n)), 0, 100)
        issue = Issue("drawn", tuple(map(str, range(n))), x, c, s, 0.0, 100.0)
        solve_drawn(issue, rng=rng, position_draws=cloud, model_draws=model_draws)


def _command(n: int, folder: Path) -> list[str]:
    x, c, s = (values[0] for values in _world(1, n))
    rows = [f"actor {i},{c[i]:.4f},{x[i]:.4f},{s[i]:.4f}\n" for i in range(n)]
    file = folder / f"positions-{n}.csv"
    file.write_text("actor,capability,position,salience\n" + "".join(rows), encoding="utf-8")
    return [sys.executable, "-c", COMMAND, str(file), "--out", str(folder / "picture.svg")]


def measure_bargaining() -> list[str]:
    """A Markdown table, one line each."""
    lines = ["| bargaining | wall s | asked |", "|---|---|---|"]
    for n, asked in ((10, ".00015 before"), (50, ".0018 before"), (100, ".0079 before"), (200, ".04, .031 before")):
        x, c, s = _world(1, n)
        span = np.ptp(x, axis=1, keepdims=True)
        for name in ("pairwise", "scholz-code"):
            variant = PRESETS[name][0]
            seconds = best(lambda: play_round(x, c, salience=s, span=span, variant=variant), 10)  # noqa: B023
            lines.append(f"| one round, {n} actors, {name} | {seconds:.5f} | {asked} |")
    world = _world(2000, 10)
    lines.append(
        f"| 2,000 draws x 10 rounds, 10 actors | {best(lambda: play(*world, variant=Variant(), rounds=10)):.2f} | 2 |"
    )
    for model_draws in (0, 50, 200):
        seconds = best(lambda: _assessment(40, 30, 200, model_draws))  # noqa: B023
        lines.append(f"| 40 issues, 30 actors, 200 draws, {model_draws} of the model | {seconds:.2f} | 5 |")
    with tempfile.TemporaryDirectory() as name:
        for n in (10, 200, 10_000):
            command = _command(n, Path(name))
            seconds = best(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: B023
            lines.append(f"| `foedus bargain`, {n:,} actors | {seconds:.2f} | |")
    return lines


if __name__ == "__main__":
    print("\n".join(measure_bargaining()))
