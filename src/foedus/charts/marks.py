"""Marks that differ by shape as well as by colour, and what every chart needs: scales and room for labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from foedus.charts.element import circle, join, path, rect, text
from foedus.charts.letters import text_width

OUTCOMES = ("alliance", "entente", "unaligned", "rivalry")
"""The four outcomes in the order of the project."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from values to pixels.

    Examples
    --------
    >>> Scale(0, 1, 100, 300)(0.5)
    200.0
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value; values outside the range stay at its edge."""
        span = self.high - self.low
        share = 0.5 if span == 0 else min(1.0, max(0.0, (value - self.low) / span))
        return self.start + share * (self.end - self.start)


def outcome_mark(outcome: str, x: float, y: float, size: float = 5.5) -> Markup:
    """The mark of an outcome: circle, square, diamond, triangle; around a whole pixel."""
    class_ = f"m o-{outcome}"
    x, y = round(x), round(y)
    if outcome == "alliance":
        return circle(x, y, round(2 * size) / 2, class_)
    if outcome == "entente":
        half = round(size * 0.9)
        return rect(x - half, y - half, 2 * half, 2 * half, class_)
    if outcome == "unaligned":
        return _diamond(x, y, round(size * 1.3), class_)
    r = round(size * 1.25)
    return path([(x, y - r), (x + r, y + round(r * 0.8)), (x - r, y + round(r * 0.8))], class_, close=True)


def pair_mark(index: int, x: float, y: float, size: float = 5.0) -> Markup:
    """The mark of a member of the focal pair: a filled circle for the first, a hollow diamond for the second."""
    x, y = round(x), round(y)
    return circle(x, y, round(size), "m p-first") if index == 0 else _diamond(x, y, round(size * 1.25), "m p-second")


def _diamond(x: float, y: float, r: float, class_: str) -> Markup:
    return path([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], class_, close=True)


def pair_key(names: Sequence[str], x: float, y: float) -> Markup:
    """The key that says which mark belongs to which member of the pair."""
    parts = []
    for index, name in enumerate(names[:2]):
        parts += [pair_mark(index, x + 6, y - 4), text(x + 17, y, name, "b")]
        x += 17 + text_width(name, bold=True) + 24
    return join(*parts)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as possible to the wanted ones, in their order, at least `gap` apart, within the bounds.

    Where the room is too small for all of them, the gap shrinks.

    Examples
    --------
    >>> spread([10, 11, 50], 10, 0, 100)
    [5.5, 15.5, 50.0]
    """
    if not wanted:
        return []
    gap = min(gap, (high - low) / max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    # Pool neighbours that collide and put each pool around the mean of what its members wanted.
    pools: list[list[float]] = []  # first place wanted by the pool (mean), members
    for rank in order:
        pools.append([wanted[rank], 1])
        while len(pools) > 1 and pools[-2][0] + pools[-2][1] * gap > pools[-1][0]:
            first, count = pools.pop()
            start, size = pools[-1]
            pools[-1] = [(start * size + (first - size * gap) * count) / (size + count), size + count]
    places: list[float] = []
    for start, size in pools:
        places += [start + i * gap for i in range(int(size))]
    for i, place in enumerate(places):
        places[i] = max(place, low if i == 0 else places[i - 1] + gap)
    for i in reversed(range(len(places))):
        places[i] = min(places[i], high if i == len(places) - 1 else places[i + 1] - gap)
    found = [0.0] * len(wanted)
    for rank, place in zip(order, places, strict=True):
        found[rank] = float(place)
    return found


def percent(value: float | None) -> str:
    """A probability in whole percent; the ends are never shown as certain.

    Examples
    --------
    >>> percent(0.688), percent(0.004), percent(None)
    ('69\\xa0%', '<1\\xa0%', '–')
    """
    if value is None:
        return "\u2013"
    if 0 < value < 0.005:
        return "<1\u00a0%"
    if 0.995 <= value < 1:
        return ">99\u00a0%"
    return f"{value * 100:.0f}\u00a0%"


def percent_range(low: float | None, high: float | None) -> str:
    """An interval in whole percent.

    Examples
    --------
    >>> percent_range(0.52, 0.81)
    '52–81\\xa0%'
    """
    if low is None or high is None:
        return "\u2013"
    return f"{low * 100:.0f}\u2013{high * 100:.0f}\u00a0%"


def decimal_or_dash(value: float | None) -> str:
    """A number with two decimals and a true minus, a dash where there is none.

    Examples
    --------
    >>> decimal_or_dash(-0.5), decimal_or_dash(None)
    ('−0.50', '–')
    """
    return "\u2013" if value is None else f"{value:.2f}".replace("-", "\u2212")


def signed(value: float | None, digits: int = 2) -> str:
    """A number with its sign and a true minus.

    Examples
    --------
    >>> signed(-0.254), signed(0.5), signed(0.0)
    ('−0.25', '+0.50', '0.00')
    """
    if value is None:
        return "\u2013"
    shown = f"{abs(value):.{digits}f}"
    if float(shown) == 0:
        return shown
    return ("+" if value > 0 else "\u2212") + shown


def points(value: float | None) -> str:
    """A difference of probabilities in percentage points.

    Examples
    --------
    >>> points(-0.0312), points(0.0004)
    ('−3.1', '0.0')
    """
    return "\u2013" if value is None else signed(value * 100, 1)
