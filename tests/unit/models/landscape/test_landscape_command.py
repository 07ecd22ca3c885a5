"""`foedus landscape`: files in, words, JSON and a picture out; every fault of a file told with its row."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import typer
from typer.testing import CliRunner, Result

from foedus.cli.landscape import landscape
from foedus.errors import InputError, OutputError
from foedus.files.tables import FileError
from foedus.models.landscape.landscape import solve_arrays
from foedus.models.landscape.tables import read

ACTORS = "actor,size,side\nArda,4,x\nBelor,3,x\nCorvan,2,y\nDorn,1,x\n"
TIES = "source,target,propensity\nArda,Belor,1\nArda,Corvan,-1\nBelor,Corvan,-1\nCorvan,Dorn,1\n"

app = typer.Typer()
app.command()(landscape)


def run(folder: Path, *options: str, actors: str = ACTORS, ties: str = TIES) -> Result:
    (folder / "actors.csv").write_text(actors, encoding="utf-8")
    (folder / "ties.csv").write_text(ties, encoding="utf-8")
    return CliRunner().invoke(app, [str(folder / "actors.csv"), str(folder / "ties.csv"), *options])


def problems(folder: Path, actors: str, ties: str) -> list[tuple[int | None, str]]:
    error = run(folder, actors=actors, ties=ties).exception
    assert isinstance(error, FileError)
    return [(problem.row, problem.column) for problem in error.problems]


def test_the_minima_are_printed_with_sides_basins_and_what_is_assumed(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 0
    assert (
        "4 actors placed on two sides: 8 configurations, mirror images counted once; 1 local minimum" in result.stdout
    )
    assert "A  Arda, Belor" in result.stdout
    assert "1 misplaced (Dorn)" in result.stdout
    assert "2 of 6 pairs have no row; their propensity is 0" in result.stderr


def test_json_holds_every_minimum_and_the_hashes_of_the_files(tmp_path: Path) -> None:
    record = json.loads(run(tmp_path, "--json").stdout)
    found = record["result"]
    assert found["exhaustive"] is True
    assert [m["sides"] for m in found["minima"]] == [[["Arda", "Belor"], ["Corvan", "Dorn"]]]
    # By hand: Arda-Corvan -8, Belor-Corvan -6, from both ends.
    assert found["minima"][0]["energy"] == pytest.approx(-28)
    assert found["minima"][0]["frustration"]["Corvan"] == pytest.approx(-7)
    assert [file["name"] for file in record["inputs"]] == ["actors.csv", "ties.csv"]
    assert all(re.fullmatch("[0-9a-f]{64}", file["sha256"]) for file in record["inputs"])


def test_without_sides_nothing_is_compared(tmp_path: Path) -> None:
    result = run(tmp_path, actors="actor;size\nArda;1\nBelor;1\n", ties="source,target,propensity\nArda,Belor,-1\n")
    assert result.exit_code == 0
    assert "misplaced" not in result.stdout


def test_both_directions_of_a_pair_may_stand_in_the_file_if_they_agree(tmp_path: Path) -> None:
    result = run(tmp_path, ties=TIES + "Belor,Arda,1\n")
    assert "1 rows repeat the value of their pair" in result.stderr
    given = read(tmp_path / "actors.csv", tmp_path / "ties.csv")
    assert given.propensity[0, 1] == given.propensity[1, 0] == 1


def test_a_header_in_capitals_with_semicolons_is_read(tmp_path: Path) -> None:
    plain = run(tmp_path).stdout
    actors = "\ufeffsep=;\r\n" + ACTORS.replace("actor,size,side", "Actor;SIZE;Side").replace(",", ";").replace(
        "\n", "\r\n"
    )
    assert run(tmp_path, actors=actors, ties=TIES.replace("source", "Source").replace(",", "\t")).stdout == plain


def test_a_decimal_comma_is_told_with_the_number(tmp_path: Path) -> None:
    error = run(tmp_path, actors="Actor;Size\nArda;1,5\nBelor;2\n").exception
    assert isinstance(error, FileError)
    assert [(problem.row, problem.column, problem.nearest) for problem in error.problems] == [(2, "size", "1.5")]


def test_names_that_look_the_same_are_the_same_in_both_files(tmp_path: Path) -> None:
    plain = run(tmp_path, actors=ACTORS.replace("Arda", "Côte d'Ivoire"), ties=TIES.replace("Arda", "Côte d'Ivoire"))
    other = run(
        tmp_path,
        actors=ACTORS.replace("Arda", "Co\u0302te\u00a0d'Ivoire"),
        ties=TIES.replace("Arda", "Côte\u200b  d'Ivoire"),
    )
    assert other.stdout == plain.stdout
    assert "U+00A0" in other.stderr


def test_a_pair_with_two_values_is_refused_with_both_rows(tmp_path: Path) -> None:
    error = run(tmp_path, ties=TIES + "Belor,Arda,0.5\n").exception
    assert isinstance(error, FileError)
    assert "ties.csv:6 propensity: '0.5', expected 1 as in row 2 (Arda, Belor): a pair has one propensity" in str(error)


def test_an_unknown_actor_is_refused_with_the_nearest(tmp_path: Path) -> None:
    error = run(tmp_path, ties=TIES + "Beler,Arda,1\n").exception
    assert "ties.csv:6 source: 'Beler', expected an actor of the first file (nearest: 'Belor')" in str(error)


@pytest.mark.parametrize(
    ("actors", "ties", "expected"),
    [
        (ACTORS.replace("4", "0").replace("3", "-3"), TIES, [(2, "size"), (3, "size")]),
        (ACTORS.replace("4", "nan"), TIES, [(2, "size")]),
        (ACTORS + "Arda,1,x\n", TIES, [(6, "actor")]),
        (ACTORS.replace("1,x", "1,z"), TIES, [(5, "side")]),
        (ACTORS, TIES + "Arda,Arda,1\nDorn,Nobody,x\n", [(7, "propensity")]),
        (ACTORS, TIES + "Arda,Arda,1\nDorn,Nobody,2\n", [(6, "target"), (7, "target")]),
        (ACTORS, "source,target\nArda,Belor\n", [(1, "propensity")]),
    ],
)
def test_every_fault_of_a_file_is_told_with_its_row(
    actors: str, ties: str, expected: list[tuple[int, str]], tmp_path: Path
) -> None:
    assert problems(tmp_path, actors, ties) == expected


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path / "none.csv"), str(tmp_path / "none.csv")])
    assert isinstance(result.exception, InputError)


def test_the_picture_has_a_mark_for_each_actor_in_each_minimum_and_a_ring_for_each_misplaced(tmp_path: Path) -> None:
    result = run(tmp_path, "--out", str(tmp_path / "picture.svg"))
    assert result.exit_code == 0
    root = ElementTree.parse(tmp_path / "picture.svg").getroot()
    assert sum(node.get("class") == "ring" for node in root.iter()) == 2  # Dorn, and the key
    texts = ["".join(node.itertext()) for node in root.iter() if node.tag.endswith("text")]
    assert {"Arda", "Belor", "Corvan", "Dorn", "side A", "side B", "100\u00a0%", "\u221228"} <= set(texts)


def test_names_from_a_file_are_escaped_in_the_picture() -> None:
    found = solve_arrays(["<script>", "a & b"], [1, 1], propensity=[[0, -1], [-1, 0]])
    assert "<script>" not in found.draw().to_svg()
    ElementTree.fromstring(found.draw().to_svg())


def test_nothing_to_draw_and_a_folder_as_target_are_refused(tmp_path: Path) -> None:
    empty = solve_arrays(["a", "b"], [1, 1], propensity=np.zeros((2, 2)))
    with pytest.raises(OutputError, match="nothing to draw"):
        empty.draw()
    assert empty._repr_html_().endswith("</pre>")
    with pytest.raises(InputError, match="ends in"):
        solve_arrays(["a", "b"], [1, 1], propensity=[[0, -1], [-1, 0]]).draw().save(tmp_path)
