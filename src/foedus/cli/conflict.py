"""``foedus conflict``: a crisis with few options, by the graph model for conflict resolution."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.model import Json, Picture, answer


def conflict(
    model: Annotated[
        Path, typer.Argument(metavar="MODEL.toml", help="Decision makers, options, feasible states, preferences.")
    ],
    inverse: Annotated[
        str | None, typer.Option(metavar="STATE", help="Say which preferences would make this state stable.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="STATE", help="State to start from; default the model's status quo.")
    ] = None,
    as_json: Json = False,
    out: Picture = None,
) -> None:
    """Find the states that nobody would leave, by what each foresees: Nash, GMR, SMR, SEQ, coalitions, ways there."""
    from foedus.models.conflict import read, solve

    answer(lambda: read(model), lambda given: solve(given, start=start, inverse=inverse), as_json=as_json, out=out)
