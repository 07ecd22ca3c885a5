"""Sources and their balance, and every claim with its coding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from foedus.charts import Figure
from foedus.charts.perspectives import Perspective, perspectives
from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import fill, heading, note, nothing
from foedus.report.html.wording import decimal, given, proportion, words
from foedus.report.picture import Picture
from foedus.report.section import Block, Section
from foedus.terms.grades import CREDIBILITY, RELIABILITY, legend
from foedus.terms.wording import count
from foedus.verdict.types.analysis import OneSided, PerspectiveShare
from foedus.verdict.types.evidence import Claim, Evidence, Passage, Source

LONG = 400
"""Characters of a passage that is shown unfolded."""


def perspectives_figure(context: Context) -> Figure | None:
    """Whose eyes the evidence sees through."""
    found = context.verdict.balance.perspectives
    return perspectives(
        Perspective(row.perspective, row.label, row.weight_share, row.claims, row.references) for row in found
    )


PERSPECTIVES = Picture(
    "perspectives", perspectives_figure, lambda v: [*v.evidence.claims, *v.evidence.sources, "dataset:case"], "weight"
)


def _build(context: Context) -> Iterable[Block]:
    balance, evidence = context.verdict.balance, context.verdict.evidence
    works = _by_work(evidence.claims)
    behind = context.links.count([*evidence.claims, *evidence.sources])
    yield context.say("balance")
    yield heading("The balance")
    yield context.exhibit(
        PERSPECTIVES,
        "Whose eyes the evidence sees through, by the weight of the claims.",
        table=_perspectives(balance.perspectives),
        nothing="There are no claims, so there is no balance to draw.",
        evidence=Markup('<p class="ev">Evidence: {}, all <a href="#sources">below</a>.</p>').format(behind),
    )
    kinds = "; ".join(f"{row.kind}: {count(row.claims, 'claim')}" for row in balance.kinds)
    if kinds:
        yield note("{}; share of weight with an unknown perspective: {}", kinds, proportion(balance.unknown_share))
    yield _one_sided(context)
    yield heading("Sources")
    if evidence.sources:
        yield note(
            "Reliability of a source: {}. Credibility of a claim's coding: {}. The two are rated independently.",
            legend(RELIABILITY),
            legend(CREDIBILITY),
        )
        yield _sources(context, works)
    else:
        yield nothing("The case holds no sources.")
    yield heading("Claims")
    if works:
        usual = _usual_source(evidence.claims)
        yield fill(
            _CLAIMS,
            works=works,
            usual=usual,
            context=context,
            evidence=evidence,
            coding=_coding,
            count=count,
            passages=_passages(evidence),
            around=_around,
            long=LONG,
        )
    else:
        yield nothing("The case holds no claims.")


def _work(claim: Claim) -> str:
    """The first work that a claim rests on, else its source."""
    return next(iter(claim.reference), claim.source)


def _by_work(claims: Mapping[str, Claim]) -> dict[str, dict[str, Claim]]:
    """Claims by the work that they rest on."""
    groups: dict[str, dict[str, Claim]] = {}
    for key, claim in claims.items():
        groups.setdefault(_work(claim), {})[key] = claim
    return dict(sorted(groups.items()))


def _passages(evidence: Evidence) -> dict[str, list[Passage]]:
    """Passages by claim."""
    found: dict[str, list[Passage]] = {}
    for passage in evidence.passages:
        found.setdefault(passage.claim, []).append(passage)
    return found


def _around(passage: Passage) -> tuple[str, str]:
    """What stands around a passage in its own paragraph, from the first whole word to the last."""
    before, after = passage.prefix.rpartition("\n"), passage.suffix.partition("\n")
    head = before[2] if before[1] else before[2].partition(" ")[2]
    tail = after[0] if after[1] else after[0].rpartition(" ")[0]
    return head, tail


def _usual_source(claims: Mapping[str, Claim]) -> str:
    """The source of most claims, which need not be repeated with each; empty where there is none."""
    counts = Counter(claim.source for claim in claims.values())
    key, number = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return key if number > len(claims) / 2 else ""


def _perspectives(rows: tuple[PerspectiveShare, ...]) -> Table[PerspectiveShare]:
    return (
        Table("perspectives", "Balance of perspectives", rows, "balance.csv")
        .words("Perspective", lambda p: p.label)
        .computed("Share of weight", lambda p: proportion(p.weight_share))
        .computed("Claims", lambda p: str(p.claims))
        .computed("Works", lambda p: str(p.references))
    )


def _one_sided(context: Context) -> Table[OneSided]:
    return (
        Table("one-sided", "One-sided findings", context.verdict.balance.one_sided, "one_sided.csv")
        .words("Finding", lambda o: f"{o.what}: {context.label(o.id)}")
        .words("Rests mostly on the eyes of", lambda o: context.name(o.perspective))
        .computed("Share of its weight", lambda o: proportion(o.share))
    )


def _sources(context: Context, works: Mapping[str, Mapping[str, Claim]]) -> Table[tuple[str, Source]]:
    rows = list(context.verdict.evidence.sources.items())

    def remarks(source: Source) -> str:
        return "; ".join(filter(None, ("known only as a citation mark" if source.stub else "", source.note))) or "none"

    return (
        Table("sources", "Sources and the works behind them", rows, "sources.csv", anchor=lambda r: context.links.anchor(r[0]))
        .words("Key", lambda r: r[0])
        .words("Author", lambda r: r[1].author or "unknown")
        .words("Title", lambda r: r[1].title)
        .words("Published", lambda r: r[1].published or "undated", "given")
        .words("Kind", lambda r: words(r[1].kind or "unknown"))
        .words("Perspective", lambda r: context.name(r[1].perspective or "unknown"))
        .coded("Reliability", lambda r: r[1].reliability)
        .computed("Claims below", lambda r: str(len(works.get(r[0], ()))))
        .words("Note", lambda r: remarks(r[1]))
    )  # fmt: skip


def _coding(context: Context, claim: Claim, usual: str) -> Markup:
    """How the claim was coded, on one line; numbers are marked as given or computed."""
    return Markup(" · ").join(part for part in _coded(context, claim, usual=usual) if part)


def _coded(context: Context, claim: Claim, *, usual: str) -> Iterable[str | Markup]:
    who, what = (", ".join(map(context.name, names)) for names in (claim.holder, claim.object))
    meaning = " → ".join(part for part in (who, claim.predicate, what) if part)
    negated = " (negated)" if claim.negated else ""
    yield (
        meaning if claim.value is None else Markup("{}: {}{}").format(meaning, given(decimal(claim.value, 1)), negated)
    )
    yield from (claim.component, claim.channel, claim.date, f"published {claim.seen}" if claim.seen else "")
    if claim.level is not None:
        yield Markup("rung {}").format(given(claim.level))
    yield "support: " + ", ".join(claim.support_type) if claim.support_type else ""
    speakers = [context.name(s) for s in claim.speaker if s != usual and s not in claim.holder]
    yield "said by " + ", ".join(speakers) if speakers else ""
    yield "inferred by the coder" if claim.basis == "inferred" else ""
    if claim.credibility is not None:
        source = context.verdict.evidence.sources.get(_work(claim))
        yield Markup("grade {}").format(given(f"{source.reliability if source else ''}{claim.credibility}"))
    yield Markup(", ").join(_where(context, claim, usual=usual))
    bears = ", ".join(f"{'+' if sign == '+' else '−'}{factor}" for factor, sign in claim.bears.items())
    yield f"bears {bears}" if bears else ""
    yield "" if claim.visible else "not yet visible at the cut-off"


def _where(context: Context, claim: Claim, *, usual: str) -> Iterable[str | Markup]:
    """Source, place in it, and further works that the claim rests on."""
    if claim.source != usual:
        yield Markup("in {}").format(context.links.link(claim.source))
    if claim.locator:
        yield claim.locator
    if claim.reference[1:]:
        yield Markup("with {}").format(context.links.row(claim.reference[1:]))


_CLAIMS = """\
<p class="note">Each claim stands under the first work that it rests on. Texts are paraphrases by the coder{% if passages %}; the words of the document that a claim rests on stand below it{% endif %}. Below each: whose claim → what it is → on whom or what, with its value; channel and rung; date; grade, the reliability of the work with the credibility of the coding; place in the source; the factors that it bears on (+ strengthens, − weakens). Weights stand in the data file.{% if usual %} Where no source is named, it is {{ context.links.link(usual) }}.{% endif %} <a href="claims.csv" download>Data: claims.csv</a></p>
<div class="claims">
{% for work, claims in works.items() %}
<details><summary><b>{{ work }}</b> {{ evidence.sources[work].title if work in evidence.sources }} <i>{{ count(claims | length, "claim") }}</i></summary>
<ul>
{% for key, claim in claims.items() %}
<li id="{{ context.links.anchor(key) }}"><b>{{ key }}</b> <i>{{ claim.kind }}</i> {{ claim.text }}<p>{{ coding(context, claim, usual) }}{% if claim.note %} · note: {{ claim.note }}{% endif %}</p>
{% for one in passages.get(key, ()) %}
{% set read = evidence.documents[one.document] %}
{% set folded = one.exact | length > long %}
{% if folded %}<details><summary>Passage in {{ one.document }}</summary>{% endif %}
<blockquote dir="auto"{% if read.language %} lang="{{ read.language }}"{% endif %} title="{{ read.file }}, characters {{ one.start }} to {{ one.stop }}">{% set before, after = around(one) %}{% if before %}<span>… {{ before }}</span>{% endif %}<mark>{{ one.exact }}</mark>{% if after %}<span>{{ after }} …</span>{% endif %} <cite>{{ one.document }}{% if read.date %}, {{ read.date }}{% endif %}</cite></blockquote>
{% if folded %}</details>{% endif %}
{% endfor %}
</li>
{% endfor %}
</ul>
</details>
{% endfor %}
</div>
"""

SECTION = Section("sources", "Sources and claims", 150, _build, [PERSPECTIVES], annex=True)
