"""The verdict is read by attribute: no string names a field of it outside the reader of its file, and reading is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import foedus
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.migrate import FORMAT_VERSION
from foedus.verdict.types import Verdict
from foedus.verdict.types.parts import Part

ROOT = Path(foedus.__file__).parent
READER = {ROOT / "verdict" / name for name in ("file.py", "migrate.py", "references.py")}
"""What reads JSON that is no verdict yet."""
PLACES = ("verdict/**/*.py", "session/*.py", "report/**/*.py", "cli/assess.py")
FIELDS = {name for kind in Part.__subclasses__() for name in kind.__struct_fields__} - set(OUTCOMES)


def strings_read(code: str) -> Iterator[str]:
    """Yield each field of a verdict that code reads by its name as a string, with the line."""
    for node in ast.walk(ast.parse(code)):
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            key = node.slice
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and node.args
        ):
            key = node.args[0]
        if isinstance(key, ast.Constant) and key.value in FIELDS:
            yield f"{key.lineno}: {key.value}"


def test_the_search_finds_what_it_looks_for() -> None:
    assert sorted(strings_read("v['outcomes'][name].low\nv.get('headline')\nv.outcomes['alliance']\nrows['c01']")) == [
        "1: outcomes", "2: headline",
    ]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_field_of_a_verdict_is_read_by_a_string(place: str) -> None:
    files = set(ROOT.glob(place)) - READER
    found = {str(file.relative_to(ROOT)): list(strings_read(file.read_text("utf-8"))) for file in files}
    assert files
    assert {file: lines for file, lines in found.items() if lines} == {}


def test_the_version_of_the_types_is_the_version_that_is_written() -> None:
    assert Verdict.__annotations__["format_version"] == f"Literal[{FORMAT_VERSION}]"


HEAVY = ("numpy", "scipy", "polars", "jinja2", "foedus.models", "foedus.assessment", "foedus.outlook")


def test_reading_a_verdict_loads_no_model() -> None:
    code = f"import sys, foedus.verdict.file; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
