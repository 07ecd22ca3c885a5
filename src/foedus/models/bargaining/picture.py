"""A bargain as a picture of its own: where actors stand with their weights, the compromise, and the rounds of the model.

A row for each actor keeps names and marks apart; what is left out of a long list is told. Unlike the charts of the report the
picture brings its own style, so that it can be opened and printed alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from foedus.charts.drawn import WIDE, Drawing
from foedus.charts.element import circle, el, join, line, path, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit, text_width, wrap
from foedus.charts.marks import Scale, spread
from foedus.models.bargaining.accuracy import COMPROMISE_ERROR
from foedus.models.bargaining.answers import Bargaining
from foedus.models.bargaining.bargain import Bargain
from foedus.models.bargaining.dynamics import Dynamics
from foedus.models.bargaining.trade import Logroll
from foedus.models.bargaining.words import show

LEFT, RIGHT = 206.0, 176.0
_WORDS = (
    "For each issue the actors by position with their weights, the compromise and the median with their intervals, and the "
    "rounds of the model; for a trade the two positions, the outcome without it and with it."
)
_FOOT = (
    f"Mean absolute error of the weighted mean on 353 EU issues (DEU III): {COMPROMISE_ERROR:g} of 100. No variant of the "
    "expected utility model came nearer. Capability and salience are judgments."
)
ROW, HEAD_ROW, MOST_ROWS, LARGEST_DOT = 22.0, 34.0, 40, 9.0
CHART, GAP = 300.0, 14.5


class Mark(NamedTuple):
    """Where somebody stands, or what is expected: an actor, an estimate, a round of the model, an end of a trade."""

    issue: str
    kind: str
    name: str
    value: float
    low: float | None = None
    high: float | None = None
    weight: float | None = None


def draw(answer: Bargaining) -> Figure:
    """Draw one issue below the other, or a trade."""
    rows = [mark for one in answer.issues for mark in _marks(one.found)]
    if answer.trade is not None:
        for one in answer.trade.issues:
            ends = zip(
                (*answer.trade.pair, "no trade", "trade"), (*one.positions, one.default, one.agreed), strict=True
            )
            rows += [Mark(one.issue, "trade", name, value) for name, value in ends]
    words = ", ".join(dict.fromkeys(row.issue for row in rows))
    return Figure("bargaining", f"Bargaining: {words[:300]}", _WORDS, rows, lambda width: [_page(width, answer)])


def _marks(found: Bargain) -> Iterator[Mark]:
    issue, weights = found.issue, found.issue.weights / found.issue.weights.sum()
    for at, actor in enumerate(issue.actors):
        yield Mark(issue.name, "actor", actor, float(issue.position[at]), weight=float(weights[at]))
    for name, estimate in found.baselines.items():
        yield Mark(issue.name, "estimate", name.replace("_", " "), estimate.value, estimate.low, estimate.high)
    for number, value in enumerate(found.dynamics.medians if found.dynamics else ()):
        yield Mark(issue.name, "round", str(number), float(value))


def _page(width: float, answer: Bargaining) -> Drawing:
    """All parts one below the other, drawn for a page and shrunk where there is less room."""
    parts = []
    for one in answer.issues:
        parts.append(_strip(one.found))
        if one.found.dynamics is not None:
            parts.append(_rounds(one.found.dynamics, one.found))
    if answer.trade is not None:
        parts.append(_trade(answer.trade))
    placed, y = [], 0.0
    for part in parts:
        placed.append(el("g", part.content, transform=f"translate(0 {y:.0f})"))
        y += part.height + 20
    source = f"{answer.source}, {answer.options['draws']:,} draws, seed {answer.options['seed']}"
    for words in (_FOOT, source):
        for words_line in wrap(words, WIDE, size=11.5, lines=3):
            y += 15
            placed.append(el("g", text(0, 0, words=words_line, class_="s"), transform=f"translate(0 {y:.0f})"))
    shrunk = min(1.0, width / WIDE)
    return Drawing(el("g", *placed, transform=f"scale({shrunk:.4g})" if shrunk < 1 else None), (y + 6) * shrunk)


def _strip(found: Bargain) -> Drawing:
    """Actors by position with the size of their weight, over the compromise, its interval and its historical error."""
    issue = found.issue
    scale = Scale(issue.low, issue.high, LEFT, WIDE - RIGHT)
    shares = issue.weights / issue.weights.sum()
    heaviest = np.argsort(-shares, kind="stable")[:MOST_ROWS]
    rows = heaviest[np.lexsort((heaviest, issue.position[heaviest]))]
    names = wrap(f"{issue.name}: who stands where", WIDE, size=14, lines=2, bold=True)
    first = 22.0 * len(names) + 18
    top = first + HEAD_ROW * len(_heading(found)) - 12
    bottom = top + ROW * len(rows) + 6
    low, high = found.error_band
    ground = [
        rect(scale(low), top, width=scale(high) - scale(low), height=bottom - top, class_="pale"),
        rect(
            scale(found.compromise.low),
            top,
            width=scale(found.compromise.high) - scale(found.compromise.low),
            height=bottom - top,
            class_="dense",
        ),
    ]
    marks = []
    deviations = issue.noise().position
    for place, actor in enumerate(rows.tolist()):
        y = top + ROW * (place + 0.5) + 3
        at, spread_ = float(issue.position[actor]), float(deviations[actor])
        ground.append(line(scale.start, y, x2=scale.end, y2=y, class_="grid"))
        marks += [
            text(LEFT - 16, y + 4, words=fit(issue.actors[actor], LEFT - 20), anchor="end"),
            line(scale(at - spread_), y, x2=scale(at + spread_), y2=y, class_="reach first"),
            circle(scale(at), y, r=2.5 + (LARGEST_DOT - 2.5) * float(np.sqrt(shares[actor] / shares.max())),
                   class_="p-first" if shares[actor] > 0 else "bar method"),
            text(WIDE - RIGHT + 20, y + 4, words=f"{show(at)}, weight {shares[actor]:.0%}", class_="s"),
        ]  # fmt: skip
    title = [text(0, 16 + 22 * i, words=words, class_="h") for i, words in enumerate(names)]
    uprights = _uprights(found, scale, y=first, bottom=bottom)
    y = bottom + 40
    notes = [
        "Circles: positions, larger with more weight (capability times salience); lines: one standard deviation. Dark band and "
        "ranges at the right: 5-95 % over the uncertainty of the inputs. Pale band: mean absolute error of such figures on decided issues, no interval."
    ]
    if len(rows) < len(issue.actors):
        notes.append(f"The {len(rows)} actors with most weight of {len(issue.actors):,} are drawn; all are counted.")
    below = []
    for note in notes:
        for words in wrap(note, WIDE, size=11.5, lines=3):
            below.append(text(0, y, words=words, class_="s"))
            y += 15
    return Drawing(join(*title, *ground, *_axis(scale, bottom), *uprights, *marks, *below), y)


def _heading(found: Bargain) -> list[tuple[str, str, str, float]]:
    """Upright lines: class, name, interval, place."""
    rows = [
        (key, name, f"{show(e.low)} to {show(e.high)}", e.value)
        for key, name, e in (
            ("curve o-alliance", "compromise (weighted mean)", found.baselines["weighted_mean"]),
            ("curve o-unaligned", "weighted median", found.baselines["weighted_median"]),
        )
    ]
    quo = found.issue.status_quo
    return rows if quo is None else [*rows, ("unknown", "status quo", "", quo)]


def _uprights(found: Bargain, scale: Scale, *, y: float, bottom: float) -> list[Markup]:
    """The compromise, the median and the status quo: names at the left, figures at the right, a line down between them."""
    parts = []
    for key, name, interval, value in _heading(found):
        at = scale(value)
        bold = "b" if key == "curve o-alliance" else ""
        parts += [
            line(LEFT - 8, y - 4, x2=at, y2=y - 4, class_="lead"),
            line(at, y - 4, x2=at, y2=bottom, class_=key),
            text(LEFT - 16, y, words=name, class_=bold, anchor="end"),
            text(WIDE - RIGHT + 20, y, words=show(value), class_=bold),
            text(WIDE - RIGHT + 20, y + 14, words=fit(interval, RIGHT - 24, size=11.5), class_="s"),
        ]
        y += HEAD_ROW
    return parts


def _axis(scale: Scale, y: float) -> list[Markup]:
    parts = [line(scale.start, y, x2=scale.end, y2=y, class_="axis")]
    for value in ticks(scale.low, scale.high):
        at = scale(value)
        parts += [
            line(at, y, x2=at, y2=y + 4, class_="axis"),
            text(at, y + 17, words=show(value), class_="s", anchor="middle"),
        ]
    return parts


def ticks(low: float, high: float) -> list[float]:
    """About five round numbers within a range, or its one value.

    >>> ticks(4, 10), ticks(0, 100), ticks(7, 7)
    ([4.0, 6.0, 8.0, 10.0], [0.0, 20.0, 40.0, 60.0, 80.0, 100.0], [7.0])
    """
    span = high - low
    if not span > 1e-12 * max(abs(low), abs(high)):
        return [float(low)]
    rough = span / 5
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
    return [float(step * k) + 0.0 for k in np.arange(first, last + 1)]


def _rounds(found: Dynamics, bargain: Bargain) -> Drawing:
    """A line for each actor over the rounds, the median and the mean among them; where each ends is named at the right."""
    issue = bargain.issue
    count = len(found.positions) - 1
    ends = _ends(found, bargain)
    height = max(CHART, GAP * len(ends))
    x = Scale(0, max(count, 1), 64, WIDE - LEFT)
    y = Scale(issue.low, issue.high, 44 + height, 44)
    words = f"{issue.name}: rounds of the expected utility model, variant {found.variant.name}"
    parts = [text(0, 16, words=fit(words, WIDE, size=14, bold=True), class_="h")]
    for value in ticks(issue.low, issue.high):
        parts += [
            line(x.start, y(value), x2=x.end, y2=y(value), class_="grid"),
            text(x.start - 8, y(value) + 4, words=show(value), class_="s", anchor="end"),
        ]
    every = max(1, -(-count // 10))
    parts += [text(x(n), y.start + 18, words=str(n), class_="s", anchor="middle") for n in range(0, count + 1, every)]
    drawn = (
        range(len(issue.actors))
        if len(issue.actors) <= MOST_ROWS
        else np.argsort(-issue.weights, kind="stable")[:MOST_ROWS]
    )
    for actor in drawn:
        parts.append(path([(x(n), y(float(at))) for n, at in enumerate(found.positions[:, actor])], "thin o-unaligned"))
    for key, values in (("curve o-unaligned", found.medians), ("curve o-alliance", found.means)):
        parts.append(path([(x(n), y(float(at))) for n, at in enumerate(values)], key))
    places = spread([y(value) for value, _ in ends], GAP, low=y.end, high=y.start)
    for (value, names), place in zip(ends, places, strict=True):
        parts += [
            path([(x.end + 3, y(value)), (x.end + 16, place)], "lead"),
            text(x.end + 20, place + 4, words=names, class_="s"),
        ]
    return Drawing(join(*parts, *_key(x.start, y.start + 42, found=found)), y.start + 50)


def _key(x: float, y: float, *, found: Dynamics) -> list[Markup]:
    parts = []
    told = {"settled": "settled", "cycle": "goes in circles", "moving": "not settled"}[found.state]
    for key, words in (
        ("thin o-unaligned", "an actor"),
        ("curve o-unaligned", f"weighted median, {show(found.result.value)} after the last round ({told})"),
        ("curve o-alliance", f"weighted mean, {show(float(found.means[-1]))}"),
    ):
        parts += [line(x, y - 4, x2=x + 26, y2=y - 4, class_=key), text(x + 33, y, words=words, class_="s")]
        x += 33 + text_width(words, 11.5) + 22
    return parts


def _ends(found: Dynamics, bargain: Bargain) -> list[tuple[float, str]]:
    """Where actors stand after the last round, those at one place together, the heaviest first; at most `MOST_ROWS` places."""
    issue = bargain.issue
    groups: dict[float, list[int]] = {}
    for actor in np.argsort(-issue.weights, kind="stable")[:MOST_ROWS].tolist():
        groups.setdefault(round(float(found.positions[-1, actor]) / issue.span, 6), []).append(actor)
    ends = []
    for actors in groups.values():
        value = float(found.positions[-1, actors[0]])
        ends.append((value, _names(show(value), [issue.actors[actor] for actor in actors], room=LEFT - 20)))
    return ends


def _names(value: str, names: Sequence[str], *, room: float) -> str:
    """A value and as many names as there is room for."""
    for count in range(len(names), 0, -1):
        more = f" and {len(names) - count} more" if count < len(names) else ""
        words = f"{value} {', '.join(names[:count])}{more}"
        if text_width(words, 11.5) <= room:
            return words
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    left = room - text_width(f"{value} {more}", 11.5)
    return f"{value} {fit(names[0], max(left, 24), size=11.5)}{more}"


def _trade(found: Logroll) -> Drawing:
    """A row for each issue between the two positions: where it ends without a trade, and with one."""
    first, second = found.pair
    words = f"What {first} and {second} can gain by settling issues together"
    parts = [text(0, 16, words=fit(words, WIDE, size=14, bold=True), class_="h")]
    gains = ", ".join(f"{name} gains {gain:.1%}" for name, gain in zip(found.pair, found.gains, strict=True))
    parts.append(text(0, 38, words=fit(f"{gains} of what is at stake for it", WIDE), class_=""))
    y = 62.0
    for row in found.issues:
        ends = sorted(row.positions)
        scale = Scale(ends[0], ends[1], LEFT + 40, WIDE - RIGHT - 90)
        middle = y + 12
        places = [scale(at) for at in row.positions]
        parts += [
            text(LEFT - 16, middle + 4, words=fit(row.issue, LEFT - 20), anchor="end"),
            line(min(places), middle, x2=max(places), y2=middle, class_="gap"),
            line(scale(row.default), middle - 9, x2=scale(row.default), y2=middle + 9, class_="unknown"),
            circle(places[0], middle, r=6, class_="p-first"),
            circle(places[1], middle, r=6, class_="p-second"),
            path(_diamond(scale(row.agreed), middle), "m o-rivalry", close=True),
            text(scale.start - 12, middle + 4, words=show(ends[0]), class_="s", anchor="end"),
            text(scale.end + 12, middle + 4, words=show(ends[1]), class_="s"),
            text(
                WIDE - RIGHT - 20,
                middle + 4,
                words=fit(_outcome(row.winner, row.agreed), RIGHT + 20, size=11.5),
                class_="s",
            ),
        ]
        y += ROW + 6
    key = (
        f"Filled circle: {first}; hollow circle: {second}; upright dots: without a trade; diamond: with the trade. Their power, "
        f"by capability: {found.power:.2f} and {1 - found.power:.2f}."
    )
    y += 14
    for words in wrap(key, WIDE, size=11.5, lines=3):
        parts.append(text(0, y, words=words, class_="s"))
        y += 15
    return Drawing(join(*parts), y)


def _outcome(winner: str, agreed: float) -> str:
    return f"ends at {show(agreed)}, " + (f"better for {winner}" if winner else "as without")


def _diamond(x: float, y: float) -> list[tuple[float, float]]:
    return [(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)]
