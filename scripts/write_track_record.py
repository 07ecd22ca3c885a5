"""Write src/foedus/verdict/track_record.json: the mean scores over `bench/` and the built-in cases whose end is known.

`python scripts/write_track_record.py`, at the root of the repository, after any change of the model; a test compares the
file with the bench.
"""

from __future__ import annotations

import json
from pathlib import Path

from foedus.session.record import record
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.score import PRIOR, UNIFORM, VERDICT
from foedus.verdict.track_record import FILE

ROOT = Path(__file__).parent.parent
CASES = (str(ROOT / "bench"), "france-russia-1891", "china-russia-2021")


def measure() -> dict[str, float]:
    """Return the fields of a `TrackRecord`, scores to two decimals."""
    found = record(CASES).record
    log = {row.forecast: row for row in found.means if row.measure == "log"}
    return {
        "cases": len(found.rows),
        "alliances": sum(row.observed.outcome == OUTCOMES[0] for row in found.rows),
        "verdict": round(log[VERDICT].mean, 2),
        "low": round(log[VERDICT].low, 2),
        "high": round(log[VERDICT].high, 2),
        "prior": round(log[PRIOR].mean, 2),
        "uniform": round(log[UNIFORM].mean, 2),
    }


if __name__ == "__main__":
    (ROOT / "src" / "foedus" / "verdict" / FILE).write_text(json.dumps(measure(), indent=1) + "\n")
