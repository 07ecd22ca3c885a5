"""``foedus record``: how well the verdicts on many resolved cases did."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.assess import JsonOption, PriorOption, showing_progress
from foedus.cli.terminal import print_json

BROKEN = 2
"""Exit code where a case was rejected; the others are scored and printed all the same."""


def record(
    folders: Annotated[
        list[str],
        typer.Argument(metavar="FOLDER...", help="Folders of case folders, case folders, or names of built-in cases."),
    ],
    prior: PriorOption = "auto",
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of the bootstrap over cases.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="CSV", help="Write a row for each case to this file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Score the verdicts on many cases whose end is known, each at its own horizon, beside the prior and each view alone."""
    from foedus.session.record import record as made

    with showing_progress() as progress:
        found = made(folders, prior=prior, seed=seed, progress=progress).record
    if out is not None:
        from foedus.files.folder import write_file
        from foedus.report.record import record_csv

        write_file(record_csv(found), out)
    if as_json:
        print_json(found.plain(), indent=1)
    else:
        from foedus.cli.console import console
        from foedus.report.console import show
        from foedus.report.record import record_table

        show(record_table(found), console(highlight=True))
    if found.rejected:
        raise typer.Exit(BROKEN)
