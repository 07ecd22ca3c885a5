"""Which issue or factor a passage is about, by its words: rare words of a topic count more than those that many share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.documents.drafting.words import words

_WORD = re.compile(r"[^\W\d_]{3,}")
_END = re.compile(
    r"(?:ational|ations?|ating|ated|ates?|ative|ments?|ings?|ness|ers?|ies|ied|ism|ists?|ed|es|al|ly|s|y|e)$"
)
_COMMON = words(
    """
    the and for with that this these those from into upon over under between what which who whom whose how far should must may might
    can could will would shall has have had was were been being are its their his her they them him she not nor but than then there
    here where when while all any both each few more most other some such only own same too very one two itself himself whether
    about against before after above below again does did doing because until against country countries state states both yes
    """
)
ENOUGH = 3.0
"""Weight of shared words from which a passage is said to be about a topic."""


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue or a factor."""

    id: str
    table: str  #: "issues" or "factors".
    text: str  #: Its question and poles, or its label.


class Topics:
    """The topics of a case.

    Examples
    --------
    >>> topics = Topics([Topic("bases", "issues", "Should the naval bases stay?"), Topic("oil", "issues", "Who sells oil?")])
    >>> [one.id for one in topics.about("The naval base at the coast")]
    ['bases']
    """

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._stems = {topic: stems(topic.text) for topic in topics}
        shared = Counter(stem for found in self._stems.values() for stem in found)
        count = max(1, len(self._stems))
        self._weights = {
            stem: 1 + math.log(count / many) if many <= max(1, count / 8) else 0.5 for stem, many in shared.items()
        }

    def about(self, passage: str, *, table: str = "") -> list[Topic]:
        """Return the topics of a passage, the one with most in common first; at least two words are shared."""
        there = stems(passage)
        scores = {
            topic: sum(self._weights[stem] for stem in sorted(found & there))
            for topic, found in self._stems.items()
            if len(found & there) > 1 and (not table or topic.table == table)
        }
        good = [topic for topic, score in scores.items() if score >= ENOUGH]
        return sorted(good, key=lambda topic: (-scores[topic], topic.table, topic.id))


def stems(text: str) -> frozenset[str]:
    """Return what the words of a text share with their other forms.

    >>> sorted(stems("The cooperations cooperate"))
    ['cooper']
    """
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _COMMON)


def _stem(word: str) -> str:
    end = _END.search(word)
    return word[: end.start()] if end and end.start() >= 3 else word
