"""Twenty-nine circumstances in which an inside view is tried on cases whose truth is known. Array-only.

A case has a prior, an outcome drawn from it, and factors that are there more often or less often by outcome: with a ratio of
:math:`2^r` against the present state, `r` being the true effect in steps. Claims from works tell whether a factor is there,
raters tell its effect; both err. The *ideal* reader of the same case knows every rule by which it was made (true effects,
accuracy, slant, silence, listing, correlation) and not what is there: no model can do better, and its posterior is exact.

The prior is known to all: what is tried is what a model makes of evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Array = NDArray[np.float64]

PRIORS = np.array([[0.12, 0.80, 0.05, 0.03], [0.05, 0.06, 0.86, 0.03], [0.06, 0.14, 0.45, 0.35]])
"""Alliance, entente, unaligned, rivalry ten years ahead of an entente, an unaligned pair, and one in conflict."""

PRESENT = np.array([1, 2, 2])
"""The present state of each."""

SHARES = np.array([0.4, 0.4, 0.2])
"""How often each is drawn."""

SPREAD, LEAST = 25.0, 0.005
"""Concentration of the priors around those above, and the least chance of an outcome."""

WORKS = 30
"""Works of a case, every other one from the other side."""

HIGHEST = 0.95
"""No factor is there more often than this."""


@dataclass(frozen=True)
class Circumstance:
    """How cases are made."""

    name: str
    factors: int = 15
    claims: int = 6  #: A factor.
    right: float = 0.8  #: Chance that a claim is right.
    slanted: float = 0.0  #: Share of claims that say yes whatever holds.
    slant: str = "unknown"  #: What the coder says of the sources: free, unknown, interested.
    raters: int = 2
    noise: float = 0.5  #: Standard deviation of a rater, in steps.
    effect: float = 1.0  #: Standard deviation of true effects, in steps.
    base: float = 0.3  #: How often a factor is there.
    group: int = 1  #: Factors that the coder holds to hang together.
    copies: int = 1  #: How many factors are one and the same.
    pooled: bool = False  #: Whether copies are coded as one kind.
    listed_only: bool = False  #: Whether only factors that are there get listed.
    silence: float = 0.0  #: Share of claims that are not made where a factor is not there.
    correlation: float = 0.0  #: Of the factors of a group, in the normal variate behind presence.
    base_error: float = 1.0  #: By how much the odds of given base rates are wrong, up or down.


BASE = Circumstance("base")


def _base(name: str, **changes: object) -> Circumstance:
    return replace(BASE, name=name, **changes)  # type: ignore[arg-type]


CIRCUMSTANCES = (
    BASE,
    *(_base(f"{count} claim{'s' * (count > 1)} a factor", claims=count) for count in (1, 2, 20)),
    *(_base(f"rater noise {noise:g}", noise=noise) for noise in (0.0, 1.0, 1.5)),
    *(_base(f"claims right {right:g}", right=right) for right in (0.6, 0.95, 0.5)),
    _base("half say yes whatever holds, undeclared", slanted=0.5),
    _base("half say yes, declared interested", slanted=0.5, slant="interested"),
    _base(".9 say yes whatever holds, undeclared", slanted=0.9),
    _base(".9 say yes, declared interested", slanted=0.9, slant="interested"),
    _base("only what is there gets listed", right=0.97, listed_only=True),
    _base("only what is there, rater noise 1", right=0.97, listed_only=True, noise=1.0),
    _base("affirmed if there, else mostly silence", silence=0.85),
    _base("5 drivers in 3 copies, as one kind", factors=5, claims=18, pooled=True),
    _base("5 drivers in 3 copies, as one group", copies=3),
    *(
        _base(f"40 factors, {word} steps", factors=40, effect=step)
        for word, step in (("quarter", 0.25), ("half", 0.5), ("full", 1.0))
    ),
    _base("5 factors", factors=5),
    _base("no true effect, rater noise .5", effect=0.0),
    _base("no true effect, rater noise 1", effect=0.0, noise=1.0),
    *(_base(f"base rate {base:g}", base=base) for base in (0.1, 0.55)),
    _base("correlated .4 in fives", group=5, correlation=0.4),
    _base("base rates wrong threefold", base_error=3.0),
)
"""The twenty-nine: the base and one thing changed at a time."""

BESIDE = (
    _base("half say yes, declared free", slanted=0.5, slant="free"),
    _base("only what is there, declared free", right=0.97, listed_only=True, slant="free"),
    _base("only what is there of 50, declared free", factors=50, right=0.97, listed_only=True, slant="free"),
    _base("only what is there of 50", factors=50, right=0.97, listed_only=True),
    _base("in groups of three, though independent", group=3),
    _base("base rates wrong eightfold in odds", base_error=8.0),
)
"""Not among the twenty-nine: what a wrong word of the coder costs, and a right one gives."""


@dataclass(frozen=True)
class Cases:
    """What a model may see, and (`outcome`, `ideal`) what it may not. `n` cases, `k` factors, `o` outcomes."""

    prior: Array  #: (n, o)
    state: NDArray[np.int64]  #: (n,) The present state.
    base: Array  #: (n, k) Given base rates.
    group: NDArray[np.int64]  #: (k,)
    said: NDArray[np.int8]  #: (n, k, works) 1 yes, -1 no, 0 nothing.
    listed: NDArray[np.bool_]  #: (n, k) Whether the factor is in the case at all.
    rating: Array  #: (n, raters, k, o) In whole steps, -2 to 2; 0 for the present state.
    slant: str
    outcome: NDArray[np.int64]  #: (n,)
    ideal: Array  #: (n, o)

    def part(self, rows: slice) -> Cases:
        """Return some of the cases."""
        names = ("prior", "state", "base", "said", "listed", "rating", "outcome", "ideal")
        return replace(self, **{name: getattr(self, name)[rows] for name in names})


def make_cases(how: Circumstance, count: int, *, rng: np.random.Generator) -> Cases:
    """Return `count` cases of a circumstance."""
    prior, state = _priors(count, rng)
    outcome = (rng.uniform(size=(count, 1)) > prior.cumsum(axis=1)).sum(axis=1).clip(max=prior.shape[1] - 1)
    drivers = how.factors // how.copies
    effect = np.clip(how.effect * rng.standard_normal((count, drivers, prior.shape[1])), -2, 2)
    np.put_along_axis(effect, state[:, None, None], 0.0, axis=2)
    prevalence = prevalences(effect, prior[:, None], how.base)
    held = np.take_along_axis(prevalence, outcome[:, None, None], axis=2)[..., 0]
    latent = rng.standard_normal((count, drivers))
    if how.correlation:
        shared = rng.standard_normal((count, -(-drivers // how.group)))[:, np.arange(drivers) // how.group]
        latent = np.sqrt(how.correlation) * shared + np.sqrt(1 - how.correlation) * latent
    there = np.repeat(latent < ndtri(held), how.copies, axis=1)
    said = _claims(how, there, rng)
    listed = there if how.listed_only else np.ones_like(there)
    said[~listed] = 0
    seen = np.repeat(effect, how.copies, axis=1)[:, None]
    rating = np.clip(np.rint(seen + how.noise * rng.standard_normal((count, how.raters, *seen.shape[2:]))), -2, 2)
    np.put_along_axis(rating, state[:, None, None, None], 0.0, axis=3)
    wrong = how.base_error ** rng.choice([-1.0, 1.0], size=there.shape)
    odds = how.base / (1 - how.base) * wrong
    ideal = _ideal(how, prior, state=state, prevalence=prevalence, said=said, listed=listed)
    group = np.arange(how.factors) // (how.copies if how.copies > 1 else how.group)
    cases = Cases(
        prior,
        state,
        odds / (1 + odds),
        group,
        said,
        listed,
        rating * listed[:, None, :, None],
        how.slant,
        outcome,
        ideal,
    )
    return _only_listed(cases) if how.listed_only else cases


def _priors(count: int, rng: np.random.Generator) -> tuple[Array, NDArray[np.int64]]:
    kind = rng.choice(len(PRIORS), size=count, p=SHARES)
    drawn = np.maximum(rng.standard_gamma(SPREAD * PRIORS[kind]), 1e-300)
    prior = np.maximum(drawn / drawn.sum(axis=1, keepdims=True), LEAST)
    return prior / prior.sum(axis=1, keepdims=True), PRESENT[kind]


def prevalences(effect: Array, prior: Array, base: float) -> Array:
    r"""Return how often a factor is there under each outcome, :math:`\min(.95, q_s 2^r)`, with mean `base` over the prior.

    Parameters
    ----------
    effect : array, shape (..., outcomes)
        True effects in steps, 0 for the present state.
    prior : array, shape (..., outcomes)
    base : float
    """
    ratio = 2.0**effect
    low, high = np.zeros(effect.shape[:-1]), np.full(effect.shape[:-1], HIGHEST)
    for _ in range(40):
        middle = (low + high) / 2
        below = (prior * np.minimum(HIGHEST, middle[..., None] * ratio)).sum(axis=-1) < base
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.minimum(HIGHEST, high[..., None] * ratio)


def _chance_of_yes(how: Circumstance) -> tuple[float, float]:
    """Chance that a claim says yes, where the factor is there and where it is not."""
    return how.slanted + (1 - how.slanted) * how.right, how.slanted + (1 - how.slanted) * (1 - how.right)


def _claims(how: Circumstance, there: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.int8]:
    shape = (*there.shape, WORKS)
    rank = rng.uniform(size=shape).argsort(axis=-1).argsort(axis=-1)
    speaks = rank < how.claims
    speaks &= there[..., None] | (rng.uniform(size=shape) >= how.silence)
    yes = rng.uniform(size=shape) < np.where(there[..., None], *_chance_of_yes(how))
    return (speaks * np.where(yes, 1, -1)).astype(np.int8)


def _ideal(
    how: Circumstance, prior: Array, *, state: NDArray[np.int64], prevalence: Array, said: NDArray[np.int8],
    listed: NDArray[np.bool_],
) -> Array:  # fmt: skip
    if how.listed_only:
        chance = np.where(listed[..., None], prevalence, _mean_absence(how, prior, state)[:, None])
        weight = np.log(chance).sum(axis=1)
    else:
        there, absent = _likelihood(how, said)
        weight = _evidence(how, prevalence, there, absent)
    shifted = np.log(prior) + weight
    posterior = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    return posterior / posterior.sum(axis=1, keepdims=True)


def _likelihood(how: Circumstance, said: NDArray[np.int8]) -> tuple[Array, Array]:
    """Likelihood of what was said (and left unsaid) of each driver, there and absent, each (n, drivers, 1)."""
    drivers = said.reshape(len(said), -1, how.copies * said.shape[2])
    yes, no = (drivers > 0).sum(axis=2), (drivers < 0).sum(axis=2)
    on, off = _chance_of_yes(how)
    there = on**yes * (1 - on) ** no
    absent = off**yes * (1 - off) ** no
    if how.silence:
        silent = how.claims * how.copies - yes - no
        there = there * (silent == 0)
        absent = absent * how.silence**silent * (1 - how.silence) ** (yes + no)
    return there[..., None], absent[..., None]


def _evidence(how: Circumstance, prevalence: Array, there: Array, absent: Array) -> Array:
    """Log likelihood of all claims by outcome, (n, o)."""
    if not how.correlation:
        return np.log(prevalence * there + (1 - prevalence) * absent).sum(axis=1)
    nodes, weights = np.polynomial.hermite_e.hermegauss(41)
    total = np.zeros(prevalence.shape[::2])
    for start in range(0, prevalence.shape[1], how.group):
        own = slice(start, start + how.group)
        shifted = ndtri(prevalence[:, own, :, None]) - np.sqrt(how.correlation) * nodes
        chance = ndtr(shifted / np.sqrt(1 - how.correlation))
        each = (chance * there[:, own, :, None] + (1 - chance) * absent[:, own, :, None]).prod(axis=1)
        total += np.log(each @ (weights / weights.sum()))
    return total


def _mean_absence(how: Circumstance, prior: Array, state: NDArray[np.int64]) -> Array:
    """Chance by outcome that a factor of unknown effect is not there, (n, o)."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(15)
    grid = np.array(list(product(range(len(nodes)), repeat=prior.shape[1] - 1)))
    share = (weights / weights.sum())[grid].prod(axis=1)
    found = np.empty_like(prior)
    for row, (chances, present) in enumerate(zip(prior, state, strict=True)):
        effect = np.insert(np.clip(how.effect * nodes[grid], -2, 2), present, 0.0, axis=1)
        found[row] = 1 - share @ prevalences(effect, chances[None], how.base)
    return found


def _only_listed(cases: Cases) -> Cases:
    """Drop the columns that no case uses, listed factors first."""
    order = np.argsort(~cases.listed, axis=1, kind="stable")[:, : cases.listed.sum(axis=1).max()]
    pick = lambda values, axis: np.take_along_axis(  # noqa: E731
        values, order.reshape(len(order), *[1] * (axis - 1), -1, *[1] * (values.ndim - axis - 1)), axis
    )
    width = order.shape[1]
    return replace(
        cases, base=pick(cases.base, 1), said=pick(cases.said, 1), listed=pick(cases.listed, 1),
        rating=pick(cases.rating, 2), group=np.arange(width) // BASE.group,
    )  # fmt: skip
