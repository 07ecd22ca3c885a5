"""The folder of results: every file or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import OutputError
from foedus.files.folder import write_file, write_files
from foedus.report.graphml import render_graphml
from foedus.report.tables import CLAIMS, build_tables, claim_rows, headers, render_csv
from foedus.verdict.file import VERDICT_FILE, render_verdict
from foedus.verdict.types import Verdict

if TYPE_CHECKING:
    from foedus.charts import Figure

REPORT_FILE, BRIEF_FILE, CLAIMS_FILE, NETWORK_FILE = "report.html", "brief.html", "claims.csv", "network.graphml"


def render_outputs(verdict: Verdict) -> dict[str, bytes]:
    """Return the bytes of every file of the folder of results by its name in it."""
    from foedus.report.html.page import render_report

    files = {VERDICT_FILE: render_verdict(verdict)}
    tables = {**build_tables(verdict), CLAIMS: claim_rows(verdict)}
    for name, columns in headers(verdict, tables).items():
        file = CLAIMS_FILE if name == CLAIMS else f"tables/{name}.csv"
        files[file] = render_csv(columns, tables[name])
    files[NETWORK_FILE] = render_graphml(verdict)
    files[REPORT_FILE] = render_report(verdict).encode("utf-8")
    return files


def write_outputs(verdict: Verdict, folder: Path, *, brief: bool = False) -> tuple[str, ...]:
    """Write all results in one step, with the brief if asked for; a failure leaves the folder as it was.

    Returns
    -------
    tuple of str
        The files, whether or not their bytes changed.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    """
    files = render_outputs(verdict)
    if brief:
        from foedus.report.html.brief import render_brief

        files[BRIEF_FILE] = render_brief(verdict).encode("utf-8")
    write_files(files, folder)
    return tuple(files)


def write_report(verdict: Verdict, file: Path) -> Path:
    """Write the HTML report alone to a file and return it. Raises OutputError if the file cannot be written."""
    from foedus.report.html.page import render_report

    if not file.name or file.is_dir():
        raise OutputError(f"{str(file)!r} is a folder; expected an HTML file such as {str(file / REPORT_FILE)!r}")
    write_file(render_report(verdict).encode("utf-8"), file)
    return file


def write_brief(verdict: Verdict, file: Path) -> Path:
    """Write the brief, one A4 page, to a file and return it. Raises OutputError if the file cannot be written."""
    from foedus.report.html.brief import render_brief

    if not file.name or file.is_dir():
        raise OutputError(f"{str(file)!r} is a folder; expected an HTML file such as {str(file / BRIEF_FILE)!r}")
    write_file(render_brief(verdict).encode("utf-8"), file)
    return file


def write_chart(figure: Figure, file: Path, *, width: float | str, theme: str) -> tuple[Path, Path]:
    """Write a figure, and its data as a CSV file of the same name beside it, both or neither; return the two files.

    Raises InputError if the ending, the width or the theme is not known, or a package is missing; OutputError if a file
    cannot be written.
    """
    from foedus.charts.save import render_file

    frame, data = figure.frame, file.with_suffix(".csv")
    picture = render_file(figure, file, width=width, theme=theme)
    write_files({file.name: picture, data.name: render_csv(frame.columns, frame.iter_rows(named=True))}, file.parent)
    return file, data
