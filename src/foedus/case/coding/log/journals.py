"""Where the events of a case are kept: in files of its folder, or elsewhere behind the same face.

`CodingLog` asks for what has arrived, appends while nobody else does, and now and then for the files of the folder to be
brought into step. It knows nothing of files, connections and transactions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from foedus.case.coding.log.event import Event, write_line
from foedus.case.coding.log.journal import ENDING, FOLDER, Damage, append, read_journal
from foedus.case.coding.log.purge import preferring_stones
from foedus.files.folder import write_file
from foedus.files.one_step.lock import locked


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was appended since it was last asked for."""

    events: tuple[
        Event, ...
    ] = ()  #: In the order of each coder's writing; one that was handed on before may come again.
    damage: tuple[Damage, ...] = ()
    notes: tuple[str, ...] = ()
    anew: bool = False  #: Whether it is all there is, and what was known before is void.


class Journals(Protocol):
    """The events of all coders of a case, kept for good; each object serves one log, which it tells what is new."""

    def alone(self) -> AbstractContextManager[object]:
        """Let nobody else append meanwhile."""

    def arrived(self) -> Arrived:
        """Return what was appended since the last time."""

    def append(self, events: Sequence[Event]) -> None:
        """Keep events of one coder; they are safe when the method returns. Only while `alone`."""

    def replace(self, stones: Sequence[Event], new: Sequence[Event]) -> None:
        """Put stones in the place of the events of their ids, for good, and keep new events of one coder. Only while `alone`."""

    def settle(self, events: Mapping[str, Sequence[Event]]) -> None:
        """Bring the logs of the folder into step with all events that are known, and take up those that are not."""

    def close(self) -> None:
        """Let go of what was held open."""


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a log was read."""

    inode: int
    size: int


_NOWHERE = _Place(0, 0)


class FolderJournals:
    """The files `coding/CODER.jsonl` of a case folder.

    Parameters
    ----------
    folder : Path
        The case folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places: dict[str, _Place] = {}

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of the folder."""
        with locked(lambda: self.folder.resolve(), shown=self.folder):
            yield

    def arrived(self) -> Arrived:
        """Read what was appended to the files since they were last read; all of them anew where one is another file."""
        paths = self._paths()
        anew = any(_is_another(path, self._places.get(_coder(path))) for path in paths)
        if anew:
            self._places = {}
        events: list[Event] = []
        damage: list[Damage] = []
        notes: list[str] = []
        for path in paths:
            coder = _coder(path)
            found = read_journal(path, start=self._places.get(coder, _NOWHERE).size)
            self._places[coder] = _Place(path.stat().st_ino, found.size)
            events += found.events
            damage += found.damage
            if found.cut:
                notes.append(
                    f"{path.name}: {len(found.cut)} bytes behind the last whole action, cut off and never confirmed, are set aside"
                )
            strangers = sorted({event.coder for event in found.events} - {coder})
            if strangers:
                notes.append(f"{path.name} holds events of {', '.join(strangers)}; each counts once, as theirs")
        return Arrived(tuple(events), tuple(damage), tuple(notes), anew)

    def _paths(self) -> list[Path]:
        return sorted((self.folder / FOLDER).glob(f"*{ENDING}"))

    def append(self, events: Sequence[Event]) -> None:
        """Write events of one coder to the coder's file and the disk."""
        coder = events[0].coder
        path = self.folder / FOLDER / f"{coder}{ENDING}"
        size = append(path, events, size=self._places.get(coder, _NOWHERE).size)
        self._places[coder] = _Place(path.stat().st_ino, size)

    def replace(self, stones: Sequence[Event], new: Sequence[Event]) -> None:
        """Append what is new, then write each file that holds one of the events anew, without what was cut off behind it."""
        if new:
            self.append(new)
        by_id = {event.id: event for event in stones}
        for path in self._paths() if stones else ():
            held = read_journal(path).events
            left = preferring_stones(by_id.get(event.id, event) for event in held).values()
            if tuple(left) != held:
                write_file(b"".join(map(write_line, left)), path)

    def settle(self, events: Mapping[str, Sequence[Event]]) -> None:
        """Do nothing: the files are what is kept."""

    def close(self) -> None:
        """Do nothing: no file is held open."""


def _coder(path: Path) -> str:
    return path.name.removesuffix(ENDING)


def _is_another(path: Path, place: _Place | None) -> bool:
    found = path.stat()
    return place is not None and (found.st_ino != place.inode or found.st_size < place.size)
