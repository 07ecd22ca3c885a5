"""The one loader of TOML: its content with the line of every key, or one problem that says what is wrong.

The parser of the standard library takes minutes and gigabytes for a key of 50,000 parts, and leaves by other doors than
its own error for deep nesting and for long numbers; what no person writes is refused before it starts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from foedus.files.characters import CONTROL, code_points, drop_invisible
from foedus.files.findings import Findings
from foedus.files.formats import format_of_text
from foedus.files.places import Places

LARGEST_TOML = 300_000
"""Characters of the largest TOML file that is read."""
DEEPEST = 30
"""Tables and lists inside each other, and parts of a dotted key, at most."""
LONGEST_INTEGER = 18
"""Digits of the longest whole number; it fits into 64 bits."""

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_STRING = r'"""(?:[^"\\]++|\\.|"(?!""))*+"""' r"|'''(?:[^']++|'(?!''))*+'''" r'|"(?:[^"\\\n]++|\\.)*+"' r"|'[^'\n]*+'"
_TOKEN = re.compile(rf"(?P<text>{_STRING})|(?P<comment>#[^\n]*)|(?P<mark>[\[\]{{}}.=,\n])", re.DOTALL)
_QUOTES = re.compile("[“”„‟«»‘’‚‹›″′＂＇]")


def load_toml(file: str, text: str, *, findings: Findings) -> dict[str, object] | None:
    """Return the content of a TOML file, or None after recording its first error."""
    if len(text) > LARGEST_TOML:
        findings.problem(file, None, "", f"{len(text):,} characters", f"at most {LARGEST_TOML:,} characters")
        return None
    if not _guarded(file, text, findings=findings):
        return None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _explain(file, text, error=error, findings=findings)
        return None
    except (RecursionError, MemoryError):
        findings.problem(file, None, "", "", f"tables and lists at most {DEEPEST} deep")
        return None
    except (ValueError, OverflowError) as error:
        # A date that no calendar has, a number of more digits than Python converts.
        line = _line_of_long_number(text)
        long = f"a whole number of at most {LONGEST_INTEGER} digits"
        findings.problem(
            file, line, "", "a long whole number" if line else "", long if line else f"valid TOML: {error}"
        )
        return None
    if text.strip() and not text.endswith("\n"):
        findings.note(f"{file}: no end of line behind the last line; a file that was cut off looks so")
    return content if _sound(file, text, content=content, findings=findings) else None


def _guarded(file: str, text: str, *, findings: Findings) -> bool:
    """Refuse nesting and dotted keys that no person writes, before anything is built of them."""
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        mark = token["mark"]
        if mark is None:
            continue
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth = max(depth - 1, 0)
        dots = dots + 1 if mark == "." else 0 if mark in "=\n,[{" else dots
        if depth > DEEPEST or dots >= DEEPEST:
            line = text.count("\n", 0, token.start()) + 1
            value, expected = (
                ("a key of many parts", "parts joined by dots") if dots >= DEEPEST else ("[[[...", "levels")
            )
            findings.problem(file, line, "", value, f"at most {DEEPEST} {expected}")
            return False
    return True


def _explain(file: str, text: str, *, error: tomllib.TOMLDecodeError, findings: Findings) -> None:
    place = _PLACE.search(str(error))
    line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
    shown = (text.split("\n")[line - 1 : line] or [""])[0].strip()
    reason = re.sub(r"\s*\(at [^()]*\)$", "", str(error)).strip()
    other = format_of_text(text)
    if other:
        findings.problem(file, line, "", shown, f"a TOML file; this is {other}")
        return
    findings.problem(file, line, "", shown, f"valid TOML: {reason}{_hint(shown)}")


def _hint(line: str) -> str:
    """What in the line a word processor or a web page has put there."""
    quotes = _QUOTES.search(line)
    if quotes:
        return f"; the quotes are typographic ({code_points(quotes[0])}), TOML has straight ones: \" or '"
    unseen = code_points(line, drop_invisible(line).replace("\u00a0", ""))
    if unseen:
        return f"; the line holds characters that are not seen: {unseen}"
    if "＝" in line:
        return "; the equals sign is full-width (U+FF1D)"
    return ""


def _line_of_long_number(text: str) -> int | None:
    found = re.search(r"[0-9_]{300,}", text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _sound(file: str, text: str, *, content: dict[str, object], findings: Findings) -> bool:
    """Record long numbers and control characters, which messages and files further on could not carry."""
    places = Places(text)
    sound = True
    for top, key, value in _leaves(content):
        expected = ""
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**LONGEST_INTEGER:
            expected, shown = f"a whole number of at most {LONGEST_INTEGER} digits", "a long whole number"
        elif CONTROL.search(key) or (isinstance(value, str) and CONTROL.search(value)):
            expected, shown = "text without control characters", "control character"
        if expected:
            sound = False
            findings.problem(
                file, places.of(key, "" if top == key else top), "" if CONTROL.search(key) else key, shown, expected
            )
    return sound


def _leaves(content: dict[str, object]) -> Iterator[tuple[str, str, object]]:
    """Yield every value that is no table or list: its top-level key, its own key, the value."""
    stack: list[tuple[str, str, object]] = [(key, key, value) for key, value in content.items()]
    stack.reverse()
    while stack:
        top, key, value = stack.pop()
        if isinstance(value, dict):
            stack += [(top, inner, part) for inner, part in value.items()]
        elif isinstance(value, list):
            stack += [(top, key, part) for part in value]
        else:
            yield top, key, value
