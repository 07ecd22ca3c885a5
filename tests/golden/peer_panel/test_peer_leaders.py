"""Leaders of all states: the peer's rows and columns, its whole tables counted, and our own slow program over days.

The peer (peacesciencer 1.2.9) makes 17,686 leader-years as in Archigos, 16,241 standardised to the Correlates of War and 17,361 to
Gleditsch and Ward; of three leaders its rows with all attributes lie in the reference folder, and in its state-years and
dyad-years the columns of leaders. Leader-dyad-years it cannot make in reasonable time: those are checked by loops over days.
"""

import csv
from collections import Counter, defaultdict

import polars as pl
import pytest
from reference_rows import Difference, cells, differences, peer_rows
from slow_leaders import Slow

from foedus.panel import dyad_years, leader_days, leader_dyad_years, leader_years, state_years
from foedus.terms.states.systems import counterparts

CODE = {"cow": "ccode", "gw": "gwcode"}
TURNOVER = ("leadertransition", "irregular", "n_leaders", "jan1obsid", "dec31obsid")
#: Leader-years of each standard, by the peer.
ROWS = {"archigos": 17_686, "cow": 16_241, "gw": 17_361}
#: Directed leader-dyad-years of 1840-2015; our own count, equal to that of the loops in the years and states below.
DYAD_ROWS = {"cow": 2_208_766, "gw": 2_339_504}
#: Dyad-years in which both states have leaders, but none on a day of the other's: vacancies, and states that end or begin.
APART = {"cow": 50, "gw": 68}

#: Germany is 260 by Gleditsch and Ward throughout 1990, and by the Correlates of War 255 from October: the peer gives 255 no leader
#: in that year, though Kohl led it.
GERMANY_1990 = {"stateyears": Difference(theirs_missing=1), "dyadyears": Difference(theirs_missing=7)}


@pytest.mark.parametrize("standard", [*ROWS])
def test_leader_years_are_as_many_as_the_peers(data, standard):
    frame = leader_years(standardize=standard, data=data).frame()
    assert frame.height == ROWS[standard]
    code = CODE["cow" if standard == "cow" else "gw"]
    assert not frame.select(pl.struct(code, "obsid", "year").is_duplicated()).to_series().any()
    assert frame.select(code, "year").equals(frame.select(code, "year").sort(code, "year"))


def test_three_leaders_equal_the_peers_in_every_column_and_row(shared, data):
    key = ["obsid", "year"]
    theirs = pl.read_csv(shared / "reference" / "peer_leaderyears_sample.csv.gz", infer_schema_length=None)
    theirs = theirs.with_columns(pl.col("year").cast(pl.Int32)).sort(key)
    made = leader_years(data=data).add_lead().add_lwuf().frame()
    ours = made.filter(pl.col("obsid").is_in(theirs["obsid"].unique().implode())).sort(key)
    assert theirs.shape == (23, 26)
    assert set(ours.columns) == set(theirs.columns)
    assert ours.select(key).equals(theirs.select(key))
    assert differences(ours, theirs, theirs.columns) == {}


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_leaders_of_state_years_equal_the_peers(shared, data, system):
    code = CODE[system]
    theirs = peer_rows(shared, f"peer_stateyears_{system}.csv.gz", [code, "year"])
    made = state_years((1816, 2014), system=system, data=data).add_archigos().frame()
    ours = theirs.select(code, "year").join(made, on=[code, "year"], how="left", maintain_order="left")
    named = dict.fromkeys(TURNOVER, GERMANY_1990["stateyears"]) if system == "cow" else {}
    assert differences(ours, theirs, TURNOVER) == named
    if named:
        row = cells(ours, theirs, "dec31obsid", [code, "year"])
        assert row.rows() == [(255, 1990, "GFR-1982", None)]


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_leaders_of_dyad_years_equal_the_peers(shared, data, system):
    one, two = f"{CODE[system]}1", f"{CODE[system]}2"
    key = [one, two, "year"]
    theirs = peer_rows(shared, f"peer_dyadyears_{system}.csv.gz", key)
    made = dyad_years((1816, 2014), system=system, data=data).add_archigos().frame()
    ours = theirs.select(key).join(made, on=key, how="left", maintain_order="left")
    columns = [f"{name}{side}" for side in "12" for name in TURNOVER]
    named = dict.fromkeys(columns, GERMANY_1990["dyadyears"]) if system == "cow" else {}
    assert differences(ours, theirs, columns) == named
    for side, code in (("1", one), ("2", two)) if named else ():
        rows = cells(ours, theirs, f"n_leaders{side}", key)
        assert set(rows.select(code, "year").rows()) == {(255, 1990)}


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize(
    ("numbers", "first", "last"),
    [
        ((2, 220, 255, 260, 265, 300, 365), 1910, 1920),
        ((200, 255, 260, 265, 678, 680, 670), 1987, 1992),
        ((339, 340, 341, 343, 344, 345, 350, 355, 360), 2004, 2009),
        ((2, 200, 220, 230, 255, 325, 365, 600, 640), 1902, 1913),
        ((200, 220, 365, 630, 645, 670, 678, 700), 1925, 1934),
        ((2, 710, 800, 811, 812, 816, 817), 1951, 1956),
    ],
)
def test_leader_dyad_years_are_those_of_a_slow_program_over_days(data, files, system, numbers, first, last):
    slow = Slow(files, system).pairs(numbers, first, last)
    made = leader_dyad_years((first, last), system=system, data=data).frame()
    codes = {code for number in numbers for code in (counterparts(number, "gw") if system == "cow" else (number,))}
    names = [f"{CODE[system]}1", f"{CODE[system]}2", "year", "obsid1", "obsid2"]
    ours = made.filter(pl.col(names[0]).is_in(codes), pl.col(names[1]).is_in(codes)).select(names)
    assert len(slow) > 100
    assert min(slow.values()) >= 1
    assert Counter(ours.rows()) == Counter({*slow})


@pytest.fixture(scope="module", params=["cow", "gw"])
def whole(request, data):
    return request.param, leader_dyad_years(system=request.param, data=data).frame()


def test_all_leader_dyad_years_are_symmetric_and_each_pair_comes_once(whole):
    system, frame = whole
    one, two = f"{CODE[system]}1", f"{CODE[system]}2"
    assert frame.height == DYAD_ROWS[system]
    key = [one, two, "year", "obsid1", "obsid2"]
    keys = frame.select(key)
    turned = keys.select(pl.col(two).alias(one), pl.col(one).alias(two), "year", obsid1="obsid2", obsid2="obsid1")
    assert turned.sort(key).equals(keys.sort(key))
    assert keys.unique().height == keys.height
    assert (frame[one] != frame[two]).all()


def test_undirected_rows_are_those_with_the_lower_code_first(whole, data):
    system, frame = whole
    once = leader_dyad_years(system=system, directed=False, data=data).frame()
    assert once.equals(frame.filter(pl.col(f"{CODE[system]}1") < pl.col(f"{CODE[system]}2")))


def test_both_leaders_of_a_pair_have_that_leader_year(whole, data):
    system, frame = whole
    own = leader_years(standardize=system, data=data).frame()
    for side in "12":
        names = {f"{CODE[system]}{side}": CODE[system], f"obsid{side}": "obsid"}
        rows = frame.select(*names, "year").rename(names).unique()
        assert rows.join(own, on=[CODE[system], "obsid", "year"], how="anti").is_empty()


def test_states_of_pairs_are_dyad_years_in_which_both_have_leaders(whole, data, files):
    """A dyad-year has leaders unless one of the two has none that year, or none on a day of the other's."""
    system, frame = whole
    one, two = f"{CODE[system]}1", f"{CODE[system]}2"
    dyads = dyad_years((1840, 2015), system=system, data=data).frame().select(one, two, "year")
    projected = frame.select(one, two, "year").unique()
    assert projected.join(dyads, on=[one, two, "year"], how="anti").is_empty()
    led = leader_years(standardize=system, data=data).frame().select(CODE[system], "year").unique()
    both = dyads.join(led, left_on=[one, "year"], right_on=[CODE[system], "year"], how="semi")
    both = both.join(led, left_on=[two, "year"], right_on=[CODE[system], "year"], how="semi")
    apart = both.join(projected, on=[one, two, "year"], how="anti")
    assert apart.height == APART[system]
    slow = Slow(files, system)
    for code1, code2, year in apart.rows():
        assert not slow.dates(code1, year) & slow.dates(code2, year)


def test_leader_days_are_counted_without_making_them(data):
    """5,298,380 days by adding up the terms of the file; the rows of a year are as many as are counted."""
    assert leader_days(data=data).height == 5_298_380
    for standard in ROWS:
        panel = leader_days((1990, 1990), standardize=standard, data=data)
        frame = panel.frame()
        assert panel.height == frame.height
        code = CODE["cow" if standard == "cow" else "gw"]
        assert not frame.select(pl.struct(code, "obsid", "date").is_duplicated()).to_series().any()
        years = leader_years((1990, 1990), standardize=standard, data=data).frame()
        assert frame.select(code, "year", "obsid").unique().height == years.height


def test_serbia_in_2006_and_germany_in_1990_have_both_their_leaders(data):
    """The Correlates of War has one state where Gleditsch and Ward have two in turn, and the other way round."""
    made = state_years((1990, 2006), data=data).add_archigos().frame()
    serbia = made.filter(ccode=345, year=2006).row(0, named=True)
    assert (serbia["jan1obsid"], serbia["dec31obsid"]) == ("YUG-2003", "SER-2006")
    germany = made.filter(pl.col("ccode").is_in([255, 260]), year=1990)
    assert germany["dec31obsid"].to_list() == ["GFR-1982", "GFR-1982"]
    rows = leader_years((1990, 1990), standardize="cow", data=data).frame().filter(obsid="GFR-1982")
    assert rows["ccode"].to_list() == [255, 260]


def slow_turnover(folder, exits):
    """Turnover of every Gleditsch-Ward number and year from 1870 on, term by term in the order of the file."""
    years = defaultdict(list)
    with (folder / "archigos.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = int(row["startdate"][:4]), int(row["enddate"][:4])
            for year in range(max(first, 1870), last + 1):
                since, until = max(row["startdate"], f"{year}-01-01"), min(row["enddate"], f"{year}-12-31")
                gone = row["exit"] == "Irregular" and (exits == "ever" or last == year)
                years[int(row["gwcode"]), year].append((since, until, row["obsid"], row["leadid"], gone))
    found = {}
    for key, terms in years.items():
        opening, closing = min(term[0] for term in terms), max(term[1] for term in terms)
        one = next(term[2] for term in terms if term[0] == opening)
        two = [term[2] for term in terms if term[1] == closing][-1]
        irregular = int(one != two and any(term[4] for term in terms))
        found[key] = (int(one != two), irregular, len({term[3] for term in terms}), one, two)
    return found


@pytest.mark.parametrize(("exits", "irregular"), [("ever", 723), ("year", 517)])
def test_turnover_of_every_state_year_is_that_of_a_slow_program(data, files, exits, irregular):
    """The peer calls a transition irregular also where a leader of the year left so years later: 206 of 723."""
    slow = slow_turnover(files, exits)
    made = leader_years((1870, 2015), data=data).add_archigos(exits=exits).frame()
    ours = {row[:2]: row[2:] for row in made.select("gwcode", "year", *TURNOVER).rows()}
    assert len(ours) == 14_407
    assert ours == slow
    assert sum(row[1] for row in slow.values()) == irregular
