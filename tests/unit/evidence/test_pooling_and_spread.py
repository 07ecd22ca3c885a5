"""The array mathematics of the synthesis: netting, blocks, intervals, standard errors."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.evidence import pooling
from foedus.evidence.draws import Draws, random_draws
from foedus.evidence.pooling import blocks, build_layout, pool
from foedus.evidence.spread import scatter, standard_error
from foedus.intervals import interval


def some_layout(seed: int, rows: int = 60) -> tuple[pooling.Layout, Draws, tuple[np.ndarray, ...]]:
    dice = np.random.default_rng(seed)
    quantity = np.concatenate([np.arange(7), dice.integers(0, 7, rows - 7)])
    claim, reference = dice.integers(0, 20, rows), dice.integers(0, 5, rows)
    share, value = dice.choice([1, 0.5, 1 / 3], rows), dice.uniform(-1, 1, rows)
    draws = random_draws(
        np.array([1, 0.8, np.nan, 0.2, 0.4]), np.append(dice.choice([1, 0.6], 19), np.nan), count=9, rng=dice
    )
    return (
        build_layout(quantity, claim, reference=reference, share=share, value=value),
        draws,
        (quantity, claim, reference, share, value),
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("bootstrap", [True, False])
def test_sums_against_a_loop(seed: int, bootstrap: bool) -> None:
    layout, draws, (quantity, claim, reference, share, value) = some_layout(seed)
    found = pool(layout, draws, bootstrap=bootstrap)
    for d in range(len(draws)):
        for q in range(7):
            gain = loss = mass = first = second = 0.0
            for r in range(5):
                own = (quantity == q) & (reference == r)
                if not own.any():
                    continue
                sure = draws.credibility[d, claim[own]] * share[own]
                witness = draws.reliability[d, r] * sure.max()
                netted = (sure * value[own]).sum() / sure.sum()
                used = witness * (draws.bootstrap[d, r] if bootstrap else 1.0)
                gain, loss, mass = gain + used * max(netted, 0), loss + used * max(-netted, 0), mass + used
                first, second = first + witness, second + witness**2
            sums = (found.positive[d, q], found.negative[d, q], found.mass[d, q], found.n_eff[d, q])
            assert sums == pytest.approx((gain, loss, mass, first**2 / second))
            assert found.shrunken(0.4)[d, q] == pytest.approx((gain - loss) / (mass + 0.4 * draws.pseudo[d]))
            assert found.balance(1.0)[d, q] == pytest.approx((gain - loss) / (gain + loss + draws.pseudo[d]))


def test_blocks_are_the_whole_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    layout, draws, _ = some_layout(3)
    whole = pool(layout, draws, bootstrap=True)
    for limit in (1, 100, 200, 10_000):
        monkeypatch.setattr(pooling, "ROWS_PER_BLOCK", limit)
        pieces = list(blocks(layout, len(draws)))
        assert [at for piece in pieces for at in range(piece.start, piece.stop)] == list(range(7))
        parts = [pool(layout.block(piece.start, piece.stop), draws, bootstrap=True).mean for piece in pieces]
        np.testing.assert_array_equal(np.concatenate(parts, axis=1), whole.mean)
    assert len(pieces) == 1


def test_an_interval_gives_way_to_its_point_and_says_so() -> None:
    draws = np.linspace(0, 1, 101)[:, None] * np.ones(3)
    low, high, widened = interval(draws, np.array([0.5, 0.01, 0.99]))
    np.testing.assert_allclose(low, [0.05, 0.01, 0.05])
    np.testing.assert_allclose(high, [0.95, 0.95, 0.99])
    assert widened.tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("works", "width", "error"),
    [
        (0.0, 2.0, 0.4272),
        (1.0, 2.0, 0.4272),
        (4.0, 2.0, 0.25),
        (16.0, 2.0, 0.18028),
        (4.0, 1.0, 0.125),
        (1e9, 2.0, 0.15),
    ],
)
def test_one_work_is_not_certain(works: float, width: float, error: float) -> None:
    assert float(standard_error(np.array(works), width)) == pytest.approx(error, abs=1e-4)


def test_scatter_stays_on_the_scale_and_leaves_what_is_missing_missing() -> None:
    mean = np.tile([0.95, np.nan, -0.2], (5000, 1))
    found = scatter(mean, np.full(mean.shape, 4.0), low=-1, high=1, rng=np.random.default_rng(2))
    assert np.isnan(found[:, 1]).all()
    assert found[:, 0].max() == 1
    # Standard error .25 over 5,000 draws: the mean is known to .0035, the spread to .0025; four errors each.
    assert found[:, 2].mean() == pytest.approx(-0.2, abs=0.015)
    assert found[:, 2].std() == pytest.approx(0.25, abs=0.01)
