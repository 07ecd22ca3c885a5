"""Encodings: what is read with a note, what is refused, and that the next step fits the kind of the file."""

from __future__ import annotations

import codecs

import pytest

from foedus.files.findings import Findings
from foedus.files.raw import decode

TABLE = "actor,position\nCôte d'Ivoire,1\nایران,2\nРоссия,3\n"
TOML = 'title = "Übung"\n'


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (TABLE.encode(), ""),
        (codecs.BOM_UTF8 + TABLE.encode(), "byte order mark"),
        (TABLE.encode("utf-16"), "UTF-16 read"),
        (codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), "UTF-16 read"),
        (TABLE.encode("utf-16-le"), "UTF-16 without its mark"),
        (TABLE.encode("utf-16-be"), "UTF-16 without its mark"),
        (TABLE.encode("utf-32"), "UTF-32 read"),
        (TABLE.replace("\n", "\r\n").encode("utf-16"), "line ends"),
        (TABLE.replace("\n", "\r").encode(), "line ends"),
        (TABLE.encode() + b"\x1a", "U+001A"),
        (TABLE.encode() + b"\x1a\n", "U+001A"),
    ],
)
def test_what_programs_save_is_read_and_told(data: bytes, noted: str) -> None:
    findings = Findings()
    text = decode("a.csv", data, findings=findings)
    assert text is not None
    assert text.rstrip("\n") == TABLE.rstrip("\n")
    assert not findings.problems
    assert any(noted in note for note in findings.notes) if noted else findings.notes == []


@pytest.mark.parametrize(
    ("codec", "word"),
    [("cp1252", "Côte"), ("cp1250", "Češka"), ("cp1251", "Россия"), ("cp1256", "سلام"), ("cp932", "日本")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_code_page_is_never_guessed(codec: str, word: str, end: str) -> None:
    findings = Findings()
    data = f"actor,position{end}Arda,1{end}{word},2{end}".encode(codec)
    assert decode("a.csv", data, findings=findings) is None
    (problem,) = findings.problems
    assert problem.row == 3
    assert "save it again as UTF-8 (in a spreadsheet: 'CSV UTF-8')" in problem.expected


@pytest.mark.parametrize(
    ("file", "step"), [("case.toml", "encoding UTF-8"), ("sources.bib", "export"), ("x.net", "save")]
)
def test_no_csv_is_asked_of_other_files(file: str, step: str) -> None:
    findings = Findings()
    assert decode(file, "# Müller\n".encode("cp1252"), findings=findings) is None
    assert step in findings.problems[0].expected
    assert "CSV" not in findings.problems[0].expected


def test_broken_utf_16_is_told() -> None:
    findings = Findings()
    assert decode("case.toml", TOML.encode("utf-16")[:-1], findings=findings) is None
    assert "UTF-16 that is whole" in findings.problems[0].expected


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04....xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"),
        (b"PK\x03\x04....data.csv", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"%PDF-1.7", "a PDF"),
        (b"$FL2@(#) SPSS", "an SPSS file"),
        (b"<stata_dta><header>", "a Stata file"),
        (b"\x72\x02\x01\x00\x05\x00", "a Stata file"),
        (b"RDX3\nX\n", "an R data file"),
    ],
)
def test_other_formats_are_called_by_name(data: bytes, what: str) -> None:
    findings = Findings()
    assert decode("table.csv", data, findings=findings) is None
    assert findings.problems[0].value.startswith(what)
    assert "a CSV table" in findings.problems[0].expected


def test_marks_of_direction_and_lost_letters_are_told_and_kept() -> None:
    findings = Findings()
    text = "a\nb\u202ec\u202c\nرفت\u200cو\u200cآمد \u200f\nM?ller \ufffd\nCÃ´te\n"
    assert decode("claims.csv", text.encode(), findings=findings) == text
    direction, lost, twice = findings.notes
    assert "3 marks of direction (U+200F, U+202C, U+202E) in lines 2, 3" in direction
    assert "U+FFFD" in lost
    assert "line 4" in lost
    assert "line 5" in twice
    assert not any(mark in note for note in findings.notes for mark in "\u202e\u202c\u200f")
