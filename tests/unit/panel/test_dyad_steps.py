"""Distances, wars, arms races and political relevance of dyads, on made data; duplicates shown."""

import polars as pl
import pytest
from panel_data import ALWAYS, loader, source, spells, table
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.errors import InputError
from foedus.panel import Panel, duplicates, dyad_years, state_years, wrap
from foedus.panel.outside import PanelNote

WAR = "warnum ccode1 ccode2 year cowinterongoing cowinteronset sidea1 sidea2 initiator1 initiator2 outcome1 outcome2 batdeath1 batdeath2 resume"


def on(rows, *sources, system="cow"):
    name = "ccode" if system == "cow" else "gwcode"
    return wrap(table(f"{name}1 {name}2 year", *rows), system=system, directed=True, data=loader(ALWAYS, *sources))


def wars(*rows):
    """Rows of wars between 1 and 2 in 1950: (number, onset, deaths of 1, deaths of 2, resumed)."""
    return source(
        "cow-war-inter",
        table(
            WAR, *((n, 1, 2, 1950, 1, onset, 1, 2, 1, 0, 1, 2, one, two, again) for n, onset, one, two, again in rows)
        ),
        (1816, 2007),
    )


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        pytest.param([(1, 0, 900, 900, 0), (2, 1, 1, 1, 0)], 2, id="one that begins"),
        pytest.param([(1, 1, 10, 10, 0), (2, 1, 1, 30, 0)], 2, id="most deaths of the two"),
        pytest.param([(1, 1, 10, 10, 0), (2, 1, None, 30, 0)], 2, id="the deaths that are known"),
        pytest.param([(1, 1, None, None, 0), (2, 1, 0, 1, 0)], 2, id="known before unknown"),
        pytest.param([(1, 1, 5, 5, 1), (2, 1, 5, 5, 0)], 2, id="the first part before its resumption"),
        pytest.param([(2, 1, 5, 5, 0), (1, 1, 5, 5, 0)], 1, id="the lower number"),
    ],
)
def test_one_war_is_kept(rows, kept):
    made = on([(1, 2, 1950)], wars(*rows)).add_interstate_wars(keep=["warnum"]).frame()
    assert made["warnum"].to_list() == [kept]


def test_wars_are_zero_where_none_goes_on_and_unknown_after_the_record():
    panel = on([(1, 2, 1950), (1, 2, 1951), (2, 1, 1950), (1, 2, 2008)], wars((7, 1, 10, 20, 0)))
    made = panel.add_interstate_wars().frame()
    assert made["cowinterongoing"].to_list() == [1, 0, 0, None]
    assert made["batdeath2"].to_list() == [20, None, None, None]
    assert made.columns[3:] == [
        *("cowinterongoing", "cowinteronset", "sidea1", "sidea2", "initiator1", "initiator2"),
        *("outcome1", "outcome2", "batdeath1", "batdeath2", "resume"),
    ]


def test_wars_beside_disputes_need_a_prefix():
    panel = on([(1, 2, 1950)], wars((7, 1, 10, 20, 0))).add_disputes("gml-mid", keep=["sidea1"])
    with pytest.raises(InputError, match=r"overwrite the columns sidea1; .* where the method has a prefix"):
        panel.add_interstate_wars()
    assert "war_sidea1" in panel.add_interstate_wars(prefix="war_").columns
    with pytest.raises(InputError, match=r"keep \['deaths'\]"):
        panel.add_interstate_wars(keep=["deaths"])


def test_minimum_distance_by_the_panels_own_list():
    near = source("min-distance", table("ccode1 ccode2 year mindist", (1, 2, 1950, 7.5)), (1886, 2019))
    gw = source("min-distance-gw", table("gwcode1 gwcode2 year mindist", (2, 20, 1950, 0.0)), (1886, 2019))
    rows = [(1, 2, 1950), (2, 1, 1950), (1, 3, 1950), (1, 2, 1885)]
    assert on(rows, near).add_min_distance().frame()["mindist"].to_list() == [7.5, 7.5, None, None]
    other = on([(20, 2, 1950), (2, 200, 1950)], gw, system="gw").add_min_distance()
    assert other.frame()["mindist"].to_list() == [0.0, None]
    assert other.metadata["mindist"].datasets[0].id == "min-distance-gw"


def test_arms_races_count_their_first_and_last_year():
    races = source("grh-arms-races", table("race_id ccode1 ccode2 start end", (4, 1, 2, 1950, 1952)), (1816, 1993))
    rows = [(2, 1, year) for year in (1949, 1950, 1952, 1953, 1994)]
    made = on(rows, races).add_arms_races().frame()
    assert made["armsrace"].to_list() == [0, 1, 1, 0, None]
    assert made["race_id"].to_list() == [None, 4, 4, None, None]


def relevant_panel():
    """2 borders 1 on land and 3 across water; 4 is a major power; contiguity is known to 2016, majors to 2000."""
    borders = table(
        "ccode1 ccode2 year conttype",
        (1, 2, 1990, 1),
        (2, 1, 1990, 1),
        (2, 3, 1990, 5),
        (3, 2, 1990, 5),
        (1, 2, 2005, 1),
    )
    powers = spells((4, (1900, 1, 1), (2000, 12, 31))).frame
    data = (source("contiguity", borders), source("majors", powers, (1816, 2000)))
    return on(
        [
            (1, 2, 1990),
            (2, 3, 1990),
            (1, 3, 1990),
            (1, 4, 1990),
            (4, 3, 1990),
            (1, 2, 2005),
            (1, 3, 2005),
            (1, 3, 2017),
        ],
        *data,
    )


def test_relevant_dyads_are_contiguous_or_hold_a_major_power():
    assert relevant_panel().add_relevance().frame()["prd"].to_list() == [1, 1, 0, 1, 1, 1, None, None]
    on_land = relevant_panel().add_relevance(types=[1], carry=True)
    assert on_land.frame()["prd"].to_list() == [1, 0, 0, 1, 1, 1, 0, 0]
    assert on_land.metadata["prd"].rule.startswith("contiguous by type 1, or one a major power; the last")
    with pytest.raises(InputError, match=r"types \[6\]; expected one or more of 1 \(land\) to 5"):
        relevant_panel().add_relevance(types=[6])


def test_duplicates_are_shown_with_their_number():
    frame = table("ccode1 ccode2 year x", (1, 2, 1950, 1), (1, 2, 1951, 2), (1, 2, 1950, 3), (2, 1, 1950, 4))
    assert duplicates(frame).rows() == [(1, 2, 1950, 1, 2), (1, 2, 1950, 3, 2)]
    assert duplicates(frame, ["year"]).height == 3
    assert duplicates(frame, ["ccode1", "ccode2", "year", "x"]).is_empty()
    assert duplicates(wrap(frame, directed=True, data=loader(ALWAYS))).height == 2


def test_rows_are_alone_in_the_codes_of_their_own_list():
    """Serbia and Yugoslavia are one code of the Correlates of War in 2006, and two states of the Gleditsch-Ward list."""
    for start in (state_years, dyad_years):
        assert duplicates(start((2006, 2006), system="gw", data=loader(ALWAYS)).add_codes()).is_empty()
    both = pl.DataFrame({"ccode": [345, 345], "gwcode": [340, 345], "year": [2006, 2006]})
    assert [duplicates(both).height, duplicates(both.select("gwcode", "ccode", "year")).height] == [2, 0]


def test_leaders_of_a_state_are_no_duplicates_of_each_other():
    frame = pl.DataFrame({"obsid": ["A-1", "A-2", "A-2"], "ccode": [2, 2, 2], "year": [1950] * 3})
    assert duplicates(frame).rows() == [("A-2", 2, 1950, 2)] * 2
    pairs = pl.DataFrame(
        {"obsid1": ["A", "B"], "obsid2": ["C", "C"], "ccode1": [2, 2], "ccode2": [3, 3], "year": [1950] * 2}
    )
    assert duplicates(pairs).is_empty()


def test_days_are_no_duplicates_of_their_year():
    days = pl.DataFrame({"gwcode": [2, 2], "year": [1990, 1990], "date": ["1990-01-01", "1990-01-02"]})
    assert duplicates(days).is_empty()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda frame: duplicates(frame, ["dyad"]), "no column dyad; they have a, b"),
        (lambda frame: duplicates(frame), "no codes and years"),
        (lambda _: duplicates([1]), "cannot be made of"),
        (lambda frame: duplicates(frame.with_columns(copies=1), "a"), "a column copies, which is written here"),
    ],
)
def test_duplicates_refuse(call, message):
    with pytest.raises(InputError, match=message):
        call(pl.DataFrame({"a": [1], "b": [2]}))


def test_the_steps_are_for_dyads():
    years = wrap(table("ccode year", (1, 1990)), data=loader(ALWAYS))
    for name in ("add_interstate_wars", "add_arms_races", "add_relevance"):
        with pytest.raises(InputError, match="tells of dyads"):
            getattr(Panel, name)(years)


def test_only_relevant_dyads_stay_and_the_others_count_in_spells():
    """Dyad 1-2 is relevant in 1990 and 1992 only; its years of peace go on in 1991."""
    borders = table("ccode1 ccode2 year conttype", (1, 2, 1990, 1), (1, 2, 1992, 1))
    rows = [(1, 2, 1990), (1, 2, 1991), (1, 2, 1992), (1, 3, 1990), (1, 2, 2017)]
    none = source("majors", spells().frame.clear(), (1816, 2016))
    own = table(
        "ccode1 ccode2 year raidonset", (*rows[0], 1), (*rows[1], 0), (*rows[2], 0), (*rows[3], 0), (*rows[4], 0)
    )
    panel = wrap(own, data=loader(ALWAYS, source("contiguity", borders), none)).relevant().add_spells("raidonset")
    with pytest.warns(PanelNote, match="1 of 5 rows are left out because their prd is unknown"):
        made = panel.frame()
    assert made.select("year", "prd", "raidspell").rows() == [(1990, 1, 0), (1992, 1, 1)]
    assert panel.height == 2
    assert panel.relevant().only == ("prd",)
    with pytest.raises(InputError, match="keep_rows: the panel has no column 'big'"):
        panel.keep_rows("big")


def test_the_command_shows_duplicates(tmp_path):
    file, out = tmp_path / "mine.csv", tmp_path / "found.csv"
    file.write_text("ccode,year,x\n2,1990,1\n2,1990,2\n20,1990,3\n")
    done = CliRunner().invoke(app, ["panel", "duplicates", str(file), "--out", str(out)])
    assert done.stdout.splitlines()[:4] == [
        "2 of 3 rows share their ccode, year with another row (1 keys)",
        "ccode,year,x,copies",
        "2,1990,1,2",
        "2,1990,2,2",
    ]
    assert out.read_text().splitlines() == ["ccode,year,x,copies", "2,1990,1,2", "2,1990,2,2"]
    alone = CliRunner().invoke(app, ["panel", "duplicates", str(file), "--keys", "ccode,x"])
    assert alone.stdout == "no duplicates: each of 3 rows is alone in ccode, x\n"


def test_the_command_keeps_relevant_dyads(official_data, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    out = tmp_path / "relevant.parquet"
    words = [
        "panel",
        "build",
        "--years",
        "2000:2001",
        "--with",
        "contiguity,majors,relevance",
        "--relevant",
        "--out",
        str(out),
    ]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    made = pl.read_parquet(out)
    assert set(made["prd"]) == {1}
    kept = (made["conttype"] > 0) | (made["cowmaj1"] == 1) | (made["cowmaj2"] == 1)
    assert kept.all()
    assert 0 < made.height < 2 * 191 * 190
