"""Votes and vetoes as columns of a panel: missing outside what the edition covers, zero inside, both orders alike."""

from __future__ import annotations

import polars as pl
import pytest
from panel_data import ALWAYS, loader, source, table

from foedus.errors import InputError
from foedus.panel import add_sets, state_years, wrap

FLAGS = ("me", "nu", "di", "hr", "co", "ec", "amend", "para")


def roll_calls(*rows):
    """From (roll call, code, vote, session, year)."""
    whole = pl.DataFrame(
        [*rows], schema=dict.fromkeys(("rcid", "ccode", "vote", "session", "year"), pl.Int32), orient="row"
    )
    return source(
        "un-votes", whole.with_columns(pl.lit(0, pl.Int8).alias(flag) for flag in FLAGS), (1946, 2019), "2019"
    )


CALLS = roll_calls(
    *((1, 2, 1, 5, 1950), (1, 365, 3, 5, 1950), (1, 630, 1, 5, 1950)),
    *((2, 2, 1, 5, 1951), (2, 365, 8, 5, 1951), (2, 630, 2, 5, 1951)),
    *((3, 2, 1, 7, 1952), (3, 365, 1, 7, 1952), (3, 630, 1, 7, 1952)),
)


def dyads(*rows):
    return wrap(table("ccode1 ccode2 year", *rows), data=loader(ALWAYS, CALLS, VETOES), directed=True)


def vetoes(*rows):
    names = ("year", "veto_2", "veto_200", "veto_220", "veto_365", "veto_710")
    return source(
        "unsc-vetoes", pl.DataFrame([*rows], schema=dict.fromkeys(names, pl.Int32), orient="row"), (1946, 2022)
    )


VETOES = vetoes((2011, 0, 0, 0, 1, 1), (2011, 0, 0, 0, 1, 1), (2011, 0, 0, 0, 1, 0), (2012, 1, 1, 0, 0, 0))


def test_joint_votes_inside_and_outside_the_years_of_the_edition():
    frame = (
        dyads((2, 365, 1950), (365, 2, 1950), (2, 365, 1951), (2, 365, 1949), (2, 365, 1953), (2, 630, 1951))
        .add_votes()
        .frame()
    )
    assert frame["unvotes_n"].to_list() == [1, 1, 0, None, None, 1]
    assert frame["unvotes_s"].to_list() == [-1.0, -1.0, None, None, None, 0.0]
    assert frame["unvotes_agreement"].to_list() == [0.0, 0.0, None, None, None, 0.5]


def test_the_choice_of_votes_stands_in_the_rule_of_each_column():
    panel = dyads((2, 365, 1950), (2, 365, 1952)).add_votes(year="session", window=3, prefix="un3_")
    assert panel.frame()["un3_n"].to_list() == [None, 2]
    rule = panel.metadata["un3_kappa"].rule
    assert "year in which the session began" in rule
    assert "pools its year and the 2 before it" in rule
    assert panel.metadata["un3_n"].datasets[0].version == "2019"
    with pytest.raises(InputError, match="there is no issue"):
        dyads((2, 365, 1950)).add_votes(issue="war")


def test_a_panel_outside_the_edition_has_unknown_votes():
    assert dyads((2, 365, 1900)).add_votes().frame()["unvotes_n"].to_list() == [None]


def test_vetoes_of_each_and_of_both_on_one_draft():
    frame = (
        dyads((365, 710, 2011), (710, 365, 2011), (2, 200, 2012), (2, 630, 2012), (2, 365, 1945)).add_vetoes().frame()
    )
    assert frame["unscvetoes1"].to_list() == [3, 2, 1, 1, None]
    assert frame["unscvetoes2"].to_list() == [2, 3, 1, 0, None]
    assert frame["unscvetoesjoint"].to_list() == [2, 2, 1, 0, None]
    states = state_years((2011, 2012), data=loader(ALWAYS, VETOES)).add_vetoes().frame()
    assert states.filter(ccode=365)["unscvetoes"].to_list() == [3, 0]


def test_named_sets_add_them():
    panel = add_sets(dyads((2, 365, 1950)), "un-votes,unsc-vetoes")
    assert {"unvotes_n", "unvotes_kappa", "unscvetoes1", "unscvetoesjoint"} <= set(panel.columns)


def test_votes_are_of_dyads_only():
    with pytest.raises(InputError, match="tells of dyads"):
        state_years((2011, 2012), data=loader(ALWAYS, CALLS)).add_votes()
