"""Sentences on alignments and bargaining: descriptions with their evidence; none of them moves a probability."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from foedus.terms.wording import listing, percent
from foedus.verdict.sentences.book import MOST_CLAIMS, Add
from foedus.verdict.types import Verdict
from foedus.verdict.types.alignments import AlignedActor, Alignments, Landscape
from foedus.verdict.types.bargaining import DisputedIssue, Placed, Trade
from foedus.verdict.types.synthesis import Issue

Name = Callable[[str], str]

NAMED = 8
"""Actors of a side, and ties, that a sentence names."""

SURE = 0.9
"""Share of the draws from which an actor's side counts as told by the evidence."""

WEAK = 0.2
"""Margin below which an actor's side hangs on little."""


def write_alignments(verdict: Verdict, name: Name, *, add: Add) -> None:
    """Write the sentences on who stands with whom."""
    found = verdict.alignments
    if found is None:
        return
    basis = ["model:blocs", *_tie_claims(verdict, found.anchor)]
    add("judgment", _sides(found, name), basis)
    other = next(actor for actor in verdict.case_info.focal_pair if actor != found.anchor)
    add("judgment", _pair(found, other, name=name), ["model:blocs", *_tie_claims(verdict, other)])
    if found.frustrated:
        listed = [f"{name(row.a)} and {name(row.b)} ({row.value:+.2f})" for row in found.frustrated[:NAMED]]
        text = f"Against the grain of the two sides: {_some(listed, len(found.frustrated))}."
        claims = _claims_between(verdict, [(row.a, row.b) for row in found.frustrated[:NAMED]])
        add("judgment", text, ["model:blocs", *claims])
    camps = found.several.blocs
    if len(camps) > 2:
        listed = [
            listing(list(map(name, camp[:NAMED])) + ([f"{len(camp) - NAMED} more"] if len(camp) > NAMED else []))
            for camp in camps[1:4]
        ]
        text = (
            f"With any number of camps there are {len(camps)}: beside the largest, {'; '.join(listed)}"
            f"{'; and others' if len(camps) > 4 else ''}."
        )
        add("judgment", text, basis)
    crossed = [(row.window, row.changed) for row in found.windows if row.changed]
    if len(found.windows) > 1:
        told = [f"{listing(list(map(name, who[:NAMED])))} in {window.replace('/', '-')}" for window, who in crossed[:3]]
        text = f"From window to window {'nobody changes sides' if not told else 'sides change: ' + '; '.join(told)}."
        add("judgment", text, ["model:blocs", "model:ties"])
    if found.landscape and found.landscape.minima:
        add("judgment", _landscape(found.landscape, name), ["model:landscape"])
    text = (
        "Sides, margins and landscape describe the ties that the claims give; they are no forecast, and no probability of the "
        "verdict moves by them."
    )
    add("assumption", text, ["model:blocs", "model:landscape"])


def _sides(found: Alignments, name: Name) -> str:
    joined = [row for row in found.actors if row.with_anchor is not None]
    own = next(row.side for row in joined if row.actor == found.anchor)
    sides = [
        [row.actor for row in sorted(joined, key=_by_margin) if (row.side == own) == same and row.actor != found.anchor]
        for same in (True, False)
    ]
    proved = (
        f"which is proved to be the least ({len(found.frustrated)} of {found.ties} ties)"
        if found.status == "optimal"
        else f"the least lies between {found.lower:.2f} and {found.upper:.2f}"
    )
    return (
        f"On the ties of the evidence the actors fall into two sides with {found.frustration_index:.2f} of tie strength "
        f"against the grain, {proved}. With {name(found.anchor)}: {_named(sides[0], name)}. On the other side: "
        f"{_named(sides[1], name)}."
    )


def _by_margin(row: AlignedActor) -> tuple[float, str]:
    return (-(row.margin_low or 0.0), row.actor)


def _named(actors: Sequence[str], name: Name) -> str:
    return _some(list(map(name, actors[:NAMED])), len(actors)) if actors else "nobody"


def _some(shown: list[str], count: int) -> str:
    return listing([*shown, f"{count - len(shown)} more"] if count > len(shown) else shown)


def _pair(found: Alignments, other: str, *, name: Name) -> str:
    rows = {row.actor: row for row in found.actors}
    pair = f"{name(found.anchor)} and {name(other)}"
    row = rows.get(other)
    if row is None or row.with_anchor is None:
        return f"No chain of ties joins {pair}, so nothing is said of their sides."
    same = row.side == rows[found.anchor].side
    low, high = row.margin_low, row.margin_high
    exact = f"{low:.2f}" if low == high else f"{low:.2f} to {high or 0:.2f}"
    margin = f"at least {low:.2f}" if high is None else exact
    others = [held for held in found.actors if held.with_anchor is not None and held.actor != found.anchor]
    weak = [held for held in sorted(others, key=_by_margin) if 0 <= (held.margin_high or 9.0) < WEAK]
    unsure = [held.actor for held in found.actors if 1 - SURE < (held.with_anchor or 0.0) < SURE]
    text = (
        f"{pair} stand on {'the same side' if same else 'different sides'}; to turn that round would cost {margin} of tie "
        f"strength (the margin), and in {percent(row.with_anchor)} of {found.draws} draws of the evidence they stand together."
    )
    if weak:
        shown = [f"{name(held.actor)} ({held.margin_low:.2f})" for held in weak[:NAMED]]
        text += f" Small margins, so sides that hang on little: {_some(shown, len(weak))}."
    return text + (f" The evidence leaves the side of {_named(unsure, name)} open." if unsure else "")


def _landscape(found: Landscape, name: Name) -> str:
    first = found.minima[0]
    sides = [_named(side, name) for side in first.sides]
    tried = "all configurations" if found.exhaustive else "the descents tried"
    count = "one stable alignment" if found.found == 1 else f"{found.found} stable alignments"
    return (
        f"By landscape theory (sizes by capability, propensities by ties) {len(found.actors)} states have {count}; "
        f"{percent(first.share)} of {tried} lead to the lowest: {sides[0]}; against {sides[1]}."
    )


def _tie_claims(verdict: Verdict, actor: str) -> list[str]:
    rows = [row for row in verdict.ties if row.window == "all" and actor in (row.a, row.b)]
    rows.sort(key=lambda row: (-abs(row.value or 0.0), row.a, row.b))
    return list(dict.fromkeys(claim for row in rows for claim in row.claims[:2]))[:MOST_CLAIMS]


def _claims_between(verdict: Verdict, pairs: Sequence[tuple[str, str]]) -> list[str]:
    wanted = set(pairs)
    rows = [row for row in verdict.ties if row.window == "all" and (row.a, row.b) in wanted]
    return list(dict.fromkeys(claim for row in rows for claim in row.claims[:3]))[:MOST_CLAIMS]


def write_bargaining(verdict: Verdict, name: Name, *, add: Add) -> None:
    """Write one sentence for each disputed issue, one on a trade."""
    found = verdict.bargaining
    issues = {row.id: row for row in verdict.issues}
    for row in found.issues:
        if row.baselines is not None:
            issue, mean = issues[row.issue], row.baselines["weighted_mean"]
            claims = list(dict.fromkeys(claim for held in issue.positions for claim in held.claims[:2]))[:MOST_CLAIMS]
            add("judgment", _dispute(row, issue, mean=mean, name=name), ["model:bargaining", *claims])
    thin = [row.issue for row in found.issues if row.baselines is None]
    if thin:
        asked = listing([f"\u201c{issues[key].question}\u201d" for key in thin])
        text = (
            f"On {asked} the two lie apart as well; the evidence gives fewer than three actors a position and a capability there, "
            "so that there is nobody to weigh beyond the pair."
        )
        claims = [claim for key in thin for held in issues[key].positions for claim in held.claims[:1]]
        add("judgment", text, ["model:bargaining", *claims[:MOST_CLAIMS]])
    if found.trade:
        add("judgment", _trade(found.trade, issues, name=name), ["model:bargaining", "model:positions"])
    if found.issues:
        text = (
            "Weights are capability times salience, and both are judgments or shares that were made for another purpose. On 353 "
            "decided issues of the European Union the weighted mean missed by 23 of 100 on average and no variant of the "
            "expected utility model did better; no probability of the verdict moves by it."
        )
        add("assumption", text, ["model:bargaining"])


def _dispute(row: DisputedIssue, issue: Issue, *, mean: Placed, name: Name) -> str:
    heavy = sorted(row.actors, key=lambda held: (-held.weight, held.actor))[:2]
    heaviest = [f"{name(held.actor)} ({percent(held.weight)} at {held.position:+.2f})" for held in heavy]
    text = (
        f"{issue.question} By weight the compromise of {len(row.actors)} actors lies at {mean.value:+.2f} "
        f"({mean.low:+.2f} to {mean.high:+.2f}) on the scale from -1 to 1, within an error of past such figures from "
        f"{row.error_low:+.2f} to {row.error_high:+.2f}; the heaviest are "
        f"{listing(heaviest)}."
    )
    rounds = row.rounds
    if rounds is None:
        return text
    moves = [f"{name(move.actor)} to {move.after:+.2f} before {name(move.by)}" for move in rounds.moves[:3]]
    state = {"settled": "comes to rest", "cycle": "goes in circles", "moving": "has not settled"}[rounds.state]
    if not moves:
        return f"{text} In the expected utility model nobody gives way."
    rest = len(rounds.moves) - 3
    more = "" if rest < 1 else ", then one more" if rest == 1 else f", then {rest} more"
    return f"{text} In the expected utility model first give way: {listing(moves)}{more}; it {state}."


def _trade(trade: Trade, issues: Mapping[str, Issue], *, name: Name) -> str:
    won: dict[str, list[str]] = {}
    for row in trade.issues:
        if row.winner:
            won.setdefault(row.winner, []).append(f"\u201c{issues[row.issue].question}\u201d")
    parts = [f"{name(actor)} on {listing(texts)}" for actor, texts in sorted(won.items())]
    gains = listing([f"{name(actor)} {percent(gain)}" for actor, gain in trade.gains.items()])
    if len(parts) < 2:
        return "A trade across the disputed issues would leave one of the two with nothing to gain."
    return (
        f"By settling the disputed issues together both could gain (of what is at stake for each: {gains}): better off would be "
        f"{listing(parts)}."
    )
