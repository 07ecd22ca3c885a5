"""The judgment of a case: what works say of each kind, what that is worth, and what follows for the outcomes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from foedus.case.model import Case, Factor
from foedus.evidence.sides import CLASS_OF, SIDES
from foedus.evidence.steps import Step, said_of_steps, steps_of
from foedus.evidence.visible import Evidence
from foedus.evidence.votes import Said, said_of_factors, said_of_kinds, votes_on
from foedus.judgment.accuracy import (
    GRID,
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
    Array,
    IntArray,
    drawn_shifts,
    faded,
    posterior,
    presence,
    terms,
    weigh,
    weighed,
)
from foedus.judgment.dependence import Dependence, build_dependence
from foedus.judgment.overrides import Overrides
from foedus.judgment.prevalence import stay_logit
from foedus.judgment.process import Process, build_process
from foedus.judgment.split import Split, join
from foedus.judgment.treaty_steps import HAPPENED
from foedus.judgment.units import OWN, RATED_BASE, Units, build_units, unit_of
from foedus.terms.checklist import CHECKLIST

ROWS_PER_BLOCK = 500_000
"""Entries (rows x kinds x sides x grid) that one block of left-out runs may hold."""


@dataclass(frozen=True)
class Judgment:
    """Everything that turns a prior and the evidence into the outcomes, at the point."""

    case: Case
    evidence: Evidence
    units: Units
    said: Said  #: Votes on the units.
    factors: Said  #: Votes on every factor, as it is told.
    steps: tuple[Step, ...]
    step_votes: Said
    state: str
    horizon: float
    carried: np.ndarray  #: Shape (factors,). Factors that history has counted.
    switches: IntArray  #: Those that stand for the enemy that history counts: the prior changes once all are gone.
    silent: frozenset[str]  #: Kinds that history has counted as such.
    dependence: Dependence

    @cached_property
    def votes(self) -> Votes:
        """Votes on the units, as arrays."""
        return _votes(self.said)

    @cached_property
    def votes_on_factors(self) -> Votes:
        """Votes on the factors, as arrays."""
        return _votes(self.factors)

    def factors_of(self, unit: str) -> tuple[int, ...]:
        """Return the factors that are of a unit."""
        return tuple(at for at, factor in enumerate(self.case.factors) if unit_of(self.case, factor.id) == unit)

    @cached_property
    def known(self) -> tuple[Array, Array]:
        """Weights of accuracy and slant for each unit, shape (units, sides, grid), and of every side, (sides, grid)."""
        without, whole = learn(*self._all_sums, base=self.units.base, slant=np.array(CLASS_OF))
        return without[0], whole[0]

    @cached_property
    def _all_sums(self) -> tuple[Array, Array]:
        return self._sums(self._all_works)

    @property
    def _all_works(self) -> Array:
        return np.ones((1, len(self.evidence.references) + 1))

    def _sums(self, power: Array) -> tuple[Array, Array]:
        there, absent = log_likelihoods(self.votes)
        return (
            summed(self.votes, there, power=power, sides=SIDES),
            summed(self.votes, absent, power=power, sides=SIDES),
        )

    @cached_property
    def ratio(self) -> Array:
        """Evidence for the presence of each unit, shape (units,): 1 where nothing is known."""
        found: Array = evidence_ratio(*self._all_sums, self.known[0])[0]
        return found

    def ratios(self, power: Array) -> Array:
        """Return the evidence when works count as `power` says, shape (runs, works): shape (runs, units)."""
        step = max(1, ROWS_PER_BLOCK // (max(1, len(self.units.names)) * SIDES * GRID))
        found = []
        for start in range(0, len(power), step):
            there, absent = self._sums(power[start : start + step])
            without, _ = learn(there, absent, base=self.units.base, slant=np.array(CLASS_OF))
            found.append(evidence_ratio(there, absent, without))
        return np.concatenate(found)

    @cached_property
    def factor_ratio(self) -> Array:
        """Evidence for the presence of each factor by its own claims, shape (factors,)."""
        return self._told(self.factors)

    @cached_property
    def happened(self) -> Array:
        """Probability that each step happened, shape (steps,)."""
        return np.where(self.reported(), presence(self._told(self.step_votes), HAPPENED), 0.0)

    def reported(self, power: Array | None = None) -> np.ndarray:
        """Whether a work says that each step happened, shape (steps,); what is only denied is no step."""
        said = self.step_votes
        heard = said.yes if power is None else said.yes & (power[said.work] > 0)
        return np.array([bool(heard[said.thing == at].any()) for at in range(len(self.steps))], dtype=bool)

    def _told(self, said: Said, power: Array | None = None) -> Array:
        """Return the evidence for things by the accuracy that their works showed on all kinds, shape (things,)."""
        votes = _votes(said)
        held = self._all_works if power is None else power[None]
        there, absent = (summed(votes, each, power=held, sides=SIDES) for each in log_likelihoods(votes))
        found: Array = evidence_ratio(there, absent, self.known[1])[0]
        return found

    def process_without(self, power: Array) -> Process:
        """Return the steps when works count as `power` says, shape (works,)."""
        if not len(self.steps):
            return self.process
        happened = presence(self._told(self.step_votes, power), HAPPENED)
        return self._process(np.where(self.reported(power), happened, 0.0))

    def factor_base(self) -> Array:
        """Return the base rate of each factor: of its kind, else that of a rated one."""
        return np.array(
            [self.units.base[self.units.place[f.checklist]] if f.checklist else RATED_BASE for f in self.case.factors]
        )

    @cached_property
    def process(self) -> Process:
        """The steps at the point."""
        return self._process(self.happened)

    def _process(self, happened: Array) -> Process:
        return build_process(self.steps, happened, state=self.state, as_of=self.evidence.as_of, horizon=self.horizon)

    def pushes(
        self, ratio: Array, prior: Split, *, shift: Array | None = None, belief: Array | float = BELIEF
    ) -> Array:
        """Return what each unit adds to the log probabilities, shape (..., units, moves)."""
        held = self.units.shift if shift is None else shift
        base_logit = stay_logit(self.units.base, held, prior=prior.moves())
        found = terms(ratio, held, base_logit=base_logit, stay=self.units.stay)
        return np.asarray(belief, dtype=float)[..., None, None] * weigh(found, self.units.members, overlap=OVERLAP)

    def verdict(
        self,
        prior: Split,
        *,
        ratio: Array | None = None,
        shift: Array | None = None,
        belief: float = BELIEF,
        process: Process | None = None,
    ) -> Array:
        """Return the probabilities of the outcomes at the point, shape (..., 4)."""
        return join(self.verdict_of_moves(prior, ratio=ratio, shift=shift, belief=belief, process=process))

    def verdict_of_moves(
        self,
        prior: Split,
        *,
        ratio: Array | None = None,
        shift: Array | None = None,
        belief: float = BELIEF,
        process: Process | None = None,
    ) -> Array:
        """Return the probabilities of the moves at the point, shape (..., 5)."""
        held = self.ratio if ratio is None else ratio
        steps = self.process if process is None else process
        push = self.pushes(held, prior, shift=shift, belief=belief).sum(axis=-2) + steps.push
        return steps.apply(posterior(prior.moves(), push))

    def left_of_units(self, left: Array) -> Array:
        """Return the share of each unit that is left when shares `left`, shape (factors,), of the factors are."""
        found = np.ones(len(self.units.names))
        for name, at in self.units.place.items():
            own = [f for f in self.factors_of(name) if not self.carried[f]]
            if own:
                weight = np.array([self._weight_for(self.case.factors[f].id) for f in own])
                weight = weight if weight.sum() > 0 else np.ones(len(own))
                found[at] = float(weight @ left[own] / weight.sum())
        return found

    def _weight_for(self, factor: str) -> float:
        at = self.factors.names.index(factor)
        own = (self.factors.thing == at) & self.factors.yes
        return float(self.factors.weight[own].sum())

    def removed(self, gone: Collection[int]) -> Array:
        """Return the shares of the factors that are left when some are gone, shape (factors,)."""
        present = np.ones(len(self.case.factors))
        present[list(gone)] = 0.0
        return self.dependence.left(present)

    def without(self, left: Array) -> Array:
        """Return the evidence of the units at the point when shares of the factors are left, shape (units,)."""
        return faded(self.ratio, self.units.base, left=self.left_of_units(left))

    def is_enemy_gone(self, left: Array) -> bool:
        """Whether everything that stands for the enemy that history counts is gone."""
        return len(self.switches) > 0 and float(left[self.switches].max()) <= 0.0


def _votes(said: Said) -> Votes:
    return Votes(said.thing, said.work, said.side, said.yes, said.weight, len(said.names))


def build_judgment(
    evidence: Evidence,
    state: str,
    *,
    horizon: float,
    carries: Callable[[Factor], bool] = lambda _: False,
    switches: Collection[str] = (),
    silent: Collection[str] = (),
    ratings: Overrides | None = None,
) -> Judgment:
    """Return the judgment of a case's evidence.

    Parameters
    ----------
    evidence : Evidence
        Visible claims of a case.
    state : str
        Present state of relation.
    horizon : float
        Years ahead.
    carries : callable
        Whether the prior has counted a factor: it then moves nothing of its own.
    switches : collection of str
        Factors that stand for the enemy that the prior counts.
    silent : collection of str
        Kinds that the prior has counted, so that their answers move nothing.
    ratings : Overrides, optional
        By default those of all raters together.
    """
    case = evidence.case
    carried = np.array([carries(factor) for factor in case.factors], dtype=bool)
    muted = {factor.id for factor, known in zip(case.factors, carried, strict=True) if known}
    units = build_units(case, state, ratings=ratings, muted=muted)
    kinds = [name for name in CHECKLIST if name not in silent]
    said = _said_of_units(evidence, units, kinds=kinds, muted=muted)
    steps = steps_of(evidence)
    column = {factor.id: at for at, factor in enumerate(case.factors)}
    return Judgment(
        case, evidence, units, said, said_of_factors(evidence), steps, said_of_steps(evidence, steps), state, horizon,
        carried, np.array([column[name] for name in switches], dtype=np.int64), frozenset(silent),
        build_dependence(case, horizon),
    )  # fmt: skip


def _said_of_units(evidence: Evidence, units: Units, *, kinds: Sequence[str], muted: Collection[str]) -> Said:
    """Return the votes on the units; a kind that is silent has none."""
    of_kinds = said_of_kinds(evidence, kinds, without=muted)
    own = {name: evidence.bears[name.removeprefix(OWN)] for name in units.names if name.startswith(OWN)}
    rated = votes_on(evidence, own)
    place = np.array([units.place[name] for name in (*of_kinds.names, *rated.names)], dtype=np.int64)
    thing = np.concatenate([of_kinds.thing, rated.thing + len(of_kinds.names)]).astype(np.int64)
    work, side, yes, weight = (
        np.concatenate([getattr(of_kinds, name), getattr(rated, name)]) for name in ("work", "side", "yes", "weight")
    )
    claims = {**dict.fromkeys(units.names, ()), **of_kinds.claims, **rated.claims}
    return Said(units.names, place[thing] if len(thing) else thing, work, side, yes, weight, claims)


@dataclass(frozen=True)
class JudgmentDraws:
    """Draws of all that is judged."""

    power: Array  #: Shape (draws, works + 1). Bootstrap weight of each work; the coder's own word has 1.
    grid: IntArray  #: Shape (draws, sides). Accuracy and slant of each side.
    shift: Array  #: Shape (draws, units, moves). Lambda.
    ratio: Array  #: Shape (draws, units). Evidence for presence.
    process: Process  #: The steps in every draw.
    happened: Array  #: Shape (draws, steps).
    factor_presence: Array = field(repr=False)  #: Shape (draws, factors).
    #: Logit of prevalence in the present state by prior, shape (draws, units): headline and scenarios ask for the same.
    stay_logits: dict[Split, Array] = field(default_factory=dict, repr=False)


def draw_judgment(judgment: Judgment, count: int, *, bootstrap: Array, rng: np.random.Generator) -> JudgmentDraws:
    """Return draws of the judgment; `bootstrap`, shape (draws, works), is what each work counts in a draw."""
    units = judgment.units
    scale = np.exp(rng.normal(0.0, SCALE_SPREAD, count))
    noise = rng.standard_normal((count, *units.shift.shape))
    shift = drawn_shifts(units.shift, base=units.base, spread=units.spread, scale=scale, noise=noise)
    shift = np.clip(shift, units.low, units.high)
    shift[:, :, units.stay] = 0.0
    grid = draw_grid(judgment.known[1], count, rng=rng)
    power = np.concatenate([bootstrap, np.ones((count, 1))], axis=1)
    told = (drawn_ratio(_votes(said), power=power, grid=grid) for said in (judgment.factors, judgment.step_votes))
    factors = presence(next(told), judgment.factor_base())
    steps = np.where(judgment.reported(), presence(next(told), HAPPENED), 0.0)
    process = build_process(
        judgment.steps, steps, state=judgment.state, as_of=judgment.evidence.as_of, horizon=judgment.horizon, rng=rng
    )
    ratio = drawn_ratio(judgment.votes, power=power, grid=grid)
    return JudgmentDraws(power, grid, shift, ratio, process, steps, factors)


def verdict_draws(
    judgment: Judgment, prior: Split, draws: JudgmentDraws, *, left: Array | None = None, steps: bool = True
) -> Array:
    """Return the outcomes in every draw, shape (draws, 4); `left`: shares of the factors that are left."""
    units, ratio = judgment.units, draws.ratio
    if left is not None:
        ratio = faded(ratio, units.base, left=judgment.left_of_units(left))
    moves = prior.moves(drawn=True)
    if prior not in draws.stay_logits:
        draws.stay_logits[prior] = stay_logit(units.base, draws.shift, prior=moves)
    found = terms(ratio, draws.shift, base_logit=draws.stay_logits[prior], stay=units.stay)
    push = BELIEF * weighed(found, units.members, overlap=OVERLAP)
    process = draws.process if steps else replace(draws.process, push=np.zeros_like(push), made=())
    return join(process.apply(posterior(moves, push + process.push)))
