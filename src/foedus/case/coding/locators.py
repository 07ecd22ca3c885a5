"""Locators as coders write them, in one form: ``p. 4``, ``S. 4`` and ``4`` are one place, ``ch. 3`` and ``Chapter 3`` are one."""

from __future__ import annotations

import re
import unicodedata

_WORDS = {
    "": "p pp pg pgs page pages seite seiten стр с page/s pag págs pág ص صص صفحه § §§ sec sect section sections abschnitt absch",
    "ch": "ch chs chap chaps chapter chapters kap kapitel гл глава главы cap capítulo chapitre فصل",
    "para": "para paras par pars paragraph paragraphs ¶ ¶¶ абз rn rz",
    "n": "n nn fn note notes footnote footnotes anm прим",
    "fig": "fig figs figure figures abb рис",
    "tab": "tab tabs table tables tabelle табл",
    "vol": "vol vols volume volumes bd band т том",
}
_FORM = {word: form for form, words in _WORDS.items() for word in words.split()}
_DASHES = re.compile(r"\s*(?:[-‐‑‒–—―−]+|\bto\b|\bbis\b)\s*(?=\d)")
_TOKEN = re.compile(r"\d+(?:-\d+)?|[^\W\d_]+|[§¶]+")


def normal_locator(text: str) -> str:
    """Return a locator in the form in which two coders' are compared.

    Words for pages and sections fall away; those for chapters and the like have one form; dashes of a range are one, and
    its end is written in full.

    >>> [normal_locator(text) for text in ("p. 4", "4", "§ 4", "Chapter 3", "ch. 3, pp. 112–14")]
    ['4', '4', '4', 'ch 3', 'ch 3 112-114']
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(str(unicodedata.decimal(mark, mark)) for mark in plain)
    tokens = _TOKEN.findall(_DASHES.sub("-", plain))
    return " ".join(
        filter(None, (_range(token) if token[0].isdecimal() else _FORM.get(token, token) for token in tokens))
    )


def _range(token: str) -> str:
    first, mark, last = token.partition("-")
    first = first.lstrip("0") or "0"
    if not mark:
        return first
    return f"{first}-{first[: len(first) - len(last)] + last}"
