"""Sentences on commitment and dependence: thresholds and who lets go first, stated as judgment."""

from __future__ import annotations

from foedus.terms.wording import listing, percent
from foedus.verdict.sentences.book import MOST_CLAIMS, Book
from foedus.verdict.types.commitment import ChannelDependence, Commitment, CommitmentScenario, CommittedSide

MODEL = "model:commitment"
MOST_INDICATORS = 4
PARTS = {"votes": "In votes of the Assembly"}
"""How a part of a channel that a dataset tells is called; it stands beside the claims on the channel."""
SAME = 0.02
"""Dependence that differs by less is told as alike."""


def write_commitment(book: Book) -> None:
    """Whether each side would keep a closer bond, what would make it stop, and who depends on whom."""
    found = book.verdict.commitment
    if found is None:
        return
    now, others = found.scenarios[0], found.scenarios[1:]
    _write_now(book, found, now)
    for row in others:
        _write_scenario(book, row, now=now)
    _write_ends(book, found)
    _write_bargain(book, found)
    _write_dependence(book, found)
    _write_fears(book, found)
    _write_unknown(book, found)
    text = (
        f"A patience of {found.patience:g} a year and the rules that make payoffs of evidence are assumed. That a bond can enforce "
        "itself does not say that it will, for other courses hold each other too; a breach is taken to be seen. No probability of "
        "the verdict moves by this."
    )
    book.add("commitment", "assumption", text, [MODEL])


def _write_now(book: Book, found: Commitment, now: CommitmentScenario) -> None:
    told = [
        f"{book.name(side.actor)} {side.critical.value:.2f} ({side.critical.low:.2f} to {side.critical.high:.2f})"
        for side in now.sides
    ]
    text = (
        f"In {percent(now.both)} of {book.verdict.draws:,} draws the bond enforces itself for both at a patience of "
        f"{found.patience:g} a year, as long as what binds them persists: critical patience is {listing(told)}, the shadow of the "
        f"future {now.shadow.value:.2f} ({now.shadow.low:.2f} to {now.shadow.high:.2f})."
    )
    claims = [claim for side in found.sides for claim in side.claims[: MOST_CLAIMS // 2]]
    book.add("commitment", "judgment", text, [MODEL, *claims])


def _write_scenario(book: Book, row: CommitmentScenario, *, now: CommitmentScenario) -> None:
    """What a scenario does to the shadow, and who lets go first."""
    same = abs(row.shadow.value - now.shadow.value) < SAME / 4
    falls = "stays at" if same else f"goes from {now.shadow.value:.2f} to"
    text = (
        f"{row.label}: the shadow of the future {falls} {row.shadow.value:.2f}, and the bond enforces itself for both in "
        f"{percent(row.both)} of the draws; "
    )
    if row.lets_go:
        going = [book.name(side.actor) for side in row.sides if not side.keeps]
        first = book.name(row.lets_go)
        text += f"{first} lets go first" + (", and the other after it" if len(going) > 1 else "")
    else:
        margin, actor = min((row.shadow.value - side.critical.value, side.actor) for side in row.sides)
        text += f"both keep it, {book.name(actor)} by the smaller margin, {margin:.2f}"
    book.add("commitment", "judgment", f"{text}.", [MODEL, "model:scenarios"])


def _write_ends(book: Book, found: Commitment) -> None:
    """At which chance of a next year each side's reason ends: what would make it stop."""
    told = [
        f"{book.name(side.actor)} "
        + (
            "would let go even of a bond that is sure to last"
            if side.least_continuation is None
            else f"below {percent(side.least_continuation)}"
        )
        for side in found.scenarios[0].sides
    ]
    ends = [row.label for row in found.scenarios[1:] if row.lets_go]
    where = f"That is reached where: {'; '.join(ends)}." if ends else "No scenario of the case reaches that."
    text = f"What would make it stop: the reason to keep the bond ends when the chance a year that it goes on falls, for {listing(told)}. {where}"
    book.add("commitment", "judgment", text, [MODEL, "model:scenarios"])
    ended = {row.scenario for row in found.scenarios if row.lets_go}
    ends_with = {name for row in book.verdict.scenarios if row.id in ended for name in row.removed_factors}
    watched = [row for row in book.verdict.indicators if row.factor in ends_with and row.direction == "-"][
        :MOST_INDICATORS
    ]
    if watched:
        signs = " ".join(f"{row.text.rstrip('.')} (by {row.by_date})." for row in watched)
        book.add("commitment", "judgment", f"To watch for it: {signs}", [MODEL, "model:scenarios"])


def _write_bargain(book: Book, found: Commitment) -> None:
    """What a long shadow costs: it makes the bond easy to keep and hard to agree on."""
    now, wait = found.scenarios[0], found.scenarios[0].wait
    if wait is None:
        return
    text = (
        "The longer the shadow, the easier the bond is to keep and the harder its terms are to agree on, since what is agreed lasts "
        f"(Fearon 1998): if each holds out for its own, at {now.shadow.value:.2f} one gives in after {wait.value:.1f} years on average "
        f"({wait.low:.1f} to {wait.high:.1f})"
    )
    short = min(found.scenarios, key=lambda row: row.shadow.value)
    if short.wait is not None and short is not now:
        text += f"; at the shortest shadow, {short.shadow.value:.2f}, after {short.wait.value:.1f} ({short.label})"
    book.add("commitment", "judgment", f"{text}.", [MODEL, "model:scenarios"])


def _write_dependence(book: Book, found: Commitment) -> None:
    """Who depends more on whom, over the channels and in the channel of most dependence."""
    if not found.dependence:
        text = "No claim and no dataset says what either takes from the other: who depends on whom is not known."
        book.add("commitment", "judgment", text, [MODEL])
        return
    one, two = found.sides
    gap = one.dependence.value - two.dependence.value
    more, less = (one, two) if gap >= 0 else (two, one)
    who = (
        f"{book.name(one.actor)} and {book.name(two.actor)} depend on each other about alike"
        if abs(gap) < SAME
        else f"{book.name(more.actor)} depends more on {book.name(less.actor)} than the other way"
    )
    told = listing([f"{book.name(side.actor)} {_span(side)}" for side in found.sides])
    text = f"{who}, over the channels together: {told}"
    if any(not row.source for row in found.dependence):
        text += (
            "; claims speak mostly of the pair and seldom of who else gives, so that by them it comes out nearly alike"
        )
    text += "."
    rows = [row for row in found.dependence if row.actor == more.actor]
    if rows:
        most = max(
            (row for row in rows if row.period == rows[-1].period or not row.source),
            key=lambda row: row.dependence.value,
        )
        text += (
            f" That of {book.name(more.actor)} is greatest in the {most.channel} channel, {most.dependence.value:.2f}."
        )
    claims = [claim for row in found.dependence for claim in row.claims[:2]]
    book.add("commitment", "judgment", text, [MODEL, *claims[:MOST_CLAIMS]])
    for channel, part, source in dict.fromkeys(
        (row.channel, row.part, row.source) for row in found.dependence if row.source
    ):
        rows = [row for row in found.dependence if (row.channel, row.part, row.source) == (channel, part, source)]
        actors = dict.fromkeys(row.actor for row in rows)
        courses = [_course(book, [row for row in rows if row.actor == actor]) for actor in actors]
        where = PARTS.get(part, f"In the {channel} channel")
        text = f"{where}, by {source}, {'; '.join(courses)}."
        book.add("commitment", "fact", f"{text} {_counted(rows)}".rstrip(), [MODEL])


def _counted(rows: list[ChannelDependence]) -> str:
    """By what votes are counted, and how many."""
    counts = [row.counted for row in rows if row.counted is not None]
    if not counts:
        return ""
    return (
        "What counts is company of a permanent member of the Security Council in roll calls in which a side stood against the "
        f"majority, {min(counts)} to {max(counts)} a year; who is no permanent member gives none, and nobody depends on it by this measure."
    )


def _course(book: Book, rows: list[ChannelDependence]) -> str:
    """What becomes of the dependence of one on the other over the periods of a dataset."""
    first, last = rows[0], rows[-1]
    who = f"{book.name(first.actor)} depends on {book.name(first.partner)}"
    least, most = (pick(rows, key=lambda row: row.dependence.value) for pick in (min, max))
    if most.dependence.value == 0:
        return f"{who} in nothing ({first.period if len(rows) == 1 else f'{first.period} to {last.period}'})"
    text = f"{who} by {last.dependence.value:.2f} in {last.period}"
    if len(rows) == 1:
        return text
    return (
        f"{text} and {first.dependence.value:.2f} in {first.period}, at least {least.dependence.value:.2f} ({least.period}) and "
        f"at most {most.dependence.value:.2f} ({most.period})"
    )


def _span(side: CommittedSide) -> str:
    held = side.dependence
    return f"{held.value:.2f} ({held.low:.2f} to {held.high:.2f})"


def _write_fears(book: Book, found: Commitment) -> None:
    """Abandonment, entrapment and the best alternative of each side."""
    for side in found.sides:
        fears = (
            f"{book.name(side.actor)} has to fear abandonment by {side.abandonment.value:.2f} and entrapment by "
            f"{side.entrapment.value:.2f} of 1"
        )
        option = (
            f"its best alternative is {book.name(side.option)}, worth {side.option_worth.value:.2f}"
            if side.option
            else "the claims name no alternative partner for it"
        )
        book.add("commitment", "judgment", f"{fears}; {option}.", [MODEL, *side.claims[:MOST_CLAIMS]])


def _write_unknown(book: Book, found: Commitment) -> None:
    told = [f"{book.name(side.actor)}: {why}" for side in found.sides for why in side.unknown]
    if told:
        text = f"Drawn from the whole scale, so that intervals are wide: {'; '.join(told)}."
        book.add("commitment", "assumption", text, [MODEL])
