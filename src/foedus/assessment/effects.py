"""What follows from the verdict: indicators, assumptions, contrary evidence, balance of perspectives."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from foedus.assessment.model import Array, AssumptionEffect, Balance, Contrary, Distribution, IndicatorEffect, Synthesis
from foedus.case.model import Case
from foedus.evidence.factors import STRENGTH_PRIOR
from foedus.evidence.visible import Evidence
from foedus.judgment.confidence import Basis, Confidence, judge_confidence
from foedus.judgment.sensitivity import Inputs, Variant, total_variation, with_strength, without_factors

ONE_SIDED = 0.8
"""A finding is one-sided where one perspective has at least this share of its weight."""

CONTRARY = 8


def indicator_effects(case: Case, inputs: Inputs, *, synthesis: Synthesis) -> tuple[IndicatorEffect, ...]:
    """Return the effect of every indicator on the headline.

    Full swing: the factor reaches strength 1 (+) or vanishes (-). One work: a fully reliable new reference (weight 1)
    bears for or against the factor.
    """
    column = {factor.id: at for at, factor in enumerate(case.factors)}
    found = []
    for indicator in case.indicators:
        at = column[indicator.factor]
        row = synthesis.strengths[at]
        up = indicator.direction == "+"
        gain, loss = (row.weight_for + up, row.weight_against + (not up))
        moved = (gain - loss) / (gain + loss + STRENGTH_PRIOR) * row.magnitude
        full = with_strength(inputs, at, value=1.0) if up else without_factors(inputs, [at])
        base = inputs.baseline
        found.append(IndicatorEffect(indicator, full - base, with_strength(inputs, at, value=moved) - base))
    return tuple(found)


def assumption_effects(case: Case, inputs: Inputs) -> tuple[AssumptionEffect, ...]:
    """Return the headline if each key assumption is false: its factors gone, their dependants weakened."""
    column = {factor.id: at for at, factor in enumerate(case.factors)}
    return tuple(
        AssumptionEffect(assumption, without_factors(inputs, [column[name] for name in assumption.factors]))
        for assumption in case.assumptions
    )


def contrary_evidence(evidence: Evidence, shift: Array, *, strength: Array, leading: int) -> tuple[Contrary, ...]:
    """Return the weightiest claims that pull against the leading outcome.

    `shift`, shape (factors, 4), is what each factor does to the headline; `strength`, shape (factors,): a factor that
    the evidence denies (below 0) turns its claims round.
    """
    found = []
    for at, factor in enumerate(evidence.case.factors):
        for claim, bears in evidence.bears[factor.id]:
            push = shift[at] * bears * np.sign(strength[at])
            if push[leading] < 0:
                found.append(Contrary(evidence.claims[claim].id, factor.id, push, evidence.weight(claim)))
    found.sort(key=lambda row: (row.push[leading] * row.weight, row.claim, row.factor))
    seen: dict[str, Contrary] = {}
    for row in found:
        seen.setdefault(row.claim, row)
    return tuple(seen.values())[:CONTRARY]


def build_balance(evidence: Evidence, synthesis: Synthesis) -> Balance:
    """Return claims and weight by perspective, and the findings that rest on one perspective alone."""
    shares = evidence.perspectives_of(range(len(evidence.claims)))
    total = sum(shares.values()) or 1.0
    claims: dict[str, int] = {}
    for claim in evidence.claims:
        for whose in {evidence.perspective[evidence.reference_index[key]] for key in evidence.rests_on(claim)}:
            claims[whose] = claims.get(whose, 0) + 1
    works: dict[str, int] = {}
    for whose in evidence.perspective:
        works[whose] = works.get(whose, 0) + 1
    weight = {whose: shares[whose] / total for whose in sorted(shares)}
    return Balance(weight, claims, works, tuple(_one_sided(evidence, synthesis)))


def _one_sided(evidence: Evidence, synthesis: Synthesis) -> Iterable[tuple[str, str, str, float]]:
    at = {claim.id: index for index, claim in enumerate(evidence.claims)}
    findings = [("factor", row.factor, row.estimate.claims) for row in synthesis.strengths]
    findings += [
        ("position", f"{key[0]} on {key[1]}", held.estimate.claims)
        for key, held in synthesis.positions.items()
        if held.estimate is not None
    ]
    findings += [("threat", f"{row.source} to {row.actor}", row.estimate.claims) for row in synthesis.threats]
    for what, name, claims in findings:
        shares = evidence.perspectives_of(at[claim] for claim in claims)
        if len(claims) < 2 or not shares:
            continue
        whose = max(sorted(shares), key=lambda key: shares[key])
        share = shares[whose] / sum(shares.values())
        if share >= ONE_SIDED:
            yield what, name, whose, share


def build_confidence(
    evidence: Evidence,
    balance: Balance,
    *,
    inputs: Inputs,
    outcomes: Distribution,
    inside: Distribution,
    left_out: tuple[tuple[Variant, ...], tuple[Variant, ...]],
) -> Confidence:
    """Return confidence by the written rules of :mod:`foedus.judgment.confidence`."""
    bearing = {
        key for rows in evidence.bears.values() for at, _ in rows for key in evidence.rests_on(evidence.claims[at])
    }
    unknown = {key for key, grade in zip(evidence.references, evidence.reliability, strict=True) if np.isnan(grade)}
    weight = unrated = 0.0
    for at, claim in enumerate(evidence.claims):
        works = evidence.rests_on(claim)
        weight += evidence.weight(at)
        unrated += evidence.weight(at) * sum(key in unknown for key in works) / len(works)
    leading = int(np.argmax(outcomes.point))
    flips = [sum(int(np.argmax(variant.probability)) != leading for variant in group) for group in left_out]
    return judge_confidence(
        Basis(
            references=float(len(bearing)),
            unknown_share=unrated / weight if weight else 1.0,
            largest_perspective=max(balance.weight.values(), default=1.0),
            view_distance=total_variation(inputs.outside, inside.point),
            flips_reference=flips[0],
            flips_perspective=flips[1],
            width=float(outcomes.high[leading] - outcomes.low[leading]),
        )
    )
