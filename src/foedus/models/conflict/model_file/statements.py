"""Statements about options: ``!abandon``, ``accept & !insist``, ``modify if delay``, and patterns such as ``-YN``.

Grammar, the tightest first: an option or a statement in brackets; ``!`` not; ``&`` and; ``|`` or; ``if`` and ``iff``.
``A if B`` says that A holds wherever B does (and nothing elsewhere); ``A iff B`` that both hold or neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Truth = NDArray[np.bool_]
Statement = Callable[[Codes], Truth]
"""From combinations of options to whether the statement holds in each."""

OPTION_ID = r"[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*"
RESERVED = ("if", "iff")
_TOKEN = re.compile(rf"\s*(?:(?P<option>{OPTION_ID})|(?P<mark>[!&|()]))")
_PATTERN = re.compile(r"[YN\-\s]+")
_DEEPEST = 50


class StatementError(ValueError):
    """A statement cannot be read.

    Parameters
    ----------
    part : str
        What is wrong in it.
    expected : str
        What should stand there.
    options : collection of str
        Valid words to search for the nearest one.
    """

    def __init__(self, part: str, expected: str, options: Collection[str] = ()) -> None:
        super().__init__(expected)
        self.part = part
        self.expected = expected
        self.options = options


def parse_statement(text: str, options: tuple[str, ...]) -> Statement:
    """Read a statement or a pattern.

    Parameters
    ----------
    text : str
        A statement, or a pattern with Y (taken), N (not taken) or - (either) for each option in turn.
    options : tuple of str
        Ids of the options, bit 0 first.

    Raises
    ------
    StatementError
        If it cannot be read.

    >>> import numpy as np
    >>> parse_statement("a & !b", ("a", "b"))(np.arange(4)).tolist()
    [False, True, False, False]
    >>> parse_statement("-N", ("a", "b"))(np.arange(4)).tolist()
    [True, True, False, False]
    """
    if _PATTERN.fullmatch(text) and text.strip():
        return _pattern("".join(text.split()), options)
    return _Reader(text, options).read()


def _pattern(letters: str, options: tuple[str, ...]) -> Statement:
    if len(letters) != len(options):
        raise StatementError(letters, f"{len(options)} letters Y, N or -, one for each option: {', '.join(options)}")
    care = sum(1 << bit for bit, letter in enumerate(letters) if letter != "-")
    taken = sum(1 << bit for bit, letter in enumerate(letters) if letter == "Y")
    return lambda codes: (codes & care) == taken


class _Reader:
    """Reads one statement from left to right."""

    def __init__(self, text: str, options: tuple[str, ...]) -> None:
        self._options = options
        self._tokens = _split(text)
        self._at = 0
        self._depth = 0

    def read(self) -> Statement:
        if not self._tokens:
            raise StatementError("", f"a statement about {', '.join(self._options)}")
        found = self._conditional()
        if self._at < len(self._tokens):
            raise StatementError(self._tokens[self._at], "the end of the statement, or one of & | if iff before it")
        return found

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _taken(self, *marks: str) -> str:
        mark = self._next()
        if mark not in marks:
            return ""
        self._at += 1
        return mark

    def _conditional(self) -> Statement:
        left = self._either()
        mark = self._taken(*RESERVED)
        if not mark:
            return left
        right = self._either()
        if self._next() in RESERVED:
            raise StatementError(self._next(), "one if or iff; use brackets")
        if mark == "if":
            return lambda codes: left(codes) | ~right(codes)
        return lambda codes: left(codes) == right(codes)

    def _either(self) -> Statement:
        parts = [self._both()]
        while self._taken("|"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda codes: np.any([part(codes) for part in parts], axis=0)

    def _both(self) -> Statement:
        parts = [self._one()]
        while self._taken("&"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda codes: np.all([part(codes) for part in parts], axis=0)

    def _one(self) -> Statement:
        negated = False
        while self._taken("!"):
            negated = not negated
        inner = self._atom()
        return (lambda codes: ~inner(codes)) if negated else inner

    def _atom(self) -> Statement:
        if self._taken("("):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise StatementError("(", f"at most {_DEEPEST} brackets inside each other")
            inner = self._conditional()
            if not self._taken(")"):
                raise StatementError(self._next() or "the end", "a closing bracket )")
            self._depth -= 1
            return inner
        word = self._next()
        if word not in self._options:
            expected = f"an option: {', '.join(self._options)}"
            raise StatementError(word or "the end", expected, self._options)
        self._at += 1
        bit = self._options.index(word)
        return lambda codes: ((codes >> bit) & 1).astype(bool)


def _split(text: str) -> list[str]:
    tokens, at = [], 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise StatementError(text[at:].strip()[:1], "an option or one of ! & | ( ) if iff")
        tokens.append(found["option"] or found["mark"])
        at = found.end()
    return tokens
