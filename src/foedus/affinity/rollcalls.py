"""Votes that were cast in the Assembly, each in its year, with what was set aside on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from foedus.affinity.choice import Choice
from foedus.datasets.catalog.un_votes import FIRST_SESSION_YEAR
from foedus.errors import InputError

DATASET = "un-votes"
YES, NO = 1, 3
COLUMNS = ("rcid", "ccode", "session", "vote", "date", "year", "me", "nu", "di", "hr", "co", "ec", "amend", "para")


@dataclass(frozen=True)
class RollCalls:
    """Votes that were cast, chosen by a `Choice`.

    Parameters
    ----------
    frame : DataFrame
        rcid, ccode, vote (1 yes, 2 abstention, 3 no), year.
    first, last : int
        Years of the edition, by the rule of the choice and before issues were chosen.
    notes : tuple of str
        What was set aside, or is not known.
    source : mapping
        Edition: id, version, form, files with their SHA-256, rows. Empty for a frame of one's own.
    """

    frame: pl.DataFrame
    first: int
    last: int
    notes: tuple[str, ...]
    source: Mapping[str, Any]

    @property
    def edition(self) -> str:
        """The edition in words."""
        form = self.source.get("form", "official")
        label = f"{self.source.get('version', '')}{'' if form == 'official' else f' ({form})'}"
        return f"{DATASET} {label}, {self.first}-{self.last}"


def read_roll_calls(choice: Choice, version: str | None = None) -> RollCalls:
    """Return the chosen votes of an edition; by default of the newest that is in the data directory.

    Raises
    ------
    InputError
        If the dataset is not there, or the edition does not hold what the choice asks for.
    """
    from foedus.datasets import load

    loaded = load(DATASET, version, columns=COLUMNS)
    info = loaded.info
    source = {"id": info.id, "version": info.version, "form": info.form, "files": dict(info.files), "rows": info.rows}
    return roll_calls(loaded.frame, choice, source=source)


def roll_calls(frame: pl.DataFrame, choice: Choice, *, source: Mapping[str, Any] | None = None) -> RollCalls:
    """Return the chosen votes of a table of the dataset `un-votes`.

    Raises InputError: no vote is left, or the edition does not tell issues or amendments at all.
    """
    year = pl.col("session") + FIRST_SESSION_YEAR - 1 if choice.year == "session" else pl.col("year")
    cast = frame.filter(pl.col("vote").is_between(YES, NO)).with_columns(year.cast(pl.Int32).alias("year"))
    undated = cast.filter(pl.col("year").is_null())
    cast = cast.filter(pl.col("year").is_not_null())
    notes = []
    if undated.height:
        notes.append(
            f"votes without a day are set aside, {undated.height:,} in roll call {_listed(undated['rcid'])}; by session they "
            "are counted"
        )
    if not cast.height:
        raise InputError("the table of votes holds no vote that was cast")
    first, last = _ends(cast)
    kept, told = _of_kind(cast, choice)
    kept, told_of_issues = _of_issue(kept, choice.issues)
    notes += [*told, *told_of_issues]
    return RollCalls(kept.select("rcid", "ccode", "vote", "year"), first, last, tuple(notes), source or {})


def _ends(cast: pl.DataFrame) -> tuple[int, int]:
    low, high = cast.select(low=pl.col("year").min(), high=pl.col("year").max()).row(0)
    return int(low), int(high)


def _of_kind(cast: pl.DataFrame, choice: Choice) -> tuple[pl.DataFrame, list[str]]:
    """Take out votes on amendments and paragraphs; an edition marks some, and says nothing of others."""
    notes = []
    for column, wanted, word in (
        ("amend", choice.amendments, "amendments"),
        ("para", choice.paragraphs, "paragraphs"),
    ):
        if wanted:
            continue
        calls = cast.unique("rcid").select("year", column)
        silent = calls.filter(pl.col(column).is_null())
        if silent.height == calls.height:
            raise InputError(
                f"this edition of {DATASET} does not say which votes are on {word}; use one that does (foedus data info "
                f"{DATASET}), or count them"
            )
        if silent.height:
            notes.append(
                f"of {silent.height:,} of {calls.height:,} roll calls the edition does not say whether they are on {word}; "
                f"they are counted (years {_years(silent['year'])})"
            )
        cast = cast.filter(pl.col(column).fill_null(0) == 0)
    return cast, notes


def _of_issue(cast: pl.DataFrame, issues: Sequence[str]) -> tuple[pl.DataFrame, list[str]]:
    if not issues:
        return cast, []
    calls = cast.unique("rcid").select(*issues)
    unknown = calls.select(pl.all_horizontal(pl.col(issue).is_null() for issue in issues)).to_series().sum()
    if unknown == calls.height:
        raise InputError(
            f"this edition of {DATASET} does not say what votes are about; use one that does, or count all votes"
        )
    kept = cast.filter(pl.any_horizontal(pl.col(issue).fill_null(0) == 1 for issue in issues))
    if not kept.height:
        raise InputError(f"no vote of the edition is on {', '.join(issues)} by this choice")
    told = f"{unknown:,} roll calls whose issue the edition does not tell are set aside"
    return kept, [told] if unknown else []


def _listed(calls: pl.Series) -> str:
    numbers = calls.unique().sort().to_list()
    return ", ".join(map(str, numbers[:5])) + (f" and {len(numbers) - 5:,} more" if len(numbers) > 5 else "")


def _years(years: pl.Series) -> str:
    values = years.to_numpy()
    return f"{values.min()}-{values.max()}"
