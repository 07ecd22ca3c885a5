"""Who supports whom in a theatre of armed conflict: its conflicts, and the supporters of each side, year by year.

A theatre is a state on either side of a conflict, or words in the name of a conflict or of an actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from foedus.affinity.acts import Attribution
from foedus.affinity.support import DATASET, KINDS, side_of_row, support_acts, supports
from foedus.datasets.crosswalks.gleditsch_ward import ccode_of_gleditsch_ward
from foedus.datasets.one_row_each import one_row_each
from foedus.errors import InputError
from foedus.nearest import nearest_hint
from foedus.terms.states.find import named
from foedus.terms.states.table import STATES


@dataclass(frozen=True, slots=True)
class Supporter:
    """One that supports an actor, in which years and with what."""

    name: str
    ccode: int | None  #: COW code in the last year; None for who is no government.
    years: tuple[int, ...]
    own: Mapping[str, tuple[int, ...]]  #: Kinds of support to the years in which they are known to be its own.
    shared: Mapping[
        str, tuple[int, ...]
    ]  #: Kinds in years in which some supporters gave them; the record does not say which.


@dataclass(frozen=True, slots=True)
class Side:
    """An actor of a conflict with those who support it."""

    conflict: str
    side: str  #: "government" or "its opponents"; between states the actor's name.
    actor: str
    years: tuple[int, ...]  #: Years on record, with support or without.
    supporters: tuple[Supporter, ...]


@dataclass(frozen=True, slots=True)
class Theatre:
    """What is on record of the support in a theatre."""

    name: str
    years: tuple[int, int]
    codes: frozenset[int]  #: COW codes that the name means; none for other words.
    rows: pl.DataFrame  #: The rows of the dataset.
    acts: pl.DataFrame  #: Acts of support, see `foedus.affinity.acts`.
    sides: tuple[Side, ...]


def theatre(esd: pl.DataFrame, version: str, *, name: str, years: tuple[int, int]) -> Theatre:
    """Return the conflicts of a theatre with the supporters of their sides.

    Parameters
    ----------
    esd : frame
        The stored dataset `ucdp-esd`.
    version : str
    name : str
        A state by name, abbreviation or COW code, or words of a conflict's or an actor's name.
    years : (int, int)
        First and last year.

    Raises
    ------
    InputError
        Nothing is on record under that name in those years.
    """
    codes = _codes(name)
    period = esd.filter(pl.col("year").is_between(*years))
    rows = _conflicts(period, codes, name)
    if rows.is_empty():
        raise InputError(_nothing(esd, period, name=name, codes=codes, years=years))
    acts = support_acts(rows, version)
    return Theatre(name, years, codes, rows, acts, tuple(_sides(rows, acts)))


def _codes(name: str) -> frozenset[int]:
    upper = name.strip().upper()
    states = named(name) or [
        state for state in STATES.values() if upper in (state.abbreviation, state.iso3, str(state.ccode))
    ]
    return frozenset(state.ccode for state in states)


def _conflicts(esd: pl.DataFrame, codes: frozenset[int], name: str) -> pl.DataFrame:
    """Rows of the conflicts with a state on a side; where none is meant, those with the words in a name."""
    if codes:
        fights = esd.select("conflict_id", "year", pl.concat_list(_numbers("gwno_a"), _numbers("gwno_b")).alias("gwno"))
        each = one_row_each(fights, "gwno").with_columns(
            ccode_of_gleditsch_ward(pl.col("gwno"), pl.col("year")).alias("ccode")
        )
        wanted = each.filter(pl.col("ccode").is_in(list(codes)))
        return esd.filter(pl.col("conflict_id").is_in(wanted["conflict_id"].unique().implode()))
    words = " ".join(name.casefold().split())
    texts = [pl.col(column).fill_null("").str.to_lowercase() for column in ("location", "actor_name", "oppo_name")]
    return esd.filter(pl.any_horizontal(text.str.contains(words, literal=True) for text in texts) & (words != ""))


def _numbers(column: str) -> pl.Expr:
    """Numbers of states of a cell; an empty list where there are none."""
    return pl.col(column).fill_null("").str.extract_all(r"\d+").list.eval(pl.element().cast(pl.Int32))


def _nothing(
    esd: pl.DataFrame, period: pl.DataFrame, *, name: str, codes: frozenset[int], years: tuple[int, int]
) -> str:
    known = _years(esd)
    when = f"{years[0]}-{years[1]}" if years[0] != years[1] else f"{years[0]}"
    if period.is_empty():
        return f"{DATASET} speaks of {spans(known)}, not of {when}"
    ever = _conflicts(esd, codes, name)
    if not ever.is_empty():
        return f"{DATASET} has no conflict of {name!r} in {when}; it has some in {spans(ever['year'].unique())}"
    places = {place.partition(":")[0].strip() for place in esd["location"].drop_nulls().unique()}
    hint = nearest_hint(name, sorted(places | set(esd["actor_name"].unique())))
    return f"{DATASET} has no conflict of {name!r}{hint}; expected a state, or words of a conflict's or an actor's name"


def _sides(rows: pl.DataFrame, acts: pl.DataFrame) -> Iterator[Side]:
    keys = ["conflict_id", "actor_id"]
    named_rows = rows.with_columns(side_of_row().alias("side"), pl.col("actor_name").str.strip_chars())
    given = supports(rows)
    for (conflict, actor), part in named_rows.sort("year", "id").group_by(keys, maintain_order=True):
        mine = given.filter(conflict_id=conflict, actor_id=actor)
        row = part.row(-1, named=True)
        place = " ".join((row["location"] or "").split())
        yield Side(place, row["side"], row["actor_name"], _years(part), tuple(_supporters(mine, acts)))


def _supporters(given: pl.DataFrame, acts: pl.DataFrame) -> Iterator[Supporter]:
    ids = {str(row) for row in given["id"]}
    of_side = acts.filter(pl.col("rows").is_in(list(ids)))
    for part in given.sort("year").partition_by("supporter_id", maintain_order=True):
        name = part["supporter"][-1]
        kinds = of_side.filter(supporter=name).sort("year")
        own, shared = (_kinds(kinds.filter(attribution=how)) for how in (Attribution.OWN, Attribution.SHARED))
        yield Supporter(name, part["supporter_ccode"][-1], _years(part), own, shared)


def _kinds(acts: pl.DataFrame) -> Mapping[str, tuple[int, ...]]:
    order = [kind.words for kind in KINDS]
    years = {part["kind"][0]: _years(part) for part in acts.partition_by("kind")}
    return MappingProxyType({kind: years[kind] for kind in order if kind in years})


def _years(frame: pl.DataFrame) -> tuple[int, ...]:
    return tuple(sorted(frame["year"].unique()))


def spans(years: Iterable[int]) -> str:
    """Years in words, those that follow each other as one span.

    >>> spans([2011, 2012, 2013, 2015])
    '2011-2013, 2015'
    """
    found: list[list[int]] = []
    for year in sorted(set(years)):
        if found and year == found[-1][-1] + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in found)
