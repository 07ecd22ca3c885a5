"""The log of a coding on a folder: nothing confirmed is lost, and the tables stay in step with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import foedus
from foedus.case.coding.log import store
from foedus.case.coding.log.event import Change, make_events, read_line, write_line
from foedus.case.coding.log.export import render_table
from foedus.case.coding.log.journal import append, check_coder, read_journal
from foedus.case.coding.log.store import CodingLog, Stale, open_log, read_log
from foedus.case.read import read_case
from foedus.case.schema import ISSUES
from foedus.errors import InputError

BUILTIN = Path(foedus.__file__).parent / "case" / "builtin" / "iran-russia-syria"
AT = "2026-05-01T12:00:00Z"
CLAIM = ("s0-01",)


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coded") / "case"
    shutil.copytree(BUILTIN, folder)
    open_log(folder, at=AT).export(at=AT)
    return folder


@pytest.fixture
def case(coded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(coded, tmp_path / "case"))


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def set_value(log: CodingLog, value: str, *, coder: str = "amin", row: tuple[str, ...] = CLAIM) -> None:
    before = log.state.rows("claims")[row].get("value", "")
    log.change([Change("set", "claims", row, "value", before, value)], coder=coder, at=AT)


def value_of(log: CodingLog, row: tuple[str, ...] = CLAIM) -> str:
    return log.state.rows("claims")[row].get("value", "")


def test_a_case_that_is_opened_and_exported_keeps_every_byte(case: Path) -> None:
    assert tables(case) == tables(BUILTIN)
    assert open_log(case, at=AT).export(at=AT) == ()


def test_a_folder_of_logs_is_no_strange_file_of_a_case(case: Path) -> None:
    assert not [note for note in read_case(case).notes if "coding" in note]


def test_a_change_touches_its_own_line(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    assert log.export(at=AT) == ("claims.csv",)
    old, new = ((folder / "claims.csv").read_text().splitlines() for folder in (BUILTIN, case))
    assert [(one, other) for one, other in zip(old, new, strict=True) if one != other] == [
        (old[1], old[1].replace(",0.7,", ",0.45,", 1))
    ]


def test_the_first_row_of_a_table_can_go_and_come_back(tmp_path: Path) -> None:
    header = render_table(ISSUES, {}, old=None)
    one = {("dam",): {"id": "dam", "question": "Build?", "negative_pole": "no", "positive_pole": "yes"}}
    filled = render_table(ISSUES, one, old=header)
    assert filled == header + b"dam,Build?,no,yes\n"
    assert render_table(ISSUES, {}, old=filled) == header


def test_undo_and_redo_write_the_bytes_that_stood_there(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    log.change([Change("drop", "claims", ("s0-02",), before=log.state.rows("claims")["s0-02",])], coder="amin", at=AT)
    log.export(at=AT)
    changed = tables(case)
    log.undo("amin", at=AT)
    log.undo("amin", at=AT)
    log.export(at=AT)
    assert tables(case) == tables(BUILTIN)
    log.redo("amin", at=AT)
    log.redo("amin", at=AT)
    log.export(at=AT)
    assert tables(case) == changed
    with pytest.raises(InputError, match="nothing that amin has taken back"):
        log.redo("amin", at=AT)


def test_what_another_has_changed_since_is_not_taken_back(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    set_value(log, "0.9", coder="sara")
    with pytest.raises(InputError, match=r"claims s0-01 value cannot go back: sara has set to '0\.9' it"):
        log.undo("amin", at=AT)
    assert value_of(log) == "0.9"


def test_a_change_from_what_no_longer_stands_is_refused(case: Path) -> None:
    amin, sara = open_log(case, at=AT), open_log(case, at=AT)
    seen = value_of(sara)
    set_value(amin, "0.45")
    with pytest.raises(Stale, match=r"value is '0\.45' by now, not '0\.7': amin") as refused:
        sara.change([Change("set", "claims", CLAIM, "value", seen, "0.6")], coder="sara", at=AT)
    assert refused.value.change.after == "0.6"
    assert value_of(open_log(case, at=AT)) == "0.45"


def test_a_table_edited_by_hand_becomes_events_and_is_kept(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    lines = (case / "claims.csv").read_text().splitlines(keepends=True)
    lines[2] = lines[2].replace(",coder-1,", ",coder-2,", 1)
    second, dropped = lines[2].split(",")[0], lines.pop(5).split(",")[0]
    (case / "claims.csv").write_text("".join(lines))
    again = open_log(case, at="2026-05-02T08:00:00Z")
    by_hand = [event for event in again.events["file"] if event.at == "2026-05-02T08:00:00Z"]
    assert [(event.op, event.row, event.field) for event in by_hand] == [
        ("set", (second,), "coder"),
        ("drop", (dropped,), ""),
    ]
    assert value_of(again) == "0.45"  # the export had not reached the table, which is no change by hand
    again.export(at=AT)
    assert value_of(open_log(case, at=AT)) == "0.45"
    assert not [event for event in open_log(case, at="later").all_events if event.at == "later"]


def test_tables_that_another_writes_to_meanwhile_are_taken_up_and_written(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    true, came = store.write_files, []

    def late(*arguments: object, **options: object) -> object:
        if len(came) < 3:
            came.append(1)
            text = (case / "claims.csv").read_text()
            (case / "claims.csv").write_text(text.replace(",coder-1,", f",coder-{len(came) + 1},", 1))
        return true(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "write_files", late)
    assert log.export(at=AT) == ("claims.csv",)
    assert value_of(open_log(case, at=AT)) == "0.45"
    assert (case / "claims.csv").read_text().count(",coder-2,") + (case / "claims.csv").read_text().count(
        ",coder-4,"
    ) > 0


def test_a_broken_table_is_told_and_neither_read_nor_written(case: Path) -> None:
    broken = (case / "claims.csv").read_text().replace("s0-02,", "s0-01,", 1)
    (case / "claims.csv").write_text(broken)
    log = open_log(case, at=AT)
    assert any("a second row 's0-01'" in note for note in log.notes)
    log.export(at=AT)
    assert (case / "claims.csv").read_text() == broken


@pytest.mark.parametrize("mark", ["", "{", '{"events": 1, "files": {}}'])
def test_the_mark_can_be_lost_without_losing_a_change(case: Path, mark: str) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    log.export(at=AT)
    place = case / "coding" / ".exported.json"
    place.write_text(mark) if mark else place.unlink()
    again = open_log(case, at=AT)
    assert value_of(again) == "0.45"
    assert again.export(at=AT) == ()


def test_every_way_to_cut_the_last_action_leaves_the_ones_before(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    path = case / "coding" / "amin.jsonl"
    confirmed = path.read_bytes()
    log.change(
        [
            Change("set", "claims", CLAIM, "value", "0.45", "0.5"),
            Change("set", "claims", CLAIM, "level", "3", "2"),
        ],
        coder="amin",
        at=AT,
    )
    whole = path.read_bytes()
    for end in range(len(confirmed), len(whole) - 1):
        for tail in (b"", b"\0\0\0"):
            path.write_bytes(whole[:end] + tail)
            found = read_journal(path)
            assert found.events == tuple(log.events["amin"][:1])
            assert not found.damage
    path.write_bytes(whole[:-20])
    again = open_log(case, at=AT)
    assert "cut off and never confirmed" in again.notes[0]
    set_value(again, "0.6")
    assert (path.with_suffix(".cut")).read_bytes() == whole[len(confirmed) : -20] + b"\n"
    assert value_of(open_log(case, at=AT)) == "0.6"


def test_a_line_that_was_changed_is_named_and_nothing_is_written(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    set_value(log, "0.5")
    path = case / "coding" / "amin.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"0.45"', b'"0.95"', 1))
    again = open_log(case, at=AT)
    assert str(again.damage[0]).startswith("amin.jsonl:1 ")
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"the log is damaged and nothing is written to it: amin.jsonl:1 "):
        set_value(again, "0.7", row=("s0-02",))
    assert path.read_bytes() == before


def test_marks_of_git_are_named(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    path = case / "coding" / "amin.jsonl"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    assert "git left a conflict" in read_log(case).damage[0].reason


def test_windows_line_ends_and_a_missing_last_one_are_read(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    set_value(log, "0.5")
    path = case / "coding" / "amin.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    again = open_log(case, at=AT)
    assert value_of(again) == "0.5"
    set_value(again, "0.6")
    assert value_of(open_log(case, at=AT)) == "0.6"


def test_a_log_copied_under_another_name_counts_once(case: Path) -> None:
    log = open_log(case, at=AT)
    set_value(log, "0.45")
    shutil.copy(case / "coding" / "amin.jsonl", case / "coding" / "sara.jsonl")
    again = open_log(case, at=AT)
    assert len(again.all_events) == len(log.all_events)
    assert any("sara.jsonl holds events of amin" in note for note in again.notes)


@pytest.mark.parametrize("name", ["file", "Amin", "a b", "../x", "", "a" * 41])
def test_a_name_that_cannot_be_a_coder_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        check_coder(name)


def test_the_line_of_an_event_is_plain_json_that_says_all() -> None:
    [event] = make_events([Change("set", "claims", ("c1",), "value", "", "0.7")], coder="amin", at=AT, lamport=3)
    line = write_line(event)
    assert json.loads(line) == {
        "id": event.id, "after": "0.7", "at": AT, "before": "", "coder": "amin", "field": "value", "group": event.group,
        "lamport": 3, "op": "set", "row": ["c1"], "table": "claims",
    }  # fmt: skip
    assert read_line(line[:-1]) == event
    with pytest.raises(ValueError, match="not that of its content"):
        read_line(line[:-1].replace(b"0.7", b"0.8"))


def test_appending_to_a_log_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    from foedus.errors import OutputError

    (tmp_path / "coding").write_text("a file")
    events = make_events([Change("add", "claims", ("c1",), after={"id": "c1"})], coder="amin", at=AT, lamport=1)
    with pytest.raises(OutputError, match="the change was not made"):
        append(tmp_path / "coding" / "amin.jsonl", events, size=0)
