"""doccano both ways, Taguette in, events out: places are those that the programs mean, what is left out is counted."""

import csv
import io
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from foedus.documents.exchange.doccano import read_doccano, write_doccano
from foedus.documents.exchange.events import write_events
from foedus.documents.exchange.formats import check_ending, read_project
from foedus.documents.exchange.project import (
    CODE,
    LONG,
    YES_NO,
    Document,
    Project,
    Statement,
    StatementType,
    Variable,
    codes_of,
)
from foedus.documents.exchange.taguette import read_taguette
from foedus.errors import InputError

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[5] / "shared")


def coded(project: Project) -> list[tuple[str, tuple[str, ...]]]:
    texts = {one.id: one.text for one in project.documents}
    return [(texts[one.document][one.start : one.stop], codes_of(one)) for one in project.statements]


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str | bytes, name: str = "x.jsonl") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_labels_are_read_in_each_form_and_places_are_code_points(put: Callable[..., Path]) -> None:
    lines = [
        {"id": 7, "text": "\U0001f600 Arda\r\nsigns.", "label": [[2, 6, "ACTOR"], [8, 13, "ACT"]]},
        {
            "text": "Belor.",
            "entities": [{"id": 0, "start_offset": 0, "end_offset": 5, "label": "ACTOR"}],
            "relations": [1, 2],
        },
        {"data": "Cor\u0301van x", "label": ["whole"], "Comments": []},
        {"text": "abc", "label": [[1, 9, "FAR"], [2, 2, "NONE"]]},
    ]
    read = read_doccano(put("".join(json.dumps(one) + "\n" for one in lines)))
    assert coded(read.project) == [("Arda", ("ACTOR",)), ("signs", ("ACT",)), ("Belor", ("ACTOR",))]
    assert [one.id for one in read.project.documents] == ["7", "2", "3", "4"]
    assert {one.kind: one.count for one in read.lost} == {
        "values of 'relations'": 2,
        "labels of whole texts": 1,
        "labels": 2,
    }


def test_one_row_over_several_lines_and_a_list_of_rows_are_read(put: Callable[..., Path]) -> None:
    row = {"text": "Arda signs.", "label": [[0, 4, "A"]]}
    assert coded(read_doccano(put(json.dumps(row, indent=2))).project) == [("Arda", ("A",))]
    assert len(read_doccano(put(json.dumps([row, row]))).project.documents) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ('{"text": "a"}\n{"text": "b"\n', r":2: no JSON"),
        ('{"text": "a"}\n[1]\n', r":2: '\[1\]', expected an object"),
        ('{"texts": "a"}\n', r"no text \(fields: texts\)"),
        ('{"text": "a", "label": "b"}\n', "label is 'b', expected a list"),
        (b'{"text": "\xff"}\n', "expected UTF-8"),
    ],
)
def test_what_is_no_doccano_file_is_refused_by_line(put: Callable[..., Path], text: str | bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_doccano(put(text))


def test_what_is_written_is_read_again(put: Callable[..., Path]) -> None:
    lines = [
        {"id": "a", "text": "\U0001f600 Arda signs.", "label": [[2, 6, "ACTOR"], [2, 12, "ACT"]]},
        {"id": "b", "text": "x", "label": []},
    ]
    first = read_doccano(put("".join(json.dumps(one) + "\n" for one in lines))).project
    data, lost = write_doccano(first)
    assert [json.loads(line) for line in data.decode().splitlines()] == lines
    assert lost == ()
    assert read_doccano(put(data)).project == first


@pytest.mark.parametrize(
    ("name", "texts", "spans"),
    [
        ("export-relation_extraction-example", 1, 4),
        ("export-sequence_labeling-example", 3, 4),
        ("export-text_classification-example", 3, 0),
        ("import-sequence_labeling-example", 3, 3),
    ],
)
def test_samples_of_doccano(name: str, texts: int, spans: int) -> None:
    path = SHARED / "data" / "documents" / "doccano" / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("the samples of doccano are absent from FOEDUS_SHARED")
    project = read_project(path).project
    assert (len(project.documents), len(project.statements)) == (texts, spans)
    assert all(text[0] not in " ." and text[-1] not in " ." for text, _ in coded(project))


def a_taguette(path: Path, pages: list[str], marks: list[tuple[int, int, int]]) -> Path:
    with closing(sqlite3.connect(path)) as base:
        base.executescript(
            "create table projects(id integer primary key, name text);"
            "create table documents(id integer primary key, name text, description text, filename text, contents text);"
            "create table tags(id integer primary key, path text, description text);"
            "create table highlights(id integer primary key, document_id int, start_offset int, end_offset int, snippet text);"
            "create table highlight_tags(highlight_id int, tag_id int);"
            "insert into projects values (1, 'talks');"
            "insert into tags values (1, 'actor', 'who'), (2, 'actor.arda', '');"
        )
        base.executemany("insert into documents values (?, 'page', '', 'p.html', ?)", list(enumerate(pages, start=1)))
        base.executemany("insert into highlights values (null, ?, ?, ?, '')", marks)
        base.execute("insert into highlight_tags values (1, 1), (1, 2)")
        base.commit()
    return path


def test_places_in_bytes_are_found_over_letters_of_several_bytes_and_blocks(tmp_path: Path) -> None:
    page = "<h1>État \U0001f600</h1><p>Arda &amp; Ко signs.</p><ul><li>one</li><li>two</li></ul>"
    plain = "État \U0001f600Arda & Ко signs.onetwo"

    def at(words: str) -> tuple[int, int]:
        begin = plain.index(words)
        return len(plain[:begin].encode()), len(plain[: begin + len(words)].encode())

    marks = [
        (1, *at("Arda & Ко")),
        (1, *at("État \U0001f600")),
        (1, *at("two")),
        (1, *at("onetwo")),
        (1, 1, 4),
        (1, 0, 999),
    ]
    read = read_taguette(a_taguette(tmp_path / "t.sqlite3", [page], marks))
    assert read.project.documents[0].text == "État \U0001f600\nArda & Ко signs.\none\ntwo\n"
    assert coded(read.project) == [
        ("Arda & Ко", ("actor",)),
        ("Arda & Ко", ("actor.arda",)),
        ("État \U0001f600", ()),
        ("two", ()),
        ("one\ntwo", ()),
    ]
    assert [one.count for one in read.lost if one.kind == "highlights"] == [2]
    assert [(one.value, one.parent) for one in read.project.entities] == [("actor", ""), ("actor.arda", "actor")]


def test_the_sample_of_taguette_holds_what_the_program_exports() -> None:
    folder = SHARED / "data" / "documents" / "taguette"
    if not folder.is_dir():
        pytest.skip("the sample of Taguette is absent from FOEDUS_SHARED")
    with (folder / "highlights.csv").open(encoding="utf-8", newline="") as stream:
        told = sorted((row["content"], (row["tag"],)) for row in csv.DictReader(stream))
    assert sorted(coded(read_taguette(folder / "project.sqlite3").project)) == told


@pytest.mark.parametrize("place", [1e300, 5.5, "five", None])
def test_a_place_that_is_no_whole_number_is_told(tmp_path: Path, place: object) -> None:
    path = a_taguette(tmp_path / "p.sqlite3", ["<p>Arda signs.</p>"], [(1, 0, 4), (1, 5, 10)])
    with closing(sqlite3.connect(path)) as base:
        base.execute("update highlights set start_offset = ? where id = 1", (place,))
        base.execute("insert into highlight_tags values (2, 1)")
        base.commit()
    read = read_taguette(path)
    assert coded(read.project) == [("signs", ("actor",))]
    assert sum(one.count for one in read.lost if "highlights" in one.kind) == 1


def test_another_database_is_no_taguette(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "o.sqlite3")) as base:
        base.execute("create table a(b)")
        base.commit()
    with pytest.raises(InputError, match="no project of Taguette"):
        read_taguette(tmp_path / "o.sqlite3")


def test_events_stand_in_the_order_of_time_with_their_passages() -> None:
    kind = StatementType(
        "Claim", (Variable("who"), Variable("agreement", YES_NO), Variable("date", LONG), Variable("title"))
    )
    documents = (Document("1", "One", "Arda, Belor.", "2015-01-02"), Document("2", "Two", "x"))
    said = (
        Statement("Claim", "1", 0, 4, "c", {"who": "Arda", "agreement": True}),
        Statement("Claim", "1", 6, 11, "c", {"who": "Belor", "agreement": False, "date": "2014", "title": "Mr"}),
        Statement(CODE, "2", 0, 1, "", {}),
    )
    data, _ = write_events(Project("p", types=(kind,), documents=documents, statements=said))
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert [(row["time"], row["passage"], row["who"], row["agreement"]) for row in rows] == [
        ("2014", "Belor", "Belor", "0"),
        ("2015-01-02", "Arda", "Arda", "1"),
        ("", "x", "", ""),
    ]
    assert rows[0]["title"] == "One"
    assert rows[0]["title (variable)"] == "Mr"


def test_an_ending_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"\.dna \(Discourse Network Analyzer\)"):
        check_ending(Path("x.dnaa"), option="--out")
    with pytest.raises(InputError, match="ends in one of"):
        read_project(Path("x.csv"))
