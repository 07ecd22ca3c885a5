"""What the package imports is what it declares; a plain install answers; what needs an extra names it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

from builders import a_coded_case
from foedus.cli import main
from foedus.errors import InputError
from foedus.extras import EXTRAS, Extra, need

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DEVELOPERS = {"test", "browser", "docs", "dev"}
"""Extras of those who work on foedus; the others are the users'."""


def distribution(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def declared(extra: str) -> set[str]:
    """The distributions of an extra; what it takes from another extra of foedus comes with it."""
    found: set[str] = set()
    for requirement in PROJECT["optional-dependencies"][extra]:
        own = re.match(r"foedus\[([\w,]+)\]", requirement)
        found |= set.union(*map(declared, own[1].split(","))) if own else {distribution(requirement)}
    return found


PLAIN = {distribution(requirement) for requirement in PROJECT["dependencies"]}


@cache
def imported(folder: str) -> dict[str, str]:
    """Top-level modules that the files of a folder import and the standard library lacks, each with one of the files."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for name in _names(node):
                found.setdefault(name.split(".")[0], str(file.relative_to(ROOT)))
    return {name: file for name, file in found.items() if name not in sys.stdlib_module_names | own_modules()}


@cache
def own_modules() -> set[str]:
    beside = {path.stem for place in ("tests", "docs", "scripts") for path in (ROOT / place).rglob("*.py")}
    return (
        beside
        | {"foedus", "benchmarks", "tests"}
        | {path.name for path in (ROOT / "tests").rglob("*") if path.is_dir()}
    )


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
    elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in ("import_module", "importorskip", "need") and isinstance(node.args[0].value, str):
            yield node.args[0].value


installed = cache(packages_distributions)


def brought_by(module: str) -> set[str]:
    return {distribution(name) for name in installed().get(module, [])}


def test_every_module_that_foedus_imports_is_declared_and_nothing_else_is() -> None:
    modules = imported("src")
    optional = {module for module in modules if module in EXTRAS}
    undeclared = {
        module: file for module, file in modules.items() if not (brought_by(module) & PLAIN or module in EXTRAS)
    }
    assert undeclared == {}
    assert set.union(*(brought_by(module) for module in set(modules) - optional)) >= PLAIN
    assert optional == set(EXTRAS)


@pytest.mark.parametrize(
    ("folder", "extras"),
    [
        ("tests", ("test", "browser", "docs")),
        ("benchmarks", ("test", "browser")),
        ("scripts", ("test",)),
        ("docs", ("docs", "test")),
    ],
)
def test_what_the_other_folders_import_is_declared(folder: str, extras: tuple[str, ...]) -> None:
    known = PLAIN.union(*map(declared, extras))
    missing = {
        module: file
        for module, file in imported(folder).items()
        if not brought_by(module) & known and distribution(module) not in known
    }
    assert missing == {}


def test_the_door_to_the_extras_knows_what_is_declared() -> None:
    users = set(PROJECT["optional-dependencies"]) - DEVELOPERS
    own = {
        extra: [one for one in PROJECT["optional-dependencies"][extra] if not one.startswith("foedus[")]
        for extra in users
    }
    assert {Extra(distribution(one), extra) for extra in users for one in own[extra]} == set(EXTRAS.values())
    assert all(extra.distribution in brought_by(module) for module, extra in EXTRAS.items())


def test_every_bound_is_said_and_none_is_said_twice() -> None:
    extras = PROJECT["optional-dependencies"].values()
    bounds = [each for group in (PROJECT["dependencies"], *extras) for each in group if not each.startswith("foedus[")]
    assert [each for each in bounds if ">=" not in each] == []
    assert len({distribution(each) for each in bounds}) == len(bounds)


ASKED = {
    "alembic": ["workspace", "CASE", "--no-browser", "--database", "sqlite:///team.db"],
    "duckdb": ["events", "table", "gulf", "--out", "table.csv"],
    "httpx": ["draft", "CASE", "--llm", "http://127.0.0.1:9/v1", "--model", "small", "--yes"],
    "ibis": ["events", "table", "gulf", "--out", "table.csv"],
    "openpyxl": ["case", "workbook", "CASE", "--out", "book.xlsx"],
    "pandas": ["panel", "build", "--out", "panel.dta"],
    "psycopg": ["workspace", "CASE", "--no-browser", "--database", "postgresql://127.0.0.1/team"],
    "pypdf": ["documents", "add", "CASE", "PDF"],
    "pyarrow": ["panel", "build", "--out", "panel.dta"],
    "pyspark": ["events", "table", "gulf", "--out", "table.csv", "--engine", "sc://127.0.0.1:9"],
    "sqlalchemy": ["workspace", "CASE", "--no-browser", "--database", "sqlite:///team.db"],
    "starlette": ["workspace", "CASE", "--no-browser"],
    "uvicorn": ["workspace", "CASE", "--no-browser"],
    "vl_convert": ["chart", "CASE", "factors", "--out", "figure.png"],
}
"""A command for each module of an extra that cannot do without it."""

SPARED = {"sentencex"}
"""Modules of an extra that nothing stops without: sentences of other languages are then split by the rule for English."""


@pytest.mark.parametrize("module", sorted(set(EXTRAS) - SPARED))
def test_what_needs_an_extra_names_it_and_writes_nothing(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = a_coded_case().write(tmp_path / "case")
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.4\n")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setitem(sys.modules, module, None)
    paths = {"CASE": str(case), "PDF": str(tmp_path / "page.pdf")}
    monkeypatch.setattr(sys, "argv", ["foedus", *(paths.get(word, word) for word in ASKED[module])])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr()
    wanted = rf'foedus: .+ needs {EXTRAS[module].distribution}: pip install "foedus\[{EXTRAS[module].name}\]"'
    assert left.value.code == 2
    assert re.search(wanted, " ".join(told.err.split()))
    assert told.out == ""
    assert list((tmp_path / "here").iterdir()) == []


def test_an_extra_that_does_not_load_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "openpyxl.py").write_text("import a_module_that_nobody_has", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "openpyxl", raising=False)
    with pytest.raises(InputError, match=r"a sheet needs openpyxl, which does not load .*a_module_that_nobody_has"):
        need("openpyxl", what="a sheet")


def plain_install() -> set[str]:
    """What a plain install brings: the dependencies and theirs, extras left out."""
    found: set[str] = set()
    waiting = set(PLAIN)
    while waiting:
        name = waiting.pop()
        found.add(name)
        try:
            needed = requires(name) or []
        except PackageNotFoundError:  # for another platform or Python
            continue
        waiting |= {distribution(each) for each in needed if not re.search(r"\bextra\b", each)} - found
    return found


WITHOUT = """
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {hidden!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Nothing())
sys.argv = ["foedus", *{arguments!r}]
from foedus.cli import main
main()
"""


def test_a_plain_install_assesses(tmp_path: Path) -> None:
    held = plain_install()
    hidden = {name for name, brings in installed().items() if not held & set(map(distribution, brings))}
    assert set(EXTRAS) | {"pytest", "networkx", "jsonschema"} <= hidden - {"foedus"}
    case, out = a_coded_case().write(tmp_path / "case"), tmp_path / "out"
    code = WITHOUT.format(
        hidden=hidden - {"foedus"}, arguments=["assess", str(case), "--draws", "20", "--out", str(out)]
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (out / "report.html").is_file()
