"""``foedus draft``: what the documents of a case may hold of claims, proposed with place, rule and confidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.case import FolderArgument, JsonOption
from foedus.cli.terminal import print_json, say
from foedus.errors import InputError

_MODEL = "By a language model"


def draft(
    folder: FolderArgument,
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="DOC", help="Ids of documents; default all of them.")
    ] = None,
    speaker: Annotated[
        str,
        typer.Option(metavar="ACTOR", help="The documents are speeches of this actor of the case: propose its acts."),
    ] = "",
    spacy: Annotated[
        str,
        typer.Option(
            metavar="MODEL",
            help="A spaCy model of yours that names persons and organisations beside the rules; auto takes one of the document's "
            "language where spaCy is installed, none goes without.",
        ),
    ] = "auto",
    llm: Annotated[
        str,
        typer.Option(
            metavar="URL",
            rich_help_panel=_MODEL,
            help="Ask a language model of yours behind this OpenAI-compatible address, as http://127.0.0.1:8080/v1, and not the rules.",
        ),
    ] = "",
    model: Annotated[str, typer.Option(metavar="M", help="Its name there.", rich_help_panel=_MODEL)] = "",
    key_env: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Variable of the environment with the key; default FOEDUS_LLM_KEY.",
            rich_help_panel=_MODEL,
        ),
    ] = "",
    price_in: Annotated[
        float | None,
        typer.Option(min=0, help="Price of a million tokens to the model, for a ceiling.", rich_help_panel=_MODEL),
    ] = None,
    price_out: Annotated[
        float | None,
        typer.Option(min=0, help="Price of a million tokens that come back.", rich_help_panel=_MODEL),
    ] = None,
    max_tokens: Annotated[
        int, typer.Option(min=100, max=200_000, help="Tokens that an answer may have.", rich_help_panel=_MODEL)
    ] = 4000,
    chunk: Annotated[
        int, typer.Option(min=200, max=200_000, help="Characters of text in a question.", rich_help_panel=_MODEL)
    ] = 4000,
    timeout: Annotated[
        float, typer.Option(min=1, max=7200, help="Seconds that an answer may take.", rich_help_panel=_MODEL)
    ] = 300,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Send it without a question.", rich_help_panel=_MODEL)
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Propose claims from the texts of a case, into drafts.csv beside it; none is a claim until a person accepts it."""
    if llm:
        from foedus.cli.draft_by_model import Wanted, draft_by_model

        if speaker:
            raise InputError("--speaker is for the rules; a model is asked without it")
        wanted = Wanted(llm, model, key_env, price_in, price_out, max_tokens, chunk, timeout, yes, as_json)
        draft_by_model(folder, documents or (), wanted)
        return
    if model or key_env or yes or price_in is not None or price_out is not None:
        raise InputError("--model, --key-env, --price-in, --price-out and --yes are for --llm URL")
    _by_rules(folder, documents or [], speaker=speaker, spacy=spacy, as_json=as_json)


def _by_rules(folder: Path, documents: list[str], *, speaker: str, spacy: str, as_json: bool) -> None:
    from dataclasses import asdict

    from foedus.case.texts.drafts import draft_documents
    from foedus.terms.wording import count

    found = draft_documents(folder, documents, speaker=speaker, spacy=spacy)
    if as_json:
        drafts = [{"id": one.id} | asdict(one) for one in found.drafts]
        print_json({"case": str(folder)} | asdict(found) | {"drafts": drafts})
        return
    for rule, many in found.rules.items():
        say(f"{many:>5}  {rule}")
    for model in found.models:
        say(f"note: persons and organisations also by your spaCy model {model}; --spacy none goes without it")
    for document in found.without_text:
        say(f"note: the text of {document} is not in the folder; no drafts of it")
    touched = f"; {count(found.kept, 'draft')} that you have touched kept" if found.kept else ""
    replaced = f"; {count(found.replaced, 'untouched draft')} replaced" if found.replaced else ""
    say(
        f"{folder}: {count(len(found.drafts), 'draft')} from {count(len(found.documents), 'document')} in drafts.csv{replaced}{touched}"
    )
    if found.drafts:
        say("no draft is a claim: take into claims.csv what you accept, and set stance and value yourself")
