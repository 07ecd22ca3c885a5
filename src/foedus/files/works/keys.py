"""Keys of works, as Zotero, Better BibTeX, JabRef and people make them."""

from __future__ import annotations

import re
import unicodedata

from foedus.files.characters import drop_invisible
from foedus.files.findings import Findings

KEY = r"[^\s,;{}|\"\\\x00-\x1f\x7f-\x9f]+"
"""Form of a key: no blanks, and none of the marks that end a key or an element of a list."""

KEY_LENGTH = 250
"""Longest key."""

KEY_IN_WORDS = f'no blanks and none of , ; {{ }} | " \\, at most {KEY_LENGTH} characters'

_FORM = re.compile(KEY)
_NOT_IN_KEYS = re.compile(r"[\s,;{}|\"\\\x00-\x1f\x7f-\x9f]+")


def is_key(text: str) -> bool:
    """Whether a text may be the key of a work.

    >>> is_key("Marsh:2019/Neighbours_a.b"), is_key("marsh 2019")
    (True, False)
    """
    return len(text) <= KEY_LENGTH and bool(_FORM.fullmatch(text)) and composed(text) == text


def nearest_key(text: str) -> str:
    """Return the key that is nearest to a text that is none; empty where nothing of it may stand."""
    return _NOT_IN_KEYS.sub("-", composed(text)).strip("-")[:KEY_LENGTH]


def composed(text: str) -> str:
    """Return a key as it is seen: accents composed (NFC), nothing invisible, so that two spellings that look alike are one."""
    return text if text.isascii() else unicodedata.normalize("NFC", drop_invisible(text))


def check_key(file: str, line: int, key: str, *, findings: Findings) -> str:
    """Return the key with composed accents, after recording it where it is none."""
    wanted = composed(key)
    if not wanted:
        findings.problem(file, line, "", "", "a key behind the type of the entry, such as @book{walt1987,")
    elif not is_key(wanted):
        findings.problem(file, line, "", key, f"a key with {KEY_IN_WORDS}", nearest=nearest_key(wanted))
    return wanted
