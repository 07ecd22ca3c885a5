"""Ties by window, the ladder, support channels, networks: small cases worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from builders import CaseBuilder, a_case
from foedus.evidence.ladder import Rung, build_ladder
from foedus.evidence.networks import Networks, build_networks
from foedus.evidence.positions import build_positions
from foedus.evidence.support import Support, build_support
from foedus.evidence.ties import build_ties, windows_of
from foedus.evidence.visible import gather_evidence


def ties(case: CaseBuilder, as_of: str = "") -> dict[str, float]:
    from datetime import date

    evidence = gather_evidence(case.build(), date.fromisoformat(as_of) if as_of else None)
    rows = build_ties(evidence, evidence.draw(20, np.random.default_rng(0)))
    return {row.window: row.estimate.value for row in rows if (row.a, row.b) == ("arda", "belor")}


ATTACK: dict[str, Any] = {"predicate": "action", "holder": "arda", "object": "belor", "value": -1, "credibility": 1}


def test_an_armed_attack_reads_as_one_in_its_window_and_good_words_do_not_hide_it() -> None:
    case = (
        a_case()
        .with_source("record", reliability="A")
        .with_claim("attack", **ATTACK, source="record", date="2014-06-01")
    )
    found = ties(case)
    assert found["2013/2015"] == pytest.approx(-1 / 1.4)
    assert found["all"] == pytest.approx(-1 / 1.4)
    kind = case.with_claim("words", predicate="relation", value=0.2, date="2014")
    assert ties(kind)["2013/2015"] == pytest.approx((-1 + 0.64 * 0.2) / (1 + 0.64 + 0.4))
    assert ties(kind)["2013/2015"] < -0.4


def test_a_dated_claim_counts_where_its_date_overlaps_and_an_undated_one_in_no_window() -> None:
    warm: dict[str, Any] = {"predicate": "relation", "value": 0.5}
    assert set(ties(a_case().with_claim("c1", **warm))) == {"all"}
    assert set(ties(a_case().with_claim("c1", **warm, date="1998"))) == {"all"}
    assert set(ties(a_case().with_claim("c1", **warm, date="2013"))) == {"all", "2011/2013", "2012/2014", "2013/2015"}
    spread = {"all", *(f"{year}/{year + 2}" for year in range(2010, 2014))}
    assert set(ties(a_case().with_claim("c1", **warm, date="2011/2013-01"))) == spread


def test_windows_cover_the_period_up_to_the_cut_off() -> None:
    case = a_case()
    whole = [f"{year}/{year + 2}" for year in range(2010, 2016)]
    assert [label for label, _, _ in windows_of(gather_evidence(case.build()))] == whole
    short = case.with_settings(period="2016/2017").build()
    assert [label for label, _, _ in windows_of(gather_evidence(short))] == ["2016/2018"]
    early = ties(case.with_claim("c1", predicate="relation", date="2012-03"), "2013-06-30")
    assert set(early) == {"all", "2010/2012", "2011/2013"}


def test_a_negated_action_is_no_evidence_and_a_negated_relation_is_the_opposite() -> None:
    assert ties(a_case().with_claim("c1", **ATTACK, negated=True)) == {}
    denied = a_case().with_claim("c1", predicate="relation", value=0.5, negated=True)
    assert ties(denied)["all"] == pytest.approx(-0.64 * 0.5 / (0.64 + 0.4))


def test_a_joint_act_stands_for_every_pair_with_different_ends() -> None:
    joint = a_case().with_claim(
        "c1", predicate="action", holder=["arda", "belor", "corvan"], object=["arda", "belor", "corvan"]
    )
    evidence = gather_evidence(joint.build())
    rows = build_ties(evidence, evidence.draw(20, np.random.default_rng(0)))
    assert {(row.a, row.b) for row in rows} == {("arda", "belor"), ("arda", "corvan"), ("belor", "corvan")}


def rungs(*claims: dict[str, Any]) -> list[Rung]:
    case = a_case()
    for at, cells in enumerate(claims):
        given = {"predicate": "action", "channel": "military", "value": 0.5, **cells}
        case = case.with_claim(f"c{at}", **given)
    return list(build_ladder(gather_evidence(case.build())))


def test_turning_points_are_the_first_reaches_of_a_new_height_over_all_channels() -> None:
    found = rungs(
        {"level": 3, "date": "2014-05"},
        {"level": 2, "date": "2012", "channel": "diplomatic"},
        {"level": 3, "date": "2015", "channel": "arms"},
        {"level": 5, "date": "2015-09-30"},
        {"level": 1, "date": "2011"},
        {"level": 4, "date": "2016"},
    )
    assert [(rung.level, rung.turning_point) for rung in found] == [
        (1, True), (2, True), (3, True), (3, False), (5, True), (4, False),
    ]  # fmt: skip
    assert [rung.day.isoformat() for rung in found if rung.day and rung.turning_point] == [
        "2011-01-01", "2012-01-01", "2014-05-01", "2015-09-30",
    ]  # fmt: skip


def test_undated_and_long_spans_stand_last_and_turn_nothing() -> None:
    found = rungs({"level": 6}, {"level": 5, "date": "2010/2016"}, {"level": 2, "date": "2013"})
    assert [(rung.level, rung.day is None, rung.turning_point) for rung in found] == [
        (2, False, True), (5, True, False), (6, True, False),
    ]  # fmt: skip


def test_one_event_from_several_claims_is_one_rung() -> None:
    found = rungs(*({"level": 4, "date": "2014-05", "text": f"Told {at} times."} for at in range(3)))
    assert [rung.claims for rung in found] == [("c0", "c1", "c2")]
    assert found[0].text == "Told 0 times."


def test_hostile_and_denied_acts_and_those_of_others_are_no_rungs() -> None:
    assert rungs(
        {"level": 5, "value": -0.5, "date": "2014"},
        {"level": 5, "value": 0.5, "negated": True, "date": "2014"},
        {"level": 5, "holder": "arda", "object": "corvan", "date": "2014"},
        {"level": 5, "value": 0, "date": "2014"},
    ) == []  # fmt: skip


def test_support_names_unattributed_supporters_and_leaves_coalitions_whole() -> None:
    case = (
        a_case()
        .with_actor("league", kind="coalition")
        .with_actor("dunmar", member_of="league")
        .with_actor("dunmar-army", kind="government_body", part_of="dunmar", roll_up="as_voice")
    )
    act: dict[str, Any] = {"predicate": "action", "object": "corvan", "value": 0.5}
    case = (
        case.with_claim("c1", **act, holder="unattributed", support_type="money")
        .with_claim("c2", **act, holder="league", support_type=["weapons", "troops"], date="2013")
        .with_claim("c3", **act, holder="dunmar-army", support_type="weapons", date="2012-05")
        .with_claim("c4", **act, holder="dunmar", support_type=["troops", "weapons"], date="2011/2014")
        .with_claim("c5", **act, holder="dunmar", support_type="media", negated=True)
        .with_claim("c6", **act, holder="arda")
    )
    assert build_support(gather_evidence(case.build())) == (
        Support("dunmar", "corvan", ("troops", "weapons"), ("c3", "c4"), "2011/2014"),
        Support("league", "corvan", ("troops", "weapons"), ("c2",), "2013"),
        Support("unattributed", "corvan", ("money",), ("c1",), ""),
    )


def networks(stands: dict[tuple[str, str], float]) -> Networks:
    case = a_case().with_issue("rank")
    for actor, issue in stands:
        case = case.with_claim(holder=actor, object=issue, value=stands[actor, issue])
    evidence = gather_evidence(case.build())
    found, _ = build_positions(evidence, evidence.draw(20, np.random.default_rng(0)), rng=np.random.default_rng(0))
    return build_networks(found)


def test_networks_by_hand() -> None:
    found = networks(
        {
            ("arda", "border"): 0.8, ("belor", "border"): 0.4, ("corvan", "border"): -0.6,
            ("arda", "pipeline"): 0.5, ("belor", "pipeline"): -0.5,
            ("arda", "rank"): 0.0, ("corvan", "rank"): 1.0,
        }
    )  # fmt: skip
    pair, other, third = ("arda", "belor"), ("arda", "corvan"), ("belor", "corvan")
    assert {(e.a, e.b): (pytest.approx(e.value), e.issues) for e in found.congruence} == {pair: (0.8, ("border",))}
    conflict = {(e.a, e.b): (e.value, e.issues) for e in found.conflict}
    assert set(conflict) == {pair, other, third}
    assert conflict[pair] == (pytest.approx(0.5), ("pipeline",))
    assert conflict[other] == (pytest.approx(0.7), ("border",))  # neutral on rank: no side, so no edge from it
    assert conflict[third] == (pytest.approx(0.5), ("border",))
    assert {(e.a, e.b): e.value for e in found.subtract} == pytest.approx({pair: 0.3, other: -0.7, third: -0.5})


def test_who_shares_only_an_issue_on_which_one_is_neutral_is_not_tied() -> None:
    assert networks({("arda", "rank"): 0.0, ("corvan", "rank"): 1.0}) == Networks((), (), ())


def test_networks_without_two_actors_are_empty() -> None:
    assert networks({}) == networks({("arda", "border"): 0.5}) == Networks((), (), ())
