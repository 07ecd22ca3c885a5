"""The matrices of discourse networks against a program that goes through the statements pair by pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.evidence.discourse import ONE_MODE, ONE_MODE_NORMALISATIONS, count, one_mode, two_mode

STATEMENTS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from([-1.0, -0.3, 0.0, 0.5, 1.0])), max_size=12
)
Statements = list[tuple[int, int, float]]


def slow_weight(said: Statements, one: int, other: int, *, qualifier: str, normalisation: str) -> float:
    mine, yours = ([row for row in said if row[0] == who] for who in (one, other))
    total, met = 0.0, 0
    for _, issue, value in mine:
        for _, on, held in yours:
            if issue == on:
                gap = abs(value - held) / 2
                total += {"ignore": 1, "congruence": 1 - gap, "conflict": gap, "subtract": 1 - gap - gap}[qualifier]
                met += value == held
    alone = sum((other, *row[1:]) not in yours for row in mine) + sum((one, *row[1:]) not in mine for row in yours)
    by = {
        "none": 1.0,
        "average": (len(mine) + len(yours)) / 2,
        "cosine": len(mine) * len(yours),
        "jaccard": alone + met,
    }[normalisation]
    return total / by if by else 0.0


@pytest.mark.parametrize("qualifier", ONE_MODE)
@pytest.mark.parametrize("normalisation", ONE_MODE_NORMALISATIONS)
@given(said=STATEMENTS)
def test_networks_of_actors_are_those_of_a_slow_program(said: Statements, qualifier: str, normalisation: str) -> None:
    columns = zip(*said, strict=True) if said else ([], [], [])
    counts, levels = count(*columns, actors=4, issues=3)
    found = one_mode(counts, levels, qualifier=qualifier, normalisation=normalisation)
    for one in range(4):
        for other in range(4):
            told = 0.0
            if one != other:
                told = slow_weight(said, one, other, qualifier=qualifier, normalisation=normalisation)
            assert found[one, other] == pytest.approx(told, abs=1e-12)


@given(said=STATEMENTS)
def test_two_modes_are_those_of_a_slow_program(said: Statements) -> None:
    columns = zip(*said, strict=True) if said else ([], [], [])
    counts, levels = count(*columns, actors=4, issues=3)
    plain, codes, sums = (two_mode(counts, levels, qualifier=name) for name in ("ignore", "combine", "subtract"))
    active, known = (
        two_mode(counts, levels, qualifier="subtract", normalisation=by) for by in ("activity", "prominence")
    )
    for actor in range(4):
        for issue in range(3):
            values = [value for who, on, value in said if (who, on) == (actor, issue)]
            assert plain[actor, issue] == len(values)
            assert codes[actor, issue] == any(v > 0 for v in values) + 2 * any(v < 0 for v in values)
            assert sums[actor, issue] == pytest.approx(sum(values), abs=1e-12)
            own, on = sum(row[0] == actor for row in said), sum(row[1] == issue for row in said)
            assert active[actor, issue] == pytest.approx(sum(values) / own if own else 0, abs=1e-12)
            assert known[actor, issue] == pytest.approx(sum(values) / on if on else 0, abs=1e-12)
