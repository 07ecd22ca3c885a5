"""GAME.toml and FLOWS.csv: what they may say, and every fault told with its line and the next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.files.tables import FileError
from foedus.models.commitment import read, solve

ARDA = '[[sides]]\nid = "arda"\ntemptation = 5\nreward = 3\npunishment = 1\nsucker = 0\npatience = 0.9\n'
BELOR = ARDA.replace("arda", "belor")
THREAT = '[[scenarios]]\nid = "gone"\nname = "without the threat"\ncontinuation = 0.5\n'


def write(folder: Path, text: str = ARDA + BELOR + THREAT, flows: str = "") -> tuple[Path, ...]:
    paths = [folder / "game.toml"]
    paths[0].write_text(text, encoding="utf-8")
    if flows:
        paths.append(folder / "flows.csv")
        paths[1].write_text("channel,year,supplier,recipient,value\n" + flows, encoding="utf-8")
    return tuple(paths)


def fault(folder: Path, text: str = ARDA + BELOR, flows: str = "") -> str:
    with pytest.raises(FileError) as caught:
        read(*write(folder, text, flows))
    return str(caught.value)


@pytest.mark.parametrize(
    ("payoffs", "told"),
    [
        ((5, 3, 0, 1), "this is chicken"),
        ((3, 5, 1, 0), "this is a stag hunt"),
        ((3, 5, 0, 1), "this is harmony"),
        ((5, 1, 3, 0), "this is deadlock"),
        ((4, 2, 1, 3), "this is leader"),
        ((3, 2, 1, 4), "this is hero"),
        ((1, 2, 3, 4), "with the moves exchanged this is a prisoner's dilemma"),
        ((2, 1, 3, 4), "with the moves exchanged this is chicken"),
        ((2, 3, 4, 1), "with the moves exchanged this is a stag hunt"),
        ((4, 2, 3, 1), "this is deadlock"),
        ((3, 3, 1, 0), "four different payoffs"),
        ((1, 1, 1, 1), "four different payoffs"),
    ],
)
def test_payoffs_that_are_no_dilemma_say_which_game_they_are(
    tmp_path: Path, payoffs: tuple[int, ...], told: str
) -> None:
    keys = ("temptation", "reward", "punishment", "sucker")
    side = '[[sides]]\nid = "arda"\n' + "".join(f"{k} = {v}\n" for k, v in zip(keys, payoffs, strict=True))
    message = fault(tmp_path, side + BELOR)
    assert told in message
    assert f"temptation {payoffs[0]}" in message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ARDA, "two tables [[sides]]"),
        ("", "one table [[sides]] for each of the sides"),
        (ARDA + BELOR + ARDA.replace("arda", "corvan"), "two tables [[sides]]"),
        (ARDA + ARDA, "each once"),
        (ARDA.replace("0.9", "1") + BELOR, "a patience below 1"),
        (ARDA.replace("0.9", "[0.5, 1]") + BELOR, "a patience below 1"),
        (ARDA.replace("0.9", "-0.1") + BELOR, "a number from 0 to 1"),
        (ARDA.replace("= 5", "= nan") + BELOR, "a number"),
        (ARDA.replace("= 5", "= [6, 4]") + BELOR, "the two ends it lies between"),
        (ARDA.replace("= 5", '= "five"') + BELOR, "a number"),
        (ARDA.replace("= 5", "= true") + BELOR, "a number"),
        (ARDA.replace("reward = 3\n", "") + BELOR, "a number"),
        (ARDA.replace("reward", "rewards") + BELOR, "nearest: 'reward'"),
        ("continuation = 1.2\n" + ARDA + BELOR, "a number from 0 to 1"),
        ("noise = 0.7\n" + ARDA + BELOR, "a number from 0 to 0.5"),
        ("noise = [0.1, 0.2]\n" + ARDA + BELOR, "a number from 0 to 0.5"),
        ("noise = 1e-300\n" + ARDA + BELOR, "0, or a number from 1e-09"),
        (ARDA.replace("= 5", "= 1e308") + BELOR, "a number from -1e+15 to 1e+15"),
        (ARDA.replace("= 0.9", "= .9") + BELOR, "valid TOML"),
        ("years_punished = 0\n" + ARDA + BELOR, "a whole number of years"),
        (ARDA + "own_terms = 2\nother_terms = 4\n" + BELOR, "own_terms > other_terms > punishment"),
        (ARDA + "own_terms = 4\n" + BELOR, "other_terms"),
        (ARDA + BELOR + THREAT + THREAT, "each id once"),
        (ARDA + BELOR + THREAT.replace("gone", "now"), "as it is"),
    ],
)
def test_every_other_fault_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert told in fault(tmp_path, text)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("arms,2016,belor,arda,-3\n", "a flow of 0 or more"),
        ("arms,2016,arda,arda,3\n", "another supplier"),
        ("arms,2016,belor,arda,3\narms,2016,belor,arda,4\n", "one value"),
        ("arms,2016,belor,arda,many\n", "number"),
    ],
)
def test_flows_that_cannot_be_are_refused(tmp_path: Path, rows: str, told: str) -> None:
    assert told in fault(tmp_path, flows=rows)


def test_draws_out_of_range_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="draws 0"):
        solve(read(*write(tmp_path)), draws=0)


def test_one_supplier_alone_is_full_dependence_and_told(tmp_path: Path) -> None:
    game = read(*write(tmp_path, flows="arms,2016,belor,arda,3\narms,2016,corvan,belor,1\narms,2016,x,y,1\n"))
    assert any("one supplier only of arms to arda" in note for note in game.inputs[1].notes)
    assert any("1 row of another recipient" in note for note in game.inputs[1].notes)
    row = next(row for row in solve(game).dependence if row.side == "arda")
    assert (row.value, row.share, row.replaceable, row.concentration, row.next_best, row.balance) == (1, 1, 0, 1, "", 1)


def test_what_no_row_tells_is_unknown_and_not_zero(tmp_path: Path) -> None:
    flows = "arms,2016,belor,arda,3\narms,2017,belor,arda,3\narms,2017,arda,belor,0\n"
    found = [
        (row.year, row.side, row.value, row.balance) for row in solve(read(*write(tmp_path, flows=flows))).dependence
    ]
    assert found == [(2016, "arda", 1, None), (2017, "arda", 1, 1), (2017, "belor", 0, -1)]


def test_no_unit_of_flows_is_too_large_or_too_small(tmp_path: Path) -> None:
    for unit in ("e307", "e-307", ""):
        flows = f"arms,2016,belor,arda,9{unit}\narms,2016,x,arda,9{unit}\n"
        (row,) = solve(read(*write(tmp_path, flows=flows))).dependence
        assert (row.value, row.share, row.replaceable) == (0.25, 0.5, 0.5)


def test_next_to_no_patience_lets_go_without_a_warning(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    found = solve(read(*write(tmp_path, ARDA.replace("0.9", "1e-320") + BELOR)))
    assert found.sides[0].least_continuation is None
    assert found.scenarios[0].lets_go == "arda"
    assert not recwarn.list


def test_the_standard_dilemma(tmp_path: Path) -> None:
    found = solve(read(*write(tmp_path)))
    critical = {rule: row.value for rule, row in found.sides[0].critical.items()}
    assert critical["grim trigger"] == 0.5
    assert critical["tit for tat"] == pytest.approx(2 / 3)
    assert found.sides[0].least_continuation == pytest.approx(0.5 / 0.9)
    assert [row.lets_go for row in found.scenarios] == ["", "both"]
    assert [row.both for row in found.scenarios] == [1, 0]


def test_the_side_that_needs_more_of_the_future_lets_go_first(tmp_path: Path) -> None:
    text = ARDA.replace("temptation = 5", "temptation = 4") + BELOR + THREAT
    found = solve(read(*write(tmp_path, text)))
    assert found.scenarios[1].lets_go == "belor"
    assert [row.keeps for row in found.scenarios[1].sides] == [True, False]
    swapped = solve(read(*write(tmp_path, BELOR + text.replace(BELOR, ""))))
    assert swapped.scenarios[1].lets_go == "belor"
    assert {row.id: row.critical for row in swapped.sides} == {row.id: row.critical for row in found.sides}


def test_uncertain_payoffs_widen_the_interval_and_say_so(tmp_path: Path) -> None:
    text = ARDA.replace("= 5", "= [3.01, 30]").replace("= 1\n", "= [0.5, 2.9]\n").replace("= 0\n", "= [-1, 0.4]\n")
    found = solve(read(*write(tmp_path, text + BELOR)))
    wide = found.sides[0].critical["grim trigger"]
    assert wide.high - wide.low > 0.4
    assert any("so uncertain" in note for note in found.notes)


def test_a_wait_for_terms_grows_with_the_shadow(tmp_path: Path) -> None:
    terms = "own_terms = 3.5\nother_terms = 2.5\n"
    found = solve(read(*write(tmp_path, ARDA + terms + BELOR + terms + THREAT)))
    now, gone = (row.wait for row in found.scenarios)
    assert now is not None
    assert gone is not None
    assert now > gone > 0


def test_without_noise_no_long_run_is_told(tmp_path: Path) -> None:
    found = solve(read(*write(tmp_path, "noise = 0\n" + ARDA + BELOR)))
    grim = found.played[0]
    assert grim.long_run is None
    assert grim.holds
    assert grim.discounted == (pytest.approx(3), pytest.approx(3))
