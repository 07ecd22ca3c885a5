"""Lines of Arabic, Persian and Hebrew whose words a PDF hands over from left to right, turned into reading order.

Whether the words stand the wrong way round shows where the marks are that end a sentence or a clause: at the ends of
lines and of the text before a blank where the order is right, at the begin of lines where it is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_ENDS = re.compile(r".*[^\W\d_][.،؛:؟!,;]+[»”\")\]]*$")
_TOKEN = re.compile(r"\S+")


def turned(lines: Sequence[str]) -> tuple[list[str], int]:
    """Return the lines in reading order, and how many had to be turned.

    >>> turned(["این  است  جمله", ".است  متن  این", "نیست،  دیگر  این"])[1]
    3
    """
    rtl = [at for at, line in enumerate(lines) if _is_rtl(line)]
    words = {at: _TOKEN.findall(lines[at]) for at in rtl}
    first = sum(_at_begin(tokens) for tokens in words.values() if len(tokens) > 1)
    last = sum(bool(_ENDS.match(tokens[-1])) for tokens in words.values() if len(tokens) > 1)
    out = list(lines)
    if first <= last:
        return out, 0
    for at, tokens in words.items():
        out[at] = " ".join(_reversed(tokens))
    return out, sum(len(tokens) > 1 for tokens in words.values())


def _at_begin(tokens: Sequence[str]) -> bool:
    return bool(_ENDS.match(tokens[0])) or tokens[0][0] in ".،؛؟!"


def _reversed(tokens: Sequence[str]) -> list[str]:
    """The words from the last to the first, those of other scripts that stand together in their own order."""
    out: list[str] = []
    run: list[str] = []
    for token in reversed(tokens):
        if _strong(token) == "L":
            run.insert(0, token)
            continue
        out += run
        run = []
        out.append(_mark_behind(token))
    return out + run


def _mark_behind(token: str) -> str:
    """Put a mark that stands before its word, as seen from the left, behind it."""
    return token[1:] + token[0] if len(token) > 1 and token[0] in ".،؛؟!" and token[1].isalpha() else token


def _is_rtl(line: str) -> bool:
    counts = {"R": 0, "L": 0, "": 0}
    for letter in line:
        counts[_strong(letter)] += 1
    return counts["R"] > counts["L"]


def _strong(text: str) -> str:
    """The direction of the first letter that has one."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "R"
        if kind == "L":
            return "L"
    return ""
