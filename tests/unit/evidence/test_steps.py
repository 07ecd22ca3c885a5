"""Steps towards a treaty: which claims tell one step, whose it is, and who denies it."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from builders import CaseBuilder, a_case
from foedus.evidence.steps import Step, said_of_steps, steps_of
from foedus.evidence.visible import gather_evidence


def steps(case: CaseBuilder) -> tuple[Step, ...]:
    return steps_of(gather_evidence(case.build()))


def told(case: CaseBuilder) -> dict[str, set[str]]:
    """Return the claims of every step by its id."""
    evidence = gather_evidence(case.build())
    return {step.id: {evidence.claims[at].id for at in step.claims} for step in steps_of(evidence)}


def test_a_step_holds_what_its_claim_says() -> None:
    (step,) = steps(a_case().with_step("s1", "consent_of_one_side", holder="belor", date="2016-05"))
    assert step.id == "step:alliance:consent_of_one_side:2016-05"
    assert (step.makes, step.obligations, step.holders, step.text) == ("alliance", ("defence",), ("belor",), "2016-05")
    assert (step.first, step.day) == (date(2016, 5, 1), date(2016, 5, 31))
    assert step.kind.forward
    assert step.pending(date(2017, 5, 31)) == pytest.approx(365 / 365.25)
    assert step.pending(date(2016, 1, 1)) == 0


@pytest.mark.parametrize(
    ("obligation", "made"),
    [
        ("defence", ["alliance"]), ("offence", ["alliance"]), ("consultation", ["entente"]), ("neutrality", ["entente"]),
        ("nonaggression", ["entente"]), (["defence", "offence"], ["alliance"]),
        (["consultation", "neutrality"], ["entente"]), (["defence", "consultation"], ["alliance", "entente"]),
    ],
)  # fmt: skip
def test_what_is_promised_says_which_treaty_it_makes(obligation: Any, made: list[str]) -> None:
    found = steps(a_case().with_step("s1", "signed", obligation=obligation))
    assert sorted(step.makes for step in found) == made
    promised = [name for step in found for name in step.obligations]
    assert sorted(promised) == sorted([obligation] if isinstance(obligation, str) else obligation)


def test_claims_whose_dates_overlap_tell_one_step_with_the_narrowest_date() -> None:
    case = (
        a_case()
        .with_step("a", "signed", date="2015")
        .with_step("b", "signed", date="2015-03-04", source="arda-news")
        .with_step("c", "signed", date="2015-02/2015-04", obligation="offence", source="belor-news")
    )
    assert told(case) == {"step:alliance:signed:2015-03-04": {"a", "b", "c"}}
    (step,) = steps(case)
    assert (step.first, step.day, step.obligations) == (date(2015, 3, 4), date(2015, 3, 4), ("defence", "offence"))


def test_other_dates_stages_and_treaties_are_other_steps_in_the_order_of_their_days() -> None:
    case = (
        a_case()
        .with_step("a", "talks", date="2015-03")
        .with_step("b", "talks", date="2015-04")
        .with_step("c", "signed", date="2015-03")
        .with_step("d", "talks", date="2015-03", obligation="neutrality")
        .with_step("e", "broken_off", date="2014")
    )
    assert [(step.makes, step.stage, step.text) for step in steps(case)] == [
        ("alliance", "broken_off", "2014"), ("alliance", "talks", "2015-03"), ("entente", "talks", "2015-03"),
        ("alliance", "signed", "2015-03"), ("alliance", "talks", "2015-04"),
    ]  # fmt: skip


@pytest.mark.parametrize("names", list(permutations(("p", "q", "r"))))
def test_a_wide_date_does_not_make_two_steps_one_whatever_the_ids(names: tuple[str, str, str]) -> None:
    early, late, wide = names
    case = a_case().with_step(early, "talks", date="2014-03").with_step(late, "talks", date="2016-03")
    case = case.with_step(wide, "talks", date="2013/2017", source="arda-news")
    assert told(case) == {"step:alliance:talks:2014-03": {early, wide}, "step:alliance:talks:2016-03": {late}}


@pytest.mark.parametrize(
    ("holder", "is_one"),
    [
        (("arda", "belor"), True), ("arda", True), ("envoy", True), (("envoy", "belor"), True), ("unattributed", True),
        (("arda", "belor", "corvan"), True), ("corvan", False), (("arda", "corvan"), False),
    ],
)  # fmt: skip
def test_a_step_is_of_the_pair_or_of_one_of_it_alone(holder: Any, is_one: bool) -> None:
    """A pact of one of them with a third is none of theirs; a pact of more that both join is."""
    case = a_case().with_actor("envoy", kind="person", part_of="arda", roll_up="as_voice")
    assert bool(steps(case.with_step("s1", "signed", holder=holder))) is is_one


def test_who_takes_it_is_told_by_voices_once() -> None:
    case = a_case().with_actor("envoy", kind="person", part_of="arda", roll_up="as_voice")
    case = case.with_step("a", "signed", holder=("envoy", "belor")).with_step("b", "signed", source="arda-news")
    assert steps(case)[0].holders == ("arda", "belor")


def test_a_denial_is_a_vote_against_the_step() -> None:
    case = (
        a_case()
        .with_step("a", "signed", credibility=1)
        .with_step("b", "signed", negated=True, source="arda-news", credibility=3)
    )
    evidence = gather_evidence(case.build())
    said = said_of_steps(evidence, steps_of(evidence))
    votes = {
        evidence.references[work]: (bool(yes), float(weight))
        for work, yes, weight in zip(said.work, said.yes, said.weight, strict=True)
    }
    assert votes == {"study-1": (True, pytest.approx(0.8)), "arda-news": (False, pytest.approx(0.36))}
    assert said.claims == {"step:alliance:signed:2017": (("a", 1), ("b", -1))}


def test_a_step_after_the_cut_off_is_none_yet() -> None:
    case = a_case().with_step("a", "talks", date="2015-03-04").build()
    assert steps_of(gather_evidence(case, date(2015, 3, 3))) == ()
    assert len(steps_of(gather_evidence(case, date(2015, 3, 4)))) == 1


def test_other_predicates_are_no_steps() -> None:
    assert steps(a_case().with_claim("c1", predicate="relation", value=0.9, channel="legal", level=6)) == ()
