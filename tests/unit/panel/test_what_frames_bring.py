"""Frames as users bring them: codes of other lists, events of other types, small numbers, columns that nothing reads."""

from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest
from panel_data import ALWAYS, loader, source, spells, table

from foedus.errors import InputError
from foedus.panel import wrap, write
from foedus.panel.outside import PanelNote

pd = pytest.importorskip("pandas")

#: Germany as the list has it: 255 to 1945 and from 1990, 260 between.
GERMANY = spells(
    (255, (1816, 1, 1), (1945, 5, 8)),
    (255, (1990, 10, 3), (2016, 12, 31)),
    (260, (1955, 5, 5), (1990, 10, 2)),
    (220, (1816, 1, 1), (2016, 12, 31)),
)
BORDERS = source("contiguity", table("ccode1 ccode2 year conttype", (220, 255, 1995, 1), (255, 220, 1995, 1)))


def test_a_code_that_is_no_member_is_unknown_and_the_member_is_named():
    rows = [(260, 220, 1995), (255, 220, 1995), (255, 260, 1970)]
    made = wrap(table("ccode1 ccode2 year", *rows), directed=True, data=loader(GERMANY, BORDERS)).add_contiguity()
    with pytest.warns(PanelNote, match="260 German Federal Republic .* when 255 Germany is the member"):
        frame = made.frame()
    assert frame["conttype"].to_list() == [None, 1, None]
    (note,) = made.notes
    assert note.startswith("2 of 3 rows")


def test_without_an_installed_list_the_one_that_ships_says_who_is_a_member():
    majors = source("majors", table("ccode start end", (255, 1991, 2016)))
    frame = pl.DataFrame({"ccode": [260, 255, 20], "year": [1995, 1995, 1995]})
    made = wrap(frame, data=loader(majors)).add_majors()
    assert made.frame()["cowmaj"].to_list() == [None, 1, 0]
    assert "255 Germany" in made.notes[0]


def test_a_state_with_itself_is_refused_with_its_row():
    with pytest.raises(InputError, match=r"1 of 2 rows pair a state with itself: row 1 \(1, 1, 1950\); .* drop them"):
        wrap(table("ccode1 ccode2 year", (1, 1, 1950), (1, 2, 1950)), data=loader(ALWAYS, BORDERS))


@pytest.mark.parametrize("kind", ["int8", "int16", "uint8", "uint16", "Int64", "float32", "float64"])
def test_every_type_of_whole_numbers_gives_the_same_keys(kind):
    frame = pd.DataFrame({"ccode1": [1, 2], "ccode2": [2, 3], "year": [100, 101]}).astype(kind)
    assert wrap(frame, data=loader(ALWAYS)).frame()["ccode1"].to_list() == [1, 2]


@pytest.mark.parametrize(
    "events",
    [
        ["0", "1", "0", "0"],
        ["0.0", "1.0", " 0", "False"],
        [False, True, False, False],
        [0.0, 1.0, 0.0, 0.0],
        pl.Series([0, 1, 0, 0], dtype=pl.Int8),
        pl.Series(["0", "1", "0", "0"], dtype=pl.Categorical),
    ],
)
def test_events_are_zero_and_one_in_whatever_type(events):
    own = pl.DataFrame({"ccode": [1] * 4, "year": [1960, 1961, 1962, 1963], "raidongoing": events})
    assert wrap(own, data=loader(ALWAYS)).add_spells("raidongoing").frame()["raidspell"].to_list() == [0, 1, 0, 1]


@pytest.mark.parametrize(
    "events", [[0, -9, 0], [0, 2, 0], ["0", "yes", "0"], [0.0, 0.5, 0.0], [0.0, float("nan"), 0.0]]
)
def test_an_event_that_is_neither_is_refused_with_the_value(events):
    own = pl.DataFrame({"ccode": [1] * 3, "year": [1960, 1961, 1962], "raidongoing": events})
    with pytest.raises(InputError, match=r"raidongoing .* holds"):
        wrap(own, data=loader(ALWAYS)).add_spells("raidongoing").frame()


def test_an_event_of_dates_is_refused_by_its_type():
    own = pl.DataFrame({"ccode": [1], "year": [1960], "raidongoing": [datetime(1960, 1, 1)]})
    with pytest.raises(InputError, match="Datetime"):
        wrap(own, data=loader(ALWAYS)).add_spells("raidongoing").frame()


def test_rows_missing_within_a_spell_are_told():
    own = pl.DataFrame({"ccode": [1] * 4, "year": [1900, 1901, 1910, 1911], "raidongoing": [0, 0, 0, 0]})
    made = wrap(own, data=loader(ALWAYS)).add_spells("raidongoing")
    assert made.frame()["raidspell"].to_list() == [0, 1, 0, 1]
    assert any("from 1902 to 1909" in note for note in made.notes)
    assert not wrap(own, data=loader(ALWAYS)).add_spells("raidongoing", gaps="calendar").notes


def test_codes_in_no_order_are_directed_only_by_declaration():
    rows = table("ccode1 ccode2 year", (2, 1, 1950), (2, 3, 1950))
    with pytest.raises(InputError, match="say directed=True"):
        wrap(rows, data=loader(ALWAYS))
    assert not wrap(rows, directed=False, data=loader(ALWAYS)).notes
    assert not wrap(rows, directed=True, data=loader(ALWAYS)).notes
    both = table("ccode1 ccode2 year", (2, 1, 1950), (1, 2, 1950))
    assert not wrap(both, data=loader(ALWAYS)).notes


@pytest.mark.parametrize("values", [[1.5, "ca. 2"], [1j, 2], [{1}, object()]])
def test_a_column_that_cannot_be_read_is_named(values):
    frame = pd.DataFrame({"ccode1": [1, 2], "ccode2": [2, 3], "year": [1950, 1950]})
    frame["odd"] = pd.Series(values, dtype=complex if values[0] == 1j else object)
    with pytest.raises(InputError, match="column 'odd'"):
        wrap(frame, data=loader(ALWAYS))


def test_unnamed_columns_are_told():
    frame = pd.DataFrame(np.ones((1, 1))).assign(ccode=[1], year=[1950])
    assert any("without a name" in note for note in wrap(frame, data=loader(ALWAYS)).notes)


def _own(**columns):
    return wrap(pl.DataFrame({"ccode": [1, 2], "year": [1950, 1950], **columns}), data=loader(ALWAYS))


def test_an_empty_column_is_written_to_stata_as_missing(tmp_path):
    write(_own(note=pl.Series([None, None]), word=pl.Series([None, None], dtype=pl.String)), tmp_path / "panel.dta")
    read = pd.read_stata(tmp_path / "panel.dta")
    assert read["note"].isna().all()
    assert read["word"].isna().all()
    assert len(read) == 2


@pytest.mark.parametrize("name", ["GDP (US$)", "int", "1st", "str8", "a b", "_n"])
def test_names_that_stata_does_not_allow_are_refused(name, tmp_path):
    with pytest.raises(InputError, match="Stata allows letters"):
        write(_own(**{name: [1, 2]}), tmp_path / "panel.dta")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("column", "ending"),
    [
        (pl.Series([datetime(1950, 1, 1, tzinfo=UTC)] * 2), "dta"),
        (pl.Series([[1], [2]]), "dta"),
        (pl.Series([[1], [2]]), "csv"),
        (pl.Series([b"a", b"b"]), "dta"),
    ],
)
def test_what_a_file_cannot_hold_is_refused(column, ending, tmp_path):
    with pytest.raises(InputError):
        write(_own(odd=column), tmp_path / f"panel.{ending}")
    assert not list(tmp_path.iterdir())


def test_names_of_states_are_read_in_the_sense_of_their_year_when_asked():
    rows = {"one": ["West Germany", "Germany", "DEU"], "other": ["France", "iso:FR", "220"], "year": [1970, 1995, 1950]}
    frame = pl.DataFrame(rows)
    keys = ("one", "other", "year")
    made = wrap(frame, keys=keys, named=True, directed=True, data=loader(GERMANY, BORDERS)).add_contiguity()
    with pytest.warns(PanelNote, match="6 names"):
        found = made.frame()
    assert found["one"].to_list() == rows["one"]
    assert found["conttype"].to_list() == [0, 1, None]
    assert any("'iso:FR' is 220 France" in note for note in made.notes)
    turned = wrap(
        pl.DataFrame({"ccode1": ["France"], "ccode2": ["Germany"], "year": [1995]}), named=True, data=loader(BORDERS)
    )
    assert turned.add_contiguity().frame()["conttype"].to_list() == [1]


@pytest.mark.parametrize(
    ("names", "told"),
    [(["Germany", "France"], "260 German Federal"), (["Atlantis", "France"], "Atlantis"), (["AUS", "France"], "two meanings"),
     (["DE", "France"], "iso:DE"), (["France", None], "empty"), (["France", " "], "empty")],
)  # fmt: skip
def test_names_with_several_meanings_or_none_are_refused(names, told):
    with pytest.raises(InputError, match=told):
        wrap(pl.DataFrame({"ccode": names, "year": [1970, 1970]}), named=True)


def test_codes_of_one_frame_settle_what_a_code_of_two_lists_means():
    frame = pl.DataFrame({"ccode": ["AUS", "GBR"], "year": [2000, 2000]})
    assert any("'AUS' is 900 Australia" in note for note in wrap(frame, named=True, data=loader(BORDERS)).notes)


@pytest.mark.parametrize("kind", [str, "category"])
def test_labels_for_codes_are_refused_with_the_way_to_read_them(kind):
    with pytest.raises(InputError, match="named=True"):
        wrap(pd.DataFrame({"ccode": ["France"], "year": [1990]}).astype({"ccode": kind}))


@pytest.mark.parametrize(
    ("cells", "told"),
    [([2**60, 1], "whole numbers"), ([-(2**63), 1], "whole numbers"), ([float("inf"), 1.0], "infinite"), (["a\0b", "c"], "NUL"),
    ],
)  # fmt: skip
def test_values_that_stata_would_change_are_refused_by_column(tmp_path, cells, told):
    frame = pl.DataFrame({"ccode": [2, 20], "year": [1990, 1991], "own": cells})
    with pytest.raises(InputError, match=f"column own holds .*{told}"):
        write(wrap(frame, data=loader(ALWAYS)), tmp_path / "p.dta")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (pd.Series([1, 2], name="ccode"), "one column"),
        (pd.DataFrame([[2, 2, 1990]], columns=["ccode", "ccode", "year"]), "columns of one name: ccode"),
        (pd.DataFrame({"ccode": [2], "year": [1990]}).set_index(["ccode", "year"]), "reset_index"),
    ],
)
def test_frames_of_another_shape_are_refused_with_the_step(frame, told):
    with pytest.raises(InputError, match=told):
        wrap(frame)


def test_long_texts_reach_stata_whole(tmp_path):
    long = "x" * 3000
    frame = pl.DataFrame({"ccode": [2, 20], "year": [1990, 1991], "own": [long, "y"]})
    write(wrap(frame, data=loader(ALWAYS)), tmp_path / "p.dta")
    assert pd.read_stata(tmp_path / "p.dta")["own"].tolist() == [long, "y"]


def test_names_of_columns_are_shown_and_never_sent():
    with pytest.raises(InputError) as caught:
        wrap(pl.DataFrame({"\x0b": [1], "\u202dgdp": [2]}), directed=True, data=loader(GERMANY, BORDERS))
    assert not set("\x0b\u202d") & set(str(caught.value))


def test_years_in_which_a_state_was_none_are_no_missing_rows():
    own = pl.DataFrame({"ccode": [255, 255], "year": [1945, 1990], "raidongoing": [0, 0]})
    assert not wrap(own, data=loader(GERMANY)).add_spells("raidongoing").notes
    longer = pl.DataFrame({"ccode": [255, 255], "year": [1945, 1993], "raidongoing": [0, 0]})
    assert any("255 from 1946 to 1992" in note for note in wrap(longer, data=loader(GERMANY)).add_spells().notes)


def test_unknown_events_within_a_spell_are_told():
    own = pl.DataFrame({"ccode": [1] * 4, "year": [1900, 1901, 1902, 1903], "raidongoing": [0, 0, None, 0]})
    made = wrap(own, data=loader(ALWAYS)).add_spells("raidongoing")
    assert made.frame()["raidspell"].to_list() == [0, 1, None, 0]
    assert any("raidongoing is missing 1 times" in note and "1 from 1902 to 1902" in note for note in made.notes)


def test_the_two_orders_of_an_undirected_dyad_are_one_unit():
    rows = table("ccode1 ccode2 year raidongoing", (1, 2, 1950, 1), (2, 1, 1951, 0), (1, 2, 1952, 0))
    made = wrap(rows, directed=False, data=loader(ALWAYS)).add_spells("raidongoing")
    assert made.frame()["raidspell"].to_list() == [0, 0, 1]


def test_a_major_power_makes_no_relevant_dyad_with_what_is_no_member():
    majors = source("majors", table("ccode start end", (255, 1991, 2016)))
    rows = table("ccode1 ccode2 year", (220, 255, 1995), (255, 260, 1995))
    made = wrap(rows, data=loader(GERMANY, BORDERS, majors)).add_relevance()
    assert made.frame()["prd"].to_list() == [1, None]


@pytest.mark.parametrize("year", [-430, 0, 9999, 56320, 99999])
def test_years_that_no_list_has_are_unknown(year):
    majors = source("majors", table("ccode start end", (255, 1991, 2016)))
    made = wrap(pl.DataFrame({"ccode": [350, 260], "year": [year, year]}), data=loader(majors)).add_majors()
    assert made.frame()["cowmaj"].to_list() == [None, None]
    assert f"in {year}" in made.notes[0]
