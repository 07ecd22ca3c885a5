"""The evidence that travels with the verdict: every id that a sentence or figure names resolves here."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable
from typing import Literal

import numpy as np
from msgspec.structs import replace

from foedus.assessment.model import Assessment
from foedus.case.model import Case
from foedus.case.model import Claim as CodedClaim
from foedus.evidence.sides import slants_of
from foedus.evidence.visible import signed_value
from foedus.verdict.fill import fill
from foedus.verdict.formulae import FORMULAE
from foedus.verdict.numbers import known, number
from foedus.verdict.types.evidence import (
    Actor,
    Claim,
    Counts,
    DatasetUsed,
    DocumentRead,
    Evidence,
    ModelInputs,
    ModelUsed,
    Passage,
    Provenance,
    Rating,
    Source,
)
from foedus.version import __version__

MODELS: dict[str, tuple[str, str]] = {
    "model:posterior": ("Posterior over the outcomes", "posterior"),
    "model:prior": ("Prior over the outcomes", "prior"),
    "model:record": ("Backtest of the outlook and test of the claim on history", "record"),
    "model:uncertainty": ("Draws of the uncertainty", "interval"),
    "model:presence": ("Presence of factors", "presence"),
    "model:steps": ("Steps towards a treaty", "steps"),
    "model:positions": ("Positions, salience, convergence", "position"),
    "model:ties": ("Signed ties", "tie"),
    "model:blocs": ("Structural balance: sides and margins", "blocs"),
    "model:landscape": ("Landscape of alignments", "landscape"),
    "model:bargaining": ("Bargaining on disputed issues", "bargaining"),
    "model:commitment": ("Commitment and dependence", "commitment"),
    "model:threats": ("Threats and common threats", "threat"),
    "model:ladder": ("Cooperation ladder", "ladder"),
    "model:turning-points": ("Turning points of reported events", "turning-points"),
    "model:scenarios": ("Scenarios", "scenario"),
    "model:confidence": ("Confidence rules", "confidence"),
    "model:ach": ("Analysis of competing hypotheses", "ach"),
}
"""Models by id: title and the name of their formula."""


def collect(found: Assessment) -> Evidence:
    """Return claims, sources, datasets, models, actors and ratings by id, and the passages of the claims."""
    claims = _claims(found)
    anchors = [row for row in found.case.anchors if row.claim in claims]
    documents = {row.document for row in anchors}
    return Evidence(
        claims=claims,
        sources=_sources(found.case),
        datasets=_datasets(found),
        models=_models(found),
        actors={actor.id: fill(Actor, actor, voice_of=found.case.voice_of[actor.id]) for actor in found.case.actors},
        ratings={
            f"rating:{row.factor}:{row.outcome}:{row.scale}:{row.rater}": fill(Rating, row)
            for row in found.case.ratings
        },
        documents={
            row.id: fill(DocumentRead, row, date="" if row.date is None else row.date.text)
            for row in found.case.documents
            if row.id in documents
        },
        passages=tuple(
            fill(Passage, row)
            for row in sorted(anchors, key=lambda row: (row.claim, row.document, row.start, row.stop))
        ),
    )


def without_passages(evidence: Evidence) -> Evidence:
    """Return evidence that holds no word of a document, for results that are handed on where the texts may not be."""
    return replace(evidence, documents={}, passages=())


def _claims(found: Assessment) -> dict[str, Claim]:
    bears: dict[str, dict[str, Literal["+", "-"]]] = {}
    for bearing in found.case.bearings:
        bears.setdefault(bearing.claim, {})[bearing.factor] = "+" if bearing.bears > 0 else "-"
    visible = {claim.id: at for at, claim in enumerate(found.evidence.claims)}
    return {
        claim.id: _claim(claim, found.evidence.weight(visible[claim.id]), bears=bears.get(claim.id, {}))
        for claim in found.case.claims
        if claim.id in visible
    }


def _claim(claim: CodedClaim, weight: float, *, bears: dict[str, Literal["+", "-"]]) -> Claim:
    return fill(
        Claim,
        claim,
        date="" if claim.date is None else claim.date.text,
        seen="" if claim.seen is None else claim.seen.text,
        signed_value=known(signed_value(claim)),
        weight=number(weight),
        bears=bears,
        visible=True,
    )


def _sources(case: Case) -> dict[str, Source]:
    return {
        source.key: fill(
            Source,
            source,
            published="" if source.published is None else source.published.text,
            slant_1=slants_of(case, source)[0],
            slant_2=slants_of(case, source)[1],
        )
        for source in case.sources
    }


def _datasets(found: Assessment) -> dict[str, DatasetUsed]:
    case = found.case
    sets = {
        "dataset:case": DatasetUsed(
            title=f"Case {case.settings.id}: {case.settings.title}",
            version=f"format {case.settings.format_version}",
            sha256=case.file_hashes.get("case.toml", ""),
            citation=case.settings.licence,
            rows=len(case.claims),
        )
    }
    if case.covariates:
        sets["dataset:covariates"] = DatasetUsed(
            title="History of the focal pair for the outlook",
            version=f"{case.covariates[0].year}-{max(row.year for row in case.covariates)}",
            sha256=case.file_hashes.get("covariates.csv", ""),
            citation="each row names its dataset, version and file",
            rows=len(case.covariates),
        )
    for name, title, rows in (
        ("observed", "What datasets record of the pair", len(case.observed)),
        ("acts", "Acts that registers hold", len(case.acts)),
    ):
        if rows:
            sets[f"dataset:{name}"] = DatasetUsed(
                title=title,
                version="as in the case",
                sha256=case.file_hashes.get(f"{name}.csv", ""),
                citation="each row names its dataset, version and file",
                rows=rows,
            )
    if found.prior.dataset:
        sets["dataset:prior"] = DatasetUsed(**found.prior.dataset, rows=None)
    return sets


def _models(found: Assessment) -> dict[str, ModelUsed]:
    options = found.options
    as_of, prior = options.as_of.isoformat(), found.prior.id
    inputs = ModelInputs(draws=options.draws, as_of=as_of, horizon_years=options.horizon, prior=prior)
    rows = {}
    for name, (title, usual) in MODELS.items():
        formula = FORMULAE["outlook" if name == "model:prior" and prior == "outlook" else usual]
        rows[name] = ModelUsed(
            title=title,
            version=__version__,
            seed=options.seed,
            formula=formula.formula,
            source=formula.source,
            inputs=inputs,
        )
    return rows


def provenance(found: Assessment) -> Provenance:
    """Return hashes of the case's files and the versions that made the result."""
    return Provenance(
        files=dict(sorted(found.case.file_hashes.items())),
        foedus=__version__,
        python=platform.python_version(),
        numpy=np.__version__,
        case_format_version=found.case.settings.format_version,
        coding=dict(sorted(found.case.settings.provenance.items())),
        notes=_without_lines(found.case.notes),
    )


def counts(found: Assessment) -> Counts:
    """Return rows in, rows used, rows not visible: nothing is lost silently."""
    seen = {claim.id for claim in found.evidence.claims}
    hidden = tuple(claim.id for claim in found.case.claims if claim.id not in seen)
    return Counts(
        claims_read=len(found.case.claims),
        claims_used=len(seen),
        claims_not_visible=len(hidden),
        not_visible=hidden,
        claims_undated=sum(claim.date is None for claim in found.evidence.claims),
        witnesses=sum(len(found.evidence.rests_on(claim)) for claim in found.evidence.claims),
        references=len(found.evidence.references),
        actors=len(found.case.actors),
        issues=len(found.case.issues),
        factors=len(found.case.factors),
    )


def _without_lines(notes: Iterable[str]) -> tuple[str, ...]:
    """Return notes on a case without the lines on which rows stand, since the order of rows is no content."""
    return tuple(sorted(dict.fromkeys(re.sub(r"^([^ :]+):\d+(?=[: ])", r"\1", note) for note in notes)))
