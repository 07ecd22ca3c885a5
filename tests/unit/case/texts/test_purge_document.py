"""A document that goes for good: no word of it is left in the folder or the database, the log holds, and no copy brings it back."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from builders import a_coded_case
from foedus.case.coding.log.database.opening import journals_of
from foedus.case.coding.log.event import Change
from foedus.case.coding.log.journals import Journals
from foedus.case.coding.log.purge import MARK, Words
from foedus.case.coding.log.store import CodingLog, open_log, read_log
from foedus.case.coding.merge import merge_cases
from foedus.case.load import load_case
from foedus.case.texts.add import add_documents
from foedus.case.texts.purge import Purged, purge_document
from foedus.case.texts.shelf import cells_of
from foedus.documents.anchors import anchor_at
from foedus.errors import InputError

AT = "2026-05-01T12:00:00Z"
SECRET = "Ms Doe of 12 Elm Street told us that the minister had taken money from the envoy."
TEXT = f"Nothing is said here that matters.\n\n{SECRET}\n\nThat was in May, and nobody else was in the room.\n"
WORDS = ("Elm Street", "taken money", "nobody else was in the room")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = a_coded_case().write(tmp_path / "case")
    (tmp_path / "memo.txt").write_text(TEXT)
    add_documents(folder, [tmp_path / "memo.txt"])
    code(folder, "amin", "c01", SECRET)
    return folder


def code(folder: Path, coder: str, claim: str, passage: str, *, journals: Journals | None = None) -> CodingLog:
    """Mark a passage, and put its words and some of the coder's own into the claim."""
    log = open_log(folder, at=AT, journals=journals)
    start = TEXT.index(passage)
    anchor = {"claim": claim, "document": "memo"} | cells_of(anchor_at(TEXT, start, start + len(passage)))
    key = tuple(anchor[name] for name in ("claim", "document", "start", "stop"))
    before = log.state.rows("claims")[(claim,)]
    changes = [
        Change("add", "anchors", key, after=anchor),
        Change("set", "claims", (claim,), "text", before["text"], passage),
        Change("set", "claims", (claim,), "note", before.get("note", ""), f"my own words: {passage} so it is said"),
    ]
    log.change(changes, coder=coder, at=AT)
    log.export(at=AT)
    return log


def purge(folder: Path, *, yes: bool = True, journals: Journals | None = None) -> Purged:
    return purge_document(
        folder, "memo", reason="asked to by the person named", coder="sara", at=AT, yes=yes, journals=journals
    )


def held(folder: Path) -> list[str]:
    """Files that hold words of the document."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8", "replace")
        found += [path.name for word in WORDS if word in text]
    return found


def test_no_word_is_left_and_what_is_a_coders_own_stays(case: Path) -> None:
    shutil.copy(case.parent / "memo.txt", case / "the original.txt")
    (case / "coding" / "amin.cut").write_text(SECRET)
    assert set(held(case)) >= {"memo.txt", "the original.txt", "anchors.csv", "claims.csv", "amin.jsonl", "amin.cut"}
    found = purge(case)
    assert held(case) == []
    assert not (case / "documents" / "memo.txt").exists()
    assert (found.anchors, found.claims) == (1, ("c01",))
    assert found.cells == ("claims c01 note", "claims c01 text")
    claim = load_case(case).claim["c01"]
    assert (claim.text, claim.note) == (MARK, f"my own words: {MARK}. so it is said")
    assert load_case(case).documents == ()


def test_the_log_holds_and_says_who_when_and_why(case: Path) -> None:
    before = {event.id for event in read_log(case).all_events}
    purge(case)
    log = open_log(case, at="later")
    assert log.damage == ()
    [stone] = [event for event in log.all_events if event.op == "purge"]
    assert (stone.coder, stone.at, stone.row) == ("sara", AT, ("memo",))
    assert isinstance(stone.after, dict)
    assert (stone.after["reason"], stone.after["anchors"]) == ("asked to by the person named", "1")
    assert len(stone.after["sha256"]) == len(stone.after["text"]) == 64
    assert {event.id for event in log.all_events} == before | {stone.id}
    assert {event.purged for event in log.all_events} == {"", stone.id}
    assert not [event for event in log.all_events if event.at == "later"]


def test_a_stone_that_was_changed_is_damage(case: Path) -> None:
    purge(case)
    path = case / "coding" / "amin.jsonl"
    path.write_text(path.read_text().replace("so it is said", "so it is sad"))
    assert "is not what was written" in read_log(case).damage[0].reason


def test_without_yes_it_is_told_and_nothing_goes(case: Path) -> None:
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    assert purge(case, yes=False).events >= 3
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


def test_it_does_not_come_back_by_undo(case: Path) -> None:
    purge(case)
    log = open_log(case, at=AT)
    with pytest.raises(InputError, match="nothing of sara is left"):
        log.undo("sara", at=AT)
    row = ("c01", "memo", "0", "5")
    with pytest.raises(InputError, match="was purged, and nothing of it comes back"):
        log.change([Change("add", "anchors", row, after={"document": "memo"})], coder="amin", at=AT)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("out", ["new", "purged", "old"])
def test_an_older_copy_that_is_joined_does_not_bring_it_back(
    case: Path, tmp_path: Path, turned: bool, out: str
) -> None:
    """Nor does what a colleague has coded in it since, in a copy that knows nothing of the purge."""
    old = Path(shutil.copytree(case, tmp_path / "old"))
    code(old, "wei", "c02", "That was in May, and nobody else was in the room.")
    purge(case)
    folders = (old, case) if turned else (case, old)
    joined = {"new": tmp_path / "joined", "purged": case, "old": old}[out]
    merged = merge_cases(*folders, joined)
    assert held(joined) == []
    assert not (joined / "documents" / "memo.txt").exists()
    assert merged.problems == ""
    assert any("memo was purged by sara" in note for note in merged.notes)
    log = open_log(joined, at="later")
    assert log.damage == ()
    assert "wei" in log.events
    assert load_case(joined).claim["c02"].text == MARK


def test_a_table_put_back_from_a_copy_does_not_bring_it_back(case: Path) -> None:
    anchors, documents = (case / "anchors.csv").read_bytes(), (case / "documents.csv").read_bytes()
    purge(case)
    (case / "anchors.csv").write_bytes(anchors)
    (case / "documents.csv").write_bytes(documents)
    log = open_log(case, at="later")
    log.export(at="later")
    assert held(case) == []
    assert any("rows of documents that were purged are left out" in note for note in log.notes)


def test_what_came_back_by_git_goes_when_it_is_purged_again(case: Path) -> None:
    log = (case / "coding" / "amin.jsonl").read_bytes()
    purge(case)
    stone = (case / "coding" / "sara.jsonl").read_bytes()
    (case / "coding" / "amin.jsonl").write_bytes(log + (case / "coding" / "amin.jsonl").read_bytes())
    (case / "documents").mkdir(exist_ok=True)
    (case / "documents" / "memo.txt").write_text(TEXT)
    purge(case)
    assert held(case) == []
    assert (case / "coding" / "sara.jsonl").read_bytes() == stone
    assert read_log(case).damage == ()


def test_it_goes_from_the_database_and_from_the_other_servers_folder(case: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'team.db'}"
    other = Path(shutil.copytree(case, tmp_path / "other"))
    here, there, again = journals_of(case, url), journals_of(other, url), journals_of(case, url)
    standing = open_log(other, at=AT, journals=there)
    code(case, "wei", "c02", "That was in May, and nobody else was in the room.", journals=here)
    standing.export(at=AT)
    assert b"nobody else" in (other / "coding" / "wei.jsonl").read_bytes()
    purge(case, journals=again)
    standing.export(at=AT)
    for journals in (here, there, again):
        journals.close()
    assert held(case) == []
    assert held(other) == ["memo.txt"] * 3
    with sqlite3.connect(tmp_path / "team.db") as connection:
        lines = b"".join(line for (line,) in connection.execute("SELECT line FROM foedus_events ORDER BY position"))
    connection.close()
    assert not any(word.encode() in lines for word in WORDS)
    assert lines.count(b"\n") == len(read_log(case).all_events) == len(read_log(other).all_events)
    purge(other)
    assert held(other) == []


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("Ms Doe, of 12 elm STREET told me", MARK + " me"),
        ("the minister had taken money", MARK),
        ("taken money", "taken money"),
        ("A minister took bribes.", "A minister took bribes."),
        (f"He says: “{SECRET}”", f"He says: “{MARK}.”"),
        ("", ""),
    ],
)
def test_words_are_found_whatever_their_case_and_marks_and_own_words_stay(cell: str, left: str) -> None:
    assert Words([TEXT]).taken_out(cell) == left


def test_a_script_without_blanks_is_found_by_its_signs() -> None:
    words = Words(["部长从使节那里拿了钱，没有人在场。"])
    assert words.taken_out("他说部长从使节那里拿了钱的事") == f"他说{MARK}的事"
    assert words.taken_out("部长") == "部长"


def test_no_other_document_takes_its_name(case: Path, tmp_path: Path) -> None:
    purge(case)
    (tmp_path / "memo.txt").write_text("Another text of that name.")
    [added] = add_documents(case, [tmp_path / "memo.txt"]).added
    assert added.id != "memo"
    open_log(case, at=AT).export(at=AT)
    assert [document.id for document in load_case(case).documents] == [added.id]


def test_a_document_that_is_not_there_and_a_purge_without_a_reason_are_refused(case: Path) -> None:
    with pytest.raises(InputError, match=r"no document 'mem'.*'memo'"):
        purge_document(case, "mem", reason="x", coder="sara", at=AT, yes=True)
    with pytest.raises(InputError, match="say why"):
        purge_document(case, "memo", reason=" ", coder="sara", at=AT, yes=True)
