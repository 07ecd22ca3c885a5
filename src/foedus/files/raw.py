"""Bytes to rows of text: line ends, separators, and where every row stands.

Nothing here knows what a column means. What spreadsheets and editors add (a byte order mark, Windows
line ends, semicolons, a ``sep=`` line, blanks at the end) is accepted and noted; what would change the content of a
cell is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from foedus.files.cells import is_cell
from foedus.files.characters import CONTROL, DIRECTION, DIRECTIONS
from foedus.files.encoding import Unreadable, to_text
from foedus.files.fields import Table
from foedus.files.findings import Findings, shorten
from foedus.files.formats import format_of_bytes, format_of_text
from foedus.files.header import SEPARATORS, find_start, spell
from foedus.files.quotes import Lines, LineTooLong, swallowed_row

LONGEST_CELL = 100_000
"""Characters of the longest cell accepted; more is a file that is not a table."""

LONGEST_LINE = 1_000_000
"""Characters of the longest line of a table that is read."""
MOST_LINES = 1_000_000
"""Lines of the longest table."""
MOST_CELLS = 5_000_000
"""Cells of the largest table."""
MOST_COLUMNS = 16_384
"""Columns of the widest table, as many as a sheet of Excel has."""

_TABLES = (".csv", ".tsv", ".tab", ".txt")
_TEXT = ("a text file", "save it again as UTF-8")
_WANTED = {
    ".toml": ("a TOML file", "save it again as UTF-8 (in an editor of text: Save as, encoding UTF-8)"),
    ".bib": ("a BibTeX file", "export or save it again as UTF-8"),
    **dict.fromkeys(_TABLES, ("a CSV table", "save it again as UTF-8 (in a spreadsheet: 'CSV UTF-8')")),
}
"""By the ending of a file: what it should be, and how it is saved in the right encoding."""

_LOOKED_AT = 20_000
"""Rows after which a table that is none is told from one."""
_TYPED = ("id", "key", "slug", "word", "integer", "number", "boolean", "date")
"""Types whose cells tell a row from prose; any text is a text or the id of something."""
_MOJIBAKE = re.compile("[ÂÃÄÅÐÑØÙÚÛ][\u0080-\u00bf]")


@dataclass(slots=True)
class RawTable:
    """A CSV file as text."""

    columns: list[str]  #: The header.
    #: Line of the file on which the row starts, as an editor counts it, and its cells, as many as the header has.
    rows: list[tuple[int, list[str]]]
    header: int = 1  #: Line of the header.


@dataclass(slots=True)
class RawCase:
    """A case folder as text, before anything is understood; `migrate` changes it in place."""

    settings: dict[str, object]  #: Content of ``case.toml``.
    settings_text: str  #: Its text.
    tables: dict[str, RawTable]  #: By file name; a file that is missing or unreadable is absent.
    bibliography: str | None  #: Text of ``sources.bib``; None when it is missing or unreadable.


def decode(file: str, data: bytes, *, findings: Findings, kind: str = "") -> str | None:
    """Return the text of a file with ``\\n`` line ends, or None after recording why it is not text.

    `kind` is the ending of the kind of file that is wanted, so that the next step fits; by default that of the name.
    """
    kind = (kind or file[file.rfind(".") :]).lower()
    if kind in _TABLES and _many_lines(file, data.count(b"\n"), findings=findings):
        return None
    other = format_of_bytes(data)
    if other:
        findings.problem(file, None, "", other, _WANTED.get(kind, _TEXT)[0] + _other_step(kind))
        return None
    read = to_text(data)
    if isinstance(read, Unreadable):
        findings.problem(file, read.line, "", read.shown, f"{read.expected}; {_WANTED.get(kind, _TEXT)[1]}")
        return None
    text, notes = read
    for note in notes:
        findings.note(f"{file}: {note}")
    if kind in _TABLES and _many_lines(file, text.count("\r"), findings=findings):
        return None
    if kind in _TABLES and (long := long_line(text)) is not None:
        line, length = long
        expected = f"lines of at most {LONGEST_LINE:,} characters; this one has {length:,} (is a quote left open?)"
        findings.problem(file, line, "", "very long line", expected)
        return None
    if "\r" in text:
        findings.note(f"{file}: line ends of Windows or old Mac accepted")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = text.rstrip("\x1a\0\n") if text.endswith(("\x1a", "\x1a\n", "\0")) else text
    if text[len(kept) : len(kept) + 2].lstrip("\n").startswith("\x1a"):
        findings.note(f"{file}: end-of-file mark of DOS (U+001A) set aside")
        text = kept
    control = CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        name = "NUL byte" if control[0] == "\0" else f"control character U+{ord(control[0]):04X}"
        findings.problem(
            file, line, "", name, f"text without control characters; is it {_WANTED.get(kind, _TEXT)[0]} in UTF-8?"
        )
        return None
    _tell_unseen(file, text, findings=findings)
    return text


Judge = Callable[[int, list[str]], bool]
"""Whether a row is to be kept, by its line and its cells."""


def read_rows(
    table: Table, text: str, *, findings: Findings, judge: Callable[[Sequence[str]], Judge | None] | None = None
) -> RawTable | None:
    """Split the text of a CSV file into rows, or return None when it has no header or cannot be split.

    `judge` makes from the columns what says which rows are kept; by default all are.
    """
    if _many_lines(table.file, text.count("\n"), findings=findings):
        return None
    start = find_start(text, table.columns)
    if start.header is None:
        shown = "comments only" if "#" in text else ""
        findings.problem(table.file, None, "", shown, f"a header: {','.join(table.columns)}")
        return None
    other = format_of_text(text)
    if other:
        shown = text.strip()[:40]
        findings.problem(table.file, 1, "", shown, f"a CSV table with a header; this is {other}")
        return None
    for note in start.notes:
        findings.note(f"{table.file}: {note}")
    if not text.endswith("\n"):
        findings.note(f"{table.file}: no end of line behind the last row; a file that was cut off looks so")
    if start.separator != ",":
        findings.note(
            f"{table.file}: cells separated by {SEPARATORS.get(start.separator, repr(start.separator))} accepted"
        )
    lines = _split(table, text, above=start.header, separator=start.separator, findings=findings, judge=judge)
    if lines is None:
        return None
    if not any(cell.strip() for _, cells in lines for cell in cells):
        findings.problem(table.file, start.header + 1, "", "blanks only", f"a header: {','.join(table.columns)}")
        return None
    return align(table, lines, findings=findings)


def _many_lines(file: str, lines: int, *, findings: Findings) -> bool:
    """Whether a table is longer than any that is read; its problem is recorded."""
    if lines > MOST_LINES:
        findings.problem(file, None, "", f"{lines:,} lines", f"at most {MOST_LINES:,} lines")
    return lines > MOST_LINES


def align(table: Table, lines: list[tuple[int, list[str]]], *, findings: Findings) -> RawTable:
    """Return rows of cells as a table: the first filled one is the header, every other gets its width."""
    raw = _align(table, lines, findings=findings)
    _check_lengths(table.file, raw, findings=findings)
    return raw


def long_line(text: str) -> tuple[int, int] | None:
    """Return number and length of a line longer than `LONGEST_LINE`, or None.

    One that is more than twice as long always shows, since it leaves a whole stretch of that length without an end.
    """
    for at in range(0, len(text), LONGEST_LINE):
        if text.find("\n", at, at + LONGEST_LINE) < 0 and text.find("\r", at, at + LONGEST_LINE) < 0:
            start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
            ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
            length = min(ends, default=len(text)) - start
            if length > LONGEST_LINE:
                return text.count("\n", 0, start) + 1, length
    return None


def write_rows(columns: tuple[str, ...], rows: list[list[str]]) -> bytes:
    """Return a canonical CSV file: UTF-8, commas, ``\\n``, quotes only where they are needed.

    A byte that is no UTF-8, which only the name of a file can hold, is shown as its number.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def _other_step(kind: str) -> str:
    return "; save the sheet as 'CSV UTF-8'" if kind in _TABLES else ""


def _tell_unseen(file: str, text: str, *, findings: Findings) -> None:
    """Note marks of direction and letters that an earlier program has spoilt; both stay as they are."""
    if text.isascii():
        return
    first = list(islice(DIRECTION.finditer(text), 20))
    if first:
        counts = {mark: text.count(mark) for mark in DIRECTIONS}
        points = ", ".join(f"U+{ord(mark):04X}" for mark, count in counts.items() if count)
        lines = list(dict.fromkeys(text.count("\n", 0, mark.start()) + 1 for mark in first))[:5]
        findings.note(
            f"{file}: {sum(counts.values()):,} marks of direction ({points}) in lines {', '.join(map(str, lines))}: they can change "
            "the order in which a text is seen; they stay in texts, each confined to its own, and are taken out of names"
        )
    lost = text.find("\ufffd")
    if lost >= 0:
        line = text.count("\n", 0, lost) + 1
        findings.note(f"{file}: letters lost (U+FFFD) {text.count(chr(0xFFFD)):,} times, first in line {line}; "
                      "the program that saved the file could not write them")  # fmt: skip
    broken = next((found for found in _MOJIBAKE.finditer(text) if _was_utf8(found[0])), None)
    if broken is not None:
        line = text.count("\n", 0, broken.start()) + 1
        findings.note(
            f"{file}: line {line} holds {broken[0]!r}, as when UTF-8 is read in a Windows code page and saved again"
        )


def _was_utf8(pair: str) -> bool:
    try:
        return len(pair.encode("latin-1").decode("utf-8")) == 1
    except UnicodeError:
        return False


def _split(
    table: Table,
    text: str,
    *,
    above: int,
    separator: str,
    findings: Findings,
    judge: Callable[[Sequence[str]], Judge | None] | None,
) -> list[tuple[int, list[str]]] | None:
    """Rows of cells with their lines from the header on; None after recording that the text cannot be split."""
    source = Lines(text)
    handed = iter(source)
    for _ in range(above):
        next(handed)
    reader = csv.reader(handed, delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = above + 1
    source.row.clear()
    held = 0
    keeps: Judge | None = None
    try:
        for cells in reader:
            held += len(cells)
            if len(cells) > MOST_COLUMNS or held > MOST_CELLS:
                value = f"{len(cells):,} columns" if len(cells) > MOST_COLUMNS else f"more than {MOST_CELLS:,} cells"
                expected = f"at most {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells"
                findings.problem(table.file, line, "", value, f"{expected}; keep the columns that are needed")
                return None
            if len(source.row) > 1 and rows:
                _check_span(table, line, source.row, header=rows[0][1], separator=separator, findings=findings)
            if keeps is None or keeps(line, cells):
                rows.append((line, cells))
            if judge is not None and keeps is None:
                keeps = judge(spell(cells, table.columns)) or (lambda *_: True)
            line = above + reader.line_num + 1
            source.row.clear()
            if len(rows) % _LOOKED_AT == 0 and _no_table(rows):
                findings.note(f"{table.file}: not read beyond line {line - 1}; most rows are not as wide as the header")
                break
    except csv.Error as error:
        _explain_split(table.file, line, error=error, findings=findings)
        return None
    return rows


def _no_table(rows: list[tuple[int, list[str]]]) -> bool:
    """Whether half of the rows and more lack cells that the header has, or hold more."""
    width = len("\0".join(rows[0][1]).rstrip("\0").split("\0"))
    most = len(rows[0][1])
    wrong = sum(0 < len(cells) < width or any(map(str.strip, cells[most:])) for _, cells in rows)
    return wrong > len(rows) / 2


def _check_span(
    table: Table, line: int, lines: list[str], *, header: list[str], separator: str, findings: Findings
) -> None:
    """Refuse a row over several lines that holds another row of the table; tell one that only has its width."""
    fields = [table[name] if name in table.columns else None for name in spell(header, table.columns)]

    def fits(cells: Sequence[str]) -> bool:
        typed = [(field, cell) for field, cell in zip(fields, cells, strict=False) if field and field.type in _TYPED]
        return not typed or any(cell.strip() and is_cell(field, cell.strip()) for field, cell in typed)

    found, certain = swallowed_row(lines, len(header), separator=separator, fits=fits)
    span = f"spans lines {line} to {line + len(lines) - 1}"
    if certain:
        expected = (
            f"a quote that closes in its own row; a cell of the row {span} and holds what looks like another row. "
            'Take the quote out, or double it ("") if it belongs to the text'
        )
        findings.problem(table.file, line, "", found, expected)
    elif found:
        findings.note(f"{table.file}: a cell of row {line} {span}; {shorten(found)!r} in it is taken for text")


def _explain_split(file: str, line: int, *, error: csv.Error, findings: Findings) -> None:
    reason = str(error)
    if isinstance(error, LineTooLong) or "field larger" in reason:
        value, expected = "very long cell", f"cells of at most {LONGEST_CELL} characters (is a quote left open?)"
    elif "unexpected end" in reason:
        value, expected = "open quote", "a closing quote; it is missing in the row that starts here"
    else:
        value, expected = reason, 'a quoted cell that ends at its closing quote; a quote inside is doubled ("")'
    findings.problem(file, line, "", value, expected)


def _align(table: Table, lines: list[tuple[int, list[str]]], *, findings: Findings) -> RawTable:
    """Take the header off, give every row its width, and set blank rows and blank trailing cells aside."""
    file = table.file
    full = [(line, cells) for line, cells in lines if any(cell.strip() for cell in cells)]
    if len(full) < len(lines):
        findings.note(f"{file}: {len(lines) - len(full)} blank lines accepted")
    (place, header), *body = full
    columns = spell(header, table.columns)
    width = len(columns)
    while width and not columns[width - 1] and not any("".join(cells[width - 1 :]).strip() for _, cells in body):
        width -= 1
    trimmed = 0
    rows: list[tuple[int, list[str]]] = []
    for line, cells in body:
        if len(cells) > width and not "".join(cells[width:]).strip():
            trimmed += 1
            cells = cells[:width]
        if len(cells) == width:
            rows.append((line, cells))
        elif not findings.full(file):
            shown = cells[width] if len(cells) > width else cells[-1]
            expected = f"{width} cells as in the header; the row has {len(cells)}"
            findings.problem(file, line, "", shown, expected)
    if trimmed or width < len(columns):
        findings.note(f"{file}: blank cells at the end of rows accepted")
    respelt = [name for name, cell in zip(columns, header, strict=True) if name != cell.strip()]
    if respelt:
        findings.note(f"{file}: header spelt otherwise accepted: {', '.join(respelt[:8])}")
    return RawTable(columns[:width], rows, place)


def _check_lengths(file: str, raw: RawTable, *, findings: Findings) -> None:
    for line, cells in raw.rows:
        for column, cell in zip(raw.columns, cells, strict=True):
            if len(cell) > LONGEST_CELL:
                expected = f"at most {LONGEST_CELL} characters; the cell has {len(cell)}"
                findings.problem(file, line, column, cell, expected)
