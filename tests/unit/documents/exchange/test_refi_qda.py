"""REFI-QDA: projects and codebooks are read and written; what a text lacks is told, what attacks is refused."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from foedus.documents.exchange.project import (
    CODE,
    LONG,
    YES_NO,
    Coder,
    Document,
    Entity,
    Project,
    Read,
    Statement,
    StatementType,
    Variable,
    code_type,
)
from foedus.documents.exchange.refi import read_qdc, read_qde, read_qdpx
from foedus.documents.exchange.refi_write import write_qdc, write_qdpx
from foedus.errors import InputError

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[5] / "shared")
TEXT = "\U0001f600 Arda said: état.\nBelor \U00020bb7."
NS = "{urn:QDA-XML:project:1.0}"

Pack = Callable[..., Path]


def a_project() -> Project:
    return Project(
        "talks & more",
        (Coder("Ada"), Coder("Bo")),
        (code_type(),),
        (
            Entity(CODE, CODE, "actor", "#ff0000", attributes=(("Notes", "who <acts>"),)),
            Entity(CODE, CODE, "arda", parent="actor"),
            Entity(CODE, CODE, "act"),
        ),
        (Document("1", "One", TEXT, notes="a note", coder="Ada"), Document("2", "Two", "Later.")),
        (
            Statement(CODE, "1", 2, 6, "Ada", {CODE: "arda"}),
            Statement(CODE, "1", 19, len(TEXT), "Bo", {CODE: "act"}),
            Statement(CODE, "2", 0, 5, "", {}),
        ),
    )


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    def write(xml: str, files: dict[str, bytes] | None = None, name: str = "project.qde") -> Path:
        path = tmp_path / "p.qdpx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, xml)
            for file, data in (files or {}).items():
                archive.writestr(file, data)
        return path

    return write


def project_of(*sources: str) -> str:
    return (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="{AA}" name="Ada"/></Users><CodeBook><Codes>'
        '<Code guid="c1" name="who" isCodable="true"><Code guid="c2" name="same" isCodable="true"/></Code>'
        '<Code guid="c3" name="same" isCodable="true"/></Codes></CodeBook>'
        f"<Sources>{''.join(sources)}</Sources><Sets><Set guid='s' name='x'/></Sets></Project>"
    )


def source(path: str, start: int = 0, stop: int = 4, code: str = "C2") -> str:
    return (
        f'<TextSource guid="t" name="T" plainTextPath="{path}"><PlainTextSelection guid="p" startPosition="{start}" '
        f'endPosition="{stop}"><Coding guid="g" creatingUser="aa"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection></TextSource>'
    )


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    data, lost = write_qdpx(a_project())
    (tmp_path / "p.qdpx").write_bytes(data)
    read = read_qdpx(tmp_path / "p.qdpx")
    assert read == Read(a_project())
    assert lost == ()
    assert write_qdpx(a_project())[0] == data
    archive = zipfile.ZipFile(io.BytesIO(data))
    root = Xml.fromstring(archive.read("project.qde"))
    assert [child.tag for child in root] == [NS + name for name in ("Users", "CodeBook", "Sources")]
    first = root.find(f".//{NS}PlainTextSelection")
    assert first is not None
    whole = next(archive.read(name) for name in archive.namelist() if TEXT.encode() == archive.read(name)).decode()
    assert whole[int(first.attrib["startPosition"]) : int(first.attrib["endPosition"])] == "Arda"


def test_forms_become_codes_under_their_variables_and_free_words_descriptions(tmp_path: Path) -> None:
    kind = StatementType("Claim", (Variable("who"), Variable("agreement", YES_NO), Variable("claim", LONG)))
    said = Statement("Claim", "1", 0, 4, "", {"who": "Arda", "agreement": False, "claim": "c1"})
    data, lost = write_qdpx(Project("p", (), (kind,), (), (Document("1", "t", "Text", "2014"),), (said,)))
    (tmp_path / "p.qdpx").write_bytes(data)
    read = read_qdpx(tmp_path / "p.qdpx")
    assert [(one.value, one.parent) for one in read.project.entities] == [
        ("Claim", ""), ("who", "Claim"), ("Arda", "who"), ("agreement", "Claim"), ("no", "agreement"),
    ]  # fmt: skip
    assert [one.values for one in read.project.statements] == [{CODE: "Arda"}, {CODE: "no"}]
    assert {one.kind for one in lost} == {"dates of documents", "free words of passages"}


@pytest.mark.parametrize("path", ["internal://a.txt", "a.txt", "internal://A.TXT", "sources/a.txt"])
@pytest.mark.parametrize("folder", ["sources", "Sources"])
def test_paths_of_texts_in_every_spelling(pack: Pack, path: str, folder: str) -> None:
    read = read_qdpx(
        pack(project_of(source(path)), {f"{folder}/a.txt": b"\xef\xbb\xbfArda signs."}, name="Project.qde")
    )
    (said,) = read.project.statements
    assert (said.values, said.coder, read.project.documents[0].text) == ({CODE: "who::same"}, "Ada", "Arda signs.")
    assert {one.value for one in read.project.entities} == {"who", "who::same", "same"}
    assert [(one.kind, one.count) for one in read.lost] == [("sets", 1)]


def test_what_a_text_lacks_is_told_and_the_others_are_read(pack: Pack) -> None:
    texts = [source("internal://none.txt"), source("internal://one.txt"), source("internal://far.txt", 3, 99)]
    texts += [source("internal://far.txt", code="c9"), source("internal://latin.txt"), "<PDFSource guid='d' name='d'/>"]
    files = {"sources/one.txt": b"\n", "sources/far.txt": b"Arda.", "sources/latin.txt": b"\xe9tat"}
    read = read_qdpx(pack(project_of(*texts), files))
    assert len(read.project.documents) == 2
    assert [one.values for one in read.project.statements] == [{}]
    told = [(one.kind, one.why, one.count) for one in read.lost]
    assert ("texts", "the file does not hold them", 1) in told
    assert ("texts", "they are empty (1 characters)", 1) in told
    assert ("passages", "their text is not there", 3) in told
    assert ("passages", "they lie outside of their text, or are empty", 1) in told
    assert ("codes of passages", "the codebook does not have them", 1) in told
    assert ("PDF files", "only texts are read", 1) in told


def test_attacks_and_broken_archives_are_refused(pack: Pack, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]>' + project_of()
    with pytest.raises(InputError, match="DOCTYPE"):
        read_qdpx(pack(bomb))
    with pytest.raises(InputError, match="leads outside"):
        read_qdpx(pack(project_of(), {"../evil.txt": b"x"}))
    with pytest.raises(InputError, match="times its size"):
        read_qdpx(pack(project_of(), {"sources/a.txt": b"0" * 20_000_000}))
    with pytest.raises(InputError, match=r"has 0 files \.qde"):
        read_qdpx(pack(project_of(), name="project.xml"))
    with pytest.raises(InputError, match="not well-formed"):
        read_qdpx(pack(project_of()[:-5]))
    whole = pack(project_of()).read_bytes()
    (tmp_path / "cut.qdpx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="damaged"):
        read_qdpx(tmp_path / "cut.qdpx")
    (tmp_path / "text.qdpx").write_bytes(b"id,text")
    with pytest.raises(InputError, match="zip archive"):
        read_qdpx(tmp_path / "text.qdpx")


def test_codebooks_go_both_ways(tmp_path: Path) -> None:
    data, lost = write_qdc(a_project())
    (tmp_path / "b.qdc").write_bytes(data)
    assert read_qdc(tmp_path / "b.qdc").project.entities == a_project().entities
    assert {one.kind: one.count for one in lost} == {"documents": 2, "statements": 3}
    (tmp_path / "p.qdc").write_text(project_of())
    with pytest.raises(InputError, match="<CodeBook>"):
        read_qdc(tmp_path / "p.qdc")


@pytest.mark.parametrize(
    ("name", "codes", "texts", "spans", "lack"),
    [
        ("TestProject.qdpx", 14, 3, 0, {"texts": 11, "passages": 8}),
        ("demo.qdpx", 262, 2, 205, {}),
        ("nvivo_project.qdpx", 262, 0, 0, {"texts": 2}),
    ],
)
def test_real_projects_open(
    tmp_path: Path, name: str, codes: int, texts: int, spans: int, lack: dict[str, int]
) -> None:
    path = SHARED / "data" / "documents" / "qda" / name
    if not path.is_file():
        pytest.skip("the projects of REFI-QDA programs are absent from FOEDUS_SHARED")
    read = read_qdpx(path)
    project = read.project
    assert (len(project.entities), len(project.documents), len(project.statements)) == (codes, texts, spans)
    told = {one.kind: one.count for one in read.lost}
    assert {kind: told.get(kind) for kind in lack} == lack
    (tmp_path / name).write_bytes(write_qdpx(project)[0])
    assert read_qdpx(tmp_path / name).project == project
    assert read_qde(SHARED / "data" / "documents" / "qda" / "Project.qde").project.name
