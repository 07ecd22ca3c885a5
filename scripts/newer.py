"""Prints the folders of tests that a wheel with the newest versions must pass: ``python scripts/newer.py LOCKED NEWEST``.

Nothing is printed, so that all tests run, where a version differs from the locked one; else the tests of what a wheel may lack.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

OF_A_WHEEL = ("tests/unit/cli", "tests/unit/report", "tests/golden")


def versions(folder: str) -> dict[str, str]:
    """Return the version of each distribution of an environment, but of foedus."""
    code = "import importlib.metadata as m, json; print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))"
    done = subprocess.run([Path(folder) / "python", "-c", code], capture_output=True, text=True, check=True)
    return {name: version for name, version in json.loads(done.stdout).items() if name != "foedus"}


def main(locked: str, newest: str) -> None:
    """Compare two environments."""
    before, after = versions(locked), versions(newest)
    newer = sorted(f"{name} {version}" for name, version in after.items() if before.get(name, version) != version)
    if newer:
        print(f"newer than the lock: {', '.join(newer)}", file=sys.stderr)
    else:
        print("the newest versions are those of the lock", file=sys.stderr)
        print(*OF_A_WHEEL)


if __name__ == "__main__":
    main(*sys.argv[1:])
