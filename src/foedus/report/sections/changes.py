"""What changed since an earlier verdict; None where there is none to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Row, Table, computed
from foedus.report.html.wording import day_words, points, signed
from foedus.terms.outcomes import OUTCOMES


def changes_section(context: Context) -> dict[str, Any] | None:
    """The differences from the earlier run."""
    changes = context.part("changes")
    sentences = context.sentences.take(changes.get("sentences") or []) + context.sentences.section("changes")
    if not changes and not sentences:
        return None
    moved = changes.get("outcomes") or {}
    outcomes = Table(
        "changes",
        "Change of each outcome, in percentage points",
        [Column("Since"), *(computed(name) for name in OUTCOMES)],
        [Row([day_words(changes.get("since_as_of")), *(points(moved.get(n)) for n in OUTCOMES)])] if moved else [],
        sortable=False,
    )
    factors = Table(
        "changed-factors",
        "Factors whose strength changed",
        [Column("Factor"), computed("Before"), computed("Now")],
        [
            Row([context.label(f.get("id")), signed(f.get("before")), signed(f.get("after"))])
            for f in changes.get("factors") or []
        ],
        sortable=False,
    )
    return {
        "sentences": sentences,
        "since": day_words(changes.get("since_as_of")),
        "sha256": str(changes.get("since_sha256") or ""),
        "outcomes": outcomes,
        "factors": factors,
        "settings": [_setting(row) for row in changes.get("settings") or []],
        "claims": [
            (label, context.evidence.links(changes.get(key) or [], most=40))
            for label, key in (
                ("Claims added", "claims_added"),
                ("Claims changed", "claims_changed"),
                ("Claims removed", "claims_removed"),
            )
        ],
    }


def _setting(row: Mapping[str, Any]) -> str:
    """Return a setting that differs, in words."""
    return f"{row['setting']}: {row['before']} \u2192 {row['after']}"
