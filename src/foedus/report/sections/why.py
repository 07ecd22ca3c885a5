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
from foedus.report.html.wording import decimal, interval, points, signed, words
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, chosen, formula_of
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types import Verdict
from foedus.verdict.types.synthesis import Factor


def factors_figure(context: Context, *, outcome: str | None = None) -> Figure | None:
    """The strength of every factor, and what it shifts of an outcome, the leading one if none is named."""
    shifted = context.verdict.headline.outcome if outcome is None else chosen(outcome, OUTCOMES, noun="outcome")
    return chart.factors(
        (
            chart.Factor(f.id, f.label, f.pull, f.strength, f.low, f.high, f.shift[shifted])
            for f in context.verdict.factors
        ),
        outcome=shifted,
    )


def _evidence(verdict: Verdict) -> list[str]:
    return [*(claim for f in verdict.factors for claim in (*f.claims, *f.claims_against)), "model:strength"]


FACTORS = Picture("factors", factors_figure, _evidence, "strength")


def _build(context: Context) -> Iterable[Block]:
    sentences = context.sentences.section("why")
    outcome = context.verdict.headline.outcome
    if sentences:
        yield fill(_REASONS, sentences=sentences, links=context.links, say=say)
    else:
        yield nothing("The verdict gives no reasons in sentences.")
    yield heading("What binds and what divides")
    yield context.exhibit(
        FACTORS,
        f"Length: strength from 0 to 1 by the weight of the claims for and against; thin line: interval. On the right: how "
        f"many percentage points {outcome} gains or loses through the factor, with it against without it.",
        table=_factors(context),
        nothing="The case names no factors, so nothing moves the prior.",
    )
    yield folded("How likely each factor is to persist", _persistence(context))


def _factors(context: Context) -> Table[Factor]:
    caption = "Factors: strength, what each shifts, and its claims"
    return (
        Table("factors", caption, context.verdict.factors, "factors.csv")
        .words("Factor", lambda f: f.label)
        .words("Pull", lambda f: words(f.pull))
        .words("Kind, group", lambda f: f"{words(f.kind)}, {words(f.group)}")
        .computed("Strength", lambda f: signed(f.strength))
        .computed("Interval", lambda f: interval(f.low, f.high))
        .computed("Effective number of works", lambda f: decimal(f.n_eff, 1))
        .outcomes("Shift of {}, points", lambda f, name: points(f.shift[name]))
        .links("Claims for", lambda f: context.links.cell(f.claims))
        .links("Claims against", lambda f: context.links.cell(f.claims_against))
        .words("Remarks", lambda f: "; ".join(_remarks(context, f)) or "none")
    )


def _remarks(context: Context, factor: Factor) -> Iterable[str]:
    if factor.carried_by_history:
        yield "history carries it through the outside view; its ratings have no effect"
    if factor.threat_source:
        yield f"threat from {context.name(factor.threat_source)}, magnitude {decimal(factor.magnitude)}"
    if factor.depends_on:
        yield "weakens with " + ", ".join(map(context.label, factor.depends_on))
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
        "strength": row.strength,
        "low": row.low,
        "high": row.high,
        "magnitude": row.magnitude,
        "weight_for": row.weight_for,
        "weight_against": row.weight_against,
        "n_eff": row.n_eff,
    }
    inputs = {
        "pull": row.pull,
        "group": row.group,
        "depends on": row.depends_on,
        "persistence": row.persistence,
        "mean relative ratings": row.ratings,
        "shift of the verdict": row.shift,
        "claims against": row.claims_against,
    }
    rated = [name for name, rating in v.evidence.ratings.items() if rating.factor == row.id]
    return Explanation(row.id, "factor", row.label, values, formula_of(v, "strength"), inputs, (*row.claims, *rated))


_REASONS = """\
<p class="note">Each sentence opens the claims that it rests on.</p>
<ol class="reasons">
{% for s in sentences %}
<li class="{{ s.kind }}" id="{{ s.id }}"><details class="reason"><summary><span class="kind">{{ s.kind | capitalize }}</span><span class="say">{{ say(s) }}</span> <span class="count">{{ links.count(s.evidence) }}</span></summary>{{ links.quotes(s.evidence) }}</details></li>
{% endfor %}
</ol>
"""

SECTION = Section("why", "Why", 20, _build, [FACTORS], explain=_explain)
