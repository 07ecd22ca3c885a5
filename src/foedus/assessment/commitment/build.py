"""Critical patience, the shadow of the future, dependence and the alliance dilemma of the pair of an assessment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.assessment.commitment.bargain import wait_for_terms
from foedus.assessment.commitment.channels import Channel, channels_of_claims
from foedus.assessment.commitment.drawn import Drawn, claims_of, unknown
from foedus.assessment.commitment.partners import Option, best_option, ties_of
from foedus.assessment.commitment.payoffs import Payoffs, convergence_for, exposure_of, payoffs
from foedus.assessment.commitment.shadow import Bonds, bonds_of
from foedus.assessment.model import Assessment
from foedus.assessment.streams import stream
from foedus.models.commitment.dilemma import abandonment, entrapment
from foedus.models.commitment.thresholds import grim, least_continuation

PATIENCE = 0.9
"""Worth of next year as a share of this one, of a bond that is sure to last: assumed, and told."""

EXPLICIT = {"alliance": 1.0, "entente": 0.5}
"""How explicit the obligation is by the state of relation: a defence pact, lesser obligations; in others there is none."""


@dataclass(frozen=True)
class Side:
    """One of the pair, with what its payoffs are made of."""

    actor: str
    convergence: Drawn
    dependence: Drawn
    exposure: Drawn
    option: Option
    payoffs: Payoffs  #: As things are.
    abandonment: Drawn
    entrapment: Drawn

    @property
    def parts(self) -> tuple[Drawn, ...]:
        """What was read from the evidence."""
        return self.convergence, self.dependence, self.exposure, self.option.worth


@dataclass(frozen=True)
class Held:
    """A side in a scenario: its critical patience (the middle draw), whether it keeps the bond, and in which draws."""

    actor: str
    critical: Drawn
    least: float  #: Chance a year that the bond goes on below which it lets go; above 1 it lets go of a sure bond.
    keeps: bool  #: In most draws.
    kept: np.ndarray


@dataclass(frozen=True)
class Course:
    """A scenario: the chance that the bond goes on a year, the shadow of the future, and both sides."""

    scenario: str
    label: str
    continuation: Drawn
    shadow: Drawn
    sides: tuple[Held, Held]
    wait: Drawn | None  #: Mean years until one accepts the other's terms; None where the bond has no next year.

    @property
    def both(self) -> float:
        """Share of draws in which both keep the bond."""
        return float((self.sides[0].kept & self.sides[1].kept).mean())

    @property
    def lets_go(self) -> str:
        """Who lets go first as the shadow grows shorter; empty where both keep the bond."""
        one, two = self.sides
        return "" if one.keeps and two.keeps else (one if one.least >= two.least else two).actor


@dataclass(frozen=True)
class Commitment:
    """Whether each of the pair would keep the bond, and who depends on whom. No probability moves by it."""

    sides: tuple[Side, Side]
    courses: tuple[Course, ...]  #: The first is the course of things as they are.
    channels: tuple[Channel, ...]


def build_commitment(found: Assessment, given: tuple[Channel, ...] = ()) -> Commitment | None:
    """Return the commitment of the pair of an assessment; None where the case has no factor and no claim on the pair.

    Parameters
    ----------
    found : Assessment
        The assessment; it is read and not changed.
    given : tuple of Channel
        Dependence by datasets, in the order of time; its last period stands for the claims on the same channel.
    """
    if not found.case.factors or not found.evidence.claims:
        return None
    rng = stream(found.options.seed, "commitment")
    channels = channels_of_claims(found.evidence, found.drawn.power)
    bonds = bonds_of(found, rng)
    one, two = (_parts(found, (*channels, *given), ends=ends, rng=rng) for ends in _ends(found))
    sides = (_side(found, one, two), _side(found, two, one))
    courses = tuple(_course(row.id, row.label, lost=row.lost, bonds=bonds, sides=sides) for row in found.scenarios)
    return Commitment(sides, courses, (*channels, *given))


def _ends(found: Assessment) -> tuple[tuple[str, str], tuple[str, str]]:
    one, two = found.case.settings.focal_pair
    return (one, two), (two, one)


@dataclass(frozen=True)
class _Parts:
    actor: str
    convergence: Drawn
    dependence: Drawn
    exposure: Drawn
    option: Option


def _parts(
    found: Assessment,
    channels: tuple[Channel, ...],
    *,
    ends: tuple[str, str],
    rng: np.random.Generator,
) -> _Parts:
    """What the evidence says of one side."""
    count, synthesis = found.options.draws, found.synthesis
    side, other = ends
    close = convergence_for(side, synthesis.convergence, positions=synthesis.positions, count=count, rng=rng)
    option = best_option(
        found.case, ties_of(synthesis.ties), side=side, other=other, capability=found.capability, count=count, rng=rng
    )
    exposed = exposure_of(side, synthesis.threats, count=count, rng=rng)
    return _Parts(side, close, _depends(channels, side=side, count=count, rng=rng), exposed, option)


def _depends(channels: tuple[Channel, ...], *, side: str, count: int, rng: np.random.Generator) -> Drawn:
    """Mean dependence over the channels of which anything is known; a dataset's last period stands for the claims.

    A dataset that tells a part of a channel only, as votes do, counts as a channel of its own.
    """
    by_channel = {(row.channel, row.part): row.dependence for row in channels if row.actor == side}
    rows = list(by_channel.values())
    if not rows:
        return unknown("no claim and no dataset on what it takes from the other", count, rng)
    draws = np.mean([np.broadcast_to(row.draws, count) for row in rows], axis=0)
    return Drawn(float(np.mean([row.point for row in rows])), draws, claims_of(rows))


def _side(found: Assessment, own: _Parts, other: _Parts) -> Side:
    explicit = EXPLICIT.get(found.state, 0.0)
    apart, theirs = _less(own.convergence), _less(other.convergence)
    option = other.option.worth
    left = Drawn(
        float(abandonment(own.dependence.point, option.point, divergence=theirs.point, explicit=explicit)),
        abandonment(own.dependence.draws, option.draws, divergence=theirs.draws, explicit=explicit),
        claims_of((own.dependence, option, theirs)),
    )
    drawn_in = Drawn(
        float(entrapment(own.dependence.point, own.option.worth.point, divergence=apart.point, explicit=explicit)),
        entrapment(own.dependence.draws, own.option.worth.draws, divergence=apart.draws, explicit=explicit),
        claims_of((own.dependence, own.option.worth, apart)),
    )
    whole = Drawn(1.0, np.ones(found.options.draws))
    made = payoffs(own.convergence, own.dependence, option=own.option.worth, exposed=own.exposure, divides=whole)
    return Side(own.actor, own.convergence, own.dependence, own.exposure, own.option, made, left, drawn_in)


def _less(number: Drawn) -> Drawn:
    """What is missing to 1."""
    return Drawn(1 - number.point, 1 - number.draws, number.claims, number.unknown)


def _course(name: str, label: str, *, lost: np.ndarray, bonds: Bonds, sides: tuple[Side, Side]) -> Course:
    goes_on, divides = bonds.continuation(lost), bonds.divides(lost)
    shadow = Drawn(PATIENCE * goes_on.point, PATIENCE * goes_on.draws)
    one, two = (_held(side, divides=divides, shadow=shadow) for side in sides)
    gains = (sides[0].payoffs.gain, sides[1].payoffs.gain)
    return Course(name, label, goes_on, shadow, (one, two), wait_for_terms(gains, divides=divides, shadow=shadow))


def _held(side: Side, *, divides: Drawn, shadow: Drawn) -> Held:
    """A side in a course. Its parts lie at the ends of their scales, so that the threshold of the points is kinder than most draws:
    what is told is the middle draw, and a side keeps the bond where most draws do."""
    made = payoffs(side.convergence, side.dependence, option=side.option.worth, exposed=side.exposure, divides=divides)
    draws = np.minimum(grim(made.draws), 1.0)
    middle, kept = float(np.median(draws)), shadow.draws >= draws
    return Held(
        side.actor, Drawn(middle, draws), float(least_continuation(middle, PATIENCE)), bool(kept.mean() >= 0.5), kept
    )
