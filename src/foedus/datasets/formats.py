"""Formats that are no CSV, told by their bytes, else by the end of their name, each with the next step."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.files.formats import format_of_bytes, format_of_text

_EXPORT = "open it where it was made and save it as CSV (UTF-8)"
_CSV = "take the distributor's CSV, or save it as CSV"
_IN_R = "in R: write.csv({read}, 'FILE.csv', row.names = FALSE, na = '')"
_UNPACK = "unpack it yourself and give the folder or the CSV file"
_SHEET = "save the sheet as CSV (UTF-8) in the spreadsheet program, or take the distributor's CSV"
_ALONE = "give it alone with the dataset that it holds: foedus data add ID --from FILE.xlsx; or save the sheet as CSV (UTF-8)"
_AGAIN = "the server sent a page for people to read: open the address in a browser, and save the file itself"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files that is not read as a table."""

    what: str  #: Its name, with an article.
    step: str  #: What to do next.
    ends: tuple[str, ...] = ()  #: Ends of file names, lower case.
    table: bool = True  #: Whether such a file may hold the data that is looked for, and no page or codebook.


FORMATS = (
    Format("a Stata file (.dta)", f"it is not read here: {_CSV} (in Stata: export delimited)", (".dta",)),
    Format("an SPSS file (.sav)", f"it is not read here: {_CSV}", (".sav", ".por")),
    Format("an SPSS file (.zsav)", f"it is not read here: {_CSV}", (".zsav",)),
    Format("a SAS file", f"it is not read here: {_CSV}", (".sas7bdat", ".xpt")),
    Format("an R file (.rds)", _IN_R.format(read="readRDS('FILE.rds')"), (".rds",)),
    Format(
        "an R data file (.RData)",
        f"load it in R, then {_IN_R.format(read='TABLE').removeprefix('in R: ')}",
        (".rda", ".rdata"),
    ),
    Format("an Excel workbook (.xlsx)", _ALONE, (".xlsx", ".xlsm", ".xlsb")),
    Format("an old Excel or Word file (.xls, .doc)", _SHEET, (".xls",)),
    Format("an OpenDocument spreadsheet (.ods)", _ALONE, (".ods",)),
    Format("a Parquet file", f"it is not read here: {_EXPORT}", (".parquet",)),
    Format("an Arrow file", f"it is not read here: {_EXPORT}", (".arrow",)),
    Format("a Feather file", f"it is not read here: {_EXPORT}", (".feather",)),
    Format("a tar archive", f"it is not opened: {_UNPACK}", (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar")),
    Format("a 7-Zip archive (.7z)", f"it is not opened: {_UNPACK}", (".7z",)),
    Format("a RAR archive", f"it is not opened: {_UNPACK}", (".rar",)),
    Format("a bzip2 file (.bz2)", f"it is not opened: {_UNPACK}", (".bz2",)),
    Format("an xz file (.xz)", f"it is not opened: {_UNPACK}", (".xz", ".lzma")),
    Format("a zstd file (.zst)", f"it is not opened: {_UNPACK}", (".zst",)),
    Format("a PDF document", "take the file of data, not its documentation", (".pdf",), table=False),
    Format("a web page (HTML)", _AGAIN, (".html", ".htm"), table=False),
    Format("an XML file", f"it is not read here: {_EXPORT}", (".xml",), table=False),
    Format("JSON", f"it is not read here: {_EXPORT}", (".json", ".geojson"), table=False),
    Format("an SQLite database", f"it is not read here: {_EXPORT}", (".sqlite", ".db")),
    Format("a gzip file (.gz)", "give it a name that ends in .gz, such as FILE.csv.gz"),
    Format("a zip archive", "give it a name that ends in .zip"),
    Format("a pointer of Git LFS, not the file itself", "run git lfs pull, or download the file itself"),
)
_BY_NAME = {known.what: known for known in FORMATS}
_MARKS = ((257, b"ustar", "a tar archive"), (0, b"version https://git-lfs", FORMATS[-1].what))
_START = 20_000


def format_of_name(name: str) -> Format | None:
    """Return the format that the end of a name says; None for CSV, archives that are opened, and unknown ends."""
    plain = name.lower()
    return next((known for known in FORMATS if plain.endswith(known.ends or "\0")), None)


def format_of(name: str, data: bytes) -> Format | None:
    """Return the format that a file has by its bytes; its name counts where these say little, and are no text."""
    by_name = format_of_name(name)
    what = next((what for at, mark, what in _MARKS if data.startswith(mark, at)), "")
    what = what or format_of_bytes(data) or format_of_text(data[:_START].decode("utf-8", errors="replace"))
    if not what:
        return by_name if b"\0" in data[:512] else None
    if by_name is not None and what in (
        "a zip archive",
        "a gzip file (.gz)",
        "a bzip2 file (.bz2)",
        "an xz file (.xz)",
    ):
        return by_name
    return _BY_NAME.get(what) or Format(what, "give the distributor's CSV file")
