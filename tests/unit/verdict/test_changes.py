"""What changed since an earlier verdict."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import CaseBuilder, a_coded_case
from foedus.errors import InputError
from foedus.report.outputs import write_outputs
from foedus.session.run import run
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.changes import with_changes
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import Changes
from made import a_full_case, plain, verdict_on


def compared(before: CaseBuilder, after: CaseBuilder, **options: Any) -> tuple[Changes, Verdict, Verdict]:
    """Return what changed, and the later verdict without and with it."""
    one, two = verdict_on(before), verdict_on(after, **options)
    told = with_changes(two, one, "")
    assert told.changes is not None
    return told.changes, one, told


def test_nothing_changed() -> None:
    found, _, told = compared(a_coded_case(), a_coded_case())
    assert found.outcomes == dict.fromkeys(OUTCOMES, 0)
    assert not any((found.claims_added, found.claims_removed, found.claims_changed, found.settings, found.factors))
    assert [row.text for row in told.sentences if row.section == "changes"] == [
        "Since the verdict as of 2017-12-31: alliance no change, entente no change, unaligned no change and rivalry no change.",
        "Claims: 0 added, 0 removed and 0 changed.",
    ]


def test_claims_that_came_went_and_changed() -> None:
    after = (
        a_coded_case()
        .without("claims.csv", id="c06")
        .with_claim("new", bears={"trade-ties": "+"}, source="arda-news")
        .changed("claims.csv", {"id": "c01"}, value=0.5)
    )
    found, one, two = compared(a_coded_case(), after)
    assert (found.claims_added, found.claims_removed, found.claims_changed) == (("new",), ("c06",), ("c01",))
    for outcome in OUTCOMES:
        moved = two.outcomes[outcome].probability - one.outcomes[outcome].probability
        assert found.outcomes[outcome] == pytest.approx(moved, abs=2e-6)
    before, after = ({row.id: row.presence for row in verdict.factors} for verdict in (one, two))
    told = {row.id: (row.before, row.after) for row in found.factors}
    assert told["trade-ties"] == (before["trade-ties"], after["trade-ties"])
    for name, (was, now) in told.items():
        assert (was, now) == (before[name], after[name])
        assert was != now


@pytest.mark.parametrize(
    "cells",
    [
        {"component": "intent"}, {"source": "belor-news"}, {"reference": "arda-news"}, {"date": "2014"}, {"credibility": 3},
        {"negated": True}, {"holder": "belor"}, {"speaker": "arda"}, {"locator": "section 2"}, {"text": "Other words."},
        {"basis": "inferred", "credibility": 5}, {"seen": "2016"},
    ],
)  # fmt: skip
def test_any_change_of_what_a_claim_says_is_seen(cells: dict[str, Any]) -> None:
    found, *_ = compared(a_coded_case(), a_coded_case().changed("claims.csv", {"id": "c05"}, **cells))
    assert found.claims_changed == ("c05",)


def test_a_remark_is_no_change_and_a_new_grade_of_a_source_is_one() -> None:
    remark, *_ = compared(a_coded_case(), a_coded_case().changed("claims.csv", {}, note="Seen again.", coder="second"))
    assert remark.claims_changed == ()
    graded, *_ = compared(a_coded_case(), a_coded_case().changed("sources.csv", {"key": "arda-news"}, reliability="A"))
    assert graded.claims_changed == ("c01", "c07")


def test_settings_that_differ_are_named_with_both_values() -> None:
    options = {"seed": 4, "draws": 31, "horizon": 5, "prior": "uniform", "as_of": date(2016, 6, 30), "words": "phia"}
    found, _, told = compared(a_coded_case(), a_coded_case(), **options)
    assert {row.setting: (row.before, row.after) for row in found.settings} == {
        "as_of": ("2017-12-31", "2016-06-30"), "horizon_years": (10, 5), "prior": ("table", "uniform"), "seed": (0, 4),
        "draws": (30, 31), "words": ("icd203", "phia"),
    }  # fmt: skip
    assert "prior table -> uniform" in told.sentences[-1].text


def test_a_run_since_an_earlier_one_names_its_file(tmp_path: Path) -> None:
    write_outputs(verdict_on(a_coded_case()), tmp_path / "old")
    result = run(a_full_case().build(), {"draws": 30}, since=tmp_path / "old")
    verdict = result.verdict
    changes = verdict.changes
    assert changes is not None
    assert changes.since_sha256 == hashlib.sha256((tmp_path / "old/verdict.json").read_bytes()).hexdigest()
    assert changes.claims_added == ("d1", "d2", "d3", "d4", "d5", "rung-diplomatic", "rung-military", "s1")
    written = [row for row in verdict.sentences if row.section == "changes"]
    assert list(changes.sentences) == [row.id for row in written]
    assert len({row.id for row in verdict.sentences}) == len(verdict.sentences)
    known = {name for part in plain(verdict)["evidence"].values() for name in part}
    assert all(set(row.evidence) <= known for row in written)


def test_another_case_is_no_earlier_run(tmp_path: Path) -> None:
    write_outputs(verdict_on(a_coded_case().with_settings(id="another-case")), tmp_path)
    with pytest.raises(InputError, match="a verdict on case 'another-case', not on 'arda-belor'"):
        run(a_coded_case().build(), {}, since=tmp_path)
