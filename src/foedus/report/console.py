"""The summary that a person reads in the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import asdict
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedus.report.section import Explanation
from foedus.terms.outcomes import OUTCOMES, STATES_OF_RELATION
from foedus.terms.uncounted import UNCOUNTED
from foedus.terms.wording import PLAIN, count, percent, span
from foedus.verdict.score import Scored
from foedus.verdict.types import Verdict
from foedus.verdict.types.parts import Part

BAR_WIDTH = 22


def bar(low: float, point: float, *, high: float, width: int = BAR_WIDTH) -> str:
    """Return a bar from 0 to 1: filled to the point, the interval drawn through it.

    >>> bar(0.25, 0.5, high=0.75, width=8)
    '██━━┿━··'
    """
    cells = ["·"] * width
    first, middle = (min(width - 1, int(value * width)) for value in (low, point))
    for at in range(first):
        cells[at] = "█"
    for at in range(first, max(middle + 1, math.ceil(high * width))):
        cells[at] = "━"
    cells[middle] = "┿"
    return "".join(cells)


def summary(verdict: Verdict, folder: str = "") -> RenderableType:
    """Return the console summary of a verdict.

    Parameters
    ----------
    verdict : Verdict
        The verdict.
    folder : str
        Where the report was written; empty leaves that line out.
    """
    info = verdict.case_info
    names = [verdict.evidence.actors[actor].name for actor in info.focal_pair]
    parts: list[RenderableType] = [
        Text.assemble((info.title, "bold"), f"  ({' and '.join(names)}, as of {verdict.as_of})"),
        Text(info.question, style="italic"),
        Text(),
        _outcomes(verdict),
        Text(),
        *(
            Text(row.text, "bold" if row.id == verdict.answer.sentence else "")
            for row in verdict.sentences
            if row.section == "verdict"
        ),
        Text(_sentence(verdict, verdict.confidence.sentence)),
        Text(),
        *_moving(verdict),
        *_threat_gone(verdict),
    ]
    hidden = verdict.counts.claims_not_visible
    if verdict.hindsight:
        later = f"{count(hidden, 'later claim')} not seen"
        set_by = "ratings were set" if verdict.evidence.ratings else "the case was coded"
        parts.append(Text(f"Earlier cut-off: {set_by} with hindsight; {later}.", "yellow"))
    if not verdict.counts.claims_used:
        parts.append(Text("No claim is visible at this date; the verdict is the prior.", "yellow"))
    parts += list(_uncounted(verdict))
    if verdict.changes:
        parts += [Text(_sentence(verdict, name)) for name in verdict.changes.sentences]
    if folder:
        counts = verdict.counts
        seen = "" if counts.claims_used == counts.claims_read else f" (of {counts.claims_read} in the case)"
        rest = f"{count(counts.claims_used, 'claim')} from {count(counts.references, 'work')}{seen}. "
        parts.append(Text(f"{rest}Prior: {verdict.outside.label}.", style="dim"))
        between = "   " if len(folder) < 20 else "\n"
        places = ("Report: ", (f"{folder}/report.html", "underline"), f"{between}Data: {folder}/verdict.json")
        parts.append(Text.assemble(*places, overflow="fold"))
    return Padding(Group(*parts), (1, 1, 0, 1))


MISREAD = ("undated", "enemy", "state", "ratings")
"""Sorts of what does not count that a coder has most likely not meant."""
MOST_TOLD = 3
"""Of these, so many are told in the summary."""


def _uncounted(verdict: Verdict) -> Iterator[Text]:
    """Yield what does not count: in full where its coder has most likely not meant it, else by number."""
    rows = verdict.uncounted
    meant = [row for row in rows if row.sort in MISREAD]
    yield from (Text(row.text, "yellow") for row in meant[:MOST_TOLD])
    sorts = {row.sort: sum(other.sort == row.sort for other in rows) for row in rows}
    if sorts:
        named = ", ".join(f"{UNCOUNTED[sort]} {number}" for sort, number in sorts.items())
        yield Text(f"Does not count, or not as one may think ({named}): foedus explain uncounted", style="dim")


def _sentence(verdict: Verdict, name: str) -> str:
    return next((row.text for row in verdict.sentences if row.id == name), "")


def _outcomes(verdict: Verdict) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for title in (
        f"in {count(verdict.horizon_years, 'year')}",
        "0 %" + " " * (BAR_WIDTH - 8) + "100 %",
        "",
        "5-95 %",
        "prior",
        "in words",
    ):
        table.add_column(title, header_style="dim", no_wrap=title != "in words", justify="left", overflow="fold")
    for outcome in OUTCOMES:
        row = verdict.outcomes[outcome]
        table.add_row(
            Text(outcome, style="bold" if outcome == verdict.headline.outcome else ""),
            Text(bar(row.low, row.probability, high=row.high), style=STATES_OF_RELATION[outcome].colour),
            percent(row.probability),
            span(row.low, row.high),
            percent(row.prior),
            row.term,
        )
    return table


def _moving(verdict: Verdict) -> list[RenderableType]:
    """Return what decides the answer and what would change it, in points of the outcome asked about."""
    answer = verdict.answer
    sides = [[(row.label, PLAIN.points(row.shift)) for row in rows] for rows in (answer.deciding, answer.would_change)]
    table = Table(box=None, padding=(0, 2), pad_edge=False, expand=False)
    for title in ("what decides", "what would change it"):
        table.add_column(title, header_style="bold", overflow="fold", max_width=34)
        table.add_column(answer.outcome, header_style="dim", justify="right", no_wrap=True)
    for at in range(max(map(len, sides))):
        table.add_row(*(Text(cell) for side in sides for cell in (side[at] if at < len(side) else ("", ""))))
    return [table, Text()] if any(sides) else []


def _threat_gone(verdict: Verdict) -> list[RenderableType]:
    """Return what the scenarios do that remove sources of common threat, each alone before all together."""
    sources = {row.source for row in verdict.common_threats}
    sources |= {row.id for row in verdict.factors if row.threat_source in sources}
    rows = [row for row in verdict.scenarios[1:] if sources & set(row.removes)]
    if not rows:
        return []
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("if the common threat goes (points)", header_style="bold", max_width=38, overflow="fold")
    for outcome in OUTCOMES:
        table.add_column(outcome, header_style="dim", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(Text(row.label), *(PLAIN.points(row.outcomes[o].change) for o in OUTCOMES))
    return [table, Text()]


def explanation(found: Explanation, verdict: Verdict) -> RenderableType:
    """Return an explanation for the terminal: values, formula, inputs, claims with their sources."""
    parts: list[RenderableType] = [Text.assemble((found.id, "bold"), f"  ({found.kind})"), Text(found.title), Text()]
    for heading, rows in (("Values", found.values), ("Inputs", found.inputs)):
        if rows:
            table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
            table.add_column(style="dim")
            table.add_column(overflow="fold")
            for key, value in rows.items():
                table.add_row(Text(str(key)), Text(_plain(value)))
            parts += [Text(heading, style="bold"), table, Text()]
        if heading == "Values" and found.formula:
            parts += [Text("Formula", style="bold"), Text(found.formula), Text()]
    if found.evidence:
        parts.append(Text(f"Evidence ({len(found.evidence)})", style="bold"))
        parts += [_evidence_line(verdict, name) for name in found.evidence]
    return Group(*parts)


def _plain(value: Any) -> str:
    if isinstance(value, Part):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(inner)}" for key, inner in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value)) or "none"
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _evidence_line(verdict: Verdict, name: str) -> Text:
    evidence = verdict.evidence
    if name in evidence.claims:
        row = evidence.claims[name]
        works = ", ".join(row.reference) or row.source
        place = f"{works}; {row.locator}" if row.locator else works
        return Text.assemble((f"  {name}", "cyan"), f"  {row.text} ", (f"[{place}]", "dim"))
    titles = {
        key: held.title for part in (evidence.sources, evidence.datasets, evidence.models) for key, held in part.items()
    }
    titles |= {key: held.title or held.note for key, held in evidence.sources.items()}
    titles |= {key: held.ground for key, held in evidence.ratings.items()}
    return Text.assemble((f"  {name}", "cyan"), f"  {titles[name] or name}") if name in titles else Text(f"  {name}")


def score_table(scored: Scored, verdict: Verdict) -> RenderableType:
    """Return the scores of a verdict beside the prior and each view alone."""
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    for title in ("forecast", f"said of {scored.observed}", "Brier (0 best, 2 worst)", "log score (0 best)"):
        table.add_column(title, header_style="dim")
    for row in scored.scores:
        table.add_row(row.forecast, percent(row.probability), f"{row.brier:.3f}", f"{row.log:.3f}")
    until = f"the horizon ends on {scored.target}" if scored.provisional else "the horizon has passed"
    lines: list[RenderableType] = [
        Text.assemble((f"Observed: {scored.observed}", "bold"), f", last recorded on {scored.observed_on} ({until})"),
        Text(f"Verdict as of {verdict.as_of}, {count(verdict.horizon_years, 'year')} ahead"),
        table,
        Text(
            "Provisional: one case is an anecdote, and its ratings may have been set knowing what came.", style="yellow"
        ),
    ]
    return Padding(Group(*lines), (1, 1, 0, 1))


def show(renderable: RenderableType, console: Console | None = None) -> None:
    """Print to the terminal."""
    (console or Console()).print(renderable)
