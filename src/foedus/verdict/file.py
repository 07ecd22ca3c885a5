"""The file of a verdict, `verdict.json`: written in one way, read back as the same value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from foedus.errors import InputError
from foedus.files.encoding import Unreadable, to_text
from foedus.files.json_text import LARGEST_JSON, JsonFault, parse_json
from foedus.files.reading import read_bytes
from foedus.verdict.answer import with_answer
from foedus.verdict.damage import first_fault, line_of, written
from foedus.verdict.migrate import ANSWERED, FORMAT_VERSION, MIGRATIONS, migrate
from foedus.verdict.references import first_dangling
from foedus.verdict.types import Verdict

FORMAT = "foedus-verdict"
VERDICT_FILE = "verdict.json"
NEWLINE = b"\n"
AGAIN = "make it again with `foedus assess`"


def render_verdict(verdict: Verdict) -> bytes:
    """Return `verdict.json`: UTF-8, one blank a level, one newline at the end; no NaN."""
    plain = msgspec.to_builtins(verdict)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")
    return msgspec.json.format(text, indent=1) + NEWLINE  # the standard encoder is three times slower where it indents


def verdict_file(path: Path) -> Path:
    """Return the file of a verdict that was given as a file or as the folder that holds it."""
    return path / VERDICT_FILE if path.is_dir() else path


def read_verdict(path: Path) -> Verdict:
    """Return a verdict from its file or from the folder that holds it.

    Raises InputError if there is none, it is damaged (the message names line and path), or it is of a version that is
    not read.
    """
    try:
        file = verdict_file(path)
        data = read_bytes(file, limit=LARGEST_JSON).removeprefix(b"\xef\xbb\xbf")
    except (OSError, ValueError, InputError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"no verdict at {str(path)[:200]!r} ({why}); run: foedus assess CASE --out DIR") from None
    found = _decode(data, file)
    version = _version(found, file)
    migrate(found, version)
    try:
        verdict = msgspec.convert(found, Verdict)
    except (msgspec.ValidationError, OverflowError):
        raise _refused(file, data, *first_fault(found, Verdict)) from None
    # An older form was made from what it had; what it names may lead nowhere.
    dangling = first_dangling(found) if version == FORMAT_VERSION else None
    if dangling is not None:
        raise _refused(file, data, *dangling)
    return verdict if version >= ANSWERED else with_answer(verdict)


def _refused(file: Path, data: bytes, path: tuple[str | int, ...], fault: str) -> InputError:
    place = f", {written(path)}" if path else ""
    return InputError(f"{file} line {line_of(_text(data), path)}{place}: {fault}; {AGAIN}")


def _text(data: bytes) -> str:
    read = to_text(data)
    return "" if isinstance(read, Unreadable) else read[0]


def _decode(data: bytes, file: Path) -> dict[str, Any]:
    try:
        found = parse_json(data)
    except JsonFault as fault:
        line = "" if fault.line is None else f" line {fault.line}"
        raise InputError(f"{file}{line}: not a JSON text ({fault}); {AGAIN}") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError(f"{file}: not a foedus verdict; expected a verdict.json made by foedus assess")
    return found


def _version(found: dict[str, Any], file: Path) -> int:
    """Return the version of the format where this foedus reads it."""
    version = found.get("format_version")
    if type(version) is int and (version == FORMAT_VERSION or version in MIGRATIONS):
        return version
    newer = type(version) is int and version > FORMAT_VERSION
    then = "it is of a newer foedus: install that one" if newer else AGAIN
    reads = f"this foedus reads {min(MIGRATIONS)} to {FORMAT_VERSION}"
    raise InputError(f"{file}: verdict format_version {str(version)[:20]}, {reads}; {then}")
