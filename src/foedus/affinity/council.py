"""Vetoes in the Security Council, by the members that are named: drafts, counts, who casts them together, and dated acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import polars as pl

from foedus.affinity.choice import check_span
from foedus.datasets.catalog.unsc_vetoes import MEMBERS
from foedus.errors import InputError
from foedus.nearest import nearest_hint
from foedus.terms.states import STATES, shown
from foedus.terms.states.find import named

DATASET = "unsc-vetoes"
TOPICS = ("topic", "region")
GROUPS = ("member", "year", "topic", "region")
CHANNEL, SUPPORT_TYPE, LADDER = "diplomatic", "pressure", 1
"""How a veto is coded as an act. What it shields is not in the data: only its topic is."""
_SHOWN = ("entry", "date", "year", "draft", "meeting", "item", "topic", "region", "members")


@dataclass(frozen=True)
class Vetoes:
    """Drafts that were vetoed.

    Parameters
    ----------
    frame : DataFrame
        One row for each draft: entry (number in the list), date, year, draft, meeting, item, topic, region, members (as the
        list names them), n (their number).
    members : tuple of str
        Names of the members whose vetoes were asked for; empty for all.
    notes : tuple of str
        How words were taken.
    source : mapping
        Edition: id, version, form, files with their SHA-256, rows; and `coverage`.
    """

    frame: pl.DataFrame
    members: tuple[str, ...]
    notes: tuple[str, ...]
    source: Mapping[str, Any]

    def by(self, group: str) -> pl.DataFrame:
        """Count by `member`, `year`, `topic` or `region`: drafts, or of a member its vetoes, alone and with others.

        Raises InputError: another group.
        """
        if group not in GROUPS:
            raise InputError(f"by {group!r}{nearest_hint(group, GROUPS)}; expected {', '.join(GROUPS)}")
        if group != "member":
            counts = self.frame.group_by(group).agg(
                pl.len().cast(pl.Int32).alias("drafts"), _cast().sum().alias("vetoes")
            )
            order, falling = ([group], [False]) if group == "year" else (["drafts", group], [True, False])
            return counts.sort(order, descending=falling, nulls_last=True)
        cast = (
            _each(self.frame)
            .group_by("member")
            .agg(
                pl.col("ccode").first(),
                pl.len().cast(pl.Int32).alias("vetoes"),
                (pl.col("n") == 1).sum().cast(pl.Int32).alias("alone"),
                (pl.col("n") > 1).sum().cast(pl.Int32).alias("jointly"),
                pl.col("year").min().alias("first"),
                pl.col("year").max().alias("last"),
            )
        )
        return cast.sort(["vetoes", "member"], descending=[True, False])

    def jointly(self) -> pl.DataFrame:
        """Count the drafts that two members vetoed together: member, other, drafts."""
        counted = Counter(
            pair for names in self.frame["members"] for pair in combinations(sorted(names.split(", ")), 2)
        )
        rows = [
            (one, other, number) for (one, other), number in sorted(counted.items(), key=lambda row: (-row[1], row[0]))
        ]
        schema = {"member": pl.String, "other": pl.String, "drafts": pl.Int32}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def acts(self) -> pl.DataFrame:
        """Dated acts: one for each member that casts a veto and draft, of the members that were asked for.

        Channel, support_type and ladder are those of a veto; the side that it shields is not in the data, its topic is.
        """
        cast = _each(self.frame)
        if self.members:
            cast = cast.filter(pl.col("member").is_in(self.members))
        others = pl.struct("members", "member").map_elements(_others, return_dtype=pl.String).alias("jointly_with")
        return cast.with_columns(others).select(
            *(
                "entry",
                "date",
                "year",
                "ccode",
                "member",
                "jointly_with",
                "draft",
                "meeting",
                "item",
                "topic",
                "region",
            ),
            channel=pl.lit(CHANNEL),
            support_type=pl.lit(SUPPORT_TYPE),
            ladder=pl.lit(LADDER, pl.Int32),
        )

    def lines(self) -> list[str]:
        """What was counted, in words."""
        first, last = self.source["coverage"]
        edition = f"{DATASET} {self.source['version']}, {first}-{last}"
        drafts = "1 draft" if self.frame.height == 1 else f"{self.frame.height:,} drafts"
        total = int(self.frame["n"].to_numpy().sum())
        cast = "1 veto" if total == 1 else f"{total:,} vetoes"
        return [f"{drafts} of the Security Council, {cast} ({edition})"]

    def record(self) -> dict[str, Any]:
        """Everything as plain values."""
        drafts = self.frame.with_columns(pl.col("date").cast(pl.String))
        return {
            "dataset": {name: value for name, value in self.source.items() if name != "coverage"},
            "coverage": list(self.source["coverage"]),
            "members": self.by("member").to_dicts(),
            "jointly": self.jointly().to_dicts(),
            "drafts": drafts.to_dicts(),
            "notes": list(self.notes),
        }


def vetoes(
    *,
    member: str | int | None = None,
    topic: str | None = None,
    region: str | None = None,
    years: tuple[int, int] | None = None,
    version: str | None = None,
) -> Vetoes:
    """Return vetoed drafts of the UN Security Council.

    Parameters
    ----------
    member : str or int, optional
        A permanent member: as the list names it (Russia, USSR, USA, UK, France, China), or a state by name, abbreviation or
        COW code. A code covers all names: 365 both Russia and the USSR.
    topic, region : str, optional
        Part of the name of a crisis, of a part of the world, such as Syria; case does not count.
    years : (int, int), optional
        First and last year.
    version : str, optional
        Edition of the dataset `unsc-vetoes`; default the newest that is in the data directory.

    Returns
    -------
    Vetoes
        `frame` of drafts, `by(group)`, `jointly()`, `acts()`, `notes`.

    Raises
    ------
    InputError
        If the dataset is not there, or a word means no member, topic or region of it.
    """
    from foedus.datasets import load

    asked = None if years is None else check_span(years)
    loaded = load(DATASET, version)
    info = loaded.info
    source = {"id": info.id, "version": info.version, "form": info.form, "files": dict(info.files), "rows": info.rows}
    source["coverage"] = list(loaded.coverage())
    return chosen(loaded.frame, source, member=member, topic=topic, region=region, years=asked)


def chosen(
    frame: pl.DataFrame,
    source: Mapping[str, Any],
    *,
    member: str | int | None = None,
    topic: str | None = None,
    region: str | None = None,
    years: tuple[int, int] | None = None,
) -> Vetoes:
    """Return the asked drafts of a table of the dataset `unsc-vetoes`; see `vetoes`."""
    frame = frame.select(_SHOWN).with_columns(_cast().alias("n")).sort("date", "entry")
    notes: list[str] = []
    members: tuple[str, ...] = ()
    if member is not None:
        members, told = find_member(member)
        frame = frame.filter(pl.col("members").str.split(", ").list.set_intersection(list(members)).list.len() > 0)
        notes += told
    for column, word in zip(TOPICS, (topic, region), strict=True):
        if word is not None:
            frame, told = _about(frame, column, word)
            notes += told
    if years is not None:
        first, last = source["coverage"]
        if years[1] < first or years[0] > last:
            raise InputError(f"years {years[0]}-{years[1]} lie outside the list, which covers {first}-{last}")
        frame = frame.filter(pl.col("year").is_between(*years))
        if years[0] < first or years[1] > last:
            notes.append(f"the list covers {first}-{last} of the years {years[0]}-{years[1]}")
    return Vetoes(frame, members, tuple(notes), source)


def find_member(word: str | int) -> tuple[tuple[str, ...], list[str]]:
    """Return the names under which the list has a permanent member, and a note where it has several.

    Raises InputError: no permanent member.

    >>> find_member("russia")[0], find_member("365")[0], find_member("Soviet Union")[0]
    (('Russia',), ('Russia', 'USSR'), ('USSR',))
    """
    text = str(word).strip()
    listed = {name.casefold(): name for name in MEMBERS} | {"soviet union": "USSR", "russian federation": "Russia"}
    name = listed.get(text.casefold().removeprefix("the "))
    if name is not None:
        others = [other for other, code in MEMBERS.items() if code == MEMBERS[name] and other != name]
        told = [f"as {name}; {' and '.join(others)} is another name of {MEMBERS[name]}: ask for the code to have both"]
        return (name,), told if others else []
    names = tuple(name for name, code in MEMBERS.items() if code in _codes(text))
    if not names:
        raise InputError(
            f"{text[:40]!r} is no permanent member of the Security Council; expected "
            f"{', '.join(MEMBERS)}, or a state's code"
        )
    told = [f"{text!r} is {shown(STATES[MEMBERS[names[0]]])}, as {' and as '.join(names)}"] if len(names) > 1 else []
    return names, told


def _codes(text: str) -> set[int]:
    from foedus.terms.states.meant import candidates

    if text.isascii() and text.isdecimal():
        return {int(text)}
    return {state.ccode for state in (*candidates(text), *named(text))}


def _about(frame: pl.DataFrame, column: str, word: str) -> tuple[pl.DataFrame, list[str]]:
    """Rows whose topic or region holds a word, and a note where several do."""
    held = frame[column].drop_nulls().unique().sort().to_list()
    fitting = [name for name in held if word.strip().casefold() in name.casefold()] if word.strip() else []
    exact = [name for name in fitting if name.casefold() == word.strip().casefold()]
    if not fitting:
        some = ", ".join(held[:12]) + (f" and {len(held) - 12} more" if len(held) > 12 else "")
        raise InputError(
            f"no draft is about the {column} {word[:40]!r}{nearest_hint(word, held)}; there are: {some or 'none'}"
        )
    taken = exact or fitting
    left = [name for name in fitting if name not in taken]
    told = [f"{column} {', '.join(taken)}"] if taken != [word] else []
    if left:
        told.append(f"{column} {', '.join(left)} is another and is not counted")
    return frame.filter(pl.col(column).is_in(taken)), told


def _cast() -> pl.Expr:
    return (pl.col("members").str.count_matches(", ", literal=True) + 1).cast(pl.Int32)


def _each(frame: pl.DataFrame) -> pl.DataFrame:
    """A row for each draft and member that cast a veto."""
    one = frame.with_columns(pl.col("members").str.split(", ").alias("member")).explode("member")
    return one.with_columns(pl.col("member").replace_strict(MEMBERS, return_dtype=pl.Int32).alias("ccode"))


def _others(row: Mapping[str, str]) -> str | None:
    return ", ".join(name for name in row["members"].split(", ") if name != row["member"]) or None
