"""Compares two folders of results: ``python scripts/compare_results.py OLD NEW [--ignore KEY ...]``.

Every value of `verdict.json` and every row of every table is held against the other folder; the order of keys and the
way in which a number is written do not count,
nor does the form of an older version. Leaves with 1 and one line for each difference.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.verdict.migrate import migrate


def differences(old: Any, new: Any, path: str, ignored: frozenset[str]) -> Iterator[str]:
    """Yield where two JSON values differ."""
    if path in ignored:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            inner = f"{path}.{key}" if path else key
            if inner in ignored:
                continue
            if key not in old or key not in new:
                yield f"{inner}: only in the {'new' if key in new else 'old'} one"
            else:
                yield from differences(old[key], new[key], inner, ignored)
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield f"{path}: {len(old)} entries, then {len(new)}"
        for place, (first, second) in enumerate(zip(old, new, strict=False)):
            yield from differences(first, second, f"{path}[{place}]", ignored)
    elif old != new or isinstance(old, bool) != isinstance(new, bool):
        yield f"{path}: {old!r}, then {new!r}"


def read_rows(path: Path) -> list[list[str | float]]:
    """Read a table; cells that are numbers become numbers."""

    def value(cell: str) -> str | float:
        try:
            return float(cell)
        except ValueError:
            return cell

    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[value(cell) for cell in row] for row in csv.reader(file)]


def compare(old: Path, new: Path, ignored: frozenset[str]) -> Iterator[str]:
    """Yield every difference of two folders of results."""
    verdicts = [json.loads((folder / "verdict.json").read_text(encoding="utf-8")) for folder in (old, new)]
    for verdict in verdicts:
        migrate(verdict, verdict["format_version"])
    yield from differences(*verdicts, "", ignored)
    tables = {folder: {path.relative_to(folder) for path in folder.rglob("*.csv")} for folder in (old, new)}
    for name in sorted(tables[old] | tables[new]):
        if name not in tables[old] or name not in tables[new]:
            yield f"{name}: only in the {'new' if name in tables[new] else 'old'} folder"
            continue
        first, second = read_rows(old / name), read_rows(new / name)
        if first != second:
            rows = sum(a != b for a, b in zip(first, second, strict=False)) + abs(len(first) - len(second))
            yield f"{name}: {rows} of {len(first)} rows differ"


def main() -> int:
    """Print the differences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--ignore", nargs="*", default=[], metavar="KEY", help="paths of verdict.json left out")
    given = parser.parse_args()
    found = list(compare(given.old, given.new, frozenset(given.ignore)))
    for line in found:
        print(line)
    print(f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
