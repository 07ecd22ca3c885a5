"""Commitment and dependence in the verdict."""

from __future__ import annotations

from foedus.assessment.commitment.build import PATIENCE, Course, Side, build_commitment
from foedus.assessment.commitment.channels import Channel
from foedus.assessment.commitment.drawn import Drawn, claims_of
from foedus.assessment.model import Assessment
from foedus.verdict.numbers import number
from foedus.verdict.types import commitment as types


def commitment(found: Assessment, given: tuple[Channel, ...] = ()) -> types.Commitment | None:
    """Return whether each of the pair would keep the bond; `given` is dependence by datasets."""
    made = build_commitment(found, given)
    if made is None:
        return None
    return types.Commitment(
        patience=PATIENCE,
        sides=tuple(map(_side, made.sides)),
        scenarios=tuple(map(_scenario, made.courses)),
        dependence=channels(made.channels),
        text=(),
    )


def measured(drawn: Drawn) -> types.Measured:
    """Return a number with its interval."""
    value, low, high = drawn.span
    return types.Measured(value=number(value), low=number(low), high=number(high))


def waited(drawn: Drawn) -> types.Waited:
    """Return years with their interval."""
    value, low, high = drawn.span
    return types.Waited(value=number(value), low=number(low), high=number(high))


def _side(side: Side) -> types.CommittedSide:
    return types.CommittedSide(
        actor=side.actor,
        convergence=measured(side.convergence),
        dependence=measured(side.dependence),
        exposure=measured(side.exposure),
        option=side.option.partner,
        option_worth=measured(side.option.worth),
        gain=measured(side.payoffs.gain),
        temptation=measured(side.payoffs.temptation),
        loss=measured(side.payoffs.loss),
        abandonment=measured(side.abandonment),
        entrapment=measured(side.entrapment),
        unknown=tuple(part.unknown for part in side.parts if part.unknown),
        claims=claims_of(side.parts),
    )


def _scenario(course: Course) -> types.CommitmentScenario:
    return types.CommitmentScenario(
        scenario=course.scenario,
        label=course.label,
        continuation=measured(course.continuation),
        shadow=measured(course.shadow),
        sides=tuple(
            types.SideInScenario(
                actor=held.actor,
                critical=measured(held.critical),
                least_continuation=number(held.least) if held.least <= 1 else None,
                keeps=held.keeps,
                share=number(float(held.kept.mean())),
            )
            for held in course.sides
        ),
        both=number(course.both),
        lets_go=course.lets_go,
        wait=None if course.wait is None else waited(course.wait),
    )


def channels(rows: tuple[Channel, ...]) -> tuple[types.ChannelDependence, ...]:
    """Return the dependence by channel and period, with the balance of the two."""
    point = {(row.channel, row.period, row.source, row.actor): row.dependence.point for row in rows}
    return tuple(
        types.ChannelDependence(
            channel=row.channel,
            period=row.period,
            actor=row.actor,
            partner=row.partner,
            dependence=measured(row.dependence),
            share=number(row.share),
            concentration=number(row.concentration),
            balance=_balance(row, point.get((row.channel, row.period, row.source, row.partner))),
            next_best=row.next_best,
            source=row.source,
            part=row.part,
            counted=row.counted,
            claims=row.dependence.claims,
        )
        for row in rows
    )


def _balance(row: Channel, other: float | None) -> float | None:
    return None if other is None else number(row.dependence.point - other)
