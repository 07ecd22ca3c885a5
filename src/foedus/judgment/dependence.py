"""How the factors of a case hang together over time: what goes with what, and how likely each lasts; scenarios alone use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foedus.case.model import Case
from foedus.judgment.checklist_model import Array, IntArray
from foedus.judgment.patterns import enumerate_patterns, rescale_persistence, retained


@dataclass(frozen=True)
class Dependence:
    """How the factors of a case hang together over time; only scenarios use it."""

    parents: tuple[tuple[tuple[int, float], ...], ...]  #: By factor: (parent, share that goes with it).
    order: IntArray  #: Parents first.
    group: IntArray  #: Shape (factors,). Factors that persist or vanish together.
    persistence: Array  #: Shape (factors,). Central persistence to the asked horizon.

    @cached_property
    def patterns(self) -> tuple[np.ndarray, Array]:
        """Persistence patterns, shape (patterns, factors), and their probability."""
        return enumerate_patterns(self.persistence, self.group)

    def left(self, present: Array) -> Array:
        """Return the share of each factor that is left, shape (..., factors), once its parents are counted."""
        return retained(present, self.parents, order=self.order)

    def share_gone(self, removed: IntArray) -> float:
        """Return the probability of the patterns in which every one of these factors is gone."""
        if not len(removed):
            return 0.0
        patterns, probability = self.patterns
        return float(probability @ (self.left(patterns)[:, removed] <= 0).all(axis=1))


def build_dependence(case: Case, horizon: float) -> Dependence:
    """Return how the factors of a case hang together, their persistence rescaled to the asked horizon."""
    column = {factor.id: at for at, factor in enumerate(case.factors)}
    parents = tuple(tuple((column[name], share) for name, share in factor.parents) for factor in case.factors)
    groups = {name: at for at, name in enumerate(dict.fromkeys(factor.group for factor in case.factors))}
    central = np.array([factor.persistence[1] for factor in case.factors], dtype=float)
    return Dependence(
        parents,
        _topological(parents),
        np.array([groups[factor.group] for factor in case.factors], dtype=np.int64),
        rescale_persistence(central, case.settings.horizon_years, asked=horizon),
    )


def _topological(parents: Sequence[Sequence[tuple[int, float]]]) -> IntArray:
    done: list[int] = []
    seen: set[int] = set()

    def visit(factor: int) -> None:
        if factor not in seen:
            seen.add(factor)
            for above, _ in parents[factor]:
                visit(above)
            done.append(factor)

    for factor in range(len(parents)):
        visit(factor)
    return np.array(done, dtype=np.int64)
