"""Making the new aside: files written and flushed to the disk, all others of a folder linked to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

Content = bytes | Callable[[Path], object]
"""What a file is to hold, or what writes it to the path that it is given."""

MOST_ENTRIES = 20_000
"""Files and folders beside those written up to which a folder is exchanged as a whole."""
_THREADS = 4


class TooMany(OSError):
    """The folder holds more than is linked to for one exchange."""


def make_files(files: Mapping[str, Content], folder: Path, *, like: Path | None = None) -> None:
    """Write files into a folder that nobody sees yet, each with the mode of its namesake in `like`, and flush them."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            content(path)
        if like is not None and (like / name).is_file():
            take_after(path, like / name)
    flush([folder / name for name in files])
    inner = {parent for name in files for parent in (folder / name).parents if parent.is_relative_to(folder)}
    for parent in sorted(inner, reverse=True):
        flush_folder(parent)


def take_after(path: Path, model: Path) -> None:
    """Give a file or folder the mode of another, and its owner where that is allowed."""
    found = model.stat()
    path.chmod(found.st_mode & 0o7777)
    if hasattr(os, "chown") and (path.stat().st_uid, path.stat().st_gid) != (found.st_uid, found.st_gid):
        with suppress(OSError):
            os.chown(path, found.st_uid, found.st_gid)


def flush(paths: Iterable[Path]) -> None:
    """See that the content of files is on the disk; a few at a time, since the disk takes them together."""
    wanted = list(paths)
    if len(wanted) < _THREADS:
        for path in wanted:
            _flush_file(path)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(_flush_file, wanted))


def _flush_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:  # some file systems of networks have no such thing
        pass
    finally:
        os.close(descriptor)


def link_others(old: Path, new: Path, *, without: frozenset[str]) -> None:
    """Let a new folder hold all that an old one holds but the files named, by hard links.

    Raises OSError where that cannot be: another file system inside, no hard links, more than `MOST_ENTRIES`.
    """
    left = [MOST_ENTRIES]

    def walk(inner: Path) -> None:
        (new / inner).mkdir()
        with os.scandir(old / inner) as entries:
            for entry in entries:
                left[0] -= 1
                if left[0] < 0:
                    raise TooMany("too many files")
                place = inner / entry.name
                if entry.is_dir(follow_symlinks=False):
                    walk(place)
                elif place.as_posix() not in without:
                    os.link(entry.path, new / place, follow_symlinks=False)

    walk(Path())


def match_folders(old: Path, new: Path) -> None:
    """Give every folder in `new` the mode, times and owner of its namesake in `old`; the innermost first."""
    for inner, _, _ in os.walk(new, topdown=False):
        model = old / Path(inner).relative_to(new)
        if model.is_dir():
            take_after(Path(inner), model)
            with suppress(OSError):
                shutil.copystat(model, inner)
