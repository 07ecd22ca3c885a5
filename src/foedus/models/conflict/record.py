"""An analysed conflict as plain values and as frames."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.models.conflict.analysis import conflict_moves
from foedus.models.conflict.moves import improving
from foedus.models.conflict.result import CoalitionFinding, Condition, ConflictAnalysis
from foedus.models.conflict.stability import CONCEPTS

if TYPE_CHECKING:
    import polars as pl


def body(found: ConflictAnalysis) -> dict[str, Any]:
    """Return an analysis as plain values for JSON."""
    conflict = found.conflict
    makers = conflict.decision_makers
    return {
        "title": conflict.title,
        "decision_makers": [
            {"id": maker.id, "name": maker.name, "preferences": maker.source, "ranking": conflict.ranking(number)}
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
                    concept: [makers[i].id for i in np.flatnonzero(found.stable[row, :, number])]
                    for row, concept in enumerate(CONCEPTS)
                },
            }
            for number, (name, pattern) in enumerate(zip(conflict.states, conflict.patterns(), strict=True))
        ],
        "equilibria": {concept: list(states) for concept, states in found.equilibria.items()},
        "coalitions": [_coalition(finding) for finding in found.coalitions],
        "coalition_equilibria": {c: list(states) for c, states in found.coalition_equilibria.items()},
        "status_quo": _status_quo(found),
        "inverse": {"state": found.inverse_state, "conditions": list(map(_condition, found.inverse))}
        if found.inverse_state
        else None,
    }


def _coalition(finding: CoalitionFinding) -> dict[str, Any]:
    return {
        "members": list(finding.members),
        "stable": {concept: list(states) for concept, states in finding.stable.items()},
        "improvements": finding.improvements,
        "leaves": [
            {"state": state, "target": path.target, "steps": [asdict(step) for step in path.steps]}
            for state, path in finding.from_equilibria
        ],
    }


def _status_quo(found: ConflictAnalysis) -> dict[str, Any] | None:
    ways = found.status_quo
    if ways is None:
        return None
    return {
        "start": ways.start,
        "reached_by_improvements": list(ways.reached),
        "paths": [asdict(path) for path in ways.paths],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "concept": condition.concept,
        "decision_maker": condition.maker,
        "met": condition.met,
        "share_of_strict_rankings": condition.share,
        "deterrents": [
            {"move": d.move, "at_least_as_good_as": [list(group) for group in d.no_better], "met": d.met}
            for d in condition.deterrents
        ],
    }


def frames(found: ConflictAnalysis) -> dict[str, pl.DataFrame]:
    """Return the states by concept, the same by decision maker, and the moves that better their mover's lot."""
    import polars as pl

    conflict = found.conflict
    states, makers = np.array(conflict.states, dtype=object), [maker.id for maker in conflict.decision_makers]
    together = dict(zip(CONCEPTS, found.together, strict=True))
    single = {
        "state": np.repeat(states, len(makers)),
        "decision_maker": makers * len(states),
        **{concept: found.stable[row].T.ravel() for row, concept in enumerate(CONCEPTS)},
        "rank": (conflict.values.max(axis=1, keepdims=True) - conflict.values + 1).T.ravel(),
    }
    better = [improving(own, conflict.values[j]) for j, own in enumerate(conflict_moves(conflict))]
    moves = {
        "state": np.concatenate([states[own.sources] for own in better]),
        "decision_maker": np.repeat(makers, [len(own.targets) for own in better]),
        "target": np.concatenate([states[own.targets] for own in better]),
    }
    return {
        "states": pl.DataFrame({"state": conflict.states, "options": conflict.patterns(), **together}),
        "stability": pl.DataFrame(single, schema_overrides={"state": pl.String}),
        "improvements": pl.DataFrame(moves, schema=dict.fromkeys(moves, pl.String)),
    }
