"""``foedus conflict``: a crisis with few options, by the graph model for conflict resolution."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


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
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Find the states that nobody would leave, by what each foresees: Nash, GMR, SMR, SEQ, coalitions, ways there."""
    from foedus.models.conflict.analysis import analyse_conflict
    from foedus.models.conflict.model_file.read import read_conflict
    from foedus.models.conflict.words import as_record, describe

    given = read_conflict(model)
    for note in given.notes:
        typer.echo(note, err=True)
    found = analyse_conflict(given, start=start, inverse=inverse)
    if as_json:
        record = {"model": "conflict", "inputs": {model.name: given.sha256}, **as_record(found)}
        typer.echo(json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False))
        return
    typer.echo(describe(found))
