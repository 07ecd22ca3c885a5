"""MODEL.toml: what it may say, and every fault told with its line."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from conflict_models import MODEL, changed, write

from foedus.errors import InputError
from foedus.files.tables import FileError
from foedus.models.conflict.model_file.preferences import from_ranking, from_statements
from foedus.models.conflict.model_file.read import read
from foedus.models.conflict.model_file.statements import StatementError, parse_statement

OPTIONS = ("leave", "talk", "arm")


def faults(folder: Path, text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(FileError) as caught:
        read(write(folder, text))
    return [(problem.row, problem.column, problem.value) for problem in caught.value.problems]


def test_states_are_the_feasible_combinations_in_binary_order(tmp_path: Path) -> None:
    model = read(write(tmp_path))
    assert model.states == ("s1", "s2", "s3", "s4", "s5", "s6")
    assert model.patterns() == ["NN N", "YN N", "NY N", "YY N", "NN Y", "NY Y"]
    assert model.title == "Border post"
    assert model.status_quo == 0
    assert [option.irreversible for option in model.options] == ["", "", "once-taken"]


@pytest.mark.parametrize(
    ("pattern", "state"), [("NNN", 0), ("Y N N", 1), ("-YY", 5), ("NN-", None), ("YNY", None), ("NN", None)]
)
def test_the_status_quo_may_be_a_pattern_of_one_state(tmp_path: Path, pattern: str, state: int | None) -> None:
    text = changed('status_quo = "s1"', f'status_quo = "{pattern}"')
    if state is None:
        assert [(row, column) for row, column, _ in faults(tmp_path, text)] == [(2, "status_quo")]
    else:
        model = read(write(tmp_path, text))
        assert model.status_quo == state
        assert f"is state s{state + 1}" in model.inputs[0].notes[-1]


@pytest.mark.parametrize(
    "text",
    ["", "# only\n# comments\n", "[[options]]\n" * 30_000, "".join(f"k{n} = 1\n" for n in range(30_000)), "a.b.c = 1"],
)
def test_documents_that_are_no_model_are_refused_at_once(tmp_path: Path, text: str) -> None:
    began = time.process_time()
    assert faults(tmp_path, text)
    assert time.process_time() - began < 5


def test_statements_rank_by_importance_and_weights_by_their_sum(tmp_path: Path) -> None:
    model = read(write(tmp_path))
    # !arm first; then "leave if talk" fails only in NY.; then talk.
    assert model.ranking(0) == "s4 > s1 = s2 > s3 > s5 > s6"
    # leave 3, not talking 1: s2 has 4, s4 3, s1 and s5 1, s3 and s6 0.
    assert model.ranking(1) == "s2 > s4 > s1 = s5 > s3 = s6"


def test_merged_combinations_are_one_state_that_comes_last(tmp_path: Path) -> None:
    text = changed('infeasible = ["leave & arm"]', 'infeasible = ["leave & arm"]\nmerge = ["arm"]')
    model = read(write(tmp_path, text))
    assert model.states == ("s1", "s2", "s3", "s4", "s5")
    assert model.patterns() == ["NN N", "YN N", "NY N", "YY N", "N- Y"]
    # In s5 neither talk nor !talk holds in every combination: its weights sum to 0.
    assert model.ranking(1) == "s2 > s4 > s1 > s3 = s5"


def test_named_states_keep_their_order_and_a_dash_stands_for_both(tmp_path: Path) -> None:
    text = changed('infeasible = ["leave & arm"]\n', "").replace('"s1"', '"calm"')
    model = read(write(tmp_path, text + '\n[states]\nwar = "N-Y"\ncalm = "NNN"\n'))
    assert model.states == ("war", "calm")
    assert model.patterns() == ["N- Y", "NN N"]
    assert model.status_quo == 1


def test_a_pattern_may_stand_for_a_statement(tmp_path: Path) -> None:
    pattern = read(write(tmp_path, changed('"leave & arm"', '"Y-Y"')))
    assert pattern.codes.tolist() == read(write(tmp_path)).codes.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leave & talk | arm", [0, 0, 0, 1, 1, 1, 1, 1]),
        ("leave & (talk | arm)", [0, 0, 0, 1, 0, 1, 0, 1]),
        ("!leave & !!talk", [0, 0, 1, 0, 0, 0, 1, 0]),
        ("!(leave | talk)", [1, 0, 0, 0, 1, 0, 0, 0]),
        ("leave if talk", [1, 1, 0, 1, 1, 1, 0, 1]),
        ("leave iff talk", [1, 0, 0, 1, 1, 0, 0, 1]),
        ("leave if talk & arm", [1, 1, 1, 1, 1, 1, 0, 1]),
        ("Y-N", [0, 1, 0, 1, 0, 0, 0, 0]),
        ("- - -", [1] * 8),
    ],
)
def test_statements_hold_where_logic_says(text: str, expected: list[int]) -> None:
    assert parse_statement(text, OPTIONS)(np.arange(8)).astype(int).tolist() == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", ""), ("leave &", "the end"), ("leave talk", "talk"), ("(leave", "the end"), ("leave)", ")"), ("leve", "leve"),
        ("leave + talk", "+"), ("YN", "YN"), ("leave if talk if arm", "if"), ("if", "if"), ("(" * 60 + "leave", "("),
    ],
)  # fmt: skip
def test_a_statement_that_cannot_be_read_names_the_part(text: str, part: str) -> None:
    with pytest.raises(StatementError) as caught:
        parse_statement(text, OPTIONS)
    assert caught.value.part == part


def test_more_statements_than_bits_of_a_number_still_rank() -> None:
    first = np.array([False] * 69 + [True])
    rest = [np.array([True] * 69 + [False])] * 80
    assert from_statements([first, *rest])[-1] == 1
    assert from_statements([*rest, first])[-1] == 0


def test_ties_need_their_sign_and_every_state_its_place() -> None:
    states = ["a", "b", "c"]
    values, found = from_ranking(" c=a > b", states)
    assert found == []
    assert values is not None
    assert values.tolist() == [1, 0, 1]
    for text, value in (("a > b", ""), ("a > b > c > a", "a"), ("a b > c", "a b"), ("a > > b > c", "a > > b > c")):
        values, found = from_ranking(text, states)
        assert values is None
        assert value in [fault.value for fault in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('owner = "belor"', 'owner = "belr"', [(25, "options.owner", "belr")]),
        ('owner = "belor"\n', "", [(23, "options.owner", "")]),
        ('"talk"]', '"tolk"]', [(8, "decision_makers.statements", "tolk")]),
        ('"leave & arm"', '"leave & arms"', [(3, "infeasible", "arms")]),
        ('["leave & arm"]', '["leave", "!leave"]', [(3, "infeasible", "!leave")]),
        ('["leave & arm"]', '"leave"', [(3, "infeasible", "leave")]),
        ('status_quo = "s1"', 'status_quo = "s9"', [(2, "status_quo", "s9")]),
        ('id = "talk"', 'id = "leave"', [(20, "options.id", "leave")]),
        ('id = "talk"', 'id = "if"', [(20, "options.id", "if")]),
        ('id = "talk"', 'id = "NY"', [(20, "options.id", "NY")]),
        ('id = "belor"', 'id = "a b"', [(11, "decision_makers.id", "a b"), (25, "options.owner", "belor")]),
        ('"once-taken"', '"once"', [(26, "options.irreversible", "once")]),
        ('label = "leave', 'lable = "leave', [(17, "options.lable", "lable")]),
        ("weights = { leave = 3", 'weights = { leave = "3"', [(12, "decision_makers.weights", "{'leave': '3', '!talk': 1}")]),
        ("leave = 3", "leave = nan", [(12, "decision_makers.weights", "{'leave': nan, '!talk': 1}")]),
        ("weights =", "weight =", [(10, "decision_makers", ""), (12, "decision_makers.weight", "weight")]),
        ('name = "Arda"', 'ranking = "s1"', [(7, "decision_makers.ranking", "ranking, statements")]),
        ('title = "Border post"', "title = 3", [(1, "title", "3")]),
        ('title = "Border post"', 'coalitions = [["arda", "balor"]]', [(1, "coalitions", "balor")]),
        ('title = "Border post"', 'coalitions = [["arda"]]', [(1, "coalitions", "['arda']")]),
        ('title = "Border post"', 'titel = "x"', [(1, "titel", "titel")]),
        ('title = "Border post"', "title = ", [(1, "", "title =")]),
        ('status_quo = "s1"', 'merge = ["arm", "talk"]', [(2, "merge", "talk")]),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(
    before: str, after: str, expected: list[tuple[int, str, str]], tmp_path: Path
) -> None:
    assert sorted(faults(tmp_path, changed(before, after))) == sorted(expected)


def test_all_faults_are_told_at_once_with_the_nearest_word(tmp_path: Path) -> None:
    text = changed(
        '"talk"]', '"tolk"]', changed('"leave & arm"', '"leave & arms"', changed("once-taken", "once-token"))
    )
    with pytest.raises(FileError) as caught:
        read(write(tmp_path, text))
    assert len(caught.value.problems) == 3
    assert [problem.nearest for problem in caught.value.problems] == ["arm", "talk", "once-taken"]


RANKED = changed('statements = ["!arm", "leave if talk", "talk"]', 'ranking = "s1 > s2 > s3 > s4 > s5 > s6"')


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (" > s6", "", "every state in the ranking; missing: s6"),
        ("s6", "s7", "a feasible state"),
        ("s6", "s1", "states equally good are joined by ="),
        ("> s6", "s6", "a feasible state"),
    ],
)
def test_a_ranking_has_every_state_once(before: str, after: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=expected):
        read(write(tmp_path, changed(before, after, RANKED)))


@pytest.mark.parametrize(
    ("states", "value"),
    [('a = "NN"', "NN"), ('a = "NNN"\nb = "N-N"', "N-N"), ("a = 3", "3"), ('a = "leave & !leave"', "leave & !leave"),
     ('"a b" = "NNN"', "a b")],
)  # fmt: skip
def test_faults_of_named_states(states: str, value: str, tmp_path: Path) -> None:
    text = changed('infeasible = ["leave & arm"]\n', "", changed('status_quo = "s1"\n', ""))
    assert value in [shown for _, _, shown in faults(tmp_path, f"{text}\n[states]\n{states}\n")]


def test_named_states_and_infeasible_ones_exclude_each_other(tmp_path: Path) -> None:
    assert (3, "infeasible", "infeasible") in faults(tmp_path, MODEL + '\n[states]\ns1 = "NNN"\n')


def test_seventeen_options_are_too_many(tmp_path: Path) -> None:
    more = "".join(f'\n[[options]]\nid = "o{k}"\nowner = "arda"\n' for k in range(14))
    assert ("options", "17") in [(column, value) for _, column, value in faults(tmp_path, MODEL + more)]


def test_one_decision_maker_is_no_conflict(tmp_path: Path) -> None:
    text = changed('[[decision_makers]]\nid = "belor"\nweights = { leave = 3, "!talk" = 1 }\n', "")
    found = faults(tmp_path, changed('owner = "belor"', 'owner = "arda"', text))
    assert [(column, value) for _, column, value in found] == [("decision_makers", "1")]


def test_what_does_nothing_is_noted(tmp_path: Path) -> None:
    text = changed('"leave & arm"', '"leave & arm", "arm & leave"', changed('owner = "belor"', 'owner = "arda"'))
    notes = read(write(tmp_path, text)).inputs[0].notes
    assert any("'arm & leave' removes no combination" in note for note in notes)
    assert any("belor holds no option" in note for note in notes)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        read(tmp_path / "none.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfea\x00=")
    with pytest.raises(FileError, match="UTF-16 that is whole"):
        read(tmp_path / "x.toml")
