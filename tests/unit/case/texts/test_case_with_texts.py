"""A case with texts: read, checked, formatted, as a workbook and back; one without stays as it is."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders import a_coded_case
from foedus.case import builtin
from foedus.case.format import format_case
from foedus.case.model import Passage
from foedus.case.read import read_case
from foedus.case.schema import UNTOLD
from foedus.case.texts.add import Given, Original, add_documents
from foedus.case.texts.export import exported
from foedus.case.texts.place import place_claims
from foedus.case.texts.revise import revise_document
from foedus.case.texts.shelf import read_shelf
from foedus.case.texts.tell import listed, record
from foedus.case.write import write_case
from foedus.cli.app import app
from foedus.documents.anchors import anchor_at
from foedus.documents.locating import numbered, place_of
from foedus.errors import CaseError, InputError
from made_documents import a_docx, a_mail, a_pdf, zipped
from official import SHARED

STUDY = SHARED / "paper" / "iran-russia-cooperation-syria.txt"
SPEECH = (
    "Mr. Lavrov met his colleague in Sochi.\n"
    "“No treaty was signed,\tand none is planned”, he said. 😀 L’État, c’est moi.\n"
    "Both sides spoke of the border.\n"
)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case as it is written, without texts."""
    write_case(a_coded_case().build(), tmp_path / "case")
    return tmp_path / "case"


def anchored(folder: Path, *quotes: str) -> Path:
    """The case with the speech, and a claim anchored to each quote."""
    add_documents(folder, [Original("speech.txt", SPEECH.encode())])
    case = read_case(folder)
    anchors = [anchor_at(SPEECH, SPEECH.index(quote), SPEECH.index(quote) + len(quote)) for quote in quotes]
    passages = tuple(
        Passage(claim.id, "speech", one.start, one.stop, one.exact, one.prefix, one.suffix)
        for claim, one in zip(case.claims, anchors, strict=False)
    )
    write_case(replace(case, anchors=passages), folder)
    return folder


def test_a_case_without_texts_stays_byte_for_byte_and_says_nothing_of_them(folder: Path) -> None:
    before = contents(folder)
    assert not set(before) & UNTOLD
    case = read_case(folder)
    assert not any(file in note for file in UNTOLD for note in case.notes)
    assert format_case(folder) == ()
    assert contents(folder) == before


def test_documents_are_added_in_one_step_and_a_second_time_nothing_changes(folder: Path) -> None:
    originals = [Original("Speech 1.txt", SPEECH.encode()), Original("talks.docx", a_docx())]
    found = add_documents(folder, originals, given=Given(language="en", licence="CC0-1.0", retrieved="2016-01-02"))
    assert [one.id for one in found.added] == ["speech-1", "talks"]
    assert set(found.files) == {"documents.csv", "datapackage.json", "documents/speech-1.txt", "documents/talks.txt"}
    before = contents(folder)
    assert before["documents/speech-1.txt"].decode() == SPEECH
    assert before["documents.csv"].decode().split("\n")[1].startswith("speech-1,,Speech 1.txt,")
    assert before["documents.csv"].decode().split("\n")[1].endswith(",text/plain,en,,2016-01-02,CC0-1.0")
    again = add_documents(folder, originals)
    assert again.there == (("Speech 1.txt", "speech-1"), ("talks.docx", "talks"))
    assert (again.added, again.files, contents(folder)) == ((), (), before)
    case = read_case(folder)
    assert case.texts["speech-1"] == SPEECH
    assert format_case(folder) == ()


def test_the_order_in_which_documents_are_added_makes_no_difference(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_case(read_case(folder), other)
    one, two = Original("b.txt", b"Words of one."), Original("a.txt", b"Words of another.")
    add_documents(folder, [one, two])
    add_documents(other, [two])
    add_documents(other, [one])
    assert contents(folder) == contents(other)


def test_ids_name_one_thing_and_a_text_goes_by_the_name_of_its_work(folder: Path) -> None:
    found = add_documents(
        folder,
        [Original(name, name.encode()) for name in ("study-1.txt", "arda.md", "x/arda.txt", "؟.txt", "document.txt")],
    )
    assert [one.id for one in found.added] == ["study-1-text", "arda-2", "arda-3", "document", "document-2"]
    case = read_case(folder)
    assert [document.source for document in case.documents if document.id == "study-1-text"] == ["study-1"]


def test_what_was_read_before_is_told_when_it_comes_in_another_format(folder: Path) -> None:
    words = " ".join(f"word{number}" for number in range(400))
    found = add_documents(folder, [Original("a.txt", words.encode()), Original("b.docx", a_docx(paragraphs=(words,)))])
    assert found.added[1].alike == (("a", 1.0),)
    assert (
        add_documents(folder, [Original("c.txt", b"Quite another text of at least eight words.")]).added[0].alike == ()
    )


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_added(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("One")
    (tmp_path / "in" / "b.pdf").write_bytes(b"no pdf")
    (tmp_path / "in" / ".hidden").write_text("x")
    (tmp_path / "in" / "m.eml").write_bytes(
        a_mail("Hello", attached={"n.txt": b"Inside", "o.zip": zipped({"a.txt": "b"})})
    )
    found = add_documents(folder, [tmp_path / "in"])
    assert [one.file for one in found.added] == ["a.txt", "m.eml", "m.eml/n.txt"]
    assert [Path(file).name for file, _ in found.refused] == ["b.pdf", "o.zip"]
    before = contents(folder)
    with pytest.raises(InputError, match=r"nothing was added; .*b\.pdf: .*is no pdf file"):
        add_documents(folder, [tmp_path / "in" / "b.pdf"])
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Given(source="study-2"), "--source 'study-2': no key of sources.csv .nearest: 'study-1'"),
        (Given(id="Not an id"), "--id 'Not an id': .*nearest: 'not-an-id'"),
        (Given(id="arda"), "names something in the case already"),
        (Given(date="12.5.2015"), "--date '12.5.2015'"),
        (Given(language="English!"), "--language"),
    ],
)
def test_what_is_given_wrongly_is_refused_before_anything_is_written(folder: Path, given: Given, said: str) -> None:
    before = contents(folder)
    with pytest.raises(InputError, match=said):
        add_documents(folder, [Original("a.txt", b"Text")], given=given)
    assert contents(folder) == before


def test_documents_need_a_case_folder_but_no_whole_case(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"it has no case\.toml.*foedus case new"):
        add_documents(tmp_path, [Original("a.txt", b"Text")])
    (folder / "claims.csv").write_text("id,kind\nbroken\n")
    assert add_documents(folder, [Original("a.txt", b"Text")]).added[0].id == "a"


def test_passages_come_back_character_by_character_also_through_a_workbook(folder: Path, tmp_path: Path) -> None:
    anchored(folder, "No treaty was signed,\tand none", " 😀 L’État", "colleague in Sochi.\n“No", "moi.\n")
    case = read_case(folder)
    assert [passage.exact for passage in case.anchors] == [
        "No treaty was signed,\tand none", " 😀 L’État", "colleague in Sochi.\n“No", "moi.\n",
    ]  # fmt: skip
    assert all(passage.anchor.holds(SPEECH) for passage in case.anchors)
    assert case.notes == read_case(folder).notes
    assert not any("anchors" in note for note in case.notes)
    assert format_case(folder) == ()
    run = CliRunner().invoke
    book = tmp_path / "c.xlsx"
    assert run(app, ["case", "workbook", str(folder), "--out", str(book)]).exit_code == 0
    assert (tmp_path / "c-files" / "documents" / "speech.txt").read_text(encoding="utf-8") == SPEECH
    assert run(app, ["case", "workbook", str(book), "--out", str(tmp_path / "back")]).exit_code == 0
    assert contents(tmp_path / "back") == contents(folder)


def test_a_passage_that_is_not_where_it_should_be_is_told_with_its_place_and_a_step(folder: Path) -> None:
    anchored(folder, "Both sides", "Sochi")
    text = folder / "documents" / "speech.txt"
    text.write_text("A preface.\n" + SPEECH.replace("Sochi", "Kazan"), encoding="utf-8")
    notes = [note for note in read_case(folder).notes if note.startswith("anchors.csv")]
    assert len(notes) == 2
    at = (len("A preface.\n") + SPEECH.index("Both sides"),)
    assert f"it stands at {at[0]}-{at[0] + 10}; `foedus documents revise CASE speech`" in notes[0]
    assert "'Sochi', is not at" in notes[1]
    assert "it was not found" in notes[1]
    found = revise_document(folder, "speech")
    assert (dict(found.placed), [lost.exact for lost in found.lost]) == ({"context": 1}, ["Sochi"])
    assert [
        passage.exact for passage in read_case(folder).anchors if passage.anchor.holds(text.read_text("utf-8"))
    ] == ["Both sides"]
    assert len(read_case(folder).anchors) == 2


def test_a_new_edition_takes_the_passages_over_and_its_original_into_the_row(folder: Path, tmp_path: Path) -> None:
    anchored(folder, "No treaty was signed", "Both sides spoke", "met his colleague")
    new = tmp_path / "speech-2.txt"
    new.write_text("Corrected.\n" + SPEECH.replace("met his colleague", "met the colleague"), encoding="utf-8")
    found = revise_document(folder, "speech", new)
    assert (sum(found.placed.values()), len(found.lost)) == (2, 1)
    assert found.lost[0].instead == "met the colleague"
    case = read_case(folder)
    assert case.document["speech"].file == "speech-2.txt"
    assert [passage.exact for passage in case.anchors] == [
        "No treaty was signed",
        "Both sides spoke",
        "met his colleague",
    ]
    assert [passage.anchor.holds(case.texts["speech"]) for passage in case.anchors] == [True, True, False]
    with pytest.raises(InputError, match=r"no document 'speach' .nearest: 'speech'"):
        revise_document(folder, "speach")


def test_spans_that_are_none_and_unknown_documents_are_problems(folder: Path) -> None:
    anchored(folder, "Both sides")
    table = folder / "anchors.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",speech,", ",speach,"), encoding="utf-8")
    with pytest.raises(
        CaseError, match=r"anchors.csv:2 document: 'speach', expected an id of documents \(nearest: 'speech'\)"
    ):
        read_case(folder)
    header = "claim,document,start,stop,exact,prefix,suffix\n"
    table.write_text(header + f"{read_claim(folder)},speech,9,9,x,,\n", encoding="utf-8")
    with pytest.raises(CaseError, match="stop: '9', expected a number above start"):
        read_case(folder)


def read_claim(folder: Path) -> str:
    return (folder / "claims.csv").read_text(encoding="utf-8").split("\n")[1].split(",")[0]


def test_texts_may_be_missing_and_are_put_back_by_their_originals(folder: Path) -> None:
    anchored(folder, "Both sides")
    before = contents(folder)
    (folder / "documents" / "speech.txt").unlink()
    (folder / "documents" / "stray.txt").write_text("x")
    notes = read_case(folder).notes
    assert any("texts that are not in the folder documents: speech" in note for note in notes)
    assert any(note.startswith("documents/stray.txt: no document") for note in notes)
    (folder / "documents" / "stray.txt").unlink()
    found = add_documents(folder, [Original("other name.txt", SPEECH.encode())])
    assert found.restored == ("speech",)
    assert contents(folder) == before


def test_a_text_without_a_row_gets_one_and_no_other_takes_its_place(folder: Path) -> None:
    (folder / "documents").mkdir()
    own = folder / "documents" / "mine.txt"
    own.write_text("Put there by hand.\n", encoding="utf-8")
    other = add_documents(folder, [Original("mine.txt", b"Another text of that name.")])
    assert other.added[0].id == "mine-2"
    assert add_documents(folder, [own]).added[0].id == "mine"
    assert read_case(folder).texts == {"mine": "Put there by hand.\n", "mine-2": "Another text of that name.\n"}


def test_the_tables_of_the_case_are_not_taken_for_texts(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    assert [one.id for one in add_documents(folder, [tmp_path]).added] == ["speech"]
    with pytest.raises(InputError, match="is the case itself"):
        add_documents(folder, [folder])


def test_a_text_that_git_gave_other_ends_of_lines_is_the_same_text(folder: Path) -> None:
    anchored(folder, "Both sides")
    before = contents(folder)
    text = folder / "documents" / "speech.txt"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    case = read_case(folder)
    assert case.texts["speech"] == SPEECH
    assert any(note.startswith("documents/speech.txt: read with") for note in case.notes)
    assert [change.file for change in format_case(folder)] == ["documents/speech.txt"]
    assert contents(folder) == before


def test_documents_are_listed_shown_and_exported_with_their_claims(folder: Path) -> None:
    anchored(folder, "No treaty was signed", "Both sides")
    shelf = read_shelf(folder)
    line = listed(shelf)[0]
    assert (line.id, line.characters, line.paragraphs, line.claims, line.lost) == ("speech", len(SPEECH), 3, 2, 0)
    found = record(shelf, "speech")
    assert found["text"] == SPEECH
    lines = exported(shelf).decode("utf-8").splitlines()
    passage = json.loads(lines[0])["passages"][0]
    assert passage["exact"] == SPEECH[passage["start"] : passage["stop"]] == "No treaty was signed"
    assert passage["predicate"] == read_case(folder).claims[0].predicate


def test_the_commands_say_what_they_did(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "page.pdf").write_bytes(a_pdf([["Words of a page"]]))
    made = run(app, ["documents", "add", str(folder), str(tmp_path / "speech.txt"), str(tmp_path / "page.pdf")])
    assert made.exit_code == 0, made.output
    assert f"speech: {len(SPEECH)} characters of speech.txt" in made.output
    assert "2 documents added" in made.output
    again = run(app, ["documents", "add", str(folder), str(tmp_path / "speech.txt")])
    assert "speech.txt: there already as speech, not taken again" in again.output
    shown = run(app, ["documents", "list", str(folder)]).output
    assert "page  page.pdf; 16 characters; 0 claims" in shown
    assert run(app, ["documents", "show", str(folder), "speech"]).output == SPEECH
    address = run(app, ["documents", "add", str(folder), "https://example.org/a.pdf"])
    assert isinstance(address.exception, InputError)
    assert "give --fetch" in str(address.exception)


PAPER = (
    "Abstract: Of two rivers and a dam.\n1. INTRODUCTION\nBoth met in spring[1]. A treaty was far off, the minister said[2]. Boats\n"
    "A head of the page\nlay idle in the harbour. Nobody patrolled.\nIt rained.\n"
)


def test_claims_that_say_where_they_stand_get_their_passages(folder: Path, tmp_path: Path) -> None:
    claims = (
        a_coded_case()
        .with_claim("p1", source="study-1", locator="§1 ¶1", reference="ref02", text="No accord was near.")
        .with_claim("p2", source="study-1", locator="§1 ¶1", text="Boats were idle in the harbour that day.")
        .with_claim("p3", source="study-1", locator="section 1, para 2", text="Other words.")
        .with_claim("p4", source="study-1", locator="§4 ¶1")
        .with_claim("p5", source="study-1", locator="p. 12")
        .with_source("ref02", stub=True)
    )
    case = tmp_path / "located"
    write_case(claims.build(), case)
    given = Given(source="study-1")
    found = add_documents(case, [Original("paper.md", PAPER.encode())], given=given).placed[0]
    assert {claim: why for claim, why in found.open if claim[0] == "p"} == {
        "p4": "the text has no paragraph 1 of section 4",
        "p5": "'p. 12' names no section and paragraph",
    }
    exact = {passage.claim: passage.exact for passage in read_case(case).anchors}
    assert exact["p1"] == "A treaty was far off, the minister said[2]."
    assert exact["p2"] == "Boats\nA head of the page\nlay idle in the harbour."
    assert exact["p3"] == "It rained."
    before = contents(case)
    assert place_claims(case, "paper").claims == ()
    assert contents(case) == before
    add_documents(folder, [Original("other.txt", b"Text")])
    with pytest.raises(InputError, match="is the text of no work yet; say of which one with --source"):
        place_claims(folder, "other")


@pytest.mark.skipif(not STUDY.is_file(), reason="FOEDUS_SHARED has no study")
def test_the_claims_of_the_built_in_case_find_their_passages_in_the_study(tmp_path: Path) -> None:
    shutil.copytree(builtin.__path__[0] + "/iran-russia-syria", tmp_path / "case")
    # Neither the file's name nor a title at its beginning says whose text it is; the claims do.
    found = add_documents(tmp_path / "case", [Original("downloaded.txt", STUDY.read_bytes())]).placed[0]
    case = read_case(tmp_path / "case")
    assert (len(found.claims), [claim for claim, _ in found.open]) == (345, ["s2-23", "s2-24", "s2-25"])
    text = case.texts[found.document]
    paragraphs = {(one.section, one.number): one.spans for one in numbered(text)}
    for passage in case.anchors:
        claim = case.claim[passage.claim]
        place = place_of(claim.locator)
        assert place is not None
        spans = paragraphs[place]
        assert spans[0].start <= passage.start < passage.stop <= spans[-1].stop
        # What the coder noted as the paragraph holds the mark of the reference that the coder noted.
        for key in claim.reference:
            assert f"[{int(key.removeprefix('ref'))}]" in text[spans[0].start : spans[-1].stop]
    assert found.paragraphs < 0.15 * len(found.claims)
