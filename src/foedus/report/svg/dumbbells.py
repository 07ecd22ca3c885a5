"""Where the pair stands on each issue: two marks with their intervals, and the gap between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.report.svg.element import join, line, text
from foedus.report.svg.figure import Drawing, Figure, build_figure, is_narrow
from foedus.report.svg.letters import fit, wrap
from foedus.report.svg.marks import Scale, pair_key, pair_mark

_SMALL = 11.5


def pair_positions(issue: Mapping[str, Any], pair: Sequence[str]) -> list[Mapping[str, Any] | None]:
    """The positions of the two, None where one is silent."""
    by_actor = {row["actor"]: row for row in issue.get("positions") or [] if row.get("value") is not None}
    return [by_actor.get(actor) for actor in pair[:2]]


def draw_dumbbells(issues: Sequence[Mapping[str, Any]], pair: Sequence[str], names: Sequence[str]) -> Figure | None:
    """Draw the issues on which at least one of the pair has a position, furthest apart first.

    Parameters
    ----------
    issues : sequence of mapping
        ``verdict["issues"]``.
    pair : sequence of str
        The two actors' ids.
    names : sequence of str
        Their names.
    """
    rows = [issue for issue in issues if any(pair_positions(issue, pair))]
    if not rows:
        return None
    rows = sorted(rows, key=lambda issue: (issue.get("convergence") is None, issue.get("convergence") or 0.0))

    def draw(width: float) -> Drawing:
        return _draw(width, rows, pair, names)

    return build_figure(
        "dumbbells",
        "Positions of the pair on each issue",
        f"One row for each issue from its negative pole on the left to its positive pole on the right. A filled circle is "
        f"{names[0]}, a hollow diamond {names[1]}; thin lines are intervals, the thick line is the gap. The issues with "
        "the widest gap come first, those on which one of the two is silent last.",
        draw,
    )


def _draw(width: float, rows: Sequence[Mapping[str, Any]], pair: Sequence[str], names: Sequence[str]) -> Drawing:
    narrow = is_narrow(width)
    scale = Scale(-1, 1, 8, width - 8) if narrow else Scale(-1, 1, 336, width - 146)
    parts: list[Markup] = [pair_key([fit(name, 120, bold=True) for name in names], 0, 14)]
    if not narrow:
        parts.append(text(width, 14, "convergence", "s", anchor="end"))
    ground: list[Markup] = []
    tracks: list[Markup] = []
    y = 28.0
    for issue in rows:
        ground.append(line(0, y, width, y, "grid"))
        row, track, y = _row(issue, scale, y, width, narrow, pair)
        parts += row
        tracks += track
    return Drawing(join(*ground, *tracks, *parts), y + 4)


def _row(
    issue: Mapping[str, Any], scale: Scale, y: float, width: float, narrow: bool, pair: Sequence[str]
) -> tuple[list[Markup], list[Markup], float]:
    question = str(issue.get("question") or issue.get("id"))
    convergence = issue.get("convergence")
    shown = "one side silent" if convergence is None else f"{convergence:.2f}"
    lines = wrap(question, width - 8 if narrow else 310, lines=3, bold=True)
    parts: list[Markup] = []
    if narrow:
        middle = y + 15 * len(lines) + 26
        parts += [text(0, y + 17 + 15 * i, words, "b") for i, words in enumerate(lines)]
        bottom = middle + 48
        parts.append(text(scale.start, middle + 41, f"convergence: {shown}", "s"))
    else:
        tall = max(58.0, 15.0 * len(lines) + 18)
        middle = y + tall / 2 - 7
        first = y + tall / 2 - 7.5 * len(lines) + 11
        parts += [text(0, first + 15 * i, words, "b") for i, words in enumerate(lines)]
        bottom = y + tall
        parts.append(text(width, middle + 4, shown, "s" if convergence is None else "b", anchor="end"))
    track = [line(scale(-1), middle, scale(1), middle, "track")]
    track.append(line(scale(0), middle - 9, scale(0), middle + 9, "track"))
    half = (scale.end - scale.start) / 2 - 8
    parts.append(text(scale.start, middle + 24, fit(str(issue.get("negative_pole") or ""), half, _SMALL), "s"))
    parts.append(
        text(
            scale.end,
            middle + 24,
            fit(str(issue.get("positive_pole") or ""), half, _SMALL),
            "s",
            anchor="end",
        )
    )
    found = pair_positions(issue, pair)
    values = [float(position["value"]) for position in found if position]
    if len(values) == 2:
        parts.append(line(scale(min(values)), middle, scale(max(values)), middle, "gap"))
    for index, position in enumerate(found):
        if position is None:
            continue
        at = middle + (-6 if index == 0 else 6)
        if position.get("low") is not None and position.get("high") is not None:
            parts.append(
                line(
                    scale(float(position["low"])),
                    at,
                    scale(float(position["high"])),
                    at,
                    "reach first" if index == 0 else "reach second",
                )
            )
        parts.append(pair_mark(index, scale(float(position["value"])), at))
    return parts, track, bottom
