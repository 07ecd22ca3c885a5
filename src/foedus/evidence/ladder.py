"""The climb of cooperation between the focal pair: rungs by channel and date, turning points."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from foedus.case.model import Claim
from foedus.evidence.ties import pairs_of
from foedus.evidence.visible import Evidence
from foedus.files.edtf import Edtf

LONGEST_EVENT = 366
"""Days that the date of an event may span."""


@dataclass(frozen=True, slots=True)
class Rung:
    """An event on the ladder; `turning_point` marks a first reach of a new height over all channels.

    `day` is the first possible day of the event; None for an undated one, which is no turning point.
    """

    channel: str
    date: Edtf | None
    day: datetime.date | None
    level: int
    claims: tuple[str, ...]
    text: str
    turning_point: bool


def event_date(claim: Claim) -> Edtf | None:
    """Return the claim's date if it dates an event: it spans at most a year."""
    if claim.date is None or (claim.date.upper - claim.date.lower).days > LONGEST_EVENT:
        return None
    return claim.date


def build_ladder(evidence: Evidence) -> tuple[Rung, ...]:
    """Return the rungs of the focal pair's cooperation, dated ones in order of time, undated ones last.

    Claims on the same channel, date and level are one event. Negated claims and hostile ones (value
    below 0) are no rung. A date that spans more than a year dates no event.
    """
    pair = tuple(sorted(evidence.case.settings.focal_pair))
    events: dict[tuple[bool, str, int, str], list[Claim]] = {}
    for claim in evidence.claims:
        friendly = claim.value is not None and claim.value > 0 and not claim.negated
        if claim.level is None or not friendly or pair not in set(pairs_of(evidence, claim)):
            continue
        when = event_date(claim)
        stamp = "" if when is None else f"{when.lower.isoformat()} {when.text}"
        events.setdefault((when is None, stamp, claim.level, claim.channel), []).append(claim)
    height, rungs = 0, []
    for (undated, _, level, channel), claims in sorted(events.items(), key=lambda item: item[0]):
        when = event_date(claims[0])
        turning = not undated and level > height
        height = max(height, level) if turning else height
        ids = tuple(claim.id for claim in claims)
        first = None if when is None else when.lower
        rungs.append(Rung(channel, when, first, level, ids, claims[0].text, turning))
    return tuple(rungs)
