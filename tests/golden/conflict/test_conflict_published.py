"""The graph model against published results: Elmira (see README.md), the prisoner's dilemma and chicken.

Source of the games: Fang, L., Hipel, K. W. and Kilgour, D. M. (1993), Interactive Decision Making, Wiley, chapters 1-3.
Stability is exact; there is no tolerance.
"""

from pathlib import Path

import pytest

from foedus.models.conflict.analysis import conflict_moves
from foedus.models.conflict.analysis import solve as analyse_conflict
from foedus.models.conflict.model_file.model import Conflict
from foedus.models.conflict.model_file.read import read as read_conflict
from foedus.models.conflict.result import ConflictAnalysis
from foedus.models.conflict.stability import CONCEPTS

ELMIRA = Path(__file__).with_name("elmira.toml")


@pytest.fixture(scope="module")
def elmira() -> Conflict:
    return read_conflict(ELMIRA)


@pytest.fixture(scope="module")
def analysis(elmira: Conflict) -> ConflictAnalysis:
    return analyse_conflict(elmira)


def test_elmira_has_the_published_equilibria(analysis: ConflictAnalysis) -> None:
    assert analysis.equilibria == {
        "nash": ("s5", "s8", "s9"),
        "gmr": ("s1", "s4", "s5", "s8", "s9"),
        "smr": ("s1", "s4", "s5", "s8", "s9"),
        "seq": ("s5", "s8", "s9"),
    }


def test_elmira_has_the_published_moves(elmira: Conflict) -> None:
    ministry, company, local = (
        {state + 1: [int(target) + 1 for target in moves.of(state)] for state in range(9)}
        for moves in conflict_moves(elmira)
    )
    assert ministry == {1: [2], 3: [4], 5: [6], 7: [8], 2: [], 4: [], 6: [], 8: [], 9: []}
    assert company == {
        1: [3, 9],
        2: [4, 9],
        5: [7, 9],
        6: [8, 9],
        **{state: [9] for state in (3, 4, 7, 8)},
        9: [],
    }
    assert local == {1: [5], 5: [1], 2: [6], 6: [2], 3: [7], 7: [3], 4: [8], 8: [4], 9: []}


def test_elmiras_ministry_and_company_move_together_from_s5_to_s8(analysis: ConflictAnalysis) -> None:
    (pair,) = [found for found in analysis.coalitions if found.members == ("ministry", "uniroyal")]
    assert {(state, path.target) for state, path in pair.from_equilibria} == {("s5", "s8")}
    assert "s5" not in pair.stable["gmr"]
    assert "s8" in pair.stable["nash"]


def test_elmiras_local_government_leaves_the_status_quo_for_s5(analysis: ConflictAnalysis) -> None:
    assert analysis.status_quo is not None
    assert analysis.status_quo.reached == ("s5",)
    ways = {path.target: path for path in analysis.status_quo.paths}
    assert ways["s5"].improving
    assert not ways["s8"].improving
    assert len(ways["s8"].steps) == 3


def game(folder: Path, ranking_one: str, ranking_two: str) -> ConflictAnalysis:
    """Two players with one option each, c to cooperate; states CC, CD, DC, DD."""
    text = f"""
    [[decision_makers]]
    id = "one"
    ranking = "{ranking_one}"
    [[decision_makers]]
    id = "two"
    ranking = "{ranking_two}"
    [[options]]
    id = "c1"
    owner = "one"
    [[options]]
    id = "c2"
    owner = "two"
    [states]
    CC = "YY"
    CD = "YN"
    DC = "NY"
    DD = "NN"
    """
    (folder / "game.toml").write_text(text, encoding="utf-8")
    return analyse_conflict(read_conflict(folder / "game.toml"))


def test_in_the_prisoners_dilemma_foresight_makes_cooperation_stable(tmp_path: Path) -> None:
    found = game(tmp_path, "DC > CC > DD > CD", "CD > CC > DD > DC").equilibria
    assert found["nash"] == ("DD",)
    assert all(found[concept] == ("CC", "DD") for concept in ("gmr", "smr", "seq"))


def test_in_chicken_both_swerving_is_metarational_and_not_sequentially_stable(tmp_path: Path) -> None:
    """Driving on against one who swerved can be punished only by a crash, which costs the punisher too."""
    found = game(tmp_path, "DC > CC > CD > DD", "CD > CC > DC > DD").equilibria
    assert found["nash"] == found["seq"] == ("CD", "DC")
    assert found["gmr"] == found["smr"] == ("CC", "CD", "DC")
    assert tuple(found) == CONCEPTS
