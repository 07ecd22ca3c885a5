"""A new case costs at most 250 cells: those of the case that the how-to builds, counted."""

from __future__ import annotations

import csv
import importlib.util
import sys
import tomllib
from pathlib import Path
from typing import Any

from foedus.case.read import read_case

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "new-case.md"
MOST = 250


def load_console() -> Any:
    spec = importlib.util.spec_from_file_location("docs_console_for_cells", ROOT / "docs" / "console.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def values(node: Any) -> int:
    """Values of a TOML document; a list is one."""
    if isinstance(node, dict):
        return sum(values(inner) for inner in node.values())
    if isinstance(node, list) and node and isinstance(node[0], dict):
        return sum(values(inner) for inner in node)
    return 1


def cells(folder: Path) -> int:
    """Cells of all tables that hold something, headers left out, and the values of the settings."""
    found = values(tomllib.loads((folder / "case.toml").read_text(encoding="utf-8")))
    for table in folder.glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            found += sum(bool(cell) for row in list(csv.reader(file))[1:] for cell in row)
    return found


def test_the_case_of_the_how_to_has_at_most_250_cells(tmp_path: Path) -> None:
    console = load_console()
    for command in console.read_commands(PAGE.read_text(encoding="utf-8")):
        fills = command.text.startswith(("foedus case new", "cat >", "sed -i"))
        if fills and not any(copy in command.text for copy in ("no-talks", "second-coder")):
            assert console.run(command, tmp_path)[0] == 0
    folder = tmp_path / "narrow-sea"
    case = read_case(folder)
    assert (len(case.claims), len(case.ratings)) == (9, 0)
    assert any(claim.predicate == "step" for claim in case.claims)
    assert MOST / 2 < cells(folder) <= MOST, cells(folder)
