"""Who gives way on what divides the pair: bargaining on each disputed issue of a case, and what a trade would bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.assessment.capabilities import Capability
from foedus.assessment.disputes import LEAST_ACTORS, disputed, weighed
from foedus.case.model import Case
from foedus.errors import InputError
from foedus.evidence.positions import Position
from foedus.evidence.spread import scatter
from foedus.models.bargaining.bargain import Bargain, solve_drawn
from foedus.models.bargaining.issue import Issue
from foedus.models.bargaining.trade import Logroll, logroll

DRAWS = 200
ROUNDS = 10


@dataclass(frozen=True)
class Dispute:
    """A disputed issue."""

    issue: str  #: Its id.
    bargain: Bargain | None  #: What is to be expected; None where fewer than three actors can be weighed.
    weighed: tuple[str, ...]  #: Actors in it, in the order of the bargain.
    left_out: tuple[tuple[str, str], ...]  #: Tuple of (str, str). Actors with a position that are not in it, and why.


@dataclass(frozen=True)
class Bargains:
    """The disputed issues, and what the pair could gain by settling them together; None with fewer than two."""

    disputes: tuple[Dispute, ...]
    trade: Logroll | None


def build_bargains(
    case: Case,
    positions: Mapping[tuple[str, str], Position],
    *,
    capability: Mapping[str, Capability],
    rng: np.random.Generator,
) -> Bargains:
    """Return the bargaining on every issue on which both of the pair hold positions that lie apart.

    Positions are by (actor, issue); `rng` draws positions, capability and salience, spawned by issue.
    """
    disputes, traded = [], []
    streams = dict(zip((issue.id for issue in case.issues), rng.spawn(len(case.issues)), strict=True))
    for issue, held in disputed(case, positions):
        dispute = _dispute(issue, held, capability=capability, rng=streams[issue])
        disputes.append(dispute)
        if set(case.settings.focal_pair) <= {actor for actor in held if actor in capability}:
            traded.append(
                _issue(issue, {actor: row for actor, row in held.items() if actor in capability}, capability=capability)
            )
    return Bargains(tuple(disputes), _trade(traded, case.settings.focal_pair))


def _dispute(
    name: str, held: Mapping[str, Position], *, capability: Mapping[str, Capability], rng: np.random.Generator
) -> Dispute:
    having = weighed(held, capability)
    left_out = tuple(
        (actor, "no capability" if actor not in capability else "capability 0") for actor in held if actor not in having
    )
    if len(having) < LEAST_ACTORS:
        return Dispute(name, None, tuple(having), left_out)
    issue = _issue(name, having, capability=capability)
    spread = np.array([row.estimate.n_eff for row in having.values() if row.estimate is not None])
    drawn = scatter(np.tile(issue.position, (DRAWS, 1)), np.tile(spread, (DRAWS, 1)), low=-1.0, high=1.0, rng=rng)
    found = solve_drawn(issue, rng=rng, position_draws=drawn, rounds=ROUNDS)
    return Dispute(name, found, tuple(having), left_out)


def _issue(name: str, held: Mapping[str, Position], *, capability: Mapping[str, Capability]) -> Issue:
    rows = [row for row in held.values() if row.estimate is not None]
    return Issue(
        name,
        tuple(held),
        np.array([row.estimate.value for row in rows if row.estimate is not None]),
        np.array([capability[actor].value for actor in held]),
        np.array([row.salience.value for row in rows]),
        -1.0,
        1.0,
    )


def _trade(issues: list[Issue], pair: tuple[str, str]) -> Logroll | None:
    try:
        return logroll(issues, *pair) if len(issues) > 1 else None
    except InputError:  # the two stand together on all of them
        return None
