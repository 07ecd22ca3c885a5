"""The leaders of a user's rows: who they are, so that years since an event are counted by leader."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.keys import PanelKeys


def with_leaders(keys: PanelKeys, frame: pl.DataFrame) -> PanelKeys:
    """Keys that know the leaders of the rows, by the columns obsid, or obsid1 and obsid2.

    Raises InputError: there is no such column, or it has empty cells.
    """
    names = ("obsid",) if len(keys.sides) == 1 else ("obsid1", "obsid2")
    lacking = [name for name in names if name not in frame.columns]
    if lacking:
        raise InputError(
            f"leaders=True, and the frame has no column {', '.join(lacking)}; name the leaders there, by their terms in Archigos "
            "such as USA-1933, or leave leaders=True out"
        )
    empty = [f"{name} ({frame[name].null_count():,})" for name in names if frame[name].null_count()]
    if empty:
        raise InputError(f"empty cells in {', '.join(empty)}; every row of leaders needs its leader: drop those rows")
    texts = [frame[name].cast(pl.String) for name in names]
    terms = pl.concat(texts).unique().sort()
    numbers = pl.Series(np.arange(len(terms), dtype=np.int32))
    return replace(
        keys, leader=tuple(text.replace_strict(terms, numbers, return_dtype=pl.Int32).to_numpy() for text in texts)
    )
