"""Columns that need the whole record: relation, precedents, shared allies, common threats."""

from datetime import date

import polars as pl
import pytest
from panel_data import loader, source, spells, table

from foedus.errors import InputError
from foedus.panel import dyad_years, wrap

#: 1, 2, 3 throughout; 4 from 1920.
MEMBERS = spells(
    *((code, (1816, 1, 1), (2016, 12, 31)) for code in (1, 2, 3)),
    (4, (1920, 1, 1), (2016, 12, 31)),
)
OBLIGATIONS = "ccode1 ccode2 year atop_defense atop_offense atop_neutral atop_nonagg atop_consul"
DEFENCE, CONSULT = (1, 0, 0, 0, 0), (0, 0, 0, 0, 1)


def record(pacts=(), rivalries=(), disputes=(), cinc=(), capitals=(), borders=(), majors=()):
    """A loader of the datasets that the record is read from."""
    return loader(
        MEMBERS,
        source("atop", table(OBLIGATIONS, *pacts) if pacts else _empty(OBLIGATIONS), (1815, 2018)),
        source("tss-rivalries", _some("ccode1 ccode2 start end", rivalries), (1494, 2020)),
        source("cow-mid", _disputes(disputes), (1816, 2014)),
        source("nmc", _some("ccode year cinc", cinc).cast({"cinc": pl.Float64}), (1816, 2016)),
        source("contiguity", _some("ccode1 ccode2 year conttype", borders)),
        source("majors", _days("ccode start end", majors)),
        source("capitals", _days("ccode start end lat lng", capitals), (1816, 2024)),
    )


def _empty(columns):
    return pl.DataFrame(schema=dict.fromkeys(columns.split(), pl.Int32))


def _some(columns, rows):
    return table(columns, *rows) if rows else _empty(columns)


def _days(columns, rows):
    dates = {"start": pl.Date, "end": pl.Date, "lat": pl.Float64, "lng": pl.Float64}
    return pl.DataFrame([*rows], schema={name: dates.get(name, pl.Int32) for name in columns.split()}, orient="row")


def _disputes(rows):
    names = "dispnum ccode1 ccode2 year cowmidongoing cowmidonset sidea1 sidea2 orig1 orig2 fatality hostlev mindur maxdur recip stmon"
    return _some(names, [(1, *row, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1) for row in rows])


def column(name, rows, data, add):
    return add(wrap(table("ccode1 ccode2 year", *rows), directed=True, data=data)).frame()[name].to_list()


def relations(rows, data):
    return column("relation", rows, data, lambda panel: panel.add_relation_state())


def test_the_first_of_alliance_entente_rivalry_holds():
    data = record(
        pacts=[(1, 2, 1950, *DEFENCE), (3, 1, 1950, *CONSULT)],
        rivalries=[(1, 2, 1900, 1955), (1, 3, 1900, 1955)],
    )
    rows = [(1, 2, 1950), (2, 1, 1950), (1, 3, 1950), (1, 2, 1951), (2, 3, 1950)]
    assert relations(rows, data) == ["alliance", "alliance", "entente", "rivalry", "unaligned"]


def test_a_dispute_counts_in_its_year_and_the_four_after():
    data = record(disputes=[(1, 2, 1950), (2, 1, 1950)])
    found = relations([(1, 2, year) for year in (1949, 1950, 1954, 1955)], data)
    assert found == ["unaligned", "rivalry", "rivalry", "unaligned"]


def test_the_record_says_nothing_of_others_and_outside_coverage():
    rows = [(1, 4, 1919), (1, 4, 1920), (1, 9, 1950), (1, 2, 1815), (1, 2, 2018), (1, 2, 2019)]
    assert relations(rows, record()) == [None, "unaligned", None, None, "unaligned", None]


def test_disputes_of_another_dataset_and_unknown_ones():
    with pytest.raises(InputError, match=r"disputes \['wars'\]"):
        wrap(table("ccode1 ccode2 year", (1, 2, 1950)), data=record()).add_relation_state(disputes=["wars"])
    with pytest.raises(InputError, match="expected one or more"):
        wrap(table("ccode1 ccode2 year", (1, 2, 1950)), data=record()).add_precedents(disputes=[])


def test_precedents_count_earlier_years_only_and_from_1816_on():
    data = record(pacts=[(1, 2, year, *DEFENCE) for year in (1900, 1901, 1950)], rivalries=[(1, 2, 1820, 1829)])
    rows = [(1, 2, 1900), (2, 1, 1950), (1, 2, 1951), (1, 3, 1951)]
    frame = wrap(table("ccode1 ccode2 year", *rows), directed=True, data=data).add_precedents().frame()
    assert frame["past_alliance"].to_list() == [0, 2, 3, 0]
    assert frame["past_rivalry"].to_list() == [10, 10, 10, 0]
    assert frame["past_entente"].to_list() == [0, 0, 0, 0]


def test_shared_allies_are_third_states_allied_to_both_in_either_direction():
    pacts = [(1, 3, 1950, *DEFENCE), (3, 2, 1950, *DEFENCE), (1, 4, 1950, *DEFENCE), (2, 4, 1950, *CONSULT)]
    data = record(pacts=[*pacts, (1, 2, 1950, *DEFENCE)])
    rows = [(1, 2, 1950), (3, 4, 1950), (1, 2, 1951), (1, 2, 2019)]
    assert column("sharedallies", rows, data, lambda panel: panel.add_shared_allies()) == [1, 1, 0, None]


def test_the_common_threat_by_hand():
    """State 3 is a rival of 1 and of 2 from 1950: borders 1, lies a quarter of the globe from 2.

    theta_1 = .3 / (.2 + .3) = .6; reach of a major power: w = exp(-10007.5 / 8000) = .2862, so theta_2 =
    .3 x .2862 / (.1 + .3 x .2862) = .462; the common threat is the smaller.
    """
    always = date(1816, 1, 1), date(2024, 12, 31)
    data = record(
        rivalries=[(1, 3, 1950, 1960), (2, 3, 1950, 1960)],
        cinc=[
            (code, year, share)
            for year in range(1940, 1961)
            for code, share in ((1, 0.2), (2, 0.1), (3, 0.3), (4, 0.4))
        ],
        capitals=[(1, *always, 45.0, 0.0), (2, *always, 0.0, 0.0), (3, *always, 90.0, 0.0), (4, *always, 0.0, 50.0)],
        borders=[(1, 3, year, 1) for year in range(1940, 1961)],
        majors=[(3, *always)],
    )
    rows = [(1, 2, 1949), (1, 2, 1950), (2, 1, 1953), (1, 2, 1954), (1, 3, 1950), (1, 4, 1950)]
    frame = wrap(table("ccode1 ccode2 year", *rows), directed=True, data=data).add_common_threat().frame()
    assert frame["common_threat"].round(3).to_list() == [0, 0.462, 0.462, 0.462, 0, 0]
    assert frame["common_threat_gain"].round(3).to_list() == [0, 0.462, 0.462, 0, 0, 0]
    assert frame["least_own_threat"].round(3).to_list()[1] == 0.462
    # State 1 is to state 3 what .2 / (.3 + .2) says, less than the .6 the other way.
    assert frame["mutual_threat"].round(3).to_list() == [0, 0, 0, 0, 0.6, 0]


def test_the_window_of_the_panel_and_its_choice_of_states_move_nothing():
    data = record(pacts=[(1, 2, year, *DEFENCE) for year in (1900, 1901)], rivalries=[(2, 3, 1940, 1960)])
    wide = dyad_years((1816, 1960), data=data).add_precedents().add_relation_state().add_shared_allies().frame()
    row = pl.DataFrame({"ccode1": [1], "ccode2": [2], "year": [1960]}, schema_overrides={"ccode1": pl.Int32})
    narrow = wrap(row, data=data).add_precedents().add_relation_state().add_shared_allies().frame()
    same = wide.filter((pl.col("ccode1") == 1) & (pl.col("ccode2") == 2) & (pl.col("year") == 1960))
    assert narrow.rows() == same.rows()


def test_only_the_datasets_that_a_column_needs_are_asked_for():
    seen = []
    data = record(pacts=[(1, 2, 1950, *DEFENCE)])

    def load(dataset, version=None):
        seen.append(dataset)
        return data(dataset, version)

    wrap(table("ccode1 ccode2 year", (1, 2, 1950)), data=load).add_shared_allies().frame()
    assert sorted(set(seen)) == ["atop", "states"]
