"""What a case holds, counted: for `foedus case show` and the first look at a coding."""

from __future__ import annotations

from collections import Counter
from typing import Any

from foedus.case.model import Case, Claim
from foedus.terms.kinds import UNKNOWN


def summarize(case: Case) -> dict[str, Any]:
    """Return settings, records and counts of a case as plain data.

    The balance of perspectives counts every claim once for each perspective of its references, or of
    its source when it names none; `share` is of those counts and sums to 1.
    """
    settings = case.settings
    return {
        "case": settings.id,
        "title": settings.title,
        "question": settings.question,
        "focal_pair": list(settings.focal_pair),
        "theatre": settings.theatre,
        "period": settings.period.text,
        "as_of": settings.as_of.text,
        "horizon_years": settings.horizon_years,
        "state_of_relation": settings.state_of_relation,
        "thesis": {"text": settings.thesis.text, "outcome": settings.thesis.outcome},
        "actors": [
            {"id": actor.id, "name": actor.name, "kind": actor.kind, "voice_of": case.voice_of[actor.id]}
            for actor in case.actors
        ],
        "issues": [{"id": issue.id, "question": issue.question} for issue in case.issues],
        "factors": [
            {"id": factor.id, "label": factor.label, "pull": factor.pull, "kind": factor.kind, "group": factor.group}
            for factor in case.factors
        ],
        "scenarios": [{"id": scenario.id, "label": scenario.label} for scenario in settings.scenarios],
        "claims": {
            "total": len(case.claims),
            "by_kind": _count(claim.kind for claim in case.claims),
            "by_predicate": _count(claim.predicate for claim in case.claims),
            "undated": sum(claim.date is None for claim in case.claims),
            "after_as_of": sum(_is_after(case, claim) for claim in case.claims),
            "without_reference": sum(not claim.reference for claim in case.claims),
        },
        "sources": {
            "total": len(case.sources),
            "stubs": sum(source.stub for source in case.sources),
            "by_kind": _count(source.kind for source in case.sources),
        },
        "perspectives": _perspectives(case),
        "notes": list(case.notes),
    }


def _perspectives(case: Case) -> list[dict[str, Any]]:
    counts: Counter[str] = Counter()
    for claim in case.claims:
        counts.update({case.source[key].perspective for key in claim.reference or (claim.source,)})
    total = counts.total()
    return [
        {
            "perspective": name,
            "label": UNKNOWN if name == UNKNOWN else case.actor[name].name,
            "claims": count,
            "share": count / total,
        }
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _is_after(case: Case, claim: Claim) -> bool:
    return claim.date is not None and claim.date.known_by > case.settings.as_of.upper


def _count(words: Any) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
