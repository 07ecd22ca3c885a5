"""Sentences on the answer: the headline, the thesis, the confidence, why, and the competing hypotheses."""

from __future__ import annotations

from foedus.terms.likelihood import scale_of
from foedus.terms.outcomes import STATES_OF_RELATION
from foedus.terms.wording import in_points, listing, percent, span
from foedus.verdict.sentences.book import MOST_CLAIMS, Book, dataset_ids, kind_of, leader
from foedus.verdict.types import Verdict


def write_headline(book: Book) -> None:
    """The most probable outcome, and on what information."""
    v, head = book.verdict, book.verdict.headline
    one, two = book.pair
    text = (
        f"On information up to {v.as_of} {scale_of(v.words).sentence(head.term)} ({percent(head.probability)}, 5-95 % interval "
        f"{span(head.low, head.high)}) that {one} and {two} stand in {STATES_OF_RELATION[head.outcome].phrase} in {_year(v)}."
    )
    book.add("verdict", "judgment", text, ["model:posterior", "model:uncertainty", *_strongest(v, 3)])


def _year(verdict: Verdict) -> int:
    return int(verdict.as_of[:4]) + int(verdict.horizon_years)


def _strongest(verdict: Verdict, most: int) -> list[str]:
    """Return claims of the steps and kinds that move the verdict most."""
    rows = sorted(verdict.checklist.kinds, key=lambda row: (-max(abs(x) for x in row.shift.values()), row.id))
    steps = [claim for step in verdict.steps.rows if step.part for claim in step.claims[:4]]
    return [*steps, *(claim for row in rows[:most] for claim in row.claims[:4])]


def write_thesis(book: Book) -> None:
    """What the outcome that the case's thesis expects gets."""
    v = book.verdict
    aim = v.case_info.thesis.outcome
    row = v.outcomes[aim]
    change = row.probability - row.prior
    text = (
        f"The outcome that the case's thesis expects, {STATES_OF_RELATION[aim].phrase}, gets {percent(row.probability)} "
        f"({row.term}; interval {span(row.low, row.high)}), {in_points(change)} from the prior of "
        f"{percent(row.prior)}."
    )
    book.add("verdict", "judgment", text, ["model:posterior", "model:prior", "dataset:case"])


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
    """What moves the prior, what binds and divides most, the largest common threat."""
    v = book.verdict
    book.add("why", "judgment", _from_prior(v), ["model:prior", *dataset_ids(v, "dataset:prior"), "model:posterior"])
    aim = v.case_info.thesis.outcome
    for pull, verb in ((1, "raise"), (-1, "lower")):
        rows = sorted(
            (k for k in v.checklist.kinds if k.shift[aim] * pull >= 0.0005), key=lambda k: (-abs(k.shift[aim]), k.id)
        )[:3]
        if rows:
            said = listing(
                [
                    f"{k.label[0].lower()}{k.label[1:]} (there with {percent(k.presence)}; {in_points(k.shift[aim])})"
                    for k in rows
                ]
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


def _from_prior(verdict: Verdict) -> str:
    """Return how the prior leans, and what the evidence makes of it."""
    row = verdict.outcomes[verdict.headline.outcome]
    change = row.probability - row.prior
    moved = (
        f"moves that to {percent(row.probability)} ({in_points(change)})"
        if abs(change) >= 0.0005
        else "leaves it there"
    )
    evidence = f"the case's evidence {moved}" if verdict.counts.claims_used else "no claim speaks for or against it"
    leads = leader({name: inner.prior for name, inner in verdict.outcomes.items()})
    lead = verdict.headline.outcome
    said = f"The prior ({verdict.outside.label}) "
    if leads.startswith("no outcome"):
        return f"{said}gives every outcome {percent(row.prior)}; for {lead}, {evidence}."
    if leads == f"{lead} ({percent(row.prior)})":
        return f"{said}leans to {lead} with {percent(row.prior)}, and {evidence}."
    return f"{said}leans to {leads} and gives {lead} {percent(row.prior)}; {evidence}."


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
