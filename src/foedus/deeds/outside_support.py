"""Whom the two supported from outside: sides in common and against each other by year, and acts of support in the theatre."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from foedus.affinity.acts import Attribution
from foedus.affinity.support import DATASET, joint_support, opposite_support, support_acts, supports
from foedus.deeds.gathered import Asked, Gathered, Row, installed_source, observation, register_of
from foedus.deeds.register import Entry
from foedus.errors import InputError
from foedus.files.cells import slugify
from foedus.terms.wording import listing

LEVELS = {"troops": "5", "weapons": "4", "money": "4"}
"""Rung that a kind of support is proposed for; others are left to a person."""


def outside_support(asked: Asked) -> Gathered:
    """Return the series of common and opposite sides, and the acts of either in the theatre, joined over years in a row."""
    from foedus.datasets import load

    try:
        loaded = load(DATASET)
    except InputError as error:
        return Gathered(DATASET, notes=(str(error),))
    source = installed_source(DATASET)
    first, last = loaded.coverage()
    years = range(max(first, asked.years[0]), min(last, asked.years[1]) + 1)
    rows = supports(loaded.frame)
    observed: list[Row] = []
    one, other = sorted(asked.codes)
    for series, found in (("joint-support", joint_support(rows)), ("opposite-support", opposite_support(rows))):
        counted = dict(found.filter(ccode1=one, ccode2=other).select("year", series.replace("-", "_")).iter_rows())
        observed += [observation(series, year, counted.get(year, 0), source=source) for year in years]
    made = support_acts(loaded.frame, loaded.info.version).filter(
        pl.col("supporter_ccode").is_in(asked.codes)
        & pl.col("year").is_between(*asked.years)
        & _in_theatre(asked.about)
    )
    spells = list(_spells(made))
    acts = tuple(_act(spell, asked, source=source) for spell in spells)
    entries = tuple(_entry(spell, asked) for spell in spells)
    register = register_of(DATASET, entries) if entries else None
    notes = () if spells else (f"{DATASET}: no support of either in a conflict that names {listing(asked.about)}",)
    beyond = f"{DATASET} ends in {last}: what came after is unknown to it, not absent"
    return Gathered(DATASET, tuple(observed), acts, register, (*notes, beyond) if asked.years[1] > last else notes)


def _in_theatre(about: Sequence[str]) -> pl.Expr:
    return pl.any_horizontal(
        pl.col(name).str.to_lowercase().str.contains(word.casefold(), literal=True)
        for word in about
        for name in ("theatre", "recipient", "side")
    )


@dataclass(frozen=True, slots=True)
class _Spell:
    """Support of one kind in years that follow each other."""

    code: int
    supporter: str
    recipient: str
    kind: str
    channel: str
    support_type: str
    shared: bool
    first: int
    last: int
    rows: tuple[str, ...]

    @property
    def date(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def text(self) -> str:
        shared = "; a kind that the supporters of the row gave together, who of them is not said" if self.shared else ""
        return f"{self.supporter} supported {self.recipient}: {self.kind}{shared}"


def _spells(acts: pl.DataFrame) -> Iterator[_Spell]:
    keys = ("supporter_ccode", "supporter", "recipient", "kind", "channel", "support_type")
    for key, rows in acts.sort("year").group_by(keys, maintain_order=True):
        code, *words = ("" if part is None else str(part) for part in key)
        own = rows.filter(attribution=Attribution.OWN)
        elsewhere = rows.filter(~pl.col("year").is_in(own["year"].implode()))
        for part, shared in (
            (own, False),
            (elsewhere, True),
        ):  # a year that is known of the supporter vouches for no other
            for first, last in _runs(sorted(set(part["year"]))):
                inside = part.filter(pl.col("year").is_between(first, last))
                supporter, recipient, kind, channel, support_type = words
                yield _Spell(
                    int(code), supporter, recipient, kind, channel, support_type, shared, first, last,
                    tuple(dict.fromkeys(inside["rows"])),
                )  # fmt: skip


def _runs(years: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of years that follow each other."""
    found: list[tuple[int, int]] = []
    for year in years:
        if found and year == found[-1][1] + 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found


def _act(spell: _Spell, asked: Asked, *, source: str) -> Row:
    name = slugify(f"{asked.actors([spell.code])[0]} {spell.recipient} {spell.kind} {spell.first}")[:64].strip("-")
    return {
        "id": name,
        "actor": asked.actors([spell.code])[0],
        "recipient": spell.recipient,
        "channel": spell.channel,
        "support_type": spell.support_type,
        "date": spell.date,
        "text": spell.text,
        "rows": " ".join(spell.rows),
        "source": source,
    }


def _entry(spell: _Spell, asked: Asked) -> Entry:
    level = "" if spell.shared else LEVELS.get(spell.support_type, "")
    return Entry(
        f"{spell.date}: {spell.text} (rows {', '.join(spell.rows)}).", asked.actors([spell.code]), date=spell.date,
        channel=spell.channel, level=level, support_type=spell.support_type, locator=f"rows {' '.join(spell.rows)}",
        note=f"recipient: {spell.recipient}",
    )  # fmt: skip
