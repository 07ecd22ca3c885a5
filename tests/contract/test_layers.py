"""What the house promises as a whole: layers, light imports, public names, and nothing of one machine in the files."""

from __future__ import annotations

import ast
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import foedus
from builders import a_coded_case

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "foedus"

# From the top down, as the design has it: a layer imports only what stands after it.
FLOORS = (
    ("cli",), ("workspace",), ("session",), ("report",), ("verdict",), ("assessment",), ("judgment", "outlook", "models", "deeds"),
    ("evidence", "panel"), ("history", "affinity", "events"), ("case", "datasets"), ("documents",), ("charts",), ("terms",), ("files",), ("extras",),
    ("errors", "version"),
)  # fmt: skip
LAYERS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

ARRAYS_ONLY = [
    "evidence/pooling.py", "evidence/draws.py", "evidence/spread.py", "judgment/accuracy.py", "judgment/checklist_model.py",
    "judgment/overrides.py", "judgment/treaty_steps.py", "models/commitment/thresholds.py", "models/commitment/memory_one.py",
    "models/commitment/replies.py", "models/commitment/dependence.py", "models/commitment/dilemma.py",
    "judgment/patterns.py", "judgment/ach.py", "outlook/transition.py", "affinity/agreement.py", "affinity/portfolios.py", "events/covered.py", "events/turning_points.py",
    "panel/membership.py", "panel/tenures.py",
]  # fmt: skip


def imports(file: Path) -> Iterator[str]:
    """Every foedus module that a file imports, also inside functions and for types alone."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == "foedus")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "foedus":
            yield node.module
            if node.module == "foedus":
                yield from (f"foedus.{name.name}" for name in node.names if (SOURCE / name.name).exists())


def test_every_module_imports_only_from_its_own_layer_and_below() -> None:
    seen, wrong = 0, []
    for file in sorted(SOURCE.rglob("*.py")):
        layer = file.relative_to(SOURCE).parts[0].removesuffix(".py")
        if file.parent == SOURCE and layer not in ("errors", "extras", "version"):
            continue  # the public face: it hands on what the layers have
        for name in imports(file):
            target = name.split(".")[1] if "." in name else "errors"
            if target in LAYERS:
                seen += 1
                if LAYERS[target] <= LAYERS[layer] and target != layer:
                    wrong.append(f"{file.relative_to(SOURCE)} imports {name}")
    assert wrong == []
    assert seen > 200


def test_every_folder_is_a_layer() -> None:
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and any(path.rglob("*.py"))}
    assert folders <= set(LAYERS)


@pytest.mark.parametrize("name", ARRAYS_ONLY)
def test_the_mathematics_knows_only_arrays(name: str) -> None:
    known = {f"foedus.{other.removesuffix('.py').replace('/', '.')}" for other in ARRAYS_ONLY}
    tree = ast.parse((SOURCE / name).read_text(encoding="utf-8"))
    outside = {
        node.module.split(".")[0] if isinstance(node, ast.ImportFrom) and node.module else alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert outside <= {"numpy", "scipy", "dataclasses", "collections", "itertools", "__future__", "foedus"}
    # The weight of a grade that cannot be judged is declared with the grades.
    assert set(imports(SOURCE / name)) <= known | {"foedus.terms.grades"}


def loaded_by(*arguments: str) -> tuple[list[str], float]:
    """Run a command in its own process; return what it printed last: the modules that it loaded."""
    code = (
        "import json, sys\n"
        f"sys.argv = ['foedus', *{list(arguments)!r}]\n"
        "from foedus.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n' + json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stderr.splitlines()[-1]), len(done.stdout)


def test_assess_loads_no_heavy_library(tmp_path: Path) -> None:
    case = a_coded_case().write(tmp_path / "case")
    modules, _ = loaded_by("assess", str(case), "--draws", "10", "--out", str(tmp_path / "results"))
    assert (tmp_path / "results" / "report.html").is_file()
    assert {"sklearn", "pandas", "scipy.stats", "statsmodels", "matplotlib"}.isdisjoint(modules)
    assert "numpy" in modules


def test_a_check_loads_nothing_that_only_a_verdict_needs(tmp_path: Path) -> None:
    modules, _ = loaded_by("case", "check", str(a_coded_case().write(tmp_path / "case")))
    needless = ("assessment.assess", "models.bargaining", "models.blocs", "charts", "report")
    assert {"scipy", "pandas", "jinja2", *(f"foedus.{name}" for name in needless)}.isdisjoint(modules)
    assert "foedus.assessment.beforehand" in modules


def test_help_loads_no_numbers() -> None:
    modules, printed = loaded_by("--help")
    assert {"numpy", "polars", "scipy", "jinja2", "bibtexparser", "pydantic"}.isdisjoint(modules)
    assert "typer" in modules
    assert printed > 500


def test_the_package_itself_loads_nothing_but_the_standard_library() -> None:
    code = (
        "import sys, json; import foedus; print(json.dumps(sorted(m for m in sys.modules if m.startswith('foedus'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["foedus", "foedus.version"]


def test_the_order_of_hashes_changes_no_byte(tmp_path: Path) -> None:
    """Sets and dictionaries of strings come in another order in each process; the verdict must not."""
    case = a_coded_case().write(tmp_path / "case")
    code = f"import foedus; foedus.assess({str(case)!r}, draws=10).write({str(tmp_path)!r} + '/' + __import__('sys').argv[1])"
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", code, seed], env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
    names = sorted(path.relative_to(tmp_path / "1") for path in (tmp_path / "1").rglob("*") if path.is_file())
    assert len(names) > 20
    assert all((tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes() for name in names)


def test_public_names_are_exported_and_documented() -> None:
    assert {"__version__", "assess", "load_case", "record"} <= set(foedus.__all__)
    for name in foedus.__all__:
        assert hasattr(foedus, name)
    for name in ("load_case", "assess", "record"):
        text = getattr(foedus, name).__doc__
        assert "Parameters" in text
        assert "Raises" in text
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert version[1] == foedus.__version__


def test_every_error_is_a_foedus_error() -> None:
    errors = importlib.import_module("foedus.errors")
    raised = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(raised) >= 4
    assert all(issubclass(kind, errors.FoedusError) for kind in raised)


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.fail("no git folder: the tracked files cannot be listed")
    done = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True)
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


# Built from pieces, so that this file does not hold what it looks for.
SLASH = "/"
MACHINE = [
    SLASH + "work" + SLASH + r"(main|shared|trees)\b",
    SLASH + "root" + SLASH,
    SLASH + "home" + SLASH + r"[a-z]",
    SLASH + "Users" + SLASH + r"[A-Za-z]",
    r"\b[A-Z]:\\\\?Users",
    SLASH + "opt" + SLASH + "(pypi|wheels)",
    SLASH + "tmp" + SLASH + "(spec|pytest|bash)",
]
HOSTS = [
    "py" + r"pi\.org",
    "python" + r"hosted\.org",
    "registry" + r"\.npm",
    "index" + r"-url[\s=:'\"]+\S*//",
    "trusted" + r"-host[\s=]",
    "find" + r"-links[\s=]",
    SLASH * 2 + r"[^\s\"'/]+[^\s\"']*" + SLASH + "simple" + r"\b",
]


def own_hosts() -> set[str]:
    """Hosts of package indexes that this machine is set to use."""
    places = [
        Path("/etc") / "pip.conf",
        Path.home() / ".config" / "pip" / "pip.conf",
        Path.home() / ".pip" / "pip.conf",
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in places if path.is_file())
    return set(re.findall(r"https?://(?:[^@/\s]*@)?([^/:\s]+)", text))


def test_no_machine_and_no_index_stands_in_a_tracked_file() -> None:
    pattern = re.compile("|".join([*MACHINE, *HOSTS, *map(re.escape, own_hosts())]))
    for example in (
        SLASH + "work" + SLASH + "main",
        SLASH + "root" + SLASH + "x",
        "--index" + "-url=https:" + SLASH * 2 + "x",
    ):
        assert pattern.search(example)
    found, read = [], 0
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        read += 1
        for number, line in enumerate(text.splitlines(), start=1):
            if hit := pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {hit[0]}")
    assert found == []
    assert read > 150


def test_no_two_modules_import_each_other_by_any_way() -> None:
    """Rooms are held by import-linter; inside a room, circles that only lazy imports keep from breaking count too."""
    names = {
        ".".join(("foedus", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in SOURCE.rglob("*.py")
    }
    wants = {}
    for name, path in names.items():
        found = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module in names:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= {other if other in names else node.module for other in inner}
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names if alias.name in names}
        # A module's packages are loaded with it, unless the importer stands in them itself.
        parts = [target.split(".") for target in found]
        packages = {".".join(words[:end]) for words in parts for end in range(1, len(words))}
        found |= {package for package in packages if not f"{name}.".startswith(f"{package}.")}
        wants[name] = found - {name}
    assert sum(map(len, wants.values())) > 500
    done: set[str] = set()
    for start in names:
        trail: list[tuple[str, Iterator[str]]] = [(start, iter(sorted(wants[start])))]
        on_way = {start}
        while trail:
            name, rest = trail[-1]
            following = next((other for other in rest if other not in done), None)
            if following is None:
                done.add(name)
                on_way.discard(name)
                trail.pop()
            else:
                assert following not in on_way, " -> ".join([*(step for step, _ in trail), following])
                on_way.add(following)
                trail.append((following, iter(sorted(wants[following]))))
