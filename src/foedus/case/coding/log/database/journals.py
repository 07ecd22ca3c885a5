"""The events of a case in a database, in step with the logs of its folder.

All writers of a case stand in one line; whoever writes has first read what the others wrote, so that what starts from something
that no longer stands is refused, and no two events get one place in time. The folder is brought into step when it is opened
and when its tables are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from foedus.case.coding.log.database.address import Database
from foedus.case.coding.log.database.migrations import migrate
from foedus.case.coding.log.database.schema import CASES, EVENTS
from foedus.case.coding.log.event import Event, write_line
from foedus.case.coding.log.journal import events_in
from foedus.case.coding.log.journals import Arrived, FolderJournals
from foedus.errors import InputError, OutputError

_AT_ONCE = 500
"""Rows that one statement asks for or puts in."""
_MIGRATIONS = "foedus"
"""Name under which one alone brings the tables to the latest schema."""


class DatabaseJournals:
    """The events of one case in a database.

    Parameters
    ----------
    database : Database
        Where; its tables are made or brought to the latest schema.
    case : str
        Id of the case.
    folder : FolderJournals
        The logs of the folder, which are kept in step.

    Raises
    ------
    InputError
        If the database cannot be reached or used, or a newer foedus has made it.
    """

    def __init__(self, database: Database, case: str, folder: FolderJournals) -> None:
        self.database, self.case, self.folder = database, case, folder
        self._position, self._generation = 0, 0
        self._writing: Any = None
        self._in_folder: set[str] = set()
        self._stones_there: set[str] = set()
        try:
            self._prepare()
        except BaseException:
            database.close()
            raise

    def _prepare(self) -> None:
        with self.database.writing(_MIGRATIONS, fault=InputError) as connection:
            migrate(connection)
            if self._generation_of(connection) is None:
                connection.execute(insert(CASES).values(case=self.case, generation=0))
            connection.commit()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other server and no other program write to the case."""
        with self.database.writing(self.case) as connection:
            self._writing = connection
            try:
                yield
            finally:
                self._writing = None

    def arrived(self) -> Arrived:
        """Read what was put in since; all of it anew where lines have changed."""
        if self._writing is not None:
            return self._arrived(self._writing)
        with self.database.reading() as connection:
            return self._arrived(connection)

    def append(self, events: Sequence[Event]) -> None:
        """Put events in; they are kept when the method returns."""
        if self._writing is None:
            raise OutputError("events are put into a database by one writer alone")
        self._insert(self._writing, events)
        self._writing.commit()

    def replace(self, stones: Sequence[Event], new: Sequence[Event]) -> None:
        """Put stones in the place of events, with what is new, in one step; all who have read them read anew."""
        if self._writing is None:
            raise OutputError("stones are put into a database by one writer alone")
        self._replace(self._writing, stones)
        self._insert(self._writing, new)
        self._writing.commit()

    def _replace(self, connection: Any, stones: Sequence[Event]) -> None:
        if not stones:
            return
        changed = update(EVENTS).where(EVENTS.c.case == self.case, EVENTS.c.id == bindparam("stone"))
        connection.execute(
            changed.values(line=bindparam("left")), [{"stone": one.id, "left": write_line(one)} for one in stones]
        )
        grown = update(CASES).where(CASES.c.case == self.case).values(generation=CASES.c.generation + 1)
        connection.execute(grown)

    def settle(self, events: Mapping[str, Sequence[Event]]) -> None:
        """Put in what the logs of the folder hold beside the database, and write to them what they lack, in its order."""
        with self.folder.alone():
            found = self.folder.arrived()
            if found.damage:
                raise InputError(
                    f"the log of the folder is damaged: {found.damage[0]}; bring the file back as it was (git has it)"
                )
            if found.anew:
                self._in_folder, self._stones_there = set(), set()
            known = {event.id: event for each in events.values() for event in each}
            self._refuse_another_case(known.keys(), found)
            self._in_folder |= {event.id for event in found.events}
            self._stones_there |= {event.id for event in found.events if event.purged}
            self._put_in(found.events, known)
            self._put_stones(known)
            for each in events.values():
                lacking = [event for event in each if event.id not in self._in_folder]
                if lacking:
                    self.folder.append(lacking)
                    self._in_folder |= {event.id for event in lacking}

    def _put_stones(self, known: Mapping[str, Event]) -> None:
        """In the folder, put stones where the database has them."""
        there = self._in_folder - self._stones_there
        stones = [event for event in known.values() if event.purged and event.id in there]
        if stones:
            self.folder.replace(stones, [])
            self._stones_there |= {event.id for event in stones}

    def close(self) -> None:
        """Let go of the connections."""
        self.database.close()

    def _refuse_another_case(self, known: Set[str], found: Arrived) -> None:
        ids = self._in_folder | {event.id for event in found.events}
        if known and ids and not known & ids:
            raise InputError(
                f"the database {self.database.shown} holds a case {self.case!r} with another log than this folder's; they share "
                "no event. If it is the same case, join them with `foedus case merge`; else give this one another id in case.toml"
            )

    def _put_in(self, events: Sequence[Event], known: Mapping[str, Event]) -> None:
        """Into the database, put events that it lacks, and stones where it has the events."""
        new = [event for event in events if event.id not in known]
        stones = [event for event in events if event.purged and not getattr(known.get(event.id), "purged", "")]
        if not new and not stones:
            return
        with self.alone():
            connection = self._writing
            there: set[str] = set()
            for start in range(0, len(new), _AT_ONCE):
                ids = [event.id for event in new[start : start + _AT_ONCE]]
                rows = connection.execute(select(EVENTS.c.id).where(EVENTS.c.case == self.case, EVENTS.c.id.in_(ids)))
                there |= set(rows.scalars())
            lacking = {event.id: event for event in new if event.id not in there}
            self._insert(connection, list(lacking.values()))
            self._replace(connection, [event for event in stones if event.id not in lacking])
            connection.commit()

    def _insert(self, connection: Any, events: Sequence[Event]) -> None:
        rows = [
            {"case": self.case, "coder": event.coder, "id": event.id, "line": write_line(event)} for event in events
        ]
        for start in range(0, len(rows), _AT_ONCE):
            connection.execute(insert(EVENTS), rows[start : start + _AT_ONCE])

    def _generation_of(self, connection: Any) -> int | None:
        found: int | None = connection.execute(select(CASES.c.generation).where(CASES.c.case == self.case)).scalar()
        return found

    def _arrived(self, connection: Any) -> Arrived:
        generation = self._generation_of(connection) or 0
        anew = generation != self._generation
        if anew:
            self._position, self._generation = 0, generation
        asked = select(EVENTS.c.position, EVENTS.c.line).where(
            EVENTS.c.case == self.case, EVENTS.c.position > self._position
        )
        rows = connection.execute(asked.order_by(EVENTS.c.position)).all()
        if not rows:
            return Arrived(anew=anew)
        events, damage = events_in(b"".join(line for _, line in rows), file=f"database, after {self._position}")
        self._position = rows[-1][0]
        return Arrived(tuple(events), tuple(damage), anew=anew)
