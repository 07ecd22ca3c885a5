"""Projects of any kind are what they were after a file of each format: texts beyond the basic plane, overlapping passages."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.documents.exchange.database import MAGIC
from foedus.documents.exchange.dna import read_dna
from foedus.documents.exchange.dna_write import write_dna
from foedus.documents.exchange.doccano import read_doccano, write_doccano
from foedus.documents.exchange.project import (
    CODE,
    WHOLE,
    YES_NO,
    Coder,
    Document,
    Entity,
    Project,
    Statement,
    StatementType,
    Variable,
    code_type,
)
from foedus.documents.exchange.refi import read_qdpx
from foedus.documents.exchange.refi_write import write_qdpx
from foedus.documents.text import stored

WORDS = st.text(st.sampled_from("a \nВش\U0001f600\U00020bb7e\u0301,"), min_size=1, max_size=30).map(stored)
TEXTS = WORDS.filter(str.strip)
NAMES = st.lists(st.text(st.sampled_from("abÄ😀<&\"'"), min_size=1, max_size=8), min_size=1, max_size=4, unique=True)
FEW = settings(max_examples=25, deadline=None)


@st.composite
def projects(draw: st.DrawFn, *, forms: bool) -> Project:
    """Texts with passages: of a form of three variables, or with codes."""
    names = draw(NAMES)
    kind = StatementType("Form", (Variable("who"), Variable("yes", YES_NO), Variable("much", WHOLE)), "#102030")
    documents = tuple(
        Document(str(at), f"t{at}", text, "2014-03-05" if forms else "", coder="Admin" if forms else "")
        for at, text in enumerate(draw(st.lists(TEXTS, min_size=1, max_size=3)), start=1)
    )
    said = []
    for document in documents:
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(document.text) - 1))
            stop = draw(st.integers(start + 1, len(document.text)))
            name = draw(st.sampled_from(names))
            values = {"who": name, "yes": draw(st.booleans()), "much": draw(st.integers(-9, 9))}
            said.append(
                Statement("Form", document.id, start, stop, "Admin", values)
                if forms
                else Statement(CODE, document.id, start, stop, "", {CODE: name})
            )
    own = [name for name in names if any(name in one.values.values() for one in said)]
    if forms:
        entities = tuple(Entity("Form", "who", name, "#000000") for name in names)
        return Project("p", (Coder("Admin", "#ffff00"),), (kind,), entities, documents, tuple(said))
    order = list(dict.fromkeys(str(one.values[CODE]) for one in said))
    entities = tuple(Entity(CODE, CODE, name) for name in order if name in own)
    return Project("p", (), (code_type(),), entities, documents, tuple(said))


@given(projects(forms=True))
@FEW
def test_a_dna_file_holds_a_project_whole(project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.dna"
        data, lost = write_dna(project)
        path.write_bytes(data)
        assert data.startswith(MAGIC)
        assert read_dna(path).project == project
    assert lost == ()


@given(projects(forms=False))
@FEW
def test_qdpx_and_jsonl_hold_a_project_of_codes_whole(project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        path.write_bytes(write_qdpx(project)[0])
        assert read_qdpx(path).project == project
        lines = Path(folder) / "p.jsonl"
        lines.write_bytes(write_doccano(project)[0])
        again = read_doccano(lines).project
        assert again.statements == project.statements
        assert [one.text for one in again.documents] == [one.text for one in project.documents]
