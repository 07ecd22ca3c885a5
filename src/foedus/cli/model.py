"""What the commands of the models share: read, solve, print or record, and draw where a picture is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from foedus.models.envelope import Answer

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs, and nothing else.")]
Picture = Annotated[
    Path | None, typer.Option("--out", metavar="PICTURE", help="Draw into this file: .svg, .png or .pdf.")
]

Input = TypeVar("Input", bound=Any)


def answer(read: Callable[[], Input], solve: Callable[[Input], Answer], *, as_json: bool, out: Path | None) -> None:
    """Run a model: its result on standard output, notes on its input and the name of the picture on standard error."""
    import json

    from foedus.charts.save import check_target

    if out is not None:
        check_target(out)
    with _standard_output_set_aside():
        given = read()
        for file in given.inputs:
            for note in file.notes:
                typer.echo(f"note: {note}", err=True)
        found = solve(given)
    if as_json:
        typer.echo(json.dumps(found.record(), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        typer.echo("\n".join(found.lines()))
    if out is not None:
        with _standard_output_set_aside():
            found.draw().save(out)
        typer.echo(f"wrote {out}", err=True)


@contextmanager
def _standard_output_set_aside() -> Iterator[None]:
    """Send to standard error what a library prints, also from C: its file descriptor 1 is ours no longer."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        _flush_c()
        os.dup2(kept, 1)
        os.close(kept)


def _flush_c() -> None:
    """Empty the buffers of the C library, which would else come out after the result."""
    import ctypes

    ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)
