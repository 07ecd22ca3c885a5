"""A landscape as plain values and as frames."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from foedus.models.landscape.result import Landscape, Minimum

if TYPE_CHECKING:
    import polars as pl


def body(found: Landscape) -> dict[str, Any]:
    """Return a landscape as plain values for JSON."""
    return {
        "actors": [{"actor": n, "size": s} for n, s in zip(found.names, found.sizes, strict=True)],
        "placed": list(found.placed),
        "unattached": list(found.unattached),
        "groups": [list(group) for group in found.groups],
        "exhaustive": found.exhaustive,
        "tried": found.tried,
        "minima_found": found.found,
        "minima": [_minimum(found, minimum) for minimum in found.minima],
        "alignment": None if found.alignment is None else asdict(found.alignment),
    }


def _minimum(found: Landscape, minimum: Minimum) -> dict[str, Any]:
    return {
        "energy": minimum.energy,
        "basin": minimum.basin,
        "share": minimum.share,
        "sides": [list(side) for side in minimum.sides],
        "frustration": dict(zip(found.placed, minimum.frustration, strict=True)),
        "hold": dict(zip(found.placed, minimum.hold, strict=True)),
    }


def frames(found: Landscape) -> dict[str, pl.DataFrame]:
    """Return the minima, and every placed actor in each of them."""
    import polars as pl

    minima: dict[str, list[Any]] = {
        "minimum": list(range(1, len(found.minima) + 1)),
        **{name: [getattr(m, name) for m in found.minima] for name in ("energy", "basin", "share")},
    }
    if found.alignment is not None:
        minima["misplaced"] = [len(match.misplaced) for match in found.alignment.matches]
        minima["chance"] = [match.chance for match in found.alignment.matches]
    rows = [
        (number, actor, "A" if actor in minimum.sides[0] else "B", frustration, hold)
        for number, minimum in enumerate(found.minima, start=1)
        for actor, frustration, hold in zip(found.placed, minimum.frustration, minimum.hold, strict=True)
    ]
    columns = {
        "minimum": pl.Int64,
        "actor": pl.String,
        "side": pl.String,
        "frustration": pl.Float64,
        "hold": pl.Float64,
    }
    sizes = pl.DataFrame({"actor": found.names, "size": found.sizes})
    actors = pl.DataFrame(rows, schema=columns, orient="row").join(sizes, on="actor", how="left", maintain_order="left")
    return {"minima": pl.DataFrame(minima), "actors": actors}
