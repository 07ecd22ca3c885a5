"""What the rows of a user's dyads must be: two states, and an order that is declared or shows itself.

An order that happens to be there is no declaration. Rows that all have the lower code first are a dyad each; rows of which
each stands in both orders are directed; of any others only the user knows.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from foedus.errors import InputError
from foedus.panel.keys import Cells, PanelKeys

_SHOWN = 5


def refuse_selves(keys: PanelKeys, frame: pl.DataFrame, names: tuple[str, ...]) -> None:
    """Raise `InputError` for rows that pair a state with itself; the first are shown."""
    alike = np.flatnonzero(keys.sides[0] == keys.sides[1])
    if not len(alike):
        return
    one, two = names[:2]
    shown = "; ".join(_row(frame, names, row) for row in alike[:_SHOWN].tolist())
    raise InputError(
        f"{len(alike):,} of {keys.height:,} rows pair a state with itself: {shown}; a dyad has two states: drop them, such as "
        f'with frame.filter(pl.col("{one}") != pl.col("{two}"))'
    )


def direction(
    keys: PanelKeys, frame: pl.DataFrame, names: tuple[str, ...], *, declared: bool | None
) -> tuple[bool, tuple[str, ...]]:
    """Whether the two orders of a dyad are different rows, and what was assumed.

    Raises InputError: `declared` says no, yet a dyad-year stands in both orders; or nothing is declared and the rows do not
    show it.
    """
    if declared:
        return True, ()
    higher = keys.sides[0] > keys.sides[1]
    if not higher.any():
        return False, ()
    if declared is None and np.array_equal(_distinct(keys.dyad_cells()), _distinct(keys.dyad_cells("21"))):
        return True, ()
    both = np.isin(keys.dyad_cells(), keys.dyad_cells("21"))
    if declared is not None:
        _refuse_both(both, frame, names)
        return False, ()
    if higher.all():
        return False, (
            "every row has the higher code first and no dyad-year stands in both orders: taken as undirected; say "
            "directed=True if the order means something",
        )
    raise InputError(_undeclared(higher, both, frame, names))


def _distinct(cells: Cells) -> Cells:
    """Each cell once, rising; sorting outruns `numpy.unique` on millions of cells."""
    ordered = np.sort(cells)
    found: Cells = ordered[np.diff(ordered, prepend=-1) != 0]
    return found


def _refuse_both(both: npt.NDArray[np.bool_], frame: pl.DataFrame, names: tuple[str, ...]) -> None:
    if both.any():
        shown = "; ".join(_row(frame, names, row) for row in np.flatnonzero(both)[:_SHOWN].tolist())
        raise InputError(
            f"directed=False, yet {int(both.sum()):,} rows stand in both orders: {shown}; keep one of each, or say directed=True"
        )


def _undeclared(
    higher: npt.NDArray[np.bool_], both: npt.NDArray[np.bool_], frame: pl.DataFrame, names: tuple[str, ...]
) -> str:
    first = _row(frame, names, int(np.argmax(higher)))
    other = f", and {int(both.sum()):,} rows stand in both orders" if both.any() else ""
    return (
        f"{int(higher.sum()):,} of {len(higher):,} rows have the higher code first ({first}){other}, so the rows do not show "
        "whether their order means something; say directed=True (columns of a direction tell of state 1 towards state 2) or "
        "directed=False (a dyad has no order)"
    )


def _row(frame: pl.DataFrame, names: tuple[str, ...], row: int) -> str:
    values = ", ".join(str(value) for value in frame.select(names).row(row))
    return f"row {row + 1} ({values})"
