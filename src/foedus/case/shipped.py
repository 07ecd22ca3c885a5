"""The cases that come with the package: their names, their files, and what is said where one is no folder to write in."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

from foedus.case.schema import SETTINGS
from foedus.errors import InputError
from foedus.nearest import nearest_hint


def builtin_cases() -> tuple[str, ...]:
    """Return the names of the built-in cases, sorted."""
    folder = files("foedus.case") / "builtin"
    if not folder.is_dir():
        return ()
    return tuple(sorted(entry.name for entry in folder.iterdir() if (entry / SETTINGS.file).is_file()))


def builtin_folder(name: str) -> AbstractContextManager[Path]:
    """Return the folder of a built-in case, to be entered: a package in an archive has none until then."""
    return as_file(files("foedus.case") / "builtin" / name)


def builtin_files(name: str) -> dict[str, bytes]:
    """Return every file of a built-in case by its path inside it; raise InputError if there is no such case."""
    names = builtin_cases()
    if name not in names:
        raise InputError(f"no built-in case {name!r}{nearest_hint(name, names)}; built-in cases: {', '.join(names)}")
    with builtin_folder(name) as folder:
        found = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def no_folder(path: str | Path) -> InputError:
    """Return the error for a case that is no folder: a built-in one is copied first, any other made."""
    name = str(path)
    if name in builtin_cases():
        return InputError(
            f"{name!r} is a built-in case, which is not written to; `foedus case new DIR --from {name}` copies it into a "
            "folder of your own"
        )
    lacking = f" (it has no {SETTINGS.file})" if Path(path).is_dir() else ""
    return InputError(f"no case folder {name!r}{lacking}; `foedus case new {name}` makes one")
