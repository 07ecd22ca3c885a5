"""Support channels: who supports whom from outside, with what, since when."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.evidence.visible import Evidence
from foedus.terms.cooperation import SUPPORT_TYPES


@dataclass(frozen=True, slots=True)
class Support:
    """Support of one actor for another; `types` in the order of the vocabulary, `first` an EDTF text or empty."""

    supporter: str
    recipient: str
    types: tuple[str, ...]
    claims: tuple[str, ...]
    first: str


def build_support(evidence: Evidence) -> tuple[Support, ...]:
    """Return every supporter-recipient pair of the action claims that name a support type.

    Actors stand as the text names them: a coalition is not dissolved into its members; voices are
    rolled up; an unattributed supporter stays `unattributed`.
    """
    found: dict[tuple[str, str], tuple[set[str], list[str], list[tuple[str, str]]]] = {}
    for claim in evidence.claims:
        if not claim.support_type or claim.negated:
            continue
        holders = evidence.voices(claim.holder) or ("unattributed",)
        for supporter in holders:
            for recipient in evidence.voices(claim.object):
                if supporter == recipient:
                    continue
                types, claims, dates = found.setdefault((supporter, recipient), (set(), [], []))
                types.update(claim.support_type)
                claims.append(claim.id)
                if claim.date is not None:
                    dates.append((claim.date.lower.isoformat(), claim.date.text))
    return tuple(
        Support(
            *pair,
            tuple(kind for kind in SUPPORT_TYPES if kind in types),
            tuple(sorted(claims)),
            min(dates)[1] if dates else "",
        )
        for pair, (types, claims, dates) in sorted(found.items())
    )
