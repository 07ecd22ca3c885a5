"""What changed since an earlier verdict: probabilities, claims, settings, factors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.terms.outcomes import OUTCOMES
from foedus.terms.wording import in_points, listing

SETTINGS = ("as_of", "horizon_years", "prior", "seed", "draws", "words", "foedus_version")
_REMARKS = ("note", "coder", "visible")
"""Columns of a claim that change no number and say nothing about the world."""


def compare_verdicts(before: Mapping[str, Any], after: Mapping[str, Any], sha256: str) -> dict[str, Any]:
    """Return the differences of two verdicts of one case.

    Parameters
    ----------
    before, after : mapping
        Verdicts; `after` holds its sentences already.
    sha256 : str
        Hash of the earlier file, named as evidence.

    Returns
    -------
    dict
        The `changes` part of the verdict, and under `written` the sentences about it.
    """
    old, new = before["evidence"]["claims"], after["evidence"]["claims"]
    shared = sorted(set(old) & set(new))
    moved = {
        outcome: round(after["outcomes"][outcome]["probability"] - before["outcomes"][outcome]["probability"], 6)
        for outcome in OUTCOMES
    }
    changes: dict[str, Any] = {
        "since_case": before["case"],
        "since_as_of": before["as_of"],
        "since_sha256": sha256,
        "outcomes": moved,
        "claims_added": sorted(set(new) - set(old)),
        "claims_removed": sorted(set(old) - set(new)),
        "claims_changed": [name for name in shared if _said(old[name]) != _said(new[name])],
        "settings": [
            {"setting": name, "before": _setting(before, name), "after": _setting(after, name)}
            for name in SETTINGS
            if _setting(before, name) != _setting(after, name)
        ],
        "factors": _factors(before, after),
        "sentences": [],
    }
    changes["written"] = _sentences(changes, after)
    changes["sentences"] = [row["id"] for row in changes["written"]]
    return changes


def _said(claim: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a claim says and weighs, without remarks."""
    return {key: value for key, value in claim.items() if key not in _REMARKS}


def _setting(verdict: Mapping[str, Any], name: str) -> Any:
    return verdict["outside"].get("id") if name == "prior" else verdict.get(name)


def _factors(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    old = {row["id"]: row["strength"] for row in before["factors"]}
    new = {row["id"]: row["strength"] for row in after["factors"]}
    names = sorted(set(old) | set(new))
    return [
        {"id": name, "before": old.get(name), "after": new.get(name)}
        for name in names
        if old.get(name) != new.get(name)
    ]


def _sentences(changes: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    said = listing([f"{name} {in_points(change)}" for name, change in changes["outcomes"].items()])
    kinds = (("added", "claims_added"), ("removed", "claims_removed"), ("changed", "claims_changed"))
    claims = listing([f"{len(changes[key])} {word}" for word, key in kinds])
    evidence = [*changes["claims_added"][:12], "model:posterior", "dataset:case"]
    texts = [f"Since the verdict as of {changes['since_as_of']}: {said}.", f"Claims: {claims}."]
    if changes["settings"]:
        rows = [f"{row['setting']} {row['before']} -> {row['after']}" for row in changes["settings"]]
        texts.append(f"Settings that differ: {listing(rows)}.")
    first = len(after["sentences"]) + 1
    return [
        {"id": f"sentence-{first + at}", "section": "changes", "kind": "fact", "text": text, "evidence": evidence}
        for at, text in enumerate(texts)
    ]
