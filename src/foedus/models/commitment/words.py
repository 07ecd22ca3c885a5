"""A repeated game in words."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.models.commitment.result import Commitment, Estimate
from foedus.models.plain import table

MOST_ROWS = 40
"""Rows of dependence that are printed; JSON has all."""


def lines(found: Commitment) -> Iterator[str]:
    """Yield an answer as lines of text."""
    names = {side.id: side.name for side in found.sides}
    yield f"{found.game.title}: {' and '.join(names.values())}"
    yield ("")
    yield "critical patience: the least worth of next year, as a share of this one, at which a breach does not pay"
    rules = list(found.sides[0].critical)
    rows = [
        (
            side.name,
            *(_span(side.critical[rule]) for rule in rules),
            "none is enough" if side.least_continuation is None else f"{side.least_continuation:.3f}",
        )
        for side in found.sides
    ]
    yield from table(("side", *rules, "least chance a year that the game goes on"), rows)
    yield from ("", *_scenarios(found, names))
    yield from (
        "",
        f"strategies against themselves, {found.game.noise:.0%} of moves by mistake: payoff a year, long run and discounted",
    )
    plays = [
        (
            play.strategy,
            "" if play.long_run is None else " / ".join(f"{x:.3f}" for x in play.long_run),
            " / ".join(f"{x:.3f}" for x in play.discounted),
            "no reply is better" if play.holds else " / ".join(f"{x:.3f}" for x in play.gains),
        )
        for play in found.played
    ]
    yield from table(("strategy", "long run", "discounted", "gain by the best reply"), plays)
    if found.dependence:
        yield from ("", *_dependence(found, names))
    yield ""


def _span(estimate: Estimate) -> str:
    if estimate.value >= 1:
        return "none is enough"
    spread = "" if estimate.low == estimate.high else f" ({estimate.low:.2f} to {estimate.high:.2f})"
    return f"{estimate.value:.3f}{spread}"


def _scenarios(found: Commitment, names: dict[str, str]) -> Iterator[str]:
    yield "shadow of the future: patience times the chance that the game goes on"
    waits = any(row.wait is not None for row in found.scenarios)
    rows = [
        (
            row.name,
            _span(row.continuation),
            *(f"{_span(kept.shadow)} {'keeps' if kept.keeps else 'lets go'}" for kept in row.sides),
            f"{row.both:.0%}",
            *(("" if row.wait is None else f"{row.wait:.1f} years",) if waits else ()),
            {"": "neither", "both": "both at once"}.get(row.lets_go, names.get(row.lets_go, "")),
        )
        for row in found.scenarios
    ]
    head = (
        "scenario",
        "goes on",
        *names.values(),
        "both keep",
        *(("wait for terms",) if waits else ()),
        "lets go first",
    )
    yield from table(head, rows)


def _dependence(found: Commitment, names: dict[str, str]) -> Iterator[str]:
    yield "dependence: share x (1 - share of the next best supplier between the two)"
    rows = [
        (
            row.channel,
            "" if row.year is None else str(row.year),
            f"{names[row.side]} on {names[row.on]}",
            f"{row.value:.3f}",
            f"{row.share:.3f}",
            f"{row.concentration:.3f}",
            "unknown" if row.balance is None else f"{row.balance:+.3f}",
            row.next_best or "none",
        )
        for row in found.dependence[:MOST_ROWS]
    ]
    yield from table(
        ("channel", "year", "who", "dependence", "share", "concentration", "balance", "next best"),
        rows,
        right=(3, 4, 5, 6),
    )
    if len(found.dependence) > MOST_ROWS:
        yield f"{len(found.dependence) - MOST_ROWS:,} more rows: --json has all"
