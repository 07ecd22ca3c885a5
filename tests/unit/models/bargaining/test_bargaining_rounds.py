"""The fast rounds against the model written word by word, and what is said of how they end."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import pytest
from slow_rounds import chances, play_slowly

from foedus.errors import InputError
from foedus.models.bargaining.expectations import risk_exponents
from foedus.models.bargaining.rounds import find_cycle, play, play_round
from foedus.models.bargaining.variants import CHOICES, PRESETS, Variant, read_variant
from foedus.models.bargaining.votes import success, support, voters_below


def world(seed: int, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    positions = rng.integers(0, 12, (1, n)).astype(float)
    positions[0, :2] = 0, 11
    return positions, rng.integers(0, 9, (1, n)) + (np.arange(n) == 0), rng.integers(1, 11, (1, n)) / 10


OPTIONS = [
    *(replace(Variant(), **{key.replace("-", "_"): value}) for key, allowed in CHOICES.items() for value in allowed
      if (key, value) not in {("conflict", "drawn"), ("stop", "two-percent")}),
    *(variant for variant, _ in PRESETS.values()),
    Variant(q=0.6, t=0.3),
    Variant(q=0.0, t=1.0, best_worst="both-to-median", denominator="triples"),
    Variant(vote_exponent="risk", own_votes="excluded", offer="type-priority"),
]  # fmt: skip


@pytest.mark.parametrize("variant", OPTIONS, ids=lambda v: f"{v.name}-{v.denominator}-{v.offer}-{v.q}")
def test_rounds_are_those_of_the_model_word_by_word(variant: Variant) -> None:
    moved = 0
    for seed in range(8):
        positions, capability, salience = world(seed, 3 + seed)
        span = np.array([[11.0]])
        for _ in range(3):
            slow = play_slowly(
                positions[0].tolist(), capability[0].tolist(), salience[0].tolist(), 11.0, asdict(variant)
            )
            positions = play_round(positions, capability, salience=salience, span=span, variant=variant).positions
            moved += 1
            assert positions[0] == pytest.approx(slow, abs=1e-7)
            positions = np.array([slow])
    assert moved == 24


@pytest.mark.parametrize("own", ["included", "excluded"])
@pytest.mark.parametrize("denominator", ["pairwise", "triples"])
def test_chances_by_prefix_sums_are_those_of_the_definition(own: str, denominator: str) -> None:
    for seed in range(5):
        rng = np.random.default_rng(seed)
        x = np.sort(rng.uniform(0, 1, (1, 7)))
        w, r = rng.uniform(0, 1, (1, 7)), rng.uniform(0.5, 2, (1, 7))
        distances = np.abs(x[:, :, None] - x[:, None, :])
        votes, stakes = support(distances, w, below=voters_below(x), exponents=r)
        found = success(
            votes, stakes, same=distances == 0, triples=denominator == "triples", own_votes=own == "included"
        )
        slow = chances(x[0].tolist(), w[0].tolist(), 1.0, r[0].tolist(), {"own_votes": own, "denominator": denominator})
        assert found[0] == pytest.approx(np.array(slow), abs=1e-12)


def test_two_actors_alone_have_even_chances_where_they_may_not_vote() -> None:
    x = np.array([[0.0, 1.0]])
    distances = np.abs(x[:, :, None] - x[:, None, :])
    votes, stakes = support(distances, np.array([[5.0, 1.0]]), below=voters_below(x))
    found = success(votes, stakes, same=distances == 0, triples=False, own_votes=False)
    assert found[0].tolist() == [[0.0, 0.5], [0.5, 0.0]]


def test_many_draws_at_once_are_each_what_it_is_alone() -> None:
    rng = np.random.default_rng(4)
    x, c, s = rng.uniform(0, 10, (700, 12)), rng.uniform(0.1, 1, (700, 12)), rng.uniform(0.1, 1, (700, 12))
    x[13] = 5.0  # a draw in which all agree
    together = play(x, c, s, variant=Variant(), rounds=4)
    for draw in (0, 13, 454, 455, 699):
        alone = play(x[draw : draw + 1], c[draw : draw + 1], s[draw : draw + 1], variant=Variant(), rounds=4)
        for number in range(4):
            assert together[number].positions[draw].tolist() == alone[number].positions[0].tolist()
    assert (together[3].positions[13] == 5).all()


def test_exponents_lie_in_their_range_and_equal_danger_is_neutral() -> None:
    found = risk_exponents(np.array([[1.0, 5.0, 3.0], [2.0, 2.0, 2.0]]))
    assert found[0] == pytest.approx([2.0, 0.5, 1.0])
    assert found[1].tolist() == [1.0, 1.0, 1.0]


def test_a_cycle_of_three_rounds_is_found() -> None:
    """Three actors whom the triple denominator sends round; each lap is checked with the slow model."""
    x, c, s = np.array([[7.0, 2.0, 9.0]]), np.array([[5.0, 3.0, 5.0]]), np.array([[0.8, 0.4, 0.9]])
    variant = PRESETS["paper"][0]
    path = [x[0].tolist()]
    for _ in range(8):
        path.append(play_slowly(path[-1], c[0].tolist(), s[0].tolist(), 7.0, asdict(variant)))
    assert path[2] == pytest.approx(path[5])
    assert path[2] != pytest.approx(path[3])
    played = play(x, c, s, variant=variant, rounds=8)
    assert find_cycle(np.concatenate([x, *(r.positions for r in played)]) / 7) == (2, 3)


def test_a_conflict_that_chance_decides_is_lost_as_often_as_its_chance() -> None:
    """Two actors who care .2 and .4: the first loses, and its opponent's P is .4 / .6."""
    n = 4000
    x, c, s = np.tile([0.0, 1.0], (n, 1)), np.ones((n, 2)), np.tile([0.2, 0.4], (n, 1))
    sure = play(x[:1], c[:1], s[:1], variant=Variant(), rounds=1)[0]
    assert sure.kind[0].tolist() == [1, 0]
    drawn = play(x, c, s, variant=Variant(conflict="drawn"), rounds=1, rng=np.random.default_rng(1))[0]
    assert (drawn.positions[:, 0] == 1).mean() == pytest.approx(2 / 3, abs=0.03)
    assert (drawn.positions[:, 1] == 1).all()
    again = play(x, c, s, variant=Variant(conflict="drawn"), rounds=1, rng=np.random.default_rng(1))[0]
    assert (again.positions == drawn.positions).all()
    with pytest.raises(ValueError, match="generator"):
        play(x, c, s, variant=Variant(conflict="drawn"), rounds=1)


def test_the_two_percent_rule_stops_where_moves_get_small() -> None:
    x, c, s = world(5, 8)
    free = play(x, c, s, variant=Variant(), rounds=60)
    held = play(x, c, s, variant=Variant(stop="two-percent"), rounds=60)
    path = np.concatenate([x, *(r.positions for r in free)])
    moves = np.abs(np.diff(path, axis=0)).sum(axis=1)
    last = next(n for n in range(1, 60) if moves[n] < 0.02 * moves[0])
    assert 1 <= last < 59
    assert moves[last + 1] > 0
    assert held[last].positions.tolist() == free[last].positions.tolist()
    assert all(later.positions.tolist() == held[last].positions.tolist() for later in held[last:])


def test_offers_that_pull_to_two_sides_alike_cancel() -> None:
    x, c, s = np.array([[0.0, 5.0, 10.0]]), np.ones((1, 3)), np.array([[0.9, 0.1, 0.9]])
    after = play_round(x, c, salience=s, span=np.array([[10.0]]), variant=PRESETS["paper"][0])
    assert after.positions[0, 1] == 5.0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["papr"], "nearest: 'paper'"),
        (["paper", "pairwise"], "give one preset"),
        (["denominator=triple"], "nearest: 'triples'"),
        (["denominater=triples"], "nearest: 'denominator'"),
        (["q=2"], "from 0 to 1"),
        (["t=nan"], "from 0 to 1"),
        ([""], "expected one of"),
    ],
)
def test_an_unknown_variant_is_named_with_the_nearest(words: list[str], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        read_variant(words)


def test_a_variant_is_a_preset_with_options_on_top() -> None:
    found = read_variant(["q=0.5", "paper", "own-votes=excluded"])
    assert found == replace(PRESETS["paper"][0], q=0.5, own_votes="excluded")
    assert found.as_record()["own-votes"] == "excluded"
