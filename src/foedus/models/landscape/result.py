"""What landscape theory finds about named actors: immutable results."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

from foedus.models.envelope import Answer


@dataclass(frozen=True, slots=True)
class Minimum:
    """A configuration that no single move lowers.

    Parameters
    ----------
    sides : tuple of (tuple of str, tuple of str)
        Who stands together; the first side holds the first placed actor of the list. One side may be empty.
    energy : float
        Sum of size times frustration over the actors.
    basin : int
        Configurations (or random starts, when not all configurations were tried) that lead here by steepest descent.
    share : float
        The same as a share of all of them.
    frustration : tuple of float
        F of each placed actor, in the order of `Landscape.placed`.
    hold : tuple of float
        Rise of the energy if that actor alone crossed over: at least 0; 0 is an actor to whom both sides are equal.
    """

    sides: tuple[tuple[str, ...], tuple[str, ...]]
    energy: float
    basin: int
    share: float
    frustration: tuple[float, ...]
    hold: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A minimum held against a given alignment.

    Parameters
    ----------
    misplaced : tuple of str
        The fewest actors that would have to cross for the two to agree.
    chance : float
        Share of all ways to place the compared actors on two sides that come at least as near.
    """

    misplaced: tuple[str, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A given alignment, such as an observed one, held against the minima.

    Parameters
    ----------
    labels : tuple of (str, str)
        Its two sides.
    compared : tuple of str
        Placed actors for which it names a side.
    matches : tuple of Match
        One for each listed minimum.
    energy : float or None
        Its energy; None unless it names a side for every placed actor.
    leads_to : int or None
        Index of the listed minimum to which steepest descent leads from it; None when that is not listed or the
        alignment is not complete.
    """

    labels: tuple[str, str]
    compared: tuple[str, ...]
    matches: tuple[Match, ...]
    energy: float | None
    leads_to: int | None


@dataclass(frozen=True, repr=False)
class Landscape(Answer):
    """Minima of a landscape, the lowest first.

    Parameters
    ----------
    names : tuple of str
        All actors.
    sizes : tuple of float
        Their sizes.
    placed : tuple of str
        Actors with a propensity other than 0 to somebody; only these are placed on sides.
    unattached : tuple of str
        The others: to them both sides are the same, and each would only double every minimum.
    groups : tuple of tuple of str
        Placed actors, parted where no propensity joins them. How groups stand to each other does not matter to the energy.
    exhaustive : bool
        Whether every configuration was tried. If not, minima that no descent met are unknown.
    tried : int
        Configurations (mirror images counted once), or restarts.
    found : int
        Minima found.
    minima : tuple of Minimum
        Those listed, by energy, then basin.
    alignment : Alignment or None
        A given alignment held against them.
    """

    model = "landscape"

    names: tuple[str, ...]
    sizes: tuple[float, ...]
    placed: tuple[str, ...]
    unattached: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    exhaustive: bool
    tried: int
    found: int
    minima: tuple[Minimum, ...]
    alignment: Alignment | None


def chance_as_near(actors: int, misplaced: int) -> float:
    """Share of all ways to place actors on two sides with at most so many misplaced.

    Parameters
    ----------
    actors : int
        At least 1.
    misplaced : int
        0 to half the actors: with more, the mirror image is nearer.

    >>> chance_as_near(17, 1)  # 18 of 65,536
    0.000274658203125
    """
    ways = sum(comb(actors, k) / (2 if 2 * k == actors else 1) for k in range(misplaced + 1))
    return ways / 2.0 ** (actors - 1)
