"""Check what is stored: is it whole, is it what this version of foedus expects, is it the known file."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.datasets.known import difference, fingerprint
from foedus.datasets.model import Release
from foedus.datasets.registry import registry
from foedus.datasets.store import EVENTS, META, TABLE, Installed, data_directory, hash_file, installed, load
from foedus.errors import InputError


@dataclass(frozen=True, slots=True)
class Checked:
    """The state of one stored dataset.

    Parameters
    ----------
    info : Installed
        What is stored.
    problems : tuple of str
        What is wrong; empty if nothing is.
    notes : tuple of str
        What the user should know: another file than the known one, an adapter that is not yet tried.
    """

    info: Installed
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def check_installed(id: str | None = None) -> list[Checked]:
    """Check all stored datasets, or those of one id.

    Raises
    ------
    InputError
        If nothing is stored under `id`, or what is known of a dataset cannot be read.
    """
    found = [info for info in installed() if id in (None, info.id)]
    if id is not None and not found:
        load(id)
    return [_check(info) for info in found]


def stray_folders() -> list[str]:
    """Return folders in the data directory that hold no complete dataset, such as one left by a broken-off run."""
    root = data_directory()
    if not root.is_dir():
        return []
    return sorted(
        str(folder)
        for place in root.iterdir()
        if place.is_dir() and place.name != EVENTS
        for folder in place.iterdir()
        if folder.is_dir() and (folder.name.startswith(".") or not (folder / META).is_file())
    )


def _check(info: Installed) -> Checked:
    problems, notes = [], []
    known = registry().get(info.id)
    if known is None:
        return Checked(info, ("this version of foedus has no such dataset",), ())
    try:
        release = known.release(info.version, info.form)
    except InputError as error:
        return Checked(info, (str(error),), ())
    table = info.path / TABLE
    if not table.is_file():
        problems.append(f"{TABLE} is missing")
    elif hash_file(table) != info.parquet_sha256:
        problems.append(f"{TABLE} was changed after it was stored")
    else:
        problems += _unreadable(info)
        notes += [] if problems else _differences(info, release)
    if not release.tried:
        notes.append("the adapter is not yet tried on the distributor's file: look the figures over")
    return Checked(info, tuple(problems), tuple(dict.fromkeys((*info.notes, *notes))))


def _differences(info: Installed, release: Release) -> list[str]:
    """Tell how what was stored differs from the known file, whatever name its own had."""
    if release.known is None or set(info.files.values()) <= set(release.sha256.values()):
        return []
    frame = load(info.id, info.version).frame
    same = fingerprint(frame) == release.known.content
    if any("the known file of" in note for note in info.notes):
        return []
    name = ", ".join(info.files)
    return [f"{name}: {difference(info.id, release, rows=info.rows_in, same=same)}"]


def _unreadable(info: Installed) -> list[str]:
    try:
        rows = load(info.id, info.version).frame.height
    except InputError as error:
        return [str(error)]
    return [] if rows == info.rows else [f"{rows:,} rows stored, {info.rows:,} expected"]
