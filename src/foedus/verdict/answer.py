"""The answer to the question asked: what the outcome that the thesis expects gets, what decides it, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import Indicator
from foedus.verdict.types.checklist import Checklist, Steps
from foedus.verdict.types.question import Answer, Deciding, Outcome, Scenario, WouldChange

NEAR_BASE_RATE = 1.5
"""Below this factor, up or down, by which the evidence moves the odds of the outcome asked about, the answer is called
near the base rate: about what one work alone can do."""
MOST = 3
"""Things that decide, and things that would change the answer, that are named."""
NOTHING = 0.0005
"""A change of probability that prints as no change."""


def answer(
    asked: str,
    outcomes: Mapping[str, Outcome],
    *,
    checklist: Checklist,
    steps: Steps,
    indicators: Iterable[Indicator],
    scenarios: Iterable[Scenario],
) -> Answer:
    """Return the answer on the outcome asked about, without its sentence."""
    row = outcomes[asked]
    ratio = odds_ratio(row.prior, row.probability)
    return Answer(
        outcome=asked,
        term=row.term,
        band=row.band,
        probability=row.probability,
        low=row.low,
        high=row.high,
        prior=row.prior,
        moved=_rounded(row.probability - row.prior),
        odds_ratio=None if ratio is None else _rounded(ratio),
        near_base_rate=ratio is not None and 1 / NEAR_BASE_RATE < ratio < NEAR_BASE_RATE,
        deciding=_deciding(asked, checklist, steps),
        would_change=_would_change(asked, row.probability, steps=steps, indicators=indicators, scenarios=scenarios),
        sentence="",
    )


def odds_ratio(before: float, after: float) -> float | None:
    """Return by which factor odds have moved; None where either is certain.

    >>> odds_ratio(0.5, 0.6), odds_ratio(0.0, 0.5)
    (1.4999999999999998, None)
    """
    if not (0 < before < 1 and 0 < after < 1):
        return 1.0 if before == after else None
    return after / (1 - after) * (1 - before) / before


def _rounded(value: float) -> float:
    """As every number of a verdict is; NumPy, which the rest is rounded with, is not needed to read one."""
    return round(value, 6) + 0.0


def _deciding(asked: str, checklist: Checklist, steps: Steps) -> tuple[Deciding, ...]:
    rows = [Deciding(id=row.id, label=row.label, kind="kind", shift=row.shift[asked]) for row in checklist.kinds]
    rows += [
        Deciding(id=row.id, label=f"{row.label} ({row.date})", kind="step", shift=row.shift[asked])
        for row in steps.rows
    ]
    rows.sort(key=lambda row: (-abs(row.shift), row.id))
    return tuple(row for row in rows[:MOST] if abs(row.shift) >= NOTHING)


def _would_change(
    asked: str, now: float, *, steps: Steps, indicators: Iterable[Indicator], scenarios: Iterable[Scenario]
) -> tuple[WouldChange, ...]:
    """Return what moves the asked outcome most, at least one of each direction where there is one, and one step at most."""
    rows = [
        WouldChange(id=row.id, label=row.text, kind="indicator", by_date=row.by_date, shift=row.shift[asked])
        for row in indicators
    ]
    rows += [
        WouldChange(id=row.id, label=row.label, kind="scenario", by_date="", shift=row.outcomes[asked].change)
        for row in scenarios
    ]
    taken = [
        WouldChange(
            id=row.stage,
            label=f"A defence treaty: {row.label}",
            kind="step",
            by_date="",
            shift=_rounded(row.outcomes[asked] - now),
        )
        for row in steps.if_taken
    ]
    rows += sorted(taken, key=lambda row: (-abs(row.shift), row.id))[:1]
    rows = sorted((row for row in rows if abs(row.shift) >= NOTHING), key=lambda row: (-abs(row.shift), row.id))
    return tuple(_both_ways(rows))


def _both_ways(rows: Sequence[WouldChange]) -> list[WouldChange]:
    """Return the first rows, the last of them given up for the first of a direction that is not among them."""
    first = list(rows[:MOST])
    up = {row.shift > 0 for row in first}
    other = next((row for row in rows[MOST:] if len(up) == 1 and (row.shift > 0) not in up), None)
    return first if other is None else [*first[:-1], other]


def with_answer(verdict: Verdict) -> Verdict:
    """Return a verdict of an older form with the answer that follows from its parts."""
    found = answer(
        verdict.case_info.thesis.outcome,
        verdict.outcomes,
        checklist=verdict.checklist,
        steps=verdict.steps,
        indicators=verdict.indicators,
        scenarios=verdict.scenarios,
    )
    first = (row.id for row in verdict.sentences if row.section == "verdict")
    return replace(verdict, answer=replace(found, sentence=next(first, verdict.headline.sentence)))
