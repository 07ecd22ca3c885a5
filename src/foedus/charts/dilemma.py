"""The alliance dilemma: how far each of two fears to be left and to be drawn in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import join, line, path, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, decimal_or_dash, pair_mark

_ENDS = (0.25, 0.5, 0.75, 1.0)
_FOOT, _LINE = 44.0, 18.0


class Feared(NamedTuple):
    """A side: its fear of abandonment and of entrapment, each with its interval."""

    actor: str
    abandonment: float
    abandonment_low: float
    abandonment_high: float
    entrapment: float
    entrapment_low: float
    entrapment_high: float


def dilemma(rows: Iterable[Feared]) -> Figure | None:
    """Draw both sides in one field, fear of abandonment across and fear of entrapment up; None without a row.

    Parameters
    ----------
    rows : iterable of Feared
        The two.
    """
    found = list(rows)
    if not found:
        return None
    return Figure(
        "dilemma",
        f"What {' and '.join(row.actor for row in found)} have to fear from the bond",
        "A field with the fear of abandonment across and the fear of entrapment up, both on the same scale from 0. A mark for "
        "each side with its two intervals as a cross. Above the diagonal a side has more to fear of being drawn into a conflict "
        "that is not its own, below it of being left. The values stand beside the field.",
        found,
        lambda width: [_draw(found, width)],
        notes=["Above the diagonal a side has more to fear of being drawn in, below it of being left."],
    )


def _draw(rows: Sequence[Feared], width: float) -> Drawing:
    narrow = is_narrow(width)
    most = max(value for row in rows for value in (row.abandonment_high, row.entrapment_high))
    end = next((end for end in _ENDS if most <= end), 1.0)
    side = min(width - 60, 340.0)
    x, y = Scale(0, end, 40, 40 + side), Scale(0, end, 26 + side, 26)
    parts: list[Markup] = [text(0, 14, words="fear of entrapment", class_="s")]
    for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        at = share * end
        parts += [
            line(x.start, y(at), x2=x.end, y2=y(at), class_="grid"),
            line(x(at), y.start, x2=x(at), y2=y.end, class_="grid"),
            text(x.start - 6, y(at) + 4, words=f"{at:g}", class_="s", anchor="end"),
            text(x(at), y.start + 16, words=f"{at:g}", class_="s", anchor="middle"),
        ]
    parts += [
        path([(x.start, y.start), (x.end, y.end)], "lead"),
        text(x.end, y.start + 34, words="fear of abandonment", class_="s", anchor="end"),
    ]
    for index, row in enumerate(rows):
        parts += _side(row, index, x=x, y=y)
    left, top = (8.0, y.start + _FOOT + 16) if narrow else (x.end + 36, y.end + 16)
    for index, row in enumerate(rows):
        parts += _values(row, index, left=left, top=top + index * (3 * _LINE + 10), room=width - left - 18)
    below = top + 2 * (3 * _LINE + 10) if narrow else 0.0
    return Drawing(join(*parts), max(y.start + _FOOT, below))


def _side(row: Feared, index: int, *, x: Scale, y: Scale) -> list[Markup]:
    """The mark of a side and the cross of its intervals."""
    class_ = f"reach {'first' if index == 0 else 'second'}"
    across, up = x(row.abandonment), y(row.entrapment)
    return [
        line(x(row.abandonment_low), up, x2=x(row.abandonment_high), y2=up, class_=class_),
        line(across, y(row.entrapment_low), x2=across, y2=y(row.entrapment_high), class_=class_),
        pair_mark(index, across, y=up),
    ]


def _values(row: Feared, index: int, *, left: float, top: float, room: float) -> list[Markup]:
    """What a side has to fear, in words and numbers."""
    told = (
        ("abandonment", row.abandonment, row.abandonment_low, row.abandonment_high),
        ("entrapment", row.entrapment, row.entrapment_low, row.entrapment_high),
    )
    parts = [
        pair_mark(index, left + 6, y=top - 4),
        text(left + 18, top, words=fit(row.actor, room, bold=True), class_="b"),
    ]
    for place, (name, *ends) in enumerate(told, start=1):
        value, low, high = (decimal_or_dash(end, 2) for end in ends)
        words = f"{name} {value} ({low} to {high})"
        parts.append(text(left + 18, top + _LINE * place, words=words, class_="s"))
    return parts
