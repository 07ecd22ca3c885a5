"""The verdict on the scale of likelihood words: each outcome with its prior, its probability and its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import Drawing, Figure, build_figure, is_narrow
from foedus.charts.letters import fit, text_width
from foedus.charts.marks import Scale, outcome_mark, percent, percent_range, proportion
from foedus.terms.likelihood import Band
from foedus.terms.outcomes import OUTCOMES

_SMALL = 11.5


def draw_likelihood(outcomes: Mapping[str, Mapping[str, Any]], bands: Sequence[Band], scale_name: str) -> Figure | None:
    """Draw the four outcomes over the bands of the likelihood words.

    Parameters
    ----------
    outcomes : mapping
        ``verdict["outcomes"]``.
    bands : sequence of Band
        The scale of words in use.
    scale_name : str
        Its name, for the description.

    Returns
    -------
    Figure or None
        None where no outcome has a probability.
    """
    known = [name for name in OUTCOMES if outcomes.get(name, {}).get("probability") is not None]
    if not known:
        return None

    def draw(width: float) -> Drawing:
        return _draw(width, {name: outcomes[name] for name in known}, bands)

    return build_figure(
        "likelihood",
        "The four outcomes on the scale of likelihood words",
        f"One row for each outcome on a scale from 0 to 100 percent, behind it the bands of the likelihood words "
        f"({scale_name}). A bar shows the interval, a filled mark the probability, an upright tick the prior. "
        "The numbers stand in the table below the figure.",
        draw,
    )


def _draw(width: float, outcomes: Mapping[str, Mapping[str, Any]], bands: Sequence[Band]) -> Drawing:
    narrow = is_narrow(width)
    scale = Scale(0, 1, 6, width - 6) if narrow else Scale(0, 1, 84, width - 162)
    labels, top = _band_labels(bands, scale)
    row = 58 if narrow else 46
    bottom = top + row * len(outcomes) + 6
    parts: list[Markup] = []
    for i, band in enumerate(bands):
        x = scale(band.low)
        parts.append(rect(x, top, scale(band.high) - x, bottom - top, "band" if i % 2 else "band alt"))
    parts.append(labels)
    for i, (name, outcome) in enumerate(outcomes.items()):
        parts += _row(name, outcome, scale, top + row * i, row, width, narrow)
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        x = scale(tick)
        parts.append(line(x, bottom, x, bottom + 4, "axis"))
        anchor = {0: "start", 1: "end"}.get(int(tick) if tick in (0, 1) else -1, "middle") if narrow else "middle"
        parts.append(text(x, bottom + 17, proportion(tick), "s", anchor=anchor))
    parts.append(line(scale(0), bottom, scale(1), bottom, "axis"))
    return Drawing(join(*parts), bottom + 24)


def _band_labels(bands: Sequence[Band], scale: Scale) -> tuple[Markup, float]:
    """Labels above the bands, on as many rows as they need, each with a stroke to its band; and their lower edge."""
    rows: list[list[tuple[float, float]]] = []
    placed: list[tuple[str, float, float, int]] = []
    # From the ends to the middle: the outermost word takes the upper row.
    for band in sorted(bands, key=lambda band: -abs(band.low + band.high - 1)):
        middle = (scale(band.low) + scale(band.high)) / 2
        half = text_width(band.term, _SMALL) / 2
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
    parts = []
    for _, middle, _, row in placed:
        y = 12 + 16 * row
        parts.append(line(middle, y + 4, middle, top, "lead"))
    for term, _, left, row in placed:
        parts.append(text(left, 12 + 16 * row, term, "s halo"))
    return join(*parts), top


def _row(
    name: str, outcome: Mapping[str, Any], scale: Scale, y: float, row: float, width: float, narrow: bool
) -> list[Markup]:
    middle = y + row - (18 if narrow else row / 2)
    probability = float(outcome["probability"])
    low = float(outcome.get("low") or 0.0) if outcome.get("low") is not None else probability
    high = float(outcome["high"]) if outcome.get("high") is not None else probability
    numbers = f"{percent(probability)}  ({percent_range(low, high)})"
    term = str(outcome.get("term") or "")
    parts = [line(scale(0), y, scale(1), y, "grid")] if y else []
    if narrow:
        parts.append(text(6, y + 19, name, "b"))
        parts.append(text(width - 6, y + 19, f"{percent(probability)} ({percent_range(low, high)})", anchor="end"))
    else:
        parts.append(text(72, middle + 4, name, "b", anchor="end"))
        parts.append(text(width - 148, middle - 3, numbers, "b"))
        parts.append(text(width - 148, middle + 13, fit(term, 146, _SMALL), "s"))
    parts.append(rect(scale(low), middle - 5, scale(high) - scale(low), 10, f"span o-{name}"))
    if outcome.get("prior") is not None:
        x = scale(float(outcome["prior"]))
        parts.append(line(x, middle - 11, x, middle + 11, "prior"))
    parts.append(outcome_mark(name, scale(probability), middle, 6.5))
    return parts
