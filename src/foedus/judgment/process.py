"""The pair's steps as a process: which count, how far they have come, and where their treaties stand at the horizon."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import numpy as np

from foedus.evidence.steps import Step
from foedus.judgment.checklist_model import Array
from foedus.judgment.treaty_steps import (
    DELAY_SPREAD,
    LIFE_SPREAD,
    POINTS,
    Forward,
    by_then,
    chain,
    held_back,
    outcome_of,
)
from foedus.judgment.units import MOVE_OF
from foedus.terms.checklist import MOVES
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.steps import OBLIGATIONS, STAGES

IN_FORCE = "in_force"

LIFE_FILE = "pact_survival.csv"
MADE = tuple(dict.fromkeys(obligation.makes for obligation in reversed(OBLIGATIONS.values())))
"""States that treaties make, the stronger last, so that it overrules."""


@dataclass(frozen=True)
class StepEffect:
    """What one step does."""

    step: Step
    happened: float  #: Probability that it happened.
    counts: float  #: Probability that it happened and was not overtaken by a later step the other way; 0 where the state counts it.
    chance: float  #: Of a step forward: chance that it is in force within the horizon; of a step back 0.
    part: float  #: Its part in the chance that a treaty of its sort is in force within the horizon.
    counted_by_state: bool  #: Whether the present state of relation has counted it.


@dataclass(frozen=True)
class Process:
    """Steps at the point and in the draws; `push` is what steps back add to the logs, the rest what treaties bring."""

    effects: tuple[StepEffect, ...]
    push: Array  #: Shape (..., moves).
    made: tuple[str, ...]  #: State that each treaty makes, in the order in which they are applied.
    reached: Array  #: Shape (..., treaties). Chance that it is in force within the horizon.
    stands: Array  #: Shape (..., treaties, moves). Where it stands at the horizon; sums to `reached`.

    def apply(self, probability: Array) -> Array:
        """Return probabilities of the moves, shape (..., moves), once treaties have come or not."""
        for at in range(len(self.made)):
            probability = (1.0 - self.reached[..., at : at + 1]) * probability + self.stands[..., at, :]
        return probability


@cache
def life_of(makes: str) -> Array:
    """Return what becomes of a treaty after 0, 1, 2 ... 60 years, shape (61, moves); an alliance is one by a small pact.

    Between the years of the file and beyond them: straight lines, then the last ten years' pace.
    """
    text = resources.files("foedus.judgment").joinpath(LIFE_FILE).read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["obligation"] == makes]
    years = np.array([0.0] + [float(row["years"]) for row in rows])
    shares = np.array(
        [[float(name == makes) for name in OUTCOMES]] + [[float(row[name]) for name in OUTCOMES] for row in rows]
    )
    shares /= shares.sum(axis=1, keepdims=True)
    when = np.arange(61.0)
    found = np.zeros((len(when), len(MOVES)))
    for o, outcome in enumerate(OUTCOMES):
        found[:, MOVE_OF[outcome]] = np.interp(when, years, shares[:, o])
    return found


def build_process(
    steps: Sequence[Step],
    happened: Array,
    *,
    state: str,
    as_of: date,
    horizon: float,
    rng: np.random.Generator | None = None,
) -> Process:
    """Return the process of the pair's steps.

    Parameters
    ----------
    steps : sequence of Step
    happened : array, shape (steps,) or (draws, steps)
        Probability that each happened.
    state : str
        Present state of relation: treaties that make it, or less than it, count for nothing.
    as_of : date
        Cut-off, from which steps are pending.
    horizon : float
        Years ahead.
    rng : numpy.random.Generator, optional
        Draws chances, delays and lengths of life; left out: the point.
    """
    counts = _counting(steps, happened)
    known = np.array([_counted(step, state) for step in steps], dtype=bool)
    counts = np.where(known, 0.0, counts)
    years = np.linspace(0.0, horizon, POINTS)
    push = np.zeros((*happened.shape[:-1], len(MOVES)))
    made, reached, stands = [], [], []
    chance, part = np.zeros(len(steps)), np.zeros(len(steps))
    pace = (
        np.exp(rng.normal(0.0, LIFE_SPREAD, happened.shape[:-1])) if rng is not None else np.ones(happened.shape[:-1])
    )
    for makes in MADE:
        back = [at for at, step in enumerate(steps) if step.makes == makes and not step.kind.forward]
        held = held_back(np.array([steps[at].kind.factor for at in back]), counts[..., back])
        moves = [MOVE_OF[makes], *([1] if makes == state == OUTCOMES[0] else [])]
        push[..., moves] += held[..., None]
        ahead = [at for at, step in enumerate(steps) if step.makes == makes and step.kind.forward]
        if not ahead:
            continue
        way = _forward([steps[at] for at in ahead], as_of, makes=makes, shape=happened.shape[:-1], rng=rng)
        each = by_then(way, years)
        by_year = chain(each, counts[..., ahead])
        made.append(makes)
        reached.append(by_year[..., -1])
        stands.append(outcome_of(by_year, years, life=life_of(makes), pace=pace))
        if rng is None:
            chance[ahead] = each[..., -1]
            part[ahead] = _parts(each[..., -1], counts[ahead])
    effects = (
        tuple(
            StepEffect(
                step, float(happened[at]), float(counts[at]), float(chance[at]), float(part[at]), bool(known[at])
            )
            for at, step in enumerate(steps)
        )
        if rng is None
        else ()
    )
    shape = happened.shape[:-1]
    return Process(
        effects,
        push,
        tuple(made),
        np.stack(reached, axis=-1) if made else np.zeros((*shape, 0)),
        np.stack(stands, axis=-2) if made else np.zeros((*shape, 0, len(MOVES))),
    )


def _counted(step: Step, state: str) -> bool:
    """Whether the present state has counted a step forward: it is the state that the treaty makes, or more."""
    return step.kind.forward and OUTCOMES.index(state) <= OUTCOMES.index(step.makes)


def _counting(steps: Sequence[Step], happened: Array) -> Array:
    """Return the probability that each step happened and that no later one of its sort went the other way."""
    found = np.array(happened, dtype=float)
    for at, step in enumerate(steps):
        for later, other in enumerate(steps):
            if other.makes == step.makes and other.kind.forward != step.kind.forward and other.day > step.day:
                found[..., at] = found[..., at] * (1.0 - happened[..., later])
    return found


def _forward(
    steps: Sequence[Step], as_of: date, *, makes: str, shape: tuple[int, ...], rng: np.random.Generator | None
) -> Forward:
    """Return the steps as arrays; a treaty in force does not fade while it waits, it may have ended since."""
    kinds = [step.kind for step in steps]
    ends = np.array([kind.in_force for kind in kinds], dtype=float)
    chance = np.broadcast_to(ends[:, 0], (*shape, len(steps)))
    delay = np.broadcast_to(np.array([kind.delay for kind in kinds]), (*shape, len(steps)))
    if rng is not None:
        stages = list(STAGES)
        at = [stages.index(step.stage) for step in steps]
        u = rng.uniform(size=(*shape, len(stages)))[..., at]
        chance = _triangular(u, ends[:, 1], mode=ends[:, 0], high=ends[:, 2])
        delay = delay * np.exp(rng.normal(0.0, DELAY_SPREAD, (*shape, len(stages)))[..., at])
    pending = np.array([step.pending(as_of) for step in steps])
    in_force = np.array([step.stage == IN_FORCE for step in steps])
    life = life_of(makes)[:, MOVE_OF[makes]]
    stands = np.where(in_force, np.interp(pending, np.arange(len(life)), life), 1.0)
    return Forward(chance * stands, delay, np.array([kind.spread for kind in kinds]), np.where(in_force, 0.0, pending))


def _triangular(u: Array, low: Array, *, mode: Array, high: Array) -> Array:
    split = (mode - low) / (high - low)
    below = low + np.sqrt(u * (high - low) * (mode - low))
    above = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.asarray(np.where(u <= split, below, above))


def _parts(chance: Array, counts: Array) -> Array:
    """Return each step's part in the chain's chance at the horizon."""
    found, left = np.zeros(len(chance)), 1.0
    for at in np.argsort(-chance, kind="stable"):
        found[at] = counts[at] * left * chance[at]
        left *= 1.0 - counts[at]
    return found
