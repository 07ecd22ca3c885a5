"""Laws of whittling: every order of every choice of steps equals loops over lists, and no key is ever emptied."""

from itertools import pairwise

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.panel import whittle
from foedus.panel.whittling import DEFAULT

COLUMNS = ("fatality", "hostlev", "mindur", "maxdur", "recip", "stmon")
#: Column of a step, and whether the highest stays.
RANKS = {
    "onsets": ("midonset", True),
    "fatality": ("fatality", True),
    "hostility": ("hostlev", True),
    "duration": ("mindur", True),
    "maximum-duration": ("maxdur", True),
    "reciprocation": ("recip", True),
    "start-month": ("stmon", False),
}

value = st.one_of(st.none(), st.sampled_from([-9, 0, 1, 2]))
dispute = st.fixed_dictionaries(
    {"ccode1": st.integers(1, 2), "midonset": st.sampled_from([0, 1, None]), **dict.fromkeys(COLUMNS, value)}
)
steps = st.lists(st.sampled_from(DEFAULT), min_size=1, unique=True)


def worth(row, step):
    """What a row ranks by: unknown deaths between none and few, any other unknown below everything."""
    column, highest = RANKS[step]
    known = row[column] is not None and row[column] >= 0
    if not known:
        return 0.5 if column == "fatality" else float("-inf")
    return row[column] if highest else -row[column]


def slowly(rows, chosen):
    """Numbers left, and how many after each step, by loops."""
    told = []
    for step in chosen:
        kept = []
        for key in {row["ccode1"] for row in rows}:
            same = [row for row in rows if row["ccode1"] == key]
            if step == "first":
                kept.append(min(same, key=lambda row: row["dispnum"]))
            else:
                best = max(worth(row, step) for row in same)
                kept += [row for row in same if worth(row, step) == best]
        rows = kept
        told.append(len(rows))
    return sorted(row["dispnum"] for row in rows), told


def framed(rows):
    schema = dict.fromkeys(("dispnum", "ccode1", "ccode2", "year", "midonset", *COLUMNS), pl.Int32)
    return pl.DataFrame(rows, schema=schema)


@settings(max_examples=80, deadline=None)
@given(st.lists(dispute, min_size=1, max_size=8), steps, st.randoms(use_true_random=False))
def test_any_steps_in_any_order_equal_loops(listed, chosen, random):
    rows = [{"dispnum": number, "ccode2": 9, "year": 1950, **row} for number, row in enumerate(listed)]
    expected, told = slowly(rows, chosen)
    mixed = random.sample(rows, len(rows))
    made = whittle(framed(mixed)).steps(chosen)
    assert sorted(made.frame["dispnum"]) == expected
    assert [left for _, left in made.told[1:]] == told
    # What stays keeps the order that it came in, and what goes is told.
    assert made.frame["dispnum"].to_list() == [row["dispnum"] for row in mixed if row["dispnum"] in expected]
    assert sorted([*made.frame["dispnum"], *made.dropped["dispnum"]]) == list(range(len(rows)))


@settings(max_examples=40, deadline=None)
@given(st.lists(dispute, min_size=1, max_size=8), steps)
def test_no_key_is_emptied_and_first_leaves_one(listed, chosen):
    rows = framed([{"dispnum": number, "ccode2": 9, "year": 1950, **row} for number, row in enumerate(listed)])
    made = whittle(rows).steps(chosen)
    assert set(made.frame["ccode1"]) == set(rows["ccode1"])
    assert all(before.rows >= after.rows for before, after in pairwise(made.told))
    assert ("first" in chosen) <= (made.repeated == 0)
