"""What follows from the verdict: indicators, assumptions, contrary evidence, balance of perspectives."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from foedus.assessment.model import Array, AssumptionEffect, Balance, Contrary, Distribution, IndicatorEffect, Synthesis
from foedus.case.model import Case
from foedus.evidence.steps import Step
from foedus.evidence.visible import Evidence
from foedus.judgment.accuracy import Votes, evidence_ratio, log_likelihoods, unseen
from foedus.judgment.confidence import Basis, Confidence, judge_confidence
from foedus.judgment.effects import Effects, claim_shares
from foedus.judgment.inside_view import Judgment
from foedus.judgment.process import build_process
from foedus.judgment.sensitivity import Inputs, Variant, certain, total_variation, with_evidence, without_factors
from foedus.judgment.units import unit_of
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.steps import OBLIGATIONS, STAGES

ONE_SIDED = 0.8
"""A finding is one-sided where one perspective has at least this share of its weight."""

CONTRARY = 8


def indicator_effects(case: Case, inputs: Inputs) -> tuple[IndicatorEffect, ...]:
    """Return the effect of every indicator on the headline.

    Full swing: what it speaks of is certainly there (+), or gone with what hangs on it (-). One work: a fully reliable
    new work, of a side of which nothing else is known, says so.
    """
    judge, found = inputs.judgment, []
    base = inputs.baseline
    for indicator in case.indicators:
        at = next(at for at, factor in enumerate(case.factors) if factor.id == indicator.factor)
        up = indicator.direction == "+"
        unit = judge.units.place.get(unit_of(case, indicator.factor))
        if judge.carried[at] or unit is None:
            nothing = np.zeros_like(base)
            full = nothing if up else without_factors(inputs, [at]) - base
            found.append(IndicatorEffect(indicator, full, nothing))
            continue
        full = (
            with_evidence(inputs, unit, change=lambda _: certain(there=True)) if up else without_factors(inputs, [at])
        )
        work = one_work(yes=up)
        one = with_evidence(inputs, unit, change=lambda ratio, work=work: ratio * work)  # type: ignore[misc]
        found.append(IndicatorEffect(indicator, full - base, one - base))
    return tuple(found)


def one_work(*, yes: bool, weight: float = 1.0) -> float:
    """Return the likelihood ratio of one vote of a work of whose side nothing is known.

    >>> one_work(yes=True) > 1 > one_work(yes=False)
    True
    """
    only = np.zeros(1, dtype=np.int64)
    vote = Votes(only, only, only, np.array([yes]), np.array([weight]), 1)
    there, absent = (row[:, None, None, :] for row in log_likelihoods(vote))
    return float(evidence_ratio(there, absent, unseen(slant=1))[0, 0])


def assumption_effects(case: Case, inputs: Inputs) -> tuple[AssumptionEffect, ...]:
    """Return the headline if each key assumption is false: its factors gone, their dependants weakened."""
    column = {factor.id: at for at, factor in enumerate(case.factors)}
    return tuple(
        AssumptionEffect(assumption, without_factors(inputs, [column[name] for name in assumption.factors]))
        for assumption in case.assumptions
    )


def contrary_evidence(judgment: Judgment, effects: Effects, *, against: int) -> tuple[Contrary, ...]:
    """Return the claims that pull most against an outcome, each with its own part in what its factor does."""
    evidence = judgment.evidence
    index = {claim.id: at for at, claim in enumerate(evidence.claims)}
    found = []
    for at, factor in enumerate(evidence.case.factors):
        net = float(np.sign(np.log(judgment.factor_ratio[at])))
        for claim, part in claim_shares(judgment, at).items():
            push = effects.factors[at] * part * net
            if push[against] < 0:
                found.append(Contrary(claim, factor.id, push, evidence.weight(index[claim])))
    found.sort(key=lambda row: (row.push[against], row.claim, row.factor))
    seen: dict[str, Contrary] = {}
    for row in found:
        seen.setdefault(row.claim, row)
    return tuple(seen.values())[:CONTRARY]


def if_taken(inputs: Inputs, makes: str) -> dict[str, Array]:
    """Return the headline by stage if that step towards a treaty were taken on the day of the cut-off.

    Empty where the pair is in the state that such a treaty makes, or in a closer one.
    """
    judge = inputs.judgment
    if OUTCOMES.index(judge.state) <= OUTCOMES.index(makes):
        return {}
    obligation = next(name for name, row in OBLIGATIONS.items() if row.makes == makes)
    day = judge.evidence.as_of
    found = {}
    for stage in (name for name, row in STAGES.items() if row.forward and name != "in_force"):
        step = Step(
            "step:if", makes, (obligation,), stage, judge.case.settings.focal_pair, day, day, day.isoformat(), ()
        )
        process = build_process(
            (*judge.steps, step), np.append(judge.happened, 1.0), state=judge.state, as_of=day, horizon=judge.horizon
        )
        found[stage] = judge.verdict(inputs.prior, process=process)
    return found


def build_balance(judgment: Judgment, synthesis: Synthesis) -> Balance:
    """Return claims and weight by perspective, and the findings that rest on one perspective alone."""
    evidence = judgment.evidence
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
    return Balance(weight, claims, works, tuple(_one_sided(judgment, synthesis)))


def _one_sided(judgment: Judgment, synthesis: Synthesis) -> Iterable[tuple[str, str, str, float]]:
    evidence = judgment.evidence
    at = {claim.id: index for index, claim in enumerate(evidence.claims)}
    findings = [("factor", name, tuple(claim for claim, _ in own)) for name, own in judgment.factors.claims.items()]
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
    heard = {*inputs.judgment.said.work.tolist(), *inputs.judgment.step_votes.work.tolist()} - {
        len(evidence.references)
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
            references=float(len(heard)),
            unknown_share=unrated / weight if weight else 1.0,
            largest_perspective=max(balance.weight.values(), default=1.0),
            view_distance=total_variation(inputs.prior.point, inside.point),
            flips_reference=flips[0],
            flips_perspective=flips[1],
            width=float(outcomes.high[leading] - outcomes.low[leading]),
        )
    )
