"""The verdict: what must hold between its parts, whatever the case."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from builders import CaseBuilder, a_case, a_coded_case
from foedus.judgment.checklist_model import BELIEF
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.file import render_verdict
from made import a_full_case, made, told_on, typed_of

PERSISTENT = (1.0, 1.0, 1.0)
ODD_CASES: dict[str, Callable[[], tuple[CaseBuilder, dict[str, Any]]]] = {
    "full": lambda: (a_full_case(), {}),
    "no claims": lambda: (a_case(), {}),
    "one claim": lambda: (a_case().with_claim("c1", bears={"trade-ties": "+"}), {}),
    "only one of the pair speaks": lambda: (
        a_case()
        .with_claim("c1", predicate="threat", object="corvan", value=0.6, bears={"common-enemy": "+"})
        .with_claim("c2", object="pipeline", value=0.1),
        {},
    ),
    "one work": lambda: (_by_one_work(a_coded_case()), {}),
    "every grade unknown": lambda: (
        a_coded_case().changed("sources.csv", {}, reliability="F").changed("claims.csv", {}, credibility=6),
        {},
    ),
    "before every claim": lambda: (a_coded_case(), {"as_of": "0001-01-01"}),
    "earlier": lambda: (a_coded_case(), {"as_of": "2015-01-01"}),
    "one year ahead": lambda: (a_full_case(), {"horizon": 1}),
    "fifty years ahead": lambda: (a_full_case(), {"horizon": 50}),
    "uniform prior": lambda: (a_full_case(), {"prior": "uniform"}),
    "everything lasts": lambda: (_lasting(a_coded_case(), 1), {}),
    "nothing lasts": lambda: (_lasting(a_coded_case(), 0), {}),
    "no scenarios": lambda: (_without_scenarios(a_coded_case()), {}),
    "allies today": lambda: (
        a_coded_case().with_settings(state_of_relation="alliance", state_ground="A treaty of 1999."),
        {},
    ),
    "no issues": lambda: (_without_issues(a_coded_case()), {}),
    "no factors": lambda: (_without_factors(a_coded_case()), {}),
}


def _by_one_work(case: CaseBuilder) -> CaseBuilder:
    return case.changed("claims.csv", {}, source="study-1", reference="")


def _lasting(case: CaseBuilder, share: int) -> CaseBuilder:
    return case.changed("factors.csv", {}, persistence_low=share, persistence_central=share, persistence_high=share)


def _without_scenarios(case: CaseBuilder) -> CaseBuilder:
    new = case.with_settings()
    new.scenarios = []
    return new


def _without_issues(case: CaseBuilder) -> CaseBuilder:
    new = case.with_settings()
    new.rows["issues.csv"] = []
    for name in ("c01", "c02", "c03", "c04"):
        new = new.without("claims.csv", id=name).without("bearings.csv", claim=name)
    return new


def _without_factors(case: CaseBuilder) -> CaseBuilder:
    new = _without_scenarios(case)
    for file in ("factors.csv", "bearings.csv", "assumptions.csv", "indicators.csv"):
        new.rows[file] = []
    new.rated = {}
    return new.without("claims.csv", id="c10")


def odd(name: str) -> dict[str, Any]:
    from datetime import date

    case, options = ODD_CASES[name]()
    if "as_of" in options:
        options = {**options, "as_of": date.fromisoformat(options["as_of"])}
    return told_on(case, **options)


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner)
    elif isinstance(value, float):
        yield value


def known_evidence(verdict: dict[str, Any]) -> set[str]:
    return {
        name for part in ("claims", "sources", "datasets", "models", "ratings") for name in verdict["evidence"][part]
    }


@pytest.mark.parametrize("name", ODD_CASES)
def test_every_part_agrees_with_every_other(name: str) -> None:
    v = odd(name)
    outcomes = v["outcomes"]
    assert tuple(outcomes) == OUTCOMES
    for key in ("prior", "probability", "inside"):
        assert sum(row[key] for row in outcomes.values()) == pytest.approx(1, abs=3e-6)
    for row in outcomes.values():
        assert row["low"] <= row["probability"] <= row["high"]
        assert row["prior_low"] <= row["prior"] <= row["prior_high"]
    head = v["headline"]
    assert outcomes[head["outcome"]]["probability"] == max(row["probability"] for row in outcomes.values())
    for key in ("term", "band", "probability", "low", "high"):
        assert head[key] == outcomes[head["outcome"]][key]
    assert v["path"][-1]["as_of"] == v["as_of"]
    for outcome in OUTCOMES:
        assert v["path"][-1]["outcomes"][outcome]["probability"] == outcomes[outcome]["probability"]
        assert v["sensitivity"]["baseline"][outcome] == outcomes[outcome]["probability"]
        assert v["outside"]["by_year"][-1]["outcomes"][outcome]["probability"] == outcomes[outcome]["prior"]
        assert v["dissent"]["outside"][outcome] == outcomes[outcome]["prior"]
        assert v["dissent"]["inside"][outcome] == outcomes[outcome]["inside"]
    used = next(row for row in v["sensitivity"]["prior"] if row["id"] == v["outside"]["id"])
    assert used["outcomes"] == pytest.approx({name: row["probability"] for name, row in outcomes.items()})
    held = next(row for row in v["sensitivity"]["belief"] if row["belief"] == BELIEF)
    assert held["outcomes"] == pytest.approx({name: row["probability"] for name, row in outcomes.items()})
    counts = v["counts"]
    assert counts["claims_read"] == counts["claims_used"] + counts["claims_not_visible"]
    assert counts["claims_used"] == len(v["evidence"]["claims"])
    assert len(v["outside"]["by_year"]) == v["horizon_years"] + 1


@pytest.mark.parametrize("name", ODD_CASES)
def test_every_id_that_a_part_names_is_there(name: str) -> None:
    v = odd(name)
    known = known_evidence(v)
    claims = set(v["evidence"]["claims"])
    sentences = {row["id"] for row in v["sentences"]}
    for row in v["sentences"]:
        assert row["evidence"], row
        assert set(row["evidence"]) <= known, row
        assert row["kind"] in ("fact", "judgment", "assumption")
    named = [v["headline"]["sentence"], v["confidence"]["sentence"], *v["outside"]["text"], *v["dissent"]["sentences"]]
    named += [name for scenario in v["scenarios"] for name in scenario["reasons"]]
    assert set(named) <= sentences
    for part in ("factors", "ties", "threats", "common_threats", "ladder", "support"):
        for row in v[part]:
            assert set(row["claims"]) <= claims
    for issue in v["issues"]:
        assert set(issue["claims"]) <= claims
        for row in issue["positions"]:
            assert set(row["claims"]) <= claims
    for row in v["dissent"]["contrary"]:
        assert row["claim"] in claims
    for claim in v["evidence"]["claims"].values():
        assert {claim["source"], *claim["reference"]} <= set(v["evidence"]["sources"])


@pytest.mark.parametrize("name", ODD_CASES)
def test_the_file_is_strict_json_without_holes(name: str) -> None:
    v = odd(name)
    text = render_verdict(typed_of(v)).decode()
    again = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} in verdict.json"))
    assert again == v
    assert typed_of(again) == typed_of(v)
    assert all(math.isfinite(number) and number == round(number, 6) for number in numbers(v))


# What no English sentence holds: empty names, doubled marks, a subject of two with a verb for one, and leftovers of code.
UNGRAMMATICAL = re.compile(
    r"None|nan\b|\bnone\b|\{|\}|  |\.\.(?!\d)|,,| ,| \.|\(\)|; ;|\b1 (findings|claims|points? no)|\bno change\.$|"
    r"\b(\w+ and \w+) (gains|loses|is the least)|it is (remote|realistic|roughly|almost no)|there is (likely|very|highly)"
)


@pytest.mark.parametrize("words", ["icd203", "phia"])
@pytest.mark.parametrize("name", ODD_CASES)
def test_sentences_are_whole(name: str, words: str) -> None:
    from datetime import date

    case, options = ODD_CASES[name]()
    if "as_of" in options:
        options = {**options, "as_of": date.fromisoformat(options["as_of"])}
    for row in told_on(case, words=words, **options)["sentences"]:
        assert row["text"].endswith((".", "?", "!")), row["text"]
        assert row["text"][0].isupper() or row["text"][0].isdigit() or row["section"] == "ladder", row["text"]
        assert not UNGRAMMATICAL.search(row["text"]), row["text"]


def texts(verdict: dict[str, Any], section: str) -> str:
    return "\n".join(row["text"] for row in verdict["sentences"] if row["section"] == section)


def test_the_prior_is_said_to_lean_where_it_leans() -> None:
    assert re.search(r"gives alliance 2 % \(.*\) and leans to unaligned \(94 %\)", texts(odd("full"), "why"))
    assert "gives every outcome 25 %" in texts(odd("uniform prior"), "why")
    allies = texts(odd("allies today"), "why")
    assert re.search(r"leans to alliance with \d+ %\.", allies)


@pytest.mark.parametrize("name", ODD_CASES)
def test_the_answer_is_on_the_outcome_that_the_thesis_expects(name: str) -> None:
    v = odd(name)
    found, row = v["answer"], v["outcomes"][v["case_info"]["thesis"]["outcome"]]
    assert found["outcome"] == v["case_info"]["thesis"]["outcome"]
    for key in ("term", "band", "probability", "low", "high", "prior"):
        assert found[key] == row[key]
    assert found["moved"] == pytest.approx(row["probability"] - row["prior"], abs=2e-6)
    log_odds = [math.log(row[key] / (1 - row[key])) for key in ("probability", "prior")]
    assert found["near_base_rate"] == (abs(log_odds[0] - log_odds[1]) < math.log(1.5))
    first = v["sentences"][0]
    assert first["id"] == found["sentence"]
    assert first["section"] == "verdict"
    shown = f"{row['probability'] * 100:.0f} %"
    assert f"({shown}, 5-95 % interval" in first["text"] or "under 1 %" in first["text"] or "over 99 %" in first["text"]
    told = " ".join(row["text"] for row in v["sentences"] if row["section"] == "verdict")
    assert ("near the base rate" in told) == (found["near_base_rate"] and "less than the factor 1.5" in told)


@pytest.mark.parametrize("name", ODD_CASES)
def test_what_decides_and_what_would_change_are_the_largest_effects_on_that_outcome(name: str) -> None:
    v = odd(name)
    asked = v["answer"]["outcome"]
    shifts = {row["id"]: row["shift"][asked] for row in [*v["checklist"]["kinds"], *v["steps"]["rows"]]}
    largest = sorted((abs(value) for value in shifts.values()), reverse=True)[:3]
    said = [abs(row["shift"]) for row in v["answer"]["deciding"]]
    assert said == [value for value in largest if value >= 0.0005]
    assert all(row["shift"] == shifts[row["id"]] for row in v["answer"]["deciding"])
    moves = {row["id"]: row["shift"][asked] for row in v["indicators"]}
    moves |= {row["id"]: row["outcomes"][asked]["change"] for row in v["scenarios"]}
    taken = {row["stage"]: row["outcomes"][asked] - v["answer"]["probability"] for row in v["steps"]["if_taken"]}
    moves |= dict([max(taken.items(), key=lambda row: abs(row[1]))]) if taken else {}
    moves = {key: value for key, value in moves.items() if abs(value) >= 0.0005}
    changes = {row["id"]: row["shift"] for row in v["answer"]["would_change"]}
    assert len(changes) == min(3, len(moves))
    assert changes == pytest.approx({key: moves[key] for key in changes}, abs=2e-6)
    assert {value > 0 for value in changes.values()} == {value > 0 for value in moves.values()}
    if moves:
        assert max(map(abs, changes.values())) == pytest.approx(max(map(abs, moves.values())), abs=2e-6)


def test_a_leading_outcome_under_one_half_is_said_to_pass_none() -> None:
    v = odd("uniform prior")
    assert v["headline"]["probability"] <= 0.5
    assert "o outcome passes one half" in texts(v, "verdict")
    high = odd("full")
    assert high["headline"]["probability"] > 0.5
    assert "one half" not in texts(high, "verdict")


@pytest.mark.parametrize("name", ["full", "earlier", "uniform prior"])
def test_contrary_claims_lower_the_outcome_asked_about_by_no_more_than_their_factor_moves(name: str) -> None:
    v = odd(name)
    asked, factors = v["answer"]["outcome"], {row["id"]: row for row in v["factors"]}
    by_factor: dict[str, float] = {}
    for row in v["dissent"]["contrary"]:
        assert row["push"][asked] < 0
        assert row["claim"] in {*factors[row["factor"]]["claims"], *factors[row["factor"]]["claims_against"]}
        by_factor[row["factor"]] = by_factor.get(row["factor"], 0.0) - row["push"][asked]
    pushes = [row["push"][asked] for row in v["dissent"]["contrary"]]
    assert pushes == sorted(pushes)
    for factor, total in by_factor.items():
        shift = factors[factor]["shift"][asked]
        if shift < 0:
            alone = [row for row in v["dissent"]["contrary"] if row["factor"] == factor]
            assert total <= -shift * len(alone) + 1e-5
            assert len(alone) == 1 or total < -shift * len(alone)


def test_an_earlier_state_is_recorded_or_said_to_be_assumed() -> None:
    from datetime import date

    day = date(2013, 5, 1)
    assumed = told_on(a_coded_case(), as_of=day)
    assert assumed["hindsight"] is True
    assert "Assumed: covariates.csv has no state for 2012" in texts(assumed, "outside")
    told = [row for row in assumed["sentences"] if row["text"].startswith("State of relation in 2013: unaligned.")]
    assert [row["kind"] for row in told] == ["assumption"]
    known = told_on(a_coded_case().with_covariate("state_of_relation", 2012, "rivalry"), as_of=day)
    assert known["case_info"]["state_of_relation"] == "rivalry"
    assert "State of relation in 2013: rivalry. The pair's history in covariates.csv says so" in texts(known, "outside")
    assert "neither threatens the other" not in json.dumps(known["sentences"])


def test_factors_that_the_evidence_denies_bind_and_divide_nothing() -> None:
    assert "Old grudge" not in texts(made("full"), "why")


def test_odds_of_the_scenarios_follow_from_their_probabilities() -> None:
    v = made("full")
    base = v["scenarios"][0]
    assert (base["id"], base["removes"], base["lost"]) == ("all-persist", [], {})
    for row in v["scenarios"]:
        assert sum(inner["probability"] for inner in row["outcomes"].values()) == pytest.approx(1, abs=3e-6)
        for outcome, inner in row["outcomes"].items():
            change = inner["probability"] - base["outcomes"][outcome]["probability"]
            assert inner["change"] == pytest.approx(change, abs=2e-6)


def test_the_headline_reads_well_for_every_term() -> None:
    from foedus.terms.likelihood import SCALES, likelihood

    expected = {
        "almost no chance": "there is almost no chance",
        "roughly even chance": "there is a roughly even chance",
        "remote chance": "there is a remote chance",
        "realistic possibility": "there is a realistic possibility",
        "remote chance to highly unlikely": "it is between a remote chance and highly unlikely",
        "unlikely to realistic possibility": "it is between unlikely and a realistic possibility",
        "realistic possibility to likely": "it is between a realistic possibility and likely",
    }
    for scale in SCALES.values():
        for step in range(1001):
            term = likelihood(step / 1000, scale.id).term
            plain = f"it is between {term.replace(' to ', ' and ')}" if " to " in term else f"it is {term}"
            assert scale.sentence(term) == expected.get(term, plain)


def test_claims_without_a_date_are_counted_aloud() -> None:
    v = made("coded")
    undated = sum(not row["date"] for row in v["evidence"]["claims"].values())
    assert v["counts"]["claims_undated"] == undated == 7
    assert "Claims without a date of their own: 7 of 11; they enter no window of time" in texts(v, "balance")
    dated = told_on(a_case().with_claim("c1", date="2014"))
    assert "without a date" not in texts(dated, "balance")


def test_the_deciding_kind_of_a_group_pushes_hardest_either_way() -> None:
    """Of what passes between the two, arms bind more than trade does; the second of a group counts half of what it says."""
    case = a_coded_case().with_factor("arms", checklist="arms-supply")
    case = case.with_claim("w1", source="arda-news", credibility=1, bears={"arms": "+"})
    groups = {row["id"]: row for row in told_on(case)["hypotheses"]["groups"]}
    assert set(groups) == {"field", "material", "conflict"}
    material = groups["material"]
    assert material["kinds"] == ["arms-supply", "economic-dependence"]
    assert material["deciding"]["alliance"] == "arms-supply"
    assert material["deciding"]["unaligned"] == ""
    alone = {
        name: told_on(only)["hypotheses"]["groups"]
        for name, only in (
            ("arms-supply", case.without("bearings.csv", factor="trade-ties")),
            ("economic-dependence", case.without("bearings.csv", factor="arms")),
        )
    }
    single = {
        name: next(row for row in rows if row["id"] == "material")["push"]["alliance"] for name, rows in alone.items()
    }
    # both kinds alone push up, the pair by less than their sum and by more than the larger one
    assert 0 < single["economic-dependence"] < single["arms-supply"]
    assert single["arms-supply"] * 0.9 < material["push"]["alliance"] < sum(single.values())
