"""Laws of critical patience and of repeated games, and a second way to each formula: play, search and long sums."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foedus.models.commitment.dependence import concentration, dependence, shares
from foedus.models.commitment.dilemma import abandonment, entrapment
from foedus.models.commitment.memory_one import (
    FLIP,
    GRIM,
    TIT_FOR_TAT,
    discounted,
    generosity,
    opening,
    payoffs_of,
    stationary,
    transitions,
    with_noise,
)
from foedus.models.commitment.replies import gain_of_leaving, value
from foedus.models.commitment.thresholds import (
    GAMES,
    expected_wait,
    games,
    grim,
    least_continuation,
    mild,
    tit_for_tat,
)

LAWS = settings(max_examples=150, deadline=None)
FEW = settings(max_examples=40, deadline=None)
chance = st.floats(0.0, 1.0)
step = st.floats(0.05, 10.0)


@st.composite
def dilemmas(draw: st.DrawFn) -> np.ndarray:
    """Temptation, reward, punishment, sucker of a prisoner's dilemma."""
    sucker = draw(st.floats(-10, 10))
    punishment = sucker + draw(step)
    reward = punishment + draw(step)
    return np.array([reward + draw(step), reward, punishment, sucker])


strategies = st.lists(chance, min_size=4, max_size=4).map(np.array)


@LAWS
@given(dilemmas(), st.floats(-100, 100), st.floats(0.1, 10), st.integers(1, 8))
def test_a_constant_and_a_scale_change_nothing(payoffs: np.ndarray, shift: float, scale: float, years: int) -> None:
    moved = scale * payoffs + shift
    for threshold in (grim, tit_for_tat, lambda values: mild(values, years)):
        before, after = float(threshold(payoffs)), float(threshold(moved))
        assert after == pytest.approx(before, abs=1e-8) or min(before, after) > 1 - 1e-8
    np.testing.assert_allclose(generosity(moved), generosity(payoffs), atol=1e-9)
    assert games(moved) == games(payoffs) == GAMES.index("prisoner's dilemma")


@LAWS
@given(dilemmas(), step, st.integers(1, 8))
def test_temptation_asks_for_patience_and_the_worth_of_the_bond_gives_it(
    payoffs: np.ndarray, more: float, years: int
) -> None:
    tempted = payoffs + np.array([more, 0, 0, 0])
    worth = payoffs - np.array([0, 0, more, more])  # R - P grows, T - R stays
    for threshold in (grim, tit_for_tat, lambda values: mild(values, years)):
        assert threshold(tempted) >= threshold(payoffs)
        assert threshold(worth) <= threshold(payoffs)
    assert grim(tempted) > grim(payoffs)
    assert grim(worth) < grim(payoffs)


@LAWS
@given(dilemmas(), st.integers(1, 12))
def test_the_milder_the_punishment_the_more_patience(payoffs: np.ndarray, years: int) -> None:
    assert 0 < grim(payoffs) < 1
    assert mild(payoffs, years) >= mild(payoffs, years + 1) >= grim(payoffs) - 1e-12
    assert tit_for_tat(payoffs) >= grim(payoffs)


@LAWS
@given(dilemmas(), st.integers(1, 12))
def test_at_the_threshold_of_a_mild_punishment_a_breach_just_pays_nothing(payoffs: np.ndarray, years: int) -> None:
    temptation, reward, punishment, _ = payoffs
    least = float(mild(payoffs, years))
    if np.isinf(least):
        assert (reward - punishment) * years < temptation - reward
        return
    lost = (reward - punishment) * sum(least**n for n in range(1, years + 1))
    assert lost == pytest.approx(temptation - reward, rel=1e-9)


@LAWS
@given(dilemmas(), st.floats(0.01, 0.99))
def test_nothing_holds_a_bond_that_has_no_next_year(payoffs: np.ndarray, patience: float) -> None:
    critical = grim(payoffs)
    assert patience * 0.0 < critical
    needed = least_continuation(critical, patience)
    assert (patience >= critical) == (needed <= 1)
    assert gain_of_leaving([1, *GRIM], [1, *GRIM], payoffs=payoffs, patience=0.0, noise=0.0) == pytest.approx(
        payoffs[0] - payoffs[1]
    )


@pytest.mark.parametrize(("strategy", "threshold"), [(GRIM, grim), (TIT_FOR_TAT, tit_for_tat)])
@FEW
@given(payoffs=dilemmas(), patience=st.floats(0.02, 0.98))
def test_the_formula_says_when_no_reply_is_better(strategy, threshold, payoffs: np.ndarray, patience: float) -> None:  # type: ignore[no-untyped-def]
    critical = float(threshold(payoffs))
    assume(abs(patience - critical) > 1e-3)
    plan = [1.0, *strategy]
    gain = float(gain_of_leaving(plan, plan, payoffs=payoffs, patience=patience, noise=0.0))
    assert (gain < 1e-9) == (patience > critical)


@LAWS
@given(strategies, strategies, st.floats(0.001, 0.5))
def test_swapping_the_sides_swaps_the_answers(one: np.ndarray, two: np.ndarray, noise: float) -> None:
    ours = stationary(transitions(with_noise(one, noise), with_noise(two, noise)))
    theirs = stationary(transitions(with_noise(two, noise), with_noise(one, noise)))
    np.testing.assert_allclose(ours, theirs[list(FLIP)], atol=1e-12)
    payoffs = [5, 3, 1, 0]
    assert payoffs_of(ours, payoffs, side=0) == pytest.approx(payoffs_of(theirs, payoffs, side=1))


@LAWS
@given(strategies, strategies, st.floats(0.001, 0.5))
def test_the_long_run_is_kept_by_the_chain(one: np.ndarray, two: np.ndarray, noise: float) -> None:
    chain = transitions(with_noise(one, noise), with_noise(two, noise))
    long_run = stationary(chain)
    np.testing.assert_allclose(chain.sum(axis=1), 1, atol=1e-14)
    np.testing.assert_allclose(long_run @ chain, long_run, atol=1e-13)
    assert long_run.sum() == pytest.approx(1)
    assert (long_run > 0).all()


@LAWS
@given(strategies, strategies, chance, chance, st.floats(0, 0.9))
def test_the_discounted_form_is_the_sum_of_its_years(
    one: np.ndarray, two: np.ndarray, first: float, second: float, patience: float
) -> None:
    chain, now = transitions(one, two), opening(first, second)
    weights = discounted(chain, now, patience=patience)
    total = np.zeros(4)
    for year in range(400):
        total += (1 - patience) * patience**year * now
        now = now @ chain
    np.testing.assert_allclose(weights, total, atol=1e-12)


@FEW
@given(strategies, strategies, st.floats(0.05, 0.5))
def test_the_most_patient_count_as_the_long_run_does(one: np.ndarray, two: np.ndarray, noise: float) -> None:
    chain = transitions(with_noise(one, noise), with_noise(two, noise))
    weights = discounted(chain, opening(1.0, 1.0), patience=1 - 1e-9)
    np.testing.assert_allclose(weights, stationary(chain), atol=1e-5)


def test_a_long_simulation_of_our_own_agrees() -> None:
    """200 random pairs, each played in 400 worlds at once for 1,000 years after 200 that are not counted."""
    rng = np.random.default_rng(7)
    for _ in range(200):
        pair, noise = rng.random((2, 4)), rng.uniform(0.01, 0.2)
        state, counts = np.zeros(400, dtype=np.int64), np.zeros((400, 4))
        for year in range(400):
            intended = [rng.random(400) < pair[0][state], rng.random(400) < pair[1][np.array(FLIP)[state]]]
            one, two = (move ^ (rng.random(400) < noise) for move in intended)
            state = 2 * (~one).astype(np.int64) + ~two
            if year >= 50:
                counts[np.arange(400), state] += 1
        shares = counts / 350
        found = stationary(transitions(with_noise(pair[0], noise), with_noise(pair[1], noise)))
        error = shares.std(axis=0, ddof=1) / 20
        assert (np.abs(shares.mean(axis=0) - found) < 6 * error + 1e-9).all()


@FEW
@given(dilemmas(), dilemmas(), st.floats(0.1, 0.8), st.floats(0.01, 0.15))
def test_a_longer_shadow_makes_the_bond_easier_to_keep_and_harder_to_agree_on(
    one: np.ndarray, two: np.ndarray, patience: float, more: float
) -> None:
    terms = {"own": [3.0, 4.0], "other": [2.0, 3.5], "none": [1.0, 0.0]}
    now, later = (expected_wait([shadow, shadow], **terms) for shadow in (patience, patience + more))
    assert later > now
    for payoffs in (one, two):
        kept = [patience + extra >= grim(payoffs) for extra in (0.0, more)]
        assert kept[1] or not kept[0]


def test_noise_ends_grim_and_not_the_forgiving() -> None:
    payoffs = [5, 3, 1, 0]
    generous = (1, generosity(payoffs), 1, generosity(payoffs))
    means = {}
    for name, strategy in {
        "grim": GRIM,
        "tit for tat": TIT_FOR_TAT,
        "wsls": (1, 0, 0, 1),
        "generous": generous,
    }.items():
        noisy = with_noise(strategy, 0.01)
        means[name] = float(payoffs_of(stationary(transitions(noisy, noisy)), payoffs, side=0))
    assert means["grim"] < 1.2
    assert means["tit for tat"] == pytest.approx(2.25)  # each outcome a quarter of the time (Nowak and Sigmund 1992)
    assert means["generous"] > 2.75
    assert means["wsls"] > 2.85


@LAWS
@given(st.permutations([0.0, 1.0, 2.0, 3.0]))
def test_every_order_of_four_payoffs_is_a_game_with_a_name(order: list[float]) -> None:
    temptation, reward, punishment, sucker = order
    name = GAMES[int(games(order))]
    assert (name == "prisoner's dilemma") == (
        temptation > reward > punishment > sucker or (temptation > reward > punishment and punishment > sucker)
    )
    assert np.isinf(grim(order)) == (reward < punishment)
    assert (grim(order) == 0) == (reward > punishment and temptation < reward)


def test_value_speaks_of_the_side_that_plays() -> None:
    assert float(value([0] * 5, [1] * 5, payoffs=[5, 3, 1, 0], patience=0.5, noise=0.0)) == 5.0
    assert float(value([1] * 5, [0] * 5, payoffs=[5, 3, 1, 0], patience=0.5, noise=0.0)) == 0.0


flows = st.lists(st.one_of(st.just(0.0), st.floats(0.001, 1000)), min_size=1, max_size=6).map(np.array)


@LAWS
@given(flows, st.floats(0, 1000), st.floats(0.001, 1000))
def test_dependence_is_bounded_and_an_alternative_never_raises_it(given: np.ndarray, more: float, unit: float) -> None:
    found = dependence(given, 0)
    assert 0 <= found <= 1
    assert (found == 0) == (given[0] == 0)
    assert dependence(np.append(given, more), 0) <= found + 1e-12
    assert dependence(given * unit, 0) == pytest.approx(found)
    if len(given) == 1 and given[0] > 0:
        assert found == 1
        assert concentration(given) == 1


def test_the_share_in_the_total_would_break_the_law_of_alternatives() -> None:
    """Why the next best supplier's share is counted between the two: in the total, .04 would become .0496."""
    before, after = np.array([2.0, 8.0]), np.array([2.0, 8.0, 1.0])
    total = [float(shares(row)[0] * (1 - shares(row)[1])) for row in (before, after)]
    assert total == [pytest.approx(0.04), pytest.approx(0.0496, abs=1e-4)]
    assert dependence(after, 0) < dependence(before, 0)


@LAWS
@given(chance, chance, chance, chance, st.floats(0, 1))
def test_a_stronger_bond_calms_one_fear_and_feeds_the_other(
    depends: float, option: float, divergence: float, explicit: float, more: float
) -> None:
    stronger = explicit + more * (1 - explicit)
    fears = [abandonment(depends, option, divergence=divergence, explicit=x) for x in (explicit, stronger)]
    traps = [entrapment(depends, option, divergence=divergence, explicit=x) for x in (explicit, stronger)]
    assert all(0 <= value <= 1 for value in (*fears, *traps))
    assert fears[1] <= fears[0] + 1e-12
    assert traps[1] >= traps[0] - 1e-12
    assert entrapment(depends, 1.0, divergence=divergence, explicit=explicit) == 0
    assert abandonment(0.0, option, divergence=divergence, explicit=explicit) == 0
