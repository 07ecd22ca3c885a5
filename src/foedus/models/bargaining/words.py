"""A bargain in words for the terminal: baselines first, then what a model adds, then what the answer hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.models.bargaining.accuracy import COMPROMISE_ERROR, ISSUES, RECORDS
from foedus.models.bargaining.answers import Bargaining, IssueAnswer
from foedus.models.bargaining.bargain import Bargain
from foedus.models.bargaining.dynamics import Dynamics, Estimate, Move
from foedus.models.bargaining.sensitivity import Bar, Flip
from foedus.models.bargaining.trade import Logroll

NAMES = {
    "weighted_mean": "compromise (weighted mean)",
    "weighted_median": "weighted median",
    "mean": "mean",
    "median": "median",
    "midpoint": "midpoint",
}
MOST_MOVES, MOST_BARS, MOST_FLIPS, LONGEST_NAME = 5, 8, 12, 30


def show(value: float) -> str:
    """A number with four significant digits, large ones in whole.

    >>> show(7.389956), show(-0.00001), show(123456.4)
    ('7.39', '-1e-05', '123,456')
    """
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"


def shorten(name: str) -> str:
    """A name, cut where it is very long.

    >>> shorten("Organisation for the Prohibition of Chemical Weapons")
    'Organisation for the Prohib...'
    """
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 3] + "..."


def lines(found: Bargaining) -> Iterator[str]:
    """Yield the issues one by one, or the trade, as lines of text."""
    for number, answer in enumerate(found.issues):
        yield from _issue(answer, accuracy=number == 0)
    if found.trade is not None:
        yield from _logroll(found.trade)
    yield "Capability and salience are judgments; whoever set them answers for the result."


def _issue(answer: IssueAnswer, *, accuracy: bool) -> Iterator[str]:
    found = answer.found
    yield from (*_baselines(found), *(_accuracy() if accuracy else ()), "")
    if found.dynamics is not None:
        yield from (*_dynamics(found.dynamics), "")
    if found.issue.span > 0:
        yield from (*_bars("What moves the compromise (an input at its 5 % and its 95 % end)", answer.bars), "")
    if answer.model_bars:
        yield from (*_bars("What moves the model's result", answer.model_bars), "")
    if found.issue.span > 0:
        yield from (*_flips(answer.flips, answer.target, compromise=found.compromise.value), "")


def _ends(estimate: Estimate) -> str:
    return f"5-95 % {show(estimate.low)} to {show(estimate.high)}"


def _baselines(found: Bargain) -> Iterator[str]:
    """The headline and the other baselines."""
    issue = found.issue
    count = f"{len(issue.actors):,} {'actor' if len(issue.actors) == 1 else 'actors'}"
    yield f"{issue.name}: {count}, range {show(issue.low)} to {show(issue.high)}, {found.draws:,} draws"
    yield ""
    for key, name in NAMES.items():
        estimate = found.baselines[key]
        yield f"{name:28} {show(estimate.value):>8}   {_ends(estimate)}"
    if issue.status_quo is not None:
        yield f"{'status quo':28} {show(issue.status_quo):>8}"
    if issue.high == issue.low:
        return
    low, high = found.error_band
    yield (
        f"The compromise model has missed by {COMPROMISE_ERROR:g} of 100 on average, here {show(found.error)}: "
        f"{show(low)} to {show(high)}. That is no interval; outcomes lie beyond it too."
    )


def _accuracy() -> Iterator[str]:
    """How far each method has been off."""
    figures = ", ".join(
        f"{record.method} {record.low:g}" + (f"-{record.high:g}" if record.high > record.low else "")
        for record in RECORDS
    )
    yield f"Mean absolute error, points of 100, {ISSUES} EU issues (DEU III): {figures}."


def _dynamics(found: Dynamics) -> Iterator[str]:
    """The rounds of the model."""
    record = found.variant.as_record()
    options = ", ".join(f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}" for k, v in record.items() if k != "name")
    yield f"Expected utility model, variant {found.variant.name} ({options})"
    yield f"{'round':>5} {'median':>10} {'mean':>10}   who gives way"
    shown = len(found.medians) if found.state != "settled" or found.cycle is None else found.cycle[0] + 2
    for number, (median, mean) in enumerate(zip(found.medians[:shown], found.means[:shown], strict=True)):
        moves = found.moves[number - 1] if number else ()
        head = f"{number:>5} {show(float(median)):>10} {show(float(mean)):>10}   "
        largest = sorted(moves, key=lambda move: -abs(move.after - move.before))[:MOST_MOVES]
        told = [_move_words(move) for move in largest]
        if len(moves) > MOST_MOVES:
            told.append(f"and {len(moves) - MOST_MOVES} more")
        yield head + (told[0] if told else "nobody" if number else "")
        yield from (" " * len(head) + words for words in told[1:])
    if shown < len(found.medians):
        yield f"{'...':>5} and so it stays to round {len(found.medians) - 1}"
    interval = f", {_ends(found.result)} over {found.draws:,} draws" if found.draws else ""
    yield f"Median after the last round: {show(found.result.value)}{interval}"
    if found.by_variant:
        told = [f"{name} {show(value)}" for name, value in found.by_variant.items()]
        yield f"By variant: {', '.join(told)}"


def _move_words(move: Move) -> str:
    verb = {"conflict": "loses a conflict with", "compromise": "compromises with", "compelled": "is compelled by"}[
        move.kind
    ]
    return f"{shorten(move.actor)} {show(move.before)} -> {show(move.after)}, {verb} {shorten(move.sender)}"


def _bars(title: str, bars: Sequence[Bar]) -> Iterator[str]:
    """A tornado."""
    yield title
    shown = [bar for bar in bars if bar.moves]
    if not shown:
        yield "  nothing, within the uncertainty of one input"
    for bar in shown[:MOST_BARS]:
        yield f"  {f'{shorten(bar.actor)}, {bar.input}':44} {show(bar.at_low):>9} .. {show(bar.at_high)}"


def _flips(flips: Sequence[Flip], target: float, *, compromise: float) -> Iterator[str]:
    """What each actor alone would have to change for the compromise to reach the target."""
    yield f"For the compromise to move from {show(compromise)} to {show(target)}, one actor alone would need"
    able = [flip for flip in flips if (flip.salience, flip.capability, flip.position) != (None, None, None)]
    able.sort(key=lambda flip: (flip.salience is None, flip.position is None))
    for flip in able[:MOST_FLIPS]:
        ways = [
            f"{name} {show(value)}"
            for name, value in (
                ("salience", flip.salience),
                ("capability", flip.capability),
                ("position", flip.position),
            )
            if value is not None
        ]
        beyond = "" if flip.salience else f" (caring wholly brings it to {show(flip.at_full_salience)})"
        yield f"  {shorten(flip.actor):30} {' or '.join(ways)}{beyond}"
    if len(able) > MOST_FLIPS:
        yield f"  and {len(able) - MOST_FLIPS:,} more (--json has all)"
    if len(able) < len(flips):
        yield f"  {len(flips) - len(able):,} of {len(flips):,} actors cannot bring it there by any one change"


def _logroll(found: Logroll) -> Iterator[str]:
    """A trade."""
    first, second = found.pair
    basis = "the issue's compromise" if found.default == "compromise" else "the middle between the two"
    yield f"Logrolling of {first} and {second}: without a trade each issue ends at {basis}"
    yield f"Bargaining power by capability: {first} {found.power:.2f}, {second} {1 - found.power:.2f}"
    yield f"  {'issue':24}{first[:12]:>14}{second[:12]:>14}{'no trade':>10}{'trade':>10}   better off"
    for row in found.issues:
        cells = [f"{show(x)} ({show(s)})" for x, s in zip(row.positions, row.saliences, strict=True)]
        places = f"{show(row.default):>10}{show(row.agreed):>10}"
        yield f"  {row.issue[:23]:24}{cells[0]:>14}{cells[1]:>14}{places}   {row.winner or 'neither'}"
    yield "  (positions, with saliences in brackets)"
    gains = [f"{name} {gain:.1%}" for name, gain in zip(found.pair, found.gains, strict=True)]
    yield f"Gain, of all that is at stake for each: {', '.join(gains)}"
    if max(found.gains) == 0:
        yield "Nothing that both could gain: they care alike, or stand alike."
    yield ""
