"""The shape of a verdict that was read from a file, checked as far as every reader of it relies on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.case.model import OUTCOMES

PARTS: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("case", "as_of", "words"), str),
    **dict.fromkeys(("horizon_years", "seed", "draws"), int),
    **dict.fromkeys(
        ("case_info", "headline", "outcomes", "confidence", "networks", "hypotheses", "outside", "sensitivity",
         "dissent", "balance", "counts", "evidence", "formulae", "provenance"), dict,
    ),
    **dict.fromkeys(
        ("scenarios", "factors", "issues", "ties", "threats", "common_threats", "ladder", "support", "path",
         "assumptions", "indicators", "sentences"), list,
    ),
}  # fmt: skip
"""Top-level keys of a verdict that its readers need, with their types."""

EVIDENCE = ("claims", "sources", "datasets", "models", "actors", "ratings")
"""Parts of the evidence."""


def missing_part(verdict: Mapping[str, Any]) -> str:
    """Return in words what a verdict lacks that every reader of it needs; empty when it is whole."""
    for name, kind in PARTS.items():
        if not isinstance(verdict.get(name), kind):
            return f"{name!r} is missing or of another type"
        if kind is list and not all(isinstance(row, dict) for row in verdict[name]):
            return f"a row of {name!r} is no object"
    for outcome in OUTCOMES:
        row = verdict["outcomes"].get(outcome)
        if not isinstance(row, dict) or not isinstance(row.get("probability"), int | float):
            return f"outcomes.{outcome} has no probability"
    for part in EVIDENCE:
        rows = verdict["evidence"].get(part)
        if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
            return f"evidence.{part} is missing or of another type"
    if not all({"id", "strength", "claims"} <= set(row) for row in verdict["factors"]):
        return "a row of 'factors' has no id, strength or claims"
    return ""
