"""`python -m benchmarks.blocs`: the frustration index of the networks of the literature, measured and reported.

The networks are in the folder that FOEDUS_SHARED names (default: `shared` beside the project); without it only drawn ones
are measured. Seconds are those of the answer, from arrays, best of three; beside them stands what an earlier program took on
two cores, and what was asked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from foedus.files.networks import read_network
from foedus.models.blocs.balance import BalanceSolver, Blocs, SignedGraph, build_graph
from foedus.models.blocs.networks import network_of

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "data" / "signed"
HEAD = ["| blocs | index | wall s | yardstick s | asked s |", "|---|---|---|---|---|"]


def best_of(repeats: int, run: Callable[[], str]) -> tuple[str, float]:
    """What a run tells, and the best of its wall seconds."""
    told, seconds = "", float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        told = run()
        seconds = min(seconds, time.perf_counter() - start)
    return told, seconds


def index(graph: SignedGraph, kind: Blocs, limit: float = 60.0) -> str:
    """The index, and that of the largest block; bounds where it is not proved."""
    solver = BalanceSolver(graph, blocs=kind)
    found = solver.solve(time_limit=limit)
    if not found.optimal:
        return f"{found.lower:.0f} to {found.upper:.0f}"
    block = solver.blocks[0].answer.upper if solver.blocks else 0.0
    return f"{found.upper:.0f} (largest block {block:.0f})"


def windows(graphs: list[SignedGraph], kind: Blocs) -> str:
    """How many of the windows are proved, and the range of their indices."""
    found = [BalanceSolver(graph, blocs=kind).solve(time_limit=60) for graph in graphs]
    proved = sum(partition.optimal for partition in found)
    return f"{proved} of {len(found)} proved, {min(p.upper for p in found):.0f}-{max(p.upper for p in found):.0f}"


def reweighted(graph: SignedGraph, draws: int) -> str:
    """One solver, many weightings, as a bootstrap asks."""
    rng = np.random.default_rng(0)
    solver = BalanceSolver(graph)
    proved = sum(solver.solve(weights, time_limit=60).optimal for weights in rng.exponential(size=(draws, graph.ties)))
    return f"{proved} of {draws} proved"


def drawn(actors: int, ties: int, hostile: float) -> SignedGraph:
    """Random ties with random signs: harder than what is met."""
    rng = np.random.default_rng(0)
    tail = rng.integers(actors, size=ties)
    head = (tail + rng.integers(1, actors, size=ties)) % actors
    return build_graph(actors, tail, head, np.where(rng.random(ties) < hostile, -1, 1))


def measure_blocs() -> list[str]:
    """A Markdown table, one line each."""
    rows: list[tuple[str, Callable[[], str], int, str, str]] = []
    if SHARED.is_dir():
        graphs = {path.stem: network_of(read_network(path)).graph for path in sorted(SHARED.glob("*.csv"))}
        relations = [graph for name, graph in graphs.items() if name.startswith("cow_")]

        def add(label: str, name: str, kind: Blocs, before: str = "", asked: str = "") -> None:
            rows.append((label, lambda: index(graphs[name], kind), 3, before, asked))

        add("highland tribes, two", "highland_tribes", Blocs.TWO, "0.02")
        add("cloister, two", "nds_cloister", Blocs.TWO, "0.02")
        add("congress, two", "nds_congress", Blocs.TWO, "0.23")
        add("COW 1946-49, two", "cow_46_49", Blocs.TWO, "0.14")
        add("COW 1996-99, two", "cow_96_99", Blocs.TWO, "0.16")
        rows.append(("51 COW windows, two", lambda: windows(relations, Blocs.TWO), 3, "9.6", "2"))
        rows.append(("51 COW windows, any", lambda: windows(relations, Blocs.ANY), 3, "4.6", "4"))
        add("Bitcoin Alpha, two", "bitcoin_alpha", Blocs.TWO, "15.2", "5")
        add("Bitcoin OTC, two", "bitcoin_otc", Blocs.TWO, "30.8", "10")
        add("Bitcoin Alpha, any", "bitcoin_alpha", Blocs.ANY)
        add("Bitcoin OTC, any", "bitcoin_otc", Blocs.ANY)
        rows.append(("COW 1946-49, 200 weightings", lambda: reweighted(graphs["cow_46_49"], 200), 1, "", ""))
    rows += [
        ("40 actors, 120 random ties, 200 weightings", lambda: reweighted(drawn(40, 120, 0.35), 200), 1, "", ""),
        ("60 actors, 885 random ties, 10 s", lambda: index(drawn(60, 885, 0.5), Blocs.TWO, 10), 1, "", ""),
        (
            "10,000 actors, 50,000 random ties, 30 s",
            lambda: index(drawn(10_000, 50_000, 0.5), Blocs.TWO, 30),
            1,
            "",
            "",
        ),
    ]
    lines = list(HEAD)
    for label, run, repeats, before, asked in rows:
        told, seconds = best_of(repeats, run)
        lines.append(f"| {label} | {told} | {seconds:.2f} | {before} | {asked} |")
    return lines


if __name__ == "__main__":
    print("\n".join(measure_blocs()))
