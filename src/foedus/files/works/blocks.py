"""A BibTeX file to its blocks: entries, macros, comments and preambles, each with the line on which it starts.

Braces decide what belongs together, as in BibTeX itself, so that an ``@`` inside a value starts nothing. Programs differ on
whether a brace behind a backslash counts: an entry is read as BibTeX reads it (it counts), and where that fails as
biber does (it does not).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from foedus.files.findings import Findings

_START = re.compile(r"@[ \t]*([A-Za-z][\w-]*)\s*([{(])")
_COMMENT_WORD = re.compile(r"@[ \t]*comment\b", re.IGNORECASE)
_LINE_START = re.compile(r"^[ \t]*(?=@[ \t]*[A-Za-z][\w-]*\s*[{(])", re.MULTILINE)
_SPACE = re.compile(r"(?:\s+|%[^\n]*(?:\n|\Z))*+")
_COMMAS = re.compile(r"(?:[\s,]+|%[^\n]*(?:\n|\Z))*+")
_NAME = re.compile(r'[^\s=,{}()"#%]+')
_BARE = re.compile(r'[^\s{}",#()=%]+')
_FIELD_OUTSIDE = re.compile(r"^[ \t]*,?[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d]", re.MULTILINE)
_ENTRY_INSIDE = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]\s*[^\s,{}]+\s*,\s*[A-Za-z][\w-]*\s*=", re.MULTILINE)

_WASTE, _WASTE_ANYWAY = 3, 1_000_000
"""Characters that may be read in vain for blocks that never close: so many times the file, and so many more."""

_MOST_FIELDS = 1000
"""Fields of one entry."""
_DEEPEST = 500
"""Braces inside braces."""
_MOST_PIECES = 1000
"""Pieces of one value that stand joined by ``#``."""

Part = tuple[str, str]
"""A piece of a value: its kind (``text`` or ``bare``) and what it says."""


@dataclass(slots=True)
class RawField:
    """A field as the file has it."""

    name: str
    line: int
    place: int  #: Where its value starts in the text.
    parts: list[Part] = field(default_factory=list)  #: Pieces of the value, which stand joined by ``#``.


@dataclass(slots=True)
class Block:
    """An entry, or a macro (its key is empty, its one field the macro)."""

    type: str
    key: str
    line: int
    fields: list[RawField] = field(default_factory=list)
    broken: bool = False  #: Whether it could not be read to its end; its problem is recorded.
    comments: int = 0  #: Comments of a percent sign between its fields.


@dataclass(slots=True)
class Blocks:
    """What a file holds."""

    entries: list[Block] = field(default_factory=list)
    comments: int = 0  #: Comments and preambles.
    loose_lines: int = 0  #: Lines of text between the entries that are no comment.


class _BlockError(ValueError):
    """Why a block cannot be read, and where."""

    def __init__(self, place: int, column: str, value: str, expected: str) -> None:
        super().__init__(expected)
        self.place, self.column, self.value, self.expected = place, column, value, expected


def split_blocks(file: str, text: str, *, findings: Findings) -> Blocks:
    """Return the blocks of a file in their order, after recording each that cannot be read, once."""
    return _Splitter(file, text, findings=findings).split()


class _Splitter:
    """Walks through one file."""

    def __init__(self, file: str, text: str, *, findings: Findings) -> None:
        self._file, self._text, self._findings = file, text, findings
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self._found = Blocks()
        self._wasted = 0

    def split(self) -> Blocks:
        text, place = self._text, 0
        while (found := self._next_start(place)) is not None:
            self._outside(place, found.start())
            place = self._block(found)
        self._outside(place, len(text))
        return self._found

    def _line(self, place: int) -> int:
        return bisect_right(self._ends, place - 1) + 1 if place else 1

    def _next_start(self, place: int) -> re.Match[str] | None:
        """The next start of a block that stands on no line of comment."""
        while (found := _START.search(self._text, place)) is not None:
            line_start = max(place, self._text.rfind("\n", 0, found.start()) + 1)
            if self._text.find("%", line_start, found.start()) < 0:
                return found
            line_end = self._text.find("\n", found.start())
            if line_end < 0:
                break
            place = line_end
        return None

    def _outside(self, start: int, end: int) -> None:
        """Count the text between two blocks; what looks like a field there is a brace too many."""
        text = self._text[start:end]
        stated = [line.strip(" \t},)") for line in text.split("\n")]
        lines = [line for line in stated if line and not line.startswith("%")]
        self._found.comments += sum(line.startswith("%") for line in stated)
        lost = _FIELD_OUTSIDE.search(text) if lines else None
        if lost is not None:
            shown = lost[0].strip()
            expected = (
                "an entry; this stands outside of one: the entry before it has a brace too many, or lacks its start"
            )
            self._findings.problem(self._file, self._line(start + lost.end() - 1), "", shown, expected)
        comments = [line for line in lines if _COMMENT_WORD.match(line.lstrip())]
        self._found.comments += len(comments)
        self._found.loose_lines += 0 if lost else len(lines) - len(comments)

    def _block(self, start: re.Match[str]) -> int:
        """Read the block that starts here and return where it ends."""
        kind, opened = start[1].lower(), start[2]
        if kind in ("comment", "preamble"):
            self._found.comments += 1
            for escaped in (True, False):
                end = _closing(self._text, start.end(), mark="}" if opened == "{" else ")", escaped=escaped)
                if end >= 0:
                    return end + 1
            return self._give_up(start, _BlockError(start.start(), "", self._shown(start), f"a {kind} that is closed"))
        errors = []
        for escaped in (True, False):
            try:
                block, end = self._read(start, escaped=escaped)
            except _BlockError as error:
                errors.append(error)
            else:
                self._note_swallowed(block)
                self._found.comments += block.comments
                self._found.entries.append(block)
                return end
        return self._give_up(start, errors[0])

    def _give_up(self, start: re.Match[str], error: _BlockError) -> int:
        """Record what is wrong, and go on at the next line that starts a block."""
        self._findings.problem(self._file, self._line(error.place), error.column, error.value, error.expected)
        key = self._key(start.end(), closing="}" if start[2] == "{" else ")")[0]
        self._found.entries.append(Block(start[1].lower(), key, self._line(start.start()), broken=True))
        self._wasted += len(self._text) - start.end()
        if self._wasted > _WASTE * len(self._text) + _WASTE_ANYWAY:
            expected = "entries whose braces match; too many do not, and the rest of the file was not read"
            self._findings.problem(self._file, self._line(start.start()), "", self._shown(start), expected)
            return len(self._text)
        following = _LINE_START.search(self._text, start.end())
        return following.start() if following else len(self._text)

    def _read(self, start: re.Match[str], *, escaped: bool) -> tuple[Block, int]:
        text, closing = self._text, "}" if start[2] == "{" else ")"
        block = Block(start[1].lower(), "", self._line(start.start()))
        place = start.end()
        if block.type != "string":
            block.key, place = self._key(place, closing=closing)
        while True:
            between = _COMMAS.match(text, place)
            block.comments += between[0].count("%") if between else 0
            place = between.end() if between else place
            if text.startswith(closing, place):
                return block, place + 1
            if len(block.fields) >= _MOST_FIELDS:
                raise _BlockError(place, "", block.key, f"an entry of at most {_MOST_FIELDS:,} fields")
            given, place = self._field(place, escaped=escaped, owner=block.key)
            block.fields.append(given)
            behind = _skip(text, place)
            block.comments += text.count("%", place, behind)
            place = behind
            if text[place : place + 1] not in (",", closing):
                shown = text[place : place + 40].partition("\n")[0]
                if not shown:
                    expected = f"a {closing} that closes the entry; it is missing in the entry that starts here"
                    raise _BlockError(start.start(), "", self._shown(start), expected)
                if _swallows(given, shown):
                    raise self._open_value(given, _skip(text, given.place))
                raise _BlockError(place, given.name, shown, f"a comma or {closing} behind the value of {given.name}")

    def _key(self, place: int, *, closing: str) -> tuple[str, int]:
        """The key of an entry and where it ends; a key ends at a comma, or with its entry."""
        start = _skip(self._text, place)
        end = start
        while end < len(self._text) and self._text[end] not in (",", "\n", closing):
            end += 1
        return self._text[start:end].strip(), end

    def _field(self, place: int, *, escaped: bool, owner: str) -> tuple[RawField, int]:
        text = self._text
        name = _NAME.match(text, place)
        equals = _skip(text, name.end()) if name else place
        if name is None or not text.startswith("=", equals):
            shown = text[place : place + 40].partition("\n")[0]
            what = f"a field such as title = {{...}} in {owner or 'the entry'}; a brace, quote or comma is missing before it"
            raise _BlockError(place, "", shown, what)
        given = RawField(name[0].lower(), self._line(place), equals + 1)
        place = equals + 1
        while True:
            place = _skip(text, place)
            part, place = self._part(place, given, escaped=escaped)
            given.parts.append(part)
            if len(given.parts) > _MOST_PIECES:
                raise _BlockError(place, given.name, "#", f"a value of at most {_MOST_PIECES:,} pieces joined by #")
            after = _skip(text, place)
            if not text.startswith("#", after):
                return given, place
            place = after + 1

    def _part(self, place: int, given: RawField, *, escaped: bool) -> tuple[Part, int]:
        text = self._text
        mark = text[place : place + 1]
        if mark in ("{", '"'):
            end = _closing(text, place + 1, mark="}" if mark == "{" else '"', escaped=escaped)
            if end < 0:
                raise self._open_value(given, place)
            return ("text", text[place + 1 : end]), end + 1
        bare = _BARE.match(text, place)
        if bare is None:
            raise _BlockError(place, given.name, mark, f"a value of {given.name} in braces")
        return ("bare", bare[0]), bare.end()

    def _open_value(self, given: RawField, place: int) -> _BlockError:
        shown = self._text[place : place + 40].partition("\n")[0]
        missing = "quote" if shown.startswith('"') else "brace"
        return _BlockError(
            place, given.name, shown, f"a {missing} that closes the value of {given.name}, which starts here"
        )

    def _note_swallowed(self, block: Block) -> None:
        for given in block.fields:
            for kind, said in given.parts:
                inside = _ENTRY_INSIDE.search(said) if kind == "text" and "@" in said else None
                if inside is not None:
                    shown = " ".join(inside[0].split())
                    self._findings.note(
                        f"{self._file}:{given.line} {given.name} of {block.key}: holds what looks like an entry "
                        f"({shown} ...), read as text; is a brace missing before it?"
                    )

    def _shown(self, start: re.Match[str]) -> str:
        return self._text[start.start() : start.start() + 60].partition("\n")[0]


def _swallows(given: RawField, rest: str) -> bool:
    """Whether a value seems to hold the start of the next entry, or ends before it: then it is not closed where it should be."""
    return rest.startswith("@") or any(_ENTRY_INSIDE.search(said) for kind, said in given.parts if kind == "text")


def _skip(text: str, place: int) -> int:
    """Past blanks and comments of a percent sign, which stand between the parts of an entry."""
    found = _SPACE.match(text, place)
    return found.end() if found else place


_BRACES = {True: re.compile(r'[{}")]'), False: re.compile(r'(?<!\\)[{}")]')}


def _closing(text: str, start: int, *, mark: str, escaped: bool) -> int:
    """Place of the mark that closes what opened before `start`, or -1; braces behind a backslash count if `escaped`."""
    depth = 0
    for found in _BRACES[escaped].finditer(text, start):
        character = found[0]
        if depth == 0 and character == mark:
            return found.start()
        if character == "{":
            depth += 1
            if depth > _DEEPEST:
                return -1
        elif character == "}":
            depth -= 1
            if depth < 0:
                return -1
    return -1
