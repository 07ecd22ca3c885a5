"""Characters that nobody sees: which there are, what they do to names, how a message shows them.

Two names are one when a reader cannot tell them apart on paper: Unicode composes them alike (NFC), their blanks are
blanks of some kind, and what differs is invisible. The joiners U+200C and U+200D stay between letters, where Persian,
Arabic and Indic scripts (and emoji) need them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no text of a case holds: they change terminals and hide from editors."""

DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
DIRECTION = re.compile(f"[{DIRECTIONS}]")
"""Marks of direction: they can change the order in which a text is seen."""

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
                        "\u3164\ufeff\uffa0\ufff9-\ufffb]")  # fmt: skip
_STRAY_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_UNSEEN_IN_KEYS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e007f]")
_UNSHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]"
)
_LATIN = dict(pair.split(">") for pair in ["а>a", "в>b", "е>e", "к>k", "м>m", "н>h", "о>o", "р>p", "с>c", "т>t", "у>y", "х>x", "і>i", "ј>j", "ѕ>s", "һ>h", "α>a", "β>b", "ε>e", "η>h", "ι>i", "κ>k", "μ>m", "ν>n", "ο>o", "ρ>p", "τ>t", "υ>y", "χ>x", "ϲ>c"])  # fmt: skip
"""Letters of Cyrillic and Greek that look like Latin ones, small or as capitals."""
_ALIKE = str.maketrans(
    _LATIN
    | {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"}
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
)


def drop_invisible(text: str) -> str:
    """Return the text without what nobody sees; joiners stay where letters need them.

    >>> drop_invisible("al\\u200bder\\u00ad")
    'alder'
    """
    if text.isascii():
        return text
    return _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))


def clean_name(text: str) -> str:
    """Return a name as it is seen: composed (NFC), without invisible characters, every run of blanks one space.

    >>> clean_name(" United\\u00a0 Kingdom\\u200b"), clean_name("Co\\u0302te d'Ivoire")
    ('United Kingdom', "Côte d'Ivoire")
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", drop_invisible(text.replace("\u2800", " ")))
    return " ".join(text.split())


def name_key(text: str) -> str:
    """Return what names that look alike share: capitals, forms of one letter, look-alike alphabets do not count.

    >>> name_key("IRAN") == name_key("Iran"), name_key("Аrda") == name_key("Arda"), name_key("Iran") == name_key("Iraq")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", clean_name(text))
    return _UNSEEN_IN_KEYS.sub("", plain).casefold().translate(_ALIKE)


def code_points(text: str, other: str = "") -> str:
    """Return the characters of `text` that are not in `other` and not ASCII, by number: ``U+00A0, U+200B``."""
    found = dict.fromkeys(mark for mark in text if not mark.isascii() and mark not in other)
    return ", ".join(f"U+{ord(mark):04X}" for mark in list(found)[:5])


def visible(text: str) -> str:
    """Return a text for a message: controls and marks of direction written out, so that none reaches a terminal.

    >>> visible("red\\x1b[31m"), visible("a\\u202eb")
    ('red\\\\x1b[31m', 'a\\\\u202eb')
    """
    return _UNSHOWN.sub(lambda mark: mark[0].encode("unicode_escape", "backslashreplace").decode("ascii"), text)


class Names:
    """The names of one file as they are read: what was cleaned, and which look alike.

    Examples
    --------
    >>> names = Names()
    >>> names.read("United\\u00a0States", 3), names.read("UNITED STATES", 4)
    ('United States', 'UNITED STATES')
    >>> for note in names.notes():
    ...     print(note)
    1 name written with other blanks, decomposed accents or characters that are not seen, read without them: 'United States' (U+00A0) in row 3
    'United States' and 'UNITED STATES' differ in capitals only; read as two names
    """

    def __init__(self) -> None:
        self._first: dict[str, None] = {}
        self._cleaned: dict[str, tuple[str, int | None]] = {}
        self._known: dict[str, str] = {}

    def read(self, text: str, line: int | None = None) -> str:
        """Return the clean name of `text`, which stands on `line`."""
        if text not in self._known:
            name = clean_name(text)
            self._known[text] = name
            self._first.setdefault(name)
            if name != text.strip(" \t\n"):
                self._cleaned.setdefault(text, (name, line))
        return self._known[text]

    def notes(self) -> Iterator[str]:
        """What was read otherwise than it is written, and names that are easily taken for one another."""
        if self._cleaned:
            shown = [
                f"{name!r}{f' ({points})' if (points := code_points(text, name)) else ''}{'' if line is None else f' in row {line}'}"
                for text, (name, line) in list(self._cleaned.items())[:5]
            ]
            count = f"{len(self._cleaned):,} {'name' if len(self._cleaned) == 1 else 'names'}"
            yield (
                f"{count} written with other blanks, decomposed accents or characters that are not seen, "
                f"read without them: {', '.join(shown)}"
            )
        yield from look_alikes(list(self._first))


def look_alikes(names: Sequence[str], *, most: int = 5) -> Iterator[str]:
    """Yield a sentence for each group of different names that are easily taken for one another."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name_key(name), []).append(name)
    pairs = [group for group in groups.values() if len(group) > 1]
    for group in pairs[:most]:
        capitals = len({name.casefold() for name in group}) == 1
        how = "differ in capitals only" if capitals else f"look alike ({_difference(group)})"
        yield f"{' and '.join(map(repr, group[:3]))} {how}; read as {_count(len(group))} names"
    if len(pairs) > most:
        yield f"{len(pairs) - most:,} more pairs of names differ in capitals only or look alike"


def _difference(group: Iterable[str]) -> str:
    first, second, *_ = group
    points = [found for found in (code_points(first, second), code_points(second, first)) if found]
    return " against ".join(points) or "other marks"


def _count(number: int) -> str:
    return {2: "two", 3: "three"}.get(number, str(number))
