"""Writing files in one step: every file or none, and whoever looks sees the old or the new (`docs/decisions/0008`)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from foedus.errors import OutputError
from foedus.files.one_step.box import tidy
from foedus.files.one_step.commit import CannotExchange, journal, put, swap, take_away
from foedus.files.one_step.lock import locked
from foedus.files.one_step.make import Content


class ChangedMeanwhile(OutputError):
    """A file that was to be written has changed since it was read; nothing was written."""


_ABOVE = 3
"""Folders above the one written to in which a killed run may have left something: it makes as many at once."""


def write_file(content: Content, file: Path, *, option: str = "--out") -> None:
    """Write one file in one step, where a link leads if it is one.

    Raises OutputError, which names the option to change, if it cannot be written; what stood there stays.
    """
    try:
        _write({file.name: content}, file.parent, read=None)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        why = f"{str(file.parent)!r} is a file, not a folder" if file.parent.is_file() else why
        raise OutputError(f"cannot write {str(file)[:200]!r}: {why}; choose another file with {option}") from error


def write_files(
    files: Mapping[str, Content], folder: Path, *, read: Mapping[str, bytes] | None = None
) -> tuple[str, ...]:
    """Write every file or none, in one step, and return the names of those whose bytes changed.

    Parameters
    ----------
    files : mapping of str to bytes or callable
        Content by name, which may hold a folder (`tables/ties.csv`); a callable writes it to the path it is given.
    folder : Path
        It is made when it is missing; other files in it stay, and stay what they are.
    read : mapping of str to bytes, optional
        What the caller had read of the files that it changes: if another has changed one since, nothing is written.

    Raises
    ------
    OutputError
        If something cannot be written, another foedus writes there for too long, or a file changed since it was read;
        then all stands as it stood.
    """
    try:
        return _write(files, folder, read=read)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        one = next(iter(files)) if len(files) == 1 else None
        shown, step = (folder, "folder") if one is None or folder.is_file() else (folder / one, "file")
        raise OutputError(f"cannot write {str(shown)[:200]!r}: {why}; choose another {step}") from error


def _write(files: Mapping[str, Content], folder: Path, *, read: Mapping[str, bytes] | None) -> tuple[str, ...]:
    target = folder.resolve()
    if target.is_file():
        raise NotADirectoryError(20, "it is a file, not a folder")
    with locked(lambda: _standing(target), shown=folder):
        _tidy_around(files, target)
        _refuse_changed(files, target, read=read)
        changed = {name: data for name, data in files.items() if _differs(target / name, data)}
        _change(changed, target)
    return tuple(changed)


def remove_folder(folder: Path) -> None:
    """Delete a folder that foedus made, in one step. Raises OSError if it cannot be deleted."""
    target = folder.resolve()
    with locked(lambda: target, shown=folder):
        tidy(target.parent)
        take_away(target)


def _standing(path: Path) -> Path:
    """Return a folder, or where it is missing the nearest above it that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _tidy_around(files: Mapping[str, Content], target: Path) -> None:
    around = {_standing(place) for place in (target, *target.parents[:_ABOVE])}
    around |= {_standing((target / name).parent) for name in files}
    for place in sorted(around):
        tidy(place)


def _differs(path: Path, content: Content) -> bool:
    return not isinstance(content, bytes) or _content(path) != content


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _refuse_changed(files: Mapping[str, Content], target: Path, *, read: Mapping[str, bytes] | None) -> None:
    for name in files:
        if read is not None and _content(target / name) != read.get(name):
            raise ChangedMeanwhile(f"{name} has changed since it was read; nothing was written, run the command again")


def _change(files: Mapping[str, Content], target: Path) -> None:
    if not files:
        return
    places = _places(files, target)
    _refuse_protected(places)
    steps = {_step(place) for place in places.values()}
    if len(steps) == 1:
        step = steps.pop()
        put({places[name].relative_to(step.parent).as_posix(): data for name, data in files.items()}, step)
        return
    try:
        swap(files, target)
    except CannotExchange:
        journal(files, target)


def _places(files: Mapping[str, Content], target: Path) -> dict[str, Path]:
    """Return where each file stands in truth; one that a link leads elsewhere can only be changed alone."""
    places = {name: (target / name).resolve() for name in files}
    linked = [name for name, place in places.items() if place != target / name]
    if linked and len(files) > 1:
        name = linked[0]
        raise OutputError(
            f"{name} is a link to {str(places[name])!r}, which cannot change in one step with {len(files) - 1} other files "
            "here; put the file itself in its place and link to it from there"
        )
    return places


def _refuse_protected(places: Mapping[str, Path]) -> None:
    for path in places.values():
        if path.is_dir():
            raise IsADirectoryError(21, f"{path.name} is a folder")
        if path.exists() and not path.is_file():  # a rename would put a file in the place of /dev/null
            raise OSError(22, f"{path.name} is a device or a pipe, no file")
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, f"{path.name} may not be written")
        above = _standing(path.parent)
        if not above.is_dir():
            raise NotADirectoryError(20, f"{above.name} is a file")
        if not os.access(above, os.W_OK | os.X_OK):
            raise PermissionError(13, f"the folder {str(above)!r} may not be written to")


def _step(place: Path) -> Path:
    """Return what one rename would bring: the file, or the outermost of the folders that are missing."""
    while not place.parent.exists():
        place = place.parent
    return place
