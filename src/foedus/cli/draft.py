"""``foedus draft``: what the documents of a case may hold of claims, proposed with place, rule and confidence."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.case import FolderArgument, JsonOption
from foedus.cli.terminal import print_json, say


def draft(
    folder: FolderArgument,
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="DOC", help="Ids of documents; default all of them.")
    ] = None,
    speaker: Annotated[
        str,
        typer.Option(metavar="ACTOR", help="The documents are speeches of this actor of the case: propose its acts."),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Propose claims from the texts of a case, into drafts.csv beside it; none is a claim until a person accepts it."""
    from dataclasses import asdict

    from foedus.case.texts.drafts import draft_documents
    from foedus.terms.wording import count

    found = draft_documents(folder, documents or (), speaker=speaker)
    if as_json:
        drafts = [{"id": one.id} | asdict(one) for one in found.drafts]
        print_json({"case": str(folder)} | asdict(found) | {"drafts": drafts})
        return
    for rule, many in found.rules.items():
        say(f"{many:>5}  {rule}")
    for document in found.without_text:
        say(f"note: the text of {document} is not in the folder; no drafts of it")
    touched = f"; {count(found.kept, 'draft')} that you have touched kept" if found.kept else ""
    replaced = f"; {count(found.replaced, 'untouched draft')} replaced" if found.replaced else ""
    say(
        f"{folder}: {count(len(found.drafts), 'draft')} from {count(len(found.documents), 'document')} in drafts.csv{replaced}{touched}"
    )
    if found.drafts:
        say("no draft is a claim: take into claims.csv what you accept, and set stance and value yourself")
