"""One change of a case, and its line in a log.

The id of an event is the beginning of the SHA-256 of the rest of its line: a line that was cut off, or changed by hand, no
longer has its id; the same event in two logs is one event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

import msgspec

Operation = Literal["add", "set", "drop", "restore", "purge"]
Row = tuple[str, ...]
"""The cells of a row's key, which never change; what is called otherwise is another row."""
Cells = dict[str, str]
"""The cells of a row by column, as they stand in the file; a missing column is an empty cell."""

ID_LENGTH = 16
"""Hexadecimal digits of an id."""
_HEAD = b'{"id":"'
_BODY = len(_HEAD) + ID_LENGTH + len('",')


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A change of one row or of one cell."""

    id: str
    #: Greater than that of every event that its writer had seen.
    lamport: int
    coder: str  #: Who made it; ``file`` for what was changed in a table by hand.
    at: str  #: When, UTC, as in 2026-05-01T12:00:00Z; empty where nobody knows.
    group: str  #: Shared by the events of one action, which is undone as one.
    op: Operation
    table: str  #: Name of the table, as in ``claims``.
    row: Row
    field: str = ""  #: Column that a `set` changes.
    before: str | Cells | None = None  #: What its writer saw: a cell for `set`, the row for `drop`.
    after: str | Cells | None = None  #: What it makes of it: a cell for `set`, the row for `add` and `restore`.
    undoes: str = ""  #: Group that this one takes back.
    count: int = 1  #: Events of its group.
    purged: str = ""  #: Event of the purge that took words out of this one, which keeps its id.
    seal: str = ""  #: In place of the id, the beginning of the SHA-256 of what was left.


by_order = attrgetter("lamport", "coder", "id")
"""The place of an event among those of all logs, the same for everybody."""


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants to be changed: an event that no log holds yet."""

    op: Operation
    table: str
    row: Row
    field: str = ""
    before: str | Cells | None = None
    after: str | Cells | None = None


def make_events(changes: Sequence[Change], *, coder: str, at: str, lamport: int, undoes: str = "") -> tuple[Event, ...]:
    """Return the events of one action.

    Parameters
    ----------
    changes : sequence of Change
        In the order in which they are made.
    coder : str
        Who makes them.
    at : str
        When, UTC; empty where nobody knows.
    lamport : int
        That of the first event; greater than that of every event its writer has seen.
    undoes : str, optional
        Group that the action takes back.

    >>> change = Change("set", "claims", ("c1",), "value", "0.5", "0.7")
    >>> [event] = make_events([change], coder="amin", at="2026-05-01T12:00:00Z", lamport=7)
    >>> read_line(write_line(event)[:-1]) == event
    True
    """
    first = {"at": at, "changes": [_as_dict(change) for change in changes], "coder": coder, "lamport": lamport,
             "undoes": undoes}  # fmt: skip
    group = digest(_encode(first))[:ID_LENGTH]
    made = (
        Event(
            id="", lamport=lamport + number, coder=coder, at=at, group=group, op=change.op, table=change.table,
            row=change.row, field=change.field, before=change.before, after=change.after, undoes=undoes, count=len(changes),
        )
        for number, change in enumerate(changes)
    )  # fmt: skip
    return tuple(msgspec.structs.replace(event, id=digest(body_of(event))[:ID_LENGTH]) for event in made)


def write_line(event: Event) -> bytes:
    """Return the line of an event, with its end."""
    return _HEAD + event.id.encode() + b'",' + body_of(event) + b"\n"


def read_line(line: bytes) -> Event:
    """Return the event of a line without its end. Raises ValueError, which says why, if it is none."""
    if not line.startswith(_HEAD):
        raise ValueError("not an event")
    try:
        event = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    if digest(line[_BODY:])[:ID_LENGTH] != event.id and not _is_stone(event):
        raise ValueError(f"event {event.id} is not what was written: its id is not that of its content")
    return event


def read_lines(lines: Sequence[bytes]) -> list[Event] | None:
    """Return the events of lines that are all whole, quickly; None if one is not, which `read_line` finds."""
    try:
        events = _sharing(_LIST_DECODER.decode(b"[" + b",".join(lines) + b"]"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    sha256, end = hashlib.sha256, _BODY - 2
    ids = [line[len(_HEAD) : end] for line in lines]
    bodies = [sha256(line[_BODY:]).hexdigest()[:ID_LENGTH].encode() for line in lines]
    if [event.id.encode() for event in events] != ids:
        return None
    others = (event for event, one, body in zip(events, ids, bodies, strict=True) if one != body)
    return events if all(map(_is_stone, others)) else None


def sealed(event: Event, *, before: str | Cells | None, after: str | Cells | None, purged: str) -> Event:
    """Return an event with other words in it: its id stays, and a seal says that it was left so.

    Parameters
    ----------
    event : Event
        The event.
    before, after : str, mapping or None
        What is left of its words.
    purged : str
        Id of the event of the purge.
    """
    left = msgspec.structs.replace(event, before=before, after=after, purged=purged, seal="")
    return msgspec.structs.replace(left, seal=digest(body_of(left))[:ID_LENGTH])


def _is_stone(event: Event) -> bool:
    """Whether an event that no longer has the id of its content was purged, and is as it was left then."""
    left = msgspec.structs.replace(event, seal="")
    return bool(event.purged) and digest(body_of(left))[:ID_LENGTH] == event.seal


def _sharing(events: list[Event]) -> list[Event]:
    """The same events, in which cells of the same words are one text: a table repeats few words many times."""
    held: dict[str, str] = {}
    for event in events:
        for cells in (event.before, event.after):
            if isinstance(cells, dict):
                cells.update({name: held.setdefault(cell, cell) for name, cell in cells.items()})
    return events


def body_of(event: Event) -> bytes:
    """Return the bytes from which the id of an event is made: its line behind the id."""
    fields = msgspec.to_builtins(event)
    del fields["id"]
    return _encode({name: value for name, value in fields.items() if name not in _ABSENT or value != _ABSENT[name]})[1:]


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def _as_dict(change: Change) -> dict[str, object]:
    return {name: getattr(change, name) for name in Change.__slots__}


def _encode(value: Mapping[str, object]) -> bytes:
    return msgspec.json.encode(_in_order(value))


def _in_order(value: object) -> object:
    """The same with the names of every object in their order, so that it has one form."""
    if isinstance(value, Mapping):
        return {name: _in_order(value[name]) for name in sorted(value)}
    return [_in_order(part) for part in value] if isinstance(value, list) else value


_ABSENT = {"field": "", "before": None, "after": None, "undoes": "", "count": 1, "purged": "", "seal": ""}
_DECODER = msgspec.json.Decoder(Event)
_LIST_DECODER = msgspec.json.Decoder(list[Event])
