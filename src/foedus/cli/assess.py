"""``foedus assess``, ``explain``, ``score`` and ``report``: from a case to a verdict and back to its evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.terminal import print_json, print_json_text, say, tell
from foedus.terms.likelihood import DEFAULT_SCALE, SCALES

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="Name of a built-in case or path of a case folder.")]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Information cut-off, such as 2014-06-01; default the case's."),
]
HorizonOption = Annotated[int | None, typer.Option(metavar="N", help="Years ahead, 1 to 50; default the case's.")]
DrawsOption = Annotated[int, typer.Option(metavar="N", help="Draws of the uncertainty, 10 to 100000.")]
SeedOption = Annotated[int, typer.Option(metavar="N", help="Seed of all random numbers.")]
PriorOption = Annotated[
    str,
    typer.Option(
        metavar="P",
        help="outlook, table, uniform, or a JSON file with a positive number for each outcome; default auto: the outlook "
        "where the case carries its covariates, else the table.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def assess(
    case: CaseArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder of results; default CASE-assessment here.")
    ] = None,
    as_of: AsOfOption = None,
    horizon: HorizonOption = None,
    draws: DrawsOption = 2000,
    seed: SeedOption = 0,
    words: Annotated[
        str, typer.Option(metavar="WORDS", help=f"Likelihood words: {' or '.join(SCALES)}.")
    ] = DEFAULT_SCALE,
    prior: PriorOption = "auto",
    evidence_only: Annotated[
        bool, typer.Option("--evidence-only", help="Start from a uniform prior: what the evidence alone says.")
    ] = False,
    refresh_covariates: Annotated[
        bool,
        typer.Option(
            "--refresh-covariates",
            help="Renew the case's covariates from the installed datasets for this run, and tell every difference.",
        ),
    ] = False,
    since: Annotated[Path | None, typer.Option(metavar="FILE", help="An earlier verdict.json to compare with.")] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="Write brief.html into the folder too: the answer on one A4 page to print.")
    ] = False,
    passages: Annotated[
        bool,
        typer.Option(
            "--passages/--no-passages", help="Put the words of documents that claims rest on into the results; or not."
        ),
    ] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print verdict.json instead of the summary; write files only with --out.")
    ] = False,
) -> None:
    """Assess a case: from its evidence to a verdict with intervals, report, tables and network."""
    from foedus.errors import InputError
    from foedus.session.place import refuse_inside_case, results_folder
    from foedus.session.run import run

    refuse_inside_case(case, out)
    if evidence_only and prior not in ("auto", "uniform"):
        raise InputError(f"--evidence-only means --prior uniform; it cannot go with --prior {prior}")
    if brief and as_json and out is None:
        raise InputError("--brief with --json needs --out DIR, where brief.html is to stand")
    options = {
        "as_of": as_of,
        "horizon": horizon,
        "draws": draws,
        "seed": seed,
        "prior": "uniform" if evidence_only else prior,
        "refresh_covariates": refresh_covariates,
    }
    if out is not None and out.exists() and not out.is_dir():
        raise InputError(f"--out {str(out)!r} is a file; expected a folder, which is made when it is missing")
    with showing_progress() as progress:
        result = run(case, options, words=words, since=since, passages=passages, progress=progress)
        folder = out or (None if as_json else results_folder(case, result.verdict.case))
        if folder is not None:
            progress("report")
            result.write(folder, brief=brief)
    if refresh_covariates:
        from foedus.assessment.refresh import difference_lines

        tell("\n".join(difference_lines(result.assessment.refreshed or ())))
    if as_json:
        from foedus.verdict.file import render_verdict

        print_json_text(render_verdict(result.verdict).decode("utf-8", "surrogatepass"))
        return
    from foedus.cli.console import console
    from foedus.report.console import show, summary

    show(summary(result.verdict, str(folder)), console(highlight=True))
    if folder is not None and folder.is_absolute() and out is None:
        tell(f"Results stand beside the case, not in it: {folder}")


def explain(
    name: Annotated[
        str | None, typer.Argument(metavar="ID", help="Id of an outcome, factor, issue, scenario, sentence, claim, ...")
    ] = None,
    result: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="DIR", help="Folder of results or verdict.json; default the newest folder here."
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List every id that can be explained, by kind.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Explain any figure, factor, issue or sentence of a result: formula, inputs, claims, sources."""
    from foedus.errors import InputError
    from foedus.report.explain import explain as explained
    from foedus.report.explain import ids_by_kind, list_lines
    from foedus.verdict.file import read_verdict

    place = result or _newest()
    verdict = read_verdict(place)
    if result is None:
        tell(f"Reading {place} ({verdict.case}, as of {verdict.as_of}), the newest results here")
    if listed or name is None:
        if name is None and not listed:
            raise InputError("explain what? Give an ID, or --list to see all of them")
        if as_json:
            print_json(ids_by_kind(verdict), indent=1)
        else:
            say("\n".join(list_lines(verdict)))
        return
    found = explained(verdict, name)
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(found), indent=1)
        return
    from foedus.cli.console import console
    from foedus.report.console import explanation, show

    show(explanation(found, verdict), console(highlight=True))


def score(
    case: CaseArgument,
    as_of: AsOfOption = None,
    horizon: HorizonOption = None,
    draws: DrawsOption = 2000,
    seed: SeedOption = 0,
    prior: PriorOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """Score the verdict on what happened since (outcomes.csv), beside the prior and each view alone."""
    from foedus.case.load import load_case
    from foedus.session.run import run
    from foedus.verdict.score import score_verdict

    loaded = load_case(case)
    options = {"as_of": as_of, "horizon": horizon, "draws": draws, "seed": seed, "prior": prior}
    with showing_progress() as progress:
        result = run(loaded, options, progress=progress)
    scored = score_verdict(loaded, result.verdict)
    if as_json:
        print_json(scored.plain(), indent=1)
        return
    from foedus.cli.console import console
    from foedus.report.console import score_table, show

    show(score_table(scored, result.verdict), console(highlight=True))


def report(
    result: Annotated[Path, typer.Argument(metavar="FILE", help="A verdict.json or the folder that holds it.")],
    out: Annotated[Path, typer.Option("--out", metavar="HTML", help="The HTML file to write.")] = Path("report.html"),
) -> None:
    """Write the HTML report of a verdict again, without assessing."""
    from foedus.report.outputs import write_report
    from foedus.verdict.file import read_verdict

    say(f"wrote {write_report(read_verdict(result), out)}")


def _newest() -> Path:
    """Return the folder of results in the working folder that was written last."""
    from foedus.errors import InputError
    from foedus.verdict.file import VERDICT_FILE

    found = sorted(Path().glob(f"*/{VERDICT_FILE}"), key=lambda path: (path.stat().st_mtime, str(path)))
    if not found:
        raise InputError("no folder of results here; give one with --from DIR, or run: foedus assess CASE --out DIR")
    return found[-1].parent


@contextmanager
def showing_progress() -> Iterator[Callable[[str], None]]:
    """Show the stage on a terminal's error stream; elsewhere say nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.markup import escape

    from foedus.cli.console import console

    with console(error=True).status("reading the case") as status:
        yield lambda stage: status.update(escape(stage))
