"""Formats that are no CSV, told by their first bytes, else by the end of their name, each with the next step."""

from __future__ import annotations

from dataclasses import dataclass

_EXPORT = "open it where it was made and save it as CSV (UTF-8)"
_IN_R = "in R: write.csv({read}, 'FILE.csv', row.names = FALSE, na = '')"
_UNPACK = "unpack it yourself and give the folder or the CSV file"
_SHEET = "save the sheet as CSV (UTF-8) in the spreadsheet program, or take the distributor's CSV"
_AGAIN = "the server sent a page for people to read: open the address in a browser, and save the file itself"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files that is not read as a table."""

    what: str  #: Its name, with an article.
    step: str  #: What to do next.
    ends: tuple[str, ...] = ()  #: Ends of file names, lower case.
    marks: tuple[bytes, ...] = ()  #: First bytes.


FORMATS = (
    Format(
        "a Stata file (.dta)",
        "Stata files are not read here: take the distributor's CSV, or save it as CSV (in Stata: export delimited)",
        (".dta",),
        (b"<stata_dta>", b"\x72\x01\x01\x00", b"\x72\x02\x01\x00", b"\x71\x01\x01\x00", b"\x71\x02\x01\x00"),
    ),
    Format(
        "an SPSS file (.sav)",
        "SPSS files are not read here: take the distributor's CSV, or save it as CSV",
        (".sav", ".zsav", ".por"),
        (b"$FL2", b"$FL3"),
    ),
    Format(
        "a SAS file",
        "SAS files are not read here: take the distributor's CSV, or save it as CSV",
        (".sas7bdat", ".xpt"),
        (b"\0" * 12 + b"\xc2\xea\x81\x60",),
    ),
    Format("an R file (.rds)", _IN_R.format(read="readRDS('FILE.rds')"), (".rds",)),
    Format(
        "an R file (.RData)",
        f"load it in R, then {_IN_R.format(read='TABLE').removeprefix('in R: ')}",
        (".rda", ".rdata"),
        (b"RDX2", b"RDX3"),
    ),
    Format("an Excel workbook (.xlsx)", _SHEET, (".xlsx", ".xlsm", ".xlsb")),
    Format("an Excel workbook (.xls)", _SHEET, (".xls",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    Format("a spreadsheet of LibreOffice (.ods)", _SHEET, (".ods",)),
    Format("a Parquet file", f"Parquet is not read here: {_EXPORT}", (".parquet",), (b"PAR1",)),
    Format("an Arrow file", f"Arrow files are not read here: {_EXPORT}", (".feather", ".arrow"), (b"ARROW1", b"FEA1")),
    Format(
        "a tar archive", f"tar archives are not opened: {_UNPACK}", (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar")
    ),
    Format("a 7z archive", f"7z archives are not opened: {_UNPACK}", (".7z",), (b"7z\xbc\xaf\x27\x1c",)),
    Format("a RAR archive", f"RAR archives are not opened: {_UNPACK}", (".rar",), (b"Rar!\x1a\x07",)),
    Format("a file compressed by bzip2", f"it is not opened: {_UNPACK}", (".bz2",), (b"BZh",)),
    Format("a file compressed by xz", f"it is not opened: {_UNPACK}", (".xz", ".lzma"), (b"\xfd7zXZ\x00",)),
    Format("a file compressed by zstd", f"it is not opened: {_UNPACK}", (".zst",), (b"\x28\xb5\x2f\xfd",)),
    Format("a PDF", "take the file of data, not its documentation", (".pdf",), (b"%PDF-",)),
    Format("a web page", _AGAIN, (".html", ".htm")),
    Format("an XML file", f"XML is not read here: {_EXPORT}", (".xml",), (b"<?xml",)),
    Format("a JSON file", f"JSON is not read here: {_EXPORT}", (".json", ".geojson")),
    Format("a database of SQLite", f"it is not read here: {_EXPORT}", (".sqlite", ".db"), (b"SQLite format 3\x00",)),
    Format("a gzip file", "give it a name that ends in .gz, such as FILE.csv.gz", (), (b"\x1f\x8b",)),
    Format("a zip archive", "give it a name that ends in .zip", (), (b"PK\x03\x04", b"PK\x05\x06")),
    Format(
        "a pointer of Git LFS, not the file itself",
        "run git lfs pull, or download the file itself",
        (),
        (b"version https://git-lfs",),
    ),
)
_PAGES = (b"<!doctype html", b"<html")
_TAR_AT, _TAR = 257, b"ustar"


def format_of_name(name: str) -> Format | None:
    """Return the format that the end of a name says; None for CSV, archives that are opened, and unknown ends."""
    plain = name.lower()
    return next((known for known in FORMATS if plain.endswith(known.ends or "\0")), None)


def format_of(name: str, data: bytes) -> Format | None:
    """Return the format that a file has by its first bytes, else by its name, if it is no text."""
    start = data[:512]
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        return _named("a web page")
    if start[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return _named("a tar archive")
    known = next((known for known in FORMATS if start.startswith(known.marks or b"\0" * 600)), None)
    by_name = format_of_name(name)
    if by_name is not None and (known is not None or b"\0" in start):
        return by_name
    return known


def _named(what: str) -> Format:
    return next(known for known in FORMATS if known.what == what)
