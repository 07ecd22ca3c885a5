"""Drawings in fewer bytes, for the page: paths by their shortest steps, texts of one class and column in one group.

The picture stays as it is. Figures are drawn with plain paths and texts, which their tests read; this is the last step
before they are written into the page.
"""

from __future__ import annotations

import re

from foedus.charts.gather import Piece, pieces, touch

_SVG = re.compile(r"(<svg[^<>]*>(?:<(?:title|desc)[^<>]*>[^<>]*</(?:title|desc)>)*)(.*?)(</svg>)", re.DOTALL)
_TEXT = re.compile(r'<text x="([^"]*)"( y="[^"]*")(?: class="([^"]*)")?>(.*)', re.DOTALL)
_PLACES = re.compile(r'(?<=<path d=")([^"]*)(?=" class="([a-z]+))')
SHADES = frozenset(("veil", "band"))
"""Areas that are only shaded: their edges may stand on whole pixels."""
_COMMAND = re.compile(r"([MLHVmlhv])([-\d. ]*)|([Zz])|(a([\d.]+) \5 0 110 \.1z)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

Place = tuple[int, int]
"""A point in tenths of a pixel."""


def shorten(page: str) -> str:
    """Every drawing of a page, shortened; one with groups, which the script of the page reads, stays as it is."""
    return _SVG.sub(lambda svg: svg[1] + (svg[2] if "<g" in svg[2] else _short(svg[2])) + svg[3], page)


def _short(drawing: str) -> str:
    return _PLACES.sub(lambda path: shorten_path(path[1], whole=path[2] in SHADES), group_texts(drawing))


def group_texts(drawing: str) -> str:
    """Put texts of one class, and of one place from the left, into a group that says so once.

    A text over which something is drawn later stays where it is.

    Examples
    --------
    >>> group_texts('<text x="0" y="5" class="s e">a</text><text x="9" y="5">b</text>')
    '<text y="5" class="s e">a</text><text x="9" y="5">b</text>'
    >>> group_texts("".join(f'<text x="358" y="{y}" class="s e">a</text>' for y in (5, 50, 95)))[:73]
    '<g class="s e" transform="translate(358)"><text y="5">a</text><text y="50'
    """
    kept: list[str] = []
    free: dict[str, list[tuple[str, str, str]]] = {}
    found = pieces(drawing)
    for place, piece in enumerate(found):
        parts = _TEXT.fullmatch(piece.source)
        if parts is None or _covered(piece, found[place + 1 :]):
            kept.append(piece.source)
        else:
            free.setdefault(parts[3] or "", []).append((parts[1], parts[2], parts[4]))
    return "".join(kept) + "".join(_class_group(class_, texts) for class_, texts in free.items())


def _covered(text: Piece, later: list[Piece]) -> bool:
    return any(
        touch(one, other)
        for piece in later
        if not piece.source.startswith("<text")
        for one in text.boxes
        for other in piece.boxes
    )


def _class_group(class_: str, texts: list[tuple[str, str, str]]) -> str:
    """Texts of a class: those of a column in a group of their own where that is shorter."""
    columns: dict[str, list[tuple[str, str, str]]] = {}
    for text in texts:
        columns.setdefault(text[0], []).append(text)
    named = f' class="{class_}"' if class_ else ""
    written, rest = "", []
    for x, column in columns.items():
        moved = "" if x == "0" else f' transform="translate({x})"'
        short = f"<g{named}{moved}>{''.join(f'<text{y}>{words}' for _, y, words in column)}</g>"
        if (named or moved) and len(short) < sum(len(_alone(text, named)) for text in column):
            written += short
        else:
            rest += column
    together = f"<g{named}>{''.join(_alone(text, '') for text in rest)}</g>"
    apart = "".join(_alone(text, named) for text in rest)
    return written + (together if named and len(together) < len(apart) else apart)


def _alone(text: tuple[str, str, str], named: str) -> str:
    x, y, words = text
    across = "" if x == "0" else f' x="{x}"'
    return f"<text{across}{y}{named}>{words}"


def shorten_path(places: str, *, whole: bool = False) -> str:
    """Write each step of a path from the last point or from the origin, whichever takes fewer letters.

    A path with other commands than those of :mod:`foedus.charts.element` stays as it is.

    Parameters
    ----------
    places : str
        The ``d`` of a path, in tenths of a pixel at most.
    whole : bool
        Whether to put the points on whole pixels.

    Examples
    --------
    >>> shorten_path("M142 165H262M142 161V169M262 161V169")
    'M142 165h120m-120-4v8m120-8v8'
    >>> shorten_path("M0.3 0.8l9.6 2.2h0.2z", whole=True)
    'M0 1l10 2z'
    >>> shorten_path("M0 0C1 1 2 2 3 3")
    'M0 0C1 1 2 2 3 3'
    """
    found = list(_COMMAND.finditer(places))
    if "".join(command[0] for command in found) != places:
        return places
    short, before = "", ""
    at = start = exact = (0, 0)
    for command in found:
        if command[4]:
            short, before, at = short + command[4], "z", start
            exact = start
        elif command[3]:
            short, before, at = short + "z", "z", start
            exact = start
        else:
            for letter, point in _points(command[1], [_tenths(n) for n in _NUMBER.findall(command[2])], exact):
                exact = point
                to = (_whole(point[0]), _whole(point[1])) if whole else point
                if letter == "L" and whole and to == at:
                    continue
                step, before = _step(letter, at, to, before)
                short += step
                at = to
                start = to if letter == "M" else start
    return short


def _whole(tenths: int) -> int:
    return 10 * round(tenths / 10)


def _tenths(number: str) -> int:
    return round(10 * float(number))


def _points(letter: str, numbers: list[int], at: Place) -> list[tuple[str, Place]]:
    """The points that a command leads to, each with M or L; all but the first of a move are lines."""
    found: list[tuple[str, Place]] = []
    kind = letter.upper()
    pairs: list[tuple[int | None, int | None]] = (
        [(n, None) for n in numbers] if kind == "H"
        else [(None, n) for n in numbers] if kind == "V"
        else list(zip(numbers[::2], numbers[1::2], strict=True))
    )  # fmt: skip
    for x, y in pairs:
        base = at if letter.islower() else (0, 0)
        at = at[0] if x is None else base[0] + x, at[1] if y is None else base[1] + y
        found.append(("M" if kind == "M" and not found else "L", at))
    return found


def _step(letter: str, at: Place, to: Place, before: str) -> tuple[str, str]:
    """The shortest way to write a step, and the letter that the next step may leave out."""
    across, down = to[0] - at[0], to[1] - at[1]
    ways: list[tuple[str, tuple[int, ...], str]]
    if letter == "M":
        ways = [("M", to, "L"), *([("m", (across, down), "l")] if before else [])]
    elif down == 0:
        ways = [("h", (across,), "h"), ("H", to[:1], "H")]
    elif across == 0:
        ways = [("v", (down,), "v"), ("V", to[1:], "V")]
    else:
        ways = [("l", (across, down), "l"), ("L", to, "L")]
    return min(
        ((_numbers(name, numbers, leave_out=name == before), after) for name, numbers, after in ways),
        key=lambda way: len(way[0]),
    )


def _numbers(name: str, numbers: tuple[int, ...], *, leave_out: bool) -> str:
    written = "" if leave_out else name
    for number in numbers:
        shown = f"{number / 10:.1f}".removesuffix(".0").replace("0.", ".") if abs(number) < 10 else f"{number / 10:g}"
        shown = "0" if shown in ("-0", "") else shown
        written += shown if shown.startswith("-") or written == name else f" {shown}"
    return written
