"""Start to whittle: the datasets of disputes by directed dyad-year, or rows of the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.errors import InputError
from foedus.nearest import nearest_hint
from foedus.panel.additions.disputes import LABELS, RECORDS, dispute_rows
from foedus.panel.cite import ColumnSource, dataset_used
from foedus.panel.own.given import frame_of
from foedus.panel.source import Loader, registry_loader, remembering
from foedus.panel.whittling import KEY, Whittled, start

SHORT = {"gml": "gml-dirdisp", "cow": "cow-mid-dirdisps"}
"""The two sets that come before whittling, by the names of their authors."""


def whittle(
    disputes: Any,
    *,
    by: Sequence[str] = KEY,
    onset: str | None = None,
    version: str | None = None,
    data: Loader | None = None,
) -> Whittled:
    """Disputes to be whittled to one for each dyad-year, by steps of your choice in an order of your choice.

    Parameters
    ----------
    disputes : str, path or data frame
        "gml" or "cow" for the two sets before whittling, the id of another dataset of disputes, or rows of your own (a frame, or
        a .csv, .dta, .parquet or .feather file) with the columns that your steps rank by: dispnum, fatality, hostlev, mindur, maxdur, recip, stmon and one of
        onsets. Negative codes and empty cells are unknown.
    by : sequence of str, optional
        The columns that a row is to be alone in.
    onset : str, optional
        The column that says whether the dispute begins in the year; needed where the rows have several such.
    version : str, optional
        Version of the dataset; by default the newest.
    data : callable, optional
        Loads a dataset by id and version; by default from the user's data directory.

    Returns
    -------
    Whittled
        Nothing is dropped yet; its methods are the steps, `frame` the rows left, `told` the rows after each step.

    Raises
    ------
    InputError
        No such dataset, it is not there, or the rows lack a column.
    """
    if not isinstance(disputes, str) or Path(disputes).suffix:
        if version is not None:
            raise InputError(f"whittle: version {version!r} is of a dataset, and these are rows of your own")
        return start(frame_of(disputes), by=by, onset=onset)
    dataset = SHORT.get(disputes, disputes)
    if dataset not in RECORDS:
        names = [*SHORT, *RECORDS]
        raise InputError(
            f"whittle: {disputes!r} holds no disputes{nearest_hint(disputes, names)}; expected one of {', '.join(names)}, or a "
            "file of your own"
        )
    load = remembering(data or registry_loader())
    source = dispute_rows(dataset, load, version=version)
    whole = RECORDS[dataset].whole
    used = [dataset_used(each) for each in (source, *([load(whole, None)] if whole else []))]
    return start(source.frame, by=by, onset=onset, used=tuple(used))


def column_sources_of(whittled: Whittled) -> Mapping[str, ColumnSource]:
    """What the columns of the rows come from, and by which steps the rows were chosen."""
    steps = ", ".join(told.step for told in whittled.told[1:])
    rule = f"whittled by {steps}" if steps else "not whittled"
    return {
        name: ColumnSource(name, LABELS.get(name, name), rule, whittled.used, {}) for name in whittled.frame.columns
    }
