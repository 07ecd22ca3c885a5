"""The columns of a table of pairs and periods, from counts to what is said second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from foedus.terms.states.table import STATES

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")

COLUMNS: Mapping[str, str] = {
    "ccode1": "COW code of the actor; where directions are pooled, the lower of the two codes.",
    "ccode2": "COW code of the recipient; where directions are pooled, the higher.",
    "period": "First day of the period.",
    "covered": "Share of the period that the files cover, 0 to 1.",
    "rows": "Rows of the files, before the rule on duplicates.",
    "events": "Events that count, after it.",
    "verbal_cooperation": "Of these, verbal cooperation (quad class 1).",
    "material_cooperation": "Material cooperation (2).",
    "verbal_conflict": "Verbal conflict (3).",
    "material_conflict": "Material conflict (4).",
    "cooperation": "Verbal and material cooperation.",
    "conflict": "Verbal and material conflict.",
    "all_events": "Events of the period that count, of whatever pairs.",
    "per_1000": "Events of the pair per 1,000 of all of the period.",
    "cooperation_per_1000": "Cooperation of the pair per 1,000 of all events of the period.",
    "conflict_per_1000": "Conflict of the pair per 1,000 of all events of the period.",
    "balance": "log((conflict + 1) / (cooperation + 1)): 0 is even, above 0 more conflict.",
    "score_sum": "Sum of the scores: rewards volume.",
    "score_mean": "Mean of the scores: forgets it.",
    "scored": "Events with a score.",
    "deaths": "Deaths, best estimates, where the source gives them.",
}
"""Columns with what they mean."""

_COUNTS = ("rows", "events", *QUADS, "scored", "deaths")


def measured(
    found: pl.DataFrame, periods: pl.DataFrame, *, pairs: Sequence[tuple[int, int]] = (), silent: Sequence[str] = ()
) -> pl.DataFrame:
    """Return the table from the counts of pairs.

    Parameters
    ----------
    found : frame
        Rows of pairs of :func:`foedus.events.expression.counts`.
    periods : frame
        Of :func:`foedus.events.periods.periods_of`.
    pairs : sequence of pairs of ccodes
        Those that get a row in every period; without any, only what has events gets a row.
    silent : sequence of str
        Numbers of which the source never says anything, such as deaths: they stay missing.
    """
    keys, numbers = ["ccode1", "ccode2", "period"], (*_COUNTS, "score_sum")
    rows = found.rename({f"quad{place}": name for place, name in enumerate(QUADS, start=1)}).select(*keys, *numbers)
    totals = periods.select("period", "covered", all_events="events")
    if pairs:
        year = pl.col("period").dt.year()
        members = _members(pairs, periods["period"].dt.year())
        both = [(pl.col(side).cast(pl.Int64) * 10_000 + year).is_in(members) for side in keys[:2]]
        zero = (pl.col("covered") > 0) & both[0] & both[1]
        named = pl.DataFrame(pairs, schema={"ccode1": pl.Int32, "ccode2": pl.Int32}, orient="row")
        rows = named.join(totals, how="cross").join(rows, on=keys, how="left")
        said = [name for name in numbers if name not in silent]
        rows = rows.with_columns(pl.when(zero).then(pl.col(name).fill_null(0)).otherwise(pl.col(name)) for name in said)
    else:
        rows = rows.join(totals, on="period", how="left")
    rows = rows.with_columns(
        cooperation=pl.col(QUADS[0]) + pl.col(QUADS[1]),
        conflict=pl.col(QUADS[2]) + pl.col(QUADS[3]),
    )
    return _shared(rows).select(*COLUMNS).sort(keys)


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    def per_1000(name: str) -> pl.Expr:
        return pl.when(pl.col("all_events") > 0).then(1000 * pl.col(name) / pl.col("all_events"))

    return rows.with_columns(
        per_1000=per_1000("events"),
        cooperation_per_1000=per_1000("cooperation"),
        conflict_per_1000=per_1000("conflict"),
        balance=((pl.col("conflict") + 1) / (pl.col("cooperation") + 1)).log(),
        score_mean=pl.when(pl.col("scored") > 0).then(pl.col("score_sum") / pl.col("scored")),
    )


def _members(pairs: Sequence[tuple[int, int]], years: pl.Series) -> list[int]:
    """Years in which the states of the pairs are members of the system, as ccode x 10,000 + year."""
    codes = {code for pair in pairs for code in pair}
    return [code * 10_000 + year for code in codes for year in years.unique() if STATES[code].member(year)]
