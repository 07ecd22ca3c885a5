"""Which issues divide the pair, and who can be weighed on them: what bargaining needs, without what solves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foedus.assessment.capabilities import Capability
from foedus.case.model import Case
from foedus.evidence.positions import Position

LEAST_GAP = 0.25
"""Distance between the pair's positions (scale -1 to 1) from which an issue counts as disputed."""

LEAST_ACTORS = 3
"""Actors with a position and a capability from which there is something to bargain beyond the pair."""


def disputed(case: Case, positions: Mapping[tuple[str, str], Position]) -> Iterator[tuple[str, dict[str, Position]]]:
    """Yield the issues that divide the pair, each with the actors that hold a position on it."""
    for issue in case.issues:
        held = {actor: row for (actor, name), row in positions.items() if name == issue.id and row.estimate is not None}
        values = [held[actor].estimate for actor in case.settings.focal_pair if actor in held]
        if len(values) == 2 and abs(values[0].value - values[1].value) >= LEAST_GAP:  # type: ignore[union-attr]
            yield issue.id, held


def weighed(held: Mapping[str, Position], capability: Mapping[str, Capability]) -> dict[str, Position]:
    """Return the positions of actors that have a capability above 0."""
    return {actor: row for actor, row in held.items() if actor in capability and capability[actor].value > 0}
