"""Baselines, intervals, sensitivity and trades, against sums done by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bargain_world import parley

from foedus.errors import InputError
from foedus.models.bargaining.accuracy import RECORDS
from foedus.models.bargaining.bargain import solve_drawn, solve_issue
from foedus.models.bargaining.baselines import weighted_median
from foedus.models.bargaining.issue import Issue
from foedus.models.bargaining.sensitivity import compromise_bars, flips, model_bars
from foedus.models.bargaining.trade import logroll
from foedus.models.bargaining.uncertainty import LOG_SD, NORMAL_95, draw_inputs, log_deviation
from foedus.models.bargaining.variants import Variant


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_baselines_by_hand() -> None:
    found = solve_issue(parley(), rng=rng(), model=False).baselines
    values = {name: estimate.value for name, estimate in found.items()}
    expected = {"weighted_mean": 19.6 / 5, "weighted_median": 6, "mean": 5.5, "median": 6, "midpoint": 5}
    assert values == pytest.approx(expected)
    assert all(estimate.low <= estimate.value <= estimate.high for estimate in found.values())


def test_a_tie_of_the_median_is_the_middle_between_the_two_that_tie() -> None:
    assert float(weighted_median(np.array([1.0, 4.0, 9.0]), np.array([2.0, 1.0, 1.0]))) == 2.5
    assert float(weighted_median(np.array([9.0, 1.0, 4.0]), np.array([0.1 + 0.2, 0.15, 0.15]))) == 6.5


def test_the_historical_error_is_scaled_to_the_range_and_stays_in_it() -> None:
    found = solve_issue(parley(), rng=rng(), model=False)
    assert found.error == pytest.approx(2.32)
    assert found.error_band == pytest.approx((1.6, 6.24))
    assert solve_issue(replace(parley(), low=-100.0, high=100.0), rng=rng(), model=False).error == pytest.approx(46.4)
    assert solve_issue(replace(parley(), low=-0.0, high=10.0), rng=rng(), model=False).error_band[0] >= 0


def test_the_interval_is_that_of_the_default_noise() -> None:
    """Against draws made here, of another generator's numbers."""
    other = np.random.default_rng(99)
    issue = parley()
    x = np.clip(issue.position + other.normal(0, 1.0, (40_000, 4)), 0, 10)
    w = issue.capability * np.exp(other.normal(0, 0.2, (40_000, 4)))
    w = w * np.minimum(issue.salience * np.exp(other.normal(0, 0.2, (40_000, 4))), 1)
    low, high = np.quantile((w * x).sum(1) / w.sum(1), [0.05, 0.95])
    found = solve_issue(issue, rng=rng(), draws=20_000, model=False).compromise
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.05)


def test_given_deviations_replace_the_default_where_they_stand() -> None:
    exact = np.zeros(4)
    still = replace(parley(), position_sd=exact, capability_sd=exact, salience_sd=exact)
    found = solve_issue(still, rng=rng(), model=False).compromise
    assert (found.low, found.value, found.high) == pytest.approx((3.92, 3.92, 3.92))
    partly = replace(parley(), capability_sd=np.array([2.0, np.nan, 0.0, np.nan]))
    assert partly.noise().capability == pytest.approx([np.sqrt(np.log(1.25)), LOG_SD, 0, LOG_SD])
    assert log_deviation(np.array([0.0]), np.array([1.0])).tolist() == [0.0]


def test_drawn_inputs_stay_within_their_ranges_around_the_given_value() -> None:
    issue = parley()
    x, c, s = draw_inputs(
        issue.position,
        issue.capability,
        salience=issue.salience,
        noise=issue.noise(),
        low=0,
        high=10,
        draws=20_000,
        rng=rng(),
    )
    assert x.min() >= 0
    assert x.max() <= 10
    assert s.max() <= 1
    assert np.median(c, axis=0) == pytest.approx(issue.capability, rel=0.02)
    assert x[:, 1].std() == pytest.approx(1.0, rel=0.03)
    assert np.log(c[:, 0]).std() == pytest.approx(0.2, rel=0.03)


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    one, two, three = (solve_issue(parley(), rng=np.random.default_rng(seed), draws=100) for seed in (1, 1, 2))
    assert one.baselines == two.baselines
    assert one.baselines != three.baselines
    assert one.dynamics is not None
    assert two.dynamics is not None
    assert one.dynamics.result == two.dynamics.result


def test_the_range_of_the_rounds_is_that_of_the_inputs_and_moves_lead_from_round_to_round() -> None:
    found = solve_issue(parley(), rng=rng(), draws=50, rounds=6).dynamics
    assert found is not None
    assert found.positions.shape == (7, 4)
    told = 0
    for number, moves in enumerate(found.moves):
        for move in moves:
            at = parley().actors.index(move.actor)
            assert (found.positions[number, at], found.positions[number + 1, at]) == (move.before, move.after)
            assert move.kind in ("conflict", "compromise", "compelled")
            assert move.sender != move.actor
            told += 1
    assert told > 0
    assert (np.diff(found.positions, axis=0) != 0).sum() <= told
    assert set(found.by_variant) >= {"pairwise", "paper", "scholz-code"}
    assert found.by_variant["pairwise"] == found.result.value


@pytest.mark.parametrize(
    ("positions", "words"), [([5.0, 5.0, 5.0], "all stand at 5"), ([5.0], "one actor"), (None, "not run above 1,000")]
)
def test_where_the_model_cannot_run_the_baselines_are_still_given(positions: list[float] | None, words: str) -> None:
    x = np.linspace(0, 10, 1001) if positions is None else np.array(positions)
    n = len(x)
    issue = Issue("i", tuple(map(str, range(n))), x, np.ones(n), np.full(n, 0.5), 0.0, 10.0)
    found = solve_issue(issue, rng=rng(), draws=50)
    assert found.dynamics is None
    assert any(words in note for note in found.notes)
    assert found.compromise.value == pytest.approx(5)


def test_ten_thousand_actors_get_fewer_draws_and_a_note() -> None:
    n = 10_000
    issue = Issue("i", tuple(map(str, range(n))), np.linspace(0, 10, n), np.ones(n), np.full(n, 0.5), 0.0, 10.0)
    found = solve_issue(issue, rng=rng())
    assert found.draws == 200
    assert "200 draws instead of 2,000: 10,000 actors" in found.notes


def test_the_tornado_of_the_mean_by_hand() -> None:
    bars = {(bar.actor, bar.input): bar for bar in compromise_bars(parley(), 3.92)}
    weight = 2 * np.exp(NORMAL_95 * 0.2)
    assert bars["Arda", "capability"].at_high == pytest.approx(19.6 / (3 + weight))
    assert bars["Belor", "salience"].at_high == pytest.approx(3.92)  # it cares wholly already
    assert bars["Corvan", "position"].at_high == pytest.approx(3.92)  # it stands at the end of the range
    assert bars["Belor", "position"].at_low == pytest.approx((19.6 - 2 * NORMAL_95) / 5)
    widths = [max(abs(bar.at_low - 3.92), abs(bar.at_high - 3.92)) for bar in compromise_bars(parley(), 3.92)]
    assert widths[0] == max(widths)
    assert len(bars) == 12


def test_the_tornado_of_the_model_is_the_model_run_again() -> None:
    bars = {(bar.actor, bar.input): bar for bar in model_bars(parley(), 6.0, variant=Variant(), rounds=5)}
    louder = parley().capability * [np.exp(NORMAL_95 * 0.2), 1, 1, 1]
    again = solve_issue(replace(parley(), capability=louder), rng=rng(), rounds=5, draws=1).dynamics
    assert again is not None
    assert bars["Arda", "capability"].at_high == pytest.approx(again.result.value)
    assert model_bars(parley(), 6.0, variant=Variant(conflict="drawn"), rounds=5) == ()


def test_flip_points_by_hand() -> None:
    """For 4.5: Arda 19.6 / 4.5 - 3 = 1.3556 of weight; who stands beyond must pull more."""
    found = {flip.actor: flip for flip in flips(parley(), 4.5)}
    assert found["Arda"].salience == pytest.approx((19.6 / 4.5 - 3) / 4)
    assert found["Arda"].capability == pytest.approx((19.6 / 4.5 - 3) / 0.5)
    assert found["Arda"].position == pytest.approx(2.9 / 2)
    assert found["Belor"].salience is None  # 1.933 of salience
    assert found["Belor"].capability == pytest.approx((4.5 * 3 - 7.6) / 1.5)
    assert found["Corvan"].at_full_salience == pytest.approx((15.6 + 10) / 5.6)
    with pytest.raises(InputError, match="from 0 to 10"):
        flips(parley(), 11)


def two_issues() -> list[Issue]:
    names, c = ("Arda", "Belor"), np.array([4.0, 4.0])
    ends = np.array([0.0, 10.0])
    return [
        Issue("bases", names, ends, c, np.array([0.9, 0.1]), 0.0, 10.0),
        Issue("oil", (*names, "Corvan"), np.array([0.0, 10.0, 5.0]), np.array([4.0, 4.0, 2.0]),
              np.array([0.1, 0.9, 0.5]), 0.0, 10.0),
    ]  # fmt: skip


def test_each_side_gets_the_issue_it_cares_about() -> None:
    found = logroll(two_issues(), "Arda", "Belor", default="midpoint")
    assert [row.agreed for row in found.issues] == pytest.approx([0, 10])
    assert [row.winner for row in found.issues] == ["Arda", "Belor"]
    assert found.power == 0.5
    # Either has 1 at stake, loses .5 of it without a trade and .1 with one.
    assert found.gains == pytest.approx((0.4, 0.4))


def test_without_a_trade_each_issue_ends_at_its_compromise() -> None:
    found = logroll(two_issues(), "Arda", "Belor")
    assert found.issues[0].default == pytest.approx(1.0)
    assert found.issues[1].default == pytest.approx((36 + 5) / 5)
    assert min(found.gains) > 0


def test_who_cares_alike_has_nothing_to_trade() -> None:
    alike = [replace(issue, salience=np.full(len(issue.actors), 0.5)) for issue in two_issues()]
    found = logroll(alike, "Belor", "Arda", default="midpoint")
    assert found.gains == pytest.approx((0, 0), abs=1e-9)
    assert [row.agreed for row in found.issues] == pytest.approx([5, 5])
    assert {row.winner for row in found.issues} == {""}


@pytest.mark.parametrize(
    ("first", "second", "words"), [("Arda", "Arda", "two different"), ("Arda", "Drun", "no actor 'Drun'"),
                                   ("Arda", "Corvan", "1 issue with both")]
)  # fmt: skip
def test_a_pair_that_cannot_trade_is_refused(first: str, second: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        logroll(two_issues(), first, second)


def test_arrays_with_draws_are_answered_from_those_draws() -> None:
    issue = parley()
    shifts = np.linspace(-1, 1, 101)[:, None]
    found = solve_drawn(
        replace(issue, low=-10.0, high=20.0), rng=rng(),
        position_draws=issue.position + shifts, capability_draws=np.tile(issue.capability, (101, 1)),
        salience_draws=np.tile(issue.salience, (101, 1)),
    )  # fmt: skip
    assert found.draws == 101
    assert (found.compromise.low, found.compromise.high) == pytest.approx((3.92 - 0.9, 3.92 + 0.9))
    assert found.error == pytest.approx(0.232 * 30)
    assert found.dynamics is not None
    assert found.dynamics.draws == 0
    plain = solve_drawn(replace(issue, low=-10.0, high=20.0), rng=rng(), model_draws=60)
    assert plain.draws == 200
    assert plain.dynamics is not None
    assert plain.dynamics.draws == 60


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"salience": np.array([0.5, 0.0, 0.4, 1.2])},
            "'Belor' has 0, 'Drun' has 1.2; expected a number above 0 up to 1",
        ),
        ({"position": np.array([0.0, np.nan, 11.0, 3.0])}, "'Belor' has nan, 'Corvan' has 11"),
        ({"capability": np.zeros(4)}, "nobody has capability"),
        ({"capability": np.array([1.0, -1.0, np.inf, 1.0])}, "'Belor' has -1, 'Corvan' has inf"),
        ({"salience": np.ones(3)}, r"shape \(3,\)"),
        ({"status_quo": 12.0}, "status quo 12"),
        ({"low": 3.0}, "range"),
        ({"actors": ()}, "no actors"),
    ],
)
def test_an_issue_that_cannot_be_computed_with_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        replace(parley(), **changes)


def test_draws_that_do_not_fit_are_refused() -> None:
    issue = parley()
    with pytest.raises(InputError, match="same number"):
        solve_drawn(issue, rng=rng(),
                       position_draws=np.ones((5, 4)), salience_draws=np.ones((6, 4)))  # fmt: skip
    with pytest.raises(InputError, match="nobody weight"):
        solve_drawn(issue, rng=rng(),
                       capability_draws=np.zeros((5, 4)))  # fmt: skip
    with pytest.raises(InputError, match="rounds 0"):
        solve_issue(issue, rng=rng(), rounds=0)
    with pytest.raises(InputError, match="draws 0"):
        solve_issue(issue, rng=rng(), draws=0)


def test_the_record_of_the_midpoint_is_that_of_the_positions_and_not_of_the_scale() -> None:
    """Audited on the third DEU dataset: 26.84; 28.0 is the middle of the scale. Expected-utility variants: 24.5 to 31.2."""
    found = {record.method: (record.low, record.high) for record in RECORDS}
    assert found["midpoint"] == (26.84, 26.84)
    assert found["expected utility model"] == (24.5, 31.2)
    assert [record.low for record in RECORDS] == sorted(record.low for record in RECORDS)
