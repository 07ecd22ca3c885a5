"""The folder of results: every file or none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from foedus.case.write import write_files
from foedus.errors import InputError
from foedus.report.graphml import render_graphml
from foedus.report.tables import build_tables, claim_rows, columns_of, render_csv

VERDICT_FILE, REPORT_FILE, CLAIMS_FILE, NETWORK_FILE = "verdict.json", "report.html", "claims.csv", "network.graphml"


def render_json(verdict: Mapping[str, Any]) -> bytes:
    """Return `verdict.json`: UTF-8, two spaces, one newline at the end; no NaN."""
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


def read_verdict(path: Path) -> dict[str, Any]:
    """Return a verdict from its file or from the folder that holds it.

    Raises
    ------
    InputError
        If there is none, or it is no verdict of a version that this foedus reads.
    """
    file = path / VERDICT_FILE if path.is_dir() else path
    try:
        loaded = json.loads(file.read_bytes())
    except OSError as error:
        raise InputError(f"no verdict at {str(file)!r} ({error.strerror}); run: foedus assess CASE --out DIR") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: not a JSON text ({error}); expected a verdict.json made by foedus assess") from None
    if not isinstance(loaded, dict) or loaded.get("format") != "foedus-verdict":
        raise InputError(f"{file}: not a foedus verdict; expected a verdict.json made by foedus assess")
    if loaded.get("format_version") != 1:
        raise InputError(
            f"{file}: verdict format_version {loaded.get('format_version')!r}, this foedus reads 1; assess the case again"
        )
    return loaded
