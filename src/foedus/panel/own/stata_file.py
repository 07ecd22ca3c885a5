"""Stata files as Polars frames: codes stay codes where Stata shows labels, and its missing values are missing."""

from __future__ import annotations

import warnings
from collections import Counter
from io import BytesIO
from typing import Any

from foedus.extras import need
from foedus.files.characters import visible
from foedus.files.findings import shorten
from foedus.panel.own.from_pandas import missing_note, pandas_frame
from foedus.panel.own.read import Given, guarded

_LABELS = 4
"""Value labels of a column that a note shows."""


def stata_frame(data: bytes, shown: str) -> Given:
    """Read a Stata file. Raises InputError: it is damaged, or pandas is not installed."""
    need("pandas", what="a Stata file", otherwise="give the frame as .csv")
    frame, labels, marks = guarded(lambda: _read(data), shown)
    made = pandas_frame(frame)
    notes = [missing_note(name, found) for name, found in marks.items()]
    if labels:
        told = "; ".join(f"{visible(shorten(name))}: {text}" for name, text in list(labels.items())[:5])
        notes.append(f"columns with value labels of Stata keep their codes ({told})")
    return Given(made.frame, (*notes, *made.notes))


def _read(data: bytes) -> tuple[Any, dict[str, str], dict[str, Counter[str]]]:
    """The table, the labels of each labelled column in words, and its missing values other than ``.`` by column."""
    pandas: Any = need("pandas", what="a Stata file")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Of dates that pandas cannot hold, and of letters in older files.
        frame = pandas.read_stata(BytesIO(data), convert_categoricals=False)
        gaps = [name for name in frame.columns if frame[name].dtype.kind == "f" and frame[name].isna().any()]
        marks = _marks(pandas.read_stata(BytesIO(data), convert_categoricals=False, convert_missing=True, columns=gaps)) \
            if gaps else {}  # fmt: skip
        labels = _labels(data)
    return frame, labels, marks


def _labels(data: bytes) -> dict[str, str]:
    """Columns for which Stata shows labels, and the first labels where the set is named as the column."""
    pandas: Any = need("pandas", what="a Stata file")
    with pandas.read_stata(BytesIO(data), iterator=True) as reader:
        try:
            row = reader.read(1)
        except ValueError:  # Labels that stand twice in a set; codes are read without them.
            return {}
        sets = reader.value_labels()
    return {
        str(name): ", ".join(f"{code} {visible(shorten(label))}" for code, label in list(sets[name].items())[:_LABELS])
        if name in sets
        else "labelled"
        for name in row.columns
        if isinstance(row[name].dtype, pandas.CategoricalDtype)
    }


def _marks(frame: Any) -> dict[str, Counter[str]]:
    found = {}
    for name in frame.columns:
        kinds = Counter(str(value) for value in frame[name] if type(value).__name__ == "StataMissingValue")
        if set(kinds) - {"."}:
            found[str(name)] = kinds
    return found
