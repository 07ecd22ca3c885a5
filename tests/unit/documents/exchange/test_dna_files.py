"""Files of Discourse Network Analyzer: read, written, read again; what is broken or encrypted is refused by name."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from foedus.documents.exchange.dna import read_dna
from foedus.documents.exchange.dna_schema import password_hash
from foedus.documents.exchange.dna_write import write_dna
from foedus.documents.exchange.project import (
    LONG,
    WHOLE,
    YES_NO,
    Coder,
    Document,
    Entity,
    Project,
    Statement,
    StatementType,
    Variable,
)
from foedus.errors import InputError

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[5] / "shared")

KIND = StatementType(
    "Claim",
    (
        Variable("who"),
        Variable("what"),
        Variable("agreement", YES_NO),
        Variable("strength", WHOLE),
        Variable("note", LONG),
    ),
    "#ff0010",
)
TEXT = "\U0001f600 Ärde said: no \U00020bb7 treaty.\nBelor said: \U0001f54a."


def a_project() -> Project:
    said = {"who": "Ärde \U0001f600", "what": "treaty", "agreement": False, "strength": -2, "note": "loud\nand long"}
    return Project(
        "talks",
        (Coder("Admin", "#ffff00"), Coder("Coder 1", "#3399ff")),
        (KIND, StatementType("Note", (Variable("note", LONG),))),
        (
            Entity("Claim", "who", "Ärde \U0001f600", "#010203", attributes=(("Alias", "A"), ("Weight", "3"))),
            Entity("Claim", "who", "Belor", "#000000", parent="Ärde \U0001f600"),
            Entity("Claim", "what", "treaty", "#000000"),
        ),
        (
            Document("1", "One", TEXT, "2014-03-05", "Ada", "S", "1", "n", "k", "Coder 1"),
            Document("2", "Two", "Later.", "2014-03-05T06:07:08Z", coder="Admin"),
        ),
        (
            Statement("Claim", "1", 2, TEXT.index("treaty"), "Coder 1", said),
            Statement(
                "Claim",
                "1",
                TEXT.index("Belor"),
                len(TEXT),
                "Admin",
                {"who": "Belor", "agreement": True, "strength": 0},
            ),
            Statement("Note", "2", 0, 5, "Coder 1", {"note": "x"}),
        ),
    )


def painted(project: Project) -> Project:
    """A project with every type in some colour, as a file has it."""
    types = tuple(StatementType(one.name, one.variables, one.colour or "#000000") for one in project.types)
    return Project(project.name, project.coders, types, project.entities, project.documents, project.statements)


def test_what_is_written_is_read_again_with_characters_beyond_the_basic_plane(tmp_path: Path) -> None:
    path = tmp_path / "talks.dna"
    data, lost = write_dna(a_project())
    path.write_bytes(data)
    assert lost == ()
    assert read_dna(path).project == painted(a_project())
    with closing(sqlite3.connect(path)) as base:
        tables = base.execute("select count(*) from sqlite_master where type = 'table'").fetchone()
        start, stop = base.execute("select Start, Stop from STATEMENTS where ID = 1").fetchone()
        empty = base.execute("select count(*) from ENTITIES where Value = ''").fetchone()
        assert base.execute("pragma foreign_key_check").fetchall() == []
    units = TEXT.encode("utf-16-le")
    assert units[2 * start : 2 * stop].decode("utf-16-le") == "Ärde said: no \U00020bb7 "
    assert (tables[0], empty[0]) == (16, 2)


def test_a_name_that_is_too_long_is_cut_and_told_and_stays_another(tmp_path: Path) -> None:
    names = ["x" * 200 + "a", "x" * 200 + "b"]
    kind = StatementType("Claim", (Variable("who"),), "#000000")
    said = tuple(Statement("Claim", "1", 0, 4, "", {"who": name}) for name in names)
    entities = tuple(Entity("Claim", "who", name) for name in names)
    project = Project("p", (), (kind,), entities, (Document("1", "t", "Text"),), said)
    data, lost = write_dna(project)
    (tmp_path / "p.dna").write_bytes(data)
    again = read_dna(tmp_path / "p.dna").project
    cut = [str(one.values["who"]) for one in again.statements]
    assert len(set(cut)) == 2
    assert all(len(name) < 191 for name in cut)
    assert any(one.kind == "ends of names" and one.count == 2 for one in lost)


@pytest.fixture
def sample() -> Path:
    path = SHARED / "data" / "documents" / "dna" / "sample.dna"
    if not path.is_file():
        pytest.skip("the sample of DNA is absent: set FOEDUS_SHARED to the folder that holds data/documents")
    return path


@pytest.mark.parametrize("name", ["sample.dna", "sample-2.dna"])
def test_the_samples_are_written_back_without_loss(sample: Path, tmp_path: Path, name: str) -> None:
    first = read_dna(sample.with_name(name)).project
    assert (len(first.documents), len(first.statements), len(first.coders)) == (7, 41, 4)
    (tmp_path / name).write_bytes(write_dna(first)[0])
    assert read_dna(tmp_path / name).project == first


def test_passages_of_the_sample_are_those_of_a_plain_query(sample: Path) -> None:
    project = read_dna(sample).project
    with closing(sqlite3.connect(f"file:{sample}?mode=ro&immutable=1", uri=True)) as base:
        rows = base.execute(
            "select d.Text, s.Start, s.Stop from STATEMENTS s join DOCUMENTS d on d.ID = s.DocumentId order by s.ID"
        ).fetchall()
    texts = {one.id: one.text for one in project.documents}
    found = [texts[one.document][one.start : one.stop] for one in project.statements]
    assert found == [text.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le") for text, a, b in rows]


def test_passwords_are_kept_as_the_program_keeps_them(sample: Path) -> None:
    import base64

    with closing(sqlite3.connect(f"file:{sample}?mode=ro&immutable=1", uri=True)) as base:
        kept = base.execute("select Password from CODERS where ID = 1").fetchone()[0]
    assert password_hash("sample", salt=base64.b64decode(kept)) == kept


def written(tmp_path: Path, *commands: str) -> Path:
    path = tmp_path / "made.dna"
    path.write_bytes(write_dna(a_project())[0])
    with closing(sqlite3.connect(path)) as base:
        for command in commands:
            base.execute(command)
        base.commit()
    return path


def test_a_statement_outside_of_its_text_or_inside_a_character_is_told(tmp_path: Path) -> None:
    path = written(
        tmp_path, "update STATEMENTS set Stop = 9999 where ID = 1", "update STATEMENTS set Start = 3 where ID = 2"
    )
    with closing(sqlite3.connect(path)) as base:
        base.execute("update STATEMENTS set Start = 1 where ID = 2")
        base.commit()
    read = read_dna(path)
    assert len(read.project.statements) == 1
    assert [one.count for one in read.lost if one.kind == "statements"] == [2]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"id,text\n1,a\n", "no file of Discourse Network Analyzer"),
        (bytes((37 * k * k + 11 * k + k // 7) % 256 for k in range(8192)), "encrypted"),
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "x.dna").write_bytes(data)
    with pytest.raises(InputError, match=said):
        read_dna(tmp_path / "x.dna")


def test_damage_and_other_databases_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match="damaged"):
        read_dna(path)
    path.write_bytes(data[:4000] + b"\xff" * 4000 + data[8000:])
    with pytest.raises(InputError, match="damaged"):
        read_dna(path)
    with pytest.raises(InputError, match="has no table CODERS"):
        read_dna(written(tmp_path, "drop table CODERS"))
    with pytest.raises(InputError, match=r"version '1\.31'"):
        read_dna(written(tmp_path, "update SETTINGS set Value = '1.31' where Property = 'version'"))
    with pytest.raises(InputError, match="has no column"):
        read_dna(written(tmp_path, "alter table DOCUMENTS rename column Section to Part"))


def test_a_view_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "drop table REGEXES", "drop table SETTINGS", "create view SETTINGS as select 1")
    with pytest.raises(InputError, match="no table SETTINGS"):
        read_dna(path)


def test_values_that_are_no_numbers_or_have_no_statement_are_told(tmp_path: Path) -> None:
    path = tmp_path / "talks.dna"
    path.write_bytes(write_dna(a_project())[0])
    with closing(sqlite3.connect(path)) as base:
        long = base.execute("update DATALONGTEXT set StatementId = 99 + StatementId where Value <> ''").rowcount
        numbers = base.execute("update DATAINTEGER set Value = 'much' where StatementId = 1").rowcount
        base.commit()
    told = {one.why: one.count for one in read_dna(path).lost}
    assert told["they are no whole number"] == numbers > 0
    assert told["their statement is not there"] == long > 0
