"""The brief: the answer on one A4 page, to print from the browser; what it rests on stands in the report."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from foedus.charts.element import plain
from foedus.charts.theme import page_style
from foedus.report.html.context import Context
from foedus.report.html.page import asset, content_policy
from foedus.report.html.sentences import say
from foedus.report.html.template import fill
from foedus.report.html.wording import day_words, horizon_day, percent, percent_range, points
from foedus.report.sections.answer import MOVED, coded_by
from foedus.terms.wording import count
from foedus.verdict.answer import NOTHING
from foedus.verdict.types import Verdict

WHY, SHORT = 5, 3
"""Sentences that say why, and rows of each list, that the page has room for."""
Row = tuple[str, str]


def render_brief(verdict: Verdict) -> str:
    """Render the brief: one HTML page that needs no other file and prints on one A4; long texts end in an ellipsis."""
    context, answer = Context(verdict), verdict.answer
    style = f"{page_style()}\n{asset('brief.css')}"
    figure = MOVED.draw(context)
    page = fill(
        asset("brief.html.j2"),
        verdict=verdict,
        answer=answer,
        title=verdict.case_info.title or verdict.case,
        about=_about(context),
        percent=percent(answer.probability),
        interval=percent_range(answer.low, answer.high),
        prior=percent(answer.prior),
        picture="" if figure is None else figure.body,
        said=[say(row) for row in verdict.sentences if row.section == "verdict"][:SHORT],
        lists=list(_lists(context)),
        why=[row for row in verdict.sentences if row.section == "why"][:WHY],
        say=say,
        trust=list(_trust(verdict)),
        foot=_foot(verdict),
        policy=content_policy(style, ""),
        style=Markup(style),
    )
    return plain(page)


def _about(context: Context) -> str:
    verdict = context.verdict
    end = horizon_day(verdict.as_of, verdict.horizon_years)
    known = f"known by {day_words(verdict.as_of)}, {count(verdict.horizon_years, 'year')} ahead, to {end}"
    return f"{' and '.join(context.pair_names)}, now {verdict.case_info.state_of_relation}; {known}"


def _lists(context: Context) -> Iterator[tuple[str, list[Row], str]]:
    """Return what decides, what would change it, what speaks against it and what is assumed, in points of the outcome."""
    verdict, answer = context.verdict, context.verdict.answer
    asked = answer.outcome
    yield (
        f"What decides it (points of {asked})",
        [(row.label, points(row.shift)) for row in answer.deciding],
        "Nothing moves it.",
    )
    changing = [
        (f"{row.label}{f' (by {row.by_date})' if row.by_date else ''}", points(row.shift))
        for row in answer.would_change
    ]
    yield "What would change it", changing, "The case names nothing that would move it."
    against = [(row.text, _moving(row.push[asked])) for row in verdict.dissent.contrary[:SHORT]]
    yield f"Strongest evidence against {asked}", against, "No claim speaks against it."
    assumed = sorted(verdict.assumptions, key=lambda row: -abs(row.shift[asked]))[:SHORT]
    yield (
        "Key assumptions, and if they are false",
        [(row.text, points(row.shift[asked])) for row in assumed],
        "None are named.",
    )


def _moving(change: float) -> str:
    """Return points, or nothing where they print as nought."""
    return "" if abs(change) < NOTHING else points(change)


def _trust(verdict: Verdict) -> Iterator[str]:
    yield from (say(row) for row in verdict.sentences if row.section == "confidence")
    yield " ".join(coded_by(verdict))
    if verdict.hindsight:
        yield f"The cut-off is earlier than the case's, {day_words(verdict.case_info.case_as_of)}: ratings were set with hindsight."


def _foot(verdict: Verdict) -> str:
    counts = verdict.counts
    seen = f"{counts.claims_used} of {count(counts.claims_read, 'claim')} from {count(counts.references, 'work')}"
    return (
        f"Made by foedus {verdict.foedus_version}; every sentence opens its evidence in report.html. Rests on {seen} and the "
        f"prior: {verdict.outside.label}. {verdict.command}"
    )
