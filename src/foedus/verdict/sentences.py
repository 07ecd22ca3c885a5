"""Sentences of the verdict: each a fact, a judgment or an assumption, each with its evidence.

The longest idea of the report layer, kept in one module because every sentence follows one pattern:
numbers of the verdict in, one sentence and the ids that it rests on out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from foedus.terms.likelihood import scale_of
from foedus.terms.outcomes import STATES_OF_RELATION
from foedus.terms.wording import in_points, listing, percent, proportion, span
from foedus.verdict.alignment_sentences import write_alignments, write_bargaining
from foedus.verdict.outside_sentences import write_outside
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import WithoutPerspective, WithoutReference
from foedus.verdict.types.evidence import Sentence
from foedus.verdict.types.question import Scenario, ScenarioOutcome
from foedus.verdict.types.synthesis import Factor

Kind = Literal["fact", "judgment", "assumption"]

ASSUMED = "Assumed"
"""How the ground of a state of relation begins that nothing in the case gives."""

MOST_CLAIMS = 12
"""Claims that one sentence names; the figure that it speaks of names all."""


class Sentences:
    """The sentences on a verdict, in order; each gets an id when it is added, and knows the place that refers to it.

    Parameters
    ----------
    verdict : Verdict
        What the sentences speak of.
    """

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.rows: list[Sentence] = []
        self._places: dict[str, list[str]] = {}

    def add(self, section: str, kind: Kind, text: str, evidence: Iterable[str], *, place: str = "") -> None:
        """Append a sentence that belongs to a place, by default its section; evidence without repetition, in order."""
        name = f"sentence-{len(self.rows) + 1}"
        ids = tuple(dict.fromkeys(evidence))
        self.rows.append(Sentence(id=name, section=section, kind=kind, text=text, evidence=ids))
        self._places.setdefault(place or section, []).append(name)

    def to(self, section: str, place: str = "") -> Callable[[Kind, str, Iterable[str]], None]:
        """Return what adds a sentence of a section to a place."""
        return lambda kind, text, evidence: self.add(section, kind, text, evidence, place=place)

    def at(self, place: str) -> tuple[str, ...]:
        """Return the ids of the sentences that belong to a place."""
        return tuple(self._places.get(place, ()))

    def name(self, actor: str) -> str:
        """Return an actor's name."""
        known = self.verdict.evidence.actors.get(actor)
        return known.name if known else actor

    @property
    def pair(self) -> tuple[str, str]:
        """Names of the focal pair."""
        one, two = self.verdict.case_info.focal_pair
        return self.name(one), self.name(two)


def with_sentences(verdict: Verdict) -> Verdict:
    """Return a verdict with its sentences, and with their ids in the parts that refer to them."""
    book = write_sentences(verdict)
    sides = verdict.alignments
    return replace(
        verdict,
        headline=replace(verdict.headline, sentence=book.at("verdict")[0]),
        confidence=replace(verdict.confidence, sentence=book.at("confidence")[0]),
        scenarios=tuple(replace(row, reasons=book.at(f"scenario {row.id}")) for row in verdict.scenarios),
        alignments=None if sides is None else replace(sides, text=book.at("alignments")),
        bargaining=replace(verdict.bargaining, text=book.at("bargaining")),
        outside=replace(verdict.outside, text=book.at("outside")),
        dissent=replace(verdict.dissent, sentences=book.at("dissent")),
        sentences=tuple(book.rows),
    )


def write_sentences(verdict: Verdict) -> Sentences:
    """Return all sentences on a verdict."""
    book = Sentences(verdict)
    _headline(book)
    _thesis(book)
    _confidence(book)
    _why(book)
    _outcomes(book)
    _outside(book)
    _ladder(book)
    _issues(book)
    _threats(book)
    _ties(book)
    write_alignments(verdict, book.name, book.to("ties", "alignments"))
    write_bargaining(verdict, book.name, book.to("issues", "bargaining"))
    for scenario in verdict.scenarios[1:]:
        _scenario(book, scenario)
    _assumptions(book)
    _indicators(book)
    _dissent(book)
    _sensitivity(book)
    _balance(book)
    return book


def _year(verdict: Verdict) -> int:
    return int(verdict.as_of[:4]) + int(verdict.horizon_years)


def _headline(book: Sentences) -> None:
    v, head = book.verdict, book.verdict.headline
    one, two = book.pair
    text = (
        f"On information up to {v.as_of} {scale_of(v.words).sentence(head.term)} ({percent(head.probability)}, 5-95 % interval "
        f"{span(head.low, head.high)}) that {one} and {two} stand in {STATES_OF_RELATION[head.outcome].phrase} in {_year(v)}."
    )
    book.add("verdict", "judgment", text, ["model:posterior", "model:uncertainty", *_strongest(v, 3)])


def _strongest(verdict: Verdict, most: int, pull: str = "") -> list[str]:
    """Return claims of the factors that move the verdict most."""
    rows = [row for row in verdict.factors if not pull or row.pull == pull]
    rows.sort(key=lambda row: (-max(abs(x) for x in row.shift.values()), row.id))
    return [claim for row in rows[:most] for claim in row.claims[:4]]


def _thesis(book: Sentences) -> None:
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


def _confidence(book: Sentences) -> None:
    v = book.verdict
    rules = v.confidence.rules
    weak = [rule.short for rule in rules if rule.level == "low"]
    held = [rule.short for rule in rules if rule.level == "high"]
    tail = f"; weak: {listing(weak)}" if weak else ""
    tail += f"; strong: {listing(held)}" if held else ""
    text = f"Confidence in this verdict is {v.confidence.level}{tail}."
    book.add("confidence", "judgment", text, ["model:confidence"])


def _why(book: Sentences) -> None:
    v = book.verdict
    book.add("why", "judgment", _from_prior(v), ["model:prior", *_dataset(v, "dataset:prior"), "model:posterior"])
    for pull, verb in (("binds", "binds the two most"), ("divides", "divides them most")):
        rows = sorted(
            (f for f in v.factors if f.pull == pull and f.strength > 0),
            key=lambda f: (-f.strength, f.id),
        )[:3]
        if rows:
            said = listing([f"\u201c{f.label}\u201d ({f.strength:.2f})" for f in rows])
            text = f"What {verb} on the evidence (strength, -1 to 1): {said}."
            claims = [claim for f in rows for claim in f.claims[: MOST_CLAIMS // 3]]
            book.add("why", "judgment", text, [*claims, "model:strength"])
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
        book.add("why", _kind_of(v, rung.claims), text, [*rung.claims, "model:ladder"])


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
    leads = _leader({name: inner.prior for name, inner in verdict.outcomes.items()})
    lead = verdict.headline.outcome
    said = f"The prior ({verdict.outside.label}) "
    if leads.startswith("no outcome"):
        return f"{said}gives every outcome {percent(row.prior)}; for {lead}, {evidence}."
    if leads == f"{lead} ({percent(row.prior)})":
        return f"{said}leans to {lead} with {percent(row.prior)}, and {evidence}."
    return f"{said}leans to {leads} and gives {lead} {percent(row.prior)}; {evidence}."


def _leader(values: dict[str, float]) -> str:
    """Return the most probable outcome with its probability, or that none leads."""
    most = max(values.values())
    names = [name for name, value in values.items() if value == most]
    if len(names) == len(values):
        return f"no outcome ({percent(most)} each)"
    return f"{listing(names)} ({percent(most)}{' each' if len(names) > 1 else ''})"


def _kind_of(verdict: Verdict, claims: Iterable[str]) -> Kind:
    """Return `fact` where a claim of fact stands behind a sentence; words and studies alone make a judgment."""
    return "fact" if any(verdict.evidence.claims[name].kind == "fact" for name in claims) else "judgment"


def _dataset(verdict: Verdict, name: str) -> list[str]:
    return [name] if name in verdict.evidence.datasets else []


def _outcomes(book: Sentences) -> None:
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


def _outside(book: Sentences) -> None:
    v = book.verdict
    write_outside(v, book.to("outside"))
    ground = v.case_info.state_ground
    if ground:
        when = f"State of relation in {v.as_of[:4]}" if v.hindsight else "Present state of relation"
        kind: Kind = "assumption" if ground.startswith(ASSUMED) else "fact"
        book.add("outside", kind, f"{when}: {v.case_info.state_of_relation}. {ground}", _state_evidence(v))


def _state_evidence(verdict: Verdict) -> list[str]:
    return [*_dataset(verdict, "dataset:covariates"), "dataset:case"]


def _ladder(book: Sentences) -> None:
    for rung in book.verdict.ladder:
        if rung.turning_point:
            text = f"{rung.date}: {rung.label} on the {rung.channel} channel. {rung.text}"
            book.add("ladder", _kind_of(book.verdict, rung.claims), text, rung.claims)


def _issues(book: Sentences) -> None:
    v = book.verdict
    known = [row for row in v.issues if row.convergence is not None]
    if not known:
        text = f"On no issue does the evidence give a position of both {book.pair[0]} and {book.pair[1]}."
        book.add("issues", "fact", text, ["dataset:case"])
        return
    known.sort(key=lambda row: (row.convergence, row.id))
    ends = [(known[0], "Furthest apart"), (known[-1], "Closest")]
    if known[0].convergence == known[-1].convergence:
        alike = "As close as on any issue" if len(known) > 1 else "The one issue on which both take a position"
        ends = [(known[0], alike)]
    for row, words in ends:
        values = {p.actor: p for p in row.positions if p.value is not None}
        one, two = v.case_info.focal_pair
        text = (
            f"{words}: {row.question} {book.pair[0]} {values[one].value:+.2f}, {book.pair[1]} "
            f"{values[two].value:+.2f}, convergence {row.convergence:.2f} "
            f"({row.convergence_low:.2f}-{row.convergence_high:.2f})."
        )
        book.add("issues", "judgment", text, [*row.claims[:MOST_CLAIMS], "model:positions"])
    silent = len(v.issues) - len(known)
    if silent:
        text = f"On {silent} of {len(v.issues)} issues at least one of the two is silent; silence is missing, not neutrality."
        book.add("issues", "fact", text, ["dataset:case", "model:positions"])


def _threats(book: Sentences) -> None:
    v = book.verdict
    if not v.common_threats:
        text = f"No source of threat has claims for both {book.pair[0]} and {book.pair[1]}: no common threat is shown."
        book.add("threats", "fact", text, ["dataset:case"])
    for row in v.common_threats[:4]:
        text = (
            f"Common threat from {book.name(row.source)}: {row.value:.2f} "
            f"({row.low:.2f}-{row.high:.2f}), the smaller of the two sides' threats."
        )
        book.add("threats", "judgment", text, [*row.claims[:MOST_CLAIMS], "model:threats"])


def _ties(book: Sentences) -> None:
    v = book.verdict
    one, two = sorted(v.case_info.focal_pair)
    own = [row for row in v.ties if (row.a, row.b) == (one, two)]
    for row in own:
        if row.window == "all":
            text = (
                f"Tie between {book.name(one)} and {book.name(two)} over all claims: {row.value:+.2f} "
                f"({row.low:+.2f} to {row.high:+.2f}) on a scale from -1 hostile to 1 friendly."
            )
            book.add("ties", "judgment", text, [*row.claims[:MOST_CLAIMS], "model:ties"])


def _scenario(book: Sentences, scenario: Scenario) -> None:
    v, add = book.verdict, book.to("scenarios", f"scenario {scenario.id}")
    shown = scenario.outcomes
    said = listing([f"{name} {percent(row.probability)} ({in_points(row.change)})" for name, row in shown.items()])
    text = f"{scenario.label}: {said}, against every factor persisting."
    labels = {row.id: row for row in v.factors}
    claims = [claim for name in scenario.removed_factors for claim in labels[name].claims[:4]]
    add("judgment", text, ["model:scenarios", *claims[:MOST_CLAIMS]])
    order = sorted(scenario.lost, key=lambda name: (-scenario.lost[name] * abs(labels[name].strength), name))
    gone = [f"\u201c{labels[name].label}\u201d ({proportion(scenario.lost[name])})" for name in order[:5]]
    if len(order) > 5:
        gone.append(f"{len(order) - 5} more in part")
    if not gone:
        text = "Nothing that this scenario removes has strength on the evidence, so the probabilities stay as they are."
        add("judgment", text, ["model:scenarios", "model:strength"])
        return
    moved = [labels[name] for name in scenario.lost]
    up = [o for o in shown if shown[o].change >= 0.0005]
    down = [o for o in shown if shown[o].change <= -0.0005]
    text = f"Why: the scenario takes away {listing(gone)}. {_direction(up, down)}{_alliance(v, shown, moved)}"
    add("judgment", text.rstrip(), ["model:scenarios", *_ratings_of(v, scenario.lost)])


def _direction(up: Sequence[str], down: Sequence[str]) -> str:
    parts = [
        f"{listing(list(names))} {verb}{'s' if len(names) == 1 else ''}"
        for names, verb in ((up, "gain"), (down, "lose"))
        if names
    ]
    return f"{'; '.join(parts).capitalize()}. " if parts else ""


def _alliance(verdict: Verdict, shown: Mapping[str, ScenarioOutcome], moved: Sequence[Factor]) -> str:
    """Return why the odds of an alliance cannot rise, where nothing that is lost pushes against it."""
    pushes = {row.id: row.strength * row.ratings["alliance"] for row in moved}
    if verdict.case_info.state_of_relation == "alliance" or any(push < 0 for push in pushes.values()):
        return ""
    if shown["alliance"].change > 0.0005:
        return ""
    rated = [f"\u201c{row.label}\u201d" for row in moved if pushes[row.id] > 0]
    return (
        "Nothing that is lost speaks against an alliance"
        + (f" and {listing(rated)} {'speaks' if len(rated) == 1 else 'speak'} for one" if rated else "")
        + ", so its odds against the present state cannot rise."
    )


def _ratings_of(verdict: Verdict, factors: Iterable[str]) -> list[str]:
    wanted = set(factors)
    return [name for name, row in verdict.evidence.ratings.items() if row.factor in wanted and row.scale == "relative"]


def _assumptions(book: Sentences) -> None:
    for row in book.verdict.assumptions:
        outcome, change = max(row.shift.items(), key=lambda item: (abs(item[1]), item[0]))
        effect = _effect(outcome, change)
        text = f"{row.text.rstrip('.')}. If this is false: {effect}. Support: {row.support}"
        claims = [claim for f in book.verdict.factors if f.id in row.factors for claim in f.claims[:4]]
        book.add("assumptions", "assumption", text, [*claims[:MOST_CLAIMS], "dataset:case", "model:scenarios"])


def _indicators(book: Sentences) -> None:
    labels = {row.id: row.label for row in book.verdict.factors}
    for row in book.verdict.indicators:
        outcome, change = max(row.shift.items(), key=lambda item: (abs(item[1]), item[0]))
        does = "strengthens" if row.direction == "+" else "weakens"
        text = (
            f"By {row.by_date}: {row.text.rstrip('.')}. It {does} \u201c{labels[row.factor]}\u201d; at full swing "
            f"{_effect(outcome, change)}."
        )
        book.add("indicators", "judgment", text, ["dataset:case", "model:posterior"])


def _effect(outcome: str, change: float) -> str:
    return "no probability moves" if abs(change) < 0.0005 else f"{outcome} {in_points(change)}"


def _dissent(book: Sentences) -> None:
    d = book.verdict.dissent
    text = (
        f"The outside view alone leads to {_leader(d.outside)}, the inside view alone to {_leader(d.inside)}; they "
        f"are {d.distance:.2f} apart (0 the same, 1 disjoint)."
    )
    book.add("dissent", "judgment", text, ["model:prior", "model:posterior"])
    for row in d.contrary[:3]:
        change = row.push[book.verdict.headline.outcome]
        if abs(change) >= 0.0005:
            text = f"Against the leading outcome ({in_points(change)} by its factor): {row.text}"
            book.add("dissent", _kind_of(book.verdict, [row.claim]), text, [row.claim])


def _sensitivity(book: Sentences) -> None:
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
    _left_out(book, "reference", works)
    _left_out(book, "perspective", seen)


def _left_out(book: Sentences, name: str, rows: Mapping[str, WithoutReference | WithoutPerspective]) -> None:
    """Write what leaving out one work or perspective at a time does, if there are any."""
    if rows:
        flips = [_who(book, name, which) for which, row in rows.items() if row.flips]
        widest = max(rows, key=lambda which: (max(abs(x) for x in rows[which].shift.values()), which))
        outcome, change = max(rows[widest].shift.items(), key=lambda item: (abs(item[1]), item[0]))
        who = _who(book, name, widest)
        text = (
            f"Leaving out one {name} at a time, the leading outcome "
            f"{'changes without ' + listing(flips) if flips else 'never changes'}; the largest move is without {who} "
            f"({_effect(outcome, change)})."
        )
        sources = [widest] if name == "reference" else []
        book.add("sensitivity", "judgment", text, ["model:posterior", *sources])


def _who(book: Sentences, what: str, name: str) -> str:
    """Return what is left out, in words."""
    if what == "reference":
        return name
    return (
        "the works whose perspective is unknown" if name == "unknown" else f"the works seen through {book.name(name)}"
    )


def _balance(book: Sentences) -> None:
    b = book.verdict.balance
    if not b.perspectives:
        book.add("balance", "fact", "No claim is visible at this date; the verdict is the prior.", ["dataset:case"])
        return
    first = next((row for row in b.perspectives if row.perspective != "unknown"), None)
    known = f", {proportion(first.weight_share)} through the eyes of {first.label}" if first else ""
    text = f"Of the evidence's weight {proportion(b.unknown_share)} has no known perspective{known}."
    book.add("balance", "fact", text, ["dataset:case"])
    counts = book.verdict.counts
    if counts.claims_undated:
        text = (
            f"Claims without a date of their own: {counts.claims_undated} of {counts.claims_used}; they enter no window "
            "of time, and the path of the verdict sees them only from the publication of their works or, where that is "
            "unknown too, from the cut-off of the case."
        )
        book.add("balance", "fact", text, ["dataset:case"])
    if b.one_sided:
        count = len(b.one_sided)
        rest = "1 finding rests" if count == 1 else f"{count} findings rest"
        text = (
            f"{rest} on one perspective (unknown counts as one) for at least 80 % of the weight behind "
            f"{'it; it is' if count == 1 else 'them; they are'} marked."
        )
        book.add("balance", "fact", text, ["dataset:case"])
