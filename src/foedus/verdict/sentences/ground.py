"""Sentences on what the evidence says: cooperation, issues, threats, ties, and whose eyes it sees through."""

from __future__ import annotations

from foedus.terms.wording import proportion
from foedus.verdict.sentences.book import MOST_CLAIMS, Book, kind_of


def write_ladder(book: Book) -> None:
    """Each turning point of the cooperation."""
    for rung in book.verdict.ladder:
        if rung.turning_point:
            text = f"{rung.date}: {rung.label} on the {rung.channel} channel. {rung.text}"
            book.add("ladder", kind_of(book.verdict, rung.claims), text, rung.claims)


def write_issues(book: Book) -> None:
    """Where the two are furthest apart and closest."""
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


def write_threats(book: Book) -> None:
    """The largest common threats."""
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


def write_ties(book: Book) -> None:
    """The tie between the two."""
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


def write_balance(book: Book) -> None:
    """Whose eyes the evidence sees through."""
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
