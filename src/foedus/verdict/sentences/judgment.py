"""Sentences on what the verdict hangs on: scenarios, assumptions, indicators, dissent, sensitivity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from foedus.terms.wording import in_points, listing, percent, proportion
from foedus.verdict.sentences.book import MOST_CLAIMS, Book, effect, kind_of, leader
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import WithoutPerspective, WithoutReference
from foedus.verdict.types.question import Scenario

NAMED = 3
"""Factors that a sentence on a scenario names."""
WORTH_A_REASON = 0.005
"""Change of a probability below which a scenario is not argued."""


def write_scenario(book: Book, scenario: Scenario) -> None:
    """What a scenario changes, and why."""
    v, add = book.verdict, book.to("scenarios", f"scenario {scenario.id}")
    shown = scenario.outcomes
    said = listing([f"{name} {percent(row.probability)} ({in_points(row.change)})" for name, row in shown.items()])
    text = f"{scenario.label}: {said}, against every factor persisting."
    labels = {row.id: row for row in v.factors}
    claims = [claim for name in scenario.removed_factors for claim in labels[name].claims[:4]]
    add("judgment", text, ["model:scenarios", *claims[:MOST_CLAIMS]])
    order = sorted(scenario.lost, key=lambda name: (-scenario.lost[name] * labels[name].presence, name))
    gone = [f"\u201c{labels[name].label}\u201d ({proportion(scenario.lost[name])})" for name in order[:NAMED]]
    if len(order) > NAMED:
        gone.append(f"{len(order) - NAMED} more")
    if not gone:
        text = "Nothing that this scenario removes is a factor of the case, so the probabilities stay as they are."
        add("judgment", text, ["model:scenarios", "model:presence"])
        return
    if max(abs(row.change) for row in shown.values()) < WORTH_A_REASON:
        text = f"No outcome moves by as much as half a point; the scenario takes away {listing(gone)}."
        add("judgment", text, ["model:scenarios"])
        return
    up = [o for o in shown if shown[o].change >= 0.0005]
    down = [o for o in shown if shown[o].change <= -0.0005]
    text = f"Why: the scenario takes away {listing(gone)}. {_direction(up, down)}"
    add("judgment", text.rstrip(), ["model:scenarios", *_ratings_of(v, scenario.lost)])


def _direction(up: Sequence[str], down: Sequence[str]) -> str:
    parts = [
        f"{listing(list(names))} {verb}{'s' if len(names) == 1 else ''}"
        for names, verb in ((up, "gain"), (down, "lose"))
        if names
    ]
    return f"{'; '.join(parts).capitalize()}. " if parts else ""


def _ratings_of(verdict: Verdict, factors: Iterable[str]) -> list[str]:
    wanted = set(factors)
    return [name for name, row in verdict.evidence.ratings.items() if row.factor in wanted and row.scale == "relative"]


def write_assumptions(book: Book) -> None:
    """Each key assumption, and what its falsehood would do."""
    asked = book.verdict.answer.outcome
    for row in book.verdict.assumptions:
        changed = effect(asked, row.shift[asked])
        text = f"{row.text.rstrip('.')}. If this is false: {changed}. Support: {row.support}"
        claims = [claim for f in book.verdict.factors if f.id in row.factors for claim in f.claims[:4]]
        book.add("assumptions", "assumption", text, [*claims[:MOST_CLAIMS], "dataset:case", "model:scenarios"])


def write_indicators(book: Book) -> None:
    """Each indicator, and what it would do."""
    labels = {row.id: row.label for row in book.verdict.factors}
    asked = book.verdict.answer.outcome
    for row in book.verdict.indicators:
        does = "strengthens" if row.direction == "+" else "weakens"
        text = (
            f"By {row.by_date}: {row.text.rstrip('.')}. It {does} \u201c{labels[row.factor]}\u201d; at full swing "
            f"{effect(asked, row.shift[asked])}."
        )
        book.add("indicators", "judgment", text, ["dataset:case", "model:posterior"])


def write_dissent(book: Book) -> None:
    """How far the two views are apart, and the weightiest contrary claims."""
    d = book.verdict.dissent
    text = (
        f"The outside view alone leads to {leader(d.outside)}, the inside view alone to {leader(d.inside)}; they "
        f"are {d.distance:.2f} apart (0 the same, 1 disjoint)."
    )
    book.add("dissent", "judgment", text, ["model:prior", "model:posterior"])
    asked = book.verdict.answer.outcome
    for row in d.contrary[:3]:
        change = row.push[asked]
        if abs(change) >= 0.0005:
            text = f"Against {asked} ({in_points(change)}): {row.text}"
            book.add("dissent", kind_of(book.verdict, [row.claim]), text, [row.claim])


def write_sensitivity(book: Book) -> None:
    """What decides most, and what leaving out one work or perspective does."""
    v = book.verdict
    s = v.sensitivity
    ranked = sorted((row for row in s.decides if row.what != "evidence"), key=lambda row: -row.distance)
    last = [row for row in s.decides if row.what == "evidence"]
    text = (
        f"The {ranked[0].what} {'decide' if ranked[0].what.endswith('s') else 'decides'} most: {ranked[0].text} "
        f"the verdict moves by {ranked[0].distance:.2f}; "
        + listing([f"{row.text} by {row.distance:.2f}" for row in [*ranked[1:], *last]])
        + " (total variation, 0 to 1)."
    )
    book.add("sensitivity", "judgment", text, ["model:posterior", "model:prior"])
    seen = {row.perspective: row for row in s.leave_one_perspective_out}
    works = {row.reference: row for row in s.leave_one_reference_out}
    _left_out(book, "reference", rows=works)
    _left_out(book, "perspective", rows=seen)


def _left_out(book: Book, name: str, *, rows: Mapping[str, WithoutReference | WithoutPerspective]) -> None:
    """Write what leaving out one work or perspective at a time does, if there are any."""
    if rows:
        flips = [_who(book, name, name=which) for which, row in rows.items() if row.flips]
        asked = book.verdict.answer.outcome
        widest = max(rows, key=lambda which: (abs(rows[which].shift[asked]), which))
        who = _who(book, name, name=widest)
        text = (
            f"Leaving out one {name} at a time, the leading outcome "
            f"{'changes without ' + listing(flips) if flips else 'never changes'}; the largest move is without {who} "
            f"({effect(asked, rows[widest].shift[asked])})."
        )
        sources = [widest] if name == "reference" else []
        book.add("sensitivity", "judgment", text, ["model:posterior", *sources])


def _who(book: Book, what: str, *, name: str) -> str:
    """Return what is left out, in words."""
    if what == "reference":
        return name
    return (
        "the works whose perspective is unknown" if name == "unknown" else f"the works seen through {book.name(name)}"
    )
