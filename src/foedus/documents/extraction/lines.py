"""Lines that a page or a program has broken, put together again before any place in the text is counted.

A text is taken for broken where most of its lines that another follows are about as long as the longest. A line goes on
in the next one if the next word would not have fitted; a hyphen at its end goes or stays by what the rest of the text says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

SHORTEST, LONGEST = 30, 140
"""Width, in characters, of lines that were broken to fit a page."""
_FULL = 0.72
"""Share of the width from which a line counts as full: letters of print are not equally wide."""
_MOSTLY = 0.6
_FEWEST = 8
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BEGINS = re.compile(
    r"(?:[-•·●▪◦*–—>|#]\s|\(?[0-9]{1,3}[.)]\s|\(?[a-zA-Z][.)]\s|\([ivx]+\)\s|\[[^\]]{1,20}\]\s|\s{2,}|\t)"
)
_LEADER = re.compile(r"\.{4,}\s*[0-9ivxl]*$|(?:\. ){4,}")
"""Dots that lead to a page in a list of contents."""
_ENDS = re.compile(r"[.!?…:;؟。][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"([^\W\d_]+)([-‐])$")
_HYPHENATED = 0.03
"""Share of lines with a hyphen at their end from which words were broken there; fewer are words written with one."""
_COMPOUND = frozenset(
    [
        "all",
        "anti",
        "co",
        "counter",
        "cross",
        "double",
        "ex",
        "far",
        "first",
        "four",
        "full",
        "good",
        "half",
        "high",
        "hard",
        "ill",
        "inter",
        "intra",
        "long",
        "low",
        "many",
        "multi",
        "near",
        "new",
        "non",
        "old",
        "one",
        "open",
        "over",
        "post",
        "pre",
        "pro",
        "quasi",
        "second",
        "self",
        "semi",
        "short",
        "single",
        "so",
        "sub",
        "super",
        "third",
        "three",
        "two",
        "ultra",
        "under",
        "well",
        "wide",
        "world",
    ]
)
"""First parts that commonly keep their hyphen in English."""


def mend(text: str, *, printed: bool = False) -> tuple[str, str]:
    """Return a text with its broken lines put together, and a sentence on it; an empty one where nothing was broken.

    `printed` says that the lines are those of a page, so that all of them end where the page made them end.

    >>> print(mend("\\n".join(["The ministers of the two states met in the", "town of Sochi and spoke at length of a cease-",
    ...     "fire."] * 4))[0].split("\\n")[0])
    The ministers of the two states met in the town of Sochi and spoke at length of a ceasefire.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    width = _width(lines, printed=printed)
    if not width:
        return text, ""
    known = Counter(word.lower() for line in lines for word in _WORD.findall(line)[:-1])
    breaks = sum(bool(_HYPHEN.search(line)) for line in lines) >= _HYPHENATED * sum(map(bool, lines))
    out: list[str] = []
    joined = hyphens = at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        last = line
        while (step := _goes_on(last, lines, at, width)) is not None:
            last = lines[step].lstrip()
            joined, at = joined + 1, step + 1
            hyphen = _HYPHEN.search(line)
            if line.endswith("\u00ad"):
                line, hyphens = line[:-1] + last, hyphens + 1
            elif hyphen is not None and last[:1].isalpha():
                hyphens += 1
                kept = line if _keeps(hyphen[1], last, known, breaks=breaks) else line[:-1]
                line = kept + last
            else:
                line = f"{line} {last}"
        out.append(line)
    told = f"{joined:,} broken lines put together" + (f", {hyphens:,} of them at a hyphen" if hyphens else "")
    return "\n".join(out), told if joined else ""


def _width(lines: Sequence[str], *, printed: bool) -> int:
    """The width to which lines were broken; 0 where they were not."""
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.95)] if lengths else 0
    if printed or len(lengths) < _FEWEST or not SHORTEST <= width <= LONGEST:
        return width if printed else 0
    followed = [len(line) for line, then in pairwise(lines) if line.strip() and then.strip()]
    full = sum(length >= _FULL * width for length in followed)
    return width if followed and full >= _MOSTLY * len(followed) else 0


def _goes_on(last: str, lines: Sequence[str], at: int, width: int) -> int | None:
    """The number of the line in which `last` goes on, or None: the next one, or that behind a page's end."""
    blank = at
    while blank < len(lines) and not lines[blank].strip() and blank - at < 3:
        blank += 1
    if blank >= len(lines) or not last.strip():
        return None
    then = lines[blank]
    word = then.split(maxsplit=1)[0] if then.strip() else ""
    full = len(last) + 1 + len(word) > _FULL * width
    if not word or not full or _BEGINS.match(then) or _BEGINS.match(then.lstrip()) or _LEADER.search(last):
        return None
    if blank > at:  # what a blank line cuts goes on only where a sentence is open and a small letter follows
        return blank if not _ENDS.search(last) and word[0].islower() else None
    short = len(last) + 1 + len(word) < 0.9 * width
    return None if short and _ENDS.search(last) and not word[0].islower() else blank


def _keeps(first: str, line: str, known: Counter[str], *, breaks: bool) -> bool:
    """Whether a word broken behind a hyphen is written with it."""
    found = _WORD.match(line)
    second = found[0] if found else ""
    if second[:1].isupper():
        return True
    first, second = first.lower(), second.lower()
    with_hyphen, without = known[f"{first}-{second}"], known[first + second]
    if with_hyphen != without:
        return with_hyphen > without
    return not breaks or first in _COMPOUND or (len(first) > 3 and known[first] > 0 and known[second] > 0)
