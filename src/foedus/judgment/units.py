"""What the model of a case runs over: the kinds of the checklist, and rated factors that are of no kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foedus.case.model import Case
from foedus.judgment.checklist_model import Array, IntArray, logit, to_logits
from foedus.judgment.overrides import Overrides, shrink
from foedus.terms.checklist import CHECKLIST, GROUPS, MOVES, UNTOLD
from foedus.terms.outcomes import OUTCOMES

RATED_BASE = 0.3
"""Base rate of a rated factor that is of no kind, and of any factor whose presence is only told."""

OWN = "factor:"
"""Stands before the id of a factor that is a unit of its own."""

MOVE_OF = {outcome: 0 if outcome == OUTCOMES[0] else MOVES.index(outcome) for outcome in OUTCOMES}
"""The move that a rating of an outcome speaks of: of an alliance, the one by a small pact."""


@dataclass(frozen=True)
class Units:
    """Kinds and rated factors as arrays."""

    names: tuple[str, ...]  #: Kinds of the checklist, then `factor:` with the id of a factor.
    groups: tuple[str, ...]  #: Group of each.
    base: Array  #: Shape (units,). Base rate in the present state.
    shift: Array  #: Shape (units, moves). Lambda.
    spread: Array  #: Shape (units, moves). Standard deviation of the log of the ratio.
    low: Array  #: Shape (units, moves). Least lambda that the sign of the kind allows.
    high: Array  #: Shape (units, moves). Largest lambda.
    stay: int  #: Move that is the present state.
    rated: frozenset[str]  #: Units whose ratios come from ratings.

    @cached_property
    def place(self) -> dict[str, int]:
        """Position by name."""
        return {name: at for at, name in enumerate(self.names)}

    @cached_property
    def members(self) -> tuple[IntArray, ...]:
        """Positions of each group."""
        return tuple(
            np.array([at for at, own in enumerate(self.groups) if own == name], dtype=np.int64)
            for name in dict.fromkeys(self.groups)
        )

    @cached_property
    def base_logit(self) -> Array:
        """Logit of the base rates."""
        return logit(self.base)


def unit_of(case: Case, factor: str) -> str:
    """Return the unit that a factor would be part of, whether it has one or not."""
    return case.factor[factor].checklist or OWN + factor


def build_units(case: Case, state: str, *, ratings: Overrides | None = None, muted: Collection[str] = ()) -> Units:
    """Return the units of a case for a pair in a state.

    Parameters
    ----------
    case : Case
    state : str
        Present state of relation.
    ratings : Overrides, optional
        By default those of all the case's raters together.
    muted : collection of str
        Factors that history has counted: their ratings stay out.
    """
    given = shrink(ratings_of(case, state=state)) if ratings is None else ratings
    by_unit: dict[str, list[Array]] = {}
    for at, factor in enumerate(case.factors):
        if factor.id not in muted and np.isfinite(given.log_ratio[at]).any():
            by_unit.setdefault(unit_of(case, factor.id), []).append(given.log_ratio[at])
    own = tuple(name for name in by_unit if name.startswith(OWN))
    names = (*CHECKLIST, *own)
    base = np.array([kind.base[OUTCOMES.index(state)] for kind in CHECKLIST.values()] + [RATED_BASE] * len(own))
    table = [kind.ratios(state) for kind in CHECKLIST.values()] + [_untold(state)] * len(own)
    ratio = np.array([row[0] for row in table], dtype=float)
    spread = np.array([row[1] for row in table], dtype=float)
    low, high = np.full(ratio.shape, -np.inf), np.full(ratio.shape, np.inf)
    for at, kind in enumerate(CHECKLIST.values()):
        high[at, [MOVES.index("unaligned"), MOVES.index("rivalry")] if kind.binds else [0, 1]] = 0.0
    for name, rows in by_unit.items():
        at = names.index(name)
        given_here = np.isfinite(np.array(rows))
        mean = np.where(given_here, np.array(rows), 0.0).sum(axis=0) / np.maximum(given_here.sum(axis=0), 1)
        mean = np.where(given_here.any(axis=0), mean, np.nan)
        for o, outcome in enumerate(OUTCOMES):
            if np.isfinite(mean[o]):
                move = MOVE_OF[outcome]
                ratio[at, move], spread[at, move] = np.exp(mean[o]), given.spread
                low[at, move], high[at, move] = -np.inf, np.inf
    groups = (*(kind.group for kind in CHECKLIST.values()), *(_own_group(case, name) for name in own))
    return Units(
        names, groups, base, to_logits(ratio, base), spread, low, high, MOVE_OF[state], frozenset(by_unit)
    )  # fmt: skip


def _untold(state: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    stays = (0, 1) if state == OUTCOMES[0] else (MOVES.index(state),)
    return (1.0,) * len(MOVES), tuple(0.0 if at in stays else UNTOLD for at in range(len(MOVES)))


def _own_group(case: Case, name: str) -> str:
    """Group of a rated factor of no kind; a name of the case's that is also one of the checklist's is another group."""
    group = case.factor[name.removeprefix(OWN)].group
    return f"{group} (case)" if group in GROUPS else group


def ratings_of(case: Case, *, state: str, rater: str | None = None) -> Array:
    """Return relative ratings in steps, shape (raters, factors, outcomes); NaN where a rater is silent.

    `rater`: that one alone. The present state has no rating.
    """
    raters = sorted({row.rater for row in case.ratings if row.scale == "relative" and rater in (None, row.rater)})
    found = np.full((len(raters), len(case.factors), len(OUTCOMES)), np.nan)
    column = {factor.id: at for at, factor in enumerate(case.factors)}
    for row in case.ratings:
        if row.scale == "relative" and row.rater in raters and row.outcome != state:
            found[raters.index(row.rater), column[row.factor], OUTCOMES.index(row.outcome)] = row.value
    return found
