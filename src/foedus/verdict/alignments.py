"""Alignments and bargaining in the verdict: who stands with whom, and who gives way on what divides the pair."""

from __future__ import annotations

import numpy as np

from foedus.assessment import alignments as assessed
from foedus.assessment.bargains import Dispute
from foedus.assessment.model import Assessment
from foedus.models.bargaining.bargain import Bargain
from foedus.models.bargaining.dynamics import Dynamics
from foedus.models.blocs.result import BlocAnalysis
from foedus.models.landscape.result import Landscape
from foedus.verdict.fill import fill
from foedus.verdict.numbers import number
from foedus.verdict.types import alignments as types
from foedus.verdict.types import bargaining as bargains

MINIMA = 5
"""Minima of the landscape that the file lists."""


def alignments(found: Assessment) -> types.Alignments | None:
    """Return the alignments; None where no tie joins the first of the pair with anybody."""
    made = found.alignments
    if made is None:
        return None
    analysis, partition = made.analysis, made.analysis.partition
    actors = _actors(made)
    pair = next((row for row in actors if row.actor == found.case.settings.focal_pair[1]), None)
    return types.Alignments(
        model="model:blocs",
        anchor=analysis.network.actors[analysis.anchor] if analysis.anchor is not None else "",
        frustration_index=number(partition.upper),
        lower=number(partition.lower),
        upper=number(partition.upper),
        status=partition.status,  # type: ignore[arg-type]
        unique=analysis.unique,
        ties=len(made.ties),
        hostile=int((analysis.network.graph.sign < 0).sum()),
        left_out=made.left_out,
        draws=made.draws,
        actors=actors,
        pair_margin_low=None if pair is None else pair.margin_low,
        pair_margin_high=None if pair is None else pair.margin_high,
        pair_together=None if pair is None else pair.with_anchor,
        frustrated=_frustrated(made),
        several=_several(made.several),
        windows=tuple(
            fill(types.SidesInWindow, row, window=row.label, frustration_index=number(row.index), sides=dict(row.sides))
            for row in made.windows
        ),
        landscape=None if made.landscape is None else _landscape(made.landscape),
        text=(),
    )


def _actors(made: assessed.Alignments) -> tuple[types.AlignedActor, ...]:
    analysis = made.analysis
    margins = analysis.margins
    rows = []
    for at, actor in enumerate(analysis.network.actors):
        low, high = (np.nan, np.nan) if margins is None else (margins.lower[at], margins.upper[at])
        rows.append(
            types.AlignedActor(
                actor=actor,
                side=int(analysis.partition.labels[at]) or None,
                margin_low=_finite(low),
                margin_high=_finite(high),
                with_anchor=_finite(made.with_anchor.get(actor, np.nan)),
            )
        )
    return tuple(rows)


def _finite(value: float) -> float | None:
    return number(value) if np.isfinite(value) else None


def _frustrated(made: assessed.Alignments) -> tuple[types.FrustratedTie, ...]:
    """Ties against the grain in some best division, the strongest first."""
    analysis = made.analysis
    rows = [
        fill(types.FrustratedTie, tie, value=number(tie.estimate.value), in_best_divisions=str(status))
        for tie, status, wrong in zip(made.ties, analysis.statuses, analysis.partition.frustrated, strict=True)
        if wrong or status in ("every", "some")
    ]
    return tuple(sorted(rows, key=lambda row: (-abs(row.value), row.a, row.b)))


def _several(analysis: BlocAnalysis) -> types.Camps:
    labels, names = analysis.partition.labels, analysis.network.actors

    def members(bloc: int) -> tuple[str, ...]:
        return tuple(names[at] for at in np.flatnonzero(labels == bloc))

    return types.Camps(
        frustration_index=number(analysis.partition.upper),
        lower=number(analysis.partition.lower),
        status=analysis.partition.status,
        blocs=tuple(map(members, range(1, int(labels.max()) + 1))),
        unattached=members(0),
    )


def _landscape(found: Landscape) -> types.Landscape:
    minima = tuple(fill(types.Minimum, row) for row in found.minima[:MINIMA])
    return fill(types.Landscape, found, actors=tuple(found.placed), minima=minima)


def bargaining(found: Assessment) -> bargains.Bargaining:
    """Return the disputed issues with the compromise and the rounds, and what a trade would bring."""
    made = found.bargains
    disputes = () if made is None else made.disputes
    weighed = sorted({actor for row in disputes for actor in row.weighed})
    return bargains.Bargaining(
        model="model:bargaining",
        capabilities=tuple(
            fill(bargains.Capability, held, actor=actor)
            for actor in weighed
            if (held := found.capability.get(actor)) is not None
        ),
        issues=tuple(map(_dispute, disputes)),
        trade=_trade(found),
        text=(),
    )


def _trade(found: Assessment) -> bargains.Trade | None:
    trade = None if found.bargains is None else found.bargains.trade
    if trade is None:
        return None
    return bargains.Trade(
        power=number(trade.power),
        gains={name: number(gain) for name, gain in zip(trade.pair, trade.gains, strict=True)},
        issues=tuple(fill(bargains.TradedIssue, row) for row in trade.issues),
    )


def _dispute(row: Dispute) -> bargains.DisputedIssue:
    found = row.bargain
    left_out = tuple(bargains.LeftOut(actor=actor, reason=reason) for actor, reason in row.left_out)
    if found is None:
        return bargains.DisputedIssue(
            issue=row.issue, actors=(), left_out=left_out, baselines=None, error_low=None, error_high=None, draws=0,
            rounds=None, notes=(),
        )  # fmt: skip
    return bargains.DisputedIssue(
        issue=row.issue,
        actors=_weights(found),
        left_out=left_out,
        baselines={name: fill(bargains.Placed, held) for name, held in found.baselines.items()},
        error_low=number(found.error_band[0]),
        error_high=number(found.error_band[1]),
        draws=found.draws,
        rounds=None if found.dynamics is None else _rounds(found.dynamics, row.weighed),
        notes=tuple(found.notes),
    )


def _weights(found: Bargain) -> tuple[bargains.Bargainer, ...]:
    issue = found.issue
    shares = issue.weights / issue.weights.sum()
    return tuple(
        bargains.Bargainer(
            actor=actor,
            position=number(issue.position[at]),
            salience=number(issue.salience[at]),
            weight=number(shares[at]),
        )
        for at, actor in enumerate(issue.actors)
    )


def _rounds(found: Dynamics, actors: tuple[str, ...]) -> bargains.Rounds:
    return bargains.Rounds(
        variant=found.variant.name,
        state=found.state,
        medians=tuple(map(number, found.medians)),
        positions={actor: tuple(map(number, found.positions[:, at])) for at, actor in enumerate(actors)},
        moves=tuple(
            fill(bargains.Move, move, round=at, by=move.sender)
            for at, moves in enumerate(found.moves, start=1)
            for move in moves
        ),
    )
