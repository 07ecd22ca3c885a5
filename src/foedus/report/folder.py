"""Writing results so that a failure leaves the folder as it was, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from foedus.case.write import write_files
from foedus.errors import OutputError


def write_results(files: Mapping[str, bytes], folder: Path) -> None:
    """Write every file or none.

    Parameters
    ----------
    files : mapping of str to bytes
        Contents by name; a name may hold a folder (`tables/ties.csv`).
    folder : Path
        Where to; made when it is missing. Other files in it stay.

    Raises
    ------
    OutputError
        If something cannot be written; what stood in the folder stands there again.

    Notes
    -----
    A folder that does not exist yet appears whole. In one that does, files are moved in one by one, so a
    move that fails (a folder in place of a file, a file in place of `tables`, an interrupt) is followed by
    putting back what was there.
    """
    try:
        if folder.resolve().is_file():
            raise OutputError(f"cannot write {str(folder)!r}: it is a file, not a folder; choose another folder")
        before = {name: _content(folder / name) for name in files}
        made = [folder / name for name in _folders(files) if not (folder / name).exists()]
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise OutputError(f"cannot write {str(folder)[:200]!r}: {why}; choose another folder") from error
    try:
        write_files(files, folder)
    except BaseException:
        _put_back(before, made, folder)
        raise


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _folders(files: Mapping[str, bytes]) -> list[Path]:
    """Return the folders inside the folder, deepest first."""
    inner = {parent for name in files for parent in Path(name).parents if parent != Path()}
    return sorted(inner, key=lambda path: (-len(path.parts), path))


def _put_back(before: Mapping[str, bytes | None], made: list[Path], folder: Path) -> None:
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
