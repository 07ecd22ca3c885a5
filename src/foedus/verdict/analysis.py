"""The analysis in the verdict: outcomes, scenarios, path, sensitivity, dissent, balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from foedus.assessment.model import Assessment
from foedus.assessment.verdict import distribution
from foedus.judgment.confidence import reasons
from foedus.judgment.scenarios import ScenarioResult
from foedus.judgment.sensitivity import Variant, total_variation
from foedus.terms.likelihood import likelihood
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.fill import fill
from foedus.verdict.numbers import by_outcome, number, probability_range
from foedus.verdict.types import analysis as types
from foedus.verdict.types.question import Confidence, Outcome, Rule, Scenario, ScenarioOutcome


def outcomes(found: Assessment, words: str) -> dict[str, Outcome]:
    """Return prior, probability, interval, term and inside view by outcome."""
    rows = {}
    for at, outcome in enumerate(OUTCOMES):
        said = likelihood(float(found.outcomes.point[at]), words)
        rows[outcome] = Outcome(
            prior=number(found.prior_interval.point[at]),
            prior_low=number(found.prior_interval.low[at]),
            prior_high=number(found.prior_interval.high[at]),
            probability=number(found.outcomes.point[at]),
            low=number(found.outcomes.low[at]),
            high=number(found.outcomes.high[at]),
            term=said.term,
            band=said.band,
            widened=bool(found.outcomes.widened[at]),
            inside=number(found.inside.point[at]),
            inside_low=number(found.inside.low[at]),
            inside_high=number(found.inside.high[at]),
        )
    return rows


def scenarios(found: Assessment, words: str) -> tuple[Scenario, ...]:
    """Return the scenarios; `change` is against the one in which every factor persists."""
    return tuple(
        fill(
            Scenario,
            result,
            removed_factors=tuple(result.removed),
            lost={
                factor.id: number(share)
                for factor, share in zip(found.case.factors, result.lost, strict=True)
                if share > 0
            },
            draw_share=number(result.share),
            outcomes=_in_scenario(result, found.scenarios[0].probability, words=words),
            reasons=(),
        )
        for result in found.scenarios
    )


def _in_scenario(result: ScenarioResult, base: np.ndarray, *, words: str) -> dict[str, ScenarioOutcome]:
    spread = probability_range(distribution(result.probability, result.draws))
    return {
        outcome: ScenarioOutcome(
            probability=spread[outcome].probability,
            low=spread[outcome].low,
            high=spread[outcome].high,
            term=likelihood(float(result.probability[at]), words).term,
            change=number(result.probability[at] - base[at]),
        )
        for at, outcome in enumerate(OUTCOMES)
    }


def confidence(found: Assessment) -> Confidence:
    """Return the level of confidence, its reasons and the rules with what was measured."""
    rules = tuple(
        fill(Rule, rule, low_bound=rule.low_until, high_bound=rule.high_from) for rule in found.confidence.rules
    )
    level = found.confidence.level
    return Confidence(level=level, reasons=tuple(reasons(found.confidence)), rules=rules, sentence="")


def path(found: Assessment) -> tuple[types.Snapshot, ...]:
    """Return the verdict as of earlier dates."""
    return tuple(
        types.Snapshot(as_of=shot.as_of.isoformat(), claims=shot.claims, outcomes=probability_range(shot.outcomes))
        for shot in found.path
    )


def sensitivity(found: Assessment) -> types.Sensitivity:
    """Return the verdict under every single change."""
    what = found.sensitivity
    base = found.outcomes.point
    return types.Sensitivity(
        baseline=by_outcome(base),
        leave_one_reference_out=tuple(
            types.WithoutReference(reference=row.id, **_left_out(row, base)) for row in what.references
        ),
        leave_one_perspective_out=tuple(
            types.WithoutPerspective(perspective=row.id, **_left_out(row, base)) for row in what.perspectives
        ),
        prior=_named(what.priors),
        belief=tuple(
            types.AtBelief(belief=float(row.id), outcomes=by_outcome(row.probability)) for row in what.beliefs
        ),
        ratios=_named(what.ratios),
        tornado=tuple(fill(types.Bar, bar, width=number(bar.high - bar.low)) for bar in what.tornado),
        decides=tuple(
            types.Decides(what=part, distance=number(distance), text=text)  # type: ignore[arg-type]
            for part, distance, text in what.decides
        ),
    )


def _named(variants: Sequence[Variant]) -> tuple[types.Variant, ...]:
    return tuple(fill(types.Variant, row, outcomes=by_outcome(row.probability)) for row in variants)


def _left_out(row: Variant, base: np.ndarray) -> dict[str, Any]:
    return {
        "outcomes": by_outcome(row.probability),
        "shift": by_outcome(row.probability - base),
        "flips": int(np.argmax(row.probability)) != int(np.argmax(base)),
        "claims": row.claims,
    }


def dissent(found: Assessment) -> types.Dissent:
    """Return outside against inside view and the strongest contrary claims."""
    contrary = tuple(
        fill(types.Contrary, row, push=by_outcome(row.push), text=found.case.claim[row.claim].text)
        for row in found.contrary
    )
    return types.Dissent(
        outside=by_outcome(found.prior.probability),
        inside=by_outcome(found.inside.point),
        distance=number(total_variation(found.prior.probability, found.inside.point)),
        contrary=contrary,
        sentences=(),
    )


def assumptions(found: Assessment) -> tuple[types.Assumption, ...]:
    """Return the key assumptions and the headline if each is false."""
    return tuple(
        fill(
            types.Assumption,
            row.assumption,
            if_false=by_outcome(row.if_false),
            shift=by_outcome(row.if_false - found.outcomes.point),
        )
        for row in found.assumptions
    )


def indicators(found: Assessment) -> tuple[types.Indicator, ...]:
    """Return the indicators with direction and computed size."""
    return tuple(
        fill(
            types.Indicator,
            row.indicator,
            shift=by_outcome(row.full),
            shift_one_reference=by_outcome(row.one_work),
            favours=OUTCOMES[int(np.argmax(row.full))] if np.abs(row.full).max() > 0 else "",
        )
        for row in found.indicators
    )


def uncounted(found: Assessment) -> tuple[types.Uncounted, ...]:
    """Return what of the case does not count, and why."""
    return tuple(fill(types.Uncounted, row) for row in found.uncounted)


def balance(found: Assessment) -> types.Balance:
    """Return claims, works and weight by perspective, claims by kind, one-sided findings."""
    kinds = Counter(claim.kind for claim in found.evidence.claims)
    rows = [
        types.PerspectiveShare(
            perspective=whose,
            label=found.case.actor[whose].name if whose in found.case.actor else whose,
            claims=found.balance.claims.get(whose, 0),
            weight_share=number(share),
            references=found.balance.references.get(whose, 0),
        )
        for whose, share in found.balance.weight.items()
    ]
    return types.Balance(
        perspectives=tuple(sorted(rows, key=lambda row: (-row.weight_share, row.perspective))),
        kinds=tuple(types.KindCount(kind=kind, claims=kinds[kind]) for kind in sorted(kinds)),
        unknown_share=number(found.balance.unknown_share),
        one_sided=tuple(
            types.OneSided(what=what, id=name, perspective=whose, share=number(share))  # type: ignore[arg-type]
            for what, name, whose, share in found.balance.one_sided
        ),
    )
