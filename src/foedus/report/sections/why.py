"""Why: sentences that open their claims, and the factors that bind and divide."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from foedus.charts import Figure
from foedus.charts import factors as chart
from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.html.sentences import say
from foedus.report.html.template import fill, heading, nothing
from foedus.report.html.wording import decimal, interval, percent, percent_range, points, words
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, chosen, formula_of
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types import Verdict
from foedus.verdict.types.synthesis import Factor


def factors_figure(context: Context, *, outcome: str | None = None) -> Figure | None:
    """The presence of every factor, and what it shifts of an outcome, the one asked about if none is named."""
    shifted = context.verdict.answer.outcome if outcome is None else chosen(outcome, OUTCOMES, noun="outcome")
    return chart.factors(
        (
            chart.Factor(f.id, f.label, f.pull, f.presence, f.low, f.high, f.shift[shifted])
            for f in context.verdict.factors
        ),
        outcome=shifted,
    )


def _evidence(verdict: Verdict) -> list[str]:
    return [*(claim for f in verdict.factors for claim in (*f.claims, *f.claims_against)), "model:presence"]


FACTORS = Picture("factors", factors_figure, _evidence, "presence")


def _build(context: Context) -> Iterable[Block]:
    sentences = context.sentences.section("why")
    outcome = context.verdict.answer.outcome
    if sentences:
        yield fill(_REASONS, sentences=sentences, links=context.links, say=say)
    else:
        yield nothing("The verdict gives no reasons in sentences.")
    yield heading("What binds and what divides")
    yield context.exhibit(
        FACTORS,
        f"Length: the probability that the factor is there, by its own claims; thin line: interval. On the right: how many "
        f"percentage points {outcome} gains or loses through the factor.",
        table=_factors(context),
        nothing="The case names no factors, so nothing moves the prior.",
    )
    yield folded("How likely each factor is to persist", _persistence(context))


def _factors(context: Context) -> Table[Factor]:
    caption = "Factors: presence, what each shifts, and its claims"
    return (
        Table("factors", caption, context.verdict.factors, "factors.csv")
        .words("Factor", lambda f: f.label)
        .words("Pull", lambda f: words(f.pull))
        .words("Kind, group", lambda f: f"{words(f.kind)}, {words(f.group)}")
        .words("Kind of the checklist", lambda f: words(f.checklist) or "none")
        .computed("There with", lambda f: percent(f.presence))
        .computed("Interval", lambda f: percent_range(f.low, f.high))
        .computed("Usual, present state", lambda f: percent(f.base))
        .computed("Works for, against", lambda f: f"{f.works_for}, {f.works_against}")
        .outcomes("Shift of {}, points", lambda f, name: points(f.shift[name]))
        .links("Claims for", lambda f: context.links.cell(f.claims))
        .links("Claims against", lambda f: context.links.cell(f.claims_against))
        .words("Remarks", lambda f: "; ".join(_remarks(context, f)) or "none")
    )


def _remarks(context: Context, factor: Factor) -> Iterable[str]:
    if factor.enters == "history":
        yield "history counts it in the outside view"
    if factor.enters == "nothing":
        yield "of no kind of the checklist and not rated: told, and moves nothing"
    if factor.threat_source:
        yield f"threat from {context.name(factor.threat_source)}"
    if factor.depends_on:
        yield "weakens with " + ", ".join(
            f"{context.label(name)} ({percent(share)})" for name, share in factor.depends_on.items()
        )
    if factor.one_sided:
        yield f"one-sided: mostly through the eyes of {context.name(factor.one_sided)}"


def _persistence(context: Context) -> Table[Factor]:
    caption = "How likely each factor is to persist to the horizon of the case"
    return (
        Table("persistence", caption, context.verdict.factors, "factors.csv")
        .words("Factor", lambda f: f.label)
        .coded("Chance to persist", lambda f: decimal(f.persistence.central))
        .coded("Low to high", lambda f: interval(f.persistence.low, f.persistence.high))
        .words("Ground", lambda f: f.persistence.ground)
    )


def _explain(v: Verdict) -> Index:
    return {row.id: partial(_factor, v, row) for row in v.factors}


def _factor(v: Verdict, row: Factor) -> Explanation:
    values = {
        "presence": row.presence,
        "low": row.low,
        "high": row.high,
        "base rate": row.base,
        "works for": row.works_for,
        "works against": row.works_against,
    }
    inputs = {
        "pull": row.pull,
        "group": row.group,
        "kind of the checklist": row.checklist,
        "enters by": row.enters,
        "depends on": row.depends_on,
        "persistence": row.persistence,
        "shift of the verdict": row.shift,
        "claims against": row.claims_against,
    }
    rated = [name for name, rating in v.evidence.ratings.items() if rating.factor == row.id]
    return Explanation(row.id, "factor", row.label, values, formula_of(v, "presence"), inputs, (*row.claims, *rated))


_REASONS = """\
<p class="note">Each sentence opens the claims that it rests on.</p>
<ol class="reasons">
{% for s in sentences %}
<li class="{{ s.kind }}" id="{{ s.id }}"><details class="reason"><summary><span class="kind">{{ s.kind | capitalize }}</span><span class="say">{{ say(s) }}</span> <span class="count">{{ links.count(s.evidence) }}</span></summary>{{ links.quotes(s.evidence) }}</details></li>
{% endfor %}
</ol>
"""

SECTION = Section("why", "Why", 20, _build, [FACTORS], explain=_explain)
