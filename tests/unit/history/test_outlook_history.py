"""The history's arrays on an invented world small enough to count by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from foedus.errors import InputError
from foedus.history.build import History, build_history
from foedus.history.covariates import COLUMNS
from foedus.history.find import dyad_year
from foedus.outlook.exposure import build_exposure
from foedus.terms.outcomes import OUTCOMES
from outlook_world import CODES, FIRST, LAST, a_world, shuffled, with_bystander


@pytest.fixture(scope="module")
def history() -> History:
    return build_history(a_world(), FIRST, last=LAST)


def _states(history: History, one: int, other: int) -> dict[int, str]:
    rows = np.nonzero((history.ccode1 == one) & (history.ccode2 == other))[0]
    return {int(history.year[row]): OUTCOMES[history.state[row]] for row in rows}


def _row(history: History, one: int, other: int, year: int) -> int:
    return int(np.nonzero((history.ccode1 == one) & (history.ccode2 == other) & (history.year == year))[0][0])


def test_rows_are_the_pairs_of_members_of_each_year(history: History) -> None:
    per_year = np.bincount(history.year - FIRST)
    assert per_year.tolist() == [math.comb(5, 2)] * 4 + [math.comb(6, 2)] * 8
    assert (history.ccode1 < history.ccode2).all()


def test_states_of_relation_follow_their_precedence(history: History) -> None:
    found = _states(history, 10, 20)
    assert [found[year] for year in (1901, 1902, 1905, 1906, 1909, 1910)] == [
        "unaligned", "entente", "entente", "alliance", "alliance", "alliance",
    ]  # fmt: skip
    assert _states(history, 10, 30)[1907] == "rivalry"
    assert _states(history, 10, 30)[1908] == "unaligned"


def test_a_dispute_counts_for_five_years(history: History) -> None:
    found = _states(history, 40, 50)
    assert [year for year in sorted(found) if found[year] == "rivalry"] == [1903, 1904, 1905, 1906, 1907]


def test_what_follows_is_the_next_years_state_and_unknown_at_the_end(history: History) -> None:
    assert OUTCOMES[history.following[_row(history, 10, 20, 1905)]] == "alliance"
    assert (history.following[history.year == LAST] == -1).all()


def test_a_tie_is_mapped_to_the_treaty_that_made_it_and_to_the_one_that_ended(history: History) -> None:
    made = _row(history, 10, 20, 1905)
    assert (history.treaty[made], history.size[made]) == (2, 2)
    bloc = np.nonzero((history.year == 1909) & (history.following == 0) & (history.state != 0))[0]
    assert len(bloc) == math.comb(5, 2) - 1
    assert set(history.treaty[bloc].tolist()) == {3}
    assert set(history.size[bloc].tolist()) == {5}
    entente = _row(history, 10, 20, 1901)
    assert history.treaty[entente] == 1


def test_only_small_pacts_make_a_small_tie(history: History) -> None:
    assert history.column("small_tie")[_row(history, 10, 20, 1905)] == 1
    assert history.column("small_tie")[_row(history, 10, 20, 1910)] == 0
    assert history.column("small_tie")[_row(history, 30, 40, 1905)] == 0


def test_theta_and_common_threat_are_those_of_the_formula(history: History) -> None:
    row = _row(history, 10, 20, 1903)
    power = {code: code / 1000 + 3e-4 for code in CODES}
    on_ten, on_twenty = (power[30] / (power[code] + power[30]) for code in (10, 20))
    assert history.column("common_threat")[row] == pytest.approx(min(on_ten, on_twenty))
    assert history.column("least_own_threat")[row] == pytest.approx(min(on_ten, on_twenty))
    assert history.column("mutual_threat")[row] == 0
    hostile = _row(history, 10, 30, 1903)
    assert history.column("mutual_threat")[hostile] == pytest.approx(on_ten)


def test_gain_looks_back_four_years_and_ends_there(history: History) -> None:
    gain = history.column("common_threat_gain")
    common = history.column("common_threat")
    first = _row(history, 10, 20, 1901)
    assert common[first] > 0
    assert gain[first] == pytest.approx(common[first])
    later = _row(history, 10, 20, 1905)
    assert gain[later] == pytest.approx(max(0.0, common[later] - common[first]))


def test_a_threat_is_held_gained_or_lost_by_the_years_before(history: History) -> None:
    """30 is the rival of both from 1901 to 1907: gained for four years, then held, then lost for five."""
    found = build_exposure(history, "rival")
    rows = {year: _row(history, 10, 20, year) for year in range(FIRST, LAST + 1)}
    years = {
        name: [year for year, row in rows.items() if getattr(found, name)[row]] for name in ("gained", "held", "lost")
    }
    assert years == {"gained": [1901, 1902, 1903, 1904], "held": [1905, 1906, 1907], "lost": [1908, 1909, 1910, 1911]}


def test_the_past_is_counted_up_to_and_with_the_year(history: History) -> None:
    ever = {name: [history.column(name)[_row(history, 10, 20, year)] for year in (1901, 1902, 1906)]
            for name in ("ever_alliance", "ever_entente")}  # fmt: skip
    assert ever == {"ever_alliance": [0, 0, 1], "ever_entente": [0, 1, 1]}


def test_a_missing_score_is_the_last_known_one(history: History) -> None:
    assert history.column("joint_democracy")[_row(history, 10, 20, LAST)] == 1
    assert history.column("democracy_difference")[_row(history, 10, 30, LAST)] == pytest.approx(2.5)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_does_not_matter(history: History, seed: int) -> None:
    again = build_history(shuffled(a_world(), seed), FIRST, last=LAST)
    np.testing.assert_array_equal(again.x, history.x)
    np.testing.assert_array_equal(again.treaty, history.treaty)
    np.testing.assert_array_equal(again.following, history.following)


def test_the_order_of_a_pair_does_not_matter(history: History) -> None:
    world = a_world()
    turned = replace(
        world,
        disputes=world.disputes.rename({"ccode1": "ccode2", "ccode2": "ccode1"}),
        rivalries=world.rivalries.rename({"ccode1": "ccode2", "ccode2": "ccode1"}),
        contiguity=world.contiguity.rename({"ccode1": "ccode2", "ccode2": "ccode1"}),
    )
    np.testing.assert_array_equal(build_history(turned, FIRST, last=LAST).x, history.x)
    assert dyad_year(history, 20, 10, 1905) == dyad_year(history, 10, 20, 1905)


def test_a_bystander_changes_no_other_dyad(history: History) -> None:
    wider = build_history(with_bystander(a_world()), FIRST, last=LAST)
    others = (wider.ccode1 != 70) & (wider.ccode2 != 70)
    np.testing.assert_array_equal(wider.x[others], history.x)
    np.testing.assert_array_equal(wider.state[others], history.state)
    np.testing.assert_array_equal(wider.size[others], history.size)


def test_without_its_source_the_common_threat_is_the_next_enemys(history: History) -> None:
    dyad = dyad_year(history, 10, 20, 1905)
    assert dyad.source == 30
    assert dyad.without["common_threat"] == 0
    assert dyad.without["least_own_threat"] == 0
    assert {name: dyad.without[name] for name in COLUMNS if "threat" not in name} == {
        name: dyad.values[name] for name in COLUMNS if "threat" not in name
    }


def test_a_dyad_outside_the_system_is_refused(history: History) -> None:
    with pytest.raises(InputError, match="not both members"):
        dyad_year(history, 10, 60, 1902)


def test_dyads_born_allied_make_no_transition() -> None:
    world = a_world()
    born = replace(world, states=world.states.with_columns(
        pl.when(pl.col("ccode") == 60).then(1910).otherwise(pl.col("start")).cast(pl.Int32).alias("start")))  # fmt: skip
    history = build_history(born, FIRST, last=LAST)
    entered = (history.following == 0) & (history.state != 0)
    assert not (entered & ((history.ccode1 == 60) | (history.ccode2 == 60))).any()
