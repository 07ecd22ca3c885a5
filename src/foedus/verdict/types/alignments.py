"""Who stands with whom on the ties of the evidence."""

from __future__ import annotations

from typing import Literal

from foedus.verdict.types.parts import Amount, Part, SentenceId, Share, Signed, Slug


class AlignedActor(Part, frozen=True):
    """An actor."""

    actor: Slug  #: Actor.
    side: int | None  #: 1 or 2; null where it has none.
    margin_low: Amount | None  #: Lower bound of the margin; null where no chain of ties joins it with the anchor.
    margin_high: Amount | None  #: Upper bound; null where none is known.
    with_anchor: Share | None  #: Share of draws on the anchor's side; null where not joined.


class FrustratedTie(Part, frozen=True):
    """A tie."""

    a: Slug  #: Actor.
    b: Slug  #: Actor.
    value: Signed  #: Strength.
    in_best_divisions: str  #: Whether every, some or no best division frustrates it, or unknown.


class Camps(Part, frozen=True):
    """The same with any number of camps."""

    frustration_index: Amount  #: Cost of the division found.
    lower: Amount  #: Proved lower bound.
    status: str  #: optimal or bounded.
    blocs: tuple[tuple[Slug, ...], ...]  #: Camps, the largest first.
    unattached: tuple[Slug, ...]  #: Actors in no camp.


class SidesInWindow(Part, frozen=True):
    """A window."""

    window: str  #: Years.
    frustration_index: Amount  #: Tie strength against the grain.
    optimal: bool  #: Whether proved.
    ties: int  #: Ties.
    sides: dict[str, int]  #: 1 or 2 by actor.
    changed: tuple[Slug, ...]  #: Actors that crossed since the window before.


class Minimum(Part, frozen=True):
    """A minimum."""

    energy: float  #: Energy.
    share: Share  #: Share of configurations that lead here.
    sides: tuple[tuple[Slug, ...], ...]  #: Two sides.


class Landscape(Part, frozen=True):
    """Landscape theory on the states with a capability; null with fewer than three."""

    actors: tuple[Slug, ...]  #: States placed.
    exhaustive: bool  #: Whether every configuration was tried.
    found: int  #: Minima found.
    minima: tuple[Minimum, ...]  #: The lowest.
    notes: tuple[str, ...]  #: Notes.


class Alignments(Part, frozen=True):
    """Who stands with whom on the ties of the evidence; null where no tie joins the first of the pair with anybody. No probability moves by it."""

    model: str  #: Its model.
    anchor: Slug  #: Actor from whom sides and margins are seen.
    frustration_index: Amount  #: Tie strength against the grain of the best division found.
    lower: Amount  #: Proved lower bound of the least.
    upper: Amount  #: Upper bound.
    status: Literal["optimal", "bounded"]  #: Whether the division is proved to be best.
    unique: bool | None  #: Whether it is the only best one; null where not decided.
    ties: int  #: Ties in the network.
    hostile: int  #: Hostile ones among them.
    left_out: int  #: Ties too weak to count.
    draws: int  #: Draws of the evidence.
    actors: tuple[AlignedActor, ...]  #: Actors with a tie.
    pair_margin_low: Amount | None  #: Margin of the other of the pair.
    pair_margin_high: Amount | None  #: The same, upper bound.
    pair_together: Share | None  #: Share of draws in which the pair stands together.
    frustrated: tuple[FrustratedTie, ...]  #: Ties against the grain, the strongest first.
    several: Camps  #: The same with any number of camps.
    windows: tuple[SidesInWindow, ...]  #: Sides by window of years.
    landscape: Landscape | None  #: Landscape theory on the states with a capability; null with fewer than three.
    text: tuple[SentenceId, ...]  #: Sentences on it.
