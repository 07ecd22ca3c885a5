"""Four lines over time or over a setting: what the outside view, the path of the verdict and the temper sweep share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import Point, join, line, path, text
from foedus.charts.letters import text_width
from foedus.charts.marks import Scale, outcome_mark, percent, proportion, spread
from foedus.charts.theme import SMALL
from foedus.terms.outcomes import OUTCOMES


@dataclass(frozen=True, slots=True)
class Knot:
    """A point of a line: where, how probable, and the interval where there is one."""

    x: float
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the horizontal axis and its label."""

    x: float
    label: str


def lines_of(knots: Iterable[tuple[str, Knot]]) -> dict[str, list[Knot]]:
    """The points of each outcome, in the order in which they come."""
    found: dict[str, list[Knot]] = {}
    for outcome, knot in knots:
        found.setdefault(outcome, []).append(knot)
    return found


def draw_curves(
    width: float,
    curves: Mapping[str, Sequence[Knot]],
    *,
    ticks: Sequence[Tick],
    marker: Tick | None = None,
    beside: Mapping[str, Sequence[Knot]] | None = None,
    band: Mapping[str, Sequence[Knot]] | None = None,
) -> Drawing:
    """One line for each outcome, its interval as a veil, its name and last value at its right end.

    Parameters
    ----------
    width : float
        Pixels.
    curves : mapping of str to sequence of Knot
        By outcome, in the order of x.
    ticks : sequence of Tick
        Labels of the horizontal axis; those that would collide are left out.
    marker : Tick, optional
        An upright stroke with a label, such as a cut-off.
    beside : mapping, optional
        The same outcomes in another setting, as thin lines without an interval.
    band : mapping, optional
        Part of an outcome that is to be told apart, as a shade between `low` and `high`.
    """
    narrow = is_narrow(width)
    height = 300.0 if narrow else 330.0
    xs = [knot.x for knots in curves.values() for knot in knots]
    x = Scale(min(xs), max(xs), 44, width - (92 if narrow else 140))
    y = Scale(0, 1, height - 34, 20)
    parts = [_grid(x, y, ticks=ticks)]
    if marker is not None:
        at = x(marker.x)
        parts += [
            line(at, y(0), x2=at, y2=y(1), class_="prior"),
            text(at, 13, words=marker.label, class_="s", anchor="middle"),
        ]
    shown = [name for name in OUTCOMES if curves.get(name)]
    for name in shown:
        parts.append(_veil(curves[name], name, x=x, y=y))
    parts += [_veil(knots, name, x=x, y=y, kind="shade") for name, knots in (band or {}).items()]
    for name, knots in (beside or {}).items():
        points = [(x(knot.x), y(knot.value)) for knot in knots]
        parts.append(path(points, f"thin o-{name}"))
    for name in shown:
        points = [(x(knot.x), y(knot.value)) for knot in curves[name]]
        parts.append(path(points, f"curve o-{name}"))
        every = max(1, -(-len(points) // (3 if narrow else 6)))
        parts += [outcome_mark(name, *point, 3.6) for point in points[::-1][::every]]
    parts += _ends(curves, shown, x=x, y=y, narrow=narrow)
    return Drawing(join(*parts), height)


def _grid(x: Scale, y: Scale, *, ticks: Sequence[Tick]) -> Markup:
    shares = (0.25, 0.5, 0.75, 1)
    parts = [line(x.start, y(share), x2=x.end, y2=y(share), class_="grid") for share in shares]
    parts += [line(x.start, y(0), x2=x.end, y2=y(0), class_="axis")]
    parts += [line(x(tick.x), y(0), x2=x(tick.x), y2=y(0) + 4, class_="axis") for tick in ticks]
    parts += [
        text(x.start - 6, y(share) + 4, words=proportion(share), class_="s", anchor="end") for share in (0, *shares)
    ]
    free = -1e9
    for tick in ticks:
        at, half = x(tick.x), text_width(tick.label, SMALL) / 2
        if at - half > free + 6:
            parts.append(text(at, y(0) + 18, words=tick.label, class_="s", anchor="middle"))
            free = at + half
    return join(*parts)


def _veil(knots: Sequence[Knot], name: str, *, x: Scale, y: Scale, kind: str = "veil") -> Markup:
    upper: list[Point] = [(x(k.x), y(k.high)) for k in knots if k.high is not None and k.low is not None]
    lower: list[Point] = [(x(k.x), y(k.low)) for k in knots if k.high is not None and k.low is not None]
    return path(upper + lower[::-1], f"{kind} o-{name}", close=True) if len(upper) > 1 else Markup("")


def _ends(
    curves: Mapping[str, Sequence[Knot]], shown: Sequence[str], *, x: Scale, y: Scale, narrow: bool
) -> list[Markup]:
    gap = 30.0 if narrow else 19.0
    places = spread([y(curves[name][-1].value) for name in shown], gap, low=y(1) + 4, high=y(0) - (14 if narrow else 4))
    parts = []
    for name, place in zip(shown, places, strict=True):
        last = curves[name][-1]
        parts.append(line(x(last.x) + 5, y(last.value), x2=x.end + 14, y2=place, class_="lead"))
        if narrow:
            parts.append(text(x.end + 17, place + 1, words=name, class_="sb"))
            parts.append(text(x.end + 17, place + 15, words=percent(last.value), class_="s"))
        else:
            parts.append(text(x.end + 18, place + 4, words=f"{name} {percent(last.value)}", class_="b"))
    return parts
