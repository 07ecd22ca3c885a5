"""From every id of a result to its formula and its evidence."""

from __future__ import annotations

import pytest

from foedus.errors import InputError
from foedus.report.explain import explain, index_of
from foedus.verdict.formulae import FORMULAE
from made import typed


@pytest.mark.parametrize("name", ["full", "coded", "empty"])
def test_every_id_explains_and_its_evidence_is_there(name: str) -> None:
    v = typed(name)
    e = v.evidence
    known = {key for part in (e.claims, e.sources, e.datasets, e.models, e.ratings) for key in part}
    index = index_of(v)
    for key in index:
        found = explain(v, key)
        assert found.id == key
        assert found.title
        assert set(found.evidence) <= known, key
    for rows in (v.factors, v.issues, v.scenarios, v.sentences, v.assumptions, v.indicators):
        assert {row.id for row in rows} <= set(index)
    assert set(v.outcomes) | known | {"confidence"} <= set(index)


def test_a_factor_is_explained_by_its_numbers_and_claims() -> None:
    v = typed()
    row = next(factor for factor in v.factors if factor.id == "trade-ties")
    found = explain(v, "trade-ties")
    assert found.kind == "factor"
    assert found.values["presence"] == row.presence
    assert found.values["works for"] == row.works_for
    assert FORMULAE["presence"].formula in found.formula
    assert found.evidence[: len(row.claims)] == tuple(row.claims) == ("c04", "c08")


def test_quantities_have_names_of_their_own() -> None:
    v = typed()
    tie = next(row for row in v.ties if (row.a, row.b, row.window) == ("arda", "belor", "2014/2016"))
    for name in ("tie:arda:belor:2014/2016", "tie:belor:arda:2014/2016"):
        assert explain(v, name).values["value"] == tie.value
    assert explain(v, "position:arda:border").evidence == ("c01",)
    assert explain(v, "threat:corvan:arda").evidence == ("c05", "c06")
    common = next(row for row in v.common_threats if row.source == "corvan")
    assert explain(v, "common-threat:corvan").inputs == common.pair


def test_a_claim_leads_to_its_works_and_a_work_to_its_claims() -> None:
    v = typed()
    assert explain(v, "c07").evidence == ("arda-news", "study-1")
    assert explain(v, "arda-news").evidence == ("c01", "c07")
    assert explain(v, "c07").values["weight"] == pytest.approx(0.6 * 0.8)


def test_an_outcome_shows_prior_and_pushes() -> None:
    v = typed()
    found = explain(v, "alliance")
    assert found.inputs["prior"] == v.outcomes["alliance"].prior
    pushes = found.inputs["push by group (log odds)"]
    assert pushes["field"] > 0
    assert set(pushes) <= {kind.group for kind in v.checklist.kinds}


def test_the_answer_shows_prior_and_what_decides_it() -> None:
    v = typed()
    found = explain(v, "answer")
    assert found.values["outcome asked about"] == v.case_info.thesis.outcome
    assert found.values["moved"] == pytest.approx(v.answer.probability - v.answer.prior, abs=2e-6)
    assert [value for name, value in found.inputs.items() if name.startswith("decides: ")] == [
        row.shift for row in v.answer.deciding
    ]
    assert found.evidence


@pytest.mark.parametrize(
    ("name", "near"),
    [("trade-tie", "trade-ties"), ("allience", "alliance"), ("sentence-1x", "sentence-1"), ("c1", "c01")],
)
def test_an_unknown_id_is_answered_with_near_ones(name: str, near: str) -> None:
    with pytest.raises(InputError, match=rf"no.* id '{name}'; near: .*{near}\b"):
        explain(typed(), name)


def test_an_id_like_no_other_is_answered_with_the_way_to_the_list() -> None:
    with pytest.raises(InputError, match="list them with: foedus explain --list"):
        explain(typed(), "@@@@@@@@@@@@@@@")
