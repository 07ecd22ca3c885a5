"""BibTeX: read with bibtexparser, kept whole, written in one canonical form.

Every field of an entry is kept, also those that foedus does not use. Macros of ``@string`` are
replaced by their text; comments are not kept, and a note says so.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.files.cells import slugify
from foedus.files.findings import Findings

if TYPE_CHECKING:
    from bibtexparser.library import Library

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# bibtexparser logs what it cannot parse, which would reach the terminal; here it becomes a problem.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_FIRST_FIELDS = ("author", "editor", "title", "date", "year", "month")
_PARTS = re.compile(r'\s*(\{|"|[^\s#{}"]+)')


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry with every field it has.

    `fields` holds (name, value) pairs in canonical order; values are BibTeX, without the outer braces.
    `line` is where the entry stood and takes no part in comparisons.
    """

    key: str
    type: str
    fields: tuple[tuple[str, str], ...]
    line: int = field(default=0, compare=False)

    def get(self, name: str) -> str:
        """Value of a field; empty when the entry has no such field."""
        return dict(self.fields).get(name, "")


def read_bibtex(file: str, text: str, *, findings: Findings) -> dict[str, BibEntry]:
    """Return the entries of a BibTeX file by key, after recording every entry that cannot be read."""
    from bibtexparser.entrypoint import parse_string  # loaded here because it takes a tenth of a second

    library = parse_string(text, parse_stack=[])
    _check_failed(file, library, findings=findings)
    macros = {month: month for month in MONTHS}
    for string in library.strings:
        macros[string.key.lower()] = _join(string.value, macros) or ""
    entries: dict[str, BibEntry] = {}
    for raw in library.entries:
        entry = _read_entry(file, raw, macros=macros, findings=findings)
        entries[entry.key] = entry
    lost = len(library.comments) + len(library.preambles)
    if lost:
        findings.note(f"{file}: {lost} comments or preambles, which `foedus case format` does not keep")
    if library.strings:
        findings.note(f"{file}: {len(library.strings)} @string macros replaced by their text")
    return dict(sorted(entries.items()))


def render_bibtex(entries: Iterable[BibEntry]) -> str:
    """Return the canonical text of a file: by key, one field a line, values in braces."""
    return "\n".join(_render_entry(entry) for entry in sorted(entries, key=lambda entry: entry.key))


def plain_text(value: str) -> str:
    """Return a BibTeX value as people read it: accents decoded, braces and line breaks gone.

    >>> plain_text("The {Treaty} of  V{\\\\'a}rpalota")
    'The Treaty of Várpalota'
    """
    if "\\" in value:
        from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

        value = LatexNodes2Text(keep_braced_groups=False).latex_to_text(value)
    return " ".join(value.replace("{", "").replace("}", "").replace("~", " ").split())


def _check_failed(file: str, library: Library, *, findings: Findings) -> None:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            findings.problem(file, line, "", block.key, "each key once")
        elif isinstance(block, DuplicateFieldKeyBlock):
            names = ", ".join(sorted(block.duplicate_keys))
            findings.problem(file, line, "", names, "each field of an entry once")
        else:
            shown = (block.raw or "").strip().split("\n")[0]
            reason = getattr(block.error, "abort_reason", "").strip().rstrip(".")
            because = f" ({reason})" if reason else ""
            findings.problem(file, line, "", shown, f"a BibTeX entry; a brace, quote or comma is missing{because}")


def _read_entry(file: str, raw: Any, *, macros: dict[str, str], findings: Findings) -> BibEntry:
    line = raw.start_line + 1
    if slugify(raw.key) != raw.key:
        expected = "a key of lower-case letters and digits joined by single hyphens"
        findings.problem(file, line, "", raw.key, expected, nearest=slugify(raw.key))
    values: dict[str, str] = {}
    for given in raw.fields:
        value = _join(given.value, macros)
        place = given.start_line + 1
        if value is None:
            findings.problem(file, place, given.key, given.value, "a value in braces")
        elif given.key.lower() in values:
            findings.problem(file, place, given.key, value, "each field of an entry once")
        else:
            values[given.key.lower()] = value.strip()
    return BibEntry(raw.key, raw.entry_type.lower(), tuple(sorted(values.items(), key=_field_order)), line)


def _field_order(field: tuple[str, str]) -> tuple[int, str]:
    name = field[0]
    return (_FIRST_FIELDS.index(name) if name in _FIRST_FIELDS else len(_FIRST_FIELDS), name)


def _join(value: str, macros: dict[str, str]) -> str | None:
    """Return the text of a BibTeX value: braces, quotes, numbers and macros, joined by ``#``."""
    text, place = "", 0
    value = value.strip()
    while place < len(value):
        found = _PARTS.match(value, place)
        if found is None:
            return None
        mark = found[1]
        if mark in ("{", '"'):
            end = _closing(value, found.end(), mark=mark)
            if end < 0:
                return None
            text += value[found.end() : end]
            place = end + 1
        elif mark.isdecimal() or mark.lower() in macros:
            text += mark if mark.isdecimal() else macros[mark.lower()]
            place = found.end()
        else:
            return None
        rest = value[place:].lstrip()
        if rest and not rest.startswith("#"):
            return None
        place = len(value) - len(rest) + 1 if rest else len(value)
    return text


def _closing(value: str, start: int, *, mark: str) -> int:
    """Place of the brace or quote that closes the one before `start`, or -1."""
    depth = 0
    for place in range(start, len(value)):
        character = value[place]
        if value[place - 1] == "\\" and character in '{}"':
            continue
        if depth == 0 and character == ("}" if mark == "{" else '"'):
            return place
        depth += (character == "{") - (character == "}")
    return -1


def _render_entry(entry: BibEntry) -> str:
    lines = [f"@{entry.type}{{{entry.key},"]
    for name, value in entry.fields:
        bare = name == "month" and value in MONTHS
        lines.append(f"  {name} = {value if bare else '{' + value + '}'},")
    return "\n".join([*lines, "}"]) + "\n"
