"""Vetoes of the pair in the Security Council on the theatre of a case: one act for each draft, with who else vetoed it."""

from __future__ import annotations

import polars as pl

from foedus.affinity import vetoes
from foedus.affinity.council import CHANNEL, DATASET, LADDER, SUPPORT_TYPE
from foedus.datasets.catalog.unsc_vetoes import MEMBERS
from foedus.deeds.gathered import Asked, Gathered, Row, installed_source, register_of
from foedus.deeds.register import Entry
from foedus.errors import InputError

_PERMANENT = frozenset(MEMBERS.values())


def council(asked: Asked) -> Gathered:
    """Return the vetoes of the two on the theatre, joint ones once."""
    members = [code for code in asked.codes if code in _PERMANENT]
    if not members:
        return Gathered(DATASET, notes=("neither of the pair has a veto in the Security Council",))
    notes: list[str] = []
    frames: list[pl.DataFrame] = []
    for word in asked.about:
        try:
            found = vetoes(topic=word, years=asked.years)
        except InputError as error:
            notes.append(str(error))
            continue
        notes += found.notes
        frames.append(found.acts().with_columns(pl.lit(word).alias("about")))
    if not frames:
        return Gathered(DATASET, notes=tuple(notes))
    source = installed_source(DATASET)
    cast = pl.concat(frames).filter(pl.col("ccode").is_in(members)).unique(["entry", "ccode"], maintain_order=True)
    acts: list[Row] = []
    entries: list[Entry] = []
    for (number,), rows in cast.group_by("entry", maintain_order=True):
        first = rows.row(0, named=True)
        actors = asked.actors(rows["ccode"])
        day, what = first["date"].isoformat(), f"draft {first['draft']} ({first['item']})"
        others = [name for name in str(first["jointly_with"] or "").split(", ") if name and name not in rows["member"]]
        beside = f", with {', '.join(others)}" if others else ""
        text = f"Veto of {what}{beside}"
        acts.append(
            {"id": f"veto-{number}", "actor": "|".join(actors), "recipient": first["about"], "channel": CHANNEL,
             "support_type": SUPPORT_TYPE, "date": day, "text": text, "rows": str(number), "source": source}
        )  # fmt: skip
        who = " and ".join(str(name) for name in rows["member"])
        entries.append(
            Entry(f"{day}: {who} vetoed {what}{beside} (entry {number}).", actors, date=day, channel=CHANNEL, level=str(LADDER),
                  support_type=SUPPORT_TYPE, locator=f"entry {number}",
                  note="whom the veto shields is not in the list: name the object")
        )  # fmt: skip
    return Gathered(DATASET, (), tuple(acts), register_of(DATASET, tuple(entries)) if entries else None, tuple(notes))
