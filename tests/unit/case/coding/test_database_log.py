"""The log of a case in a database: the same bytes as in the folder, and no edit of any server lost."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builders import a_coded_case
from foedus.case.coding.log.database import address
from foedus.case.coding.log.database.opening import journals_of
from foedus.case.coding.log.event import Change, read_line
from foedus.case.coding.log.journals import Journals
from foedus.case.coding.log.store import CodingLog, Stale, open_log
from foedus.errors import FoedusError, InputError, OutputError
from postgres import Server, running

AT = "2026-05-01T12:00:00Z"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running() as found:
        yield found


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'team.db'}"
    found: str = request.getfixturevalue("server").fresh()
    return found


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return a_coded_case().write(tmp_path / "case")


_OPEN: list[Journals] = []


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    yield
    while _OPEN:
        _OPEN.pop().close()


def opened(folder: Path, url: str) -> CodingLog:
    _OPEN.append(journals_of(folder, url))
    return open_log(folder, at=AT, journals=_OPEN[-1])


def first_claims(log: CodingLog, number: int = 5) -> list[tuple[str, ...]]:
    return sorted(log.state.rows("claims"))[:number]


def note(log: CodingLog, row: tuple[str, ...], word: str, *, coder: str = "amin") -> None:
    before = log.state.rows("claims")[row].get("note", "")
    log.change([Change("set", "claims", row, "note", before, word)], coder=coder, at=AT)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def some_edits(log: CodingLog) -> None:
    rows = first_claims(log)
    for number, row in enumerate(rows):
        note(log, row, f"word {number}", coder=("amin", "sara")[number % 2])
    log.change([Change("drop", "claims", rows[3], before=log.state.rows("claims")[rows[3]])], coder="sara", at=AT)
    log.undo("sara", at=AT)
    log.undo("amin", at=AT)
    log.export(at=AT)
    log.redo("amin", at=AT)
    log.export(at=AT)


def test_the_same_edits_give_the_same_bytes_through_the_folder_and_through_a_database(case: Path, url: str) -> None:
    other = Path(shutil.copytree(case, case.parent / "other"))
    some_edits(open_log(case, at=AT))
    some_edits(opened(other, url))
    assert files(other) == files(case)
    assert {"coding/amin.jsonl", "coding/sara.jsonl", "coding/file.jsonl"} <= files(case).keys()


def test_another_folder_has_from_the_database_what_the_first_has_written(case: Path, url: str) -> None:
    other = Path(shutil.copytree(case, case.parent / "other"))
    some_edits(opened(case, url))
    opened(other, url).export(at="2026-06-01T12:00:00Z")
    assert files(other) == files(case)


def test_what_the_folder_holds_beside_the_database_is_put_in_and_comes_back_to_others(case: Path, url: str) -> None:
    opened(case, url)
    other = Path(shutil.copytree(case, case.parent / "other"))
    alone = open_log(case, at=AT)
    row = first_claims(alone)[0]
    note(alone, row, "without the database")
    note(opened(other, url), row, "meanwhile", coder="sara")
    joined = opened(case, url)
    assert {event.after for event in joined.history("claims", row) if event.field} == {
        "without the database",
        "meanwhile",
    }
    assert len(joined.state.conflicts) == 1
    joined.export(at=AT)
    again = opened(other, url)
    again.export(at=AT)
    assert again.all_events == joined.all_events
    assert (other / "claims.csv").read_bytes() == (case / "claims.csv").read_bytes()


def test_a_change_by_hand_is_taken_up_by_one_server_alone(case: Path, url: str) -> None:
    first, second = opened(case, url), opened(case, url)
    text = (case / "claims.csv").read_text()
    (case / "claims.csv").write_text(text.replace("0.7", "0.65", 1))
    first.export(at="later")
    second.export(at="later")
    assert len([event for event in second.all_events if event.at == "later"]) == 1


def test_a_stale_change_is_refused_and_changes_nothing(case: Path, url: str) -> None:
    first, second = opened(case, url), opened(case, url)
    row = first_claims(first)[0]
    seen = second.state.rows("claims")[row].get("note", "")
    note(first, row, "first")
    with pytest.raises(Stale, match="is 'first' by now"):
        second.change([Change("set", "claims", row, "note", seen, "second")], coder="sara", at=AT)
    note(second, row, "third", coder="sara")
    events = opened(case, url).all_events
    assert [event.lamport for event in events] == sorted({event.lamport for event in events})


def test_four_servers_change_five_claims_and_nothing_is_lost(case: Path, url: str) -> None:
    """Each adds one to a number 25 times; what is refused as stale is read and tried again."""
    rows = first_claims(opened(case, url))

    def count(coder: str) -> None:
        log = opened(case, url)
        for turn in range(25):
            counted_up(log, rows[turn % 5], coder)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, ("amin", "sara", "wei", "zoe")))
    last = opened(case, url)
    assert [last.state.rows("claims")[row]["note"] for row in rows] == ["20"] * 5
    assert last.state.conflicts == {}
    assert len({event.lamport for event in last.all_events}) == len(last.all_events)


def counted_up(log: CodingLog, row: tuple[str, ...], coder: str) -> None:
    while True:
        before = log.state.rows("claims")[row].get("note", "")
        after = str(int(before if before.isdigit() else 0) + 1)
        try:
            log.change([Change("set", "claims", row, "note", before, after)], coder=coder, at=AT)
        except Stale:
            continue
        return


def test_who_waits_for_too_long_is_told_and_has_written_nothing(
    case: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "WAIT", 1)
    first, second = opened(case, url), opened(case, url)
    row = first_claims(first)[0]
    with first.journals.alone(), pytest.raises(OutputError, match="others have been writing to the database"):
        note(second, row, "too early")
    note(second, row, "in time")
    assert [event.after for event in opened(case, url).events["amin"]] == ["in time"]


def test_a_log_of_another_case_is_not_mixed_in(case: Path, url: str, tmp_path: Path) -> None:
    opened(case, url)
    other = a_coded_case().write(tmp_path / "other")
    open_log(other, at="another time")
    with pytest.raises(InputError, match="they share no event"):
        opened(other, url)


def test_cases_of_two_names_stand_side_by_side(case: Path, url: str, tmp_path: Path) -> None:
    some_edits(opened(case, url))
    other = a_coded_case().write(tmp_path / "other")
    settings = (other / "case.toml").read_text()
    (other / "case.toml").write_text(settings.replace('id = "', 'id = "second-', 1))
    assert set(opened(other, url).events) == {"file"}


def test_a_line_that_was_changed_in_the_database_is_named_and_nothing_is_written(case: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'team.db'}"
    some_edits(opened(case, url))
    with sqlite3.connect(tmp_path / "team.db") as connection:
        connection.execute(
            "UPDATE foedus_events SET line = CAST(replace(line, 'word', 'sword') AS BLOB) WHERE coder = 'sara'"
        )
    connection.close()
    log = opened(case, url)
    assert "is not what was written" in log.damage[0].reason
    with pytest.raises(InputError, match="the log is damaged"):
        log.export(at=AT)


def test_the_lines_in_the_database_are_those_of_the_logs(case: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'team.db'}"
    some_edits(opened(case, url))
    with sqlite3.connect(tmp_path / "team.db") as connection:
        rows = connection.execute(
            "SELECT line, id FROM foedus_events WHERE coder = 'amin' ORDER BY position"
        ).fetchall()
    connection.close()
    assert b"".join(line for line, _ in rows) == (case / "coding" / "amin.jsonl").read_bytes()
    assert [read_line(line.rstrip(b"\n")).id for line, _ in rows] == [name for _, name in rows]


def test_a_schema_of_a_newer_foedus_is_refused_by_name(case: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'team.db'}"
    opened(case, url)
    with sqlite3.connect(tmp_path / "team.db") as connection:
        connection.execute("UPDATE foedus_schema SET version_num = '99'")
    connection.close()
    with pytest.raises(InputError, match="has schema '99', which this release does not know"):
        opened(case, url)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://amin:secret@localhost/x", "'mysql' is no database"),
        ("nonsense", "is no database"),
        ("postgresql://amin:secret@localhost:port/x", "no URL of a database"),
        ("postgresql://amin:secret@localhost", "names no database"),
        ("sqlite://", "names no database"),
        ("sqlite:////nowhere/at/all/team.db", "unable to open database file"),
        ("postgresql://amin:secret@127.0.0.1:1/x", "cannot be used"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(case: Path, url: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as refused:
        opened(case, url)
    assert "secret" not in str(refused.value)


@pytest.mark.postgresql
def test_a_wrong_password_and_a_lack_of_rights_are_told_without_the_password(case: Path, server: Server) -> None:
    url = server.fresh()
    name = url.rpartition("/")[2]
    server.say("CREATE ROLE guest LOGIN PASSWORD 'only-a-guest'")
    for password, told in (("wrong-word", "password authentication failed"), ("only-a-guest", "permission denied")):
        with pytest.raises(FoedusError, match=told) as refused:
            opened(case, server.url(name, user="guest", password=password))
        assert password not in str(refused.value)
