"""Two copies of a case joined: the same either way, nothing lost, what differs is told."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus
from foedus.case.coding.coders import agreements
from foedus.case.coding.log.event import Change
from foedus.case.coding.log.store import open_log, read_log
from foedus.case.coding.merge import merge_cases
from foedus.case.load import load_case
from foedus.cli.app import app
from foedus.errors import CaseError, InputError

BUILTIN = Path(foedus.__file__).parent / "case" / "builtin" / "iran-russia-syria"
AT = "2026-05-01T12:00:00Z"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return tuple(Path(shutil.copytree(BUILTIN, tmp_path / name)) for name in ("amin", "sara"))  # type: ignore[return-value]


def rows(folder: Path, table: str = "claims.csv") -> dict[str, dict[str, str]]:
    with (folder / table).open(newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def change(folder: Path, claim: str, column: str, value: str) -> None:
    """Change a cell by plain means."""
    table = rows(folder)
    table[claim][column] = value
    with (folder / "claims.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(next(iter(table.values()))), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table.values())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_equal_copies_join_to_the_same_case(pair: tuple[Path, Path], tmp_path: Path) -> None:
    merged = merge_cases(*pair, tmp_path / "joined")
    assert not merged.conflicts
    assert not merged.problems
    found, old = contents(tmp_path / "joined"), contents(BUILTIN)
    assert {name: found[name] for name in old} == old


def test_copies_without_logs_keep_rows_of_either_and_tell_what_differs(pair: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = pair
    change(first, "s0-01", "value", "0.4")
    change(second, "s0-01", "value", "0.9")
    lines = (second / "claims.csv").read_text().splitlines(keepends=True)
    new = lines[-1].replace(lines[-1].split(",")[0], "sara-1", 1)
    (second / "claims.csv").write_text("".join([*lines, new]))
    one, other = (
        merge_cases(*order, tmp_path / name) for order, name in (((first, second), "ab"), ((second, first), "ba"))
    )
    assert contents(tmp_path / "ab") == contents(tmp_path / "ba")
    assert one.conflicts == other.conflicts
    [conflict] = one.conflicts
    assert conflict.told == "claims s0-01 value: amin: '0.4'; sara: '0.9'"
    joined = rows(tmp_path / "ab")
    assert joined.keys() == rows(first).keys() | {"sara-1"}
    assert joined["s0-01"]["value"] == "0.9"
    load_case(tmp_path / "ab")


def test_a_copy_edited_in_a_spreadsheet_joins_a_case_with_a_log(pair: tuple[Path, Path], tmp_path: Path) -> None:
    logged, plain = pair
    log = open_log(logged, at=AT)
    log.change([Change("set", "claims", ("s0-01",), "value", "0.7", "0.45")], coder="amin", at=AT)
    log.export(at=AT)
    change(plain, "s0-02", "value", "0.35")
    merged = merge_cases(logged, plain, tmp_path / "joined")
    joined = rows(tmp_path / "joined")
    assert (joined["s0-01"]["value"], joined["s0-02"]["value"]) == ("0.45", "0.35")
    assert not merged.conflicts
    [event] = read_log(tmp_path / "joined").events["sara"]
    assert (event.row, event.field, event.after) == (("s0-02",), "value", "0.35")


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 6))])
def test_joining_is_the_same_either_way_and_again(pair: tuple[Path, Path], tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    base = pair[0]
    open_log(base, at=AT).export(at=AT)
    shutil.rmtree(pair[1])
    shutil.copytree(base, pair[1])
    wanted: Counter[tuple[str, str, str]] = Counter()
    for folder in pair:
        log = open_log(folder, at=AT)
        for number in range(20):
            row, cells = rng.choice(sorted(log.state.rows("claims").items()))
            column = rng.choice(["note", "locator", "text"])
            value = f"{folder.name} {seed} {number}"
            log.change([Change("set", "claims", row, column, cells.get(column, ""), value)], coder=folder.name, at=AT)
            wanted[folder.name, row[0], column] += 1
        log.export(at=AT)
    first, second = pair
    merge_cases(first, second, tmp_path / "ab")
    merge_cases(second, first, tmp_path / "ba")
    merge_cases(tmp_path / "ab", second, tmp_path / "abb")
    assert contents(tmp_path / "ab") == contents(tmp_path / "ba") == contents(tmp_path / "abb")
    joined = read_log(tmp_path / "ab")
    found = Counter((event.coder, event.row[0], event.field) for event in joined.all_events if event.coder != "file")
    assert found == wanted
    both = {key[1:] for key in wanted if key[0] == "amin"} & {key[1:] for key in wanted if key[0] == "sara"}
    assert {(key[1][0], key[2]) for key in joined.state.conflicts} == both


def test_what_has_no_log_and_differs_is_refused(pair: tuple[Path, Path], tmp_path: Path) -> None:
    settings = pair[1] / "case.toml"
    settings.write_text(settings.read_text() + "\n# changed\n")
    with pytest.raises(InputError, match=r"case\.toml .* differs between the two cases"):
        merge_cases(*pair, tmp_path / "joined")
    assert not (tmp_path / "joined").exists()


def test_a_folder_that_holds_something_else_is_not_written_to(pair: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.docx").write_text("mine")
    with pytest.raises(InputError, match="holds something already"):
        merge_cases(*pair, tmp_path / "other")


def test_a_joined_case_that_cannot_be_used_is_written_and_told(pair: tuple[Path, Path], tmp_path: Path) -> None:
    change(pair[1], "s0-01", "value", "7")
    merged = merge_cases(*pair, tmp_path / "joined")
    assert rows(tmp_path / "joined")["s0-01"]["value"] == "7"
    assert "claims.csv:2 value: '7'" in merged.problems
    with pytest.raises(CaseError):
        load_case(tmp_path / "joined")


def test_a_decision_settles_a_conflict_and_is_written(pair: tuple[Path, Path], tmp_path: Path) -> None:
    change(pair[0], "s0-01", "value", "0.4")
    change(pair[1], "s0-01", "value", "0.9")
    merge_cases(*pair, tmp_path / "joined")
    run = CliRunner()
    case = str(tmp_path / "joined")
    shown = run.invoke(app, ["case", "log", case, "--conflicts", "--json"])
    assert json.loads(shown.stdout)[0]["column"] == "value"
    settled = run.invoke(app, ["case", "settle", case, "claims", "s0-01", "value", "0.5", "--coder", "wei"])
    assert settled.exit_code == 0, settled.output
    assert rows(tmp_path / "joined")["s0-01"]["value"] == "0.5"
    assert json.loads(run.invoke(app, ["case", "log", case, "--conflicts", "--json"]).stdout) == []
    told = run.invoke(app, ["case", "log", case, "claims", "s0-01"]).stdout
    assert "wei: claims s0-01 value: '0.9' to '0.5'" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["claim", "s0-01", "value", "0.5"], "no table of a case"),
        (["claims", "s0-99", "value", "0.5"], "no row 's0-99'"),
        (["claims", "s0-01", "valu", "0.5"], "no column of claims that can be set"),
        (["claims", "s0-01", "value", "high"], "cannot be the value of claims"),
    ],
)
def test_a_decision_about_what_is_not_there_is_refused(
    pair: tuple[Path, Path], tmp_path: Path, arguments: list[str], message: str
) -> None:
    from foedus.case.coding.told import decide

    open_log(pair[0], at=AT)
    before = contents(pair[0])
    table, row, column, value = arguments
    with pytest.raises(InputError, match=message):
        decide(pair[0], table=table, row=row, column=column, value=value, coder="wei")
    assert contents(pair[0]) == before


def test_coders_of_one_case_are_compared_as_each_left_it(pair: tuple[Path, Path]) -> None:
    case = pair[0]
    log = open_log(case, at=AT)
    for number, (coder, value) in enumerate([("amin", "0.5"), ("sara", "-0.5")]):
        cells = {**log.state.rows("claims")["s0-01",], "id": f"{coder}-1", "coder": coder, "value": value, "note": ""}
        log.change([Change("add", "claims", (f"{coder}-1",), after=cells)], coder=coder, at=f"2026-05-0{number + 1}")
    log.change([Change("set", "claims", ("sara-1",), "value", "-0.5", "0.5")], coder="wei", at=AT)  # settled
    log.export(at=AT)
    pairs = {(one, other): found for one, other, found in agreements(case)}
    found = pairs["amin", "sara"]
    assert found.units.matched == 1
    assert found.sign.agreed == 0  # as sara left it, before it was settled
    assert {("amin", "coder-1"), ("coder-1", "sara")} <= pairs.keys()


def test_agreement_within_a_case_of_one_coder_says_what_it_needs() -> None:
    with pytest.raises(InputError, match="all claims are by 'coder-1'; agreement needs two coders"):
        list(agreements("iran-russia-syria"))
