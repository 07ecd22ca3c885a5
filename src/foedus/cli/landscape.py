"""``foedus landscape``: two blocs by landscape theory, from sizes and propensities."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def landscape(
    actors: Annotated[Path, typer.Argument(metavar="ACTORS.csv", help="Columns actor, size and, if you like, side.")],
    propensities: Annotated[
        Path, typer.Argument(metavar="PROPENSITIES.csv", help="Columns source, target, propensity; other pairs have 0.")
    ],
    restarts: Annotated[
        int, typer.Option(metavar="N", min=1, max=1_000_000, help="Random starts, used beyond 24 placed actors.")
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="Seed of the random starts.")] = 0,
    out: Annotated[Path | None, typer.Option(metavar="PICTURE.svg", help="Draw the minima into this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Find the alignments on two sides that no single actor would leave, and how many lead to each."""
    import numpy as np

    from foedus.models.landscape.landscape import build_landscape
    from foedus.models.landscape.tables import read_landscape
    from foedus.models.landscape.words import as_record, describe

    given = read_landscape(actors, propensities)
    for note in given.notes:
        typer.echo(note, err=True)
    found = build_landscape(
        given.names,
        given.sizes,
        given.propensity,
        sides=given.sides,
        restarts=restarts,
        rng=np.random.default_rng(seed),
    )
    if out is not None:
        from foedus.models.landscape.picture import write_landscape

        write_landscape(found, out)
        typer.echo(f"wrote {out}", err=True)
    if as_json:
        seeds = {} if found.exhaustive else {"seed": seed, "restarts": restarts}
        record = {"model": "landscape", **seeds, "inputs": given.hashes, **as_record(found)}
        typer.echo(json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False))
        return
    typer.echo(describe(found))
