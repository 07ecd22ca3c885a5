"""Laws of panels, on made-up histories: rows, orders, directions, counts against slow re-implementations."""

from datetime import date, timedelta

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.panel import dyad_years, keys, wrap
from foedus.panel.one_dispute import KEY, keep_one
from foedus.panel.source import Source
from foedus.panel.spells import GAPS, peace_years

FIRST, LAST = 1900, 1912
OBLIGATIONS = [f"atop_{name}" for name in ("defense", "offense", "neutral", "nonagg", "consul")]
codes = st.integers(1, 5)
years = st.integers(FIRST, LAST)


def source(dataset, frame, coverage=(FIRST, LAST)):
    return Source(dataset, "1", dataset, "0" * 64, "", coverage, frame)


def everyone():
    """A state list on which all five states are members throughout."""
    spell = {"ccode": range(1, 6), "start": [date(FIRST, 1, 1)] * 5, "end": [date(LAST, 12, 31)] * 5}
    return source("states", pl.DataFrame(spell, schema={"ccode": pl.Int32, "start": pl.Date, "end": pl.Date}))


def loader(*sources):
    by_id = {each.id: each for each in (everyone(), *sources)}

    def load(dataset, version=None):
        return by_id[dataset]

    return load


@st.composite
def memberships(draw):
    """Spells of up to five states, as a state list keeps them: those of one state do not overlap."""
    rows, origin = [], date(FIRST, 1, 1)
    for code in draw(st.sets(codes, min_size=2)):
        days = sorted(draw(st.sets(st.integers(0, 365 * (LAST - FIRST)), min_size=2, max_size=4)))
        rows += [
            (code, origin + timedelta(a), origin + timedelta(b)) for a, b in zip(days[::2], days[1::2], strict=False)
        ]
    schema = {"ccode": pl.Int32, "start": pl.Date, "end": pl.Date}
    return source("states", pl.DataFrame(rows, schema=schema, orient="row"))


@st.composite
def alliances(draw):
    found = draw(st.dictionaries(st.tuples(codes, codes, st.integers(FIRST, LAST - 3)).filter(lambda key: key[0] != key[1]),
                                 st.tuples(*[st.integers(0, 1)] * 5), max_size=30))  # fmt: skip
    schema = dict.fromkeys(["ccode1", "ccode2", "year"], pl.Int32) | dict.fromkeys(OBLIGATIONS, pl.Int8)
    rows = [(*key, *values) for key, values in found.items()]
    return source("atop", pl.DataFrame(rows, schema=schema, orient="row"), (FIRST, LAST - 3))


@st.composite
def own_rows(draw):
    rows = draw(st.lists(st.tuples(codes, codes, years).filter(lambda key: key[0] != key[1]), min_size=1, max_size=30))
    return pl.DataFrame(rows, schema=dict.fromkeys(KEY, pl.Int32), orient="row")


def overlapping_days(one, two, year):
    """Whether two spells share a day of the year, day by day."""
    day, last = max(one[1], two[1], date(year, 1, 1)), min(one[2], two[2], date(year, 12, 31))
    return day <= last


@settings(max_examples=40, deadline=None)
@given(memberships())
def test_dyad_years_are_those_found_pair_by_pair(states):
    """By the day rule a shared day in the year, by the year rule a day of each in the year."""
    spells = states.frame.rows()
    span = range(FIRST, LAST + 1)
    by_day = {
        (a[0], b[0], y) for a in spells for b in spells for y in span if a[0] != b[0] and overlapping_days(a, b, y)
    }
    alive = {(s[0], y) for s in spells for y in range(s[1].year, s[2].year + 1)}
    by_year = {(a, b, y) for a, y in alive for b, z in alive if y == z and a != b}
    for rule, expected in (("day", by_day), ("year", by_year)):
        made = dyad_years((FIRST, LAST), rule=rule, data=loader(states)).frame().rows()
        assert made == sorted(expected)
        undirected = dyad_years((FIRST, LAST), rule=rule, directed=False, data=loader(states)).frame().rows()
        assert undirected == sorted(key for key in expected if key[0] < key[1])


@settings(max_examples=40, deadline=None)
@given(own_rows(), alliances(), st.randoms(use_true_random=False))
def test_rows_stay_and_no_order_matters(rows, pacts, random):
    """The rows come back as given; shuffling them shuffles the result; shuffling the dataset changes nothing."""
    panel = wrap(rows, data=loader(pacts), directed=True).add_alliances().frame()
    assert panel.select(KEY).equals(rows)
    order = list(range(rows.height))
    random.shuffle(order)
    assert wrap(rows[order], data=loader(pacts), directed=True).add_alliances().frame().equals(panel[order])
    turned = source("atop", pacts.frame.sample(fraction=1, shuffle=True, seed=3), pacts.coverage)
    assert wrap(rows, data=loader(turned), directed=True).add_alliances().frame().equals(panel)


@settings(max_examples=40, deadline=None)
@given(own_rows(), alliances())
def test_values_equal_a_join_and_coverage_decides_what_absence_means(rows, pacts):
    """A left join, filled with zero where the year is covered and left empty where it is not."""
    ours = wrap(rows, data=loader(pacts), directed=True).add_alliances().frame()
    joined = rows.join(pacts.frame, on=KEY, how="left", maintain_order="left")
    covered = pl.col("year") <= LAST - 3
    expected = joined.with_columns(
        pl.when(covered).then(pl.col(name).fill_null(0)).cast(pl.Int8).alias(name) for name in OBLIGATIONS
    )
    assert ours.select(*KEY, *OBLIGATIONS).equals(expected)


@settings(max_examples=40, deadline=None)
@given(own_rows(), alliances())
def test_the_order_of_a_dyad_swaps_the_directions_and_nothing_else(rows, pacts):
    swapped = rows.select(ccode1="ccode2", ccode2="ccode1", year="year")
    one, other = (
        wrap(frame, data=loader(pacts), directed=True).add_alliances(direction="both").frame()
        for frame in (rows, swapped)
    )
    either, same = (
        wrap(frame, data=loader(pacts), directed=True).add_alliances(direction="either").frame()
        for frame in (rows, swapped)
    )
    for name in OBLIGATIONS:
        assert one[f"{name}12"].equals(other[f"{name}21"])
        assert either[name].equals(same[name])


@settings(max_examples=40, deadline=None)
@given(own_rows(), alliances(), own_rows())
def test_more_rows_change_no_other_row(rows, pacts, more):
    alone = wrap(rows, data=loader(pacts), directed=True).add_alliances().frame()
    together = wrap(pl.concat([rows, more]), data=loader(pacts), directed=True).add_alliances().frame()
    assert together.head(rows.height).equals(alone)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 200), max_size=30), st.lists(st.integers(0, 200), max_size=30))
def test_a_laid_out_box_and_a_search_find_the_same_rows(table, wanted):
    cells, places = np.array(sorted(table, reverse=True), dtype=np.int64), np.array(wanted, dtype=np.int64)
    laid_out, searched = keys.locate(cells, places, box=201), keys.locate(cells, places, box=keys.LARGEST_BOX + 1)
    assert (
        laid_out.tolist() == searched.tolist() == [list(cells).index(cell) if cell in table else -1 for cell in wanted]
    )


def slow_peace(rows, gaps):
    """Walk through the years of each unit, those without a row too."""
    found = {}
    for unit in {unit for unit, _ in rows}:
        own, before, clock = sorted(year for u, year in rows if u == unit), None, 0
        for year in own:
            missing = 0 if before is None else year - before - 1
            if before is None or (missing and gaps == "restart"):
                clock = 0
            elif missing and gaps == "calendar":
                clock += missing
            found[unit, year] = clock
            clock, before = 0 if rows[unit, year] else clock + 1, year
    return found


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 3), years), st.booleans(), min_size=1), st.sampled_from(GAPS))
def test_peace_years_equal_a_walk_through_the_years(rows, gaps):
    unit, year = (np.array(column) for column in zip(*rows, strict=True))
    counted = peace_years(unit.astype(np.int64), year.astype(np.int32), np.array(list(rows.values())), gaps=gaps)
    expected = slow_peace(rows, gaps)
    assert counted.tolist() == [expected[key] for key in rows]
    assert (counted >= 0).all()


rank = st.tuples(st.integers(0, 1), st.one_of(st.none(), st.integers(0, 2)), *[st.integers(1, 2)] * 5)
RANKS = {"onset": pl.Int8, "fatality": pl.Int32} | dict.fromkeys(
    ["hostlev", "mindur", "maxdur", "recip", "stmon"], pl.Int32
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 2), rank), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_one_dispute_is_kept_whatever_the_order_of_the_rows(listed, random):
    """One row per dyad-year, ranked as a plain comparison of tuples ranks it."""
    rows = [(number, 1, 2, FIRST + year, *values) for number, (year, values) in enumerate(listed)]
    schema = {"dispnum": pl.Int32, **dict.fromkeys(KEY, pl.Int32), **RANKS}
    mixed = random.sample(rows, len(rows))
    kept = keep_one(pl.DataFrame(mixed, schema=schema, orient="row"))

    def precedence(row):
        number, _, _, _, onset, fatality, hostility, shortest, longest, reciprocated, month = row
        known = 0.5 if fatality is None else fatality
        return (-onset, -known, -hostility, -shortest, -longest, -reciprocated, month, number)

    best = {}
    for row in sorted(rows, key=precedence):
        best.setdefault(row[3], row[0])
    assert dict(kept.select("year", "dispnum").iter_rows()) == best
