"""The way back and forth: a coder's own actions, each taken back by an action that says so.

Nothing leaves the log. To take back an action is to append its inverse, to do it again is to take that back, and a new action
ends what could be done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.case.coding.log.event import Change, Event, by_order
from foedus.case.coding.log.fold import WHOLE_ROW, FoldedRow, State
from foedus.errors import InputError


@dataclass(frozen=True, slots=True)
class Ways:
    """The actions that a coder may take back and may do again, the next one last."""

    back: tuple[str, ...]
    forth: tuple[str, ...]


def ways(events: Iterable[Event], coder: str) -> Ways:
    """Return the ways of a coder, from all events in the order in which the coder wrote them."""
    back: list[str] = []
    forth: list[str] = []
    seen: set[str] = set()
    for event in events:
        if event.coder != coder or event.group in seen:
            continue
        seen.add(event.group)
        if event.op == "purge":  # what is gone does not come back
            continue
        if event.undoes and event.undoes in back:
            back.remove(event.undoes)
            forth.append(event.group)
        elif event.undoes and event.undoes in forth:
            forth.remove(event.undoes)
            back.append(event.group)
        else:
            back.append(event.group)
            forth.clear()
    return Ways(tuple(back), tuple(forth))


def inverse(action: Sequence[Event], state: State) -> tuple[Change, ...]:
    """Return what takes an action back.

    Parameters
    ----------
    action : sequence of Event
        The events of one group, in their order.
    state : State
        What stands now.

    Raises
    ------
    InputError
        If somebody has changed since what the action made: who, when and what.
    """
    changes = [_inverse(event, state) for event in reversed(action)]
    return tuple(changes)


def _inverse(event: Event, state: State) -> Change:
    row = state.row(event.table, event.row)
    if row is None:
        raise InputError(f"{_named(event)} is in no log any more; the log of another coder is missing")
    if event.op == "set":
        if not row.present:
            _refuse_changed(event, row, WHOLE_ROW)
        _refuse_changed(event, row, event.field)
        return Change("set", event.table, event.row, event.field, event.after, event.before)
    if event.op == "drop":
        _refuse_changed(event, row, WHOLE_ROW)
        return Change("restore", event.table, event.row, after=dict(row.cells))
    for column in (WHOLE_ROW, *sorted(row.blame)):
        _refuse_changed(event, row, column)
    return Change("drop", event.table, event.row, before=dict(row.cells))


def _refuse_changed(event: Event, row: FoldedRow, column: str) -> None:
    """Refuse to take back what another has built on; what the same coder has since taken back or changed may go."""
    last = row.last(column)
    if last.coder == event.coder or by_order(last) <= by_order(event):
        return
    what = f"{_named(event)} {column}".rstrip()
    now = (
        "dropped" if last.op == "drop" else f"set to {last.after!r}" if isinstance(last.after, str) else "written anew"
    )
    raise InputError(
        f"{what} cannot go back: {last.coder} has {now} it {last.at}; change it by hand".replace("  ", " ")
    )


def _named(event: Event) -> str:
    return f"{event.table} {'|'.join(event.row)}"
