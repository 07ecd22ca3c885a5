"""The first screen: the question, its answer on the outcome asked about, what decides it, and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.charts import Figure
from foedus.charts.moved import Moved, moved
from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import fill
from foedus.report.html.wording import day_words, horizon_day, percent, percent_range, points, signed
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, claims_of, formula_of
from foedus.terms.wording import count
from foedus.verdict.track_record import track_record
from foedus.verdict.types import Verdict
from foedus.verdict.types.question import Outcome

CODER, CODED_ON, HINDSIGHT = "coder", "coded_on", "hindsight"
"""Keys of a case's own account of its coding, which is free text, that the first screen tells."""


def moved_figure(context: Context) -> Figure | None:
    """The four outcomes, prior and verdict."""
    verdict = context.verdict
    return moved(
        Moved(name, row.prior, row.probability, row.low, row.high, name == verdict.answer.outcome)
        for name, row in verdict.outcomes.items()
    )


MOVED = Picture(
    "moved", moved_figure, lambda v: [*claims_of(v.factors), "model:posterior", v.outside.model], "posterior"
)


def _build(context: Context) -> Iterable[Block]:
    verdict, answer = context.verdict, context.verdict.answer
    end = horizon_day(verdict.as_of, verdict.horizon_years)
    said = context.sentences.take([answer.sentence, verdict.headline.sentence])
    trust = context.sentences.take([verdict.confidence.sentence])
    yield fill(
        _SCREEN,
        answer=answer,
        verdict=verdict,
        percent=percent(answer.probability),
        interval=percent_range(answer.low, answer.high),
        facts=[
            ("Band of the word", answer.band),
            ("Horizon", f"{count(verdict.horizon_years, 'year')}, to {end}"),
            ("Information cut-off", day_words(verdict.as_of)),
        ],
        said=context.sentences.show([*said, *context.sentences.section("verdict")]),
        trust=context.sentences.show([*trust, *context.sentences.section("confidence")]),
        picture=context.exhibit(
            MOVED,
            "Tick: prior. Mark: verdict. Bar: interval, 5th to 95th percentile.",
            table=_prior_and_verdict(verdict.outcomes),
        ),
        deciding=[(context.row(row.kind, row.id), row.label, points(row.shift)) for row in answer.deciding],
        changing=list(_changing(context)),
        coding=list(coded_by(verdict)),
        record=track_line(),
        uncounted=count(len(verdict.uncounted), "thing") if verdict.uncounted else "",
    )


def track_line() -> str:
    """Return how well such verdicts did on pairs whose end is known, in one line."""
    found = track_record()
    return (
        f"Record on {found.cases} pairs whose end is known ({found.alliances} alliances; their coders knew it): mean log score "
        f"{signed(found.verdict)} ({signed(found.low)} to {signed(found.high)}), prior alone {signed(found.prior)}, "
        f"an even guess {signed(found.uniform)}; 0 is best."
    )


def _changing(context: Context) -> Iterator[tuple[str, str, str]]:
    for row in context.verdict.answer.would_change:
        by = f" (by {row.by_date})" if row.by_date else ""
        yield context.row("taken" if row.kind == "step" else row.kind, row.id), f"{row.label}{by}", points(row.shift)


def coded_by(verdict: Verdict) -> Iterator[str]:
    """Return who coded the case, and the first sentence on what they knew of the end."""
    coding = verdict.provenance.coding
    who = " on ".join(filter(None, (coding.get(CODER), coding.get(CODED_ON))))
    yield f"Coded by {who}." if who else "The case does not say who coded it."
    hindsight = coding.get(HINDSIGHT, "")
    yield (
        f"Hindsight: {hindsight.split('. ')[0].rstrip('.')}."
        if hindsight
        else "It is not said what they knew of the end."
    )


def _prior_and_verdict(outcomes: dict[str, Outcome]) -> Table[tuple[str, Outcome]]:
    return (
        Table(
            "moved",
            "The four outcomes before and after the evidence",
            list(outcomes.items()),
            "outcomes.csv",
            sortable=False,
        )
        .words("Outcome", lambda r: r[0])
        .computed("Prior", lambda r: percent(r[1].prior))
        .computed("Verdict", lambda r: percent(r[1].probability))
        .computed("Points", lambda r: points(r[1].probability - r[1].prior))
    )


def _explain(v: Verdict) -> Index:
    return {"answer": lambda: _answer(v)}


def _answer(v: Verdict) -> Explanation:
    """The answer: prior, verdict, what decides it, what would change it."""
    found = v.answer
    values = {
        "outcome asked about": found.outcome, "probability": found.probability, "low": found.low, "high": found.high,
        "prior": found.prior, "moved": found.moved, "odds times": found.odds_ratio, "near the base rate": found.near_base_rate,
    }  # fmt: skip
    inputs = {
        **{f"decides: {row.label}": row.shift for row in found.deciding},
        **{f"would change it: {row.label}": row.shift for row in found.would_change},
    }
    said = next((row.evidence for row in v.sentences if row.id == found.sentence), ())
    return Explanation("answer", "answer", v.case_info.question, values, formula_of(v, "posterior"), inputs, said)


_LIST = """\
{% macro listed(rows, otherwise) %}
{% if rows %}
<ul>
{% for place, label, change in rows %}
<li>{% if place %}<a href="#{{ place }}">{{ label }}</a>{% else %}<span>{{ label }}</span>{% endif %} <b>{{ change }}</b></li>
{% endfor %}
</ul>
{% else %}
<p class="note">{{ otherwise }}</p>
{% endif %}
{% endmacro %}
"""
_SCREEN = (
    _LIST
    + """\
<div class="verdict o-{{ answer.outcome }}">
<div class="says">
<p class="outcome">{{ answer.outcome }}{% if answer.near_base_rate %} <b class="near">near the base rate</b>{% endif %}</p>
<p class="term">{{ answer.term }}</p>
<p class="number"><b>{{ percent }}</b> ({{ interval }}) <small>computed</small></p>
{{ said }}
</div>
<div class="shows">
{{ picture }}
<dl class="about">
{% for label, value in facts %}
<div><dt>{{ label }}</dt><dd>{{ value }}</dd></div>
{% endfor %}
</dl>
</div>
</div>
<div class="cards">
<div class="deciding"><h3>What decides it <small>points of {{ answer.outcome }}</small></h3>
{{ listed(deciding, "Nothing in the evidence moves it by as much as a tenth of a point.") }}</div>
<div class="changing"><h3>What would change it <small>points of {{ answer.outcome }}</small></h3>
{{ listed(changing, "The case names nothing that would move it.") }}</div>
<div class="trust"><h3>Confidence: {{ verdict.confidence.level }}</h3>
{{ trust }}
<p class="coded">{{ coding | join(" ") }} <a href="#coding">More</a>{% if uncounted %} &middot; <a href="#uncounted">{{ uncounted }} in the case do not count as one may think</a>{% endif %}</p></div>
</div>
<p class="record">{{ record }}</p>
"""
)

SECTION = Section("answer", "Answer", 5, _build, [MOVED], explain=_explain)
