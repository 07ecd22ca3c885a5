"""Prevalence among those that stay, against bisection in plain Python, and its law."""

import numpy as np
import slow_checklist as slow

from foedus.judgment.checklist_model import drawn_shifts, to_logits
from foedus.judgment.prevalence import stay_logit


def test_the_mean_over_the_prior_is_the_base_rate_and_bisection_finds_the_same() -> None:
    rng = np.random.default_rng(1)
    for _ in range(100):
        prior = rng.dirichlet(np.full(5, 0.5)) * 0.99 + 0.002
        base = rng.uniform(0.03, 0.9, size=6)
        ratio = np.exp(rng.normal(0.0, 1.0, size=(6, 5)))
        ratio[:, 2] = 1.0
        shift = slow_shift(base, ratio)
        found = stay_logit(base, shift, prior=prior)
        often = 1 / (1 + np.exp(-found[:, None] - shift))
        np.testing.assert_allclose(often @ prior, base, atol=1e-12)
        for k in range(6):
            hand = slow.prevalences(
                base[k], {str(o): r for o, r in enumerate(ratio[k])}, {str(o): p for o, p in enumerate(prior)}
            )
            np.testing.assert_allclose(often[k], list(hand.values()), atol=1e-9)


def slow_shift(base: np.ndarray, ratio: np.ndarray) -> np.ndarray:
    return np.array(
        [[slow.logit(min(0.95, b * r)) - slow.logit(b) for r in row] for b, row in zip(base, ratio, strict=True)]
    )


def test_drawn_logs_of_ratios_have_the_spread_that_the_table_gives() -> None:
    rng = np.random.default_rng(3)
    base, ratio = np.array([0.2, 0.1]), np.array([[1.5, 1.0, 0.6], [2.0, 1.0, 1.0]])
    shift, noise = to_logits(ratio, base), rng.standard_normal((4000, 2, 3))
    found = drawn_shifts(shift, base=base, spread=0.3, scale=np.full(4000, 2.0), noise=noise)
    drawn = np.log(1 / (1 + np.exp(-(np.log(base / (1 - base))[:, None] + found)))) - np.log(base)[:, None]
    np.testing.assert_allclose(drawn.mean(axis=0), 2 * np.log(ratio), atol=0.05)
    np.testing.assert_allclose(drawn.std(axis=0)[:, 1:], 0.6, atol=0.03)
    still = drawn_shifts(shift, base=base, spread=0.0, scale=np.ones(1), noise=noise[:1])
    np.testing.assert_allclose(still[0], shift, atol=1e-12)


def test_a_draw_has_its_own_prior_and_shifts() -> None:
    rng = np.random.default_rng(2)
    prior, base, shift = (
        rng.dirichlet(np.ones(3), size=4),
        rng.uniform(0.1, 0.6, size=(4, 2)),
        rng.normal(size=(4, 2, 3)),
    )
    found = stay_logit(base, shift, prior=prior)
    for at in range(4):
        np.testing.assert_allclose(found[at], stay_logit(base[at], shift[at], prior=prior[at]), atol=1e-12)
