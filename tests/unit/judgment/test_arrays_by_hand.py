"""The arrays of the checklist and of the steps against slow programs and against computation by hand."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
import slow_checklist as slow

from foedus.judgment.accuracy import (
    GRID,
    Votes,
    draw_grid,
    drawn_ratio,
    evidence_ratio,
    learn,
    log_likelihoods,
    summed,
    unseen,
)
from foedus.judgment.checklist_model import faded, posterior, presence, shifts, terms, to_logits, weigh
from foedus.judgment.overrides import shrink
from foedus.judgment.treaty_steps import Forward, by_then, chain, held_back, outcome_of

CLASSES = ("free", "unknown", "interested")


def some_kinds(seed: int) -> dict[str, dict[str, object]]:
    """Return one to six kinds in two groups with votes of works of three sides."""
    dice = random.Random(seed)
    kinds: dict[str, dict[str, object]] = {}
    for at in range(dice.randint(1, 6)):
        votes = [
            (CLASSES[work % 3], dice.random() < 0.6, dice.choice([0.2, 0.4, 0.64, 1.0]))
            for work in range(9)
            if dice.random() < 0.4
        ]
        ratio = {name: dice.choice([0.5, 0.8, 1.0, 1.5, 2.4]) for name in ("a", "n", "h")}
        kinds[f"k{at}"] = {"base": dice.choice([0.05, 0.15, 0.4, 0.8]), "ratio": ratio, "group": at % 2, "votes": votes}
    return kinds


def as_votes(kinds: dict[str, dict[str, object]]) -> Votes:
    rows = [
        (k, work, CLASSES.index(side), yes, weight)
        for k, kind in enumerate(kinds.values())
        for work, (side, yes, weight) in enumerate(kind["votes"])
    ]
    columns = list(zip(*rows, strict=True)) if rows else [()] * 5
    whole = [np.array(column, dtype=np.int64) for column in columns[:3]]
    return Votes(*whole, np.array(columns[3], dtype=bool), np.array(columns[4], dtype=float), len(kinds))


@pytest.mark.parametrize("seed", range(20))
def test_evidence_and_terms_are_those_of_the_slow_program(seed: int) -> None:
    kinds = some_kinds(seed)
    votes, base = as_votes(kinds), np.array([kind["base"] for kind in kinds.values()])
    power = np.ones((1, 10))
    there, absent = (summed(votes, each, power=power, sides=3) for each in log_likelihoods(votes))
    without, _ = learn(there, absent, base=base, slant=np.arange(3))
    found = evidence_ratio(there, absent, without)[0]
    slants = dict(zip(CLASSES, CLASSES, strict=True))
    expected = [slow.presence_ratio(kinds, name, slants) for name in kinds]
    np.testing.assert_allclose(found, expected, rtol=1e-9)
    ratio = np.array([[kind["ratio"]["a"], 1.0, kind["ratio"]["n"], kind["ratio"]["h"]] for kind in kinds.values()])
    shift = to_logits(ratio, base)
    each = terms(found, shift, base_logit=np.log(base / (1 - base)), stay=1)
    for k, kind in enumerate(kinds.values()):
        often = [slow.expit(slow.logit(base[k]) + value) for value in shift[k]]
        held = math.log(1 + base[k] * (expected[k] - 1))
        np.testing.assert_allclose(each[k], [math.log(1 + q * (expected[k] - 1)) - held for q in often], atol=1e-12)
        assert often[0] == pytest.approx(min(0.95, base[k] * kind["ratio"]["a"]))
    members = [np.arange(group, len(kinds), 2) for group in range(2)]
    weighed = weigh(each, members, overlap=0.5).sum(axis=0)
    for o in range(4):
        by_hand = sum(
            slow.ordered([max(0.0, each[k, o]) for k in own], 0.5)
            - slow.ordered([max(0.0, -each[k, o]) for k in own], 0.5)
            for own in members
        )
        assert weighed[o] == pytest.approx(by_hand, abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_leaving_out_a_work_is_a_run_without_its_votes(seed: int) -> None:
    votes = as_votes(some_kinds(seed + 40))
    base = np.full(votes.quantities, 0.3)
    power = np.ones((1, 10))
    power[0, 2] = 0.0
    gone = votes.work == 2
    less = Votes(
        votes.quantity[~gone],
        votes.work[~gone],
        votes.side[~gone],
        votes.yes[~gone],
        votes.weight[~gone],
        votes.quantities,
    )
    found = []
    for held, counted in ((votes, power), (less, np.ones((1, 10)))):
        there, absent = (summed(held, each, power=counted, sides=3) for each in log_likelihoods(held))
        found.append(evidence_ratio(there, absent, learn(there, absent, base=base, slant=np.arange(3))[0]))
    np.testing.assert_allclose(found[0], found[1], rtol=1e-12)


def test_a_side_of_which_nothing_is_seen_has_its_prior() -> None:
    nothing = np.zeros((1, 4, 3, GRID))
    without, whole = learn(nothing, nothing, base=np.full(4, 0.3), slant=np.arange(3))
    for side in range(3):
        np.testing.assert_allclose(whole[0, side], unseen(slant=side), atol=1e-15)
        np.testing.assert_allclose(without[0, :, side], np.tile(unseen(slant=side), (4, 1)), atol=1e-15)


def test_drawn_accuracies_come_as_often_as_their_weights_say() -> None:
    weights = np.array([unseen(slant=0), unseen(slant=2)])
    drawn = draw_grid(weights, 40_000, rng=np.random.default_rng(5))
    for side in range(2):
        share = np.bincount(drawn[:, side], minlength=GRID) / 40_000
        np.testing.assert_allclose(share, weights[side], atol=0.006)
    vote = Votes(*(np.zeros(1, dtype=np.int64) for _ in range(3)), np.array([True]), np.array([0.4]), 1)
    ratio = drawn_ratio(vote, power=np.ones((2, 1)), grid=np.array([[0], [GRID - 6]]))
    # accuracy .5 tells nothing; .96 without slant is .96 / .04 = 24, with the doubt (.98 x 24 + .02) / (.98 + .02 x 24)
    np.testing.assert_allclose(ratio[:, 0], [1.0, (0.98 * 24 + 0.02) / (0.98 + 0.02 * 24)], rtol=1e-9)


def test_parts_add_up_to_the_whole_move() -> None:
    dice = np.random.default_rng(3)
    for _ in range(50):
        prior = dice.dirichlet(np.ones(5))
        part = dice.normal(0, 1.5, (7, 5))
        found = shifts(prior, part)
        np.testing.assert_allclose(found.sum(axis=0), posterior(prior, part.sum(axis=0)) - prior, atol=1e-9)
        np.testing.assert_allclose(found.sum(axis=1), 0.0, atol=1e-12)


def test_presence_and_what_is_left_of_it() -> None:
    """Evidence 3 at base .25: odds 1/3 x 3 = 1, one half; half of it left is a quarter, which is the base: evidence 1."""
    assert float(presence(np.array(3.0), 0.25)) == pytest.approx(0.5)
    left = faded(np.array([3.0, 3.0, 3.0]), np.full(3, 0.25), left=np.array([1.0, 0.5, 0.0]))
    np.testing.assert_allclose(left, [3.0, 1.0, 0.0], atol=1e-12)


def test_ratings_are_shrunk_as_the_slow_program_does() -> None:
    dice = np.random.default_rng(8)
    given = np.clip(np.round(dice.normal(0, 1.2, (4, 3)) + dice.normal(0, 0.6, (2, 4, 3))), -2, 2)
    found = shrink(given)
    believed, signal, noise = slow.shrunken(given.reshape(2, -1).T.tolist())
    assert found.believed == pytest.approx(believed)
    np.testing.assert_allclose(found.log_ratio, math.log(2) * believed * given.mean(axis=0))
    held = max(signal, 0.4)
    assert found.spread == pytest.approx(math.log(2) * math.sqrt(held * noise / (held + noise)))
    assert shrink(np.full((2, 4, 3), np.nan)).believed == 0.0


@pytest.mark.parametrize(
    ("share", "median", "spread"), [(0.5, 1.5, 1.0), (0.8, 0.6, 1.0), (0.95, 0.35, 1.2), (0.96, 0.2, 1.2)]
)
@pytest.mark.parametrize("pending", [0.0, 0.4, 3.0, 20.0])
def test_chances_of_steps_by_the_error_function(share: float, median: float, spread: float, pending: float) -> None:
    years = np.array([0.0, 0.5, 1.0, 10.0])
    step = Forward(np.array([share]), np.array([median]), np.array([spread]), np.array([pending]))
    found = by_then(step, years)[0]
    expected = [slow.in_force_within(t, pending, share=share, median=median, sd_log=spread) for t in years]
    np.testing.assert_allclose(found, expected, atol=1e-9)
    assert found[0] == 0.0
    assert (np.diff(found) >= 0).all()


def test_the_furthest_step_that_happened_decides() -> None:
    """Two steps with chances .8 and .5 that happened with .9 and .6: .9 x .8 + .1 x .6 x .5."""
    each = np.array([[0.0, 0.5], [0.0, 0.8]])
    np.testing.assert_allclose(chain(each, np.array([0.6, 0.9])), [0.0, 0.9 * 0.8 + 0.1 * 0.6 * 0.5])


def test_treaties_that_come_stand_somewhere() -> None:
    years = np.linspace(0, 4, 9)
    life = np.array([[1.0, 0.0], [0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.6, 0.4]])
    reached = 0.5 * years / 4
    found = outcome_of(reached, years, life=life)
    # uniform arrival over four years: mean age at the end 2, of which a tenth a year is gone
    np.testing.assert_allclose(found, [0.5 * 0.8, 0.5 * 0.2], atol=1e-12)
    assert outcome_of(reached, years, life=life, pace=1.3)[0] < found[0]


def test_the_step_back_that_takes_most_decides() -> None:
    assert float(held_back(np.array([0.6, 0.3]), np.array([1.0, 1.0]))) == pytest.approx(math.log(0.3))
    assert float(held_back(np.array([0.6, 0.3]), np.array([1.0, 0.0]))) == pytest.approx(math.log(0.6))
    mixed = 0.5 * 0.3 + 0.5 * (0.8 * 0.6 + 0.2)
    assert float(held_back(np.array([0.6, 0.3]), np.array([0.8, 0.5]))) == pytest.approx(math.log(mixed))
    assert float(held_back(np.zeros(0), np.zeros(0))) == 0.0
