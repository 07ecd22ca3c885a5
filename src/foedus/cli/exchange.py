"""``foedus exchange``: cases from the files of other coding programs, and files for them from cases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.case import JsonOption
from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say

if TYPE_CHECKING:
    from foedus.documents.exchange.project import Lost, Project

app = Program("Move codings from and to other programs; what has no place on the other side is told.")


@app.command("import")
def import_project(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of the other program.")],
    out: Annotated[Path, typer.Option("--out", metavar="CASE", help="The new case folder.")],
    as_json: JsonOption = False,
) -> None:
    """Make a case of a project: its texts, its statements as claims with their passages."""
    from dataclasses import asdict

    from foedus.case.exchange.take_in import take_in
    from foedus.documents.exchange.formats import read_project
    from foedus.terms.wording import count

    found = take_in(read_project(file), out, file=file.name)
    if as_json:
        print_json({"case": str(out)} | asdict(found))
        return
    _print_lost(found.lost)
    say(
        f"{out}: {count(found.documents, 'document')}, {count(found.claims, 'claim')}, {count(found.actors, 'actor')}, "
        f"{count(found.issues, 'issue')}"
    )
    say("For you to say:\n" + "\n".join(f"  {line}" for line in found.to_say))


@app.command()
def export(
    source: Annotated[
        str,
        typer.Argument(metavar="CASE|FILE", help="A case, or the file of another program, which then never is a case."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file; its ending says the format.")],
    as_json: JsonOption = False,
) -> None:
    """Write the documents and claims of a case, or the project of one program, for another program."""
    from dataclasses import asdict

    from foedus.documents.exchange.formats import check_ending, write_project
    from foedus.files.folder import write_file
    from foedus.terms.wording import count

    check_ending(out, option="--out")
    project, lost = _project(source)
    data, more = write_project(project, out)
    write_file(data, out)
    if as_json:
        numbers = {"documents": len(project.documents), "statements": len(project.statements)}
        print_json({"file": str(out)} | numbers | {"lost": [asdict(one) for one in (*lost, *more)]})
        return
    _print_lost((*lost, *more))
    if out.suffix.lower() == ".dna":
        from foedus.documents.exchange.dna_write import PASSWORD

        say(f"the program asks for a password: {PASSWORD!r} for every coder; change it there")
    say(f"wrote {out}: {count(len(project.documents), 'document')}, {count(len(project.statements), 'statement')}")


def _project(source: str) -> tuple[Project, tuple[Lost, ...]]:
    """The project of a file, or what a case makes as one."""
    from foedus.case.exchange.hand_out import hand_out
    from foedus.case.load import load_case
    from foedus.documents.exchange.formats import is_project, read_project

    if is_project(Path(source)):
        found = read_project(Path(source))
        return found.project, found.lost
    return hand_out(load_case(source))


def _print_lost(lost: Iterable[object]) -> None:
    for one in lost:
        say(f"no place: {one}")
