"""Who is in office beside whom: intervals against plain loops over days."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foedus.panel.tenures import distinct_years, dyad_rows, overlaps, shared_tenures

FIRST = (date(1950, 12, 1) - date(1970, 1, 1)).days
WINDOW = (1951, 1953)


@st.composite
def tenures(draw, longest=500):
    """Runs of leaders of few states over about three years, some on one day, some in both of two states."""
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 1000), st.integers(0, longest)), max_size=9
        )
    )
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return table[:, 0], table[:, 1], FIRST + table[:, 2], FIRST + table[:, 2] + table[:, 3]


def year_of(day):
    return (date(1970, 1, 1) + timedelta(days=int(day))).year


def years_of(days):
    return np.array([year_of(day) for day in days], dtype=np.int64)


def days_of(start, end):
    return [set(range(first, last + 1)) for first, last in zip(start.tolist(), end.tolist(), strict=True)]


@given(tenures(), tenures())
def test_overlaps_are_the_days_in_common_of_one_group(these, those):
    group, _, start, end = these
    other, _, since, until = those
    found = overlaps(group, start, end=end, other_group=other, other_start=since, other_end=until)
    slow = {
        (one, two): here & there
        for one, here in enumerate(days_of(start, end))
        for two, there in enumerate(days_of(since, until))
        if group[one] == other[two] and here & there
    }
    rows = [*zip(*(array.tolist() for array in found), strict=True)]
    assert {(one, two): (first, last) for one, two, first, last in rows} == {
        pair: (min(days), max(days)) for pair, days in slow.items()
    }
    assert len(rows) == len(slow)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)


@given(tenures())
def test_years_of_an_owner_are_those_of_its_days(these):
    _, owner, start, end = these
    found = distinct_years(owner, years_of(start), years_of(end), window=WINDOW)
    slow = {
        (who, year_of(day))
        for who, days in zip(owner.tolist(), days_of(start, end), strict=True)
        for day in days
        if WINDOW[0] <= year_of(day) <= WINDOW[1]
    }
    assert [*zip(*(array.tolist() for array in found), strict=True)] == sorted(slow)


@given(tenures())
def test_pairs_of_tenures_share_a_day_and_come_once(these):
    state, _, start, end = these
    earlier, later = shared_tenures(state, start, end)
    days = days_of(start, end)
    slow = {
        frozenset((one, two))
        for one in range(len(state))
        for two in range(one)
        if state[one] != state[two] and days[one] & days[two]
    }
    pairs = [frozenset(pair) for pair in zip(earlier.tolist(), later.tolist(), strict=True)]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == slow
    assert (start[earlier] <= start[later]).all()


@given(tenures(), st.booleans())
def test_leader_dyad_years_are_those_of_plain_loops_over_days(these, directed):
    state, leader, start, end = these
    pairs = shared_tenures(state, start, end)
    found = dyad_rows(
        pairs, (years_of(start), years_of(end)), state=state, leader=leader, window=WINDOW, directed=directed
    )
    slow = set()
    days = days_of(start, end)
    for one in range(len(state)):
        for two in range(len(state)):
            wanted = state[one] != state[two] if directed else state[one] < state[two]
            for day in days[one] & days[two] if wanted else ():
                if WINDOW[0] <= year_of(day) <= WINDOW[1]:
                    slow.add((int(state[one]), int(state[two]), year_of(day), int(leader[one]), int(leader[two])))
    assert [*zip(*(array.tolist() for array in found), strict=True)] == sorted(slow)
