"""Similarity of alliance portfolios against an own slow program and laws that must hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.affinity.portfolios import portfolio_similarity


def slow(one, other, top):
    """S (absolute, squared), kappa and pi of two rows, cell by cell and with all chance pairs spelled out."""
    n = len(one)
    gaps = [abs(a - b) / top for a, b in zip(one, other, strict=True)]
    observed = sum(gap**2 for gap in gaps) / n
    own = sum(((a - b) / top) ** 2 for a in one for b in other) / n**2
    both = [*one, *other]
    pooled = sum(((a - b) / top) ** 2 for a in both for b in both) / (2 * n) ** 2
    return (
        1 - 2 * sum(gaps) / n,
        1 - 2 * observed,
        1 - observed / own if own else float("nan"),
        1 - observed / pooled if pooled else float("nan"),
    )


ties = st.integers(1, 4).flatmap(
    lambda top: st.tuples(
        st.just(top), st.integers(2, 6).flatmap(lambda n: arrays(np.int64, (n, n), elements=st.integers(0, top)))
    )
)


@given(ties)
def test_measures_equal_those_counted_cell_by_cell(drawn):
    top, matrix = drawn
    found = portfolio_similarity(matrix, top)
    for i in range(len(matrix)):
        for j in range(len(matrix)):
            got = [table[i, j] for table in (found.s, found.s_squared, found.kappa, found.pi)]
            assert got == pytest.approx(slow(matrix[i].tolist(), matrix[j].tolist(), top), abs=1e-9, nan_ok=True)


@given(ties, st.randoms())
def test_measures_are_symmetric_and_do_not_depend_on_the_order_of_the_others(drawn, random):
    top, matrix = drawn
    found = portfolio_similarity(matrix, top)
    order = [*range(len(matrix))]
    random.shuffle(order)
    mixed = portfolio_similarity(matrix[:, order], top)
    for name in ("s", "s_squared", "kappa", "pi"):
        table = getattr(found, name)
        assert np.allclose(table, table.T, equal_nan=True)
        assert np.allclose(table, getattr(mixed, name), equal_nan=True)
    assert np.allclose(np.diag(found.s), 1)
    assert (found.s_squared >= found.s - 1e-12).all()
    assert (np.nan_to_num(found.kappa, nan=1) >= np.nan_to_num(found.pi, nan=1) - 1e-9).all()
