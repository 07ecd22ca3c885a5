"""The verdict of a case for the page, in a process of its own: the models take memory and time that the server has not to give.

``python -m foedus.workspace.judge FOLDER FILE`` compares with the verdict in FILE, and makes FILE where there is none. It writes a
line for each stage as it begins, and at the end one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from foedus.errors import FoedusError
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types import Verdict

DRAWS = 400
"""Draws of a verdict that is only looked at while coding; `foedus assess` makes the full one."""
LEAST_MOVE = 0.02
"""Move of a presence that is told."""


def judged(folder: Path, start: Path) -> dict[str, Any]:
    """Return what the page shows of the verdict, and how it differs from the one in `start`, which is made where it lacks."""
    from foedus.session.run import run
    from foedus.verdict.file import render_verdict

    since = start if start.exists() else None
    try:
        verdict = run(folder, {"draws": DRAWS}, since=since, passages=False, progress=_say).verdict
    except FoedusError as error:
        return {"status": "problems", "text": str(error), "outcomes": [], "changes": None}
    if since is None:
        start.write_bytes(render_verdict(verdict))
    outcomes = [
        {"outcome": name, "probability": row.probability, "low": row.low, "high": row.high}
        for name, row in ((name, verdict.outcomes[name]) for name in OUTCOMES)
    ]
    return {"status": "ready", "draws": DRAWS, "outcomes": outcomes, "changes": _changes(verdict)}


def _changes(verdict: Verdict) -> dict[str, Any] | None:
    """What moved: outcomes, factors by the size of their move, and the claims behind."""
    found = verdict.changes
    if found is None:
        return None
    moved = [row for row in found.factors if abs((row.after or 0) - (row.before or 0)) >= LEAST_MOVE]
    moved.sort(key=lambda row: -abs((row.after or 0) - (row.before or 0)))
    labels = {row.id: row.label for row in verdict.factors}
    return {
        "outcomes": {name: found.outcomes[name] for name in OUTCOMES},
        "factors": [
            {"id": row.id, "label": labels.get(row.id, row.id), "before": row.before, "after": row.after}
            for row in moved
        ],
        "added": list(found.claims_added),
        "removed": list(found.claims_removed),
        "changed": list(found.claims_changed),
    }


def _say(line: str) -> None:
    try:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the server has gone; nobody asks any more
        os._exit(0)


def main(folder: str, start: str) -> None:
    """Judge once, for the server."""
    with suppress(AttributeError, OSError):
        os.nice(5)  # what a person waits for comes first
    _say(json.dumps(judged(Path(folder), Path(start))))


if __name__ == "__main__":
    main(*sys.argv[1:])
