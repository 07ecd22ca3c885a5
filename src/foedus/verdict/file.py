"""The file of a verdict, `verdict.json`: written in one way, read back as the same value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from foedus.errors import InputError
from foedus.verdict.types import Verdict

FORMAT, FORMAT_VERSION = "foedus-verdict", 2
VERDICT_FILE = "verdict.json"


def render_verdict(verdict: Verdict) -> bytes:
    """Return `verdict.json`: UTF-8, one blank a level, one newline at the end; no NaN."""
    plain = msgspec.to_builtins(verdict)
    return (json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "surrogatepass")


def verdict_file(path: Path) -> Path:
    """Return the file of a verdict that was given as a file or as the folder that holds it."""
    return path / VERDICT_FILE if path.is_dir() else path


def read_verdict(path: Path) -> Verdict:
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
    if not isinstance(loaded, dict) or loaded.get("format") != FORMAT:
        raise InputError(f"{file}: not a foedus verdict; expected a verdict.json made by foedus assess")
    version = loaded.get("format_version")
    if version == 1:
        loaded = _from_1(loaded)
    elif version != FORMAT_VERSION:
        raise InputError(f"{file}: verdict format_version {version!r}, this foedus reads 1 to 2; assess the case again")
    try:
        return msgspec.convert(loaded, Verdict)
    except msgspec.ValidationError as error:
        raise InputError(f"{file}: a damaged verdict, {error}; make it again with `foedus assess`") from None


def _from_1(found: dict[str, Any]) -> dict[str, Any]:
    """States by year stood beside the year; now they stand under `outcomes`."""
    outside = found.get("outside")
    for name in ("by_year", "without_enemy"):
        rows = outside.get(name) if isinstance(outside, dict) else None
        if isinstance(outside, dict) and isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            outside[name] = [
                {"year": row.get("year"), "outcomes": {key: row[key] for key in row if key != "year"}} for row in rows
            ]
    return {**found, "format_version": FORMAT_VERSION}
