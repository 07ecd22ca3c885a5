"""The judgment of a case: ratings, groups, dependence and persistence as arrays, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from foedus.case.model import Case, Factor
from foedus.judgment.patterns import enumerate_patterns, kronecker, rescale_persistence, retained
from foedus.judgment.posterior import Array, IntArray, Switched, group_push, posterior, total_push
from foedus.terms.outcomes import OUTCOMES

TEMPER = 0.5
"""How far judgments are believed by default: half of every push."""

TEMPER_RANGE = (0.25, 0.75)
"""Range from which the temper is drawn."""

RATING_NOISE = 0.5
"""Least standard deviation of a rating, in steps: half a step however well the raters agree."""

ENEMY = "common_threat"
"""The covariate by which history counts a common enemy: what is switched off when all its factors are gone."""

PATTERNS_PER_DRAW = 64
"""Persistence patterns over which each draw is averaged."""

DRAWS_PER_BLOCK = 250


@dataclass(frozen=True)
class Judgment:
    """Everything that turns strengths into a posterior."""

    factors: tuple[Factor, ...]  #: In id order; the column order of all arrays.
    #: Shape (factors, 4). Mean relative rating over raters; 0 for the present state, and for factors that history
    #: carries.
    rating: Array
    #: Shape (factors, 4). Standard deviation over raters, at least `RATING_NOISE`; 0 where `rating` is fixed at 0.
    rating_sd: Array
    group: IntArray  #: Shape (factors,). Group of each factor.
    parents: tuple[IntArray, ...]  #: What each factor depends on.
    order: IntArray  #: Shape (factors,). Parents first.
    persistence: Array  #: Shape (3, factors). Low, central, high persistence to the asked horizon.
    carried: np.ndarray  #: Shape (factors,). Factors whose covariate the prior has counted.
    #: Those of them that stand for the enemy that history counts: the prior changes once all are gone.
    switches: IntArray = field(default_factory=lambda: np.array([], dtype=np.int64))

    @property
    def groups(self) -> int:
        """Number of groups."""
        return int(self.group.max()) + 1 if len(self.group) else 0

    @cached_property
    def members(self) -> tuple[IntArray, ...]:
        """Columns of each group."""
        return tuple(np.flatnonzero(self.group == at) for at in range(self.groups))

    @cached_property
    def patterns(self) -> tuple[np.ndarray, Array]:
        """Persistence patterns at central persistence, shape (patterns, factors), and their probability."""
        return enumerate_patterns(self.persistence[1], self.group)

    def pushes(self, strength: Array, rating: Array | None = None) -> Array:
        """Return the push of every group, shape (..., groups, 4), in doublings of the odds."""
        given = self.rating if rating is None else rating
        found = [group_push(strength[..., own], given[..., own, :]) for own in self.members]
        shape = (*strength.shape[:-1], 0, len(OUTCOMES))
        return np.stack(found, axis=-2) if found else np.zeros(shape)

    def remaining(self, present: Array, strength: Array) -> Array:
        """Return strengths after removal and loss of parents."""
        return strength * retained(present, self.parents, order=self.order, strength=strength)

    def update(
        self, prior: Array | Switched, strength: Array, present: Array, temper: Array | float, rating: Array
    ) -> Array:
        """Return the posterior for given factors present, shape (..., 4): the one place where prior meets evidence."""
        share = retained(present, self.parents, order=self.order, strength=strength)
        if isinstance(prior, Switched):
            there = (
                share[..., self.switches].max(axis=-1, initial=0.0) if len(self.switches) else np.ones(share.shape[:-1])
            )
            prior = prior.at(np.asarray(there <= 0))
        return posterior(prior, total_push(strength * share, rating, members=self.members), temper)

    def fixed(
        self,
        prior: Array | Switched,
        strength: Array,
        *,
        present: Array,
        temper: float = TEMPER,
        rating: Array | None = None,
    ) -> Array:
        """Return the posterior when exactly the factors marked in `present` (0 to 1) are there, shape (4,)."""
        return self.update(prior, strength, present, temper, self.rating if rating is None else rating)

    def mixture(
        self,
        prior: Array | Switched,
        strength: Array,
        *,
        temper: float = TEMPER,
        rating: Array | None = None,
        present: Array | None = None,
    ) -> Array:
        """Return the posterior averaged over persistence patterns at central persistence, shape (4,).

        `prior` has shape (4,) or is Switched; `strength` has shape (factors,). `rating`, shape (factors, 4), stands
        instead of the mean ratings; `present`, shape (factors,), is 0 for factors that are gone in every pattern.
        """
        patterns, probability = self.patterns
        there = patterns.astype(float) if present is None else patterns * present
        return probability @ self.update(prior, strength, there, temper, self.rating if rating is None else rating)

    def scenario_share(self, removed: IntArray, strength: Array) -> float:
        """Return the probability of the patterns in which every removed factor is gone."""
        patterns, probability = self.patterns
        left = retained(patterns, self.parents, order=self.order, strength=strength)
        return float(probability @ (left[:, removed] <= 0).all(axis=1)) if len(removed) else 0.0


@dataclass(frozen=True)
class JudgmentDraws:
    """Draws of what is judged: ratings, temper, persistence and its patterns.

    `rating` has shape (draws, factors, 4), `temper` (draws,), `persistence` (draws, factors), `shift`
    (draws, groups).
    """

    rating: Array
    temper: Array
    persistence: Array
    shift: Array


def draw_judgment(judgment: Judgment, count: int, *, rng: np.random.Generator) -> JudgmentDraws:
    """Return draws of the judgment; factors of one group share their noise, so that copies stay copies."""
    group, groups = judgment.group, judgment.groups
    noise = rng.standard_normal((count, groups, len(OUTCOMES)))
    temper = rng.uniform(*TEMPER_RANGE, size=count)
    quantile = rng.uniform(size=(count, groups))
    shift = rng.uniform(size=(count, groups))
    rating = np.clip(judgment.rating + judgment.rating_sd * noise[:, group], -2.0, 2.0)
    return JudgmentDraws(rating, temper, triangular(quantile[:, group], *judgment.persistence), shift)


def triangular(quantile: Array, low: Array, mode: Array, high: Array) -> Array:
    """Return quantiles of the triangular distribution; a point where low equals high."""
    width = np.where(high > low, high - low, 1.0)
    split = np.where(high > low, (mode - low) / width, 1.0)
    below = low + np.sqrt(quantile * width * np.maximum(mode - low, 0.0))
    above = high - np.sqrt((1 - quantile) * width * np.maximum(high - mode, 0.0))
    return np.where(quantile <= split, below, above)


def mixture_draws(judgment: Judgment, prior: Array | Switched, *, strength: Array, draws: JudgmentDraws) -> Array:
    """Return the posterior in every draw, shape (draws, 4), each averaged over persistence patterns.

    `prior` has shape (draws, 4) or is Switched; `strength` has shape (draws, factors).
    """
    points = kronecker(PATTERNS_PER_DRAW, max(judgment.groups, 1))[:, : judgment.groups]
    found = []
    for start in range(0, len(strength), DRAWS_PER_BLOCK):
        block = slice(start, start + DRAWS_PER_BLOCK)
        u = (points + draws.shift[block][:, None, :]) % 1.0
        present = u[:, :, judgment.group] < draws.persistence[block][:, None, :]
        held = prior.over_patterns(block) if isinstance(prior, Switched) else prior[block][:, None, :]
        each = judgment.update(
            held,
            strength[block][:, None, :],
            present.astype(float),
            draws.temper[block][:, None],
            draws.rating[block][:, None],
        )
        found.append(each.mean(axis=1))
    return np.concatenate(found)


def fixed_draws(
    judgment: Judgment, prior: Array | Switched, *, strength: Array, present: Array, draws: JudgmentDraws
) -> Array:
    """Return the posterior in every draw when exactly the factors in `present` are there, shape (draws, 4)."""
    return judgment.update(prior, strength, present, draws.temper, draws.rating)


def build_judgment(case: Case, carries: frozenset[str], *, state: str, horizon: float) -> Judgment:
    """Return the judgment of a case.

    `carries` are covariates that the prior has counted; `state` is the present one, whose rating is 0; persistence is
    rescaled to the asked `horizon` in years.
    """
    column = {factor.id: at for at, factor in enumerate(case.factors)}
    values: dict[tuple[int, int], list[float]] = {}
    for rating in case.ratings:
        if rating.scale == "relative" and rating.outcome != state:
            cell = (column[rating.factor], OUTCOMES.index(rating.outcome))
            values.setdefault(cell, []).append(rating.value)
    shape = (len(case.factors), len(OUTCOMES))
    mean, spread = np.zeros(shape), np.zeros(shape)
    carried = np.array([bool(factor.covariate) and factor.covariate in carries for factor in case.factors], dtype=bool)
    enemies = [at for at, factor in enumerate(case.factors) if carried[at] and factor.covariate == ENEMY]
    for cell, given in values.items():
        if not carried[cell[0]]:
            mean[cell] = np.mean(given)
            spread[cell] = max(RATING_NOISE, float(np.std(given, ddof=1)) if len(given) > 1 else 0.0)
    parents = tuple(np.array([column[above] for above in factor.depends_on], dtype=np.int64) for factor in case.factors)
    persistence = np.array([factor.persistence for factor in case.factors], dtype=float).reshape(-1, 3).T
    return Judgment(
        case.factors, mean, spread, _group_columns(case, mean), parents, _topological(parents),
        rescale_persistence(persistence, case.settings.horizon_years, asked=horizon), carried,
        np.array(enemies, dtype=np.int64),
    )  # fmt: skip


def _group_columns(case: Case, rating: Array) -> IntArray:
    """Return the group of each factor, groups ordered by content so that their names do not matter."""
    content: dict[str, set[tuple[float, ...]]] = {}
    for factor, row in zip(case.factors, rating, strict=True):
        content.setdefault(factor.group, set()).add((*factor.persistence, *row.tolist()))
    ranked = sorted(content, key=lambda name: (sorted(content[name]), name))
    place = {name: at for at, name in enumerate(ranked)}
    return np.array([place[factor.group] for factor in case.factors], dtype=np.int64)


def _topological(parents: tuple[IntArray, ...]) -> IntArray:
    done: list[int] = []
    seen: set[int] = set()

    def visit(factor: int) -> None:
        if factor not in seen:
            seen.add(factor)
            for above in parents[factor]:
                visit(int(above))
            done.append(factor)

    for factor in range(len(parents)):
        visit(factor)
    return np.array(done, dtype=np.int64)
