"""The generator of the simulation: its laws, and its ideal reader against brute force over who is there."""

import sys
from dataclasses import replace
from itertools import product
from math import erf, prod, sqrt
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks.circumstances import BASE, BESIDE, CIRCUMSTANCES, Cases, Circumstance, make_cases, prevalences


def test_there_are_twenty_nine_circumstances_and_each_differs_from_the_base() -> None:
    assert len(CIRCUMSTANCES) == len({how.name for how in CIRCUMSTANCES}) == 29
    assert len({replace(how, name="") for how in (*CIRCUMSTANCES, *BESIDE)}) == 29 + len(BESIDE)


def test_prevalences_have_the_base_rate_over_the_prior_and_the_ratios_of_the_effects() -> None:
    rng = np.random.default_rng(1)
    prior = rng.dirichlet(np.ones(4), size=50)
    effect = np.clip(rng.standard_normal((50, 4)), -2, 2)
    effect[:, 1] = 0.0
    often = prevalences(effect, prior, 0.3)
    np.testing.assert_allclose((often * prior).sum(axis=1), 0.3, atol=1e-9)
    inside = often < 0.95
    np.testing.assert_allclose((often / often[:, [1]])[inside], (2.0**effect)[inside], rtol=1e-9)


@pytest.mark.parametrize("how", CIRCUMSTANCES, ids=lambda how: how.name)
def test_what_happens_is_what_the_ideal_reader_expects(how: Circumstance) -> None:
    cases = make_cases(how, 300, rng=np.random.default_rng(7))
    happened = np.zeros_like(cases.ideal)
    np.put_along_axis(happened, cases.outcome[:, None], 1.0, axis=1)
    off = (happened - cases.ideal).sum(axis=0)
    spread = np.sqrt((cases.ideal * (1 - cases.ideal)).sum(axis=0))
    assert (np.abs(off) < 4 * spread + 1).all()
    loss, entropy = -np.log((happened * cases.ideal).sum(axis=1)), -(cases.ideal * np.log(cases.ideal)).sum(axis=1)
    assert abs((loss - entropy).mean()) < 4 * loss.std() / sqrt(300) + 1e-9


def test_the_ideal_reader_against_every_way_in_which_factors_can_be_there() -> None:
    how = replace(BASE, factors=4, claims=3, slanted=0.3, silence=0.5)
    cases = make_cases(how, 5, rng=np.random.default_rng(3))
    on, off = 0.3 + 0.7 * 0.8, 0.3 + 0.7 * 0.2
    effect = true_effects(how, 5)
    for n in range(5):
        often = prevalences(effect[n], cases.prior[n][None], 0.3)
        weight = []
        for o in range(4):
            total = 0.0
            for there in product((True, False), repeat=4):
                chance = 1.0
                for k, is_there in enumerate(there):
                    votes = [int(vote) for vote in cases.said[n, k] if vote]
                    yes = on if is_there else off
                    chance *= often[k, o] if is_there else 1 - often[k, o]
                    chance *= prod(yes if vote > 0 else 1 - yes for vote in votes)
                    chance *= float(len(votes) == 3) if is_there else 0.5**3
                total += chance
            weight.append(cases.prior[n, o] * total)
        np.testing.assert_allclose(cases.ideal[n], np.array(weight) / sum(weight), rtol=1e-9)


def true_effects(how: Circumstance, count: int) -> np.ndarray:
    """Return the effects by which the cases of the test were made, which no case shows."""
    from benchmarks import circumstances as made

    kept: list[np.ndarray] = []
    original = made.prevalences

    def keep(effect: np.ndarray, prior: np.ndarray, base: float) -> np.ndarray:
        kept.append(effect)
        return original(effect, prior, base)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made, "prevalences", keep)
        make_cases(how, count, rng=np.random.default_rng(3))
    return kept[0]


def test_claims_are_right_and_raters_err_as_often_as_is_said() -> None:
    cases = make_cases(replace(BASE, effect=0.0, base=0.3), 400, rng=np.random.default_rng(5))
    yes = float((cases.said > 0).sum() / (cases.said != 0).sum())
    assert yes == pytest.approx(0.3 * 0.8 + 0.7 * 0.2, abs=0.01)
    assert ((cases.said != 0).sum(axis=2) == 6).all()
    open_ = np.arange(4) != cases.state[:, None]
    values = cases.rating.swapaxes(1, 3)[open_]
    zero = erf(0.5 / 0.5 / sqrt(2))
    assert float((values == 0).mean()) == pytest.approx(zero, abs=0.01)


def test_only_what_is_there_is_listed_where_a_list_is_made_so() -> None:
    how = next(how for how in CIRCUMSTANCES if how.listed_only)
    cases: Cases = make_cases(how, 60, rng=np.random.default_rng(5))
    assert not cases.said[~cases.listed].any()
    assert float((cases.said > 0).sum() / (cases.said != 0).sum()) == pytest.approx(0.97, abs=0.01)
    assert cases.listed.sum(axis=1).mean() == pytest.approx(0.3 * how.factors, abs=1)
