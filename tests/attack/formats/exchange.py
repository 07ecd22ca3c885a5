"""Projects of other coding programs: their files damaged, and sound databases with values that nobody expects."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from attack.form import Files, Form, Taken, damaged
from attack.formats.documents import _inside
from attack.mutations import BYTES, TEXT, XML

_TEXT = "\U0001f600 Arda said: état.\nBelor \U00020bb7 said: no treaty."
_XML_WORDS = ("<Coding", "<CodeRef", "<!DOCTYPE a>", 'startPosition="-1"', 'endPosition="99999999999"', "</Source>")
_JSON_WORDS = ('"label"', '[0, 4, "A"]', '"text"', "null", "1e999", '"start_offset"', "[[[[", "true")
_ODD = (
    None,
    "",
    -1,
    2**62,
    1e300,
    "x" * 3000,
    "\u202e",
    b"\xff\x00",
    "=1+1",
    "a\x00b",
    "1",
    0,
    "two\nlines",
    "\U0001f600",
)


@cache
def _project() -> object:
    from foedus.documents.exchange import project as form

    who, what, sign = form.Variable("who"), form.Variable("what"), form.Variable("agreement", form.YES_NO)
    kind = form.StatementType("Claim", (who, what, sign), "#ff0010")
    entities = tuple(
        form.Entity("Claim", name, value) for name, value in (("who", "Arda"), ("who", "Belor"), ("what", "treaty"))
    )
    said = (
        form.Statement("Claim", "1", 2, 17, "Ada", {"who": "Arda", "what": "treaty", "agreement": True}),
        form.Statement("Claim", "1", 19, len(_TEXT), "Ada", {"who": "Belor", "what": "treaty", "agreement": False}),
    )
    documents = (form.Document("1", "One", _TEXT, "2015-01-02", "Arda", "Wire"), form.Document("2", "Two", "Later."))
    return form.Project("talks", (form.Coder("Ada", "#ffff00"),), (kind,), entities, documents, said)


@cache
def _coded() -> object:
    from foedus.documents.exchange import project as form

    entities = (form.Entity(form.CODE, form.CODE, "actor"), form.Entity(form.CODE, form.CODE, "arda", parent="actor"))
    said = (form.Statement(form.CODE, "1", 2, 6, "Ada", {form.CODE: "arda"}),)
    documents = (form.Document("1", "One", _TEXT), form.Document("2", "Two", "Later."))
    return form.Project("talks", (form.Coder("Ada"),), (form.code_type(),), entities, documents, said)


def _written(name: str, *, coded: bool = False) -> Callable[[], Sequence[Files]]:
    """A project as foedus writes it into a file of that name."""

    def seeds() -> Sequence[Files]:
        from foedus.documents.exchange.formats import write_project

        return [{name: write_project(_coded() if coded else _project(), Path(name))[0]}]  # type: ignore[arg-type]

    return seeds


def _taguette() -> Sequence[Files]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talks.sqlite3"
        with closing(sqlite3.connect(path)) as base:
            base.executescript(
                "create table projects(id integer primary key, name text);"
                "create table documents(id integer primary key, name text, description text, filename text, contents text);"
                "create table tags(id integer primary key, path text, description text);"
                "create table highlights(id integer primary key, document_id int, start_offset int, end_offset int, snippet text);"
                "create table highlight_tags(highlight_id int, tag_id int);"
                "insert into projects values (1, 'talks');"
                "insert into documents values (1, 'page', '', 'p.html', '<h1>État</h1><p>Arda &amp; Belor sign.</p>');"
                "insert into tags values (1, 'actor', 'who'), (2, 'actor.arda', '');"
                "insert into highlights values (1, 1, 5, 9, 'Arda'), (2, 1, 0, 5, '');"
                "insert into highlight_tags values (1, 1), (1, 2), (2, 1);"
            )
            base.commit()
        return [{"talks.sqlite3": path.read_bytes()}]


def _odd_cells(seeds: Sequence[Files], rng: random.Random) -> Files:
    """A database whose file is sound and some of whose cells are not; sometimes the file is damaged instead."""
    name, data = next(iter(rng.choice(seeds).items()))
    if rng.random() < 0.3:
        return damaged(seeds, rng, kinds=(BYTES,))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        with closing(sqlite3.connect(path)) as base:
            tables = sorted(row[0] for row in base.execute("select name from sqlite_master where type = 'table'"))
            for _ in range(rng.randint(1, 4)):
                _change(base, rng.choice(tables), rng)
            base.commit()
        return {name: path.read_bytes()}


def _change(base: sqlite3.Connection, table: str, rng: random.Random) -> None:
    columns = [row[1] for row in base.execute(f'pragma table_info("{table}")')]
    if not columns:
        return  # dropped before
    kind, column = rng.random(), rng.choice(columns)
    try:
        if kind < 0.75:
            base.execute(f'update "{table}" set "{column}" = ?', (rng.choice(_ODD),))
        elif kind < 0.9:
            base.execute(f'delete from "{table}"')
        else:
            base.execute(f'drop table "{table}"')
    except (sqlite3.Error, OverflowError):
        return  # what the program's own rules forbid cannot come


def _take(folder: Path, *, spans: Callable[[bytes], int | None] = lambda _: None) -> Taken:
    """Read a project, look at its places, and make a case of it that is read again."""
    from foedus.case.exchange.take_in import take_in
    from foedus.case.read import read_case
    from foedus.documents.exchange.formats import read_project

    (path,) = (file for file in folder.iterdir() if file.name.startswith("talks."))
    read = read_project(path)
    texts = {one.id: one.text for one in read.project.documents}
    wrong = [
        f"a passage {one.start} to {one.stop} outside of its text"
        for one in read.project.statements
        if one.document not in texts or not 0 <= one.start <= one.stop <= len(texts[one.document])
    ]
    given = spans(path.read_bytes())
    told = sum(one.count for one in read.lost)
    there = len(read.project.statements)
    lost = (
        [f"{given} labels became {there} passages and {told} told"]
        if given is not None and given > there + told
        else []
    )
    if texts:
        taken = take_in(read, folder / "case", file=path.name)
        case = read_case(folder / "case")
        if len(case.claims) != taken.claims:
            lost.append(f"{taken.claims} claims became {len(case.claims)} in the case")
    return Taken(read, [str(one) for one in read.lost], lost, wrong, counted=given is not None)


def _labels(data: bytes) -> int | None:
    """Labels of doccano by the lines of the file, where each is an object of its own; None where one is not."""
    try:
        rows = [json.loads(line) for line in data.decode("utf-8").splitlines() if line.strip()]
    except ValueError:
        return None
    if not all(isinstance(row, dict) and isinstance(row.get("label"), list) for row in rows):
        return None
    return sum(len(row["label"]) for row in rows)


def _doccano() -> Sequence[Files]:
    rows = [
        {"id": 1, "text": _TEXT, "label": [[2, 6, "ACTOR"], [12, 17, "ACT"]]},
        {"id": 2, "text": "Cor\u0301van signs.", "label": [[0, 7, "ACTOR"]], "Comments": []},
    ]
    return [{"talks.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()}]


FORMS = [
    Form("DNA projects", _written("talks.dna"), _take, "claims of the case that is made", damage=_odd_cells, part=4),
    Form("Taguette projects", _taguette, _take, "claims of the case that is made", damage=_odd_cells, part=2),
    Form(
        "REFI-QDA projects", _written("talks.qdpx", coded=True), _take, "claims of the case that is made",
        damage=_inside("project.qde"), part=2,
    ),
    Form("REFI-QDA codebooks", _written("talks.qdc", coded=True), _take, "nothing", XML, _XML_WORDS),
    Form(
        "doccano", _doccano, lambda folder: _take(folder, spans=_labels), "labels of lines that are objects", TEXT,
        _JSON_WORDS, part=2,
    ),
]  # fmt: skip
