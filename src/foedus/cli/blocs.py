"""``foedus blocs``: which blocs a signed network falls into, how surely, and on which ties that hangs.

The command reads, asks the analysis and prints; heavy imports stand inside it, so that ``--help`` is quick.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from foedus.files.networks import NetworkFile
    from foedus.models.blocs.analysis import BlocAnalysis

LONGEST = 86_400.0
"""Longest time limit in seconds: a day."""


def blocs(
    edges: Annotated[
        Path,
        typer.Argument(metavar="EDGES", help="Ties: CSV source,target,sign[,weight]; GraphML; Pajek .net."),
    ],
    kind: Annotated[str, typer.Option("--blocs", metavar="2|any", help="Two blocs, or any number (clusters).")] = "2",
    weight: Annotated[
        str | None, typer.Option(metavar="COL", help="Column of the weights; default weight, where there is one.")
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
        float, typer.Option(metavar="S", help="Seconds; then bounds are given instead of the index.")
    ] = 60.0,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON for other programs; a picture only with --out.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="PICTURE.svg", help="Picture; default EDGES-blocs.svg in this folder.")
    ] = None,
) -> None:
    """Tell which blocs a signed network falls into, which ties do not fit, and how firmly each actor stands."""
    _check(kind, time_limit)
    target = out or Path(f"{edges.stem}-blocs.svg")
    if out is not None:
        from foedus.models.blocs.picture import check_target

        check_target(out)
    from foedus.files.networks import read_network
    from foedus.models.blocs.analysis import analyze_blocs
    from foedus.models.blocs.balance import Blocs
    from foedus.models.blocs.networks import network_of

    file = read_network(edges, weight=weight)
    for note in file.notes:
        typer.echo(f"note: {note}", err=True)
    chosen = Blocs(kind)
    found = analyze_blocs(
        network_of(file), blocs=chosen, anchor=anchor, margins=margins, flips=flips, time_limit=time_limit
    )
    if as_json:
        options = {
            "blocs": kind,
            "weight": weight,
            "anchor": anchor,
            "margins": margins,
            "flips": flips,
            "time_limit": time_limit,
        }
        typer.echo(json.dumps(_record(file, options, found), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        from foedus.models.blocs.words import bloc_summary
        from foedus.report.console import show

        show(bloc_summary(found, file.name))
    if out is not None or not as_json:
        from foedus.models.blocs.picture import write_picture
        from foedus.version import __version__

        write_picture(
            target, found, title=file.name, source=f"foedus {__version__}, {file.name}, sha256 {file.sha256[:16]}"
        )
        typer.echo(f"wrote {target}", err=True)


def _check(kind: str, time_limit: float) -> None:
    from foedus.errors import InputError

    if kind not in ("2", "any"):
        raise InputError(f"--blocs {kind!r}: expected 2 or any")
    if not (math.isfinite(time_limit) and 0 < time_limit <= LONGEST):
        raise InputError(f"--time-limit {time_limit:g}: expected seconds, above 0 up to {LONGEST:,.0f}")


def _record(file: NetworkFile, options: dict[str, Any], found: BlocAnalysis) -> dict[str, Any]:
    from foedus.models.blocs.record import bloc_record
    from foedus.version import __version__

    return {
        "format": "foedus-blocs",
        "format_version": 1,
        "foedus": __version__,
        "file": {"name": file.name, "sha256": file.sha256, "weighted": file.weighted, "notes": list(file.notes)},
        "options": options,
        **bloc_record(found),
    }
