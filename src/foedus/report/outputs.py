"""The folder of results: every file or none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from foedus.errors import InputError, OutputError
from foedus.files.folder import write_files
from foedus.report.graphml import render_graphml
from foedus.report.tables import build_tables, claim_rows, columns_of, render_csv
from foedus.verdict.shape import missing_part

VERDICT_FILE, REPORT_FILE, CLAIMS_FILE, NETWORK_FILE = "verdict.json", "report.html", "claims.csv", "network.graphml"


def render_json(verdict: Mapping[str, Any]) -> bytes:
    """Return `verdict.json`: UTF-8, one blank a level, one newline at the end; no NaN."""
    return (json.dumps(verdict, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "surrogatepass")


def render_outputs(verdict: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the bytes of every file of the folder of results by its name in it."""
    from foedus.report.html import render_report

    files = {VERDICT_FILE: render_json(verdict)}
    for name, rows in build_tables(verdict).items():
        files[f"tables/{name}.csv"] = render_csv(columns_of(rows), rows)
    claims = claim_rows(verdict)
    files[CLAIMS_FILE] = render_csv(columns_of(claims), claims)
    files[NETWORK_FILE] = render_graphml(verdict)
    files[REPORT_FILE] = render_report(verdict).encode("utf-8")
    return files


def write_outputs(verdict: Mapping[str, Any], folder: Path) -> tuple[str, ...]:
    """Write all results; a failure leaves the folder as it was.

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
    write_files(files, folder)
    return tuple(files)


def write_report(verdict: Mapping[str, Any], file: Path) -> Path:
    """Write the HTML report alone to a file and return it.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    from foedus.report.html import render_report

    if not file.name or file.is_dir():
        raise OutputError(f"{str(file)!r} is a folder; expected an HTML file such as {str(file / REPORT_FILE)!r}")
    write_files({file.name: render_report(verdict).encode("utf-8")}, file.parent)
    return file


def read_verdict(path: Path) -> dict[str, Any]:
    """Return a verdict from its file or from the folder that holds it.

    Raises
    ------
    InputError
        If there is none, it is damaged, or it is no verdict of a version that this foedus reads.
    """
    try:
        file = verdict_file(path)
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"no verdict at {str(path)[:200]!r} ({why}); run: foedus assess CASE --out DIR") from None
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: not a JSON text ({error}); expected a verdict.json made by foedus assess") from None
    if not isinstance(loaded, dict) or loaded.get("format") != "foedus-verdict":
        raise InputError(f"{file}: not a foedus verdict; expected a verdict.json made by foedus assess")
    if loaded.get("format_version") != 1:
        raise InputError(
            f"{file}: verdict format_version {loaded.get('format_version')!r}, this foedus reads 1; assess the case again"
        )
    missing = missing_part(loaded)
    if missing:
        raise InputError(f"{file}: a damaged verdict, {missing}; assess the case again")
    return loaded


def verdict_file(path: Path) -> Path:
    """Return the file of a verdict that was given as a file or as the folder that holds it."""
    return path / VERDICT_FILE if path.is_dir() else path
