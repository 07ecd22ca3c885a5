"""LaTeX to text as people read it, and back; what the converter cannot read is shown plain, and told."""

from __future__ import annotations

import html
import logging
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_LONGEST = 20_000
"""Characters of the longest value that the converter is asked to read."""
_DEEPEST = 40
"""Braces inside braces that the converter is asked to read."""

_TAGS = re.compile(
    r"</?(?:i|b|em|strong|u|s|sub|sup|sc|scp|nc|p|br|span(?:\s[^<>]*)?|font(?:\s[^<>]*)?)\s*/?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.)")
_SUPERSCRIPT = re.compile(r"\$\s*[\^_]\s*(?:\{([^{}$]*(?:\{[^{}$]*\}[^{}$]*)*)\}|(\w))\s*\$")
_MATHEMATICS = re.compile(r"(?<!\\)\$(?!\s)([^$]*[\\^_][^$]*)(?<![\s\\])\$(?!\d)")
_TRANSPARENT = frozenset(
    [
        "begin",
        "end",
        "textsubscript",
        "textcyrillic",
        "textgreek",
        "textlatin",
        "cyrchar",
        "relax",
        "t",
        "selectlanguage",
        "protect",
        "ensuremath",
        "mkbibemph",
        "mkbibquote",
        "mkbibparens",
        "bibstring",
        "autocap",
        "textup",
        "textmd",
        "textnormal",
        "textln",
        "hbox",
        "mbox",
        "normalfont",
        "itshape",
        "bfseries",
        "upshape",
        "textquote",
        "selectfont",
        "nohyphens",
        "uppercase",
        "lowercase",
        "MakeUppercase",
        "MakeLowercase",
        "hspace",
        "vspace",
        "allowbreak",
        "unskip",
    ]
)
"""Commands without which a text reads the same."""

_SPECIAL = re.compile(r"[\\{}%&#$_~^]")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "{": r"\{", "}": r"\}"}
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SIGNS = {
    "textless": "<", "textgreater": ">", "textbar": "|", "slash": "/", "textquotedbl": '"', "textdollar": "$",
    "textpercent": "%", "nobreakspace": " ", "nbsp": " ", "thinspace": " ", "og": "«", "fg": "»",
    "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "today": "", "maketitle": "", "textasciicircum": "^",
    "textbraceleft": "{", "textbraceright": "}", "guillemetleft": "«", "guillemetright": "»", "textnumero": "№", "textendash": "–", "textemdash": "—",
}  # fmt: skip
"""Commands that the converter does not know, or reads as what no title says."""


class _Complaints(logging.Handler):
    """What the converter logs, which would reach the terminal."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a complaint."""
        self.said.append(record.msg)


_COMPLAINTS = _Complaints()
logging.getLogger("pylatexenc").addHandler(_COMPLAINTS)
logging.getLogger("pylatexenc").propagate = False


def plain_text(value: str) -> str:
    """Return a BibTeX value as people read it: accents decoded, braces, tags of HTML and line breaks gone.

    >>> plain_text("The {Treaty} of  V{\\\\'a}rpalota, 1999--2004")
    'The Treaty of Várpalota, 1999–2004'
    """
    return read_latex(value)[0]


@lru_cache(maxsize=4096)
def read_latex(value: str) -> tuple[str, str]:
    """Return the text of a value, and what of it could not be read (empty where all was).

    >>> read_latex(r"\\href{https://x.org/a%20b}{A title}")
    ('A title', '')
    """
    trouble = ""
    text = value
    if "\\" in value or "$" in value:
        _COMPLAINTS.said.clear()
        try:
            text = _converted(value)
        except Exception as error:  # noqa: BLE001 - the converter fails in many ways, and none is the user's
            trouble = f"LaTeX that cannot be read ({type(error).__name__}), shown without its commands"
            text = _without_commands(value)
        else:
            if _COMPLAINTS.said:
                trouble = "LaTeX that cannot be read in full, shown without its commands"
                text = _without_commands(value)
            unknown = sorted(
                {
                    found[1]
                    for found in _COMMAND.finditer(value)
                    if found[1] and found[1] not in _TRANSPARENT | _converter().commands
                }
            )
            if unknown and not trouble:
                trouble = f"unknown LaTeX command \\{unknown[0]}, shown without it"
    else:
        text = _ligatures(text)
    text = text.replace("{", "").replace("}", "").replace("~", " ") if "\\" not in value else text
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), _TAGS.sub("", text))
    return " ".join(text.replace("\u00ad", "").split()), trouble


def escaped(text: str) -> str:
    """Return a text as a BibTeX value that is read back the same.

    >>> escaped("R&D {in} 50 %"), plain_text(escaped("R&D {in} 50 %"))
    ('R\\\\&D \\\\{in\\\\} 50 \\\\%', 'R&D {in} 50 %')
    """
    signs = _ESCAPES if _balanced(text) else _ESCAPES | _LONE_BRACES
    return _SPECIAL.sub(lambda found: signs.get(found[0], "\\" + found[0]), text)


def _balanced(text: str) -> bool:
    """Whether braces close as they open: a reader of BibTeX counts them, a backslash before them or not."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def address(text: str) -> str:
    """Return a web address or DOI as a BibTeX value; what would open or close one is written by its number.

    >>> address("https://x.org/a_{b}?c=1%20#d")
    'https://x.org/a_%7Bb%7D?c=1%20#d'
    """
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", text)


def _ligatures(text: str) -> str:
    for written, read in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")):
        text = text.replace(written, read)
    return text


def _converted(value: str) -> str:
    if len(value) > _LONGEST:
        raise ValueError(f"more than {_LONGEST} characters")
    if _depth(value) > _DEEPEST:
        raise ValueError(f"more than {_DEEPEST} braces inside braces")
    value = _SUPERSCRIPT.sub(lambda found: f"{{{found[1] or found[2]}}}", value)
    # In a bibliography a percent sign starts no comment, an ampersand separates no columns, a dollar alone is money.
    held = [found[0] for found in _MATHEMATICS.finditer(value)]
    parts = _MATHEMATICS.split(value)[::2]
    parts = [re.sub(r"(?<!\\)([%&$#])", r"\\\1", part) for part in parts]
    mixed = "".join(part + (held[place] if place < len(held) else "") for place, part in enumerate(parts))
    return _converter().text(mixed)


def _depth(value: str) -> int:
    depth = deepest = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest


def _without_commands(value: str) -> str:
    return _COMMAND.sub(lambda found: found[2] or "", value).replace("{", "").replace("}", "")


@dataclass(frozen=True, slots=True)
class _Converter:
    """The converter with the commands that bibliographies use beside those that it knows."""

    shown: Any
    read: Any
    commands: frozenset[str]

    def text(self, value: str) -> str:
        from pylatexenc.latexwalker import LatexWalker

        nodes = LatexWalker(value, latex_context=self.read).get_latex_nodes()[0]
        return str(self.shown.nodelist_to_text(nodes))


@cache
def _converter() -> _Converter:
    from pylatexenc import latex2text, latexwalker, macrospec

    says = latex2text.MacroTextSpec
    shown = latex2text.get_default_latex_context_db()
    macros = [*(says(name, simplify_repl=sign) for name, sign in _SIGNS.items()), says("url", simplify_repl="%s")]
    macros += [
        says("href", simplify_repl="%(2)s"),
        says("enquote", simplify_repl="“%s”"),
        says("noopsort", discard=True),
    ]
    macros += [says(name, simplify_repl="%s") for name in ("title", "author", "date")]
    macros += [says("foreignlanguage", simplify_repl="%(2)s"), says("textcolor", simplify_repl="%(2)s")]
    shown.add_context_category("bibliographies", prepend=True, macros=macros)
    read = latexwalker.get_default_latex_context_db()
    takes = {"href": 2, "url": 1, "enquote": 1, "noopsort": 1, "foreignlanguage": 2, "textcolor": 2}
    arguments = [macrospec.std_macro(name, False, number) for name, number in takes.items()]
    read.add_context_category("bibliographies", prepend=True, macros=arguments)
    known = {spec.macroname for spec in (*shown.iter_macro_specs(), *read.iter_macro_specs())}
    text = latex2text.LatexNodes2Text(latex_context=shown, keep_braced_groups=False)
    return _Converter(text, read, frozenset(known))
