"""Support, exercises and memberships as columns of a panel."""

import pytest
from panel_data import ALWAYS, loader, source, table

from foedus.panel import wrap

SUPPORT = "year actor_id actor_name actor_nonstate oppo_id oppo_name dyad_id civil ext_id ext_name"


def panel(rows, *sources, **how):
    return wrap(table("ccode1 ccode2 year", *rows), data=loader(ALWAYS, *sources), **({"directed": True} | how))


def esd(*rows):
    return source("ucdp-esd", table(SUPPORT, *rows), (1975, 2017))


def side(year, dyad, actor, against, by):
    return (year, actor, f"A{actor}", 1, against, f"A{against}", dyad, 1, by, by)


def test_support_of_one_side_counts_actors_and_of_opposite_sides_conflict_dyads():
    listed = esd(
        side(2011, 1, 118, 900, "114,57"),
        side(2011, 2, 118, 901, "57,114"),
        side(2011, 3, 902, 118, "57"),
        side(2011, 3, 118, 902, "114"),
        side(2012, 1, 900, 118, "114"),
        side(2012, 1, 118, 900, "3"),
    )
    rows = [(630, 365, 2011), (365, 630, 2011), (630, 365, 2012), (630, 365, 1974), (630, 365, 2018), (630, 2, 2012)]
    frame = panel(rows, listed).add_external_support().frame()
    assert frame["joint_support"].to_list() == [1, 1, 0, None, None, 0]
    assert frame["opposite_support"].to_list() == [1, 1, 0, None, None, 1]


def test_exercises_are_zero_where_none_is_listed_and_unknown_after_the_record():
    listed = table("entry year ccode", (1, 2005, 365), (1, 2005, 710), (1, 2005, 710), (2, 2005, 365), (2, 2005, None))
    rows = [(710, 365, 2005), (365, 630, 2005), (365, 710, 2011)]
    built = panel(rows, source("mme", listed, (1980, 2010))).add_exercises()
    assert built.frame()["exercises"].to_list() == [1, 0, None]
    assert "unknown" in built.metadata["exercises"].rule


def test_a_dyad_that_the_record_of_organisations_leaves_out_is_unknown():
    listed = table("ccode1 ccode2 year dyadigos", (365, 630, 2014, 39), (365, 652, 2014, 0))
    rows = [(630, 365, 2014), (365, 652, 2014), (365, 710, 2014), (365, 630, 2015)]
    frame = panel(rows, source("cow-igo-dyads", listed, (1816, 2014))).add_igo().frame()
    assert frame["dyadigos"].to_list() == [39, 0, None, None]


@pytest.mark.parametrize("name", ["external-support", "exercises", "igo"])
def test_the_columns_are_sets_of_the_command(name):
    from foedus.panel.sets import parse_sets

    assert parse_sets(f"{name}@1") == [(name, "1")]
