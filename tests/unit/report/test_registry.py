"""A section of the report is one module: put beside the others it is shown, drawn, explained and tabled, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.report import sections as folder
from foedus.report.explain import explain
from foedus.report.html.page import render_report
from foedus.report.outputs import render_outputs
from foedus.report.registry import chart, pictures, sections
from made import typed

MODULE = '''
"""How many claims each source gives."""

from foedus.charts.sides import Sided, sides
from foedus.report.html.parts import Table
from foedus.report.picture import Picture
from foedus.report.section import Explanation, Section


def figure(context, *, share=1.0):
    return sides([Sided(name, True, 1.0, share) for name in context.pair_names], anchor="nobody")


def build(context):
    yield context.exhibit(TWO, "Read it so.", table=Table("two", "The two", context.pair_names).words("Name", str))


TWO = Picture("two", figure, lambda v: v.evidence.claims, "tie")
SECTION = Section(
    "made-up", "A made-up section", 45, build, [TWO],
    tables=lambda v: {"made_up": [{"actor": actor} for actor in v.case_info.focal_pair]},
    explain=lambda v: {"made-up-id": lambda: Explanation("made-up-id", "made up", "Said by the section", {})},
)
'''


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "made_up.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    sections.cache_clear()
    yield
    sections.cache_clear()


@pytest.mark.usefixtures("added")
def test_a_module_in_the_folder_is_a_section_with_its_figure_table_and_explanations() -> None:
    verdict = typed()
    ids = [section.id for section in sections()]
    assert ids[ids.index("made-up") - 1 : ids.index("made-up") + 2] == ["outside", "made-up", "scenarios"]
    page = render_report(verdict)
    assert '<li><a href="#made-up">A made-up section</a></li>' in page
    assert '<figure id="fig-sides">' in page
    assert chart(verdict, "two", share=0.5).frame["share"].to_list() == [0.5, 0.5]
    assert explain(verdict, "made-up-id").title == "Said by the section"
    assert explain(verdict, "fig-two").evidence == tuple(verdict.evidence.claims)
    assert render_outputs(verdict)["tables/made_up.csv"] == b"actor\narda\nbelor\n"


def test_an_id_a_place_and_a_name_of_a_figure_are_given_once() -> None:
    assert len({section.id for section in sections()}) == len({section.order for section in sections()})
    assert len(pictures()) == sum(len(section.pictures) for section in sections())


def test_a_wrong_name_or_option_of_a_figure_is_answered_with_the_valid_ones() -> None:
    with pytest.raises(InputError, match=r"no figure 'laddr' \(nearest: 'ladder'\); expected one of: moved, "):
        chart(typed(), "laddr")
    with pytest.raises(InputError, match="the figure 'ladder' has no option 'colour'; it takes none"):
        chart(typed(), "ladder", colour="red")
    with pytest.raises(InputError, match="the verdict on 'arda-belor' holds nothing to draw as 'history'"):
        chart(typed(), "history")
