"""Laws of the graph model on random small conflicts, and a second definition of everything by sets and loops."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.models.conflict.coalitions import coalition_stability
from foedus.models.conflict.inverse import conditions, share_of_rankings
from foedus.models.conflict.moves import Moves, improving, moves_from_options, moves_from_pairs
from foedus.models.conflict.sequences import reach, reach_all
from foedus.models.conflict.stability import CONCEPTS, stability

LAWS = settings(max_examples=120, deadline=None)
FEW = settings(max_examples=40, deadline=None)
NASH, GMR, SMR, SEQ = range(4)


@dataclass
class Made:
    """A random conflict: moves as arrays and as sets, values with ties."""

    moves: list[Moves]
    sets: list[dict[int, set[int]]]
    values: np.ndarray


@st.composite
def conflicts(draw: st.DrawFn, *, states: int = 6, makers: int = 4) -> Made:
    m, n = draw(st.integers(2, states)), draw(st.integers(1, makers))
    pairs = st.tuples(st.integers(0, m - 1), st.integers(0, m - 1))
    moves, sets = [], []
    for _ in range(n):
        edges = draw(st.lists(pairs, max_size=2 * m))
        sets.append({s: {b for a, b in edges if a == s and b != s} for s in range(m)})
        ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
        moves.append(moves_from_pairs(ends[:, 0], ends[:, 1], states=m))
    values = draw(st.lists(st.integers(0, 4), min_size=n * m, max_size=n * m))
    return Made(moves, sets, np.array(values).reshape(n, m))


def better_sets(made: Made, j: int) -> dict[int, set[int]]:
    return {s: {t for t in to if made.values[j, t] > made.values[j, s]} for s, to in made.sets[j].items()}


def legal(sets: list[dict[int, set[int]]], start: int) -> set[int]:
    """States reached by legal sequences, as the definition has it: with the set of possible last movers of each state."""
    last: dict[int, set[int]] = {}
    for j, own in enumerate(sets):
        for target in own[start]:
            last.setdefault(target, set()).add(j)
    while True:
        fresh = {
            (target, j)
            for state, movers in last.items()
            for j, own in enumerate(sets)
            if movers != {j}
            for target in own[state]
            if j not in last.get(target, set())
        }
        if not fresh:
            return set(last)
        for target, j in fresh:
            last.setdefault(target, set()).add(j)


def shortest(made: Made, start: int, target: int) -> int:
    """Moves of the shortest legal sequence, by trying every sequence of one move, of two, and so on."""
    ends, length = {(start, -1)}, 0
    while target not in {state for state, _ in ends}:
        length += 1
        ends = {(to, j) for state, last in ends for j, own in enumerate(made.sets) if j != last for to in own[state]}
    return length


def stable_by_sets(made: Made, i: int, s: int) -> list[bool]:
    value, others = made.values[i], [j for j in range(len(made.sets)) if j != i]
    found = [True] * 4
    for s1 in better_sets(made, i)[s]:
        replies = legal([made.sets[j] for j in others], s1)
        improved = legal([better_sets(made, j) for j in others], s1)
        sanctions = [s2 for s2 in replies if value[s2] <= value[s]]
        found[NASH] = False
        found[GMR] &= bool(sanctions)
        found[SMR] &= any(all(value[s3] <= value[s] for s3 in made.sets[i][s2]) for s2 in sanctions)
        found[SEQ] &= any(value[s2] <= value[s] for s2 in improved)
    return found


def coalition_by_sets(made: Made, members: tuple[int, ...], s: int) -> list[bool]:
    def all_prefer(target: int) -> bool:
        return all(made.values[j, target] > made.values[j, s] for j in members)

    others = [j for j in range(len(made.sets)) if j not in members]
    joint = [made.sets[j] for j in members]
    found = [True] * 4
    for s1 in legal(joint, s):
        if s1 == s or not all_prefer(s1):
            continue
        replies = legal([made.sets[j] for j in others], s1) if others else set()
        improved = legal([better_sets(made, j) for j in others], s1) if others else set()
        sanctions = [s2 for s2 in replies if not all_prefer(s2)]
        found[NASH] = False
        found[GMR] &= bool(sanctions)
        found[SMR] &= any(not any(all_prefer(s3) for s3 in legal(joint, s2)) for s2 in sanctions)
        found[SEQ] &= any(not all_prefer(s2) for s2 in improved)
    return found


@LAWS
@given(conflicts())
def test_stability_is_what_the_definitions_say(made: Made) -> None:
    found = stability(made.moves, made.values)
    for i in range(len(made.moves)):
        for s in range(made.values.shape[1]):
            assert found[:, i, s].tolist() == stable_by_sets(made, i, s), (i, s)


@FEW
@given(conflicts())
def test_stability_against_coalitions_is_what_the_definitions_say(made: Made) -> None:
    n, m = made.values.shape
    for size in range(1, n + 1):
        for members in combinations(range(n), size):
            found = coalition_stability(made.moves, made.values, members=members)
            for s in range(m):
                assert found.stable[:, s].tolist() == coalition_by_sets(made, members, s), (members, s)
            if size == 1:
                assert found.stable.tolist() == stability(made.moves, made.values)[:, members[0]].tolist()


@LAWS
@given(conflicts())
def test_concepts_contain_each_other(made: Made) -> None:
    found = stability(made.moves, made.values)
    for weaker, stronger in ((SEQ, NASH), (SMR, NASH), (GMR, SEQ), (GMR, SMR)):
        assert (found[weaker] >= found[stronger]).all(), (CONCEPTS[stronger], CONCEPTS[weaker])


@FEW
@given(conflicts(), st.randoms(use_true_random=False))
def test_new_labels_for_states_and_decision_makers_change_nothing(made: Made, random: object) -> None:
    n, m = made.values.shape
    state = np.array(random.sample(range(m), m))
    maker = random.sample(range(n), n)
    moves = [moves_from_pairs(state[made.moves[j].sources], state[made.moves[j].targets], states=m) for j in maker]
    values = np.zeros_like(made.values)
    values[:, state] = made.values[maker]
    there = stability(moves, values)
    assert np.array_equal(there[:, :, state], stability(made.moves, made.values)[:, maker])


@FEW
@given(conflicts(), st.integers(1, 1000), st.integers(-50, 50))
def test_only_the_order_of_values_counts(made: Made, factor: int, shift: int) -> None:
    stretched = factor * made.values**3 + shift
    assert np.array_equal(stability(made.moves, stretched), stability(made.moves, made.values))


@LAWS
@given(conflicts())
def test_sequences_are_legal_and_reach_what_the_definition_reaches(made: Made) -> None:
    m = made.values.shape[1]
    every = reach_all(made.moves, m)
    for start in range(m):
        found = reach(made.moves, start)
        expected = legal(made.sets, start) - {start}
        assert set(found.states.tolist()) == expected
        assert set(np.flatnonzero(every[start]).tolist()) == expected
        for target in expected:
            path = found.path(target)
            at = start
            for mover, state in path:
                assert state in made.sets[mover][at]
                at = state
            assert at == target
            assert all(one[0] != other[0] for one, other in pairwise(path))
            assert len(path) == shortest(made, start, target)


@FEW
@given(conflicts(states=5, makers=3), st.data())
def test_conditions_hold_exactly_where_the_state_is_stable(made: Made, data: st.DataObject) -> None:
    n, m = made.values.shape
    i, s = data.draw(st.integers(0, n - 1)), data.draw(st.integers(0, m - 1))
    asked = conditions(made.moves, made.values, mover=i, state=s)
    for _ in range(6):
        values = made.values.copy()
        values[i] = data.draw(st.lists(st.integers(0, 4), min_size=m, max_size=m))
        no_better = frozenset(np.flatnonzero(values[i] <= values[i, s]).tolist())
        found = stability(made.moves, values)
        for concept in range(4):
            assert all(clause.holds(no_better) for clause in asked[concept]) == found[concept, i, s]


@settings(max_examples=15, deadline=None)
@given(conflicts(states=5, makers=3), st.data())
def test_the_share_of_rankings_is_a_count_of_all_of_them(made: Made, data: st.DataObject) -> None:
    n, m = made.values.shape
    i, s = data.draw(st.integers(0, n - 1)), data.draw(st.integers(0, m - 1))
    asked = conditions(made.moves, made.values, mover=i, state=s)
    rankings = list(permutations(range(m)))
    met = np.zeros(4)
    for ranking in rankings:
        values = made.values.copy()
        values[i] = ranking
        met += stability(made.moves, values)[:, i, s]
    assert [share_of_rankings(clauses) for clauses in asked] == pytest.approx(met / len(rankings))


@LAWS
@given(st.data())
def test_moves_by_options_are_those_that_change_only_what_one_may_change(data: st.DataObject) -> None:
    k = data.draw(st.integers(1, 4))
    codes = np.array(sorted(data.draw(st.sets(st.integers(0, 2**k - 1), min_size=1))))
    labels = data.draw(st.lists(st.integers(0, len(codes) - 1), min_size=len(codes), max_size=len(codes)))
    state_of = np.unique(labels, return_inverse=True)[1]
    own = np.array(sorted(data.draw(st.sets(st.integers(0, k - 1)))), dtype=np.int64)
    taken, dropped = data.draw(st.integers(0, 2**k - 1)), data.draw(st.integers(0, 2**k - 1))
    expected = {
        (int(state_of[a]), int(state_of[b]))
        for a, before in enumerate(codes)
        for b, after in enumerate(codes)
        if all((before ^ after) >> bit & 1 == 0 or bit in own for bit in range(k))
        and not any(before >> bit & 1 and not after >> bit & 1 and taken >> bit & 1 for bit in range(k))
        and not any(after >> bit & 1 and not before >> bit & 1 and dropped >> bit & 1 for bit in range(k))
        and state_of[a] != state_of[b]
    }
    found = moves_from_options(codes, state_of, own=own, taken=taken, dropped=dropped)
    assert set(zip(found.sources.tolist(), found.targets.tolist(), strict=True)) == expected


@FEW
@given(conflicts())
def test_improvements_are_the_moves_to_something_better(made: Made) -> None:
    for j, own in enumerate(made.moves):
        found = improving(own, made.values[j])
        pairs = set(zip(found.sources.tolist(), found.targets.tolist(), strict=True))
        assert pairs == {(s, t) for s, to in better_sets(made, j).items() for t in to}
