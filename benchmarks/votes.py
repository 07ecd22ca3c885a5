"""All pairs of the General Assembly by year: CPU seconds and memory, beside the same counts by a self-join in one run.

``python -m benchmarks.votes`` reads the dataset `un-votes` in the data directory, else adds the files in the folder that
FOEDUS_SHARED names. Each way runs in a process of its own, from its start; the self-join counts joint votes alone.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ASKED = "6 CPU s, 1.5 GB"


def by_matrices() -> tuple[int, int]:
    """Rows and joint votes of every pair and year, with all measures."""
    from foedus.affinity import all_votes

    frame = all_votes().frame
    return frame.height, int(frame["n"].sum())


def by_self_join() -> tuple[int, int]:
    """The same counts by joining votes with votes, as DuckDB does it."""
    import duckdb

    from foedus.datasets.store import find_installed

    path = find_installed("un-votes").path / "data.parquet"
    found = duckdb.connect().execute(
        "with v as (select rcid, ccode, vote, year from read_parquet(?) where vote in (1, 2, 3) and year is not null), "
        "p as (select a.ccode, b.ccode, a.year, count(*) n, avg((a.vote = b.vote)::int) identical, avg(abs(a.vote - b.vote)) d "
        "from v a join v b using (rcid) where a.ccode < b.ccode group by all) select count(*), sum(n) from p",
        [str(path)],
    )
    rows, joint = found.fetchone() or (0, 0)
    return int(rows), int(joint)


WAYS = {"foedus, all measures": by_matrices, "self-join in DuckDB, two measures": by_self_join}


def run_once(way: str) -> dict[str, Any]:
    """Run one way here, and tell what it took from the start of the process."""
    rows, joint = WAYS[way]()
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"rows": rows, "joint": joint, "cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}


def measure_votes() -> list[str]:
    """Return a Markdown table of the ways."""
    with tempfile.TemporaryDirectory() as folder:
        if not _is_there() and not _fill(Path(folder)):
            return ["un-votes is not in the data directory: foedus data add un-votes --from FOLDER"]
        lines = [
            "| all pairs of the Assembly | pairs and years | joint votes | CPU s | MB | asked |",
            "|---|---|---|---|---|---|",
        ]
        for way in WAYS:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.votes", "--once", way], check=True, capture_output=True, text=True
            )
            found = json.loads(done.stdout.splitlines()[-1])
            asked = ASKED if way.startswith("foedus") else ""
            lines.append(
                f"| {way} | {found['rows']:,} | {found['joint']:,} | {found['cpu']:.1f} | {found['mb']:.0f} | {asked} |"
            )
    return lines


def _is_there() -> bool:
    from foedus.datasets import installed

    return any(entry.id == "un-votes" for entry in installed())


def _fill(folder: Path) -> bool:
    from foedus.datasets import add_folder

    root = os.environ.get("FOEDUS_SHARED")
    files = (Path(root) if root else Path(__file__).resolve().parents[2] / "shared") / "data" / "votes"
    if not files.is_dir():
        return False
    os.environ["FOEDUS_DATA"] = str(folder)
    add_folder(files)
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", metavar="WAY", choices=list(WAYS))
    given = parser.parse_args()
    print(json.dumps(run_once(given.once)) if given.once else "\n".join(measure_votes()))
