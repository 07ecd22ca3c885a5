"""Writing files into a folder: every file or none, and what stood there stays when a write fails."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from foedus.errors import OutputError


@contextmanager
def writing(target: Path, *, option: str = "--out") -> Iterator[None]:
    """Turn what the system refuses while a file is written into an OutputError that names the option to change."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write {target}: {error.strerror or error}; choose another file with {option}"
        ) from None


def write_files(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Write every file or none and return the names of those whose bytes changed.

    A name may hold a folder (`tables/ties.csv`). `folder` is made when it is missing; other files in it stay. Files
    are made beside it. One that does not exist yet appears whole; into one that does, files are moved one by one, so
    a move that fails (a folder in place of a file, a file in place of `tables`, an interrupt) is followed by putting
    back what was there. Raises OutputError if something cannot be written; what stood in the folder stands there
    again.
    """
    try:
        target = folder.resolve()
        if target.is_file():
            raise OutputError(f"cannot write {str(folder)!r}: it is a file, not a folder; choose another folder")
        changed = {name: data for name, data in files.items() if _content(target / name) != data}
        if changed:
            target.parent.mkdir(parents=True, exist_ok=True)
            _move_in(changed, target)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise OutputError(f"cannot write {str(folder)[:200]!r}: {why}; choose another folder") from error
    return tuple(changed)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _move_in(files: Mapping[str, bytes], target: Path) -> None:
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name[:50]}-", dir=target.parent))
    try:
        made = beside / "made"
        for name, data in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(data)
        if target.exists():
            _replace(files, made, target=target)
        else:
            made.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _replace(files: Mapping[str, bytes], made: Path, *, target: Path) -> None:
    before = {name: _content(target / name) for name in files}
    new_folders = [target / name for name in _folders(files) if not (target / name).exists()]
    try:
        for name in files:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).replace(target / name)
    except BaseException:
        _put_back(before, new_folders, folder=target)
        raise


def _folders(files: Mapping[str, bytes]) -> list[Path]:
    """Return the folders inside the folder, deepest first."""
    inner = {parent for name in files for parent in Path(name).parents if parent != Path()}
    return sorted(inner, key=lambda path: (-len(path.parts), path))


def _put_back(before: Mapping[str, bytes | None], made: list[Path], *, folder: Path) -> None:
    for name, content in before.items():
        path = folder / name
        if content is None:
            if path.is_file():
                path.unlink()
        elif _content(path) != content:
            path.write_bytes(content)
    for path in made:
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
