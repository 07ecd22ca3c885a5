"""What of a case does not count in a verdict: the sorts of it, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

UNCOUNTED: Mapping[str, str] = MappingProxyType(
    {
        "undated": "claims without a date",
        "claims": "claims",
        "factor": "factor of the case",
        "kinds": "kinds of the checklist",
        "ratings": "ratings",
        "enemy": "enemy that history counts",
        "state": "state of relation",
        "covariates": "covariates of the history",
        "sides": "sides and bargaining",
    }
)
"""Sorts of what does not count, or counts otherwise than its coder may think, with their label."""
