"""Competing outcomes: the classic table of absolute ratings, and the pushes of the groups."""

from __future__ import annotations

from foedus.verdict.types.parts import ByOutcome, Part, Share


class AchRow(Part, frozen=True):
    """A row."""

    factor: str  #: Factor.
    label: str  #: Label.
    group: str  #: Group.
    weight: Share  #: Probability that it is there.
    ratings: ByOutcome[float | None]  #: Mean absolute rating, -2 to 2.
    words: ByOutcome[str]  #: Nearest rating word.
    diagnosticity: float | None  #: Standard deviation over outcomes.


class Ach(Part, frozen=True):
    """Classic table of the absolute ratings; it never enters the probabilities."""

    outcomes: tuple[str, ...]  #: Outcomes in order.
    rows: tuple[AchRow, ...]  #: Factors.
    inconsistency: ByOutcome[float | None]  #: Sum of negative ratings, sign turned.
    weighted_inconsistency: ByOutcome[float | None]  #: The same, weighted by presence.


class Group(Part, frozen=True):
    """A group."""

    id: str  #: Name of the group.
    push: ByOutcome[float]  #: What it adds to the log odds against the present state; of an alliance, by a small pact.
    kinds: tuple[str, ...]  #: Its kinds on which something is known.
    deciding: ByOutcome[str]  #: Kind with the strongest push.


class Hypotheses(Part, frozen=True):
    """Competing outcomes."""

    ach: Ach  #: Classic table of the absolute ratings; it never enters the probabilities.
    groups: tuple[Group, ...]  #: Groups of kinds in the posterior.
