"""One dispute per dyad-year by the rules, in their order, and peace years."""

import numpy as np
import polars as pl
import pytest
from panel_data import ALWAYS, loader, source, table

from foedus.errors import InputError
from foedus.panel import wrap
from foedus.panel.one_dispute import keep_one
from foedus.panel.spells import peace_years

NAMES = "dispnum ccode1 ccode2 year onset fatality hostlev mindur maxdur recip stmon"


def disputes(*ranks):
    """Disputes of one dyad-year, numbered from 1; a rank is (onset, fatality, hostlev, mindur, maxdur, recip, stmon)."""
    return table(NAMES, *((number, 1, 2, 1950, *rank) for number, rank in enumerate(ranks, start=1)))


@pytest.mark.parametrize(
    ("ranks", "kept"),
    [
        pytest.param([(0, 6, 5, 99, 99, 1, 1), (1, 0, 1, 1, 1, 0, 12)], 2, id="an onset before all else"),
        pytest.param([(1, 1, 5, 9, 9, 1, 1), (1, 2, 1, 1, 1, 0, 12)], 2, id="fatality before hostility"),
        pytest.param([(1, 0, 5, 9, 9, 1, 1), (1, None, 1, 1, 1, 0, 12)], 2, id="unknown fatality above none"),
        pytest.param([(1, None, 5, 9, 9, 1, 1), (1, 1, 1, 1, 1, 0, 12)], 2, id="unknown fatality below one"),
        pytest.param([(1, -9, 5, 9, 9, 1, 1), (1, 1, 1, 1, 1, 0, 12)], 2, id="-9 is unknown"),
        pytest.param([(1, 1, 2, 9, 9, 1, 1), (1, 1, 3, 1, 1, 0, 12)], 2, id="hostility before duration"),
        pytest.param([(1, 1, 2, 8, 90, 1, 1), (1, 1, 2, 9, 9, 0, 12)], 2, id="shortest duration before longest"),
        pytest.param([(1, 1, 2, 9, 9, 1, 1), (1, 1, 2, 9, 10, 0, 12)], 2, id="longest duration before reciprocation"),
        pytest.param([(1, 1, 2, 9, 9, 0, 1), (1, 1, 2, 9, 9, 1, 12)], 2, id="reciprocation before the month"),
        pytest.param([(1, 1, 2, 9, 9, 0, 3), (1, 1, 2, 9, 9, 0, 2)], 2, id="the earliest month"),
        pytest.param([(1, 1, 2, 9, 9, 0, 2), (1, 1, 2, 9, 9, 0, 2)], 1, id="the lower number"),
    ],
)
def test_the_rules_apply_in_order(ranks, kept):
    assert keep_one(disputes(*ranks))["dispnum"].to_list() == [kept]
    assert keep_one(disputes(*ranks).reverse())["dispnum"].to_list() == [kept]


def test_other_dyads_and_years_are_left_alone():
    rows = [(1, 1, 2, 1950), (2, 2, 1, 1950), (3, 1, 2, 1951)]
    frame = table(NAMES, *((*row, 0, 1, 1, 1, 1, 1, 1) for row in rows))
    assert sorted(keep_one(frame)["dispnum"]) == [1, 2, 3]


def gml(*rows):
    names = "dispnum ccode1 ccode2 year midongoing midonset sidea1 sidea2 orig1 orig2 fatality hostlev mindur maxdur recip stmon"
    return source("gml-mid", table(names, *rows), (1816, 2010))


RECORD = gml((7, 1, 2, 1950, 1, 1, 1, 0, 1, 1, 0, 3, 1, 1, 0, 5), (7, 2, 1, 1950, 1, 1, 0, 1, 1, 0, 0, 3, 1, 1, 0, 5))


def on(rows, *sources):
    return wrap(table("ccode1 ccode2 year", *rows), directed=True, data=loader(ALWAYS, *sources))


def test_flags_are_zero_and_details_null_where_no_dispute_goes_on():
    frame = on([(1, 2, 1950), (2, 1, 1950), (1, 2, 1951), (1, 2, 2011)], RECORD).add_disputes(
        "gml-mid", keep=["dispnum", "init1", "init2"]
    )
    assert frame.frame()["gmlmidonset"].to_list() == [1, 1, 0, None]
    assert frame.frame()["dispnum"].to_list() == [7, 7, None, None]
    # State 1 acted first; state 2 counts as initiator only where it joined later.
    assert frame.frame()["init1"].to_list() == [1, 0, None, None]
    assert frame.frame()["init2"].to_list() == [0, 1, None, None]


def test_dyadic_rows_stand_in_both_orders():
    names = (
        "disno ccode1 ccode2 year strtyr strtmnth cumdurat sideaa sideab orignata orignatb hihosta hihostb highmcaa highmcab "
        "fatleva fatlevb fatlev hihost recip"
    )
    row = (5, 1, 2, 1951, 1950, 6, 40, 1, 0, 1, 1, 3, 4, 7, 8, 0, 1, 1, 4, 1)
    listed = source("dyadic-mid", table(names, row), (1816, 2014))
    panel = on([(2, 1, 1951), (1, 2, 1951)], listed)
    frame = panel.add_disputes("dyadic-mid", keep=["dispnum", "sidea1", "hostlev1"]).frame()
    assert frame["dyadmidonset"].to_list() == [0, 0]
    assert frame["dyadmidongoing"].to_list() == [1, 1]
    assert frame["sidea1"].to_list() == [0, 1]
    assert frame["hostlev1"].to_list() == [4, 3]


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"dataset": "wars"}, "'wars' holds no disputes; expected one of gml-mid"),
        ({"keep": ["fatalities"]}, r"keep \['fatalities'\]"),
    ],
)
def test_unknown_names_are_refused_at_once(how, message):
    with pytest.raises(InputError, match=message):
        on([(1, 2, 1950)], RECORD).add_disputes(**how)


def test_a_detail_that_the_file_lacks_is_named():
    with pytest.raises(InputError, match=r"gml-mid 1 has no \['hiact1'\]"):
        on([(1, 2, 1950)], RECORD).add_disputes("gml-mid", keep=["hiact1"]).frame()


def test_spells_count_known_years_only():
    years = [(1, 2, year) for year in range(2008, 2013)]
    panel = on(years, RECORD).add_disputes("gml-mid").add_spells()
    assert panel.frame()["gmlmidspell"].to_list() == [0, 1, 2, None, None]
    first_year = source("gml-mid", RECORD.frame, (2010, 2012))
    late = on(years, first_year).add_disputes("gml-mid").add_spells()
    assert late.frame()["gmlmidspell"].to_list() == [None, None, 0, 1, 2]


def test_spells_of_named_columns_and_of_the_users_own():
    own = table("ccode1 ccode2 year", (1, 2, 1952), (1, 2, 1950), (1, 2, 1951)).with_columns(
        raidonset=pl.Series([0, 1, 0])
    )
    assert wrap(own, data=loader(ALWAYS)).add_spells("raidonset").frame()["raidspell"].to_list() == [1, 0, 0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda panel: panel.add_spells(), "no column of ongoing events"),
        (lambda panel: panel.add_spells("cowmidongoing"), "needs the columns cowmidongoing"),
        (lambda panel: panel.add_spells("year"), "which name events"),
        (lambda panel: panel.add_spells("cowmidongoing", gaps="jump"), "restart, calendar, ignore"),
    ],
)
def test_spells_refuse(call, message):
    with pytest.raises(InputError, match=message):
        call(on([(1, 2, 1950)]))


def test_repeated_dyad_years_have_no_peace_years():
    twice = on([(1, 2, 1950), (1, 2, 1950)], RECORD).add_disputes("gml-mid").add_spells()
    with pytest.raises(InputError, match="1 rows repeat a unit and year"):
        twice.frame()


def test_no_rows_no_spells():
    none = np.zeros(0, dtype=np.int64)
    assert len(peace_years(none, none.astype(np.int32), none.astype(bool))) == 0
