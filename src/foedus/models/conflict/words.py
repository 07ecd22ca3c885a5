"""An analysed conflict in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from foedus.models.conflict.result import Condition, ConflictAnalysis, Deterrent, Path
from foedus.models.plain import some, table

SHOWN, FEW, MANY = 64, 6, 20
"""States that are printed; of more, first those that are stable for everybody under some concept. Conditions; coalitions' moves."""

_LETTERS = "NGSQ"
_KEY = "N Nash, G general metarational, S symmetric metarational, Q sequential; . not stable"


def lines(found: ConflictAnalysis) -> Iterator[str]:
    """Yield an analysis as lines of text."""
    conflict = found.conflict
    makers = conflict.decision_makers
    yield (
        f"{conflict.title}: {len(makers)} decision makers, {len(conflict.options)} options, "
        f"{len(conflict.states):,} feasible states of {1 << len(conflict.options):,} combinations"
    )
    if len(conflict.states) <= SHOWN:
        width = max(len(maker.id) for maker in makers)
        yield from ("", "preferences, the best first; = is a tie")
        yield from (f"  {maker.id:<{width}}  {conflict.ranking(n)}" for n, maker in enumerate(makers))
    yield from ("", *_states(found))
    yield from ("", "equilibria, stable for every decision maker", *_by_concept(found.equilibria))
    if found.coalitions:
        yield from ("", *_coalitions(found))
    if found.status_quo is not None:
        yield from ("", *_status_quo(found))
    if found.inverse_state:
        yield from ("", *_inverse(found))
    if found.notes:
        yield ""


def shown_states(found: ConflictAnalysis, most: int = SHOWN) -> list[int]:
    """Return the states to show: all, or of more than so many those that are stable for everybody under most concepts."""
    strength = found.together.sum(axis=0)
    chosen: list[int] = np.argsort(-strength, kind="stable")[:most].tolist()
    return chosen if len(strength) > most else list(range(len(strength)))


def _states(found: ConflictAnalysis) -> Iterator[str]:
    """A row for each state: its options, and under which concepts it is stable for whom."""
    conflict = found.conflict
    shown = shown_states(found)
    total = len(conflict.states)
    rest = f"; {len(shown)} of {total:,} states, those stable for everybody under most concepts: --json has all"
    yield f"stability ({_KEY}){rest if len(shown) < total else ''}"
    rows = (
        (
            conflict.states[state],
            pattern,
            *(_letters(found.stable[:, maker, state]) for maker in range(len(conflict.decision_makers))),
            _letters(found.together[:, state]),
        )
        for state, pattern in zip(shown, conflict.patterns(shown), strict=True)
    )
    yield from table(("state", "options", *(maker.id for maker in conflict.decision_makers), "everybody"), rows)
    order = ", ".join(f"{option.id} ({conflict.decision_makers[option.owner].id})" for option in conflict.options)
    yield f"  options: {order}; Y taken, N not, - either"


def _letters(stable: Iterable[object]) -> str:
    return "".join(letter if one else "." for letter, one in zip(_LETTERS, stable, strict=True))


def _by_concept(equilibria: dict[str, tuple[str, ...]]) -> Iterator[str]:
    return (f"  {concept:<4}  {some(states, MANY)}" for concept, states in equilibria.items())


def _coalitions(found: ConflictAnalysis) -> Iterator[str]:
    yield "equilibria that are stable for every coalition looked at too"
    yield from _by_concept(found.coalition_equilibria)
    leaving = [(finding, state, path) for finding in found.coalitions for state, path in finding.from_equilibria]
    if leaving:
        yield "equilibria that a coalition would leave together, each member better off"
    for finding, state, path in leaving[:MANY]:
        yield f"  {' + '.join(finding.members)}: {state} to {path.target} ({_steps(path)})"
    if len(leaving) > MANY:
        yield f"  and {len(leaving) - MANY:,} more: --json lists them"


def _steps(path: Path) -> str:
    return ", ".join(f"{step.mover} to {step.state}" for step in path.steps)


def _status_quo(analysis: ConflictAnalysis) -> Iterator[str]:
    found = analysis.status_quo
    if found is None:
        return
    yield f"from {found.start}, by moves that each improve the mover's lot: {some(found.reached, MANY)}"
    for path in found.paths:
        words = _steps(path) or "no sequence of moves leads there"
        if path.steps and not path.improving:
            words = f"by improvements: no; by any moves: {words}"
        yield f"  to {path.target}: {words}"


def _inverse(found: ConflictAnalysis) -> Iterator[str]:
    state = found.inverse_state
    yield f"what makes {state} stable: exact conditions (seq: with the others' preferences as they are)"
    for condition in found.inverse:
        share = "" if condition.share is None else f"; {condition.share:.0%} of all strict rankings meet it"
        met = "met" if condition.met else "not met"
        if not condition.deterrents:
            yield f"  {condition.concept:<4}  {condition.maker}: cannot move; met"
            continue
        yield f"  {condition.concept:<4}  {condition.maker}: {met}{share}"
        yield from (f"          {_clause(state, deterrent)}" for deterrent in _open_first(condition))
        if len(condition.deterrents) > FEW:
            yield f"          and {len(condition.deterrents) - FEW:,} more: --json lists them"


def _open_first(condition: Condition) -> list[Deterrent]:
    return sorted(condition.deterrents, key=lambda deterrent: deterrent.met)[:FEW]


def _clause(state: str, deterrent: Deterrent) -> str:
    mark = "+" if deterrent.met else "-"
    if deterrent.no_better == ((),):
        return f"{mark} not to {deterrent.move}: the others can bring {state} back"
    groups = [" and ".join(group) for group in deterrent.no_better[:FEW]]
    more = f", or one of {len(deterrent.no_better) - FEW:,} more" if len(deterrent.no_better) > FEW else ""
    return f"{mark} not to {deterrent.move}: {state} at least as good as {', or as '.join(groups)}{more}"
