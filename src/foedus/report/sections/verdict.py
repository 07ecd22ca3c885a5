"""The four outcomes on the scale of likelihood words, what they mean, and the rules behind the confidence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup
from msgspec.structs import asdict

from foedus.charts import Figure
from foedus.charts.likelihood import OnScale, likelihood
from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import fill, fold, note
from foedus.report.html.wording import Range, decimal, percent_range, points, probability
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, claims_of, formula_of
from foedus.terms.outcomes import OUTCOMES, STATES_OF_RELATION
from foedus.verdict.types import Verdict
from foedus.verdict.types.question import Confidence, Outcome, Rule


def likelihood_figure(context: Context) -> Figure | None:
    """The four outcomes with their intervals on the scale of likelihood words."""
    rows = [
        OnScale(name, row.probability, row.low, row.high, row.prior, row.term)
        for name, row in context.verdict.outcomes.items()
    ]
    return likelihood(rows, bands=context.scale.bands, scale=context.scale.name)


LIKELIHOOD = Picture(
    "likelihood", likelihood_figure, lambda v: [*claims_of(v.factors), "model:posterior", v.outside.model], "posterior"
)


def _build(context: Context) -> Iterable[Block]:
    verdict = context.verdict
    yield context.exhibit(
        LIKELIHOOD,
        "Filled mark: probability. Bar: interval from the 5th to the 95th percentile of the draws. Upright tick: the prior, "
        "before the evidence of the case. Shaded: the bands of the likelihood words.",
        table=_outcomes(verdict.outcomes),
        nothing="The verdict holds no probabilities to draw.",
    )
    yield fill(
        _READING,
        states=STATES_OF_RELATION,
        thesis=verdict.case_info.thesis,
        source=context.links.link(verdict.case_info.thesis.source),
    )
    if verdict.case_info.state_ground:
        state, ground = verdict.case_info.state_of_relation, verdict.case_info.state_ground
        yield note("Why the present state counts as {}: {}", state, ground)
    if context.scale.bands:
        words = fill(_WORDS, bands=context.scale.bands, span=percent_range)
        yield fold(f"Likelihood words: {context.scale.name}, and how to read this report", words)
    yield fold("The rules behind the level of confidence", _confidence_rules(verdict.confidence))


def _confidence_rules(found: Confidence) -> Markup:
    return (
        fill(_RULES, reasons=found.reasons, table=_rules(found.rules)) if found.rules or found.reasons else Markup("")
    )


def _rules(rules: tuple[Rule, ...]) -> Table[Rule]:
    return (
        Table("confidence", "The written rules behind the level of confidence", rules, sortable=False)
        .words("Rule", lambda r: r.label)
        .computed("Value", lambda r: decimal(r.value))
        .words("Low and high", lambda r: f"low at {_bound(r.low_bound)}, high at {_bound(r.high_bound)}")
        .computed("Speaks for", lambda r: r.level)
        .words("What it looks at", lambda r: r.text)
    )


def _bound(value: float) -> str:
    return str(value) if isinstance(value, int) else decimal(value)


def _outcomes(outcomes: dict[str, Outcome]) -> Table[tuple[str, Outcome]]:
    def with_interval(outcome: Outcome) -> str:
        return probability(outcome) + (" widened to hold the point" if outcome.widened else "")

    def prior(o: Outcome) -> str:
        return probability(Range(probability=o.prior, low=o.prior_low, high=o.prior_high))

    def inside(o: Outcome) -> str:
        return probability(Range(probability=o.inside, low=o.inside_low, high=o.inside_high))

    rows = [(name, outcomes[name]) for name in OUTCOMES]
    return (
        Table("outcomes", "The four outcomes at the horizon", rows, "outcomes.csv", sortable=False)
        .words("Outcome", lambda r: r[0])
        .words("Term", lambda r: r[1].term)
        .coded("Band of the term", lambda r: r[1].band)
        .computed("Probability (interval)", lambda r: with_interval(r[1]))
        .computed("Prior: outside view alone", lambda r: prior(r[1]))
        .computed("Inside view alone, from a uniform prior", lambda r: inside(r[1]))
        .computed("Shift from prior, points", lambda r: points(r[1].probability - r[1].prior))
    )


def _explain(v: Verdict) -> Index:
    outcomes = {name: partial(_outcome, v, name) for name in v.outcomes}
    return {**outcomes, "confidence": partial(_confidence, v)}


def _outcome(v: Verdict, name: str) -> Explanation:
    row = v.outcomes[name]
    pushes = {group.id: group.push[name] for group in v.hypotheses.groups if group.push[name]}
    moving = sorted(v.factors, key=lambda factor: -abs(factor.shift[name]))[:5]
    return Explanation(
        name, "outcome", f"Probability that the relation is {name}", asdict(row), formula_of(v, "posterior"),
        {"prior": row.prior, "push by group (log odds)": pushes},
        (*claims_of(moving), "model:posterior", "model:prior", "model:uncertainty"),
    )  # fmt: skip


def _confidence(v: Verdict) -> Explanation:
    rules = {rule.id: f"{rule.text}: {rule.level}" for rule in v.confidence.rules}
    return Explanation(
        "confidence", "confidence", f"Confidence: {v.confidence.level}", rules, formula_of(v, "confidence"), {},
        ("model:confidence",),
    )  # fmt: skip


_READING = """\
<dl class="meanings">
{% for state in states.values() %}
<div><dt>{{ state.name }}</dt><dd>{{ state.meaning }}</dd></div>
{% endfor %}
</dl>
{% if thesis.text %}
<div class="thesis"><p><b>The claim under test, which is no evidence:</b> <q>{{ thesis.text }}</q> {{ source if thesis.source }}</p></div>
{% endif %}
"""
_WORDS = """\
<p class="note">Likelihood says how probable an outcome is; confidence says how good the evidence is. The two are never mixed. A word goes by the figure as it is printed.</p>
<ul class="words">
{% for band in bands %}
<li><b>{{ band.term }}</b> <span>{{ span(band.low, band.high) }}</span></li>
{% endfor %}
</ul>
<div class="signs">
<p>Every sentence of the analysis is marked as a <i>fact</i> (what a source reports), a <i>judgment</i> (what the analysis concludes) or an <i>assumption</i> (what it takes for granted), and opens its evidence. Numbers under <small>computed</small> come from foedus; numbers under <small class="g">as given</small>, dotted like <i class="g">0.6</i>, come from a source, a coder or a rater.</p>
</div>
"""
_RULES = """\
{% if reasons %}
<p class="note">The written rules found:</p>
<ul class="plain">{% for reason in reasons %}<li>{{ reason }}</li>{% endfor %}</ul>
{% endif %}
{{ table }}
"""

SECTION = Section("verdict", "The four outcomes", 28, _build, [LIKELIHOOD], explain=_explain)
