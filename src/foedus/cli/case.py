"""``foedus case``: make, check, show, format, migrate and compare cases.

Commands only ask the case layer and print; what can go wrong is raised there and printed by the main
program. Heavy imports stand inside the commands, so that ``--help`` is quick.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.case_words import (
    broken,
    counts_of,
    left_to_say,
    merged_as_json,
    open_questions,
    print_agreement,
    print_events,
    print_merged,
    print_summary,
)
from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say, tell

app = Program("Make, check, show, format, migrate and compare cases, as folders or workbooks.")

CaseArgument = Annotated[
    str, typer.Argument(metavar="CASE", help="Name of a built-in case, path of a case folder or of its workbook.")
]
FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The case folder.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]

BROKEN = 2
"""Exit code for a case that cannot be used."""


class Template(StrEnum):
    """Templates of a new case."""

    commented = "commented"
    minimal = "minimal"


class SchemaFormat(StrEnum):
    """Forms of the reference page."""

    markdown = "markdown"
    json = "json"


@app.command()
def new(
    folder: FolderArgument,
    template: Annotated[Template, typer.Option(help="What to start from.")] = Template.commented,
    source: Annotated[
        str | None, typer.Option("--from", metavar="CASE", help="Copy this built-in case instead, as it is.")
    ] = None,
) -> None:
    """Make a new case that is valid as it stands: a folder, or a workbook where DIR ends in .xlsx."""
    from foedus.case.new import copy_builtin, new_case, new_workbook

    if source is not None:
        files = copy_builtin(source, folder)
        say(f"made {folder}, a copy of {source} with {len(files)} files. Then: foedus case check {folder}")
        return
    if folder.suffix.lower() == ".xlsx":
        new_workbook(folder, template=template.value)
        say(f"made {folder}; fill in its sheets. Then: foedus case check {folder}; foedus assess {folder}")
        return
    written = new_case(folder, template=template.value)
    say(
        f"made {folder} with {len(written)} files. Next:\n"
        "1 case.toml: the question, the pair, the dates.\n"
        "2 sources.csv and sources.bib: the works; slant_1 and slant_2 say how free each is in what it says of the two.\n"
        "3 claims.csv: what they say, steps towards a treaty (predicate step) before all; ids from actors.csv and issues.csv.\n"
        "4 checklist.csv: yes, no or unknown for each of the 25 kinds of factor, with the claims that answer it; factors.csv only "
        "for what a scenario takes away.\n"
        f"Then: foedus case check {folder}; foedus assess {folder}"
    )


@app.command()
def check(case: CaseArgument, as_json: JsonOption = False) -> None:
    """Tell everything that is wrong with a case, what was accepted though it is not canonical, and what will not count in its verdict, and why."""
    from dataclasses import asdict

    from foedus.case.load import load_case
    from foedus.errors import CaseError

    try:
        loaded = load_case(case)
    except CaseError as error:
        if not as_json:
            raise
        print_json(broken(error))
        raise typer.Exit(BROKEN) from None
    # What assesses loads only for a case that can be.
    from foedus.assessment.beforehand import will_not_count
    from foedus.terms.uncounted import UNCOUNTED

    notes, uncounted = list(loaded.notes), will_not_count(loaded)
    if as_json:
        rows = [asdict(row) for row in uncounted]
        print_json({"case": case, "ok": True, "problems": [], "notes": notes, "uncounted": rows})
        return
    for note in notes:
        say(f"note: {note}")
    if uncounted:
        say("Will not count, or not as one may think:")
    for row in uncounted:
        say(f"  {UNCOUNTED[row.sort]}: {' '.join(filter(None, (row.text, row.step)))}")
    say(f"{case}: no problems; {counts_of(loaded)}")


@app.command()
def show(case: CaseArgument, as_json: JsonOption = False) -> None:
    """Show what a case holds: actors, issues, factors, claims by kind, balance of perspectives."""
    from foedus.case.load import load_case
    from foedus.case.summary import summarize

    summary = summarize(load_case(case))
    if as_json:
        print_json(summary)
    else:
        print_summary(summary)


@app.command("list")
def list_cases(as_json: JsonOption = False) -> None:
    """List the built-in cases."""
    from foedus.case.load import load_case
    from foedus.case.shipped import builtin_cases

    cases = [load_case(name) for name in builtin_cases()]
    if as_json:
        print_json([{"case": case.settings.id, "title": case.settings.title} for case in cases])
        return
    for case in cases:
        say(f"{case.settings.id}  {case.settings.title}; {counts_of(case)}")


@app.command()
def schema(
    form: Annotated[SchemaFormat, typer.Option("--format", help="Form of the page.")] = SchemaFormat.markdown,
) -> None:
    """Print the reference page of the case format: every file, every field."""
    from foedus.case.reference import schema_as_data, schema_as_markdown

    if form is SchemaFormat.json:
        print_json(schema_as_data())
    else:
        say(schema_as_markdown(), end="")


@app.command("format")
def format_folder(folder: FolderArgument) -> None:
    """Bring the files of a case into canonical form, in place."""
    from foedus.case.format import format_case

    changes = format_case(folder)
    for change in changes:
        say(f"{change.file}: {change.reason}")
    say(f"{folder}: {len(changes)} files rewritten" if changes else f"{folder}: nothing to change")


@app.command()
def migrate(folder: FolderArgument, as_json: JsonOption = False) -> None:
    """Bring a case of an older format over in place, and list what a person must answer; a present one is only listed."""
    from dataclasses import asdict

    from foedus.case.bring_over import bring_over
    from foedus.case.schema import FORMAT_VERSION

    found = bring_over(folder)
    if as_json:
        print_json({"case": str(folder), "format_version": FORMAT_VERSION} | asdict(found))
        return
    if found.before < FORMAT_VERSION:
        say(f"{folder}: from format {found.before} to {FORMAT_VERSION}; written: {', '.join(found.files)}")
    else:
        say(f"{folder}: of format {FORMAT_VERSION}, nothing to bring over")
    for line in open_questions(found.open):
        say(line)


@app.command()
def sources(
    folder: FolderArgument,
    given: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="Take the works of this BibTeX, CSL-JSON or RIS file into sources.bib first."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make the rows of sources.csv that are missing from the bibliography, and list what only a person knows."""
    from dataclasses import asdict

    from foedus.case.sources import fill_sources

    found = fill_sources(folder, given=given)
    if as_json:
        print_json({"case": str(folder)} | asdict(found))
        return
    for line in (*(f"note: {note}" for note in found.notes), *found.kept):
        say(line)
    if found.works:
        say(f"sources.bib: {len(found.works)} works taken in")
    say(f"sources.csv: {len(found.rows)} rows made" if found.rows else "sources.csv: no row is missing")
    for line in left_to_say(found.open):
        say(line)
    say(f"Then: foedus case check {folder}")


@app.command()
def workbook(
    case: Annotated[
        str, typer.Argument(metavar="CASE", help="A case, to be written as a workbook; or a workbook, to be unpacked.")
    ],
    out: Annotated[
        Path, typer.Option(metavar="PATH", help="The .xlsx to write, or for a workbook the case folder to write into.")
    ],
) -> None:
    """Write a case as one workbook (a sheet a table, drop-downs, help), or a workbook as a case folder; nothing is lost."""
    from foedus.case.load import load_case
    from foedus.case.shipped import builtin_cases
    from foedus.case.workbook.read import files_beside, is_workbook
    from foedus.case.workbook.write import other_files, tabs_in, unpack_workbook, write_workbook

    if case not in builtin_cases() and is_workbook(Path(case)):
        written = unpack_workbook(Path(case), out)
        say(f"{out}: written {', '.join(written)}" if written else f"{out}: nothing to change")
        return
    others = {} if case in builtin_cases() else other_files(Path(case))
    loaded = load_case(case)
    write_workbook(loaded, out, beside=others)
    say(f"wrote {out}")
    tabs = tabs_in(loaded)
    if tabs:
        say(f"note: {tabs:,} {'cell holds' if tabs == 1 else 'cells hold'} a tab, which LibreOffice drops in .xlsx")
    if others:
        shown = ", ".join(list(others)[:5]) + (f" and {len(others) - 5:,} more" if len(others) > 5 else "")
        say(f"not in the workbook, kept beside it in {files_beside(out)}: {shown}")


@app.command()
def agreement(
    first: Annotated[
        str,
        typer.Argument(metavar="FIRST", help="Case of the first coder; or one case that several coders have coded."),
    ],
    second: Annotated[str, typer.Argument(metavar="[SECOND]", help="Case of the second coder.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Compare two codings of the same text: units, predicates, objects, signs and values, each on its own.

    One case alone is compared coder by coder (column coder of claims.csv), each as that coder left it where the case has a log.
    """
    from foedus.case.coding.coders import agreements
    from foedus.case.coding.compare import compare_codings
    from foedus.case.load import load_case

    if second:
        result = compare_codings(load_case(first), load_case(second)).to_dict()
        print_json(result) if as_json else print_agreement(result)
        return
    pairs = [(one, other, found.to_dict()) for one, other, found in agreements(first)]
    if as_json:
        print_json([{"first": one, "second": other, "agreement": found} for one, other, found in pairs])
        return
    for one, other, found in pairs:
        say(f"{one} (first) and {other} (second)")
        print_agreement(found)


@app.command()
def merge(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="A case folder.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="Another copy of it.")],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where the joined case goes: a new folder, or one of the two.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Join two copies of a case that were coded apart; what both changed differently is listed and nothing is lost."""
    from foedus.case.coding.merge import merge_cases

    merged = merge_cases(first, second, out)
    if as_json:
        print_json(merged_as_json(merged))
    else:
        print_merged(merged, out)
    if merged.problems:
        raise typer.Exit(BROKEN)


@app.command()
def log(
    case: FolderArgument,
    table: Annotated[str, typer.Argument(metavar="[TABLE]", help="Only this table, such as claims.")] = "",
    row: Annotated[
        str, typer.Argument(metavar="[ROW]", help="Only this row: its id, or the cells of its key joined by |.")
    ] = "",
    coder: Annotated[str, typer.Option(metavar="NAME", help="Only what this coder did.")] = "",
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only what coders disagree on and nobody has decided.")
    ] = False,
    last: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many, the latest.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """Show who changed what and when in a case with a log, and what coders disagree on."""
    from foedus.case.coding.told import told_events

    found = told_events(case, table=table, row=row, coder=coder, conflicts=conflicts, last=last)
    if as_json:
        print_json(found)
    else:
        print_events(found)


@app.command()
def settle(
    case: FolderArgument,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="Table, such as claims.")],
    row: Annotated[str, typer.Argument(metavar="ROW", help="Its id, or the cells of its key joined by |.")],
    column: Annotated[str, typer.Argument(metavar="COLUMN", help="Column on which coders disagree.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What the cell is to hold.")],
    coder: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")],
) -> None:
    """Decide what two coders disagree on; the decision goes into the log and the table."""
    from foedus.case.coding.told import decide

    say(decide(case, table=table, row=row, column=column, value=value, coder=coder))


@app.command()
def covariates(
    case: CaseArgument,
    first: Annotated[
        int | None, typer.Option("--from", metavar="Y", help="First year; default that of the case's own rows.")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", metavar="Y", help="Last year; default that of the case's own rows.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the rows to this CSV file, such as CASE/covariates.csv.")
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Take them from this table, made by foedus outlook table, and from no dataset."
        ),
    ] = None,
) -> None:
    """Compute what the outlook needs of the focal pair, by year, each row with its sources; print it or write it.

    From the installed datasets; where one is missing, from the table of 1946 to 2018 that comes with foedus.
    """
    from foedus.assessment.refresh import kept_covariates, pair_covariates
    from foedus.case.load import load_case
    from foedus.files.folder import write_file
    from foedus.files.raw import write_rows
    from foedus.history.load import lacking
    from foedus.history.shipped import load_table

    loaded, missing = load_case(case), [] if table else lacking()
    if missing:
        some = f"{', '.join(missing[:3])}{f' and {len(missing) - 3} more' if len(missing) > 3 else ''}"
        tell(f"not installed: {some}; taken from the table that comes with foedus")
    if table or missing:
        rows = kept_covariates(loaded, first, last=last, table=load_table(table), tell=tell)
    else:
        rows = pair_covariates(loaded, first, last=last, progress=tell)
    columns = ("year", "covariate", "value", "source")
    data = write_rows(columns, [[str(row.year), row.covariate, row.value, row.source] for row in rows])
    if out is None:
        say(data.decode("utf-8"), end="")
        return
    write_file(data, out)
    say(f"wrote {out}: {len(rows)} rows; look at it with: foedus case check {out.parent}")
