"""What says that a tie is friendly or hostile, in every format alike: a word, or the sign of a number."""

from __future__ import annotations

import math
from typing import NamedTuple

from foedus.errors import Problem
from foedus.files.findings import shorten

LARGEST = 1e9
"""Largest weight accepted: beyond it, sums drown in rounding."""

FRIENDLY = (
    "1", "+", "friend", "friends", "friendly", "friendship", "ally", "allies", "allied", "alliance", "positive", "pos", "plus",
)  # fmt: skip
HOSTILE = (
    "-1", "-", "enemy", "enemies", "enmity", "hostile", "hostility", "foe", "foes", "rival", "rivals", "rivalry",
    "adversary", "adversaries", "unfriendly", "negative", "neg", "minus",
)  # fmt: skip
NEUTRAL = ("0", "neutral")
"""Words for the signs, in small letters; capitals and typographic minus signs are read as well."""

SIGNS = "1 (friendly) or -1 (hostile), or a word such as friendly, ally, +, hostile, enemy, -"
"""How a message describes a sign."""

_BY_WORD = {**dict.fromkeys(FRIENDLY, 1), **dict.fromkeys(HOSTILE, -1), **dict.fromkeys(NEUTRAL, 0)}
_MINUS = str.maketrans("\u2212\u2013\u2010\u2011\ufe63\uff0d\uff0b", "------+")


class Wrong(NamedTuple):
    """Why the sign and weight of a tie cannot be read."""

    weight: bool  #: Whether it is the weight that is wrong, not the sign.
    value: str
    expected: str
    nearest: str = ""

    def problem(self, file: str, line: int) -> Problem:
        """The problem of a file, told of the tie that stands on this line."""
        return Problem(
            file, line, "weight" if self.weight else "sign", shorten(self.value), self.expected, self.nearest
        )


def read_sign(text: str) -> int | None:
    """Return 1, -1 or 0 (neutral), or None where the text says none of them.

    >>> read_sign("hostile"), read_sign("+1.0"), read_sign("Neutral"), read_sign("2")
    (-1, 1, 0, None)
    """
    known = _BY_WORD.get(text)
    if known is not None:
        return known
    word = text.strip().lower().translate(_MINUS)
    if word in _BY_WORD:
        return _BY_WORD[word]
    value = read_number(word)
    return int(value) if value in (1.0, -1.0, 0.0) else None


def read_number(text: str) -> float | None:
    """Return a finite number, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def pointed(text: str) -> str:
    """Return the number that a text with a decimal comma or a typographic minus most likely means, or nothing.

    >>> pointed("-0,5"), pointed("\u22122"), pointed("1,234.5"), pointed("x")
    ('-0.5', '-2', '', '')
    """
    changed = text.strip().translate(_MINUS)
    if changed.count(",") == 1:
        changed = changed.replace(",", ".")
    return changed if changed != text and read_number(changed) is not None else ""


def read_value(text: str) -> float | Wrong:
    """Return a number of at most `LARGEST` in size."""
    value = read_number(text)
    if value is None:
        return Wrong(True, text, "a number as weight, with a decimal point", pointed(text))
    return value if abs(value) <= LARGEST else Wrong(True, text, f"a weight of at most {LARGEST:g}")


def sign_and_weight(stated: str | None, size: str | None) -> tuple[int, float] | Wrong:
    """Return the sign (1, -1, 0) and the weight (0 up) of a tie from its sign and weight as text, of which one may be absent.

    A weight may repeat the sign that is stated, but not contradict it. Without a sign, that of the weight counts.

    >>> sign_and_weight("enemy", "2"), sign_and_weight(None, "-0.5"), sign_and_weight("1", "-1").expected
    ((-1, 2.0), (-1, 0.5), 'a weight above 0 beside the sign 1')
    """
    sign = None if stated is None else read_sign(stated)
    if stated is not None and sign is None:
        return Wrong(False, stated, f"sign {SIGNS}")
    if sign == 0:
        return 0, 1.0
    value = None if size is None else read_value(size)
    if isinstance(value, Wrong):
        return value
    if value is None:
        return (sign, 1.0) if sign is not None else Wrong(False, "", "an attribute sign, or a weight with a sign")
    own = (value > 0) - (value < 0)
    if sign is None or own in (0, sign):
        return own, abs(value)
    if own < 0:
        return Wrong(True, size or "", "a weight above 0 beside the sign 1")
    return sign, value
