"""``foedus workspace``: code a case in the browser, alone or in a team."""

from __future__ import annotations

import getpass
import re
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.program import Program, Usually
from foedus.cli.terminal import say, tell

app = Program("Code a case in the browser: `foedus workspace CASE` opens it.", group=Usually)

DatabaseOption = Annotated[
    str,
    typer.Option(
        metavar="URL",
        help="Database in which a team keeps the log: postgresql://USER@HOST/NAME or sqlite:///FILE; "
        "a password is best left to ~/.pgpass.",
    ),
]


@app.command("open")
def open_case(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder; it must be yours to write to.")],
    coder: Annotated[
        str, typer.Option(metavar="NAME", help="Who codes; by default the name of the user of this machine.")
    ] = "",
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 0,
    database: DatabaseOption = "",
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Code claims on the texts of a case in the browser, on this machine alone; the tables are written when you end it with Ctrl-C.

    Needs pip install "foedus[workspace]".
    """
    from foedus.workspace.serve import serve

    def ready(address: str, notes: tuple[str, ...]) -> None:
        for note in notes:
            tell(f"note: {note}")
        say(
            f"{address}\nOnly this machine can open it, and only with this address. Ctrl-C ends it; every edit is on the disk at once."
        )
        if browser:
            import webbrowser

            webbrowser.open(address)

    written = serve(case, coder=coder or _me(), port=port, database=database, ready=ready)
    say(f"wrote {', '.join(written)}" if written else "the tables hold every edit")


def _me() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-") or "coder"
