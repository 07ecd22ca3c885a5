"""A hidden folder beside what is to change, in which the new is made; what a killed run left of it is known by its name.

A box is locked while its maker lives, so whoever can lock it may take it away.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from foedus.files.json_text import parse_json
from foedus.files.one_step.lock import Busy, is_still, take
from foedus.files.one_step.undisturbed import undisturbed

NAME = re.compile(r"\..*\.foedus-[0-9a-f]{8}", re.DOTALL)
NEW, COMMITTED, ABOUT = "new", "committed", "about.json"
"""In a box: what is made; the same once it is certain to come; whose place it takes."""
_STALE = 3600
"""Seconds after which a box is a leftover where folders cannot be locked."""
_LIVE: set[Path] = set()


@contextmanager
def box(parent: Path, name: str) -> Iterator[Path]:
    """Make a box in a folder and take it away at the end, whatever happens."""
    place, held = _make(parent, name)
    try:
        yield place
    finally:
        with undisturbed():
            discard(place)
            _LIVE.discard(place)
            if held is not None:
                os.close(held)


def _make(parent: Path, name: str) -> tuple[Path, int | None]:
    while True:
        place = parent / f".{name[:50]}.foedus-{secrets.token_hex(4)}"
        _LIVE.add(place)
        with undisturbed():
            place.mkdir(0o700)
            try:
                held = take(place)
            except (Busy, FileNotFoundError):  # taken for a leftover in the moment before it was locked
                continue
            except OSError:
                return place, None
            if is_still(held, place):
                return place, held
            os.close(held)


def abandon() -> None:
    """Take away what this process was making."""
    for place in tuple(_LIVE):
        discard(place)
        _LIVE.discard(place)


def tidy(parent: Path) -> None:
    """Finish or take away what killed runs left in a folder; what a living one is making stays."""
    for place in boxes(parent):
        try:
            held = take(place)
        except Busy:
            continue
        except OSError:
            if place in _LIVE or not place.is_dir() or time.time() - place.stat().st_mtime < _STALE:
                continue
            held = None
        try:
            settle(place)
        finally:
            if held is not None:
                os.close(held)


def boxes(parent: Path) -> list[Path]:
    """Return the boxes in a folder."""
    try:
        with os.scandir(parent) as entries:
            found = [entry.name for entry in entries if NAME.fullmatch(entry.name)]
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
    places = [parent / name for name in found]
    return [place for place in places if place.is_dir() and not place.is_symlink()]


def settle(place: Path) -> None:
    """Bring to an end what a killed run began in a box: what it had committed comes, the rest goes."""
    if (place / COMMITTED).is_dir():
        roll_forward(place)
    about = _about(place)
    old = place / NEW
    if about and old.is_dir() and old.stat().st_ino == about["inode"]:  # killed between two exchanges
        rescue(old, place.parent / about["name"], ours=frozenset(about["ours"]))
    discard(place)


def _about(place: Path) -> dict[str, Any] | None:
    try:
        found = parse_json((place / ABOUT).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and {"inode", "name", "ours"} <= set(found) else None


def roll_forward(place: Path) -> None:
    """Move every file of a committed box to where it belongs, in the folder that holds the box."""
    committed = place / COMMITTED
    for path in sorted(path for path in committed.rglob("*") if not path.is_dir()):
        goal = place.parent / path.relative_to(committed)
        goal.parent.mkdir(parents=True, exist_ok=True)
        path.replace(goal)


def rescue(leaving: Path, staying: Path, *, ours: frozenset[str]) -> None:
    """Move over what others wrote into a folder that is about to go, in the moment in which it stood at the path.

    Both hold the same files by hard links. A file that is missing in `staying`, or newer in `leaving`, came meanwhile.
    """
    for inner, _, files in os.walk(leaving):
        here = Path(inner).relative_to(leaving)
        for name in files:
            one, other = Path(inner) / name, staying / here / name
            if (here / name).as_posix() in ours:
                continue
            if not os.path.lexists(other) or _came_later(one, other):
                other.parent.mkdir(parents=True, exist_ok=True)
                one.replace(other)


def _came_later(one: Path, other: Path) -> bool:
    first, second = one.lstat(), other.lstat()
    return first.st_ino != second.st_ino and first.st_mtime_ns > second.st_mtime_ns


def discard(place: Path) -> None:
    """Delete a box with all that is in it, also what is read-only."""

    def open_up(function: Any, path: str, _error: Any) -> None:
        with suppress(OSError):
            for folder in (Path(path).parent, Path(path)):
                if folder.is_dir() and not folder.is_symlink():
                    folder.chmod(folder.stat().st_mode | stat.S_IRWXU)
            function(path)

    if place.exists():
        shutil.rmtree(place, onerror=open_up)
