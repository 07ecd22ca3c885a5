"""``foedus blocs``: what it prints, writes and refuses."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from foedus.cli import main
from foedus.errors import InputError
from foedus.models.blocs import solve
from foedus.models.blocs.balance import Blocs
from foedus.models.blocs.networks import build_network
from foedus.models.blocs.windows import follow_windows

# Two camps; E leans to neither: one friendly tie to each.
CAMPS = """source,target,sign
A,B,1
B,C,1
A,C,1
X,Y,1
Y,Z,1
X,Z,1
A,X,-1
B,Y,-1
C,Z,-1
E,A,1
E,X,1
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def ask(text: str | None, *words: str, name: str = "camps.csv") -> tuple[int, str, str]:
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["foedus", "blocs", name, *words])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capfd.readouterr()
        return code, out, err

    return ask


def test_the_index_and_the_blocs_and_no_picture_unasked(run: Any, tmp_path: Path) -> None:
    code, out, err = run(CAMPS)
    assert code == 0
    assert "camps.csv  7 actors, 11 ties, 3 hostile" in out
    assert "Frustration index for two blocs: 1, 9.1% of the ties (proved)" in out
    assert "Not the only best division" in out
    assert "another one moves E" in out
    assert "some best divisions" in out
    assert "no forecast" in out
    assert err == ""
    assert not list(tmp_path.glob("*.svg"))


def test_margins_and_flips_are_printed_on_demand(run: Any) -> None:
    _, plain, _ = run(CAMPS)
    assert "other side of" not in plain
    assert "changed its sign" not in plain
    _, out, _ = run(CAMPS, "--margins", "--anchor", "A", "--flips")
    assert "What it costs to put an actor on the other side of A" in out
    lines = [line.split() for line in out.splitlines()]
    assert ["0", "(undetermined)", "E"] in lines
    assert ["lowers", "the", "index", "2"] in lines


def test_json_carries_file_options_bounds_blocs_and_ties(run: Any) -> None:
    code, out, err = run(CAMPS, "--json", "--margins", "--anchor", "X", "--flips")
    record = json.loads(out)
    found = record["result"]
    assert (code, err) == (0, "")
    assert record["inputs"][0]["sha256"] == hashlib.sha256(CAMPS.encode()).hexdigest()
    assert (found["frustration_index"], found["lower"], found["upper"], found["status"]) == (1, 1, 1, "optimal")
    assert record["options"]["anchor"] == found["anchor"] == "X"
    assert {"X", "Y", "Z"} <= set(found["blocs"][0]["actors"])  # the anchor's bloc comes first
    assert {"A", "B", "C"} <= set(found["blocs"][1]["actors"])
    assert found["unique"] is False
    assert [entry["moved"] for entry in found["optima"]] == [[], ["E"]]
    status = {(t["source"], t["target"]): (t["frustrated_in_optima"], t["flip_change"]) for t in found["ties"]}
    assert status["E", "A"] == ("some", {"lower": -1, "upper": -1})
    assert status["A", "B"][0] == "none"
    margins = {row["actor"]: row["margin"] for row in found["actors"]}
    assert margins["X"] is None
    assert margins["E"] == {"lower": 0, "upper": 0}
    # X crosses over to A: its ties with Y, Z and A break (3), those with E no longer do (1 less than before).
    assert margins["Y"] == {"lower": 2, "upper": 2}
    assert found["triangles"]["by_hostile_ties"] == [2, 1, 0, 0]  # ABC and XYZ; E with the two enemies A and X


def test_any_number_of_blocs(run: Any) -> None:
    foes = "source,target,sign\n" + "".join(f"{a}1,{a}2,1\n" for a in "ABC") + "A1,B1,-1\nB1,C1,-1\nA1,C1,-1\n"
    _, out, _ = run(foes, "--json")
    assert json.loads(out)["result"]["frustration_index"] == 1
    _, out, _ = run(foes, "--json", "--blocs", "any")
    found = json.loads(out)["result"]
    assert found["frustration_index"] == 0
    assert [entry["actors"] for entry in found["blocs"]] == [["A1", "A2"], ["B1", "B2"], ["C1", "C2"]]


def test_weights_change_who_gives_way(run: Any) -> None:
    heavy = "source,target,sign,w\nA,B,1,5\nB,C,1,0.25\nA,C,-1,2\n"
    _, out, _ = run(heavy, "--json", "--weight", "w")
    found = json.loads(out)["result"]
    assert found["frustration_index"] == 0.25
    assert found["blocs"][0]["actors"] == ["A", "B"]
    code, _, err = run(heavy, "--json")
    assert code == 0
    assert "columns not read: w" in err


def test_other_formats(run: Any, tmp_path: Path) -> None:
    code, out, _ = run('*Vertices 4\n1 "A"\n*Edges\n1 2 1\n2 3 1\n3 1 -1\n', "--json", name="t.net")
    found = json.loads(out)["result"]
    assert (code, found["frustration_index"], found["unattached"]) == (0, 1, ["4"])
    assert "Actors without ties, in no bloc: 4." in found["notes"]


def test_components_and_networks_without_hostility_are_stated(run: Any) -> None:
    _, out, _ = run("source,target,sign\nA,B,1\nC,D,1\n")
    flat = " ".join(out.split())
    assert "falls into 2 components" in flat
    assert "no hostile ties" in flat
    assert "the network is balanced" in flat


def test_a_time_limit_gives_bounds_and_says_so(run: Any) -> None:
    rng = np.random.default_rng(1)
    rows = [f"a{i},a{j},{rng.choice([1, -1])}" for i in range(70) for j in range(i) if rng.random() < 0.5]
    text = "source,target,sign\n" + "\n".join(rows) + "\n"
    _, out, _ = run(text, "--json", "--time-limit", "0.5", "--margins", "--flips")
    found = json.loads(out)["result"]
    assert found["status"] == "bounded"
    assert found["lower"] < found["upper"] == found["frustration_index"]
    assert found["optima"] == []
    assert any("time limit of 0.5 s" in note for note in found["notes"])
    assert {tie["frustrated_in_optima"] for tie in found["ties"]} == {"unknown"}
    _, out, _ = run(None, "--time-limit", "0.5")
    assert "(bounds, not proved)" in out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--blocs", "3"), "blocs '3': expected 2 or any"),
        (("--time-limit", "0"), "time limit 0: expected seconds"),
        (("--time-limit", "-1"), "time limit -1"),
        (("--time-limit", "nan"), "time limit nan"),
        (("--time-limit", "inf"), "time limit inf"),
        (("--anchor", "b"), "actor 'b': expected one of the 7 actors of the network (nearest: 'B')"),
        (("--anchor", "B", "--weight", "nope"), "a column nope"),
        (("--out", "p.gif"), "ends in .svg"),
        (("--out", "."), "cannot write"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    run: Any, tmp_path: Path, words: tuple[str, ...], expected: str
) -> None:
    code, out, err = run(CAMPS, *words)
    assert (code, out) == (2, "")
    assert err.startswith("foedus: ")
    assert expected in err
    assert not list(tmp_path.glob("*.svg"))


@pytest.mark.parametrize(
    "text", ["", "source,target,sign\n", "source,target,sign\nA,A,1\n", "source,target,sign\nA,B,2\n"]
)
def test_bad_files_cost_one_message(run: Any, text: str) -> None:
    code, out, err = run(text)
    assert (code, out) == (2, "")
    assert "correct the file and run again" in err
    assert "Traceback" not in err


def test_names_that_look_like_markup_stay_names(run: Any, tmp_path: Path) -> None:
    odd = 'source,target,sign\n[red]A[/red],<b>&,1\n<b>&,"A, ""C""",-1\n[red]A[/red],"A, ""C""",1\n'
    code, out, _ = run(odd, "--margins", "--out", "p.svg")
    assert code == 0
    assert "[red]A[/red]" in out
    texts = "".join(ElementTree.parse(tmp_path / "p.svg").getroot().itertext())
    assert "<b>&" in texts
    assert '"C"' in texts


def test_the_picture_holds_every_actor_its_bloc_and_frustrated_ties(run: Any, tmp_path: Path) -> None:
    run(CAMPS, "--margins", "--anchor", "A", "--out", "p.svg")
    root = ElementTree.parse(tmp_path / "p.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    titles = {title.text for title in root.iter(f"{space}title")}
    assert {"B: margin 2", "E: margin 0", "A"} <= titles
    curves = {
        (path.get("class"), path.get("stroke-width"), "stroke-dasharray" in path.attrib): path.get("d", "").count("M")
        for path in root.iter(f"{space}path")
        if "Q" in path.get("d", "")
    }
    assert curves == {
        ("ties odd", "4", False): 1,
        ("thin o-unaligned", "0.6", False): 7,
        ("thin o-unaligned", "0.6", True): 3,
    }
    free = [g for g in root.iter(f"{space}g") if g.find(f"{space}circle[@stroke-dasharray]") is not None]
    assert [g.findtext(f"{space}title") for g in free] == ["E: margin 0"]


def test_a_large_picture_tells_what_it_leaves_out() -> None:
    actors = [f"a{at}" for at in range(300)]
    ties = [(at, at + 1, -1 if at % 7 == 0 else 1, 1.0) for at in range(299)]
    found = solve(build_network(actors, ties))
    picture = found.draw().to_svg()
    assert "Drawn are 160 of 300 actors" in picture
    assert found.draw().to_svg() == picture


def test_the_same_file_gives_the_same_bytes(run: Any, tmp_path: Path) -> None:
    first = run(CAMPS, "--json", "--margins", "--flips", "--out", "a.svg")[1], (tmp_path / "a.svg").read_bytes()
    again = run(CAMPS, "--json", "--margins", "--flips", "--out", "a.svg")[1], (tmp_path / "a.svg").read_bytes()
    assert first == again


def window(*ties: str) -> Any:
    names = sorted({name for tie in ties for name in (tie[0], tie[2])})
    rows = [(names.index(tie[0]), names.index(tie[2]), 1 if tie[1] == "+" else -1, 1.0) for tie in ties]
    return solve(build_network(names, rows))


def test_blocs_are_followed_over_windows() -> None:
    # C changes camps, D joins, Y leaves; the pair P-Q is a component of its own and turns freely.
    first = window("A+B", "A+C", "X+Y", "A-X", "P-Q")
    second = window("A+B", "X+C", "A-X", "A+D", "P-Q")
    (step,) = follow_windows([first, second])
    assert step.changed == ("C",)
    assert step.joined == ("D",)
    assert step.left == ("Y",)
    assert set(step.stayed) == {"A", "B", "X", "P", "Q"}


def test_networks_refuse_names_that_stand_twice() -> None:
    with pytest.raises(InputError, match="named twice"):
        build_network(["A", "A"], [])


def test_a_network_of_one_actor() -> None:
    found = solve(build_network(["A"], []), blocs=Blocs.ANY, margins=True, flips=True)
    assert found.partition.labels.tolist() == [0]
    assert found.partition.optimal
    assert found.draw().to_svg()
