"""Sentences on the answer: the outcome asked about, the leading one, what moved it, confidence, why, hypotheses."""

from __future__ import annotations

from foedus.terms.likelihood import scale_of
from foedus.terms.outcomes import STATES_OF_RELATION
from foedus.terms.wording import in_points, listing, percent, span, times, whole_percent
from foedus.verdict.answer import NEAR_BASE_RATE, NOTHING
from foedus.verdict.sentences.book import MOST_CLAIMS, Book, dataset_ids, kind_of, leader
from foedus.verdict.types import Verdict


def write_answer(book: Book) -> None:
    """What the outcome asked about gets, and on what information."""
    v, found = book.verdict, book.verdict.answer
    one, two = book.pair
    leads = v.headline.outcome == found.outcome and not _passes_half(found.probability)
    text = (
        f"On information up to {v.as_of} {scale_of(v.words).sentence(found.term)} ({percent(found.probability)}, 5-95 % "
        f"interval {span(found.low, found.high)}) that {one} and {two} stand in "
        f"{STATES_OF_RELATION[found.outcome].phrase} in {_year(v)}"
    )
    text += "; it leads, but no outcome passes one half." if leads else "."
    book.add("verdict", "judgment", text, ["model:posterior", "model:uncertainty", "dataset:case", *_strongest(v, 3)])


def write_headline(book: Book) -> None:
    """The most probable outcome where another was asked about."""
    v, head = book.verdict, book.verdict.headline
    if head.outcome == v.answer.outcome:
        return
    what, numbers = STATES_OF_RELATION[head.outcome].phrase, f"{percent(head.probability)}, {span(head.low, head.high)}"
    text = f"Most probable is {what}: {head.term} ({numbers})."
    if not _passes_half(head.probability):
        text = f"No outcome passes one half; {what} leads ({numbers})."
    book.add("verdict", "judgment", text, ["model:posterior", "model:uncertainty"], place="headline")


def _passes_half(probability: float) -> bool:
    """Whether a probability is more than one half in print."""
    return whole_percent(probability) > 50


def _year(verdict: Verdict) -> int:
    return int(verdict.as_of[:4]) + int(verdict.horizon_years)


def _strongest(verdict: Verdict, most: int) -> list[str]:
    """Return claims of the steps and kinds that move the outcome asked about most."""
    asked = verdict.answer.outcome
    rows = sorted(verdict.checklist.kinds, key=lambda row: (-abs(row.shift[asked]), row.id))
    steps = [claim for step in verdict.steps.rows if step.part for claim in step.claims[:4]]
    return [*steps, *(claim for row in rows[:most] for claim in row.claims[:4])]


def write_moved(book: Book) -> None:
    """How far the evidence moves the answer from the prior, and whether that is worth the name."""
    v, found = book.verdict, book.verdict.answer
    prior, now, odds = percent(found.prior), percent(found.probability), found.odds_ratio
    if not v.counts.claims_used:
        text = f"No claim is visible, so the answer is the prior of {prior}."
    elif abs(found.moved) < NOTHING:
        text = f"The evidence of the case leaves the answer at the prior of {prior}: it is the base rate."
    else:
        verb = "raises" if found.moved > 0 else "lowers"
        by = f"{in_points(found.moved)}, odds times {times(odds)}" if odds else in_points(found.moved)
        text = f"The evidence of the case {verb} {found.outcome} from the prior of {prior} to {now} ({by})"
        near = f"; odds moved by less than the factor {NEAR_BASE_RATE:g}, so the answer is near the base rate"
        text += f"{near if found.near_base_rate else ''}."
    book.add(
        "verdict", "judgment", text, ["model:prior", *dataset_ids(v, "dataset:prior"), "model:posterior"], place="moved"
    )


def write_confidence(book: Book) -> None:
    """The confidence, with the rules that are weak and strong."""
    v = book.verdict
    rules = v.confidence.rules
    weak = [rule.short for rule in rules if rule.level == "low"]
    held = [rule.short for rule in rules if rule.level == "high"]
    tail = f"; weak: {listing(weak)}" if weak else ""
    tail += f"; strong: {listing(held)}" if held else ""
    text = f"Confidence in this verdict is {v.confidence.level}{tail}."
    book.add("confidence", "judgment", text, ["model:confidence"])


def write_why(book: Book) -> None:
    """Where the prior comes from, what raises and lowers the outcome asked about, the largest common threat."""
    v = book.verdict
    book.add("why", "judgment", _prior(v), ["model:prior", *dataset_ids(v, "dataset:prior")])
    aim = v.answer.outcome
    for pull, verb in ((1, "raise"), (-1, "lower")):
        rows = sorted(
            (k for k in v.checklist.kinds if k.shift[aim] * pull >= NOTHING), key=lambda k: (-abs(k.shift[aim]), k.id)
        )[:3]
        if rows:
            said = listing(
                [f"\u201c{k.label}\u201d (there with {percent(k.presence)}; {in_points(k.shift[aim])})" for k in rows]
            )
            claims = [claim for k in rows for claim in k.claims[: MOST_CLAIMS // 3]]
            book.add("why", "judgment", f"Kinds of factor that {verb} {aim} most: {said}.", [*claims, "model:presence"])
    headline = next((t for t in v.common_threats if t.headline), None)
    if headline:
        one, two = v.case_info.focal_pair
        text = (
            f"{book.name(headline.source)} is their largest common threat, {headline.value:.2f} of 1 "
            f"(interval {headline.low:.2f}-{headline.high:.2f}): {headline.pair[one]:.2f} for {book.pair[0]}, "
            f"{headline.pair[two]:.2f} for {book.pair[1]}."
        )
        book.add("why", "judgment", text, [*headline.claims[:MOST_CLAIMS], "model:threats"])
    top = [rung for rung in v.ladder if rung.turning_point]
    if top:
        rung = top[-1]
        text = f"Their cooperation has climbed to {rung.label} ({rung.channel}, {rung.date})."
        book.add("why", kind_of(v, rung.claims), text, [*rung.claims, "model:ladder"])


def _prior(verdict: Verdict) -> str:
    """Return what the prior gives the outcome asked about, and where it leans."""
    asked = verdict.answer.outcome
    row = verdict.outcomes[asked]
    leads = leader({name: inner.prior for name, inner in verdict.outcomes.items()})
    said = f"The prior ({verdict.outside.label}) "
    if leads.startswith("no outcome"):
        return f"{said}gives every outcome {percent(row.prior)}."
    if leads == f"{asked} ({percent(row.prior)})":
        return f"{said}leans to {asked} with {percent(row.prior)}."
    return f"{said}gives {asked} {percent(row.prior)} ({span(row.prior_low, row.prior_high)}) and leans to {leads}."


def write_outcomes(book: Book) -> None:
    """What the classic table of competing hypotheses says."""
    v = book.verdict
    ach = v.hypotheses.ach
    rated = {key: value for key, value in ach.inconsistency.items() if value is not None}
    ratings = [name for name, row in v.evidence.ratings.items() if row.scale == "absolute"]
    if not ratings:
        return
    least = min(rated.values())
    best = [key for key, value in rated.items() if value == least]
    is_best = "is the least inconsistent outcome" if len(best) == 1 else "are the least inconsistent outcomes"
    text = (
        f"In the classic table of competing hypotheses, which does not enter the probabilities, {listing(best)} {is_best} "
        f"({least:.1f}); the raters' judgments decide it."
    )
    book.add("outcomes", "judgment", text, ["model:ach", *ratings[:MOST_CLAIMS]])
    rows = [row for row in ach.rows if row.diagnosticity is not None]
    if rows:
        first = max(rows, key=lambda row: (row.diagnosticity, row.factor))
        same = [name for name, r in v.evidence.ratings.items() if r.factor == first.factor]
        text = f"The most diagnostic factor in that table: {first.label} ({first.diagnosticity:.1f})."
        book.add("outcomes", "judgment", text, ["model:ach", *same])
