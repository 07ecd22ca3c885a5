"""The file of one coder's events, which only grows.

An event is written when its line, with its end, has reached the disk. What a power cut leaves behind the last end of line was
never confirmed to anybody: it is told and set aside. A damaged line before that is told and nothing is written any more.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from foedus.case.coding.log.event import Event, read_line, read_lines, write_line
from foedus.errors import InputError, OutputError
from foedus.files.findings import shorten
from foedus.files.one_step.make import flush_folder
from foedus.files.one_step.undisturbed import undisturbed

FOLDER = "coding"
"""Folder of a case in which its logs stand."""
ENDING = ".jsonl"
CUT = ".cut"
"""Ending of the file that keeps what stood behind the last whole line of a log."""
BY_HAND = "file"
"""The coder of what was changed in a table by hand."""
LARGEST = 500_000_000
"""Bytes of the largest log that is read, some four million events."""

_CODER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MERGE_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


@dataclass(frozen=True, slots=True)
class Damage:
    """A line of a log that is no event."""

    file: str
    line: int
    shown: str
    reason: str

    def __str__(self) -> str:
        """Return place, line and reason."""
        return f"{self.file}:{self.line} {self.shown!r}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Journal:
    """What one file of events holds."""

    events: tuple[Event, ...]
    damage: tuple[Damage, ...] = ()
    cut: bytes = b""  #: What stands behind the last whole line.
    size: int = 0  #: Bytes up to the end of the last whole line.


def check_coder(name: str) -> str:
    """Return the name of a coder. Raises InputError if it cannot be one."""
    if not _CODER.fullmatch(name) or len(name) > 40:
        raise InputError(
            f"{name!r} cannot be the name of a coder; expected lower-case letters and digits, joined by single hyphens, at most 40"
        )
    if name == BY_HAND:
        raise InputError(f"{BY_HAND!r} is the coder of what is changed in the tables by hand; take another name")
    return name


def read_journal(path: Path, *, start: int = 0) -> Journal:
    """Return the events of a file from a place on, and what in it is damaged.

    Parameters
    ----------
    path : Path
        A file that is missing has no events.
    start : int, optional
        Bytes that were read before; they end with a line.

    Raises
    ------
    InputError
        If the file cannot be read or is larger than `LARGEST`.
    """
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise InputError(f"{str(path)!r} is larger than {LARGEST:,} bytes; is it a log of codings?")
            file.seek(start)
            data = file.read()
    except FileNotFoundError:
        return Journal(())
    except OSError as error:
        raise InputError(f"cannot read the log {str(path)!r}: {error.strerror}") from error
    return _journal(data, start=start, file=path.name)


def _journal(data: bytes, *, start: int, file: str) -> Journal:
    """Events up to the last whole action; the rest was never confirmed."""
    end = data.rfind(b"\n") + 1
    events, damage = events_in(data[:end], file=file)
    rest = data[end:].strip(b"\r\x1a")
    if rest:  # a line may lack no more than its end
        last, wrong = events_in(rest, file=file)
        events, end = (events, end) if wrong else (events + last, len(data))
    if damage:
        return Journal(tuple(events), tuple(damage), data[end:], start + end)
    kept = _whole_actions(events)
    end -= sum(len(write_line(event)) for event in events[kept:])
    return Journal(tuple(events[:kept]), (), data[max(end, 0) :], start + max(end, 0))


def _whole_actions(events: Sequence[Event]) -> int:
    """How many of the events stand before an action at the end of which some are missing."""
    if not events:
        return 0
    group = events[-1].group
    if sum(event.group == group for event in events) >= events[-1].count:
        return len(events)
    return next(number for number, event in enumerate(events) if event.group == group)


def events_in(data: bytes, *, file: str) -> tuple[list[Event], list[Damage]]:
    """Return the events of lines, and the lines that are none."""
    lines = [line.rstrip(b"\r") for line in data.split(b"\n")]
    quickly = read_lines([line for line in lines if line])
    if quickly is not None:
        return quickly, []
    events: list[Event] = []
    damage: list[Damage] = []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            events.append(read_line(line))
        except ValueError as error:
            marks = "git left a conflict here; keep the lines of both sides and take its three marks out"
            reason = marks if line.startswith(_MERGE_MARKS) else str(error)
            damage.append(Damage(file, number, shorten(line.decode("utf-8", "replace")), reason))
    return events, damage


def append(path: Path, events: Sequence[Event], *, size: int) -> int:
    """Write events behind the whole lines of a file and return the bytes that these then take.

    They are on the disk when the function returns. What stood behind the last whole line, never confirmed, moves to a file
    beside it that ends in ``.cut``.

    Parameters
    ----------
    path : Path
        The file; it is made, with its folder, where it is missing.
    events : sequence of Event
        What is written, in one piece.
    size : int
        Bytes of its whole lines, as they were read.

    Raises
    ------
    OutputError
        If it cannot be written; then the file is as it was, but for a line that is not whole.
    """
    data = b"".join(map(write_line, events))
    try:
        path.parent.mkdir(exist_ok=True)
        is_new = not path.exists()
        with undisturbed(), path.open("ab") as file:
            _set_aside(path, size=size)
            if size and not _ends_whole(path, size):
                data = b"\n" + data
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            flush_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            os.truncate(path, size)
        raise OutputError(
            f"cannot write to the log {str(path)!r}: {error.strerror}; the change was not made"
        ) from error
    return size + len(data)


def _set_aside(path: Path, *, size: int) -> None:
    """Move what stands behind the whole lines of a file into one beside it."""
    with path.open("rb+") as file:
        file.seek(size)
        rest = file.read()
        if not rest:
            return
        with path.with_suffix(CUT).open("ab") as other:
            other.write(rest + b"\n")
            other.flush()
            os.fsync(other.fileno())
        file.truncate(size)


def _ends_whole(path: Path, size: int) -> bool:
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) == b"\n"
