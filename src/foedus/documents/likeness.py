"""How much of one text stands in another, without comparing every pair of passages.

A text is known by some of its runs of six words: those whose hash falls into one bin of sixteen, the same bin for all texts
(Broder 1997, On the resemblance and containment of documents; the sample by modulus of section 4).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from foedus.documents.folding import fold

RUN = 6
"""Words of a run."""
_BINS = 16
_FEW = 40
"""Runs of a text up to which all are kept."""
_HEAD = 1_000
"""Characters among which a title is looked for."""
_TITLE = 4
"""Words that a title must have to be told by them."""
_WORD = re.compile(r"\w+")


class Sketch(NamedTuple):
    """What a text is known by."""

    runs: frozenset[int]  #: Hashes of its runs: all of a short text, those of the bin of a long one.
    bin: frozenset[int]  #: Those of the bin.


class Alike(NamedTuple):
    """A text that holds much of another, or the other way round."""

    id: str
    shared: float  #: Share of the runs of the shorter one that stand in the other.


def sketch(text: str) -> Sketch:
    """Return the sample of runs by which a text is known; capitals, blanks and marks do not count.

    >>> len(sketch("No treaty was signed in that year.").runs), len(sketch("Too short.").runs)
    (2, 0)
    """
    words = [word.encode() for word in _WORD.findall(fold(text).casefold())]
    runs = frozenset(zlib.crc32(b" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1))
    binned = frozenset(run for run in runs if run % _BINS == 0)
    return Sketch(runs if len(runs) <= _FEW * _BINS else binned, binned)


def alike(one: Sketch, others: Mapping[str, Sketch], *, least: float = 0.8) -> list[Alike]:
    """Return the texts that share at least so much with one, the nearest first.

    A short and a long text are compared by the bin that both have.
    """
    found = []
    for name, other in others.items():
        whole = _is_whole(one) == _is_whole(other)
        mine, yours = (one.runs, other.runs) if whole else (one.bin, other.bin)
        shorter = min(len(mine), len(yours))
        if shorter and (shared := len(mine & yours) / shorter) >= least:
            found.append(Alike(name, shared))
    return sorted(found, key=lambda text: (-text.shared, text.id))


def titled(text: str, titles: Mapping[str, str]) -> str:
    """Return the key of the one title that stands at the beginning of a text; empty where none does, or several do.

    >>> titled("A Journal, 2018\\nTalks on the dam of Alder\\nBy somebody", {"a": "Talks on the Dam of Alder", "b": "Talks"})
    'a'
    """
    head = " ".join(_WORD.findall(fold(text[:_HEAD]).casefold()))
    said = {key: _WORD.findall(fold(title).casefold()) for key, title in titles.items()}
    found = [key for key, words in said.items() if len(words) >= _TITLE and f" {' '.join(words)} " in f" {head} "]
    return found[0] if len(found) == 1 else ""


def _is_whole(one: Sketch) -> bool:
    return len(one.runs) != len(one.bin)
