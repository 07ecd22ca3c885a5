"""What verdicts of this model said of pairs whose end is known, as `scripts/write_track_record.py` last measured it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

FILE: Final = "track_record.json"


class TrackRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean log scores over all cases of the bench and the built-in ones whose end is known."""

    cases: int  #: Pairs scored.
    alliances: int  #: Of them, those that an alliance came to.
    verdict: float  #: Mean log score of the verdict, 0 best.
    low: float  #: 5 % of its bootstrap.
    high: float  #: 95 %.
    prior: float  #: Mean log score of the prior alone.
    uniform: float  #: Mean log score of an even guess over the four outcomes.


@cache
def track_record() -> TrackRecord:
    """Return the record that comes with this release."""
    return msgspec.json.decode((files("foedus.verdict") / FILE).read_bytes(), type=TrackRecord)
