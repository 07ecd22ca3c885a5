"""The verdict on the scale of likelihood words: each outcome with its prior, its probability and its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit, text_width
from foedus.charts.marks import Scale, outcome_mark, percent, percent_range, proportion
from foedus.charts.theme import SMALL
from foedus.terms.likelihood import Band


class OnScale(NamedTuple):
    """An outcome: its probability with the interval, its prior, and the likelihood word."""

    outcome: str
    probability: float
    low: float
    high: float
    prior: float | None
    term: str


def likelihood(rows: Iterable[OnScale], *, bands: Sequence[Band], scale: str) -> Figure | None:
    """Draw the outcomes over the bands of the likelihood words; None without one.

    Parameters
    ----------
    rows : iterable of OnScale
        In the order of drawing.
    bands : sequence of Band
        The scale of words in use.
    scale : str
        Its name, for the description.
    """
    found = list(rows)
    if not found:
        return None
    return Figure(
        "likelihood",
        "The four outcomes on the scale of likelihood words",
        f"One row for each outcome on a scale from 0 to 100 percent, behind it the bands of the likelihood words "
        f"({scale}). A bar shows the interval, a filled mark the probability, an upright tick the prior. "
        "The numbers stand in the table below the figure.",
        found,
        lambda width: [_draw(width, found, bands=bands)],
    )


def _draw(width: float, rows: Sequence[OnScale], *, bands: Sequence[Band]) -> Drawing:
    narrow = is_narrow(width)
    scale = Scale(0, 1, 6, width - 6) if narrow else Scale(0, 1, 84, width - 162)
    labels, top = _band_labels(bands, scale)
    tall = 58 if narrow else 46
    bottom = top + tall * len(rows) + 6
    parts = [
        rect(
            scale(band.low),
            top,
            width=scale(band.high) - scale(band.low),
            height=bottom - top,
            class_="band" if i % 2 else "band alt",
        )
        for i, band in enumerate(bands)
    ]
    parts.append(labels)
    for i, row in enumerate(rows):
        y = top + tall * i
        middle = y + tall - (18 if narrow else tall / 2)
        parts += [line(scale(0), y, x2=scale(1), y2=y, class_="grid")] if i else []
        parts += _words(row, width, y=y, middle=middle, narrow=narrow) + _marks(row, scale, y=middle)
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        parts.append(line(scale(tick), bottom, x2=scale(tick), y2=bottom + 4, class_="axis"))
        anchor = ("end" if tick == 1 else None if tick == 0 else "middle") if narrow else "middle"
        parts.append(text(scale(tick), bottom + 17, words=proportion(tick), class_="s", anchor=anchor))
    parts.append(line(scale(0), bottom, x2=scale(1), y2=bottom, class_="axis"))
    return Drawing(join(*parts), bottom + 24)


def _band_labels(bands: Sequence[Band], scale: Scale) -> tuple[Markup, float]:
    """Labels above the bands, on as many rows as they need, each with a stroke to its band; and their lower edge."""
    rows: list[list[tuple[float, float]]] = []
    placed: list[tuple[str, float, float, int]] = []
    # From the ends to the middle: the outermost word takes the upper row.
    for band in sorted(bands, key=lambda band: -abs(band.low + band.high - 1)):
        middle = (scale(band.low) + scale(band.high)) / 2
        half = text_width(band.term, SMALL) / 2
        # A word begins after the strokes of the words that lie further out, and so is crossed by none.
        after = max([scale.start, *(at + 5 for _, at, _, _ in placed if at < middle)])
        before = min([scale.end, *(at - 5 for _, at, _, _ in placed if at > middle)])
        left = max(min(middle - half, before - 2 * half), after)
        free = (i for i, row in enumerate(rows) if all(left > b + 8 or left + 2 * half < a - 8 for a, b in row))
        row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((left, left + 2 * half))
        placed.append((band.term, middle, left, row))
    top = 16.0 * len(rows) + 8
    leads = [line(middle, 16 + 16 * row, x2=middle, y2=top, class_="lead") for _, middle, _, row in placed]
    words = [text(left, 12 + 16 * row, words=term, class_="s halo") for term, _, left, row in placed]
    return join(*leads, *words), top


def _words(row: OnScale, width: float, *, y: float, middle: float, narrow: bool) -> list[Markup]:
    shown = f"{percent(row.probability)} ({percent_range(row.low, row.high)})"
    if narrow:
        return [text(6, y + 19, words=row.outcome, class_="b"), text(width - 6, y + 19, words=shown, anchor="end")]
    return [
        text(72, middle + 4, words=row.outcome, class_="b", anchor="end"),
        text(width - 148, middle - 3, words=shown, class_="b"),
        text(width - 148, middle + 13, words=fit(row.term, 146, size=SMALL), class_="s"),
    ]


def _marks(row: OnScale, scale: Scale, *, y: float) -> list[Markup]:
    parts = [
        rect(scale(row.low), y - 5, width=scale(row.high) - scale(row.low), height=10, class_=f"span o-{row.outcome}")
    ]
    if row.prior is not None:
        parts.append(line(scale(row.prior), y - 11, x2=scale(row.prior), y2=y + 11, class_="prior"))
    return [*parts, outcome_mark(row.outcome, scale(row.probability), y, 6.5)]
