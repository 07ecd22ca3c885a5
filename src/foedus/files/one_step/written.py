"""What this process has written so far, for who asks after it was cut off."""

from __future__ import annotations

from pathlib import Path

_WRITTEN: dict[Path, str] = {}


def note(place: Path, files: int = 0) -> None:
    """Record that a file, or a number of files in a folder, stands in place."""
    _WRITTEN[place] = f" ({files} files)" if files else ""


def note_removed(place: Path) -> None:
    """Record that a folder is gone."""
    _WRITTEN[place] = " (removed)"


def written() -> tuple[str, ...]:
    """Return what was written, in words, in the order of writing."""
    return tuple(f"{place}{how}" for place, how in _WRITTEN.items())


def forget() -> None:
    """Begin anew."""
    _WRITTEN.clear()
