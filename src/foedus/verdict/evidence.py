"""The evidence that travels with the verdict: every id that a sentence or figure names resolves here."""

from __future__ import annotations

import platform
from typing import Any

import numpy as np

from foedus.assessment.model import Assessment
from foedus.case.model import Case, Claim
from foedus.evidence.visible import signed_value
from foedus.verdict.formulae import FORMULAE
from foedus.verdict.numbers import number
from foedus.version import __version__

MODELS: dict[str, tuple[str, str]] = {
    "model:posterior": ("Posterior over the outcomes", "posterior"),
    "model:prior": ("Prior over the outcomes", "prior"),
    "model:record": ("Backtest of the outlook and test of the claim on history", "record"),
    "model:uncertainty": ("Draws of the uncertainty", "interval"),
    "model:strength": ("Factor strengths", "strength"),
    "model:positions": ("Positions, salience, convergence", "position"),
    "model:ties": ("Signed ties", "tie"),
    "model:blocs": ("Structural balance: sides and margins", "blocs"),
    "model:landscape": ("Landscape of alignments", "landscape"),
    "model:bargaining": ("Bargaining on disputed issues", "bargaining"),
    "model:threats": ("Threats and common threats", "threat"),
    "model:ladder": ("Cooperation ladder", "ladder"),
    "model:scenarios": ("Scenarios", "scenario"),
    "model:confidence": ("Confidence rules", "confidence"),
    "model:ach": ("Analysis of competing hypotheses", "ach"),
}
"""Models by id: title and the name of their formula."""


def collect(found: Assessment) -> dict[str, Any]:
    """Return claims, sources, datasets, models, actors and ratings by id."""
    return {
        "claims": _claims(found),
        "sources": _sources(found.case),
        "datasets": _datasets(found),
        "models": _models(found),
        "actors": {
            actor.id: {
                "name": actor.name,
                "kind": actor.kind,
                "part_of": actor.part_of,
                "voice_of": found.case.voice_of[actor.id],
                "member_of": list(actor.member_of),
                "aliases": list(actor.aliases),
            }
            for actor in found.case.actors
        },
        "ratings": {
            f"rating:{row.factor}:{row.outcome}:{row.scale}:{row.rater}": {
                "factor": row.factor,
                "outcome": row.outcome,
                "scale": row.scale,
                "rater": row.rater,
                "rating": row.rating,
                "ground": row.ground,
            }
            for row in found.case.ratings
        },
    }


def _claims(found: Assessment) -> dict[str, dict[str, Any]]:
    visible = {claim.id: at for at, claim in enumerate(found.evidence.claims)}
    bears: dict[str, dict[str, str]] = {}
    for bearing in found.case.bearings:
        bears.setdefault(bearing.claim, {})[bearing.factor] = "+" if bearing.bears > 0 else "-"
    rows = {}
    for claim in found.case.claims:
        seen = claim.id in visible
        if not seen:
            continue
        rows[claim.id] = {
            **claim_fields(claim),
            "signed_value": number(signed_value(claim)),
            "weight": number(found.evidence.weight(visible[claim.id])),
            "bears": bears.get(claim.id, {}),
            "visible": seen,
        }
    return rows


def claim_fields(claim: Claim) -> dict[str, Any]:
    """Return the coded fields of a claim as JSON's own types."""
    return {
        "kind": claim.kind,
        "text": claim.text,
        "source": claim.source,
        "locator": claim.locator,
        "reference": list(claim.reference),
        "speaker": list(claim.speaker),
        "holder": list(claim.holder),
        "predicate": claim.predicate,
        "object": list(claim.object),
        "value": claim.value,
        "negated": claim.negated,
        "basis": claim.basis,
        "component": claim.component,
        "channel": claim.channel,
        "level": claim.level,
        "support_type": list(claim.support_type),
        "date": "" if claim.date is None else claim.date.text,
        "seen": "" if claim.seen is None else claim.seen.text,
        "credibility": claim.credibility,
        "note": claim.note,
        "coder": claim.coder,
    }


def _sources(case: Case) -> dict[str, dict[str, Any]]:
    return {
        source.key: {
            "title": source.title,
            "author": source.author,
            "kind": source.kind,
            "perspective": source.perspective,
            "reliability": source.reliability,
            "published": "" if source.published is None else source.published.text,
            "stub": source.stub,
            "note": source.note,
        }
        for source in case.sources
    }


def _datasets(found: Assessment) -> dict[str, dict[str, Any]]:
    case = found.case
    digest = case.file_hashes.get("case.toml", "")
    sets: dict[str, dict[str, Any]] = {
        "dataset:case": {
            "title": f"Case {case.settings.id}: {case.settings.title}",
            "version": f"format {case.settings.format_version}",
            "sha256": digest,
            "citation": case.settings.licence,
            "rows": len(case.claims),
        }
    }
    if case.covariates:
        sets["dataset:covariates"] = {
            "title": "History of the focal pair for the outlook",
            "version": f"{case.covariates[0].year}-{max(row.year for row in case.covariates)}",
            "sha256": case.file_hashes.get("covariates.csv", ""),
            "citation": "each row names its dataset, version and file",
            "rows": len(case.covariates),
        }
    if found.prior.dataset:
        sets["dataset:prior"] = {**found.prior.dataset, "rows": None}
    return sets


def _formula(name: str, prior: str) -> str:
    """Return the name of a model's formula; the prior's follows which one is in use."""
    return "outlook" if name == "model:prior" and prior == "outlook" else MODELS[name][1]


def _models(found: Assessment) -> dict[str, dict[str, Any]]:
    options = found.options
    inputs = {
        "draws": options.draws,
        "as_of": options.as_of.isoformat(),
        "horizon_years": options.horizon,
        "prior": found.prior.id,
    }
    return {
        name: {
            "title": title,
            "version": __version__,
            "seed": options.seed,
            "formula": FORMULAE[_formula(name, found.prior.id)]["formula"],
            "source": FORMULAE[_formula(name, found.prior.id)]["source"],
            "inputs": inputs,
        }
        for name, (title, _) in MODELS.items()
    }


def provenance(found: Assessment) -> dict[str, Any]:
    """Return hashes of the case's files and the versions that made the result."""
    return {
        "files": dict(sorted(found.case.file_hashes.items())),
        "foedus": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "case_format_version": found.case.settings.format_version,
        "coding": dict(sorted(found.case.settings.provenance.items())),
        "notes": list(found.case.notes),
    }


def counts(found: Assessment) -> dict[str, Any]:
    """Return rows in, rows used, rows not visible: nothing is lost silently."""
    seen = {claim.id for claim in found.evidence.claims}
    hidden = [claim.id for claim in found.case.claims if claim.id not in seen]
    return {
        "claims_read": len(found.case.claims),
        "claims_used": len(seen),
        "claims_not_visible": len(hidden),
        "not_visible": hidden,
        "claims_undated": sum(claim.date is None for claim in found.evidence.claims),
        "witnesses": sum(len(found.evidence.rests_on(claim)) for claim in found.evidence.claims),
        "references": len(found.evidence.references),
        "actors": len(found.case.actors),
        "issues": len(found.case.issues),
        "factors": len(found.case.factors),
    }
