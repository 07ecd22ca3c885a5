"""XML read element by element, safely: no document types, no entities, nothing fetched, no endless depth."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from foedus.errors import Problem
from foedus.files.tables import FileError

DEEPEST = 200
"""Most elements inside each other."""

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,60})["']""")
_NATIVE = ("utf-8", "utf-16", "iso8859-1", "ascii")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_BEFORE = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(\[[^\]]*\])?[^>]*>", re.DOTALL)


class SafeXml:
    """Walks through a file; a format overrides `start`, `end` and `characters`."""

    format = "XML"
    root = ""

    def __init__(self, file: str) -> None:
        self.file = file
        self.depth = 0
        self._tags: dict[str, str] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.characters

    def read(self, data: bytes) -> None:
        """Read the whole file. Raises FileError if it is no XML, has a document type, or another root."""
        try:
            self._parser.Parse(self._decoded(data), True)
        except expat.ExpatError as error:
            hint = ""
            if expat.ErrorString(error.code) == "not well-formed (invalid token)" and not _is_utf8(data):
                hint = "; the text is not UTF-8: save it again as UTF-8, or declare its encoding in the first line"
            self.fail(error.lineno, "not well-formed XML", f"{self.format}; {expat.ErrorString(error.code)}{hint}")
        except (LookupError, ValueError) as error:
            self.fail(1, str(error)[:60], f"{self.format} in an encoding that is known, such as UTF-8")

    def fail(self, line: int, value: str, expected: str, step: str = "correct the file and run again") -> NoReturn:
        """Raise FileError for what makes the file unreadable."""
        raise FileError(self.file, [Problem(self.file, line, "", value, expected)], step)

    @property
    def line(self) -> int:
        """Line that is being read."""
        return self._parser.CurrentLineNumber

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet the begin of an element."""

    def end(self, tag: str) -> None:
        """Meet the end of an element."""

    def characters(self, text: str) -> None:
        """Meet text."""

    def _decoded(self, data: bytes) -> bytes | str:
        """Return bytes that the parser can read, or text where Python knows the encoding and the parser does not."""
        found = _DECLARED.match(data.lstrip())
        if found is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data
        declared = found[1].decode("ascii", "replace")
        try:
            known = codecs.lookup(declared)
            if known.name in _NATIVE:
                return data
            return data.decode(known.name)
        except (LookupError, UnicodeDecodeError):
            self.fail(1, declared, "an encoding that is known and is that of the text, such as UTF-8")

    def _refuse(self, *_: object) -> None:
        expected = f"{self.format} without a document type or entities"
        self.fail(self.line, "DOCTYPE", expected, "take the document type out and run again")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = self._tags.get(name) or self._tags.setdefault(name, name.rpartition(" ")[2])
        self.depth += 1
        if self.depth == 1 and tag != self.root:
            self.fail(self.line, f"<{tag[:40]}>", f"a <{self.root}> document")
        if self.depth > DEEPEST:
            self.fail(self.line, f"<{tag[:40]}>", f"at most {DEEPEST} elements inside each other")
        self.start(tag, attributes)

    def _end(self, name: str) -> None:
        self.end(self._tags[name])
        self.depth -= 1


def root_of(text: str) -> str:
    """Return the name of the outermost element; empty if the text is no XML.

    >>> root_of("<?xml version='1.0'?><!-- a --><gexf version='1.2'>"), root_of("a,b")
    ('gexf', '')
    """
    text = text.lstrip("\ufeff \n\r\t")
    if not text.startswith("<"):
        return ""
    found = _ROOT.match(_BEFORE.sub("", text).lstrip())
    return found[2] if found else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
