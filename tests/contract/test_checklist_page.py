"""The page of the checklist tells everything that the declaration holds."""

from __future__ import annotations

from pathlib import Path

from foedus.terms.checklist import CHECKLIST, GROUNDS, SPREAD
from foedus.terms.steps import STAGES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "checklist.md").read_text(encoding="utf-8")
ROWS = {line.split("`")[1]: line for line in PAGE.splitlines() if line.startswith("| `")}


def test_every_kind_has_definition_question_border_and_all_its_numbers() -> None:
    for name, kind in CHECKLIST.items():
        for text in (kind.meaning, kind.asks, kind.excludes):
            assert text in PAGE, name
        cells = [cell.strip() for cell in ROWS[name].strip("|").split("|")]
        numbers = [float(cell) for cell in cells[1:12]]
        assert numbers == [*kind.base, *kind.from_entente, *kind.from_unaligned]
        assert cells[12].startswith(kind.ground)


def test_grounds_stages_and_what_stays_judgment_are_told() -> None:
    for name in GROUNDS:
        assert f"| {name} | {SPREAD[name]:g} |" in PAGE
    for name, stage in STAGES.items():
        assert stage.meaning in ROWS[name]
        assert all(f"| {number:g} |" in ROWS[name] for number in (stage.in_force or (stage.factor,)))
    assert "## What stays judgment" in PAGE
    assert "are not estimated: they are 1 with a spread of 0.5" in PAGE


def test_a_definition_is_short_and_names_kinds_that_exist() -> None:
    for name, kind in CHECKLIST.items():
        assert len(kind.meaning) < 130, name
        assert kind.asks.endswith("?"), name
        named = {word.strip("();,") for word in kind.excludes.split() if word.startswith("(")}
        assert {word for word in named if "-" in word} <= set(CHECKLIST), name
