"""An analysed conflict in words for the terminal, and as a record for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from foedus.models.conflict.model_file.model import Conflict
from foedus.models.conflict.result import (
    CoalitionFinding,
    Condition,
    ConflictAnalysis,
    Deterrent,
    Path,
)
from foedus.models.conflict.stability import CONCEPTS

SHOWN = 64
"""States that are printed; of more, first those that are stable for everybody under some concept."""

_LETTERS = "NGSQ"
_KEY = "N Nash, G general metarational, S symmetric metarational, Q sequential; . not stable"
_FEW = 6


def ranking_of(conflict: Conflict, maker: int) -> str:
    """Preferences of a decision maker, the best first; = is a tie."""
    values = conflict.values[maker]
    levels = [np.flatnonzero(values == level) for level in np.unique(values)[::-1]]
    return " > ".join(" = ".join(conflict.states[state] for state in level) for level in levels)


def as_record(analysis: ConflictAnalysis) -> dict[str, Any]:
    """Return an analysis as plain values for JSON."""
    conflict = analysis.conflict
    makers = conflict.decision_makers
    return {
        "title": conflict.title,
        "decision_makers": [
            {"id": maker.id, "name": maker.name, "preferences": maker.source, "ranking": ranking_of(conflict, number)}
            for number, maker in enumerate(makers)
        ],
        "options": [
            {"id": o.id, "label": o.label, "owner": makers[o.owner].id, "irreversible": o.irreversible or None}
            for o in conflict.options
        ],
        "states": [
            {
                "state": name,
                "pattern": pattern,
                "stable": {
                    concept: [makers[i].id for i in np.flatnonzero(analysis.stable[row, :, number])]
                    for row, concept in enumerate(CONCEPTS)
                },
            }
            for number, (name, pattern) in enumerate(zip(conflict.states, conflict.patterns(), strict=True))
        ],
        "equilibria": {concept: list(states) for concept, states in analysis.equilibria.items()},
        "coalitions": [_coalition_record(finding) for finding in analysis.coalitions],
        "coalition_equilibria": {c: list(states) for c, states in analysis.coalition_equilibria.items()},
        "status_quo": _status_quo_record(analysis),
        "inverse": _inverse_record(analysis),
        "notes": [*conflict.notes, *analysis.notes],
    }


def _step_records(path: Path) -> list[dict[str, str]]:
    return [{"mover": step.mover, "state": step.state} for step in path.steps]


def _path_record(path: Path) -> dict[str, Any]:
    return {"target": path.target, "improving": path.improving, "steps": _step_records(path)}


def _coalition_record(finding: CoalitionFinding) -> dict[str, Any]:
    return {
        "members": list(finding.members),
        "stable": {concept: list(states) for concept, states in finding.stable.items()},
        "improvements": finding.improvements,
        "leaves": [
            {"state": state, "target": path.target, "steps": _step_records(path)}
            for state, path in finding.from_equilibria
        ],
    }


def _status_quo_record(analysis: ConflictAnalysis) -> dict[str, Any] | None:
    found = analysis.status_quo
    if found is None:
        return None
    paths = [_path_record(path) for path in found.paths]
    return {"start": found.start, "reached_by_improvements": list(found.reached), "paths": paths}


def _inverse_record(analysis: ConflictAnalysis) -> dict[str, Any] | None:
    if not analysis.inverse_state:
        return None
    return {
        "state": analysis.inverse_state,
        "conditions": [
            {
                "concept": condition.concept,
                "decision_maker": condition.maker,
                "met": condition.met,
                "share_of_strict_rankings": condition.share,
                "deterrents": [
                    {"move": d.move, "at_least_as_good_as": [list(group) for group in d.no_better], "met": d.met}
                    for d in condition.deterrents
                ],
            }
            for condition in analysis.inverse
        ],
    }


def describe(analysis: ConflictAnalysis) -> str:
    """Return an analysis as lines of text."""
    conflict = analysis.conflict
    lines = [
        f"{conflict.title}: {len(conflict.decision_makers)} decision makers, {len(conflict.options)} options, "
        f"{len(conflict.states):,} feasible states of {1 << len(conflict.options):,} combinations"
    ]
    if len(conflict.states) <= SHOWN:
        width = max(len(maker.id) for maker in conflict.decision_makers)
        lines += ["", "preferences, the best first; = is a tie"]
        lines += [
            f"  {maker.id:<{width}}  {ranking_of(conflict, n)}" for n, maker in enumerate(conflict.decision_makers)
        ]
    lines += ["", *_state_lines(analysis), "", *_equilibrium_lines(analysis)]
    if analysis.coalitions:
        lines += ["", *_coalition_lines(analysis)]
    if analysis.status_quo is not None:
        lines += ["", *_status_quo_lines(analysis)]
    if analysis.inverse_state:
        lines += ["", *_inverse_lines(analysis)]
    if analysis.notes:
        lines += ["", *analysis.notes]
    return "\n".join(lines)


def _state_lines(analysis: ConflictAnalysis) -> list[str]:
    """A row for each state: its options, and under which concepts it is stable for whom."""
    conflict = analysis.conflict
    shown = list(range(len(conflict.states)))
    head = f"stability ({_KEY})"
    if len(conflict.states) > SHOWN:
        strength = analysis.stable.all(axis=1).sum(axis=0)
        shown = np.argsort(-strength, kind="stable")[:SHOWN].tolist()
        head += f"; {SHOWN} of {len(conflict.states):,} states, those stable for everybody under most concepts: --json has all"
    names = max(5, *(len(name) for name in conflict.states))
    patterns = dict(zip(shown, conflict.patterns(shown), strict=True))
    wide = max(7, *(len(text) for text in patterns.values())) if patterns else 7
    widths = [max(4, len(maker.id)) for maker in conflict.decision_makers]
    title = "  ".join(f"{maker.id:<{w}}" for maker, w in zip(conflict.decision_makers, widths, strict=True))
    lines = [head, f"  {'state':<{names}}  {'options':<{wide}}  {title}  everybody"]
    for state in shown:
        cells = [
            f"{_letters(analysis.stable[:, maker, state]):<{w}}"
            for maker, w in zip(range(len(widths)), widths, strict=True)
        ]
        together = _letters(np.atleast_1d(analysis.stable[:, :, state].all(axis=1)))
        lines.append(f"  {conflict.states[state]:<{names}}  {patterns[state]:<{wide}}  {'  '.join(cells)}  {together}")
    order = ", ".join(f"{option.id} ({conflict.decision_makers[option.owner].id})" for option in conflict.options)
    return [*lines, f"  options: {order}; Y taken, N not, - either"]


def _letters(stable: Iterable[object]) -> str:
    return "".join(letter if one else "." for letter, one in zip(_LETTERS, stable, strict=True))


def _few(states: tuple[str, ...], most: int = 20) -> str:
    shown = ", ".join(states[:most]) or "none"
    return shown if len(states) <= most else f"{shown} and {len(states) - most:,} more"


def _equilibrium_lines(analysis: ConflictAnalysis) -> list[str]:
    rows = [f"  {concept:<4}  {_few(states)}" for concept, states in analysis.equilibria.items()]
    return ["equilibria, stable for every decision maker", *rows]


def _coalition_lines(analysis: ConflictAnalysis) -> list[str]:
    lines = ["equilibria that are stable for every coalition looked at too"]
    lines += [f"  {concept:<4}  {_few(states)}" for concept, states in analysis.coalition_equilibria.items()]
    leaving = [(finding, state, path) for finding in analysis.coalitions for state, path in finding.from_equilibria]
    if leaving:
        lines.append("equilibria that a coalition would leave together, each member better off")
    for finding, state, path in leaving[:20]:
        lines.append(f"  {' + '.join(finding.members)}: {state} to {path.target} ({_steps(path)})")
    if len(leaving) > 20:
        lines.append(f"  and {len(leaving) - 20:,} more: --json lists them")
    return lines


def _steps(path: Path) -> str:
    return ", ".join(f"{step.mover} to {step.state}" for step in path.steps)


def _status_quo_lines(analysis: ConflictAnalysis) -> list[str]:
    found = analysis.status_quo
    if found is None:
        return []
    lines = [f"from {found.start}, by moves that each improve the mover's lot: {_few(found.reached)}"]
    for path in found.paths:
        if not path.steps:
            words = "no sequence of moves leads there"
        elif path.improving:
            words = _steps(path)
        else:
            words = f"by improvements: no; by any moves: {_steps(path)}"
        lines.append(f"  to {path.target}: {words}")
    return lines


def _inverse_lines(analysis: ConflictAnalysis) -> list[str]:
    state = analysis.inverse_state
    lines = [f"what makes {state} stable: exact conditions (seq: with the others' preferences as they are)"]
    for condition in analysis.inverse:
        share = "" if condition.share is None else f"; {condition.share:.0%} of all strict rankings meet it"
        met = "met" if condition.met else "not met"
        if not condition.deterrents:
            lines.append(f"  {condition.concept:<4}  {condition.maker}: cannot move; met")
            continue
        lines.append(f"  {condition.concept:<4}  {condition.maker}: {met}{share}")
        lines += [f"          {_clause(state, deterrent)}" for deterrent in _open_first(condition)]
        if len(condition.deterrents) > _FEW:
            lines.append(f"          and {len(condition.deterrents) - _FEW:,} more: --json lists them")
    return lines


def _open_first(condition: Condition) -> list[Deterrent]:
    return sorted(condition.deterrents, key=lambda deterrent: deterrent.met)[:_FEW]


def _clause(state: str, deterrent: Deterrent) -> str:
    mark = "+" if deterrent.met else "-"
    if deterrent.no_better == ((),):
        return f"{mark} not to {deterrent.move}: the others can bring {state} back"
    groups = [" and ".join(group) for group in deterrent.no_better[:_FEW]]
    more = f", or one of {len(deterrent.no_better) - _FEW:,} more" if len(deterrent.no_better) > _FEW else ""
    return f"{mark} not to {deterrent.move}: {state} at least as good as {', or as '.join(groups)}{more}"
