"""``foedus case evidence``: what datasets and collections of events record of a case's pair, beside the case and as drafts."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.case import FolderArgument, JsonOption
from foedus.cli.terminal import print_json, say, tell


def evidence(
    folder: FolderArgument,
    sources: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="WHAT",
            help="votes, vetoes, support, exercises, organisations or arms; repeat it. Default all that are there.",
        ),
    ] = None,
    collections: Annotated[
        list[str] | None,
        typer.Option("--events", metavar="NAME", help="A collection of `foedus events list`; repeat it."),
    ] = None,
    first: Annotated[
        int | None, typer.Option("--since", metavar="Y", help="First year; default that of the case's covariates.")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", metavar="Y", help="Last year; default that of the cut-off.")
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD", help="What acts of the theatre name; repeat it. Default the states that the theatre names."
        ),
    ] = None,
    drafts: Annotated[bool, typer.Option(help="Make drafts of claims from acts.")] = True,
    as_json: JsonOption = False,
) -> None:
    """Put beside a case what datasets record of its pair: series, acts, and drafts of claims; no probability moves by it."""
    from foedus.deeds.evidence import put_evidence
    from foedus.terms.wording import count

    found = put_evidence(
        folder, sources=sources or (), collections=collections or (), first=first, last=last, about=about or (),
        drafts=drafts, progress=tell,
    )  # fmt: skip
    if as_json:
        gathered = [
            {"dataset": one.dataset, "observed": list(one.observed), "acts": list(one.acts), "notes": list(one.notes)}
            for one in found.gathered
        ]
        proposed = [{"document": one.document, "drafts": one.drafts, "kept": one.kept} for one in found.proposed]
        print_json({"case": str(folder), "gathered": gathered, "drafts": proposed, "files": list(found.files)})
        return
    for one in found.gathered:
        series = len({row["series"] for row in one.observed})
        said = f"{count(len(one.observed), 'value')} of {series} series, {count(len(one.acts), 'act')}"
        say(f"{one.dataset}: {said}")
        for note in one.notes:
            say(f"  note: {note}")
    for draft in found.proposed:
        kept = f", {draft.kept} kept that a person has touched" if draft.kept else ""
        say(f"{draft.document}: {count(draft.drafts, 'draft')} in drafts.csv{kept}")
    if found.proposed:
        say("no draft is a claim: decide them in the workspace, or take into claims.csv what you accept")
    say(f"{folder}: {', '.join(found.files) or 'nothing changed'}")
