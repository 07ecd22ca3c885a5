"""What was made aside, put in place by one step that others can see."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from foedus.files.one_step.box import ABOUT, COMMITTED, NEW, box, rescue, roll_forward
from foedus.files.one_step.exchange import exchange
from foedus.files.one_step.lock import take
from foedus.files.one_step.make import (
    Content,
    flush,
    flush_folder,
    link_others,
    make_files,
    match_folders,
    take_after,
)
from foedus.files.one_step.undisturbed import undisturbed
from foedus.files.one_step.written import note, note_removed
from foedus.interruption import check

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class CannotExchange(Exception):
    """Here a folder cannot be exchanged as a whole."""


def put(files: Mapping[str, Content], place: Path) -> None:
    """Put a file, or a folder that is not there yet, at a place: one rename.

    `files` are named from the folder that holds the place.
    """
    with box(place.parent, place.name) as here:
        make_files(files, here, like=place.parent)
        check()
        with undisturbed():
            (here / place.name).replace(place)
            flush_folder(place.parent)
            note(place, len(files) if len(files) > 1 else 0)


def swap(files: Mapping[str, Content], folder: Path) -> None:
    """Change several files of a folder by exchanging it with a folder that holds the new ones and all others.

    Then the same is done to the old folder, unseen, and it is exchanged back, so that whoever stands in it or watches it
    still does. Raises CannotExchange, with nothing changed.
    """
    ours = frozenset(files)
    with _box_beside(folder) as here:
        new = here / NEW
        try:
            link_others(folder, new, without=ours)
        except OSError as error:
            raise CannotExchange from error
        make_files(files, new, like=folder)
        match_folders(folder, new)
        about = {"inode": folder.stat().st_ino, "name": folder.name, "ours": sorted(ours)}
        (here / ABOUT).write_text(json.dumps(about), encoding="utf-8")
        flush([here / ABOUT])
        flush_folder(here)
        held = _hold(new)
        try:
            check()
            with undisturbed():
                _exchange_twice(files, folder, here=here)
                flush_folder(folder.parent)
                note(folder, len(files))
        finally:
            if held is not None:
                os.close(held)


@contextmanager
def _box_beside(folder: Path) -> Iterator[Path]:
    if folder.parent == folder or not os.access(folder.parent, os.W_OK | os.X_OK):
        raise CannotExchange
    with box(folder.parent, folder.name) as here:
        yield here


def _hold(folder: Path) -> int | None:
    """Lock the folder that is to stand at the path, so that a second writer who meets it there waits."""
    with suppress(OSError):
        return take(folder)
    return None


def _exchange_twice(files: Mapping[str, Content], folder: Path, *, here: Path) -> None:
    other = here / NEW
    try:
        exchange(other, folder)
    except OSError as error:
        raise CannotExchange from error
    try:
        _bring_up(files, other, model=folder, here=here)
        exchange(other, folder)
        flush_folder(folder)
    except OSError:  # the new folder stands there, whole; the old one cannot come back
        rescue(other, folder, ours=frozenset(files))
        return
    rescue(other, folder, ours=frozenset(files))


def _bring_up(files: Mapping[str, Content], old: Path, *, model: Path, here: Path) -> None:
    """Link the new files into the old folder, which nobody sees meanwhile."""
    for name in files:
        for parent in reversed(Path(name).parents):
            if not (old / parent).exists():
                (old / parent).mkdir()
                take_after(old / parent, model / parent)
        os.link(model / name, here / "link")
        (here / "link").replace(old / name)


def journal(files: Mapping[str, Content], folder: Path) -> None:
    """Change several files of a folder that cannot be exchanged: all are made inside it, then committed, then moved.

    A run killed before the commit changes nothing; what one killed after it left is finished by whoever reads or writes
    the folder next.
    """
    with box(folder, folder.name or "root") as here:
        make_files(files, here / NEW, like=folder)
        flush_folder(here)
        check()
        with undisturbed():
            (here / NEW).rename(here / COMMITTED)
            flush_folder(here)
            roll_forward(here)
            flush_folder(folder)
            note(folder, len(files))


def take_away(folder: Path) -> None:
    """Delete a folder: it goes by one rename, then its content."""
    check()
    with box(folder.parent, folder.name) as here, undisturbed():
        folder.rename(here / NEW)
        flush_folder(folder.parent)
        note_removed(folder)
