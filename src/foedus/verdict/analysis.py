"""The analysis in `verdict.json`: outcomes, scenarios, outside view, path, sensitivity, dissent, balance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from foedus.assessment.model import Assessment
from foedus.assessment.verdict import distribution
from foedus.judgment.confidence import reasons
from foedus.judgment.sensitivity import Variant, total_variation
from foedus.terms.likelihood import likelihood
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.numbers import by_outcome, number, probability_range


def outcomes(found: Assessment, words: str) -> dict[str, dict[str, Any]]:
    """Return prior, probability, interval, term and inside view by outcome."""
    rows = {}
    for at, outcome in enumerate(OUTCOMES):
        said = likelihood(float(found.outcomes.point[at]), words)
        rows[outcome] = {
            "prior": number(float(found.prior_interval.point[at])),
            "prior_low": number(float(found.prior_interval.low[at])),
            "prior_high": number(float(found.prior_interval.high[at])),
            "probability": number(float(found.outcomes.point[at])),
            "low": number(float(found.outcomes.low[at])),
            "high": number(float(found.outcomes.high[at])),
            "term": said.term,
            "band": said.band,
            "widened": bool(found.outcomes.widened[at]),
            "inside": number(float(found.inside.point[at])),
            "inside_low": number(float(found.inside.low[at])),
            "inside_high": number(float(found.inside.high[at])),
        }
    return rows


def scenarios(found: Assessment, words: str) -> list[dict[str, Any]]:
    """Return the scenarios; `change` is against the one in which every factor persists."""
    base = found.scenarios[0].probability
    rows = []
    for result in found.scenarios:
        spread = probability_range(distribution(result.probability, result.draws))
        shown: dict[str, dict[str, Any]] = {}
        for at, outcome in enumerate(OUTCOMES):
            said = likelihood(float(result.probability[at]), words)
            change = number(float(result.probability[at] - base[at]))
            shown[outcome] = {**spread[outcome], "term": said.term, "change": change}
        lost = {
            factor.id: number(float(share))
            for factor, share in zip(found.case.factors, result.lost, strict=True)
            if share > 0
        }
        rows.append(
            {
                "id": result.id,
                "label": result.label,
                "removes": list(result.removes),
                "removed_factors": list(result.removed),
                "lost": lost,
                "draw_share": number(result.share),
                "outcomes": shown,
                "reasons": [],
            }
        )
    return rows


def confidence(found: Assessment) -> dict[str, Any]:
    """Return the level of confidence, its reasons and the rules with what was measured."""
    rules = [
        {
            "id": rule.id,
            "label": rule.label,
            "short": rule.short,
            "value": number(rule.value),
            "low_bound": rule.low_until,
            "high_bound": rule.high_from,
            "level": rule.level,
            "text": rule.text,
        }
        for rule in found.confidence.rules
    ]
    return {"level": found.confidence.level, "reasons": list(reasons(found.confidence)), "rules": rules}


def path(found: Assessment) -> list[dict[str, Any]]:
    """Return the verdict as of earlier dates."""
    return [
        {"as_of": shot.as_of.isoformat(), "claims": shot.claims, "outcomes": probability_range(shot.outcomes)}
        for shot in found.path
    ]


def sensitivity(found: Assessment) -> dict[str, Any]:
    """Return the verdict under every single change."""
    what = found.sensitivity
    base = found.outcomes.point
    tornado = [
        {
            "id": bar.id,
            "label": bar.label,
            "kind": bar.kind,
            "outcome": bar.outcome,
            "low": number(bar.low),
            "high": number(bar.high),
            "width": number(bar.high - bar.low),
        }
        for bar in what.tornado
    ]
    return {
        "baseline": by_outcome(base),
        "leave_one_reference_out": _left_out(what.references, "reference", base),
        "leave_one_perspective_out": _left_out(what.perspectives, "perspective", base),
        "prior": _named(what.priors),
        "temper": [{"temper": float(row.id), "outcomes": by_outcome(row.probability)} for row in what.tempers],
        "ratings": _named(what.ratings),
        "tornado": tornado,
        "decides": [
            {"what": part, "distance": number(distance), "text": text} for part, distance, text in what.decides
        ],
    }


def _named(variants: Sequence[Variant]) -> list[dict[str, Any]]:
    return [{"id": row.id, "label": row.label, "outcomes": by_outcome(row.probability)} for row in variants]


def _left_out(variants: Sequence[Variant], what: str, base: np.ndarray) -> list[dict[str, Any]]:
    leading = int(np.argmax(base))
    return [
        {
            what: row.id,
            "outcomes": by_outcome(row.probability),
            "shift": by_outcome(row.probability - base),
            "flips": int(np.argmax(row.probability)) != leading,
            "claims": row.claims,
        }
        for row in variants
    ]


def dissent(found: Assessment) -> dict[str, Any]:
    """Return outside against inside view and the strongest contrary claims."""
    contrary = [
        {
            "claim": row.claim,
            "factor": row.factor,
            "push": by_outcome(row.push),
            "weight": number(row.weight),
            "text": found.case.claim[row.claim].text,
        }
        for row in found.contrary
    ]
    return {
        "outside": by_outcome(found.prior.probability),
        "inside": by_outcome(found.inside.point),
        "distance": number(total_variation(found.prior.probability, found.inside.point)),
        "contrary": contrary,
        "sentences": [],
    }


def assumptions(found: Assessment) -> list[dict[str, Any]]:
    """Return the key assumptions and the headline if each is false."""
    base = found.outcomes.point
    return [
        {
            "id": row.assumption.id,
            "text": row.assumption.text,
            "support": row.assumption.support,
            "factors": list(row.assumption.factors),
            "if_false": by_outcome(row.if_false),
            "shift": by_outcome(row.if_false - base),
        }
        for row in found.assumptions
    ]


def indicators(found: Assessment) -> list[dict[str, Any]]:
    """Return the indicators with direction and computed size."""
    return [
        {
            "id": row.indicator.id,
            "text": row.indicator.text,
            "by_date": row.indicator.by_date.text,
            "factor": row.indicator.factor,
            "direction": row.indicator.direction,
            "shift": by_outcome(row.full),
            "shift_one_reference": by_outcome(row.one_work),
            "favours": OUTCOMES[int(np.argmax(row.full))] if np.abs(row.full).max() > 0 else "",
        }
        for row in found.indicators
    ]


def balance(found: Assessment) -> dict[str, Any]:
    """Return claims, works and weight by perspective, claims by kind, one-sided findings."""
    kinds: dict[str, int] = {}
    for claim in found.evidence.claims:
        kinds[claim.kind] = kinds.get(claim.kind, 0) + 1
    rows = [
        {
            "perspective": whose,
            "label": found.case.actor[whose].name if whose in found.case.actor else whose,
            "claims": found.balance.claims.get(whose, 0),
            "weight_share": number(share),
            "references": found.balance.references.get(whose, 0),
        }
        for whose, share in found.balance.weight.items()
    ]
    rows.sort(key=lambda row: (-float(row["weight_share"] or 0), str(row["perspective"])))
    return {
        "perspectives": rows,
        "kinds": [{"kind": kind, "claims": kinds[kind]} for kind in sorted(kinds)],
        "unknown_share": number(found.balance.unknown_share),
        "one_sided": [
            {"what": what, "id": name, "perspective": whose, "share": number(share)}
            for what, name, whose, share in found.balance.one_sided
        ],
    }
