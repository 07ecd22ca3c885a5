"""Votes of a pair as a figure."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from foedus.affinity.measures import MEASURES
from foedus.charts.figure import Figure
from foedus.charts.votes import VoteYear, votes_by_year
from foedus.errors import InputError
from foedus.nearest import nearest_hint

NAMES = {
    "identical": "identical votes",
    "agreement": "agreement",
    "s": "S",
    "s_squared": "S (squared)",
    "kappa": "kappa",
    "pi": "pi",
}
"""What a measure is called in a figure."""


def check_measures(measures: Sequence[str]) -> tuple[str, ...]:
    """Return one or two measures. Raises InputError: none, more, or one that is not known."""
    wrong = [name for name in measures if name not in MEASURES]
    if wrong:
        told = ", ".join(f"{name} ({meaning})" for name, meaning in MEASURES.items())
        raise InputError(f"there is no measure {wrong[0][:40]!r}{nearest_hint(wrong[0], MEASURES)}; expected {told}")
    once = tuple(dict.fromkeys(measures))
    if not 1 <= len(once) <= 2:
        raise InputError(f"a figure holds one or two measures, not {len(once)}; choose out of {', '.join(MEASURES)}")
    return once


def draw(frame: pl.DataFrame, measures: Sequence[str], *, title: str, note: str) -> Figure:
    """Return the figure of one or two measures of a table of votes by year.

    Raises InputError: no such measure, or no value in the years.
    """
    chosen = check_measures(measures)
    rows = [
        VoteYear(NAMES[name], year, value, n)
        for name in chosen
        for year, value, n in frame.select("year", name, "n").iter_rows()
    ]
    figure = votes_by_year(rows, title=title, notes=(note,))
    if figure is None:
        raise InputError(f"{title} have no value of {' or '.join(chosen)} in these years")
    return figure
