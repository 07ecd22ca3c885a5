"""``foedus chart``: one figure of a result as a file, with its data beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.terminal import say

if TYPE_CHECKING:
    from foedus.verdict.types import Verdict


def chart(
    source: Annotated[
        str, typer.Argument(metavar="CASE|FOLDER", help="A case to assess, or a folder of results or its verdict.json.")
    ],
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Name of the figure; see --list.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="An .svg, .png or .pdf; default NAME.svg here.")
    ] = None,
    width: Annotated[
        str, typer.Option(metavar="LENGTH", help="Pixels, or a length such as 12cm, 120mm or 5in.")
    ] = "912",
    theme: Annotated[str, typer.Option(metavar="THEME", help="light, dark or print.")] = "light",
    chosen: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="What the figure lets one choose, such as issue=ID."),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the figures of the result.")] = False,
) -> None:
    """Draw one figure of a case or a result; its data are written beside it as a CSV file of the same name."""
    from foedus.charts.save import check_file
    from foedus.errors import InputError
    from foedus.report.outputs import write_chart
    from foedus.report.registry import chart as chart_of
    from foedus.report.registry import chart_lines

    if name is None and not listed:
        raise InputError("draw what? Give the NAME of a figure, or --list to see all of them")
    options = {}
    for text in chosen or []:
        key, sign, value = text.partition("=")
        if not sign:
            raise InputError(f"--set {text!r}: expected KEY=VALUE, such as issue=ID")
        options[key.strip()] = value.strip()
    file = out or Path(f"{name}.svg")
    check_file(file, width=width, theme=theme)
    verdict = _verdict(source)
    if listed or name is None:
        say("\n".join(chart_lines(verdict)))
        return
    figure = chart_of(verdict, name, **options)
    files = write_chart(figure, file, width=width, theme=theme)
    say("\n".join(f"wrote {file}" for file in files))


def _verdict(source: str) -> Verdict:
    """The verdict of a folder of results, or that on a case."""
    from foedus.verdict.file import VERDICT_FILE, read_verdict

    path = Path(source)
    if path.name == VERDICT_FILE or (path / VERDICT_FILE).is_file():
        return read_verdict(path)
    from foedus.session.run import run

    return run(source, {}).verdict
