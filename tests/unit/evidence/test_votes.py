"""Votes of works on kinds of the checklist: one work one vote, by hand."""

from __future__ import annotations

import pytest

from builders import CaseBuilder, a_case
from foedus.evidence.sides import CLASSES, CODER, SIDES, eyes_of, side_in_words, side_of, slants_of
from foedus.evidence.visible import gather_evidence
from foedus.evidence.votes import Said, said_of_factors, said_of_kinds

KIND, FACTOR = "economic-dependence", "trade-ties"


def votes(case: CaseBuilder, kind: str = KIND, *, without: tuple[str, ...] = ()) -> dict[str, tuple[bool, float]]:
    """Return (yes, weight) on a kind by work, the coder's own under `coder`."""
    evidence = gather_evidence(case.build())
    said = said_of_kinds(evidence, (kind,), without=without)
    works = (*evidence.references, "coder")
    found = [
        (works[work], (bool(yes), float(weight)))
        for work, yes, weight in zip(said.work, said.yes, said.weight, strict=True)
    ]
    assert len(dict(found)) == len(found), "one work, one vote"
    return dict(found)


def saying(case: CaseBuilder, sign: str, **cells: object) -> CaseBuilder:
    return case.with_claim(bears={FACTOR: sign}, **cells)


def test_a_work_votes_once_with_the_weight_of_its_surest_claim() -> None:
    case = a_case()
    for at, credibility in enumerate((3, 1, 2, 5)):
        case = saying(case, "+", value=at / 10, credibility=credibility)
    assert votes(case) == {"study-1": (True, pytest.approx(0.8 * 1.0))}


def test_the_same_claim_twice_is_one() -> None:
    case = saying(a_case(), "+", credibility=4, value=0.3)
    case = saying(case, "-", credibility=3, value=0.1)
    once = votes(case)
    assert once == {"study-1": (False, pytest.approx(0.8 * 0.6))}  # .4 for, .6 against
    assert votes(saying(case, "+", credibility=4, value=0.3, locator="p. 9", text="Again, in other words.")) == once


def test_what_a_work_says_both_ways_is_netted() -> None:
    case = saying(saying(a_case(), "+", credibility=1), "-", credibility=3, value=0.1)
    assert votes(case) == {"study-1": (True, pytest.approx(0.8))}
    turned = saying(case, "-", credibility=3, value=0.2)
    assert votes(turned) == {"study-1": (False, pytest.approx(0.8 * 0.6))}  # 1 for, .6 + .6 against


@pytest.mark.parametrize("against", [(3,), (4, 5)])
def test_a_work_that_weighs_itself_out_has_no_vote(against: tuple[int, ...]) -> None:
    case = saying(a_case(), "+", credibility=3)
    for at, credibility in enumerate(against):  # .6 against .6, and against .4 + .2, which is not .6 to the last bit
        case = saying(case, "-", credibility=credibility, value=at / 10)
    assert votes(case) == {}


def test_works_vote_apart_and_a_claim_is_shared_among_its_references() -> None:
    case = saying(a_case(), "+", credibility=1, reference=["arda-news", "study-1"])
    case = saying(case, "-", credibility=2, source="arda-news")
    # the shared claim gives each work 1/2; arda-news says no with .8
    assert votes(case) == {"study-1": (True, pytest.approx(0.8 * 0.5)), "arda-news": (False, pytest.approx(0.6 * 0.8))}


def test_unknown_grades_weigh_two_fifths() -> None:
    case = saying(a_case().with_source("dark", reliability="F"), "+", source="dark", credibility=6)
    assert votes(case) == {"dark": (True, pytest.approx(0.16))}


def test_factors_of_one_kind_are_one_vote_and_may_be_left_out() -> None:
    case = saying(a_case().with_factor("oil", checklist=KIND), "-", credibility=1)
    case = case.with_claim("o1", credibility=3, value=0.1, bears={"oil": "+"})
    assert votes(case) == {"study-1": (False, pytest.approx(0.8))}
    assert votes(case, without=(FACTOR,)) == {"study-1": (True, pytest.approx(0.8 * 0.6))}
    evidence = gather_evidence(case.build())
    said = said_of_factors(evidence)
    by_factor = {said.names[thing]: bool(yes) for thing, yes in zip(said.thing, said.yes, strict=True)}
    assert by_factor == {FACTOR: False, "oil": True}


@pytest.mark.parametrize(("answer", "yes"), [("yes", True), ("no", False)])
def test_claims_that_answer_a_kind_say_what_the_answer_says(answer: str, yes: bool) -> None:
    case = a_case().with_claim("c1", credibility=2).with_claim("c2", source="arda-news", credibility=1, value=0.1)
    case = case.with_answer("isolation", answer, claims=["c1", "c2"])
    assert votes(case, "isolation") == {
        "study-1": (yes, pytest.approx(0.8 * 0.8)), "arda-news": (yes, pytest.approx(0.6)),
    }  # fmt: skip


def test_an_answer_beside_factors_is_counted_with_their_claims() -> None:
    case = saying(a_case(), "+", credibility=3, id="c1").with_claim("c2", credibility=1, value=0.1)
    assert votes(case.with_answer(KIND, "no", claims="c2")) == {"study-1": (False, pytest.approx(0.8))}
    assert votes(case.with_answer(KIND, "yes", claims="c1")) == {"study-1": (True, pytest.approx(0.48))}


def test_an_answer_without_claims_is_the_coders_own_word() -> None:
    case = a_case().with_answer("isolation", "yes").with_answer("legal-bar", "no")
    assert votes(case, "isolation") == {"coder": (True, pytest.approx(0.4))}
    assert votes(case, "legal-bar") == {"coder": (False, pytest.approx(0.4))}
    said = said_of_kinds(gather_evidence(case.build()), ("isolation",))
    assert said.side.tolist() == [CODER]


def test_unknown_says_nothing_and_kinds_without_an_answer_neither() -> None:
    case = a_case().with_answer("isolation", "unknown")
    assert votes(case, "isolation") == votes(case, "legal-bar") == {}


def test_an_answer_by_claims_that_are_not_visible_yet_is_none() -> None:
    """Not even the coder's own word: the answer rests on what nobody could know."""
    case = a_case().with_claim("late", date="2016").with_answer("isolation", "yes", claims="late").build()
    then = said_of_kinds(gather_evidence(case, case.settings.period.lower), ("isolation",))
    assert len(then) == 0
    assert len(said_of_kinds(gather_evidence(case), ("isolation",))) == 1


def test_the_claims_behind_a_vote_are_told_with_their_sign() -> None:
    case = saying(saying(a_case(), "+", id="b"), "-", id="a", value=0.2)
    said: Said = said_of_kinds(gather_evidence(case.build()), (KIND, "isolation"))
    assert said.claims == {KIND: (("a", -1), ("b", 1)), "isolation": ()}


FREE = {"slant_ground": "It blames both."}


@pytest.mark.parametrize(
    ("perspective", "cells", "eyes", "slants", "worst"),
    [
        ("unknown", {}, 0, ("unknown", "unknown"), "unknown"),
        ("corvan", {}, 0, ("unknown", "unknown"), "unknown"),
        ("arda", {}, 1, ("interested", "unknown"), "interested"),
        ("belor", {}, 2, ("unknown", "interested"), "interested"),
        ("envoy", {}, 2, ("unknown", "interested"), "interested"),
        ("party", {}, 0, ("unknown", "unknown"), "unknown"),
        ("unknown", {"slant_1": "free", **FREE}, 0, ("free", "unknown"), "unknown"),
        ("unknown", {"slant_1": "free", "slant_2": "free", **FREE}, 0, ("free", "free"), "free"),
        ("arda", {"slant_1": "unknown"}, 1, ("unknown", "unknown"), "unknown"),
        ("arda", {"slant_1": "free", "slant_2": "interested", **FREE}, 1, ("free", "interested"), "interested"),
    ],
)
def test_a_side_is_whose_eyes_and_the_less_free_slant(
    perspective: str, cells: dict[str, str], eyes: int, slants: tuple[str, str], worst: str
) -> None:
    case = (
        a_case()
        .with_actor("envoy", kind="person", part_of="belor", roll_up="as_voice")
        .with_actor("party", kind="organisation", part_of="belor", roll_up="none")
        .with_source("seen", perspective=perspective)
        .changed("sources.csv", {"key": "seen"}, **cells)
        .build()
    )
    source = case.source["seen"]
    assert (eyes_of(case, source), slants_of(case, source)) == (eyes, slants)
    side = side_of(case, source)
    assert side == 3 * eyes + CLASSES.index(worst)
    assert side_in_words(side).endswith(f", {worst}")


def test_every_side_has_its_own_words() -> None:
    assert len({side_in_words(side) for side in range(SIDES)}) == SIDES == 9
