"""Marks that differ by shape as well as by colour, and what every chart needs: scales and room for labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from foedus.charts.element import circle, join, path, rect, text
from foedus.charts.letters import fit, text_width
from foedus.terms.outcomes import STATES_OF_RELATION
from foedus.terms.wording import PAGE


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
    shape = STATES_OF_RELATION[outcome].mark
    if shape == "circle":
        return circle(x, y, r=round(2 * size) / 2, class_=class_)
    if shape == "square":
        half = round(size * 0.9)
        return rect(x - half, y - half, width=2 * half, height=2 * half, class_=class_)
    if shape == "diamond":
        return _diamond(x, y, r=round(size * 1.3), class_=class_)
    r = round(size * 1.25)
    return path([(x, y - r), (x + r, y + round(r * 0.8)), (x - r, y + round(r * 0.8))], class_, close=True)


def pair_mark(index: int, x: float, *, y: float, size: float = 5.0) -> Markup:
    """The mark of a member of the focal pair: a filled circle for the first, a hollow diamond for the second."""
    x, y = round(x), round(y)
    return (
        circle(x, y, r=round(size), class_="m p-first")
        if index == 0
        else _diamond(x, y, r=round(size * 1.25), class_="m p-second")
    )


def _diamond(x: float, y: float, *, r: float, class_: str) -> Markup:
    return path([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], class_, close=True)


def pair_key(names: Sequence[str], x: float, *, y: float, room: float, after: str = "") -> Markup:
    """The key that says which mark belongs to which member of the pair; `room` is what each name may take, with what stands `after` it."""
    parts = []
    for index, whole in enumerate(names[:2]):
        name = fit(whole, room - text_width(after, bold=True), bold=True) + after
        parts += [pair_mark(index, x + 6, y=y - 4), text(x + 17, y, words=name, class_="b")]
        x += 17 + text_width(name, bold=True) + 24
    return join(*parts)


def spread(wanted: Sequence[float], gap: float, *, low: float, high: float) -> list[float]:
    """Places as near as possible to the wanted ones, in their order, at least `gap` apart, within the bounds.

    Where the room is too small for all of them, the gap shrinks.

    >>> spread([10, 11, 50], 10, low=0, high=100)
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


percent, proportion, percent_range = PAGE.percent, PAGE.proportion, PAGE.span
decimal_or_dash, signed, points = PAGE.decimal, PAGE.signed, PAGE.points
"""How numbers are written in figures."""
