"""Sentences on what datasets record of the pair: votes against deeds, the climb against reports, acts of both."""

from __future__ import annotations

from collections import Counter

from foedus.terms.cooperation import RUNGS
from foedus.terms.wording import listing
from foedus.verdict.sentences.book import MOST_CLAIMS, Book
from foedus.verdict.types.observed import LadderCheck, Observed, ObservedSeries, RecordedAct


def write_observed(book: Book) -> None:
    """What is recorded of the pair, where the case holds anything of it."""
    found = book.verdict.observed
    if found is None:
        return
    _write_votes(book, found)
    for series in found.series:
        _write_events(book, series)
    for check in found.checks:
        _write_check(book, check, found=found)
    _write_sides(book, found)
    _write_acts(book, found.acts)


def _write_votes(book: Book, found: Observed) -> None:
    """Votes against deeds: agreement in New York at both ends beside the height of the climb."""
    votes = next((row for row in found.series if row.series == "agreement" and len(row.values) > 1), None)
    if votes is None:
        return
    first, last = votes.values[0], votes.values[-1]
    text = (
        f"In the General Assembly {listing(book.pair)} agreed {first.value:.2f} in {first.period}{_of(first.n, 'joint votes')} and "
        f"{last.value:.2f} in {last.period}{_of(last.n, 'joint votes')}"
    )
    climb = [row for row in book.verdict.ladder if row.turning_point and first.period <= row.day[:4] <= last.period]
    evidence = ["dataset:observed"]
    if climb:
        top = climb[-1]
        text += f"; of their deeds, the highest in those years was {RUNGS[top.level]} ({top.date})"
        evidence += [*top.claims[:MOST_CLAIMS], "model:ladder"]
    book.add("observed", "fact", f"{text}. Votes and deeds are evidence apart.", evidence)


def _write_events(book: Book, series: ObservedSeries) -> None:
    if series.events is None:
        return
    where = f"{series.values[0].period} to {series.values[-1].period}"
    evidence = ["dataset:observed", "model:turning-points"]
    if series.too_few:
        text = f"{series.events} events of the two from {where} are too few to look for turning points in their {series.label}."
    elif not series.changes:
        text = f"The {series.label} ({series.events} events, {where}) shows no turning point."
    else:
        told = listing(
            [
                f"{row.month} ({row.low} to {row.high}), {_towards(series, row.after - row.before)}"
                for row in series.changes
            ]
        )
        text = f"Turning points of the {series.label} ({series.events} events, {where}): {told}; they date when reports changed, not why."
    book.add("observed", "fact", text, evidence)


def _towards(series: ObservedSeries, change: float) -> str:
    less = change < 0
    apart = series.series in ("balance", "conflict-per-1000")
    return "towards cooperation" if less == apart else ("towards conflict" if apart else "away from cooperation")


def _write_check(book: Book, check: LadderCheck, *, found: Observed) -> None:
    label = next(row.label for row in found.series if row.series == check.series)
    answers = Counter(row.answer for row in check.rungs)
    asked = answers["hit"] + answers["miss"]
    text = f"Of {asked} coded turning points that the {label} covers, {answers['hit']} have a change within half a year"
    if not asked:
        text = f"The {label} covers no coded turning point"
    text += f"; {answers['not covered']} lie outside it" if answers["not covered"] else ""
    text += (
        f". {len(check.uncoded)} changes are near none that was coded: {listing(list(check.uncoded))}."
        if check.uncoded
        else "."
    )
    claims = [claim for row in check.rungs for claim in row.claims][:MOST_CLAIMS]
    book.add("observed", "fact", text, [*claims, "dataset:observed", "model:turning-points", "model:ladder"])


def _write_sides(book: Book, found: Observed) -> None:
    """Sides in common and against each other in the last year that is known."""
    by_name = {row.series: row for row in found.series}
    same, against = by_name.get("joint-support"), by_name.get("opposite-support")
    if same is None or against is None:
        return
    last = same.values[-1]
    parties = sum(row.value for row in against.values)
    text = (
        f"In {last.period}, the last year of the register, {listing(book.pair)} both supported {last.value:.0f} "
        f"{'party' if last.value == 1 else 'parties'} to conflicts from outside; opposite sides they supported in {parties:.0f} "
        f"conflict-years from {against.values[0].period} on."
    )
    book.add("observed", "fact", text, ["dataset:observed"])


def _write_acts(book: Book, acts: tuple[RecordedAct, ...]) -> None:
    """What registers hold of each actor for each recipient."""
    groups: dict[tuple[tuple[str, ...], str], dict[str, list[RecordedAct]]] = {}
    for act in acts:
        kinds = groups.setdefault((act.actor, act.recipient), {})
        kinds.setdefault(act.support_type or act.channel or "other", []).append(act)
    for (actors, recipient), kinds in groups.items():
        who = listing([book.name(actor) for actor in actors])
        told = listing([_kind(kind, rows) for kind, rows in kinds.items()])
        text = f"Registers hold of {who}, for or on {book.name(recipient)}: {told}."
        book.add("observed", "fact", text, ["dataset:acts"])


def _kind(kind: str, rows: list[RecordedAct]) -> str:
    years = sorted({year for row in rows for year in (row.date[:4], row.date.split("/")[-1][:4])})
    span = years[0] if years[0] == years[-1] else f"{years[0]}-{years[-1]}"
    return f"{kind} ({f'{len(rows)} acts, ' if len(rows) > 2 else ''}{span})"


def _of(n: int | None, what: str) -> str:
    return "" if n is None else f" ({n} {what})"
