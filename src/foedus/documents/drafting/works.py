"""Who speaks as the author of a work: not in office, and with the mark of a reference behind the sentence.

What an official says is a statement, even inside a study; what a scholar or a journalist writes is a study of its own, whose
speaker is the work. The mark leads to it where the case's keys end with the numbers of the text's references.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from foedus.documents.drafting.actors import TITLES
from foedus.documents.drafting.quotations import Statement
from foedus.documents.drafting.words import any_of

_MARK = re.compile(r"\[(\d{1,3})\]")
_NUMBER = re.compile(r"(?<!\d)0*(\d{1,3})$")
_NO_OFFICE = frozenset(("Mr.", "Mrs.", "Ms.", "Dr.", "Sir", "Lord", "Professor"))
_OFFICE = re.compile(
    rf"{any_of(set(TITLES) - _NO_OFFICE)}|\b(?:chair(?:man|woman)?|head|spokes\w+|envoy|deputy|chief|leader|adviser|advisor|secretary|official)\b",
    re.IGNORECASE,
)
_REACH = 800
"""Characters behind a statement, in its paragraph, within which its mark may stand."""
_LEAST = 5
"""Marks that a text must have before numbers in keys are taken for those of its references."""
_SHARE = 0.6
"""Share of them that must lead to a work."""


class Works:
    """The works of a case by the marks of a text.

    Parameters
    ----------
    keys : iterable of str
        Keys of the case's works.
    text : str
        The text whose marks they may be.
    """

    def __init__(self, keys: Iterable[str], text: str) -> None:
        several = list(keys)
        numbers = Counter(found[1] for key in several if (found := _NUMBER.search(key)))
        known = {found[1]: key for key in several if (found := _NUMBER.search(key)) and numbers[found[1]] == 1}
        marks = set(_MARK.findall(text))
        leads = len(marks) >= _LEAST and sum(mark in known for mark in marks) >= _SHARE * len(marks)
        self._by_mark = known if leads else {}

    def author(self, text: str, one: Statement) -> str:
        """Return the work that a statement is from; empty where an official or an actor of the case speaks."""
        if one.speaker is None or one.speaker.actor or one.speaker.kind != "person":
            return ""
        if one.speaker.rule == "person by title" or _OFFICE.search(one.office):
            return ""
        line = text.find("\n", one.stop)
        mark = _MARK.search(text, one.start, min(len(text), one.stop + _REACH, line if line >= 0 else len(text)))
        return self._by_mark.get(mark[1], "") if mark else ""
