"""Every figure of the report can be explained, with the claims that it shows."""

from __future__ import annotations

import re

import foedus
from foedus.report.explain import explain, index_of
from foedus.report.html.page import render_report
from foedus.report.registry import chart, pictures


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


def test_every_figure_is_drawn_by_its_name() -> None:
    verdict = foedus.assess("iran-russia-syria", draws=40).verdict
    for name in pictures():
        assert chart(verdict, name).key == name
