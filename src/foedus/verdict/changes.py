"""What changed since an earlier verdict: probabilities, claims, settings, factors."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from foedus.terms.outcomes import OUTCOMES
from foedus.terms.wording import in_points, listing
from foedus.verdict.numbers import number
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import ChangedFactor, ChangedSetting, Changes
from foedus.verdict.types.evidence import Claim, Sentence


def with_changes(verdict: Verdict, before: Verdict, sha256: str) -> Verdict:
    """Return a verdict with what differs from an earlier one, and the sentences on it.

    Parameters
    ----------
    verdict : Verdict
        With its sentences.
    before : Verdict
        The earlier one, on the same case.
    sha256 : str
        Hash of the earlier file, named as evidence.
    """
    changes = compare_verdicts(before, verdict, sha256=sha256)
    written = _sentences(changes, len(verdict.sentences))
    changes = replace(changes, sentences=tuple(row.id for row in written))
    return replace(verdict, changes=changes, sentences=(*verdict.sentences, *written))


def compare_verdicts(before: Verdict, after: Verdict, *, sha256: str) -> Changes:
    """Return the differences of two verdicts of one case, without sentences."""
    old, new = before.evidence.claims, after.evidence.claims
    settings = zip(_settings(before).items(), _settings(after).values(), strict=True)
    return Changes(
        since_case=before.case,
        since_as_of=before.as_of,
        since_sha256=sha256,
        outcomes={
            name: number(after.outcomes[name].probability - before.outcomes[name].probability) for name in OUTCOMES
        },
        claims_added=tuple(sorted(set(new) - set(old))),
        claims_removed=tuple(sorted(set(old) - set(new))),
        claims_changed=tuple(sorted(name for name in set(old) & set(new) if _said(old[name]) != _said(new[name]))),
        settings=tuple(
            ChangedSetting(setting=name, before=then, after=now) for (name, then), now in settings if then != now
        ),
        factors=_factors(before, after),
        sentences=(),
    )


def _said(claim: Claim) -> Claim:
    """Return what a claim says and weighs, without remarks, which change no number and say nothing about the world."""
    return replace(claim, note="", coder="")


def _settings(verdict: Verdict) -> dict[str, Any]:
    return {
        "as_of": verdict.as_of,
        "state_of_relation": verdict.case_info.state_of_relation,
        "horizon_years": verdict.horizon_years,
        "prior": verdict.outside.id,
        "seed": verdict.seed,
        "draws": verdict.draws,
        "words": verdict.words,
        "foedus_version": verdict.foedus_version,
    }


def _factors(before: Verdict, after: Verdict) -> tuple[ChangedFactor, ...]:
    old, new = ({row.id: row.presence for row in verdict.factors} for verdict in (before, after))
    return tuple(
        ChangedFactor(id=name, before=old.get(name), after=new.get(name))
        for name in sorted(old | new)
        if old.get(name) != new.get(name)
    )


def _sentences(changes: Changes, already: int) -> tuple[Sentence, ...]:
    said = listing([f"{name} {in_points(change)}" for name, change in changes.outcomes.items()])
    counted = (
        ("added", changes.claims_added),
        ("removed", changes.claims_removed),
        ("changed", changes.claims_changed),
    )
    claims = listing([f"{len(names)} {word}" for word, names in counted])
    texts = [f"Since the verdict as of {changes.since_as_of}: {said}.", f"Claims: {claims}."]
    if changes.settings:
        rows = [f"{row.setting} {row.before} -> {row.after}" for row in changes.settings]
        texts.append(f"Settings that differ: {listing(rows)}.")
    evidence = (*changes.claims_added[:12], "model:posterior", "dataset:case")
    return tuple(
        Sentence(id=f"sentence-{at}", section="changes", kind="fact", text=text, evidence=evidence)
        for at, text in enumerate(texts, start=already + 1)
    )
