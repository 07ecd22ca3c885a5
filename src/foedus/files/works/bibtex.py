"""BibTeX: every field of every entry kept, written in one canonical form.

Macros of ``@string`` are replaced by their text; comments are not kept, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from foedus.files.findings import Findings
from foedus.files.works.blocks import Block, Blocks, Part, RawField, split_blocks
from foedus.files.works.entry import BibEntry, make_entry
from foedus.files.works.keys import check_key
from foedus.files.works.months import MONTHS, is_month_word
from foedus.files.works.private import Private

LARGEST_BIBLIOGRAPHY = 5_000_000
"""Characters of the largest bibliography that is read."""

MOST_WORKS = 10_000
"""Works of the largest bibliography that is read."""

LONGEST_VALUE = 100_000
"""Characters of the longest value of a field, macros replaced."""

LONGEST_MACRO = 10_000
"""Characters of the longest text that a macro stands for."""

_REPEATED = {"keywords": ", ", "annote": "\n\n", "annotation": "\n\n", "note": "\n\n", "file": ";", "url": " "}
"""Fields that Zotero and Mendeley write more than once in an entry, and what joins them."""


def read_bibtex(file: str, text: str, *, findings: Findings) -> dict[str, BibEntry]:
    """Return the entries of a BibTeX file by key, after recording every entry that cannot be read.

    An entry that was found but could not be read is there as well, marked as broken, so that nothing else is blamed for
    its absence. Private fields of reference managers (paths, owners, marks) are set aside with a note.
    """
    if len(text) > LARGEST_BIBLIOGRAPHY:
        expected = f"at most {LARGEST_BIBLIOGRAPHY:,} characters; export the works that the case cites"
        findings.problem(file, None, "", f"{len(text):,} characters", expected)
        return {}
    if too_many(file, text.count("\n@") + text.startswith("@"), findings=findings):
        return {}
    blocks = split_blocks(file, text, findings=findings)
    macros = _macros(file, blocks, findings=findings)
    private = Private(file)
    entries: dict[str, BibEntry] = {}
    lines: dict[str, int] = {}
    for block in blocks.entries:
        if block.type == "string":
            continue
        key = check_key(file, block.line, block.key, findings=findings)
        if key in entries and not (block.broken or entries[key].broken):
            same = f"; the first is on line {entries[key].line}"
            findings.problem(file, block.line, "", key, f"each key once{same}")
            continue
        values = {} if block.broken else _values(file, block, macros=macros, findings=findings)
        values = private.taken_from(values)
        lines[key] = block.line
        entries[key] = make_entry(key, block.type, values=values, line=block.line, broken=block.broken)
    _tell(file, blocks, findings=findings)
    private.tell(findings)
    return dict(sorted(entries.items()))


def too_many(file: str, works: int, *, findings: Findings) -> bool:
    """Whether a bibliography has more works than are read; its problem is recorded."""
    if works > MOST_WORKS:
        expected = f"at most {MOST_WORKS:,} works; export the works that the case cites"
        findings.problem(file, None, "", f"{works:,} works", expected)
    return works > MOST_WORKS


def render_bibtex(entries: Iterable[BibEntry]) -> str:
    """Return the canonical text of a file: by key, one field a line, values in braces."""
    return "\n".join(_render_entry(entry) for entry in sorted(entries, key=lambda entry: entry.key))


def _tell(file: str, blocks: Blocks, *, findings: Findings) -> None:
    if blocks.comments:
        findings.note(f"{file}: {blocks.comments} comments or preambles, which `foedus case format` does not keep")
    if blocks.loose_lines:
        findings.note(f"{file}: {blocks.loose_lines} lines of text between the entries, not read")
    strings = sum(block.type == "string" for block in blocks.entries)
    if strings:
        findings.note(f"{file}: {strings} @string macros replaced by their text")


def _macros(file: str, blocks: Blocks, *, findings: Findings) -> dict[str, str]:
    """What each macro stands for; the last definition holds."""
    macros = {month: month for month in MONTHS}
    for block in blocks.entries:
        if block.type != "string" or block.broken:
            continue
        for given in block.fields:
            text = _join(file, given, macros=macros, most=LONGEST_MACRO, findings=findings)
            if text is not None:
                macros[given.name] = text
    return macros


def _values(file: str, block: Block, *, macros: Mapping[str, str], findings: Findings) -> dict[str, str]:
    values: dict[str, str] = {}
    for given in block.fields:
        text = _join(file, given, macros=macros, most=LONGEST_VALUE, findings=findings)
        if text is None:
            continue
        text = text.strip()
        if given.name not in values or not values[given.name]:
            values[given.name] = text
        elif text in ("", values[given.name]):
            findings.note(f"{file}:{given.line} {given.name} of {block.key}: written twice, read once")
        elif given.name in _REPEATED:
            values[given.name] += _REPEATED[given.name] + text
            findings.note(f"{file}:{given.line} {given.name} of {block.key}: written more than once, joined")
        else:
            findings.problem(file, given.line, given.name, text, f"each field of {block.key} once, {given.name} too")
    return values


def _join(file: str, given: RawField, *, macros: Mapping[str, str], most: int, findings: Findings) -> str | None:
    """Return the text of a value, its pieces joined; None after recording why it cannot be read."""
    texts: list[str] = []
    length = 0
    for kind, said in given.parts:
        text = said if kind == "text" else _bare(given, (kind, said), macros=macros)
        if text is None:
            expected = "a value in braces, or a macro that @string defines"
            findings.problem(
                file,
                given.line,
                given.name,
                said,
                expected,
                nearest=_near(given, said, macros=macros, findings=findings),
            )
            return None
        length += len(text)
        if length > most:
            expected = f"at most {most:,} characters, macros replaced by their text"
            findings.problem(file, given.line, given.name, text, expected)
            return None
        texts.append(text)
    return "".join(texts)


def _near(given: RawField, said: str, *, macros: Mapping[str, str], findings: Findings) -> str:
    own = macros if given.name == "month" else [name for name in macros if name not in MONTHS]
    return findings.nearest_of(said, own)


def _bare(given: RawField, part: Part, *, macros: Mapping[str, str]) -> str | None:
    said = part[1]
    if re.fullmatch(r"[0-9]+", said):
        return said
    if said.lower() in macros:
        return macros[said.lower()]
    return said if given.name == "month" and is_month_word(said) else None


def _render_entry(entry: BibEntry) -> str:
    lines = [f"@{entry.type}{{{entry.key},"]
    for name, value in entry.fields:
        bare = name == "month" and value in MONTHS
        lines.append(f"  {name} = {value if bare else '{' + value + '}'},")
    return "\n".join([*lines, "}"]) + "\n"
