"""``foedus commitment``: would each side keep a closer bond, by the theory of repeated games."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.model import Json, Picture, answer


def commitment(
    game: Annotated[Path, typer.Argument(metavar="GAME.toml", help="Payoffs and patience of two sides, scenarios.")],
    flows: Annotated[
        Path | None,
        typer.Option(metavar="FLOWS.csv", help="What the sides take: channel, year, supplier, recipient, value."),
    ] = None,
    as_json: Json = False,
    out: Picture = None,
) -> None:
    """Say how patient each side must be to keep a bond, in which scenario who lets go first, and who depends on whom."""
    from foedus.models.commitment import read, solve

    answer(lambda: read(game, flows), solve, as_json=as_json, out=out)
