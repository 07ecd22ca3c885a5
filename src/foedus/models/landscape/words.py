"""A landscape in words."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.models.landscape.result import Alignment, Landscape
from foedus.models.plain import table

SHOWN = 5
"""Minima that are printed; JSON has all that are listed."""


def lines(found: Landscape) -> Iterator[str]:
    """Yield a landscape as lines of text."""
    yield _headline(found)
    of = "configurations" if found.exhaustive else "descents"
    for number, one in enumerate(found.minima[:SHOWN], start=1):
        yield ""
        yield f"minimum {number}: energy {one.energy:.2f}, basin {one.basin:,} of {found.tried:,} {of} ({one.share:.1%})"
        yield from (f"  {mark}  {', '.join(side) or '(nobody)'}" for mark, side in zip("AB", one.sides, strict=True))
    if len(found.minima) > SHOWN:
        yield from ("", f"{len(found.minima) - SHOWN:,} more minima: --json lists them")
    if found.minima:
        yield from ("", *_actors(found))
    if found.alignment is not None:
        yield from ("", *_alignment(found.alignment))
    if found.notes:
        yield ""


def _headline(found: Landscape) -> str:
    actors = f"{len(found.placed)} actors placed on two sides"
    minima = f"{found.found:,} local {'minimum' if found.found == 1 else 'minima'}"
    if not found.placed:
        return f"{len(found.names)} {'actor' if len(found.names) == 1 else 'actors'}, none of them placed"
    if found.exhaustive:
        noun = "configuration" if found.tried == 1 else "configurations"
        return f"{actors}: {found.tried:,} {noun}, mirror images counted once; {minima}"
    return f"{actors}: {found.tried:,} descents from random configurations met {minima}"


def _actors(found: Landscape) -> Iterator[str]:
    """The lowest minimum by actor; those nearest to crossing over first."""
    lowest = found.minima[0]
    size = dict(zip(found.names, found.sizes, strict=True))
    rows = sorted(zip(found.placed, lowest.frustration, lowest.hold, strict=True), key=lambda row: row[2])
    yield "minimum 1 by actor; hold: rise of the energy if it alone crossed over, 0: both sides are equal to it"
    cells = (
        (name, "A" if name in lowest.sides[0] else "B", f"{size[name]:.4g}", f"{frustration:.2f}", f"{hold:.2f}")
        for name, frustration, hold in rows
    )
    yield from table(("actor", "side", "size", "frustration", "hold"), cells, right=(2, 3, 4))


def _alignment(given: Alignment) -> Iterator[str]:
    sides = f"{given.labels[0]} against {given.labels[1]}"
    yield f"the given alignment ({sides}), {len(given.compared)} actors compared"
    if given.energy is not None:
        leads = "a minimum that is not listed" if given.leads_to is None else f"minimum {given.leads_to + 1}"
        yield f"  energy {given.energy:.2f}; descent from it leads to {leads}"
    for number, match in enumerate(given.matches[:SHOWN], start=1):
        who = f" ({', '.join(match.misplaced)})" if match.misplaced else ""
        ways = f"{match.chance:.2%} of all ways to take sides come as near"
        yield f"  minimum {number}: {len(match.misplaced)} misplaced{who}; {ways}"
