"""A landscape in words for the terminal, and as a record for JSON."""

from __future__ import annotations

from typing import Any

from foedus.models.landscape.result import Alignment, Landscape, Minimum

SHOWN = 5
"""Minima that are printed; JSON has all that are listed."""


def as_record(landscape: Landscape) -> dict[str, Any]:
    """Return a landscape as plain values for JSON."""
    return {
        "actors": [{"actor": n, "size": s} for n, s in zip(landscape.names, landscape.sizes, strict=True)],
        "placed": list(landscape.placed),
        "unattached": list(landscape.unattached),
        "groups": [list(group) for group in landscape.groups],
        "exhaustive": landscape.exhaustive,
        "tried": landscape.tried,
        "minima_found": landscape.found,
        "minima": [_minimum_record(landscape, minimum) for minimum in landscape.minima],
        "alignment": None if landscape.alignment is None else _alignment_record(landscape.alignment),
        "notes": list(landscape.notes),
    }


def _minimum_record(landscape: Landscape, minimum: Minimum) -> dict[str, Any]:
    return {
        "energy": minimum.energy,
        "basin": minimum.basin,
        "share": minimum.share,
        "sides": [list(side) for side in minimum.sides],
        "frustration": dict(zip(landscape.placed, minimum.frustration, strict=True)),
        "hold": dict(zip(landscape.placed, minimum.hold, strict=True)),
    }


def _alignment_record(alignment: Alignment) -> dict[str, Any]:
    return {
        "labels": list(alignment.labels),
        "compared": list(alignment.compared),
        "energy": alignment.energy,
        "leads_to": alignment.leads_to,
        "matches": [{"misplaced": list(match.misplaced), "chance": match.chance} for match in alignment.matches],
    }


def describe(landscape: Landscape) -> str:
    """Return a landscape as lines of text."""
    lines = [_headline(landscape)]
    for number, minimum in enumerate(landscape.minima[:SHOWN], start=1):
        lines += ["", *_minimum_lines(landscape, number, minimum)]
    if len(landscape.minima) > SHOWN:
        lines += ["", f"{len(landscape.minima) - SHOWN:,} more minima: --json lists them"]
    if landscape.minima:
        lines += ["", *_actor_lines(landscape)]
    if landscape.alignment is not None:
        lines += ["", *_alignment_lines(landscape)]
    if landscape.notes:
        lines += ["", *landscape.notes]
    return "\n".join(lines)


def _headline(landscape: Landscape) -> str:
    actors = f"{len(landscape.placed)} actors placed on two sides"
    minima = f"{landscape.found:,} local {'minimum' if landscape.found == 1 else 'minima'}"
    if not landscape.placed:
        return f"{len(landscape.names)} {'actor' if len(landscape.names) == 1 else 'actors'}, none of them placed"
    if landscape.exhaustive:
        noun = "configuration" if landscape.tried == 1 else "configurations"
        return f"{actors}: {landscape.tried:,} {noun}, mirror images counted once; {minima}"
    return f"{actors}: {landscape.tried:,} descents from random configurations met {minima}"


def _minimum_lines(landscape: Landscape, number: int, minimum: Minimum) -> list[str]:
    of = "configurations" if landscape.exhaustive else "descents"
    head = f"minimum {number}: energy {minimum.energy:.2f}, basin {minimum.basin:,} of {landscape.tried:,} {of} ({minimum.share:.1%})"
    sides = [f"  {mark}  {', '.join(side) or '(nobody)'}" for mark, side in zip("AB", minimum.sides, strict=True)]
    return [head, *sides]


def _actor_lines(landscape: Landscape) -> list[str]:
    """The lowest minimum by actor; those nearest to crossing over first."""
    lowest = landscape.minima[0]
    size = dict(zip(landscape.names, landscape.sizes, strict=True))
    width = max(5, *(len(name) for name in landscape.placed))
    rows = sorted(zip(landscape.placed, lowest.frustration, lowest.hold, strict=True), key=lambda row: row[2])
    lines = [
        "minimum 1 by actor; hold: rise of the energy if it alone crossed over, 0: both sides are equal to it",
        f"  {'actor':<{width}}  side  {'size':>9}  {'frustration':>11}  {'hold':>9}",
    ]
    for name, frustration, hold in rows:
        side = "A" if name in lowest.sides[0] else "B"
        lines.append(f"  {name:<{width}}  {side:<4}  {size[name]:>9.4g}  {frustration:>11.2f}  {hold:>9.2f}")
    return lines


def _alignment_lines(landscape: Landscape) -> list[str]:
    given = landscape.alignment
    if given is None:
        return []
    lines = [
        f"the given alignment ({given.labels[0]} against {given.labels[1]}), {len(given.compared)} actors compared"
    ]
    if given.energy is not None:
        leads = "a minimum that is not listed" if given.leads_to is None else f"minimum {given.leads_to + 1}"
        lines.append(f"  energy {given.energy:.2f}; descent from it leads to {leads}")
    for number, match in enumerate(given.matches[:SHOWN], start=1):
        who = f" ({', '.join(match.misplaced)})" if match.misplaced else ""
        lines.append(
            f"  minimum {number}: {len(match.misplaced)} misplaced{who}; {match.chance:.2%} of all ways to take sides come as near"
        )
    return lines
