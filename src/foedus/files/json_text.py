"""The one loader of JSON: its value, or a fault with its line that says what is wrong.

The parser of the standard library takes the last of two fields of one name, reads NaN and numbers beyond every range, and
leaves by other doors than its own error for deep nesting and long numbers; none of that is a value here.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from foedus.files.encoding import Unreadable, to_text

LARGEST_JSON = 20_000_000
"""Bytes of the largest JSON file that is read; the largest verdicts have some three million."""
DEEPEST_JSON = 100
"""Lists and objects inside each other, at most."""

_MAY_OVERFLOW = re.compile(r"[eE]\+?[0-9]{3}|[0-9]{309}")
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


class JsonFault(ValueError):
    """Why a text is no JSON value.

    Parameters
    ----------
    reason : str
        What is wrong, for a sentence in brackets.
    line : int or None
        Line on which it stands, where that can be said.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def parse_json(data: bytes | str, *, limit: int = LARGEST_JSON) -> Any:
    """Return the value of a JSON text; JsonFault if it is none, too large or too deep, or names a field twice.

    >>> parse_json(b'{"a": [1, 2.5]}')
    {'a': [1, 2.5]}
    >>> parse_json('{"a": 1, "a": 2}')
    Traceback (most recent call last):
        ...
    foedus.files.json_text.JsonFault: 'a' stands there twice in one object
    """
    if len(data) > limit:
        raise JsonFault(f"{len(data):,} bytes, expected at most {limit:,}")
    text = data if isinstance(data, str) else _text(data)
    huge = _MAY_OVERFLOW.search(text)
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite if huge else None
        )
    except json.JSONDecodeError as error:
        raise JsonFault(f"column {error.colno}: {error.msg.removesuffix(' starting at')}", error.lineno) from None
    except (RecursionError, MemoryError):
        raise JsonFault(_DEEP) from None
    except JsonFault:
        raise
    except ValueError:  # the digits of one number are more than Python converts
        raise JsonFault("a number of thousands of digits") from None
    if _is_deep(found):
        raise JsonFault(_DEEP)
    if _HALF_CHARACTER.search(text):
        _check_characters(found)
    return found


_DEEP = f"more than {DEEPEST_JSON} levels of lists and objects"


def _text(data: bytes) -> str:
    read = to_text(data)
    if isinstance(read, Unreadable):
        raise JsonFault(f"{read.shown!r}, expected {read.expected}", read.line)
    return read[0]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise JsonFault(f"{twice[:60]!r} stands there twice in one object")
    return found


def _no_number(word: str) -> NoReturn:
    raise JsonFault(f"{word}, expected a number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise JsonFault(f"{text[:20]}, expected a number of at most 1.8e308")
    return value


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST_JSON):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _check_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise JsonFault("half of a character (\\ud800 to \\udfff alone)") from None
