"""``foedus documents``: texts taken into a case, listed, shown, brought to a new edition and handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.case import FolderArgument, JsonOption
from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say
from foedus.errors import InputError

if TYPE_CHECKING:
    from foedus.case.texts.add import Added, Original
    from foedus.case.texts.place import Placed
    from foedus.case.texts.purge import Purged

app = Program("Keep the texts that claims rest on in a case: add, list, show, revise and export documents.")

DocumentArgument = Annotated[str, typer.Argument(metavar="DOC", help="Id of the document.")]
EncodingOption = Annotated[
    str, typer.Option(metavar="NAME", help="Encoding of texts that do not say theirs, such as windows-1251.")
]


@app.command()
def add(
    folder: FolderArgument,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders of files, or with --fetch addresses of the web."),
    ],
    name: Annotated[
        str, typer.Option("--id", metavar="ID", help="Id of the one document; default from its name.")
    ] = "",
    source: Annotated[
        str,
        typer.Option(
            metavar="KEY",
            help="Work of sources.csv that it is the text of; default the one called alike, or whose title it begins with.",
        ),
    ] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Language, such as en or fa.")] = "",
    date: Annotated[str, typer.Option(metavar="EDTF", help="When it was published, sent or said.")] = "",
    retrieved: Annotated[str, typer.Option(metavar="EDTF", help="When it was fetched; no clock is asked.")] = "",
    licence: Annotated[str, typer.Option(metavar="TEXT", help="Under which it may be used.")] = "",
    encoding: EncodingOption = "",
    place: Annotated[
        bool,
        typer.Option(
            "--anchor/--no-anchor",
            help="Give claims of the work their passages where they name section and paragraph; or not.",
        ),
    ] = True,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch addresses of the web; nothing is fetched without it.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take texts into a case: txt, md, html, pdf, docx, odt, eml, a csv with a column of texts, or a zip of them."""
    from dataclasses import asdict

    from foedus.case.texts.add import Given, add_documents
    from foedus.terms.wording import count

    given = Given(name, source, language, date, retrieved, licence, encoding)
    found = add_documents(folder, [_original(path, fetch=fetch) for path in paths], given=given, anchor=place)
    if as_json:
        print_json({"case": str(folder)} | asdict(found))
        return
    _print_added(found)
    say(f"{folder}: {count(len(found.added), 'document')} added" if found.added else f"{folder}: no document added")


def _original(path: str, *, fetch: bool) -> Path | Original:
    from foedus.case.texts.add import Original
    from foedus.documents.fetch import fetch as fetch_address
    from foedus.documents.fetch import is_address
    from foedus.errors import InputError

    if not is_address(path):
        return Path(path)
    if not fetch:
        raise InputError(
            f"{path} is an address of the web; give --fetch to fetch it, or save the page and add the file"
        )
    return Original(*fetch_address(path))


def _print_added(found: Added) -> None:
    for one in found.added:
        say(
            f"{one.id}: {one.characters:,} characters of {one.file}{f', the text of {one.source}' if one.source else ''}"
        )
        for note in one.notes:
            say(f"  note: {note}")
        for other, shared in one.alike:
            say(f"  note: nearly the same as {other} ({shared:.0%} of the shorter one's words stand in the other)")
    for file, document in found.there:
        say(f"{file}: there already as {document}, not taken again")
    for document in found.restored:
        say(f"{document}: its text was missing and is there again")
    for placed in found.placed:
        if placed.claims or placed.there:
            _print_placed(placed)
    for file, why in found.refused:
        say(f"not added: {file}: {why}")


def _print_placed(found: Placed) -> None:
    from foedus.terms.wording import count

    had = f"; {count(found.there, 'claim')} had one" if found.there else ""
    whole = f", {count(found.paragraphs, 'whole paragraph')} among them" if found.paragraphs else ""
    say(f"{found.document}: {count(len(found.claims), 'passage')} found{whole}{had}")
    for claim, why in found.open[:20]:
        say(f"  no passage: {claim}: {why}")
    if len(found.open) > 20:
        say(f"  and {len(found.open) - 20:,} more without one")


@app.command()
def anchor(
    folder: FolderArgument,
    document: DocumentArgument,
    source: Annotated[
        str, typer.Option(metavar="KEY", help="Work of sources.csv that it is the text of, where its row names none.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Give claims of a document's work their passages, by the section, paragraph and reference that they name."""
    from dataclasses import asdict

    from foedus.case.texts.place import place_claims

    found = place_claims(folder, document, source=source)
    if as_json:
        print_json({"case": str(folder)} | asdict(found))
    else:
        _print_placed(found)


@app.command("list")
def list_documents(folder: FolderArgument, as_json: JsonOption = False) -> None:
    """List the documents of a case: file, language, date, length, how many claims rest on each."""
    from dataclasses import asdict

    from foedus.case.texts.shelf import read_shelf
    from foedus.case.texts.tell import listed
    from foedus.terms.wording import count

    lines = listed(read_shelf(folder))
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    for line in lines:
        known = ", ".join(filter(None, (line.language, line.date, line.source)))
        size = "text not in the folder" if line.characters is None else f"{line.characters:,} characters"
        lost = f", {count(line.lost, 'passage')} to be placed" if line.lost else ""
        say(f"{line.id}  {line.file}; {size}; {count(line.claims, 'claim')}{lost}{f'; {known}' if known else ''}")
    if not lines:
        say(f"{folder}: no documents; `foedus documents add {folder} FILE` takes one in")


@app.command()
def show(folder: FolderArgument, document: DocumentArgument, as_json: JsonOption = False) -> None:
    """Print the text of a document; with --json its row and the passages that claims rest on as well."""
    from foedus.case.texts.shelf import read_shelf
    from foedus.case.texts.tell import record

    found = record(read_shelf(folder), document)
    if as_json:
        print_json(found)
    else:
        say(found["text"], end="")


@app.command()
def revise(
    folder: FolderArgument,
    document: DocumentArgument,
    original: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="The new edition; without it, the text as it was edited by hand."),
    ] = None,
    encoding: EncodingOption = "",
    as_json: JsonOption = False,
) -> None:
    """Put a new edition in place of a text and carry its passages over; those without a place are listed, none is dropped."""
    from dataclasses import asdict

    from foedus.case.texts.revise import revise_document

    found = revise_document(folder, document, original, encoding=encoding)
    if as_json:
        print_json({"case": str(folder)} | asdict(found))
        return
    for note in found.notes:
        say(f"note: {note}")
    by = ", ".join(f"{count} by {how}" for how, count in found.placed.items())
    say(
        f"{document}: {sum(found.placed.values())} passages placed{f' ({by})' if by else ''}, {len(found.lost)} to be placed by you"
    )
    for lost in found.lost:
        say(f"  {lost.claim}: {lost.exact!r}")
        if lost.start is not None:
            say(f"    perhaps at {lost.start}-{lost.stop}: {lost.instead!r}")


@app.command()
def export(
    folder: FolderArgument,
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="DOC", help="Ids of documents; default all of them.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file; default the terminal.")] = None,
) -> None:
    """Hand documents on as JSON Lines: a document a line, with its text, its passages and the claims that rest on them."""
    from foedus.case.texts.export import exported
    from foedus.case.texts.shelf import read_shelf
    from foedus.files.folder import write_file

    data = exported(read_shelf(folder), documents or ())
    if out is None:
        say(data.decode("utf-8"), end="")
        return
    write_file(data, out)
    say(f"wrote {out}")


@app.command()
def purge(
    folder: FolderArgument,
    document: DocumentArgument,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why it goes; the log keeps this, so say nothing of what went.")
    ],
    coder: Annotated[str, typer.Option(metavar="NAME", help="Who takes it out.")],
    database: Annotated[
        str, typer.Option(metavar="URL", help="Database in which a team keeps the log of the case.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is told what would go.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Take a document out for good, as privacy may ask: its text, its passages and its words in the log; claims stay."""
    from dataclasses import asdict

    from foedus.case.coding.log.database.opening import journals_of
    from foedus.case.coding.told import now
    from foedus.case.texts.purge import purge_document

    journals = journals_of(folder, database)
    try:
        found = purge_document(folder, document, reason=reason, coder=coder, at=now(), yes=yes, journals=journals)
    finally:
        journals.close()
    if as_json:
        print_json(asdict(found) | {"done": yes})
    else:
        _say_purged(found, done=yes)
    if not yes:
        raise InputError("nothing was taken out; there is no way back, so add --yes if it is meant")


def _say_purged(found: Purged, *, done: bool) -> None:
    from foedus.terms.wording import count

    went = "went" if done else "would go"
    for note in found.notes:
        say(f"note: {note}")
    say(
        f"{found.document}: {count(found.anchors, 'passage')} and the words in {count(found.events, 'event')} of the log {went}"
    )
    for name in found.files:
        say(f"  {name}")
    if found.cells:
        say(f"words of it in cells that stay {'were' if done else 'would be'} taken out: {', '.join(found.cells)}")
    if found.claims:
        say(f"claims that rested on it stay: {', '.join(found.claims)}")
    say(
        "Out of reach are the history of git, backups, reports and exports that were made, and other people's copies: a copy "
        "that is joined by `foedus case merge` no longer brings it back, but keeps its own."
    )
