"""``foedus workspace``: code a case in the browser, alone or in a team."""

from __future__ import annotations

import getpass
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.program import Program, Usually
from foedus.cli.terminal import say, tell
from foedus.errors import InputError

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
    new: Annotated[bool, typer.Option("--new", help="Begin a case in an empty or a new folder.")] = False,
    database: DatabaseOption = "",
    coders: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Several coders, who sign in each; `foedus workspace coder` makes the file."),
    ] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address of this machine to listen on.")] = "127.0.0.1",
    behind_proxy: Annotated[
        str,
        typer.Option(metavar="NAME", help="Name by which browsers ask for it at a proxy of yours, which speaks HTTPS."),
    ] = "",
    blind: Annotated[
        bool,
        typer.Option("--blind", help="Hide what others have coded in a document until you and they have done with it."),
    ] = False,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Code claims on the texts of a case in the browser, on this machine alone; the tables are written when you end it with Ctrl-C.

    Needs pip install "foedus[workspace]".
    """
    from foedus.workspace.serve import Place, serve

    if coder and coders is not None:
        raise InputError("--coder names the one who codes alone; with --coders each signs in under a name of their own")
    about = (
        "Each coder signs in there with a name and a key."
        if coders is not None
        else "Only this machine can open it, and only with this address."
    )

    if new:
        from foedus.case.new import new_case

        new_case(case, template="minimal")

    def ready(address: str, notes: tuple[str, ...]) -> None:
        for note in notes:
            tell(f"note: {note}")
        say(f"{address}\n{about} Ctrl-C ends it; every edit is on the disk at once.")
        if browser:
            import webbrowser

            webbrowser.open(address)

    place = Place(port, host, behind_proxy)
    written = serve(case, coder=coder or _me(), place=place, database=database, coders=coders, blind=blind, ready=ready)
    say(f"wrote {', '.join(written)}" if written else "the tables hold every edit")


@app.command()
def backup(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Zip to write.")],
    database: DatabaseOption = "",
) -> None:
    """Copy all of a case into one file, while nobody writes to it: tables, logs, texts, works."""
    from foedus.case.backup import back_up
    from foedus.case.coding.log.database.opening import journals_of
    from foedus.case.coding.told import now

    journals = journals_of(case, database)
    try:
        made = back_up(case, out, at=now(), journals=journals if database else None)
    finally:
        journals.close()
    say(f"{out}: {len(made.files):,} files, {made.events:,} events of the log, {made.size:,} bytes")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `foedus workspace backup` has written.")],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="New case folder.")],
) -> None:
    """Make the case of a backup again in a new folder; a damaged one is refused."""
    from foedus.case.backup import restore as make_again

    made = make_again(file, out)
    say(f"{out}: {len(made.files):,} files, {made.events:,} events of the log")


@app.command()
def coder(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Lower-case letters and digits, joined by hyphens.")],
    coders: Annotated[Path, typer.Option(metavar="FILE", help="The file of coders; it is made where it is missing.")],
    password: Annotated[bool, typer.Option("--password", help="Ask for a password instead of making a key.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take the coder out.")] = False,
) -> None:
    """Add a coder to a file of coders, or give one another key, which is printed once; only its hash is kept."""
    from foedus.workspace.coders import remove_coder, set_key

    if remove:
        remove_coder(coders, name)
        say(f"{name} can no longer sign in")
        return
    key = set_key(coders, name, password=_password() if password else "")
    say(
        f"{name} signs in with the password"
        if password
        else f"{name} signs in with the key {key}\nIt is kept nowhere; hand it on by a safe way."
    )


def _password() -> str:
    """Ask on the terminal, unseen; without one the first line of standard input is the password."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    given = sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise InputError("--password: there is no terminal to ask on, and standard input holds no password")
    return given


def _me() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-") or "coder"
