"""What the commands of the models share: read, solve, print or record, and draw where a picture is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from foedus.cli.terminal import print_json, say, tell

if TYPE_CHECKING:
    from foedus.models.envelope import Answer

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs, and nothing else.")]
Picture = Annotated[
    Path | None, typer.Option("--out", metavar="PICTURE", help="Draw into this file: .svg, .png or .pdf.")
]

Input = TypeVar("Input", bound=Any)


def answer(read: Callable[[], Input], solve: Callable[[Input], Answer], *, as_json: bool, out: Path | None) -> None:
    """Run a model: its result on standard output, notes on its input and the name of the picture on standard error."""
    from foedus.charts.save import check_target

    if out is not None:
        check_target(out)
    given = read()
    for file in given.inputs:
        for note in file.notes:
            tell(f"note: {note}")
    found = solve(given)
    if as_json:
        print_json(found.record(), indent=1)
    else:
        say("\n".join(found.lines()))
    if out is not None:
        found.draw().save(out)
        tell(f"wrote {out}")
