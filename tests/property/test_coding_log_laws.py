"""Laws of the log of a coding, on random histories of several coders."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.case.coding.log.by_hand import changes_by_hand, rows_of
from foedus.case.coding.log.event import Change, Event, make_events
from foedus.case.coding.log.export import render_table
from foedus.case.coding.log.fold import State, fold
from foedus.case.coding.log.undo import inverse, ways
from foedus.case.schema import ISSUES

COLUMNS = ("id", "question", "negative_pole", "positive_pole")
ROWS = tuple((f"i{number}",) for number in range(4))
CODERS = ("amin", "sara", "wei")
SEED = st.integers(0, 2**32 - 1)


def random_change(rng: random.Random, state: State) -> Change:
    key = rng.choice(ROWS)
    row = state.row("issues", key)
    if row is None:
        return Change("add", "issues", key, after={"id": key[0], "question": rng.choice("pqr")})
    if not row.present:
        return Change("restore", "issues", key, after=dict(row.cells))
    if rng.random() < 0.15:
        return Change("drop", "issues", key, before=dict(row.cells))
    column = rng.choice(COLUMNS[1:])
    return Change("set", "issues", key, column, row.cells.get(column, ""), rng.choice(["", "a", "b", "c, d", 'e "f"']))


def history(rng: random.Random, start: list[Event], *, actions: int, coders: tuple[str, ...]) -> list[Event]:
    """Events of coders who see all that is in this history."""
    events = list(start)
    state = fold(events)
    for number in range(actions):
        changes = [random_change(rng, state)]
        events += make_events(changes, coder=rng.choice(coders), at=f"t{number}", lamport=state.lamport + 1)
        state = fold(events)
    return events


def slow_fold(events: list[Event]) -> dict[Any, dict[str, str]]:
    """Rows that are there: the last word of each, read off the whole history cell by cell."""
    order = sorted(
        {event.id: event for event in events}.values(), key=lambda event: (event.lamport, event.coder, event.id)
    )
    rows: dict[Any, dict[str, str]] = {}
    for key in {(event.table, event.row) for event in order}:
        mine = [event for event in order if (event.table, event.row) == key]
        shows = [event for event in mine if event.op != "set"]
        if shows[-1].op == "drop":
            continue
        written = max(number for number, event in enumerate(mine) if event.op in ("add", "restore"))
        cells = dict(mine[written].after)  # type: ignore[arg-type]
        cells |= {event.field: event.after for event in mine[written:] if event.op == "set"}
        rows[key] = {name: cell for name, cell in cells.items() if cell}
    return rows


def seen(state: State) -> dict[Any, dict[str, str]]:
    return {
        (table, key): {name: cell for name, cell in cells.items() if cell}
        for table in state.tables
        for key, cells in state.rows(table).items()
    }


@given(SEED)
@settings(deadline=None)
def test_the_fold_is_that_of_a_slow_program_and_not_of_the_order_of_reading(seed: int) -> None:
    rng = random.Random(seed)
    shared = history(rng, [], actions=6, coders=CODERS)
    one = history(rng, shared, actions=8, coders=("amin",))
    other = history(rng, shared, actions=8, coders=("sara", "wei"))
    joined = one + other
    state = fold(joined)
    assert seen(state) == slow_fold(joined)
    shuffled = rng.sample(joined, len(joined))
    for again in (fold(other + one), fold(shuffled), fold([*joined, *shared])):
        assert seen(again) == seen(state)
        assert again.conflicts == state.conflicts


@given(SEED)
@settings(deadline=None)
def test_coders_who_see_each_other_never_disagree_and_blind_ones_do_not_hide_it(seed: int) -> None:
    rng = random.Random(seed)
    shared = history(rng, [], actions=10, coders=CODERS)
    assert not fold(shared).conflicts
    row = rng.choice(list(fold(shared).rows("issues")) or [None])
    if row is None:
        return
    before = fold(shared).rows("issues")[row].get("question", "")
    lamport = fold(shared).lamport + 1
    both = [
        event
        for coder, word in (("amin", "yes"), ("sara", "no"))
        for event in make_events(
            [Change("set", "issues", row, "question", before, word)], coder=coder, at="", lamport=lamport
        )
    ]
    [conflict] = fold(shared + both).conflicts.values()
    assert {conflict.earlier.after, conflict.later.after} == {"yes", "no"}
    assert fold(shared + both).rows("issues")[row]["question"] == conflict.later.after
    decided = make_events(
        [Change("set", "issues", row, "question", conflict.later.after, "settled")],
        coder="wei",
        at="",
        lamport=lamport + 1,
    )
    assert not fold([*shared, *both, *decided]).conflicts


@given(SEED)
@settings(deadline=None)
def test_taking_all_back_and_doing_it_again_ends_where_it_began(seed: int) -> None:
    rng = random.Random(seed)
    shared = history(rng, [], actions=6, coders=("sara",))
    begun = seen(fold(shared))
    events = history(rng, shared, actions=rng.randrange(1, 10), coders=("amin",))
    done = seen(fold(events))

    def turn(group: str) -> None:
        state = fold(events)
        action = [event for event in events if event.group == group]
        events.extend(
            make_events(inverse(action, state), coder="amin", at="u", lamport=state.lamport + 1, undoes=group)
        )

    for _ in range(2):
        while back := ways(events, "amin").back:
            turn(back[-1])
        assert seen(fold(events)) == begun
        while forth := ways(events, "amin").forth:
            turn(forth[-1])
        assert seen(fold(events)) == done


@given(SEED)
@settings(deadline=None)
def test_a_table_written_again_holds_the_rows_and_the_bytes_of_those_that_stayed(seed: int) -> None:
    rng = random.Random(seed)
    old = fold(history(rng, [], actions=12, coders=CODERS)).rows("issues")
    new = fold(history(rng, [], actions=12, coders=CODERS)).rows("issues")
    first = render_table(ISSUES, old, old=None)
    second = render_table(ISSUES, new, old=first)
    filled = {key: {name: cell for name, cell in cells.items() if cell} for key, cells in new.items()}
    assert rows_of(ISSUES, second) == filled
    assert render_table(ISSUES, rows_of(ISSUES, first), old=first) == first
    assert render_table(ISSUES, rows_of(ISSUES, first), old=second) == first


@given(SEED)
@settings(deadline=None)
def test_what_was_changed_by_hand_is_all_that_brings_the_log_to_the_table(seed: int) -> None:
    rng = random.Random(seed)
    events = history(rng, [], actions=12, coders=CODERS)
    state = fold(events)
    found = {
        key: dict(cells) for key, cells in fold(history(rng, [], actions=12, coders=CODERS)).rows("issues").items()
    }
    changes = changes_by_hand(ISSUES, found=found, exported=state.rows("issues"), now=state.rows("issues"))
    after = fold([*events, *make_events(changes, coder="file", at="", lamport=state.lamport + 1)])
    expected = {("issues", key): {name: cell for name, cell in cells.items() if cell} for key, cells in found.items()}
    assert seen(after) == expected
    assert not after.conflicts
