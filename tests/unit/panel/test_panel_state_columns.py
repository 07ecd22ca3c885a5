"""What can be added of states: of several rows one by a rule, zeros only where the record lists what there is."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_data import ALWAYS, loader, source, spells, table

from foedus.errors import InputError
from foedus.panel import state_years, wrap
from foedus.panel.additions.composition import one_row_a_year
from foedus.panel.additions.intra_wars import WARS, one_war_a_year


def rows_of(*pairs):
    return pl.DataFrame(pairs, schema=["ccode", "year"], orient="row")


def years(pairs, *sources, **how):
    return wrap(rows_of(*pairs), data=loader(ALWAYS, *sources), **how)


def test_columns_of_a_dataset_can_be_chosen_by_name():
    names = "ccode year lterrthreat sd lwr upr m_lterrthreat m_sd m_lwr m_upr"
    threat = source("territorial-threat", table(names, (2, 1950, 1.0, 0.1, 0.8, 1.2, None, None, None, None)))
    start = years([(2, 1950), (3, 1950)], threat)
    assert start.add_territorial_threat(keep=["lterrthreat"]).frame()["lterrthreat"].to_list() == [1.0, None]
    assert start.add_territorial_threat().columns[2:] == tuple(names.split()[2:])
    with pytest.raises(InputError, match=r"keep \['lowr'\]; expected a list of different ones of lterrthreat, sd"):
        start.add_territorial_threat(keep=["lowr"])
    with pytest.raises(InputError, match="different ones"):
        start.add_gdp_pop(keep=["pwtpop", "pwtpop"])
    with pytest.raises(InputError, match="keep 'cinc'; expected a list"):
        start.add_capabilities(keep="cinc")
    assert start.add_capabilities(keep=["cinc"]).add_democracy(keep=["polity2"]).columns[2:] == ("cinc", "polity2")


def test_gdp_and_democracy_are_read_from_the_file_of_the_panels_own_list():
    gdp = "year mrgdppc sd_mrgdppc pwtrgdp sd_pwtrgdp pwtpop sd_pwtpop"
    cow = source("gdp-pop", table(f"ccode {gdp}", (255, 1995, 1.0, 0.0, 1.0, 0.0, 80.0, 0.0)))
    gw = source("gdp-pop-gw", table(f"gwcode {gdp}", (260, 1995, 2.0, 0.0, 1.0, 0.0, 80.0, 0.0)))
    in_cow = wrap(rows_of((255, 1995)), data=loader(cow, gw)).add_gdp_pop()
    in_gw = wrap(rows_of((260, 1995)).rename({"ccode": "gwcode"}), system="gw", data=loader(cow, gw)).add_gdp_pop()
    assert (in_cow.frame()["mrgdppc"].item(), in_gw.frame()["mrgdppc"].item()) == (1.0, 2.0)
    assert in_gw.metadata["pwtpop"].datasets[0].id == "gdp-pop-gw"


CREG = "ccode gwcode creg_ccode year ethfrac ethpol relfrac relpol"


def test_of_two_states_with_one_code_the_more_divided_counts_and_gaps_are_filled_from_the_other():
    """As of Yugoslavia and Serbia in 1991: one row lacks religion, the other is the more fractionalized."""
    groups = source(
        "creg",
        table(
            CREG,
            (345, 340, 340, 1991, 0.6, 0.7, None, None),
            (345, 345, 345, 1991, 0.8, 0.6, 0.65, 0.8),
            (345, 340, 340, 1992, 0.4, 0.5, 0.3, 0.4),
            (345, 345, 345, 1992, None, None, None, None),
        ),
        (1945, 2013),
    )
    frame = years([(345, 1991), (345, 1992), (345, 2014)], groups).add_fractionalisation().frame()
    assert frame.select("ethfrac", "ethpol", "relfrac").rows() == [(0.8, 0.6, 0.65), (0.4, 0.5, 0.3), (None,) * 3]
    with pytest.raises(InputError, match="one of creg, hief"):
        years([(345, 1991)]).add_fractionalisation("elf")


@given(
    st.lists(
        st.tuples(st.none() | st.sampled_from([0.1, 0.2, 0.3]), st.none() | st.sampled_from([0.1, 0.5])), max_size=4
    )
)
def test_one_row_is_kept_of_a_state_and_year_and_says_what_any_of_them_says(values):
    frame = pl.DataFrame(
        [(2, 1950, *pair) for pair in values], schema=["ccode", "year", "ethfrac", "relfrac"], orient="row"
    )
    frame = frame.with_columns(pl.col("ethfrac", "relfrac").cast(pl.Float64))
    kept = one_row_a_year(source("creg", frame), "ccode", ["ethfrac", "relfrac"]).frame
    assert kept.height == min(len(values), 1)
    for at, name in enumerate(("ethfrac", "relfrac")):
        assert kept[name].null_count() == (bool(values) and all(pair[at] is None for pair in values))
    if kept.height:
        known = [pair[0] for pair in values if pair[0] is not None]
        assert kept["ethfrac"].item() == (max(known) if known else None)


def test_terrain_is_the_same_in_every_year_and_by_the_panels_own_list():
    terrain = source(
        "terrain", table("ccode gwcode rugged newlmtnest", (255, 260, 0.6, 2.4), (232, None, 5.7, 2.0)), (1816, 2030)
    )
    mine = rows_of((255, 1900), (255, 2000), (260, 1970), (232, 2000))
    frame = wrap(mine, data=loader(terrain)).add_terrain().frame()
    assert frame["rugged"].to_list() == [0.6, 0.6, None, 5.7]
    theirs = rows_of((255, 1900), (260, 1970), (260, 2000)).rename({"ccode": "gwcode"})
    assert wrap(theirs, system="gw", data=loader(terrain)).add_terrain().frame()["rugged"].to_list() == [None, 0.6, 0.6]


def wars(*rows):
    names = "warnum warname wartype year cowintraonset cowintraongoing resume_combat primary_state ccodea ccodeb intnl outcome sideadeaths sidebdeaths"
    return source("cow-intra-wars", table(names, *rows), (1816, 2008))


LOCAL, CENTRAL = "local issues", "central control"
FOUGHT = wars(
    (1, "old", LOCAL, 1900, 0, 1, 0, 1, 2, None, 0, 1, 900, 900),
    (2, "new", LOCAL, 1900, 1, 1, 0, 1, 2, None, 0, 1, 10, None),
    (3, "outsider", LOCAL, 1900, 1, 1, 0, 0, 3, None, 1, 1, 900, 900),
    (4, "unknown", CENTRAL, 1901, 0, 1, 0, 1, 2, None, 0, 1, None, None),
    (5, "small", CENTRAL, 1901, 0, 1, 0, 1, 2, None, 0, 1, 3, 4),
    (6, "twice", CENTRAL, 1902, 1, 1, 0, 1, 2, None, 0, 1, 5, 5),
    (6, "twice", CENTRAL, 1902, 1, 1, 1, 1, 2, None, 0, 1, 5, 5),
    (7, "last", CENTRAL, 2008, 0, 1, 0, 1, 2, None, 0, 1, 5, 5),
)


def test_of_several_wars_one_that_begins_is_kept_then_the_deadliest_and_all_numbers_are_told():
    asked = [(2, 1900), (2, 1901), (2, 1902), (2, 1903), (3, 1900), (2, 2008), (3, 2008)]
    frame = years(asked, FOUGHT).add_intra_wars().frame()
    assert frame["warname"].to_list() == ["new", "small", "twice", None, None, "last", None]
    assert frame["intrawarnums"].to_list() == ["1; 2", "4; 5", "6", None, None, "7", None]
    # Of 2008 the record has the end of one war: it does not say that there was no other.
    assert frame["cowintraongoing"].to_list() == [1, 1, 1, 0, 0, 1, None]
    assert frame["cowintraonset"].to_list() == [1, 0, 1, 0, 0, 0, None]


def test_wars_of_one_kind_are_numbered_among_themselves():
    frame = years([(2, 1900), (2, 1901)], FOUGHT).add_intra_wars(kinds=[CENTRAL]).frame()
    assert frame["intrawarnums"].to_list() == [None, "4; 5"]
    for wrong in ("central control", ["civil"]):
        with pytest.raises(InputError, match="different ones of central control, local issues"):
            years([(2, 1900)]).add_intra_wars(kinds=wrong)


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(0, 1), st.none() | st.integers(0, 9), st.none() | st.integers(0, 9)),
        min_size=1,
        max_size=5,
        unique_by=lambda war: war[0],
    )
)
def test_the_war_that_is_kept_is_the_one_a_slow_reading_of_the_rules_keeps(given_wars):
    rows = [(n, "w", LOCAL, 1900, onset, 1, 0, 1, 2, None, 0, 1, a, b) for n, onset, a, b in given_wars]
    frame = wars(*rows).frame.with_columns(pl.col("sideadeaths", "sidebdeaths").cast(pl.Int32))
    left = [war for war in given_wars if war[1]] or given_wars
    deaths = {war[0]: None if war[2] is war[3] is None else (war[2] or 0) + (war[3] or 0) for war in left}
    known = [dead for dead in deaths.values() if dead is not None]
    best = min(n for n, dead in deaths.items() if dead == (max(known) if known else None))
    kept = one_war_a_year(frame)
    assert kept.columns == ["ccode", "year", *WARS]
    assert kept["warnum"].to_list() == [best]
    assert kept["intrawarnums"].item() == "; ".join(str(war[0]) for war in sorted(given_wars))


def test_powers_from_spells_of_two_levels():
    spans = table(
        "ccode level start end",
        (2, "regional", date(1824, 1, 1), date(1898, 12, 31)),
        (2, "global", date(1899, 1, 1), date(2019, 12, 31)),
    )
    asked = [(2, 1823), (2, 1898), (2, 1899), (2, 2019), (2, 2020), (3, 1899)]
    frame = wrap(rows_of(*asked), data=loader(spells(*((c, (1816, 1, 1), (2019, 12, 31)) for c in (2, 3))), source("maoz-powers", spans, (1816, 2019)))).add_powers().frame()  # fmt: skip
    assert frame["regionalpower"].to_list() == [0, 1, 0, 0, None, 0]
    assert frame["globalpower"].to_list() == [0, 0, 1, 1, None, 0]


def test_onsets_state_their_zeros_so_that_a_state_left_out_is_unknown():
    names = "gwcode year sumnewconf sumonset1 sumonset2 sumonset3 sumonset5 sumonset10"
    record = source("ucdp-onsets", table(names, (2, 1950, 0, 1, 1, 1, 0, 0)), (1946, 2017))
    frame = years([(2, 1950), (3, 1950), (2, 1940)], record).add_ucdp_onsets().frame()
    assert frame["sumonset1"].to_list() == [1, None, None]


def test_neighbours_are_counted_once_by_their_closest_type():
    border = source(
        "contiguity",
        table("ccode1 ccode2 year conttype", (1, 2, 2016, 4), (1, 2, 2016, 1), (1, 3, 2016, 5), (1, 4, 2016, 2)),
    )
    start = years([(1, 2016), (2, 2016), (1, 2017)], border)
    frame = start.add_contiguity().frame()
    assert frame.select("land", "sea").rows() == [(1, 2), (0, 0), (None, None)]
    assert start.add_contiguity(carry=True).frame()["sea"].to_list() == [2, 0, 2]


RIVALS = source(
    "tss-rivalries",
    table(
        "tssr_id ccode1 ccode2 start end positional spatial ideological interventionary",
        (1, 1, 2, 1850, 1950, 1, 1, None, None),
        (2, 1, 3, 1950, 1960, None, 1, None, 1),
        (3, 300, 345, 1903, 1920, 1, None, None, None),
    ),
    (1494, 2020),
)


def test_rivalries_of_a_state_are_counted_by_kind():
    members = spells(*((c, (1816, 1, 1), (2016, 12, 31)) for c in (1, 2, 3, 345)), (305, (1919, 9, 10), (2016, 12, 31)))
    asked = [(1, 1950), (2, 1950), (3, 1949), (1, 2021), (305, 1920), (345, 1920)]
    frame = wrap(rows_of(*asked), data=loader(members, RIVALS)).add_rivalries().frame()
    assert frame["n_spatial"].to_list() == [2, 1, 0, None, 0, 0]
    assert frame["n_interventionary"].to_list() == [1, 0, 0, None, 0, 0]
    # The list goes on under Austria-Hungary's code where Austria stands for it.
    assert frame["n_positional"].to_list() == [1, 1, 0, None, 1, 1]
    older = source("td-rivalries", table("ccode1 ccode2 start end", (1, 2, 1494, 1950)), (1494, 2010))
    assert years([(1, 1950), (1, 1951)], older).add_rivalries("td").frame()["n_tdrivalries"].to_list() == [1, 0]
    with pytest.raises(InputError, match="one of tss, td"):
        years([(1, 1950)]).add_rivalries("klein")


CAPITALS = source(
    "capitals",
    pl.DataFrame(
        [
            (1, date(1816, 1, 1), None, 0.0, 0.0),
            (2, date(1816, 1, 1), None, 0.0, 1.0),
            (3, date(1816, 1, 1), None, 0.0, 5.0),
        ],
        schema={"ccode": pl.Int32, "start": pl.Date, "end": pl.Date, "lat": pl.Float64, "lng": pl.Float64},
        orient="row",
    ),
)
A_DEGREE = 6378.137 * 3.141592653589793 / 180


def test_the_nearest_capital_is_that_of_a_member_also_where_the_panel_has_no_row_of_it():
    """State 2 is out of the system in 1951, and state 4 has no known capital."""
    members = spells(
        (1, (1816, 1, 1), (2016, 12, 31)),
        (2, (1816, 1, 1), (1950, 12, 31)),
        (3, (1816, 1, 1), (2016, 12, 31)),
        (4, (1816, 1, 1), (2016, 12, 31)),
    )
    frame = (
        wrap(rows_of((1, 1950), (1, 1951), (4, 1950), (2, 1951)), data=loader(members, CAPITALS)).add_distance().frame()
    )
    near, far, unknown, gone = frame["mincapdist"].to_list()
    assert (near / A_DEGREE, far / A_DEGREE) == pytest.approx((1, 5))
    assert (unknown, gone) == (None, None)
    with pytest.raises(InputError, match="expected 'first' or 'last'"):
        state_years((1950, 1950), data=loader(members, CAPITALS)).add_distance(day="noon")


def test_the_least_distance_is_that_of_all_dyads_of_a_state():
    apart = source(
        "min-distance", table("ccode1 ccode2 year mindist", (1, 2, 1950, 40.0), (2, 3, 1950, 7.0)), (1886, 2019)
    )
    start = years([(1, 1950), (2, 1950), (3, 1950), (1, 1951)], apart)
    assert start.add_min_distance().frame()["minmindist"].to_list() == [40.0, 7.0, 7.0, None]


CONFLICTS = source(
    "ucdp-acd",
    pl.DataFrame(
        [
            (7, 1950, 2, None, None, None, 1, "intrastate", "government", date(1950, 6, 1)),
            (7, 1960, 2, None, None, None, 2, "intrastate", "government", date(1960, 6, 1)),
            (8, 1960, 2, 20, 365, None, 1, "interstate", "territory", date(1959, 6, 1)),
        ],
        schema=[
            "conflict_id",
            "year",
            "gwno_a",
            "gwno_a_2nd",
            "gwno_b",
            "gwno_b_2nd",
            "intensity_level",
            "type_of_conflict",
            "incompatibility",
            "start_date2",
        ],
        orient="row",
        infer_schema_length=None,
    ).with_columns(pl.col("year", "^gwno_.*$").cast(pl.Int32)),
    (1946, 2024),
)


@pytest.mark.parametrize(
    ("how", "ongoing", "onset", "intensity", "numbers"),
    [
        ({}, [1, 1, 1, 1], [1, 1, 0, 0], [1, 2, 1, 1], ["7", "7; 8", "8", "8"]),
        ({"parties": "a"}, [1, 1, 0, 0], [1, 1, 0, 0], [1, 2, None, None], ["7", "7; 8", None, None]),
        ({"parties": "a", "onset": "first"}, [1, 1, 0, 0], [1, 1, 0, 0], [1, 2, None, None], ["7", "7; 8", None, None]),
        (
            {"onset": "first", "kinds": ["intrastate"]},
            [1, 1, 0, 0],
            [1, 0, 0, 0],
            [1, 2, None, None],
            ["7", "7", None, None],
        ),
        ({"issues": ["territory"]}, [0, 1, 1, 1], [0, 0, 0, 0], [None, 1, 1, 1], [None, "8", "8", "8"]),
        ({"wars_only": True}, [0, 1, 0, 0], [0, 1, 0, 0], [None, 2, None, None], [None, "7", None, None]),
    ],
)
def test_conflicts_by_party_onset_kind_issue_and_size(how, ongoing, onset, intensity, numbers):
    frame = years([(2, 1950), (2, 1960), (20, 1960), (365, 1960)], CONFLICTS).add_conflicts(**how).frame()
    assert frame["ucdpongoing"].to_list() == ongoing
    assert frame["ucdponset"].to_list() == onset
    assert frame["maxintensity"].to_list() == intensity
    assert frame["conflict_ids"].to_list() == numbers


@pytest.mark.parametrize(
    "how", [{"parties": "b"}, {"onset": "last"}, {"kinds": "intrastate"}, {"kinds": ["civil"]}, {"issues": ["oil"]}]
)
def test_choices_of_conflicts_that_there_are_not_are_refused(how):
    with pytest.raises(InputError, match=f"add_conflicts: {next(iter(how))} "):
        years([(2, 1950)]).add_conflicts(**how)


def test_what_is_added_of_states_stands_on_both_sides_of_a_dyad():
    dyad = table("ccode1 ccode2 year", (2, 3, 1900))
    frame = wrap(dyad, data=loader(ALWAYS, FOUGHT)).add_intra_wars().frame()
    assert frame.select("warnum1", "warnum2", "cowintraongoing1", "cowintraongoing2").rows() == [(2, None, 1, 0)]


def test_a_flow_goes_with_the_states_of_the_row_whichever_comes_first():
    names = "ccode1 ccode2 year flow1 flow2 smoothflow1 smoothflow2 smoothtotrade"
    trade = source(
        "cow-trade",
        table(names, (2, 3, 1900, 1.0, 9.0, 1.5, 9.5, 11.0), (2, 4, 1900, None, 5.0, None, None, None)),
        (1870, 2014),
    )
    rows = table("ccode1 ccode2 year", (2, 3, 1900), (3, 2, 1900), (4, 2, 1900), (3, 4, 1900), (2, 3, 2015))
    frame = wrap(rows, directed=True, data=loader(ALWAYS, trade)).add_dyadic_trade().frame()
    # Nobody reported: unknown, also inside the years of the record.
    assert frame["flow1"].to_list() == [1.0, 9.0, 5.0, None, None]
    assert frame["flow2"].to_list() == [9.0, 1.0, None, None, None]
    assert frame["smoothflow2"].to_list() == [9.5, 1.5, None, None, None]
    assert frame["smoothtotrade"].to_list() == [11.0, 11.0, None, None, None]
