"""Every figure of the report can be explained, with the claims that it shows."""

from __future__ import annotations

import re

import pytest

import foedus
from foedus.errors import InputError
from foedus.report.explain import explain, index_of
from foedus.report.html import render_report
from foedus.report.registry import chart, pictures, sections


def test_every_figure_of_the_report_is_explained_with_its_claims() -> None:
    verdict = foedus.assess("iran-russia-syria", draws=40).verdict
    drawn = set(re.findall(r'<figure id="(fig-[a-z]+)"', render_report(verdict)))
    known = {name for name in index_of(verdict) if name.startswith("fig-")}
    assert drawn
    assert drawn == known
    for name in drawn:
        assert any(found in verdict.evidence.claims for found in explain(verdict, name).evidence) or name in (
            "fig-states",
            "fig-history",
            "fig-reliability",
        )


def test_thin_evidence_is_no_ground_for_confidence() -> None:
    verdict = foedus.assess("iran-russia-syria", draws=40, as_of="2008-01-01").verdict
    assert verdict.confidence.level == "low"


def test_every_section_and_figure_is_named_once_and_stands_in_its_place() -> None:
    assert (
        len({section.id for section in sections()}) == len({section.order for section in sections()}) == len(sections())
    )
    assert len(pictures()) == sum(len(section.pictures) for section in sections())


def test_a_figure_is_drawn_by_its_name_and_a_wrong_name_or_option_is_answered_with_the_valid_ones() -> None:
    verdict = foedus.assess("iran-russia-syria", draws=40).verdict
    for name in pictures():
        assert chart(verdict, name).key == name
    with pytest.raises(InputError, match=r"no figure 'laddr' \(nearest: 'ladder'\); expected one of: likelihood, "):
        chart(verdict, "laddr")
    with pytest.raises(InputError, match="the figure 'ladder' has no option 'colour'; it takes none"):
        chart(verdict, "ladder", colour="red")
