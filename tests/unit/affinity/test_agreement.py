"""Agreement of voters against loops over their votes, and against the values that other programs gave for real pairs."""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from foedus.affinity.agreement import agreement, joint_votes
from official import SHARED

VOTES = SHARED / "data" / "votes" / "UNVotesPublished_1946_2015.csv.gz"
IRAN, RUSSIA, SYRIA, US = 630, 365, 652, 2
PUBLISHED = {
    (IRAN, RUSSIA): {
        2005: (69, 0.739, 0.848, 0.696, 0.460, 0.447),
        2011: (63, 0.714, 0.841, 0.683, 0.487, 0.484),
        2015: (74, 0.649, 0.757, 0.514, 0.345, 0.287),
    },
    (IRAN, SYRIA): {
        2005: (69, 0.957, 0.978, 0.957, 0.927, 0.927),
        2011: (61, 0.951, 0.975, 0.951, 0.927, 0.927),
        2015: (74, 0.932, 0.966, 0.932, 0.893, 0.893),
    },
    (RUSSIA, US): {
        2005: (71, 0.141, 0.268, -0.465, -0.105, -0.585),
        2011: (67, 0.239, 0.351, -0.299, -0.121, -0.441),
        2015: (78, 0.269, 0.391, -0.218, -0.105, -0.306),
    },
}
MEASURES = ("n", "identical", "agreement", "s", "kappa", "pi")


def by_loops(one: NDArray[np.int8], other: NDArray[np.int8]) -> dict[str, float]:
    pairs = [(int(a), int(b)) for a, b in zip(one, other, strict=True) if a in (1, 2, 3) and b in (1, 2, 3)]
    n = len(pairs)
    found = {"n": float(n)}
    if not n:
        return found
    apart = [abs(a - b) / 2 for a, b in pairs]
    found |= {"identical": sum(a == b for a, b in pairs) / n, "agreement": 1 - sum(apart) / n}
    found |= {"s": 1 - 2 * sum(apart) / n, "s_squared": 1 - 2 * sum(d * d for d in apart) / n}
    observed = sum(d * d for d in apart) / n
    firsts, seconds = [a for a, _ in pairs], [b for _, b in pairs]
    cohen = sum(((a - b) / 2) ** 2 for a, b in product(firsts, seconds)) / n**2
    both = firsts + seconds
    scott = sum(((a - b) / 2) ** 2 for a, b in product(both, both)) / (2 * n) ** 2
    found |= {"kappa": 1 - observed / cohen if cohen else np.nan, "pi": 1 - observed / scott if scott else np.nan}
    return found


@given(st.lists(st.tuples(*[st.sampled_from([0, 1, 1, 2, 3, 8, 9])] * 3), min_size=1, max_size=25))
def test_every_measure_is_what_loops_over_the_votes_give(calls: list[tuple[int, int, int]]) -> None:
    votes = np.array(calls, dtype=np.int8)
    found = agreement(joint_votes(votes))
    for one, other in product(range(3), repeat=2):
        for name, value in by_loops(votes[:, one], votes[:, other]).items():
            assert getattr(found, name)[one, other] == pytest.approx(value, abs=1e-12, nan_ok=True)


@given(st.lists(st.tuples(*[st.sampled_from([0, 1, 2, 3])] * 2), min_size=1, max_size=40))
def test_the_measures_keep_their_laws(calls: list[tuple[int, int]]) -> None:
    found = agreement(joint_votes(np.array(calls, dtype=np.int8)))
    if not found.n[0, 1]:
        assert np.isnan(found.s[0, 1])
        return
    assert found.agreement[0, 1] == pytest.approx((1 + found.s[0, 1]) / 2)
    for values in (found.identical, found.s, found.kappa, found.pi):
        assert values[0, 1] == pytest.approx(values[1, 0], nan_ok=True)
    if not np.isnan(found.pi[0, 1]):  # pooled margins leave at most as much to chance
        assert found.pi[0, 1] <= found.kappa[0, 1] + 1e-12 or np.isnan(found.kappa[0, 1])


def test_where_nobody_ever_differs_chance_is_not_told_apart_from_agreement() -> None:
    found = agreement(joint_votes(np.array([[1, 1], [1, 1]], dtype=np.int8)))
    assert found.s[0, 1] == 1
    assert np.isnan(found.kappa[0, 1])
    assert np.isnan(found.pi[0, 1])


@pytest.mark.skipif(not VOTES.is_file(), reason="FOEDUS_SHARED has no votes")
@pytest.mark.parametrize("year", [2005, 2011, 2015])
def test_the_values_of_real_pairs_are_those_of_two_other_engines(year: int) -> None:
    rows = pl.read_csv(VOTES, infer_schema_length=0).filter(pl.col("date").str.ends_with(f"/{year}"))
    wide = rows.pivot(on="ccode", index="rcid", values="vote").drop("rcid")
    states = [int(float(name)) for name in wide.columns]
    found = agreement(joint_votes(wide.cast(pl.Int8).fill_null(0).to_numpy()))
    for (one, other), years in PUBLISHED.items():
        at = states.index(one), states.index(other)
        for name, value in zip(MEASURES, years[year], strict=True):
            assert getattr(found, name)[at] == pytest.approx(value, abs=0.00051)
