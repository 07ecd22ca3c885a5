"""``foedus commitment``: would each side keep a closer bond, by the theory of repeated games, for a game or a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.model import Json, Picture, answer
from foedus.cli.terminal import print_json, say, tell


def commitment(
    game: Annotated[
        str,
        typer.Argument(
            metavar="GAME.toml|CASE",
            help="Payoffs and patience of two sides, with scenarios; or a case by name or folder.",
        ),
    ],
    flows: Annotated[
        Path | None,
        typer.Option(metavar="FLOWS.csv", help="What the sides take: channel, year, supplier, recipient, value."),
    ] = None,
    as_json: Json = False,
    out: Picture = None,
) -> None:
    """Say how patient each side must be to keep a bond, in which scenario who lets go first, and who depends on whom."""
    if game.lower().endswith(".toml"):
        from foedus.models.commitment import read, solve

        answer(lambda: read(game, flows), solve, as_json=as_json, out=out)
        return
    _of_case(game, flows=flows, as_json=as_json, out=out)


def _of_case(name: str, *, flows: Path | None, as_json: bool, out: Path | None) -> None:
    """The same for a case: through an assessment, with datasets that are installed and a user's flows."""
    from foedus.charts.save import check_target
    from foedus.errors import InputError

    if out is not None:
        check_target(out)
    from foedus.assessment.assess import assess
    from foedus.assessment.commitment.datasets import arms_by_year, flows_of_file, support_by_year
    from foedus.assessment.commitment.trade import trade_by_year
    from foedus.assessment.commitment.votes import votes_by_year
    from foedus.case.load import load_case
    from foedus.report.commitment import commitment_lines, commitment_record
    from foedus.report.registry import chart
    from foedus.verdict.build import build_verdict

    case = load_case(name)
    last = case.settings.as_of.upper.year
    given, file = ((), None) if flows is None else flows_of_file(case, flows, last)
    asked = [ask(case, last) for ask in (support_by_year, arms_by_year, trade_by_year, votes_by_year)]
    for note in dict.fromkeys([*(note for _, note in asked if note), *(file.notes if file else ())]):
        tell(f"note: {note}")
    verdict = build_verdict(assess(case), given=(*(row for rows, _ in asked for row in rows), *given))
    if verdict.commitment is None:
        raise InputError(f"case {name!r} has no factor or no claim that can be seen by its cut-off; code some first")
    if as_json:
        print_json(commitment_record(verdict, () if file is None else (file,)), indent=1)
    else:
        say("\n".join(commitment_lines(verdict)))
    if out is not None:
        chart(verdict, "patience").save(out)
        tell(f"wrote {out}")
