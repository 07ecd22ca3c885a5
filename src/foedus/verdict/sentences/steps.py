"""Sentences on the steps towards a treaty: which there are, how far they came, what they are worth."""

from __future__ import annotations

from foedus.terms.wording import in_points, listing, percent, times
from foedus.verdict.sentences.book import MOST_CLAIMS, Book
from foedus.verdict.types.checklist import Step


def write_steps(book: Book) -> None:
    """What factors alone do to the odds, which steps there are, and what one not yet taken would do."""
    v, add = book.verdict, book.to("steps")
    add("judgment", _factors_alone(book), ["model:posterior", "model:steps"])
    for step in v.steps.rows:
        kind = "fact" if any(v.evidence.claims[name].kind == "fact" for name in step.claims) else "judgment"
        evidence = [*step.claims[:MOST_CLAIMS], "model:steps"]
        add("fact" if kind == "fact" else "judgment", _step(book, step), evidence)
    for makes, chance in v.steps.chance.items():
        text = f"By these steps a treaty that makes the two {_made(makes)} is in force within {v.horizon_years} years with a chance of {percent(chance)}."
        add("judgment", text, ["model:steps"])
    if v.steps.if_taken:
        said = listing([f"{row.label}: {percent(row.outcomes['alliance'])}" for row in v.steps.if_taken])
        add(
            "judgment",
            f"What a step towards a defence treaty would make of the alliance, were it taken at the cut-off: {said}.",
            ["model:steps"],
        )


def _made(makes: str) -> str:
    return "allies" if makes == "alliance" else "partners in an entente"


def _factors_alone(book: Book) -> str:
    v = book.verdict
    aim = v.case_info.thesis.outcome
    row = v.outcomes[aim]
    by_factors = row.prior + sum(kind.shift[aim] for kind in v.checklist.kinds)
    by = _odds(by_factors) / _odds(row.prior)
    there = (
        f"the evidence tells {'one step' if len(v.steps.rows) == 1 else f'{len(v.steps.rows)} steps'}"
        if v.steps.rows
        else "the evidence tells no step"
    )
    return (
        "Factors alone rarely move the odds more than two- to threefold, steps towards a treaty do the rest: here the factors "
        f"multiply the odds of {aim} by {times(by)}, and {there}."
    )


def _odds(share: float) -> float:
    held = min(max(share, 1e-9), 1 - 1e-9)
    return held / (1 - held)


def _step(book: Book, step: Step) -> str:
    who = listing([book.name(actor) for actor in step.holders]) or "the two"
    what = listing(list(step.obligations))
    head = f"{step.date}: {step.label} ({what}; {who}); it happened with a probability of {percent(step.happened)}"
    if step.counted_by_state:
        return f"{head}; the present state of relation counts it already."
    if not step.forward:
        return f"{head}, and moves alliance by {in_points(step.shift['alliance'])}."
    return (
        f"{head}; its treaty is in force within the horizon with {percent(step.chance)}, and it moves {step.makes} by "
        f"{in_points(step.shift[step.makes])}."
    )
