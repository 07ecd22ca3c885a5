"""What is read of each format, what is left out and told, and what is refused with a next step."""

from __future__ import annotations

import io
import os
import re
import struct
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from foedus.documents.extraction import apart
from foedus.documents.extraction.apart import read_apart
from foedus.documents.extraction.extract import Extracted, extract
from foedus.documents.extraction.kinds import KINDS
from foedus.documents.extraction.parts import MOST_PAGES
from foedus.documents.text import is_stored
from foedus.errors import InputError
from made_documents import PARAGRAPHS, a_docx, a_mail, a_pdf, an_odt, zipped
from official import SHARED

TEXT = "".join(f"{line}\n" for line in PARAGRAPHS)
SAMPLES = SHARED / "data" / "documents"
with_shared = pytest.mark.skipif(not SAMPLES.is_dir(), reason="FOEDUS_SHARED has no documents")


def one(name: str, data: bytes | str, **more: str) -> Extracted:
    found, refused = extract(name, data.encode() if isinstance(data, str) else data, **more)
    assert not refused
    assert len(found) == 1
    assert is_stored(found[0].text)
    return found[0]


HTML = f"""<!doctype html><html lang="en"><head><meta property="article:published_time" content="2015-05-13T08:00Z">
<title>Not read</title><style>p {{}}</style></head><body><nav><a href="/">Home</a></nav><main>
<p>The ministers of the two states met in <b>Sochi</b> on 12&nbsp;May 2015.<script>x()</script>
<p>No treaty was signed; &ldquo;the door is&#32;open&rdquo;, the envoy said.</p><p hidden>Unseen</p>
<div>{PARAGRAPHS[2]}</div></main><footer>Contact</footer></body></html>"""
FORMATS = {
    "talks.txt": TEXT.encode(),
    "talks.md": TEXT.encode("utf-16"),
    "talks.html": HTML.encode(),
    "talks.docx": a_docx(),
    "talks.odt": an_odt(),
}


@pytest.mark.parametrize("name", FORMATS)
def test_one_text_in_every_format_is_one_text(name: str) -> None:
    found = one(name, FORMATS[name])
    assert found.text.replace("\u00a0", " ") == TEXT
    assert found.file == name


def test_a_web_page_says_its_language_and_day_and_what_was_left_out() -> None:
    found = one("page", HTML)
    assert (found.media_type, found.language, found.date) == ("text/html", "en", "2015-05-13")
    assert any("11 characters of menus" in note for note in found.notes)


def test_a_web_page_that_is_not_well_made_is_read_as_browsers_do() -> None:
    assert one("a.html", "<html><head><title>T</title><body><p>One<p>Two<br>Three").text == "One\nTwo\nThree\n"
    assert one("a.html", "<html><nav>Menu never closed <p>" + "The article itself. " * 9).text.endswith("itself.\n")
    assert one("a.html", "<html><table><tr><td>a<td>b<tr><td>c").text == "a\tb\nc\n"
    assert one("a.html", "<html><pre>a\n  b</pre>").text == "a\n  b\n"


def test_pdf_lines_are_put_together_and_heads_of_pages_left_out() -> None:
    lines = [
        [
            "Annual report",
            "The ministers of the two states met in the town of Sochi",
            "and spoke at length of the long-term",
        ],
        [
            "Annual report",
            "cooperation that both sides had announced in the spring",
            "of that year. No treaty was signed.",
        ],
        ["Annual report", "Another paragraph that is long enough to fill its whole line", "ends here."],
    ]
    found = one("report.pdf", a_pdf([[*page, f"Page {at}"] for at, page in enumerate(lines, start=1)]))
    assert found.media_type == "application/pdf"
    assert "spoke at length of the long-term cooperation that both sides" in found.text
    assert "Annual report" not in found.text
    assert "Page" not in found.text
    assert any("left out: 'Annual report', 'Page 1'" in note for note in found.notes)


def test_a_damaged_pdf_that_can_be_read_in_part_is_told() -> None:
    whole = a_pdf([["First page"], ["Second page"]])
    assert not one("a.pdf", whole).notes
    damaged = one("a.pdf", whole.replace(b"startxref\n", b"startxref\n9"))
    assert damaged.text == "First page\n\nSecond page\n"
    assert "complaints of pypdf" in damaged.notes[0]


def test_a_mail_is_its_plain_part_and_its_attachments_are_documents() -> None:
    mail = a_mail(html="<p>Otherwise</p>", attached={"talks.docx": a_docx(), "../../photo.png": b"\x89PNG\r\n"})
    found, refused = extract("m.eml", mail)
    assert [document.file for document in found] == ["m.eml", "m.eml/talks.docx"]
    assert found[0].text.startswith("Subject: Talks in Sochi\nFrom: Press <press@example.org>\nDate: Tue, 12 May")
    assert found[0].text.endswith(f"\n\n{TEXT}")
    assert (found[0].date, found[1].text) == ("2015-05-12", TEXT)
    assert [(part.file, "picture" in part.why) for part in refused] == [("m.eml/photo.png", True)]


def test_a_mail_without_a_plain_part_is_its_page() -> None:
    page = b"From: a@example.org\nDate: Tue, 12 May 2015 10:00:00 +0300\nContent-Type: text/html; charset=iso-8859-1\n\n<p>D\xe9tente"
    assert one("m.eml", page).text.endswith("\nDétente\n")


def test_notes_tables_and_changes_of_a_word_document() -> None:
    body = (
        '<w:p><w:r><w:t>A pact</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> was near.</w:t></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2015</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>"
    )
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>So he said.</w:t></w:r></w:p></w:footnote>'
    )
    found = one("a.docx", a_docx(body, paragraphs=(), footnotes=notes, comments=""))
    assert found.text == "A pact[2] was near.\n[2] So he said.\nYear\t2015\nyes\n"
    assert found.notes == ("not read: comments", "1 tracked deletions left out, insertions read")


def test_notes_and_tables_of_a_writer_document() -> None:
    body = (
        '<text:p>A pact<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        '<text:p>So he said.</text:p></text:note-body></text:note> was<text:s text:c="2"/>near.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell>"
        "<text:p>2015</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert one("a.odt", an_odt(body, paragraphs=())).text == "A pact[1] was  near.\n[1] So he said.\nYear\t2015\n"


def test_a_table_of_texts_and_an_archive_hold_documents() -> None:
    table = 'id,date,text\nFirst one,2015-05-12,"No treaty, yet."\nb,,\nc,2016,Another\n'
    found, refused = extract(
        "all.zip", zipped({"b/talks.docx": a_docx(), "a.csv": table, "__MACOSX/x": "y", "c.bin": b"\0"})
    )
    assert [(document.file, document.date) for document in found] == [
        ("all.zip/a.csv/first-one.txt", "2015-05-12"),
        ("all.zip/a.csv/c.txt", "2016"),
        ("all.zip/b/talks.docx", ""),
    ]
    assert found[0].text == "No treaty, yet.\n"
    assert [part.file for part in refused] == ["all.zip/c.bin"]


def test_old_encodings_are_guessed_and_told_or_named() -> None:
    text = "Стороны договорились о прекращении огня и продолжении переговоров. " * 9
    found = one("a.txt", text.encode("cp1251"))
    assert found.text.startswith("Стороны договорились")
    assert "encoding guessed as cp1251" in found.notes[0]
    assert one("a.txt", text.encode("koi8-r"), encoding="koi8-r").text == found.text
    assert one("a.txt", "déjà".encode("latin-1"), encoding="latin-1").notes == ("read as latin-1",)


def test_what_a_page_says_of_its_encoding_is_held_against_its_bytes() -> None:
    page = '<html><meta charset="{}"><p>“Détente”, а не война'
    assert (
        one("a.html", page.format("windows-1251").replace("é", "e").encode("cp1251")).text == "“Detente”, а не война\n"
    )
    again = one("a.html", page.format("windows-1251").encode())
    assert (again.text, again.notes) == ("“Détente”, а не война\n", ("it says that it is windows-1251, and is not",))
    assert one("a.html", '<html><meta charset="iso-8859-1"><p>“Détente”'.encode("cp1252")).text == "“Détente”\n"
    assert one("a.html", "<html><p>d'état").text == "d'état\n"


def test_presentation_forms_and_words_from_left_to_right_are_turned() -> None:
    from foedus.documents.extraction.direction import turned

    right = ["ماده اول: همه افراد آزادند،", "و در سال 1948 NATO نبود.", "پس از آن،"]
    wrong = [" ".join(reversed(line.split())) for line in right]
    assert turned(wrong) == (right, 3)
    assert turned(right) == (right, 0)


BROKEN = {
    "empty.txt": (b" \n", "is empty"),
    "blank.docx": (a_docx(paragraphs=()), "document without text"),
    "scan.pdf": (a_pdf([[], []]), "no text in 2 pages.*ocrmypdf"),
    "cut.pdf": (a_pdf([["Text"]])[:300], "damaged.*print it as a PDF anew"),
    "no.pdf": (b"plain words", "is no pdf file, whatever its name says"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
    "a.rtf": (b"{\\rtf1 text}", "RTF document.*save it as .docx"),
    "book.xlsx": (zipped({"xl/workbook.xml": "<a/>"}), "Excel workbook"),
    "dtd.docx": (a_docx(before='<!DOCTYPE a [<!ENTITY b "c">]>'), "without a document type"),
    "cut.docx": (a_docx()[:200], "damaged"),
    "out.zip": (zipped({"../a.txt": "a"}), "a name that leads outside"),
    "drive.zip": (zipped({"C:/a.txt": "a"}), "a name that leads outside"),
    "root.zip": (zipped({"/etc/a.txt": "a"}), "a name that leads outside"),
    "bomb.zip": (zipped({"a.txt": b"0" * 3_000_000}), "times its size"),
    "wide.csv": (b"id,words\n1,a\n", "no column of texts: its header is id, words"),
    "quote.csv": (b'id,text\n1,"a\n', "is a quote left open"),
    "a.eml": (b"no fields at all", "is no mail"),
    "a.zip": (zipped({"b.bin": b"\0\1"}), "holds no document that can be read: a.zip/b.bin"),
    "bytes.txt": (bytes(range(256)) * 4, "holds no text"),
    "a.mp3": (b"ID3\x04" + bytes(90), "of a kind that is not read .\\.mp3"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_refused_with_a_reason_and_a_step(name: str) -> None:
    data, said = BROKEN[name]
    with pytest.raises(InputError, match=said):
        extract(name, data)


def test_a_directory_that_declares_more_than_it_holds_is_refused_before_unpacking() -> None:
    data = a_docx()
    at = data.rindex(b"PK\x01\x02")
    lying = data[: at + 24] + struct.pack("<I", 143_000_000) + data[at + 28 :]
    with pytest.raises(InputError, match=r"unpacks to 143,\d+,\d+ bytes"):
        extract("a.docx", lying)


def test_a_protected_pdf_and_one_of_too_many_pages_are_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(a_pdf([["Secret"]])))
    writer.encrypt("key", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    with pytest.raises(InputError, match="protected by a password; open it"):
        extract("a.pdf", data.getvalue())
    long = pypdf.PdfWriter()
    for _ in range(MOST_PAGES + 1):
        long.add_blank_page(200, 200)
    data = io.BytesIO()
    long.write(data)
    with pytest.raises(InputError, match=r"has 2,001 pages; expected at most 2,000"):
        extract("a.pdf", data.getvalue())


def test_a_reader_that_takes_too_long_or_too_much_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow.py").write_text("import time\ndef read(*_, **__):\n    time.sleep(60)\n")
    (tmp_path / "large.py").write_text("def read(*_, **__):\n    return [bytes(1 << 28) for _ in range(40)]\n")
    (tmp_path / "dead.py").write_text("import os\ndef read(*_, **__):\n    os._exit(9)\n")
    worker = Path(apart.__file__).with_name("worker.py").read_text(encoding="utf-8")
    own = worker.replace('f"foedus.documents.extraction.{module}"', "module")
    (tmp_path / "own_worker.py").write_text(own, encoding="utf-8")
    monkeypatch.setattr(apart, "_WORKER", "own_worker")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    with pytest.raises(InputError, match=r"reading a\.pdf took more than 3 s and was ended"):
        read_apart("slow", "a.pdf", b"x", seconds=3)
    with pytest.raises(InputError, match="needs more than 1,500,000,000 bytes of memory"):
        read_apart("large", "a.pdf", b"x")
    with pytest.raises(InputError, match=r"ended without an answer \(code 9\)"):
        read_apart("dead", "a.pdf", b"x")


def test_what_lies_in_the_working_folder_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pypdf.py").write_text("raise SystemExit(5)")
    monkeypatch.chdir(tmp_path)
    assert one("a.pdf", a_pdf([["Words of a page"]])).text == "Words of a page\n"


def test_every_format_has_a_reader() -> None:
    folder = Path(apart.__file__).parent
    assert {f"{kind.module}.py" for kind in KINDS.values()} <= {path.name for path in folder.iterdir()}


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def score(found: str, truth: str) -> tuple[float, float]:
    """Recall and precision of words."""
    one, other = words(found), words(truth)
    both = (one & other).total()
    return both / other.total(), both / one.total()


@with_shared
@pytest.mark.parametrize(
    ("name", "precision"),
    [("russia-ungd-2017.html", 0.994), ("russia-ungd-2017.docx", 0.996), ("russia-ungd-2017.pdf", 0.995)],
)
def test_a_speech_in_other_formats_has_its_words(name: str, precision: float) -> None:
    truth = (SAMPLES / "ungd" / "2017-russia.txt").read_text(encoding="utf-8")
    recall, precise = score(one(name, (SAMPLES / "formats" / name).read_bytes()).text, truth)
    assert recall == 1.0
    assert precise >= precision


@with_shared
def test_a_mailed_speech_is_read_and_its_attachment_too() -> None:
    truth = (SAMPLES / "ungd" / "2017-russia.txt").read_text(encoding="utf-8")
    found, refused = extract("m.eml", (SAMPLES / "formats" / "russia-ungd-2017.eml").read_bytes())
    assert not refused
    # The plain part of the mail ends in the middle of a word of the speech.
    body = found[0].text.partition("\n\n")[2]
    assert score(body, truth)[1] >= 0.998
    assert score(found[1].text, truth)[0] == 1.0


@with_shared
@pytest.mark.parametrize("name", ["udhr.fa.docx", "udhr.fa.pdf"])
def test_persian_is_read_in_the_order_of_its_words(name: str) -> None:
    truth = (SAMPLES / "treaty" / "udhr.fa.txt").read_text(encoding="utf-8")
    found = one(name, (SAMPLES / "formats" / name).read_bytes()).text
    assert score(found, truth) == (1.0, 1.0)
    pairs = [Counter(pairwise(tokens)) for tokens in (re.findall(r"\w+", text) for text in (found, truth))]
    assert (pairs[0] & pairs[1]).total() >= 0.99 * pairs[1].total()


@with_shared
@pytest.mark.parametrize(
    ("name", "truth"),
    [("udhr-windows-1251.ru.txt", "udhr.ru.txt"), ("charter-windows-1256.ar.txt", "un-charter.ar.txt")],
)
def test_the_code_pages_of_russian_and_arabic_are_guessed_rightly(name: str, truth: str) -> None:
    found = one(name, (SAMPLES / "formats" / name).read_bytes())
    assert score(found.text, (SAMPLES / "treaty" / truth).read_text(encoding="utf-8")) == (1.0, 1.0)


@with_shared
def test_lines_of_a_printed_meeting_are_put_together_and_no_word_is_lost() -> None:
    for path in sorted((SAMPLES / "unsc" / "spv.7271").glob("spch00*.txt")):
        raw = path.read_text(encoding="utf-8")
        text = one(path.name, raw).text
        assert re.sub(r"[-\s]", "", text) == re.sub(r"[-\s]", "", raw)
        # Nothing was broken inside a word in these meetings: what has a hyphen at the end of a line is written with it.
        for first, second in re.findall(r"(\w+)-\n(\w+)", raw):
            assert f"{first}-{second}" in text
        short = [line for line in text.split("\n") if 0 < len(line) < 40]
        assert len(short) <= 3


def test_no_name_inside_a_file_reaches_a_message_raw() -> None:
    """An archive, a mail and a document in them, each damaged, under a name that would command a terminal."""
    name = "a\x01\x1b[31m\u202eb"
    inner = {
        f"{name}.txt": b"Text",
        f"{name}.docx": a_docx()[:200],
        f"{name}.pdf": b"%PDF-1.4 no more",
        f"{name}.eml": b"no mail",
        f"{name}.xyz": b"?\x00",
        f"{name}.zip": zipped({"b.txt": b"x"}),
        f"{name}.csv": b"a,b\n1,2\n",
    }
    whole = zipped(inner)
    found, refused = extract("all.zip", whole)
    assert len(found) + len(refused) == len(inner)
    told = [one.file for one in found] + [f"{one.file} {one.why}" for one in refused]
    assert not [text for text in told if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)]
    directory = whole.replace(b"PK\x03\x04", b"PK\x03\x05", 1)
    with pytest.raises(InputError) as error:
        extract("all.zip", directory)
    assert str(error.value).isprintable()
