"""Covered shares against a count of minutes one by one."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foedus.events.covered import merged, shares


@given(st.lists(st.tuples(st.integers(-50, 150), st.integers(1, 40)), max_size=12), st.integers(1, 30))
def test_shares_are_the_minutes_that_are_covered(spans: list[tuple[int, int]], step: int) -> None:
    starts, ends = (
        np.array([f(span) for span in spans], dtype=np.int64) for f in (lambda s: s[0], lambda s: s[0] + s[1])
    )
    edges = np.arange(0, 100 + step, step)
    minutes = {minute for start, length in spans for minute in range(start, start + length)}
    expected = [len(minutes & set(range(a, b))) / (b - a) for a, b in itertools.pairwise(edges)]
    np.testing.assert_allclose(shares(starts, ends, edges=edges), expected)
    joined = merged(starts, ends)
    assert int((joined[1] - joined[0]).sum()) == len(minutes)
