"""Every console block of the documentation runs, and what it quotes is what comes out."""

from __future__ import annotations

import importlib.util
import sys
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

import pytest

from language_model import Reply, a_draft, a_model, drafting

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/gallery.md",
    "docs/how-to/new-case.md",
    "docs/how-to/spreadsheet.md",
    "docs/how-to/networks.md",
    "docs/how-to/own-frame.md",
    "docs/how-to/factors.md",
    "docs/how-to/rank.md",
    "docs/how-to/coding-guide.md",
    "docs/how-to/dangerous-dyads.md",
    "docs/how-to/compare-runs.md",
    "docs/how-to/documents.md",
    "docs/how-to/drafts.md",
    "docs/how-to/local-model.md",
    "docs/how-to/discourse.md",
    "docs/how-to/disputes.md",
    "docs/how-to/event-files.md",
    "docs/how-to/events.md",
    "docs/how-to/exchange.md",
    "docs/how-to/add-dataset.md",
    "docs/how-to/add-format.md",
    "docs/how-to/add-model.md",
    "docs/how-to/recorded.md",
    "docs/how-to/reference-managers.md",
    "docs/how-to/states.md",
    "docs/how-to/state-years.md",
    "docs/how-to/leaders.md",
    "docs/how-to/support.md",
    "docs/how-to/teams.md",
    "docs/how-to/votes.md",
    "docs/how-to/workspace.md",
    "docs/explanation/balance.md",
    "docs/explanation/bargaining.md",
    "docs/explanation/commitment.md",
    "docs/explanation/conflict.md",
    "docs/explanation/landscape.md",
    "docs/explanation/record.md",
)

BEFORE = {
    "docs/how-to/coding-guide.md": ("foedus case new first-coder", "foedus case new second-coder"),
    "docs/explanation/record.md": (f"ln -s '{ROOT}/bench' bench",),
}
"""Commands that make what a page takes for granted."""


def load_console() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_console", ROOT / "docs" / "console.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


console = load_console()


@pytest.mark.parametrize("name", PAGES, ids=lambda name: Path(name).stem)
def test_commands_of_a_page_do_what_it_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in BEFORE.get(name, ()):
        assert console.run(console.Command(0, text), tmp_path)[0] == 0
    with a_model(_one_right_one_wrong) if name in ASKS else nullcontext() as model:
        if model is not None:
            monkeypatch.setenv("LLM", model.url)
        _check(name, tmp_path)


ASKS = {"docs/how-to/local-model.md"}
"""Pages whose commands ask the language model that `$LLM` is the address of."""


def _one_right_one_wrong(*_: object) -> Reply:
    return drafting(a_draft("the envoys of Norway and Sweden met"), a_draft("A treaty was signed."))


def _check(name: str, tmp_path: Path) -> None:
    wrong = console.check((ROOT / name).read_text(encoding="utf-8"), tmp_path)
    assert not wrong, "\n".join([*wrong, f"quoted lines: python docs/console.py {name}"])


def test_every_how_to_is_run() -> None:
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "how-to").glob("*.md")}
    assert pages <= set(PAGES)


def test_a_false_quotation_and_an_unexpected_exit_are_found(tmp_path: Path) -> None:
    page = "```console\n$ echo one\none\n$ echo two\nthree\n```\n"
    assert console.check(page, tmp_path) == ["line 5: 'echo two' no longer prints 'three'"]
    assert console.check("```console\n$ false\n```\n", tmp_path)[0].startswith("line 2: 'false' left with 1, not 0")
    assert console.check("<!-- exit code 1 -->\n```console\n$ false\n```\n", tmp_path) == []


def test_quotations_hold_in_order_and_a_heredoc_is_one_command(tmp_path: Path) -> None:
    page = "```console\n$ cat > a <<'END'\n1\n2\nEND\n$ cat a\n2\n1\n```\n"
    assert console.check(page, tmp_path) == ["line 8: 'cat a' no longer prints '1'"]


def test_a_block_that_is_only_shown_does_not_run(tmp_path: Path) -> None:
    assert console.read_commands("<!-- not run -->\n```console\n$ false\n```\n") == []
    shown = console.read_commands("<!-- output of: echo yes -->\n```text\nyes\n```\n")
    assert [(command.text, list(command.quoted.values())) for command in shown] == [("echo yes", ["yes"])]
