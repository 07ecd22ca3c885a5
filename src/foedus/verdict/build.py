"""From an assessment to the verdict."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from foedus.assessment.commitment.channels import Channel
from foedus.assessment.model import Assessment
from foedus.assessment.verdict import is_state_assumed, known_year
from foedus.case.write import render_case
from foedus.terms.likelihood import DEFAULT_SCALE
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict import analysis, evidence, quantities
from foedus.verdict.alignments import alignments, bargaining
from foedus.verdict.answer import answer
from foedus.verdict.changes import with_changes
from foedus.verdict.checklist import checklist, steps
from foedus.verdict.commitment import commitment
from foedus.verdict.fill import fill
from foedus.verdict.formulae import FORMULAE
from foedus.verdict.hypotheses import hypotheses
from foedus.verdict.migrate import FORMAT_VERSION
from foedus.verdict.observed import observed
from foedus.verdict.outside import outside
from foedus.verdict.sentences.outside import ASSUMED
from foedus.verdict.sentences.write import with_sentences
from foedus.verdict.types import Verdict
from foedus.verdict.types.question import CaseInfo, Headline, Thesis
from foedus.version import __version__


def build_verdict(
    found: Assessment,
    *,
    words: str = DEFAULT_SCALE,
    since: tuple[Verdict, str] | None = None,
    given: tuple[Channel, ...] = (),
) -> Verdict:
    """Return the verdict of an assessment.

    Parameters
    ----------
    found : Assessment
        The assessment.
    words : str
        Id of a scale of likelihood words (`foedus.terms.likelihood.SCALES`).
    since : (verdict, sha256), optional
        An earlier verdict to compare with, and the hash of its file.
    given : tuple of Channel
        Who depends on whom by datasets (`foedus.assessment.commitment.datasets`); an assessment alone asks none.

    Returns
    -------
    Verdict
        As documented by ``docs/reference/verdict.schema.json``.
    """
    found = _canonical_hashes(found)
    settings, options = found.case.settings, found.options
    outcomes, leading = analysis.outcomes(found, words), OUTCOMES[found.leading]
    kinds, taken = checklist(found), steps(found)
    scenarios, indicators = analysis.scenarios(found, words), analysis.indicators(found)
    verdict = with_sentences(
        Verdict(
            format="foedus-verdict",
            format_version=FORMAT_VERSION,
            foedus_version=__version__,
            case=settings.id,
            case_info=_case_info(found),
            as_of=options.as_of.isoformat(),
            hindsight=found.hindsight,
            horizon_years=options.horizon,
            seed=options.seed,
            draws=options.draws,
            words=words,
            command=_command(found, words),
            answer=answer(
                settings.thesis.outcome,
                outcomes,
                checklist=kinds,
                steps=taken,
                indicators=indicators,
                scenarios=scenarios,
            ),
            headline=fill(Headline, outcomes[leading], outcome=leading, sentence=""),
            outcomes=outcomes,
            scenarios=scenarios,
            confidence=analysis.confidence(found),
            checklist=kinds,
            steps=taken,
            factors=quantities.factors(found),
            issues=quantities.issues(found),
            networks=quantities.networks(found),
            ties=quantities.ties(found),
            threats=quantities.threats(found),
            common_threats=quantities.common_threats(found),
            ladder=quantities.ladder(found),
            support=quantities.support(found),
            hypotheses=hypotheses(found),
            alignments=alignments(found),
            bargaining=bargaining(found),
            outside=outside(found),
            observed=observed(found),
            commitment=commitment(found, given),
            path=analysis.path(found),
            sensitivity=analysis.sensitivity(found),
            dissent=analysis.dissent(found),
            assumptions=analysis.assumptions(found),
            indicators=indicators,
            uncounted=analysis.uncounted(found),
            balance=analysis.balance(found),
            changes=None,
            counts=evidence.counts(found),
            sentences=(),
            evidence=evidence.collect(found),
            formulae=dict(FORMULAE),
            provenance=evidence.provenance(found),
        )
    )
    return verdict if since is None else with_changes(verdict, *since)


def _case_info(found: Assessment) -> CaseInfo:
    settings = found.case.settings
    return fill(
        CaseInfo,
        settings,
        state_of_relation=found.state,
        state_ground=_state_ground(found),
        thesis=fill(Thesis, settings.thesis),
        case_as_of=settings.as_of.text,
        case_horizon_years=settings.horizon_years,
    )


def _canonical_hashes(found: Assessment) -> Assessment:
    """Return the assessment with hashes of the files' canonical form: the order of rows is no content."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in render_case(found.case).items()}
    return replace(found, case=replace(found.case, file_hashes=hashes))


def _state_ground(found: Assessment) -> str:
    """Return why the pair is in its state at the cut-off; the case's own ground speaks of its own cut-off only."""
    settings, year = found.case.settings, known_year(found.options.as_of)
    if not found.hindsight:
        return settings.state_ground
    if is_state_assumed(found.case, found.options.as_of):
        return f"{ASSUMED}: covariates.csv has no state for {year}, so the one of {settings.as_of.text} stands in."
    return f"The pair's history in covariates.csv says so for {year}."


def _command(found: Assessment, words: str) -> str:
    """Return the command that makes this result again."""
    options, settings = found.options, found.case.settings
    parts = [f"foedus assess {settings.id} --out DIR --as-of {options.as_of} --horizon {options.horizon}"]
    parts.append(f"--draws {options.draws} --seed {options.seed} --words {words} --prior {found.prior.id}")
    parts += ["--refresh-covariates"] if found.refreshed is not None else []
    return " ".join(parts)
