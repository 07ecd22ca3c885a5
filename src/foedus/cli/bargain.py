"""``foedus bargain``: where bargaining on a disputed issue may end, and on whom that hangs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.model import Json, Picture, answer


def bargain(
    input_: Annotated[
        Path,
        typer.Argument(metavar="INPUT.csv", help="Table: actor, capability, position, salience[, ..._sd][, issue]."),
    ],
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="baselines, expected-utility (default) or logroll; baselines always come first."
        ),
    ] = None,
    variant: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Reading of the expected utility model: a preset, or option=value; may be repeated."
        ),
    ] = None,
    rounds: Annotated[int, typer.Option(metavar="N", min=1, max=200, help="Rounds of the model.")] = 10,
    draws: Annotated[
        int, typer.Option(metavar="N", min=20, max=100_000, help="Draws of the uncertain inputs.")
    ] = 2_000,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="Seed of the draws.")] = 0,
    issue: Annotated[str | None, typer.Option(metavar="NAME", help="One issue of a file that has several.")] = None,
    scale: Annotated[
        tuple[float, float] | None,
        typer.Option("--range", metavar="LOW HIGH", help="Ends of the scale; default the outermost positions."),
    ] = None,
    status_quo: Annotated[float | None, typer.Option(metavar="X", help="Place where things stand now.")] = None,
    target: Annotated[
        float | None, typer.Option(metavar="X", help="Place for the flip points; default the middle of the range.")
    ] = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Two actors whose trade across issues is sought.")
    ] = None,
    default: Annotated[
        str, typer.Option(metavar="NAME", help="Outcome without a trade: compromise or midpoint.")
    ] = "compromise",
    as_json: Json = False,
    out: Picture = None,
) -> None:
    """Tell where bargaining on an issue may end: the compromise with its error first, then who presses whom."""
    from foedus.models.bargaining import read, solve

    answer(
        lambda: read(input_),
        lambda given: solve(
            given, model=model, variant=variant or (), rounds=rounds, draws=draws, seed=seed, issue=issue, scale=scale,
            status_quo=status_quo, target=target, pair=pair, default=default,
        ),
        as_json=as_json,
        out=out,
    )  # fmt: skip
