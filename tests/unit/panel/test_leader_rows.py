"""Panels of leaders on made terms: which rows there are, what can be added to them, and what is refused."""

from datetime import date

import polars as pl
import pytest
from panel_data import loader, source, spells, table
from typer.testing import CliRunner

from foedus.errors import InputError
from foedus.panel import add_sets, dyad_years, leader_days, leader_dyad_years, leader_years, state_years, wrap
from foedus.panel.additions.conflicts import SIDES
from foedus.panel.outside import PanelNote

TERMS = source(
    "archigos",
    pl.DataFrame(
        [
            ("USA-1", 2, "a", "Adams", 1900, "M", date(1950, 1, 1), date(1952, 6, 30), "Regular", "Regular"),
            ("USA-2", 2, "b", "Bell", None, "F", date(1952, 6, 30), date(1955, 1, 1), "Regular", "Irregular"),
            ("USA-3", 2, "a", "Adams", 1900, "M", date(1955, 1, 2), date(1955, 12, 31), "Irregular", "Still in Office"),
            # Mexico is led from before 1952, when it becomes a member here.
            ("MEX-1", 70, "c", "Cruz", 1890, "M", date(1951, 3, 1), date(1953, 12, 31), "Regular", "Regular"),
        ],
        schema=["obsid", "gwcode", "leadid", "leader", "yrborn", "gender", "startdate", "enddate", "entry", "exit"],
        orient="row",
    ).with_columns(pl.col("gwcode", "yrborn").cast(pl.Int32), exitcode=pl.lit("Regular")),
    coverage=(1840, 2015),
)
MEMBERS = spells((2, (1816, 1, 1), (2016, 12, 31)), (70, (1952, 6, 1), (2016, 12, 31)))
POWER = source("nmc", table("ccode year cinc", (2, 1952, 0.4), (2, 1953, 0.5), (70, 1952, 0.1)))
TRAITS = source(
    "lead",
    pl.DataFrame({"obsid": ["USA-1", "USA-2", "USA-3", "MEX-1"], "rebel": [0, 1, None, 1], "combat": [1, 1, 0, 0]}),
)
DISPUTES = source(
    "gml-mid-ddly",
    pl.DataFrame(
        [
            (7, 2, 70, 1952, "USA-1", "MEX-1", 1, 0, 1, 1, 1, 1, "USA-1", "MEX-1"),
            (7, 70, 2, 1952, "MEX-1", "USA-1", 0, 1, 1, 1, 1, 1, "MEX-1", "USA-1"),
            (7, 2, 70, 1953, "USA-2", "MEX-1", 1, 0, 1, 1, 1, 0, "USA-1", "MEX-1"),
            (8, 2, 70, 1953, None, "MEX-1", 1, 0, 1, 1, 1, 1, None, "MEX-1"),
        ],
        schema=["dispnum", "ccode1", "ccode2", "year", "obsid1", "obsid2", "sidea1", "sidea2", "orig1", "orig2",
                "gmlmidongoing", "gmlmidonset", "obsid_start1", "obsid_start2"],
        orient="row",
    ),
    coverage=(1840, 2010),
)  # fmt: skip
MILEX = ("milex", "milper", "irst", "pec", "tpop", "upop")
DATA = loader(TERMS, MEMBERS, POWER, TRAITS, DISPUTES)


def rows(panel, *columns):
    return panel.frame().select(columns).rows()


def test_leader_years_as_in_archigos():
    panel = leader_years((1950, 1955), data=DATA)
    assert panel.columns == ("gwcode", "year", "obsid", "leader", "gender", "leaderage", "yrinoffice")
    assert panel.frame().filter(pl.col("gwcode") == 2).rows() == [
        (2, 1950, "USA-1", "Adams", "M", 50, 1),
        (2, 1951, "USA-1", "Adams", "M", 51, 2),
        (2, 1952, "USA-1", "Adams", "M", 52, 3),
        (2, 1952, "USA-2", "Bell", "F", None, 1),
        (2, 1953, "USA-2", "Bell", "F", None, 2),
        (2, 1954, "USA-2", "Bell", "F", None, 3),
        (2, 1955, "USA-2", "Bell", "F", None, 4),
        (2, 1955, "USA-3", "Adams", "M", 55, 1),
    ]


def test_only_days_of_members_count_and_the_year_in_office_counts_from_the_first():
    panel = leader_years((1840, 2015), standardize="cow", data=DATA)
    found = panel.frame().filter(pl.col("ccode") == 70).select("year", "obsid", "yrinoffice")
    assert found.rows() == [(1952, "MEX-1", 2), (1953, "MEX-1", 3)]


def test_leaders_of_a_pair_share_a_day_on_which_both_states_are_members():
    panel = leader_dyad_years((1950, 1955), data=DATA)
    assert rows(panel, "ccode1", "ccode2", "year", "obsid1", "obsid2") == [
        (2, 70, 1952, "USA-1", "MEX-1"),
        (2, 70, 1952, "USA-2", "MEX-1"),
        (2, 70, 1953, "USA-2", "MEX-1"),
        (70, 2, 1952, "MEX-1", "USA-1"),
        (70, 2, 1952, "MEX-1", "USA-2"),
        (70, 2, 1953, "MEX-1", "USA-2"),
    ]
    assert rows(panel, "gender1", "leaderage2", "yrinoffice1")[1] == ("F", 62, 1)
    assert leader_dyad_years((1950, 1955), directed=False, data=DATA).height == 3


def test_the_day_of_a_handover_has_two_leaders_and_days_are_counted_unmade():
    panel = leader_days((1952, 1952), standardize="cow", data=DATA)
    assert panel.height == 366 + 1 + 214
    assert panel.frame().filter(ccode=2, date=date(1952, 6, 30))["obsid"].to_list() == ["USA-1", "USA-2"]


def test_what_is_known_of_a_state_stands_with_every_leader_of_the_year():
    capable = source("nmc", POWER.frame.with_columns(pl.lit(None, pl.Float64).alias(name) for name in MILEX))
    data = loader(TERMS, MEMBERS, capable)
    years = leader_years((1952, 1953), standardize="cow", data=data).add_capabilities()
    assert rows(years, "obsid", "year", "cinc") == [
        ("USA-1", 1952, 0.4),
        ("USA-2", 1952, 0.4),
        ("USA-2", 1953, 0.5),
        ("MEX-1", 1952, 0.1),
        ("MEX-1", 1953, None),
    ]
    pairs = leader_dyad_years((1952, 1953), data=data).add_capabilities()
    assert rows(pairs, "obsid1", "cinc1", "cinc2")[:3] == [
        ("USA-1", 0.4, 0.1),
        ("USA-2", 0.4, 0.1),
        ("USA-2", 0.5, None),
    ]


def test_turnover_of_states_and_what_is_known_of_those_at_the_start_of_the_year():
    panel = state_years((1951, 1955), data=DATA).add_archigos().add_lead(of="jan1obsid", keep=["rebel"])
    told = rows(panel, "ccode", "year", "leadertransition", "irregular", "n_leaders",
                "jan1obsid", "dec31obsid", "rebel")  # fmt: skip
    assert told[:5] == [
        (2, 1951, 0, 0, 1, "USA-1", "USA-1", 0),
        (2, 1952, 1, 1, 2, "USA-1", "USA-2", 0),
        (2, 1953, 0, 0, 1, "USA-2", "USA-2", 1),
        (2, 1954, 0, 0, 1, "USA-2", "USA-2", 1),
        (2, 1955, 1, 1, 2, "USA-2", "USA-3", 1),
    ]


def test_a_transition_is_irregular_by_who_left_in_the_year_or_by_who_ever_left():
    by_year = state_years((1951, 1955), data=DATA).add_archigos(exits="year").frame().filter(ccode=2)
    assert by_year["irregular"].to_list() == [0, 0, 0, 0, 1]
    with pytest.raises(InputError, match="exits 'term'; expected 'ever'"):
        state_years(data=DATA).add_archigos(exits="term")


def test_outside_archigos_nothing_is_known_of_leaders():
    found = state_years((1869, 2016), data=DATA).add_archigos().frame().filter(ccode=2)
    assert found.filter(pl.col("n_leaders").is_not_null())["year"].to_list() == [*range(1950, 1956)]


def test_attributes_follow_the_leader_on_either_side():
    pairs = leader_dyad_years((1952, 1953), data=DATA).add_lead(keep=["rebel", "combat"], prefix="lead_")
    assert pairs.columns[-4:] == ("lead_rebel1", "lead_combat1", "lead_rebel2", "lead_combat2")
    assert rows(pairs, *pairs.columns[-4:])[:2] == [(0, 1, 1, 0), (1, 1, 1, 0)]
    terms = leader_years((1955, 1955), data=DATA).add_terms(keep=["entry", "enddate"])
    assert rows(terms, "entry", "enddate") == [("Regular", date(1955, 1, 1)), ("Irregular", date(1955, 12, 31))]


@pytest.mark.parametrize(
    ("add", "message"),
    [
        (lambda: leader_years(standardize="icow", data=DATA), "standardize 'icow'; expected archigos"),
        (lambda: leader_dyad_years(system="archigos", data=DATA), "system 'archigos'; expected one of cow, gw"),
        (lambda: leader_years((1990, 1980), data=DATA), "expected .first, last."),
        (
            lambda: leader_years(data=DATA).add_lead(keep=["charm"]),
            "add_lead: keep .'charm'.; expected a list of different ones of leveledu",
        ),
        (
            lambda: state_years(data=DATA).add_lead(),
            "no column obsid; start from leader_years or leader_dyad_years; or call add_archigos",
        ),
        (
            lambda: dyad_years(data=DATA).add_leader_disputes(),
            "add_leader_disputes reads terms in office, and this panel has no column obsid1, obsid2",
        ),
        (
            lambda: leader_years(data=DATA).add_leader_disputes(keep=["dispnum"]),
            "rows of single leaders have no details",
        ),
        (lambda: leader_dyad_years(data=DATA).add_leader_disputes(init="side-a"), "expected one of sidea-all-joiners"),
    ],
)
def test_a_wrong_choice_is_refused_with_the_right_ones(add, message):
    with pytest.raises(InputError, match=message):
        add()


def test_years_after_archigos_are_told():
    with pytest.warns(PanelNote, match="Archigos ends in 2015: there are no rows of leaders from 2016 to 2018"):
        leader_years((2010, 2018), data=DATA).frame()


@pytest.mark.parametrize("make", [leader_years, leader_dyad_years, leader_days])
def test_years_without_a_leader_make_no_rows(make):
    panel = make((1900, 1910), data=DATA).add_archigos().add_lead(keep=["rebel"])
    assert panel.height == panel.frame().height == 0


def test_disputes_of_pairs_of_leaders():
    panel = leader_dyad_years((1952, 1953), data=DATA).add_leader_disputes(keep=["dispnum"])
    columns = (
        "obsid1",
        "obsid2",
        "year",
        "gmlmidonset",
        "gmlmidongoing",
        "gmlmidonset_init",
        "gmlmidongoing_init",
        "dispnum",
    )
    assert rows(panel, *columns) == [
        ("USA-1", "MEX-1", 1952, 1, 1, 1, 1, 7),
        ("USA-2", "MEX-1", 1952, 0, 0, 0, 0, None),
        ("USA-2", "MEX-1", 1953, 0, 1, 0, 0, 7),
        ("MEX-1", "USA-1", 1952, 1, 1, 0, 0, 7),
        ("MEX-1", "USA-2", 1952, 0, 0, 0, 0, None),
        ("MEX-1", "USA-2", 1953, 0, 0, 0, 0, None),
    ]
    once = leader_dyad_years((1952, 1953), directed=False, data=DATA).add_leader_disputes()
    assert once.columns[-2:] == ("gmlmidonset", "gmlmidongoing")


def test_years_of_peace_are_counted_by_pair_of_leaders():
    panel = leader_dyad_years((1952, 1953), directed=False, data=DATA).add_leader_disputes().add_spells()
    assert rows(panel, "obsid1", "year", "gmlmidspell") == [("USA-1", 1952, 0), ("USA-2", 1952, 0), ("USA-2", 1953, 1)]


def test_leader_years_of_a_number_that_is_no_member_have_no_values():
    """As in Archigos, a leader may lead before the state is independent: what is absent from a record is then unknown, not 0."""
    majors = source("majors", spells((2, (1898, 8, 13), (2016, 12, 31))).frame)
    panel = leader_years((1952, 1952), data=loader(TERMS, MEMBERS, majors)).add_majors()
    assert rows(panel, "obsid", "cowmaj") == [("USA-1", 1), ("USA-2", 1), ("MEX-1", 0)]
    early = source("archigos", TERMS.frame.with_columns(pl.lit(850, pl.Int32).alias("gwcode")), coverage=(1840, 2015))
    colony = leader_years((1944, 1944), data=loader(_moved(early), MEMBERS, majors)).add_majors()
    assert rows(colony, "gwcode", "cowmaj") == [(850, None)]


def _moved(terms):
    """One term of 1944, before Indonesia is a member of either list."""
    frame = terms.frame.head(1).with_columns(startdate=pl.date(1944, 1, 1), enddate=pl.date(1944, 12, 31))
    return source("archigos", frame, coverage=(1840, 2015))


@pytest.mark.parametrize("panel", [leader_years(data=DATA), leader_dyad_years(data=DATA)])
def test_all_and_peer_of_leaders_fit_together_without_a_collision(panel):
    everything = add_sets(panel, "all")
    assert len(set(everything.columns)) == len(everything.columns)
    assert {f"theta2_mean{side}" for side in panel.sides} <= set(everything.columns)
    assert "gmlmidspell" in everything.columns
    assert set(add_sets(panel, "peer").columns) < set(everything.columns)


def test_a_frame_of_leaders_counts_by_leader():
    frame = leader_dyad_years((1952, 1953), directed=False, data=DATA).frame()
    own = frame.select("ccode1", "ccode2", "year", "obsid1", "obsid2").sort("obsid2", "year", "obsid1", descending=True)
    made = wrap(own, leaders=True, data=DATA).add_leader_disputes().add_spells().add_lead(keep=["rebel"]).frame()
    assert made.select("obsid1", "year", "gmlmidongoing", "gmlmidspell", "rebel1").rows() == [
        ("USA-2", 1953, 1, 1, 1),
        ("USA-2", 1952, 0, 0, 1),
        ("USA-1", 1952, 1, 0, 0),
    ]
    with pytest.raises(InputError, match="rows repeat a unit and year"):
        wrap(own, data=DATA).add_leader_disputes().add_spells().frame()


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (table("ccode year leader", (2, 1952, "USA-1")), "the frame has no column obsid; name the leaders there"),
        (table("ccode year obsid", (2, 1952, "USA-1"), (2, 1953, None)), r"empty cells in obsid \(1\)"),
    ],
)
def test_a_frame_of_leaders_must_name_them(frame, message):
    with pytest.raises(InputError, match=message):
        wrap(frame, leaders=True, data=DATA)


@pytest.fixture
def run(monkeypatch, tmp_path):
    from foedus.cli.panel import app
    from foedus.panel import leaders

    monkeypatch.setattr(leaders, "registry_loader", lambda: DATA)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, ["build", "--out", "p.csv", *words])


@pytest.mark.parametrize(
    ("words", "rows", "columns"),
    [
        (["--unit", "leader-years", "--with", "leader-terms,archigos"], 11, 17),
        (["--unit", "leader-years", "--system", "cow", "--years", "1951:1952"], 4, 7),
        (["--unit", "leader-days", "--years", "1955:1955"], 365, 8),
        (["--unit", "leader-dyad-years", "--undirected", "--with", "leader-disputes"], 3, 13),
    ],
)
def test_the_command_builds_rows_of_leaders(run, words, rows, columns):
    done = run(*words)
    assert done.exit_code == 0, done.output
    assert f"wrote p.csv: {rows} rows, {columns} columns" in done.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--unit", "leader-dyad-years", "--system", "archigos"],
            "--system archigos is for leader-years and leader-days",
        ),
        (["--unit", "state-years", "--system", "archigos"], "state-years are of cow or gw"),
        (["--unit", "leader-dyad-years", "--rule", "year"], "share a day in office; leave --rule out"),
    ],
)
def test_the_command_refuses_what_leaders_have_not(run, words, message):
    assert message in str(run(*words).exception)


@pytest.mark.parametrize("standardize", ["archigos", "cow", "gw"])
def test_days_in_office_bear_the_spell_of_their_year(standardize):
    """Of conflicts, which the records tell by year."""
    sides = {side: pl.Series([2 if side == "gwno_a" else None], dtype=pl.Int32) for side in SIDES}
    rows = pl.DataFrame(
        {"conflict_id": [7], "year": [1950], **sides, "incompatibility": ["territory"], "intensity_level": [1]}
    ).with_columns(
        pl.col("conflict_id", "year").cast(pl.Int32),
        type_of_conflict=pl.lit("intrastate"),
        start_date2=pl.lit(date(1950, 1, 1)),
    )
    data = loader(TERMS, MEMBERS, source("ucdp-acd", rows, (1946, 2024)))
    years, days = (
        start((1950, 1955), standardize=standardize, data=data).add_conflicts().add_spells().frame()
        for start in (leader_years, leader_days)
    )
    keys = ["obsid", "year", "ucdpspell"]
    assert days.select(keys).unique().sort(keys).equals(years.select(keys).unique().sort(keys))
    assert years["ucdpspell"].max() >= 2
