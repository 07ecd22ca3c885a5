"""What a caller may choose: a fault in a choice is told where it is made, never by another library when the panel is built."""

import inspect
from datetime import date

import polars as pl
import pytest
from panel_data import ALWAYS, STATES, loader, source, table

from foedus.errors import InputError
from foedus.panel import dyad_years, leader_dyad_years, state_days, state_years, whittle, wrap
from foedus.panel.additions.conflicts import SIDES
from foedus.panel.outside import PanelNote
from foedus.panel.panel import Panel
from foedus.panel.source import registry_loader

YEARS = (1950, 1951)
CHOICES = ("dataset", "edition", "keep", "types", "kinds", "issues", "parties", "onset", "disputes", "steps", "direction",
           "day", "gaps", "radius", "init")  # fmt: skip
ODD = (5, "nothing", ["nothing"], [None], [["x"]], {"x": 1}, 1.5, object())


def methods():
    """Every method that adds, with each of its choices."""
    for name, method in inspect.getmembers(Panel, inspect.isfunction):
        if name.startswith(("add_", "relevant")):
            for parameter, kind in inspect.signature(method).parameters.items():
                if parameter in CHOICES and kind.kind != kind.VAR_POSITIONAL:
                    yield name, parameter


@pytest.mark.parametrize(("name", "parameter"), [*methods()])
def test_a_choice_that_there_is_not_is_refused_by_name(name, parameter):
    for start in (dyad_years, state_years):
        panel = start(YEARS, data=loader(ALWAYS))
        for odd in ODD:
            if parameter == "radius" and isinstance(odd, int | float):
                continue
            with pytest.raises(InputError) as told:
                getattr(panel, name)(**{parameter: odd})
            assert any(word in str(told.value) for word in (name, "add_relevance", "tells of dyads", "whittle"))


@pytest.mark.parametrize(
    ("name", "parameter", "one"),
    [
        ("add_disputes", "keep", "dispnum"),
        ("add_interstate_wars", "keep", "warnum"),
        ("add_capabilities", "keep", "milex"),
        ("add_relevance", "types", 1),
        ("add_conflicts", "kinds", "interstate"),
        ("add_conflicts", "issues", "territory"),
        ("add_intra_wars", "kinds", "local issues"),
        ("add_relation_state", "disputes", "cow-mid"),
        ("add_codes", None, "iso3"),
    ],
)
def test_one_thing_twice_is_refused(name, parameter, one):
    panel = dyad_years(YEARS, data=loader(ALWAYS))
    with pytest.raises(InputError, match=f"{name}: .*expected"):
        getattr(panel, name)(**{parameter: [one, one]}) if parameter else getattr(panel, name)(one, one)


def test_no_step_makes_one_column_twice():
    """Onset and presence of one thing would both be counted in one column."""
    disputes = dyad_years(YEARS, data=loader(ALWAYS)).add_disputes()
    with pytest.raises(
        InputError, match="add_spells would add the columns gmlmidspell twice; name what makes them once"
    ):
        disputes.add_spells("gmlmidonset", "gmlmidongoing")


def test_columns_that_a_step_has_added_are_not_called_the_users():
    disputes = dyad_years(YEARS, data=loader(ALWAYS)).add_disputes()
    with pytest.raises(
        InputError, match="overwrite the columns gmlmidonset, gmlmidongoing; add_disputes has added them"
    ):
        disputes.add_disputes("gml-dirdisp", prefix="other_")


@pytest.mark.parametrize("radius", [float("inf"), float("nan"), -1, 0, None, "6371"])
def test_a_sphere_has_a_radius(radius):
    with pytest.raises(InputError, match="add_distance: radius"):
        dyad_years(YEARS, data=loader(ALWAYS)).add_distance(radius=radius)


def test_rows_are_kept_by_numbers():
    panel = state_years(YEARS, data=loader(ALWAYS)).add_names().keep_rows("cw_name")
    with pytest.raises(InputError, match="keep_rows: cw_name is String; expected 1 for rows that are kept"):
        panel.frame()


def test_none_stands_for_no_choice():
    nmc = source("nmc", table("ccode year milex milper irst pec tpop upop cinc", (1, 1950, *(1.0,) * 7)))
    panel = state_years(YEARS, data=loader(ALWAYS, nmc))
    assert panel.add_capabilities(keep=None).columns == panel.add_capabilities().columns


def test_steps_of_whittling_are_a_list():
    frame = pl.DataFrame({"ccode1": [2], "ccode2": [20], "year": [1990], "fatality": [1]})
    for odd in (5, None, "fatality"):
        with pytest.raises(InputError, match="whittle: steps"):
            whittle(frame).steps(odd)


def test_a_users_own_column_is_no_mark_of_relevance():
    """`relevant` keeps by the dataset's contiguity and majors, never by what a user calls prd."""
    frame = pl.DataFrame({"ccode1": [2], "ccode2": [20], "year": [1950], "prd": [1]})
    with pytest.raises(InputError, match="add_relevance would overwrite the columns prd; rename or drop yours"):
        wrap(frame, data=loader(ALWAYS)).relevant()


CONFLICTS = pl.DataFrame(
    {
        "conflict_id": [7, 7],
        "year": [1951, 1954],
        **{side: pl.Series([2, 2] if side == "gwno_a" else [None, None], dtype=pl.Int32) for side in SIDES},
        "incompatibility": ["territory"] * 2,
        "intensity_level": [1, 1],
        "type_of_conflict": ["intrastate"] * 2,
        "start_date2": [date(1951, 1, 1), date(1954, 1, 1)],
    },
    schema_overrides={"conflict_id": pl.Int32, "year": pl.Int32},
)


@pytest.mark.parametrize("gaps", ["restart", "calendar", "ignore"])
def test_days_bear_the_spell_of_their_year(gaps):
    data = loader(ALWAYS, source("ucdp-acd", CONFLICTS, (1946, 2024)))
    years, days = (
        start((1949, 1955), data=data).add_conflicts().add_spells(gaps=gaps).frame()
        for start in (state_years, state_days)
    )
    each = days.select("ccode", "year", "ucdpspell").unique().sort("ccode", "year")
    assert each.equals(years.select("ccode", "year", "ucdpspell"))
    assert years["ucdpspell"].max() > 1


def test_a_panel_without_rows_says_so():
    for start in (dyad_years, state_years, state_days):
        with pytest.warns(PanelNote, match="the panel has no rows: nothing of its list falls in these years"):
            assert start((1700, 1710), data=loader(STATES)).frame().height == 0


def test_a_version_may_be_written_as_a_number(monkeypatch, tmp_path):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    with pytest.raises(InputError, match=r"the dataset nmc 6\.0 is not in"):
        registry_loader()("nmc", 6.0)


@pytest.mark.parametrize("odd", ["FALSE", "no", None, 2, "undirected"])
def test_a_word_is_no_declaration_of_direction(odd):
    """Python takes any word for True."""
    frame = pl.DataFrame({"ccode1": [2], "ccode2": [20], "year": [1950]})
    starts = [lambda: dyad_years(YEARS, directed=odd), lambda: leader_dyad_years(directed=odd)]
    for start in (*starts, *([lambda: wrap(frame, directed=odd)] if odd is not None else [])):
        with pytest.raises(InputError, match=r"directed .*; expected True or False"):
            start()


@pytest.mark.parametrize("name", ["add_disputes", "add_interstate_wars", "add_votes"])
def test_a_prefix_is_text(name):
    panel = dyad_years(YEARS, data=loader(ALWAYS))
    with pytest.raises(InputError, match=f"{name}: prefix 5; expected text"):
        getattr(panel, name)(prefix=5)
    assert getattr(panel, name)(prefix=None).columns == getattr(panel, name)(prefix="").columns


def test_a_frame_with_codes_of_both_lists_is_told_which_are_read():
    both = pl.DataFrame({"gwcode": [2], "ccode": [2], "year": [1950]})
    for frame, how, told in ((both, {}, True), (both, {"system": "gw"}, False), (both, {"keys": ("ccode", "year")}, False),
                             (both.drop("ccode"), {}, False), (both.drop("gwcode"), {}, False)):  # fmt: skip
        notes = wrap(frame, data=loader(ALWAYS), **how).notes
        assert any("those in ccode are read, not those in gwcode: say system" in note for note in notes) == told
