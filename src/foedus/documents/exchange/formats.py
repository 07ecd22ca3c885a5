"""The formats by the endings of their files: which are read, which are written."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from foedus.documents.exchange.project import Lost, Project, Read
from foedus.errors import InputError
from foedus.nearest import nearest_hint


class Format(NamedTuple):
    """A format: where its functions stand, empty where it is not read or not written."""

    words: str
    reads: str = ""
    writes: str = ""


FORMATS: dict[str, Format] = {
    ".dna": Format("Discourse Network Analyzer", "dna:read_dna", "dna_write:write_dna"),
    ".qdpx": Format("REFI-QDA project", "refi:read_qdpx", "refi_write:write_qdpx"),
    ".qde": Format("XML of a REFI-QDA project", "refi:read_qde"),
    ".qdc": Format("REFI-QDA codebook", "refi:read_qdc", "refi_write:write_qdc"),
    ".jsonl": Format("doccano", "doccano:read_doccano", "doccano:write_doccano"),
    ".sqlite3": Format("Taguette", "taguette:read_taguette"),
    ".csv": Format("list of events", "", "events:write_events"),
}


def read_project(path: Path) -> Read:
    """Read a project. Raises InputError if its ending is not known or it cannot be read."""
    found: Read = _function(path, "reads")(path)
    return found


def write_project(project: Project, path: Path) -> tuple[bytes, tuple[Lost, ...]]:
    """Return the bytes of a project for a file of that name, and what has no place in it."""
    written: tuple[bytes, tuple[Lost, ...]] = _function(path, "writes")(project)
    return written


def is_project(path: Path) -> bool:
    """Whether a file of that name is one of a project that is read."""
    return path.is_file() and bool(FORMATS.get(path.suffix.lower(), Format("")).reads)


def check_ending(path: Path, *, option: str) -> None:
    """Raise InputError if no format is written into a file of that name."""
    _function(path, "writes", option=f"{option} ")


def _function(path: Path, what: str, *, option: str = "") -> Callable[..., Any]:
    ending = path.suffix.lower()
    known = {name: kind for name, kind in FORMATS.items() if getattr(kind, what)}
    if ending not in known:
        listed = ", ".join(f"{name} ({kind.words})" for name, kind in known.items())
        raise InputError(
            f"{option}{str(path)!r}{nearest_hint(ending, known)}: expected a name that ends in one of {listed}"
        )
    module, _, function = getattr(known[ending], what).partition(":")
    found: Callable[..., Any] = getattr(import_module(f"foedus.documents.exchange.{module}"), function)
    return found
