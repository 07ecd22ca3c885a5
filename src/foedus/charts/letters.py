"""How wide words are, and how to break them into lines, without a font at hand.

The widths are those of a common sans serif (Arial), in parts of the font size, and 8 % more, so that a wider system font
does not overrun its place.
"""

from __future__ import annotations

import unicodedata

_SLACK = 1.08
_CLASSES = {
    0.23: "ijl'|",
    0.28: " !,./:;I[]ft\\\u00a0\u2009",
    0.34: "()-r`·\u2013",
    0.5: "ckszvxyJ",
    0.56: 'abdeghnopquL0123456789?$_#"*\u201c\u201d',
    0.59: "+<=>~FTZ\u2212",
    0.67: "ABEKPSVXY&",
    0.73: "CDHNRUw",
    0.78: "GOQ",
    0.85: "mM",
    0.95: "W%@\u2026\u2014",
}
_WIDTH = {letter: width for width, letters in _CLASSES.items() for letter in letters}


def _letter(letter: str) -> float:
    known = _WIDTH.get(letter)
    if known is not None:
        return known
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.62


def text_width(words: str, size: float = 12.5, *, bold: bool = False) -> float:
    """Width in pixels that the words will need at most.

    >>> 22 < text_width("Iran", 12.5) < 28
    True
    """
    return sum(map(_letter, words)) * size * _SLACK * (1.07 if bold else 1.0)


def _pieces(word: str, room: float, *, size: float, bold: bool) -> list[str]:
    """A word that is longer than a line, cut into pieces that fit."""
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter, size, bold=bold) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _shorten(words: str, room: float, *, size: float, bold: bool) -> str:
    """Cut to fit with an ellipsis, after a whole word where the first word fits."""
    short = words
    while short and text_width(short + "\u2026", size, bold=bold) > room:
        short = short[:-1]
    if not words[len(short) :].startswith(" ") and " " in short:
        short = short[: short.rindex(" ")]
    return short.rstrip() + "\u2026"


def wrap(words: str, room: float, *, size: float = 12.5, lines: int = 3, bold: bool = False) -> list[str]:
    """Lines that fit into `room` pixels; what goes beyond `lines` is cut with an ellipsis.

    Parameters
    ----------
    words : str
        Any text; runs of white space count as one blank.
    room : float
        Pixels, at least one letter wide.
    size : float
        Font size in pixels.
    lines : int
        Most lines to return, at least one.
    bold : bool
        Bold letters are wider.

    Returns
    -------
    list of str
        At least one line.

    Examples
    --------
    >>> wrap("Islamic Revolution Guards Corps", 88)
    ['Islamic', 'Revolution', 'Guards Corps']
    """
    found: list[str] = []
    current = ""
    # No text is shown further than it fits, so a novel in a cell is not measured to its end.
    for word in words[:2000].split():
        for piece in _pieces(word, room, size=size, bold=bold) if text_width(word, size, bold=bold) > room else [word]:
            longer = f"{current} {piece}".strip()
            if current and text_width(longer, size, bold=bold) > room:
                found.append(current)
                current = piece
            else:
                current = longer
    found.append(current)
    if len(found) > lines:
        rest = " ".join(found[lines - 1 :])
        return [*found[: lines - 1], _shorten(rest, room, size=size, bold=bold)]
    return found


def fit(words: str, room: float, *, size: float = 12.5, bold: bool = False) -> str:
    """The words on one line, cut with an ellipsis where they do not fit."""
    return wrap(words, room, size=size, lines=1, bold=bold)[0]
