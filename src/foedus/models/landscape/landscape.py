"""Landscape of named actors: checks, the mathematics, and what came out with names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.models.landscape.descent import descend, meet_minima
from foedus.models.landscape.energy import Floats, Signs, changes, components, energy, frustrations, pair_weights
from foedus.models.landscape.exhaustive import MOST_ACTORS, all_energies, find_basins, signs_of
from foedus.models.landscape.result import Alignment, Landscape, Match, Minimum, chance_as_near
from foedus.models.landscape.tables import LandscapeInput

LARGEST = 2000
"""Most actors; a matrix of their propensities then takes 32 MB."""

LISTED = 200
"""Minima that a result lists; the others are counted."""

RESTARTS = 1000


def solve(given: LandscapeInput, *, restarts: int = RESTARTS, seed: int = 0) -> Landscape:
    """Find the alignments on two sides that no single actor would leave, and how many lead to each.

    Parameters
    ----------
    given : LandscapeInput
        What :func:`foedus.models.landscape.read` returns.
    restarts : int
        Random starts, used beyond 24 placed actors.
    seed : int
        Seed of the random starts.

    Raises
    ------
    InputError
        If an argument is wrong.

    Examples
    --------
    >>> tendency = np.array([[0.0, -1, -1], [-1, 0, 1], [-1, 1, 0]])
    >>> found = solve(LandscapeInput(("a", "b", "c"), np.array([3.0, 2, 2]), tendency, None, ()))
    >>> found.frame["energy"].to_list()
    [-24.0]
    """
    found = solve_arrays(
        given.names,
        given.sizes,
        propensity=given.propensity,
        sides=given.sides,
        restarts=restarts,
        rng=np.random.default_rng(seed),
    )
    return replace(found, inputs=given.inputs, options={"restarts": restarts, "seed": seed})


def solve_arrays(
    names: Sequence[str],
    sizes: ArrayLike,
    *,
    propensity: ArrayLike,
    sides: Sequence[str] | None = None,
    restarts: int = RESTARTS,
    rng: np.random.Generator | None = None,
) -> Landscape:
    """Find the local minima of the landscape of alignments on two sides, with their basins.

    Up to 24 placed actors every configuration is tried; beyond, descents start from random configurations.

    Parameters
    ----------
    names : sequence of str
        Actors, each once.
    sizes : array_like, shape (n,)
        Sizes above 0, in any unit: doubling all of them quadruples every energy and moves no minimum.
    propensity : array_like, shape (n, n)
        Symmetric; above 0 to stand together, below 0 to stand apart. The diagonal is not looked at.
    sides : sequence of str, optional
        A given alignment to hold against the minima: two labels, empty for an actor on neither side.
    restarts : int
        Random starts beyond 24 placed actors.
    rng : numpy.random.Generator, optional
        Their source; needed only beyond 24 placed actors.

    Raises
    ------
    InputError
        If an argument is wrong.

    >>> found = solve_arrays(["a", "b", "c"], [3, 2, 2], propensity=[[0, -1, -1], [-1, 0, 1], [-1, 1, 0]])
    >>> [(minimum.sides, minimum.energy, minimum.basin) for minimum in found.minima]
    [((('a',), ('b', 'c')), -24.0, 4)]
    """
    known = _checked_names(names)
    size, tendency = _array(sizes, "sizes"), _array(propensity, "propensities")
    if size.shape != (len(known),):
        raise InputError(f"{len(known)} names and sizes of shape {size.shape}: expected one size for each name")
    weights = pair_weights(size, tendency)
    at = np.flatnonzero((weights != 0).any(axis=1))
    placed, size, tendency, weights = (
        tuple(known[i] for i in at),
        size[at],
        tendency[np.ix_(at, at)],
        weights[np.ix_(at, at)],
    )
    exhaustive = len(placed) <= MOST_ACTORS
    signs, counts, found, tried = _search(weights, restarts=restarts, rng=rng)
    minima = tuple(
        Minimum(
            _sides(placed, row),
            float(energy(weights, row)),
            int(count),
            float(count) / tried,
            tuple(map(float, frustrations(size, tendency, signs=row))),
            tuple(max(0.0, float(change)) for change in changes(weights, row)),
        )
        for count, row in zip(counts, signs, strict=True)
    )
    groups = _groups(placed, weights)
    given = None if sides is None else _held_against(tuple(sides), known, at=at, weights=weights, minima=signs)
    notes = _notes(known, placed, groups=groups, exhaustive=exhaustive, found=found, listed=len(minima), tried=tried)
    if sides is not None and given is None:
        notes = (*notes, "The given alignment parts no two placed actors; it is not compared.")
    return Landscape(
        known,
        tuple(map(float, np.asarray(sizes, dtype=np.float64))),
        placed,
        tuple(name for name in known if name not in set(placed)),
        groups,
        exhaustive,
        tried,
        found,
        minima,
        given,
        notes=notes,
    )


def _checked_names(names: Sequence[str]) -> tuple[str, ...]:
    known = tuple(names)
    if not 1 <= len(known) <= LARGEST:
        raise InputError(f"{len(known):,} actors: expected 1 to {LARGEST:,}")
    twice = [name for name in known if known.count(name) > 1]
    if twice:
        raise InputError(f"actor {twice[0]!r} is named twice: expected each name once")
    return known


def _array(values: ArrayLike, what: str) -> Floats:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{what} are not an array of numbers") from None


def _search(
    weights: Floats, *, restarts: int, rng: np.random.Generator | None
) -> tuple[Signs, NDArray[np.int64], int, int]:
    """Sides of the lowest minima, how many configurations or starts lead to each, minima found, configurations or starts."""
    n = len(weights)
    if n == 0:
        return np.zeros((0, 0), dtype=np.int8), np.zeros(0, dtype=np.int64), 0, 0
    if n <= MOST_ACTORS:
        basins = find_basins(weights)
        # Only the listed ones are unpacked: 24 equal actors that all repel each other have 1,352,078 minima.
        listed = _lowest(weights, all_energies(weights)[basins.minima], counts=basins.sizes)
        return signs_of(basins.minima[listed], n), basins.sizes[listed], len(basins.minima), 1 << (n - 1)
    if restarts < 1:
        raise InputError(f"{restarts} restarts: expected at least 1")
    if rng is None:
        raise InputError(
            f"{n} placed actors: beyond {MOST_ACTORS} descents start from random configurations; pass an rng"
        )
    met = meet_minima(weights, restarts, rng=rng)
    listed = _lowest(weights, energy(weights, met.signs), counts=met.counts)
    return met.signs[listed], met.counts[listed], len(met.counts), restarts


def _lowest(weights: Floats, energies: Floats, *, counts: NDArray[np.int64]) -> NDArray[np.intp]:
    """Places of the listed minima: by energy (equal but for rounding counts as equal), then the largest basin."""
    level = np.round(energies / np.abs(weights).sum(), 12)
    return np.lexsort((-counts, level))[:LISTED]


def _sides(placed: tuple[str, ...], signs: Signs) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first = tuple(name for name, sign in zip(placed, signs, strict=True) if sign == signs[0])
    return first, tuple(name for name, sign in zip(placed, signs, strict=True) if sign != signs[0])


def _groups(placed: tuple[str, ...], weights: Floats) -> tuple[tuple[str, ...], ...]:
    label = components(weights)
    numbers = range(int(label.max(initial=-1)) + 1)
    return tuple(tuple(name for name, at in zip(placed, label, strict=True) if at == number) for number in numbers)


def _held_against(
    sides: tuple[str, ...], known: tuple[str, ...], *, at: NDArray[np.intp], weights: Floats, minima: Signs
) -> Alignment | None:
    """Hold a given alignment against each minimum; None where it parts no two placed actors."""
    if len(sides) != len(known):
        raise InputError(f"{len(known)} names and {len(sides)} sides: expected one side for each name")
    labels = tuple(dict.fromkeys(side for side in sides if side))
    if len(labels) > 2:
        raise InputError(f"sides {', '.join(map(repr, labels[:5]))}: expected two, empty for an actor on neither")
    given = np.array([sides[i] for i in at], dtype=object)
    named = given != ""
    if len(labels) < 2 or not named.any():
        return None
    observed = np.where(given == labels[0], 1, -1).astype(np.int8)
    compared = tuple(known[i] for i, one in zip(at, named, strict=True) if one)
    matches = []
    for row in minima:
        other = (row != observed) & named
        if 2 * int(other.sum()) > len(compared):
            other = (row == observed) & named
        misplaced = tuple(known[i] for i, one in zip(at, other, strict=True) if one)
        matches.append(Match(misplaced, chance_as_near(len(compared), len(misplaced))))
    whole = bool(named.all())
    end = descend(weights, observed[None, :])[0] if whole else observed
    same: NDArray[np.intp] = np.flatnonzero((minima == end * end[0]).all(axis=1) & whole)
    return Alignment(
        (labels[0], labels[1]),
        compared,
        tuple(matches),
        float(energy(weights, observed)) if whole else None,
        int(same[0]) if len(same) else None,
    )


def _notes(
    known: tuple[str, ...],
    placed: tuple[str, ...],
    *,
    groups: tuple[tuple[str, ...], ...],
    exhaustive: bool,
    found: int,
    listed: int,
    tried: int,
) -> tuple[str, ...]:
    if len(known) == 1:
        return ("One actor alone: there is nobody to stand with or against.",)
    if not placed:
        whole = f"2^{len(known) - 1}"
        return (
            f"No propensity differs from 0: each of the {whole} configurations is a minimum of energy 0; none is listed.",
        )
    notes = []
    if len(placed) < len(known):
        left = len(known) - len(placed)
        notes.append(
            f"{left} {'actor has' if left == 1 else 'actors have'} no propensity other than 0: both sides are the same to "
            "them, and they are not placed."
        )
    if len(groups) > 1:
        notes.append(
            f"The placed actors fall into {len(groups)} groups that no propensity joins: how one group stands to another "
            f"does not matter to the energy, and each minimum comes in 2^{len(groups) - 1} such arrangements."
        )
    if not exhaustive:
        notes.append(
            f"{len(placed)} placed actors are too many to try every configuration: {tried:,} descents from random ones met "
            f"{found:,} {'minimum' if found == 1 else 'minima'}; there may be others."
        )
    if listed < found:
        notes.append(f"{found:,} minima were found; the {listed} lowest are listed.")
    return tuple(notes)
