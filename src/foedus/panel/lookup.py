"""Read datasets off by the keys of a panel: nothing is joined, so no row is added, lost or moved.

What a dataset does not say of a row is one of two things. Outside the dataset's coverage it is unknown:
null. Inside the coverage a row that is absent means something, where the dataset lists only what exists
(alliances, disputes, contiguity): the step names that value, usually zero. It means nothing of a code that is no
member of the system in the year, nor of a state with itself: there it is null too.

A table bears the codes of one list of states, and is read off by keys of that list (`foedus.panel.crosswalk`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.keys import Cells, Ints, Order, PanelKeys, locate
from foedus.panel.source import Source
from foedus.terms.states.systems import CODE

Absent = Mapping[str, int]
"""Value of a column where the dataset, inside its coverage, has no row; columns not named are null."""


def state_values(
    keys: PanelKeys, side: int, *, source: Source, columns: Sequence[str], absent: Absent | None = None
) -> list[pl.Series]:
    """Columns of a state-year dataset for each row's first (0) or second (1) state.

    Raises InputError: the dataset has two rows for a state and year.
    """
    frame, code = source.frame, CODE[keys.scheme]
    inside, cells = keys.table_state_cells(_ints(frame, code), _ints(frame, "year"))
    _refuse_doubles(source, frame, inside=inside, cells=cells, by=[code, "year"])
    rows = locate(cells, keys.state_cells(side), box=keys.state_box)
    known = keys.speaks_of_state(side)
    return _gather(frame.select(columns)[inside], rows, keys=keys, source=source, absent=absent or {}, known=known)


def dyad_values(
    keys: PanelKeys, source: Source, *, columns: Sequence[str], absent: Absent | None = None, order: Order = "12"
) -> list[pl.Series]:
    """Columns of a directed dyad-year dataset for each row's dyad, in the row's order or the other one.

    Raises InputError: the dataset has two rows for a dyad and year.
    """
    frame, code = source.frame, CODE[keys.scheme]
    one, two = f"{code}1", f"{code}2"
    inside, cells = keys.table_dyad_cells(_ints(frame, one), _ints(frame, two), _ints(frame, "year"))
    _refuse_doubles(source, frame, inside=inside, cells=cells, by=[one, two, "year"])
    rows = locate(cells, keys.dyad_cells(order), box=keys.dyad_box)
    known = keys.speaks_of_dyad()
    return _gather(frame.select(columns)[inside], rows, keys=keys, source=source, absent=absent or {}, known=known)


def _ints(frame: pl.DataFrame, column: str) -> Ints:
    return frame[column].cast(pl.Int32).to_numpy()


def _refuse_doubles(
    source: Source, frame: pl.DataFrame, *, inside: np.typing.NDArray[np.intp], cells: Cells, by: list[str]
) -> None:
    if len(np.unique(cells)) == len(cells):
        return
    doubled = frame[inside].select(by).filter(pl.struct(by).is_duplicated()).unique(maintain_order=True)
    raise InputError(
        f"dataset {source.id} {source.version} has several rows for the same {', '.join(by)}, first of "
        f"{doubled.height}: {doubled.rows()[:5]}; a panel takes one row for each: choose among them first"
    )


def _gather(
    table: pl.DataFrame,
    rows: Ints,
    *,
    keys: PanelKeys,
    source: Source,
    absent: Absent,
    known: np.typing.NDArray[np.bool_] | None,
) -> list[pl.Series]:
    """Values of the rows; the table gets two rows more, "nothing known" and "absent", that others point to."""
    unknown = pl.DataFrame({name: [None] for name in table.columns}, schema=table.schema)
    nothing = pl.DataFrame({name: [absent.get(name)] for name in table.columns}, schema=table.schema)
    longer = pl.concat([table, unknown, nothing], rechunk=True)
    year = np.arange(keys.first, keys.last + 1)
    first, last = source.coverage
    says = ((year >= first) & (year <= last)).astype(np.int32)[keys.year]
    missing = table.height + (says if known is None else says * known)
    index = pl.Series(np.where(rows >= 0, rows, missing).astype(np.uint32))
    return longer.select(pl.all().gather(index)).get_columns()
