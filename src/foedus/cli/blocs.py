"""``foedus blocs``: which blocs a signed network falls into, how surely, and on which ties that hangs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.model import Json, Picture, answer


def blocs(
    edges: Annotated[
        Path,
        typer.Argument(
            metavar="EDGES", help="Ties: CSV source,target,sign[,weight]; GraphML, GEXF, GML; Pajek .net, .paj."
        ),
    ],
    kind: Annotated[str, typer.Option("--blocs", metavar="2|any", help="Two blocs, or any number (clusters).")] = "2",
    weight: Annotated[
        str | None, typer.Option(metavar="COL", help="Column of the weights; default weight, where there is one.")
    ] = None,
    directed: Annotated[
        str | None,
        typer.Option(
            metavar="keep|any|both|mean",
            help="Rows of one pair: each a tie; one unless they contradict; "
            "one if each side says it; their mean. By default a pair with both signs is refused.",
        ),
    ] = None,
    relation: Annotated[
        str | None, typer.Option(metavar="R", help="Number or name of the relation, where the file has several.")
    ] = None,
    window: Annotated[
        str | None, typer.Option(metavar="START/END", help="Ties that were there at some time from START to END.")
    ] = None,
    anchor: Annotated[
        str | None, typer.Option(metavar="A", help="Actor whose bloc comes first; margins are measured from it.")
    ] = None,
    margins: Annotated[
        bool, typer.Option("--margins", help="Cost of putting each actor on the other side of the anchor.")
    ] = False,
    flips: Annotated[
        bool, typer.Option("--flips", help="What the index changes by if a tie changes its sign, for each tie.")
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(
            metavar="S", help="Seconds of the search, reading aside; then bounds are given instead of the index."
        ),
    ] = 60.0,
    as_json: Json = False,
    out: Picture = None,
) -> None:
    """Tell which blocs a signed network falls into, which ties do not fit, and how firmly each actor stands."""
    from foedus.models.blocs import read, solve

    answer(
        lambda: read(edges, weight=weight, directed=directed, relation=relation, window=window),
        lambda given: solve(given, blocs=kind, anchor=anchor, margins=margins, flips=flips, time_limit=time_limit),
        as_json=as_json,
        out=out,
    )
