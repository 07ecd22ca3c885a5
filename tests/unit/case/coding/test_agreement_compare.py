"""Two codings of one text: which claims meet, and what is counted as agreement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from foedus.case.coding.compare import coded_value, compare_codings
from foedus.case.coding.matching import match_units, units_of
from foedus.case.model import Actor, Case, Claim, Issue, Settings, Thesis
from foedus.errors import InputError
from foedus.files.edtf import parse_edtf

ACTORS = (
    Actor("iran", "Iran", "state"),
    Actor("irgc", "Revolutionary Guards", "armed_group", part_of="iran", roll_up="as_voice"),
    Actor("isis", "Islamic State", "armed_group"),
    Actor("lavrov", "Sergey Lavrov", "person", part_of="russia", roll_up="as_voice"),
    Actor("russia", "Russia", "state"),
)
ISSUES = (
    Issue("assad", "Should Assad stay?", "go at once", "stay"),
    Issue("israel", "How to treat Israel?", "as an enemy", "as a partner"),
)
SETTINGS = Settings(
    format_version=1,
    id="syria",
    title="Syria",
    question="Will it last?",
    focal_pair=("iran", "russia"),
    theatre="Syria",
    period=parse_edtf("2011/2018"),
    as_of=parse_edtf("2018-12-31"),
    horizon_years=5,
    state_of_relation="entente",
    state_ground="A standing partnership.",
    thesis=Thesis("It depends.", "article", "entente"),
    scenarios=(),
    provenance={},
    licence="CC0-1.0",
)


def a_claim(name: str, text: str = "Iran wants Assad to stay in power", **changes: Any) -> Claim:
    claim = Claim(
        id=name,
        kind="study",
        source="article",
        locator="§ 3",
        text=text,
        predicate="position",
        credibility=2,
        reference=("ref-12",),
        holder=("iran",),
        object=("assad",),
        value=0.7,
    )
    return replace(claim, **changes)


def a_case(*claims: Claim, coder: str = "", actors: Sequence[Actor] = ACTORS) -> Case:
    coded = tuple(replace(claim, coder=claim.coder or coder) for claim in claims)
    return Case(SETTINGS, tuple(actors), ISSUES, (), (), (), (), (), coded, (), (), ())


def matched(first: Case, second: Case) -> list[tuple[str, str]]:
    ours, theirs = units_of(first, ["article"]), units_of(second, ["article"])
    return [(one.claim.id, other.claim.id) for one, other in match_units(ours, theirs)]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"locator": "3"},
        {"reference": ("ref-12", "ref-13")},
        {"predicate": "interest", "value": 0.2},
        {"value": -1.0, "negated": True},
        {"holder": ("irgc",), "text": "Tehran insists on the president"},
        {"object": ("assad", "lavrov"), "text": "Tehran insists on the president"},
        {"holder": ("iran", "russia")},
        {"text": "Tehran insists on the president"},
        {"object": ("israel",), "text": "Iran wants that Assad stays in power"},
        {"holder": ("russia",), "object": ("iran", "assad"), "text": "Iran wants Assad to stay in power!"},
    ],
)
def test_claims_on_one_assertion_meet(changes: dict[str, Any]) -> None:
    assert matched(a_case(a_claim("one")), a_case(a_claim("other", **changes))) == [("one", "other")]


@pytest.mark.parametrize(
    "changes",
    [
        {"locator": "§ 4"},
        {"reference": ("ref-13",)},
        {"reference": ()},
        {"object": ("israel",), "text": "Tehran insists on the president"},
        {"holder": ("russia",), "text": "Moscow insists on the president"},
        {"holder": ("russia",), "object": ("israel",)},
    ],
)
def test_claims_on_different_assertions_do_not_meet(changes: dict[str, Any]) -> None:
    assert matched(a_case(a_claim("one")), a_case(a_claim("other", **changes))) == []


def test_a_claim_without_reference_has_its_source_as_reference() -> None:
    first = a_case(a_claim("one", reference=()))
    second = a_case(a_claim("other", reference=("article",)))
    assert matched(first, second) == [("one", "other")]


def test_the_larger_overlap_wins_over_the_likelier_text() -> None:
    first = a_case(a_claim("joint", text="Both want him to stay", holder=("iran", "russia")))
    second = a_case(
        a_claim("alone", text="Both want him to stay"),
        a_claim("all", text="Everyone backs the president", holder=("iran", "isis", "russia")),
    )
    assert matched(first, second) == [("joint", "all")]


def test_among_equal_overlaps_the_text_decides() -> None:
    first = a_case(
        a_claim("a", text="Iran sent weapons to Damascus"), a_claim("b", text="Iran praised elections in Syria")
    )
    second = a_case(
        a_claim("x", text="Elections in Syria were praised by Iran"),
        a_claim("y", text="Weapons were sent to Damascus by Iran"),
    )
    assert matched(first, second) == [("a", "y"), ("b", "x")]


def test_each_claim_has_one_partner_and_the_whole_is_best() -> None:
    # "wide" fits "widest" best; taking that pair first would leave "narrow" and "other" alone.
    first = a_case(a_claim("narrow"), a_claim("wide", holder=("iran", "russia")))
    second = a_case(
        a_claim("other", text="Moscow backs the president", holder=("russia",)),
        a_claim("widest", holder=("iran", "isis", "russia")),
    )
    assert matched(first, second) == [("narrow", "widest"), ("wide", "other")]


def test_an_exact_pair_is_not_broken_up_for_two_half_fits() -> None:
    first = a_case(a_claim("joint", holder=("iran", "russia")), a_claim("one-side"))
    second = a_case(
        a_claim("both", holder=("iran", "russia")),
        a_claim("other-side", text="Moscow backs the president", holder=("russia",)),
    )
    assert matched(first, second) == [("joint", "both")]


def test_a_coding_agrees_with_itself() -> None:
    case = a_case(
        a_claim("a"),
        a_claim("b", object=("israel",), value=-0.3),
        a_claim("c", predicate="threat", object=("isis",), component="intent", value=1.0),
        a_claim("d", predicate="context", object=(), value=None, holder=("russia",)),
    )
    result = compare_codings(case, case)
    assert (result.units.matched, result.units.percent) == (4, 100.0)
    assert result.units.only_first == result.units.only_second == ()
    for measure, pairs in ((result.predicate, 4), (result.object, 4), (result.sign, 2), (result.value, 3)):
        assert (measure.pairs, measure.agreed, measure.percent, measure.alpha) == (pairs, pairs, 100.0, 1.0)


def two_codings() -> tuple[Case, Case]:
    """Six assertions: five seen by both, on which they differ once in each respect."""
    first = a_case(
        a_claim("a1", locator="1"),
        a_claim("a2", locator="2", value=-0.3),
        a_claim("a3", locator="3", value=0.3),
        a_claim("a4", locator="4", predicate="interest", value=0.5),
        a_claim("a5", locator="5", object=("israel",), value=-1.0),
        a_claim("a6", locator="6"),
        coder="ann",
    )
    second = a_case(
        a_claim("b1", locator="1", value=1.0),
        a_claim("b2", locator="2", value=0.3, negated=True),
        a_claim("b3", locator="3", value=0.3, negated=True),
        a_claim("b4", locator="4"),
        a_claim("b5", locator="5", value=-1.0),
        a_claim("b7", locator="7"),
        a_claim("b8", locator="8"),
        coder="bob",
    )
    return first, second


def test_each_respect_is_counted_apart() -> None:
    result = compare_codings(*two_codings())
    units = result.units
    assert (units.first, units.second, units.matched) == (6, 7, 5)
    assert units.percent == pytest.approx(100 * 5 / 8)
    assert (units.only_first, units.only_second) == (("a6",), ("b7", "b8"))
    assert (result.predicate.agreed, result.predicate.pairs) == (4, 5)
    assert (result.object.agreed, result.object.pairs) == (4, 5)
    # the fourth pair differs in predicate and the fifth in object: no common scale
    assert (result.sign.agreed, result.sign.pairs) == (2, 3)
    assert (result.value.agreed, result.value.pairs) == (1, 3)
    assert result.value.percent == pytest.approx(100 / 3)


def test_alpha_in_each_respect_is_the_one_computed_by_hand() -> None:
    result = compare_codings(*two_codings())
    # predicate: 10 values, 9 position and 1 interest; 2 unlike coincidences, 18 by chance of 90
    assert result.predicate.alpha == pytest.approx(1 - 9 * 2 / 18)
    # sign: + +, - -, + -: 6 values, 3 of each; 2 unlike coincidences
    assert result.sign.alpha == pytest.approx(1 - 5 * 2 / 18)
    # value: (.7, 1), (-.3, -.3), (.3, -.3): mean squared difference inside and between
    values = np.array([0.7, 1, -0.3, -0.3, 0.3, -0.3])
    inside = np.mean([0.3**2, 0.0, 0.6**2])
    between = 2 * values.var(ddof=1)
    assert result.value.alpha == pytest.approx(1 - inside / between)


def test_every_difference_is_listed_with_both_choices() -> None:
    result = compare_codings(*two_codings())
    shown = [(d.first, d.second, d.first_choice, d.second_choice) for d in result.predicate.differences]
    assert shown == [("a4", "b4", "interest", "position")]
    shown = [(d.first, d.second, d.first_choice, d.second_choice) for d in result.object.differences]
    assert shown == [("a5", "b5", "israel", "assad")]
    shown = [(d.first, d.second, d.first_choice, d.second_choice) for d in result.sign.differences]
    assert shown == [("a3", "b3", 1.0, -1.0)]
    shown = [(d.first, d.second, d.first_choice, d.second_choice) for d in result.value.differences]
    assert shown == [("a1", "b1", 0.7, 1.0), ("a3", "b3", 0.3, -0.3)]


def test_swapping_the_coders_swaps_the_lists_and_keeps_the_figures() -> None:
    first, second = two_codings()
    one, other = compare_codings(first, second), compare_codings(second, first)
    assert (one.units.only_first, one.units.only_second) == (other.units.only_second, other.units.only_first)
    for name in ("predicate", "object", "sign", "value"):
        assert getattr(one, name).alpha == pytest.approx(getattr(other, name).alpha)
        assert getattr(one, name).agreed == getattr(other, name).agreed
    assert (one.first_coders, one.second_coders) == (("ann",), ("bob",))


@pytest.mark.parametrize(
    ("predicate", "value", "negated", "expected"),
    [
        ("position", 0.7, False, 0.7),
        ("position", 0.7, True, -0.7),
        ("relation", -1.0, True, 1.0),
        ("assessment", 0.3, True, -0.3),
        ("interest", 0.8, True, 0.0),
        ("threat", 1.0, True, 0.0),
        ("action", 0.7, True, 0.0),
        ("context", None, True, np.nan),
    ],
)
def test_a_denial_counts_as_what_it_denies(predicate: str, value: float | None, negated: bool, expected: float) -> None:
    claim = a_claim("one", predicate=predicate, value=value, negated=negated)
    assert coded_value(claim) == pytest.approx(expected, nan_ok=True)


def test_threats_of_different_components_have_no_common_scale() -> None:
    threat = a_claim("one", predicate="threat", object=("isis",), component="power", value=1.0)
    first, second = a_case(threat), a_case(replace(threat, id="other", component="intent", value=0.25))
    result = compare_codings(first, second)
    assert (result.units.matched, result.value.pairs) == (1, 0)
    assert (result.value.percent, result.value.alpha) == (None, None)


def test_only_sources_that_both_coded_are_compared() -> None:
    first = a_case(a_claim("a"), a_claim("extra", source="memoir"))
    second = a_case(a_claim("b"), a_claim("more", source="report"))
    result = compare_codings(first, second)
    assert (result.sources, result.sources_of_one) == (("article",), ("memoir", "report"))
    assert (result.units.first, result.units.second, result.units.percent) == (1, 1, 100.0)


def test_ids_that_one_case_lacks_are_named() -> None:
    hamas = Actor("hamas", "Hamas", "armed_group")
    first = a_case(a_claim("a"), actors=ACTORS)
    second = a_case(a_claim("b", holder=("iran", "hamas")), actors=(*ACTORS, hamas))
    assert compare_codings(first, second).ids_of_one == ("hamas",)


def test_codings_of_different_texts_are_refused() -> None:
    with pytest.raises(InputError, match=r"no coded source in common \(article against memoir\)"):
        compare_codings(a_case(a_claim("a")), a_case(a_claim("b", source="memoir")))
    with pytest.raises(InputError, match="no claims"):
        compare_codings(a_case(a_claim("a")), a_case())


def test_the_result_goes_to_json_and_keeps_its_figures() -> None:
    result = compare_codings(*two_codings())
    back = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert back["units"]["only_second"] == ["b7", "b8"]
    assert back["predicate"]["metric"] == "nominal"
    assert back["value"]["metric"] == "interval"
    assert back["value"]["alpha"] == result.value.alpha
    assert back["object"]["differences"] == [
        {"first": "a5", "second": "b5", "first_choice": "israel", "second_choice": "assad"}
    ]
    assert list(back) == [
        "first_coders", "second_coders", "sources", "sources_of_one", "ids_of_one",
        "units", "predicate", "object", "sign", "value",
    ]  # fmt: skip


def test_claims_without_a_partner_are_listed_with_their_places() -> None:
    first = a_case(a_claim("a1"), a_claim("a2", locator="p. 9", object=("israel",)))
    second = a_case(a_claim("b1", locator="section 3"), a_claim("b2", locator="ch. 9", object=("israel",)))
    units = compare_codings(first, second).units
    assert units.matched == 1
    assert [(row.coding, row.id, row.source, row.locator) for row in units.unmatched] == [
        ("first", "a2", "article", "p. 9"),
        ("second", "b2", "article", "ch. 9"),
    ]
    assert units.apart_by_locator == (("a2", "b2"),)
