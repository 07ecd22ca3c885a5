"""The package's checklist model on simulated cases: the same arrays, one case at a time, ratings for every factor."""

from __future__ import annotations

import numpy as np

from benchmarks.circumstances import Array, Cases
from foedus.judgment.accuracy import (
    MEAN_WEIGHT,
    Votes,
    draw_grid,
    drawn_ratio,
    evidence_ratio,
    learn,
    log_likelihoods,
    summed,
)
from foedus.judgment.checklist_model import (
    BELIEF,
    OVERLAP,
    SCALE_SPREAD,
    drawn_shifts,
    posterior,
    terms,
    to_logits,
    weigh,
)
from foedus.judgment.overrides import shrink
from foedus.judgment.prevalence import stay_logit
from foedus.terms.checklist import SLANTS

SIDES = 2


def solve(cases: Cases, *, count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return the point, shape (n, outcomes), and draws, shape (n, count, outcomes)."""
    found = [_solve_one(cases, at, count=count, rng=rng) for at in range(len(cases.prior))]
    return np.stack([point for point, _ in found]), np.stack([draws for _, draws in found])


def votes_of(said: np.ndarray) -> Votes:
    """Return the votes of a case, from shape (factors, works); every other work is of the other side."""
    quantity, work = np.nonzero(said)
    weight = np.full(len(work), MEAN_WEIGHT)
    return Votes(quantity, work, work % SIDES, said[quantity, work] > 0, weight, len(said))


def _solve_one(cases: Cases, at: int, *, count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    prior, stay, base = cases.prior[at], int(cases.state[at]), cases.base[at]
    votes, works = votes_of(cases.said[at]), cases.said.shape[2]
    held = np.ones((1, works))
    there, absent = (summed(votes, each, power=held, sides=SIDES) for each in log_likelihoods(votes))
    slant = np.full(SIDES, list(SLANTS).index(cases.slant))
    without, whole = learn(there, absent, base=base, slant=slant)
    ratio = evidence_ratio(there, absent, without)[0]
    shift, spread = _ratios(cases, at)
    members = [np.flatnonzero(cases.group == name) for name in np.unique(cases.group)]
    term = terms(ratio, shift, base_logit=stay_logit(base, shift, prior=prior), stay=stay)
    point = posterior(prior, BELIEF * weigh(term, members, overlap=OVERLAP).sum(axis=-2))

    raw = rng.exponential(size=(count, works))
    power = raw / raw.mean(axis=1, keepdims=True)
    drawn = drawn_ratio(votes, power=power, grid=draw_grid(whole[0], count, rng=rng))
    scale = np.exp(rng.normal(0.0, SCALE_SPREAD, count))
    noise = rng.standard_normal((count, *shift.shape))
    shifts = drawn_shifts(shift, base=base, spread=spread, scale=scale, noise=noise)
    shifts[:, :, stay] = 0.0
    base_logit = stay_logit(base, shifts, prior=np.broadcast_to(prior, (count, len(prior))))
    term = terms(drawn, shifts, base_logit=base_logit, stay=stay)
    return point, posterior(prior, BELIEF * weigh(term, members, overlap=OVERLAP).sum(axis=-2))


def _ratios(cases: Cases, at: int) -> tuple[Array, float]:
    """Return lambda, shape (factors, outcomes), and its standard deviation, from the ratings."""
    rating = cases.rating[at].copy()
    rating[:, ~cases.listed[at]] = np.nan
    rating[:, :, cases.state[at]] = np.nan
    given = shrink(rating)
    ratio = np.exp(np.nan_to_num(given.log_ratio))
    return to_logits(ratio, cases.base[at]), given.spread
