"""``foedus bargain``: what it prints, writes and refuses."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bargain_world import PARLEY, TWO_ISSUES, write

from foedus.cli import main

HEAD = "actor,capability,position,salience\n"


def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["foedus", "bargain", *words])
    code = 0
    try:
        main()
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capfd.readouterr()
    return code, out, err


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)

    def ask(text: str, *words: str) -> tuple[int, str, str]:
        return call(monkeypatch, capfd, str(write(tmp_path, text)), *words)

    return ask


def test_baselines_stand_before_the_model_with_the_record_of_both(run: Any, tmp_path: Path) -> None:
    code, out, err = run(PARLEY)
    assert (code, err) == (0, "")
    order = ["compromise (weighted mean)", "weighted median", "midpoint", "missed by 23.2", "Expected utility model, variant "
             "pairwise", "By variant:", "What moves the compromise", "What moves the model", "one actor alone would need"]  # fmt: skip
    places = [out.index(words) for words in order]
    assert places == sorted(places)
    assert "no variant of the expected utility model came nearer" in out
    assert "denominator=pairwise, own-votes=included" in out
    assert not list(tmp_path.glob("*.svg"))


def test_json_holds_file_seed_variant_and_every_number(run: Any, tmp_path: Path) -> None:
    code, out, _ = run(PARLEY, "--json", "--seed", "5", "--variant", "paper", "--variant", "q=0.5", "--draws", "50")
    record = json.loads(out)
    found, options = record["result"], record["options"]
    assert code == 0
    assert record["inputs"][0]["sha256"] == hashlib.sha256(PARLEY.encode()).hexdigest()
    assert (options["seed"], options["draws"], options["rounds"]) == (5, 50, 10)
    assert options["variant"]["name"] == "paper"
    assert options["variant"]["q"] == 0.5
    assert {method["method"] for method in found["accuracy"]["methods"]} >= {"weighted mean", "expected utility model"}
    (issue,) = found["issues"]
    assert issue["baselines"]["weighted_mean"]["value"] == pytest.approx(3.92)
    assert len(issue["model"]["rounds"]) == 11
    assert len(issue["flips"]["actors"]) == 4
    assert sum(row["weight_share"] for row in issue["actors"]) == pytest.approx(1)
    assert run(PARLEY, "--json", "--seed", "5", "--variant", "q=0.5", "--variant", "paper", "--draws", "50")[1] == out


def test_baselines_alone(run: Any) -> None:
    _, out, _ = run(PARLEY, "--model", "baselines")
    assert "compromise (weighted mean)" in out
    assert "Expected utility model" not in out


def test_columns_in_capitals_and_semicolons_are_read(run: Any) -> None:
    text = PARLEY.replace("actor,capability,position,salience", "Actor,Capability,Position,SALIENCE").replace(",", ";")
    code, out, _ = run(text, "--json")
    assert code == 0
    assert json.loads(out)["result"]["issues"][0]["baselines"]["weighted_mean"]["value"] == pytest.approx(3.92)


def test_deviations_of_the_file_are_used_and_other_columns_told(run: Any) -> None:
    text = "actor,capability,position,salience,position_sd,colour\nArda,1,0,0.5,0,red\nBelor,1,10,0.5,,blue\n"
    code, out, err = run(text, "--json")
    assert code == 0
    actors = json.loads(out)["result"]["issues"][0]["actors"]
    assert [actor["position_sd"] for actor in actors] == [0.0, 1.0]
    assert "columns not read: colour" in err


def test_an_actor_twice_in_other_blanks_is_one_actor_twice(run: Any) -> None:
    code, _, err = run(HEAD + "United Kingdom,1,0,1\nUnited\u00a0Kingdom,1,1,1\n")
    assert code == 2
    assert "each actor once" in err


def test_names_that_differ_in_capitals_are_two_and_told(run: Any) -> None:
    code, _, err = run(HEAD + "Iran,1,0,1\nIRAN,1,1,1\n", "--model", "baselines")
    assert code == 0
    assert "'Iran' and 'IRAN' differ in capitals only" in err


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ((0, 60, 999, 100), "the position 999 of a2 makes 90% of the range; is it a code"),
        ((0, 60, 999, 999, 100), "of a2, a3"),
        ((-9, 50, 51, 52), "the position -9 of a0 makes 97% of the range; is it a code"),
        ((-9, 10, 90, 50), "the position -9 of a0 makes 19% of the range; is it a code"),
        ((0, 1, 2, 400), "the position 400 of a3 makes 100% of the range. --range"),
        ((0, 60, 99), ""),
        ((0, 0, 100, 100), ""),
        ((0, 30, 60, 100), ""),
    ],
)
def test_a_code_for_missing_that_makes_the_range_is_told(run: Any, places: tuple[float, ...], told: str) -> None:
    code, _, err = run(HEAD + "".join(f"a{k},1,{x},1\n" for k, x in enumerate(places)), "--model", "baselines")
    assert code == 0
    assert told in err if told else "of the range" not in err


def test_an_actor_without_capability_is_told(run: Any) -> None:
    code, _, err = run(HEAD + "Arda,0,0,0.5\nBelor,1,10,0.5\n")
    assert code == 0
    assert "no capability, so no weight in the compromise: Arda" in err


def test_several_issues_are_answered_one_by_one_or_one_alone(run: Any) -> None:
    _, out, _ = run(TWO_ISSUES, "--draws", "50")
    assert out.index("bases: 2 actors") < out.index("oil: 3 actors")
    _, out, _ = run(TWO_ISSUES, "--issue", "oil", "--range", "-5", "15", "--status-quo", "-1", "--target", "2")
    assert "bases" not in out
    assert "range -5 to 15" in out
    assert re.search(r"status quo +-1\n", out)
    assert "to 2, one actor alone" in out


def test_a_pair_trades(run: Any) -> None:
    code, out, _ = run(TWO_ISSUES, "--pair", "Arda", "Belor", "--default", "midpoint")
    assert code == 0
    assert "Arda 40.0%, Belor 40.0%" in out
    assert "without a trade each issue ends at the middle between the two" in out
    found = json.loads(run(TWO_ISSUES, "--pair", "Arda", "Belor", "--json")[1])["result"]
    assert found["logroll"]["default"] == "compromise"
    assert found["issues"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + "a,1,1,0.5\nb,1,2,0.5\na,1,3,0.5\n", ["parley.csv:4 actor: 'a'", "row 2 has it too"]),
        (
            HEAD + "a,1,nan,0.5\nb,-1,2,0.5\nc,1,3,1.5\n",
            [":2 position: 'nan'", ":3 capability: '-1'", ":4 salience: '1.5'"],
        ),
        (HEAD + "a,1,1,0\nb,0,2,0.5\n", [":2 salience: '0'", "above 0"]),
        (HEAD + "a,0,1,0.5\nb,0,2,0.5\n", ["one actor with a capability above 0"]),
        (HEAD, ["no rows"]),
        ("actor,capability,position\na,1,1\n", ["a column salience"]),
        (HEAD + ",1,1,0.5\n", [":2 actor: ''"]),
        ("", ["parley.csv"]),
    ],
)
def test_a_broken_file_is_refused_with_its_rows(run: Any, text: str, words: list[str]) -> None:
    code, out, err = run(text)
    assert (code, out) == (2, "")
    for part in words:
        assert part in err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--variant", "papr"], "nearest: 'paper'"),
        (["--variant", "offer=smalest-move"], "nearest: 'smallest-move'"),
        (["--model", "logrol"], "nearest: 'logroll'"),
        (["--model", "logroll"], "name the two who trade"),
        (["--model", "baselines", "--pair", "Arda", "Belor"], "leave out the model"),
        (["--default", "mid"], "nearest: 'midpoint'"),
        (["--pair", "Arda", "Belor"], "a trade needs two or more"),
        (["--range", "1", "9"], "'Arda' has 0, 'Corvan' has 10"),
        (["--range", "9", "1"], "expected a low and a high end"),
        (["--target", "50"], "from 0 to 10"),
        (["--target", "nan"], "from 0 to 10"),
        (["--issue", "oil"], "expected one of parley"),
        (["--out", "picture.gif"], "ends in .svg"),
        (["--draws", "5"], "--draws"),
        (["--draws", "1000000"], "--draws"),
        (["--rounds", "0"], "--rounds"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_written(
    run: Any, tmp_path: Path, options: list[str], words: str
) -> None:
    code, out, err = run(PARLEY, *options)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    assert not list(tmp_path.glob("*.svg"))


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = call(monkeypatch, capfd, "nowhere.csv")
    assert code == 2
    assert "no file 'nowhere.csv'" in err


def boxes(picture: Path) -> list[tuple[str, float, float, float, float]]:
    """The lines of text of a picture with the room that each takes at most."""
    from foedus.charts.letters import text_width

    space = "{http://www.w3.org/2000/svg}"
    found = []
    for group in ElementTree.parse(picture).getroot().iter(f"{space}g"):
        shift = re.fullmatch(r"translate\(0 ([\d.]+)\)", group.get("transform", ""))
        if shift is None or group.find(f"{space}g") is not None:
            continue
        down = float(shift[1])
        for mark in group.iter(f"{space}text"):
            words, class_ = "".join(mark.itertext()), (mark.get("class") or "").split()
            size = 14 if "h" in class_ else 11.5 if "s" in class_ else 12
            width = text_width(words, size, bold="h" in class_ or "b" in class_)
            x, y = float(mark.get("x", 0)), float(mark.get("y", 0)) + down
            left = x - width if "e" in class_ else x - width / 2 if "c" in class_ else x
            found.append((words, left, y - 0.75 * size, left + width, y + 0.1 * size))
    return found


@pytest.mark.parametrize("many", [False, True])
def test_no_text_of_the_picture_overlaps_or_is_cut(run: Any, tmp_path: Path, many: bool) -> None:
    rows = [
        f"An actor with quite a long name {i},{1 + i % 7},{-1e5 + i * 1234.5:.1f},0.{1 + i % 9}\n" for i in range(60)
    ]
    code, _, _ = run(HEAD + "".join(rows) if many else PARLEY, "--draws", "30", "--out", "picture.svg")
    assert code == 0
    found = boxes(tmp_path / "picture.svg")
    assert len(found) > 20
    for at, (words, left, top, right, bottom) in enumerate(found):
        assert left >= 0, words
        assert right <= 912, words
        for other, l2, t2, r2, b2 in found[at + 1 :]:
            assert right <= l2 + 1 or r2 <= left + 1 or bottom <= t2 + 1 or b2 <= top + 1, (words, other)


def test_names_in_the_picture_are_escaped(run: Any, tmp_path: Path) -> None:
    code, _, _ = run(HEAD + "<script>alert(1)</script>,1,1,0.5\nb & c,1,2,0.5\n", "--out", "picture.svg")
    assert code == 0
    text = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "b &amp; c" in text
    ElementTree.fromstring(text)


def test_the_picture_of_a_trade_names_issues_and_gains(run: Any, tmp_path: Path) -> None:
    run(TWO_ISSUES, "--pair", "Arda", "Belor", "--out", "trade.svg")
    text = (tmp_path / "trade.svg").read_text(encoding="utf-8")
    assert "bases" in text
    assert "ends at 0, better for Arda" in text
