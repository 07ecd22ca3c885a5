"""``foedus landscape``: two blocs by landscape theory, from sizes and propensities."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.model import Json, Picture, answer


def landscape(
    actors: Annotated[Path, typer.Argument(metavar="ACTORS.csv", help="Columns actor, size and, if you like, side.")],
    propensities: Annotated[
        Path, typer.Argument(metavar="PROPENSITIES.csv", help="Columns source, target, propensity; other pairs have 0.")
    ],
    restarts: Annotated[
        int, typer.Option(metavar="N", min=1, max=1_000_000, help="Random starts, used beyond 24 placed actors.")
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="Seed of the random starts.")] = 0,
    as_json: Json = False,
    out: Picture = None,
) -> None:
    """Find the alignments on two sides that no single actor would leave, and how many lead to each."""
    from foedus.models.landscape import read, solve

    answer(
        lambda: read(actors, propensities),
        lambda given: solve(given, restarts=restarts, seed=seed),
        as_json=as_json,
        out=out,
    )
