"""What can be added: values read off by key, null outside coverage, a named value inside."""

from datetime import date

import polars as pl
import pytest
from panel_data import ALWAYS, loader, source, table

from foedus.errors import InputError
from foedus.panel import state_years, wrap


def panel(rows, *sources, **how):
    return wrap(table("ccode1 ccode2 year", *rows), data=loader(ALWAYS, *sources), **({"directed": True} | how))


def test_state_values_stand_on_their_side_and_are_null_where_the_dataset_has_none():
    rows = [(year, ccode, 10.0 * ccode) for ccode, year in ((1, 1950), (2, 1950), (1, 1951))]
    threat = source("leeds-savun-threat", table("year ccode lsthreat", *rows))
    frame = panel([(1, 2, 1950), (2, 1, 1950), (2, 1, 1951), (7, 1, 1950)], threat).add_threat().frame()
    assert frame["lsthreat1"].to_list() == [10.0, 20.0, None, None]
    assert frame["lsthreat2"].to_list() == [20.0, 10.0, 10.0, 10.0]


def test_two_rows_for_a_state_and_year_are_refused():
    threat = source("leeds-savun-threat", table("year ccode lsthreat", (1950, 1, 1.0), (1950, 1, 2.0)))
    with pytest.raises(InputError, match=r"several rows for the same ccode, year.*\(1, 1950\)"):
        panel([(1, 2, 1950)], threat).add_threat().frame()


def test_two_versions_stay_apart():
    old = source("leeds-savun-threat", table("year ccode lsthreat", (1950, 1, 1.0)), version="1")
    new = source("leeds-savun-threat", table("year ccode lsthreat", (1950, 1, 2.0)), version="2")
    start = panel([(1, 2, 1950)], old, new)
    assert start.add_threat().frame()["lsthreat1"].item() == 2.0
    assert start.add_threat(version="1").frame()["lsthreat1"].item() == 1.0
    assert start.add_threat(version="1").metadata["lsthreat1"].datasets[0].version == "1"


def alliance(*rows):
    names = "ccode1 ccode2 year atop_defense atop_offense atop_neutral atop_nonagg atop_consul"
    return source("atop", table(names, *rows), (1815, 2018))


ONE_SIDED = alliance((1, 2, 1950, 1, 0, 0, 0, 1), (2, 1, 1950, 0, 0, 0, 0, 1))


def test_an_obligation_of_either_side_counts_in_an_undirected_panel_only():
    rows = [(1, 2, 1950), (1, 2, 1951), (1, 2, 2019)]
    frame = panel(rows, ONE_SIDED).add_alliances().frame()
    assert frame["atop_defense"].to_list() == [1, 0, None]
    assert frame["atop_alliance"].to_list() == [1, 0, None]
    directed = panel([(2, 1, 1950), (1, 2, 1950)], ONE_SIDED).add_alliances().frame()
    assert directed["atop_defense"].to_list() == [0, 1]
    assert directed["atop_alliance"].to_list() == [1, 1]
    both = panel([(1, 2, 1950)], ONE_SIDED).add_alliances(direction="both").frame()
    assert (both["atop_defense12"].item(), both["atop_defense21"].item()) == (1, 0)
    with pytest.raises(InputError, match="forward, either, both"):
        panel([(1, 2, 1950)], ONE_SIDED).add_alliances(direction="back")


def test_the_closest_contiguity_counts_and_absence_is_none_only_inside_coverage():
    border = source(
        "contiguity", table("ccode1 ccode2 year conttype", (1, 2, 2016, 4), (1, 2, 2016, 2), (2, 1, 2016, 2))
    )
    start = panel([(1, 2, 2016), (1, 3, 2016), (1, 2, 2017)], border)
    assert start.add_contiguity().frame()["conttype"].to_list() == [2, 0, None]
    assert start.add_contiguity(carry=True).frame()["conttype"].to_list() == [2, 0, 2]
    assert "remains" in start.add_contiguity(carry=True).metadata["conttype"].rule


def test_major_powers_from_spells():
    majors = source(
        "majors", table("ccode start end", (1, date(1950, 12, 31), date(1951, 1, 1)), (2, date(2000, 1, 1), None))
    )
    years = pl.DataFrame({"ccode": [1, 1, 1, 2, 2], "year": [1950, 1951, 1952, 2016, 2017]})
    start = wrap(years, data=loader(ALWAYS, majors))
    assert start.add_majors().frame()["cowmaj"].to_list() == [1, 1, 0, 1, None]
    assert start.add_majors(carry=True).frame()["cowmaj"].to_list() == [1, 1, 0, 1, 1]


CAPITALS = source(
    "capitals",
    table(
        "ccode start end lat lng",
        (1, date(1816, 1, 1), date(1950, 6, 1), 0.0, 0.0),
        (1, date(1950, 6, 2), None, 0.0, 90.0),
        (2, date(1950, 1, 1), date(1952, 12, 31), 0.0, 180.0),
        (3, date(1951, 1, 2), date(1951, 12, 30), 90.0, 0.0),
    ),
)


def test_distance_takes_the_capital_of_the_first_or_the_last_day():
    quarter = 3.141592653589793 / 2 * 6378.137
    start = panel([(1, 2, 1949), (1, 2, 1950), (1, 2, 1951), (1, 2, 1952), (1, 2, 1953)], CAPITALS)
    first = start.add_distance().frame()["capdist"].to_list()
    assert first[0] is None
    assert first[-1] is None
    assert first[1:4] == pytest.approx([2 * quarter, quarter, quarter])
    last = start.add_distance(day="last", radius=1.0).frame()["capdist"].to_list()
    assert last[1:4] == pytest.approx([3.141592653589793 / 2] * 3)
    # The capital of state 3 stands on neither edge of 1951.
    edge = panel([(1, 3, 1951)], CAPITALS)
    assert edge.add_distance().frame()["capdist"].item() is None
    assert edge.add_distance(day="last").frame()["capdist"].item() is None


@pytest.mark.parametrize("how", [{"day": "noon"}, {"radius": 0}])
def test_distance_refuses(how):
    with pytest.raises(InputError, match="add_distance"):
        panel([(1, 2, 1950)], CAPITALS).add_distance(**how)


RIVALS = source(
    "tss-rivalries",
    table(
        "tssr_id ccode1 ccode2 start end positional spatial ideological interventionary",
        (9, 1, 2, 1494, 1950, 1, None, None, None),
        (8, 1, 2, 1955, 2020, None, 1, None, None),
    ),
    (1494, 2020),
)


def test_rivalries_hold_in_both_orders_and_end_years_count():
    frame = panel([(2, 1, 1950), (2, 1, 1951), (1, 2, 1955), (1, 2, 2021)], RIVALS).add_rivalries().frame()
    assert frame["ongoingrivalry"].to_list() == [1, 0, 1, None]
    assert frame["tssr_id"].to_list() == [9, None, 8, None]
    assert frame["spatial"].to_list() == [0, 0, 1, None]
    with pytest.raises(InputError, match="one of tss, td"):
        panel([(1, 2, 1950)], RIVALS).add_rivalries("klein")


def test_the_older_list_of_rivalries_gives_a_column_of_its_own():
    td = source("td-rivalries", table("ccode1 ccode2 start end", (1, 2, 1494, 1950)), (1494, 2010))
    both = panel([(1, 2, 1950), (1, 2, 1951), (1, 2, 2011)], RIVALS, td).add_rivalries().add_rivalries("td").frame()
    assert both["tdrivalry"].to_list() == [1, 0, None]


def conflict(*rows):
    names = "year gwno_a gwno_a_2nd gwno_b gwno_b_2nd intensity_level type_of_conflict start_date2"
    schema = dict.fromkeys(names.split(), pl.Int32) | {"type_of_conflict": pl.String, "start_date2": pl.Date}
    frame = pl.DataFrame([*rows], schema=schema, orient="row").with_row_index("conflict_id", offset=201)
    return source("ucdp-acd", frame, (1946, 2024))


def test_conflicts_count_for_all_who_take_part_and_between_opposite_sides():
    listed = conflict(
        (1950, 2, 20, 365, 710, 2, "interstate", date(1949, 6, 1)),
        (1950, 2, None, None, None, 1, "intrastate", date(1950, 6, 1)),
    )
    years = pl.DataFrame({"ccode": [2, 20, 365, 710, 200, 2, 2], "year": [1950] * 5 + [1951, 1945]})
    frame = wrap(years, data=loader(ALWAYS, listed)).add_conflicts().frame()
    assert frame["ucdpongoing"].to_list() == [1, 1, 1, 1, 0, 0, None]
    assert frame["ucdponset"].to_list() == [1, 0, 0, 0, 0, 0, None]
    assert frame["maxintensity"].to_list() == [2, 2, 2, 2, None, None, None]
    assert frame["conflict_ids"].to_list() == ["201; 202", "201", "201", "201", None, None, None]
    dyads = panel([(2, 365, 1950), (710, 20, 1950), (2, 20, 1950)], listed).add_conflicts().frame()
    assert dyads["ucdpdyadongoing"].to_list() == [1, 1, 0]


def test_germany_and_yemen_are_counted_under_their_new_codes():
    listed = conflict((1999, 260, None, 678, None, 1, "interstate", date(1999, 1, 1)))
    assert panel([(255, 679, 1999)], listed).add_conflicts().frame()["ucdpdyadongoing"].item() == 1


def deals(*rows):
    frame = pl.DataFrame([*rows], schema=["supplier", "recipient", "delivery_years", "tiv_delivered"], orient="row")
    return source("sipri-transfers", frame.with_row_index("entry"), (1950, 2025))


def test_arms_go_from_supplier_to_recipient_spread_over_the_years():
    register = deals(
        ("Russia", "Iran", "1990; 1991", 10.0), ("Russia", "Iran", "1990", 1.0), ("Iran", "Russia", None, 5.0)
    )
    frame = panel(
        [(365, 630, 1990), (630, 365, 1991), (365, 630, 1992), (365, 630, 1949)], register
    ).add_arms_transfers()
    assert frame.frame()["armstiv12"].to_list() == [6.0, 0.0, 0.0, None]
    assert frame.frame()["armstiv21"].to_list() == [0.0, 5.0, 0.0, None]


def test_an_unknown_supplier_is_named():
    with pytest.warns(UserWarning, match="1 names, whose deals are left out: Atlantis"):
        panel([(365, 630, 1990)], deals(("Atlantis", "Iran", "1990", 10.0))).add_arms_transfers().frame()


def test_ideal_points_and_their_distance():
    points = source(
        "ideal-points",
        table("ccode year idealpointfp idealpointall", (1, 1950, 1.0, -1.0), (2, 1950, None, 0.5)),
        (1946, 2024),
    )
    frame = panel([(1, 2, 1950), (1, 3, 1950)], points).add_ideal_points().frame()
    assert frame["idealpointdiff"].to_list() == [1.5, None]
    states = wrap(pl.DataFrame({"ccode": [1], "year": [1950]}), data=loader(ALWAYS, points)).add_ideal_points()
    assert states.columns == ("ccode", "year", "idealpointfp", "idealpointall")


def test_columns_are_promised_before_anything_is_read():
    def nothing(dataset, version=None):
        raise AssertionError(dataset)

    start = wrap(table("ccode1 ccode2 year", (1, 2, 1950)), data=nothing)
    assert start.add_alliances().add_disputes().add_spells().columns[-1] == "gmlmidspell"


def test_collisions_are_refused_by_name():
    start = panel([(1, 2, 1950)], ONE_SIDED).add_alliances()
    with pytest.raises(InputError, match="add_alliances would overwrite the columns atop_alliance, atop_defense"):
        start.add_alliances()
    own = table("ccode1 ccode2 year", (1, 2, 1950)).with_columns(conttype=pl.lit(7))
    with pytest.raises(InputError, match="add_contiguity would overwrite the columns conttype"):
        wrap(own, data=loader(ALWAYS)).add_contiguity()


def test_dyadic_columns_do_not_go_on_state_years():
    with pytest.raises(InputError, match="tells of dyads; this panel holds state-years"):
        state_years((1950, 1951), data=loader(ALWAYS)).add_alliances()


def test_adding_changes_no_earlier_panel():
    start = panel([(1, 2, 1950)], ONE_SIDED)
    longer = start.add_alliances()
    assert start.columns == ("ccode1", "ccode2", "year")
    assert start.frame().width == 3
    assert longer.frame().width == 9
