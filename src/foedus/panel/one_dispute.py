"""One dispute per dyad-year: the rules by which the peer keeps one of several.

In this order: an onset goes before what merely goes on; then the highest fatality (unknown counts as .5), the highest
level of hostility, the longest minimum duration, the longest maximum duration, a reciprocated dispute, the earliest
month. What is still equal is decided by the lower number, so that the order of the rows never matters.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from foedus.errors import InputError
from foedus.panel.whittling import DEFAULT, KEY, start

__all__ = ["KEY", "keep_one"]


def keep_one(disputes: pl.DataFrame, *, steps: Sequence[str] = DEFAULT) -> pl.DataFrame:
    """Rows of directed dyad-years, one for each, chosen by the rules.

    Parameters
    ----------
    disputes : polars.DataFrame
        Columns ccode1, ccode2, year, dispnum, onset (0 or 1), and those that the steps rank by: fatality, hostlev,
        mindur, maxdur, recip, stmon; other columns go along.
    steps : sequence of str, optional
        Names out of `foedus.panel.whittling.STEPS`, in the order in which they are taken.

    Returns
    -------
    polars.DataFrame
        The same columns, sorted by key.

    Raises
    ------
    InputError
        As of `Whittled.steps`; or the steps leave several disputes in a dyad-year.
    """
    several = pl.struct(KEY).is_duplicated()
    made = start(disputes.filter(several), onset="onset").steps(steps)
    if made.repeated:
        raise InputError(
            f"the steps {', '.join(steps)} leave several disputes in {made.repeated:,} dyad-years; add the step 'first', which "
            "keeps the lowest number"
        )
    return pl.concat([disputes.filter(~several), made.frame]).sort(KEY)
