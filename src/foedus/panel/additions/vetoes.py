"""Vetoes in the UN Security Council, by the members that the list names: of each state, and cast by both on one draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import polars as pl

from foedus.datasets.catalog.unsc_vetoes import MEMBERS
from foedus.panel.lookup import dyad_values, state_values
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step

DATASET = "unsc-vetoes"
RULE = "members that are named as casting it; the USSR's are Russia's"
CODES = sorted(set(MEMBERS.values()))


def vetoes(sides: Sequence[str], *, version: str | None = None) -> Step:
    """Vetoes that each state casts in the year and, for dyads, drafts that both veto."""
    own = tuple(
        Column(
            f"unscvetoes{side}",
            f"vetoes in the UN Security Council{f', state {side}' if side else ''}",
            (DATASET,),
            RULE,
        )
        for side in sides
    )
    joint = Column("unscvetoesjoint", "drafts of the UN Security Council that both veto", (DATASET,), RULE)

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(DATASET, version)
        cast = replace(source, frame=_cast(source.frame))
        made = [
            state_values(panel.keys_in("cow"), at, source=cast, columns=["vetoes"], absent={"vetoes": 0})[0]
            for at in range(len(sides))
        ]
        return made if len(sides) == 1 else [*made, _joint(panel, source)]

    columns = own if len(sides) == 1 else (*own, joint)
    return Step("add_vetoes", columns, build, versions={DATASET: version}, units=("state", "dyad"))


def _cast(frame: pl.DataFrame) -> pl.DataFrame:
    """ccode, year, vetoes."""
    counts = frame.group_by("year").agg(pl.col(f"veto_{code}").cast(pl.Int32).sum().alias(str(code)) for code in CODES)
    return counts.unpivot(index="year", variable_name="ccode", value_name="vetoes").cast({"ccode": pl.Int32})


def _joint(panel: Build, source: Source) -> pl.Series:
    pairs = [
        source.frame.group_by("year").agg(
            (pl.col(f"veto_{one}").cast(pl.Int32) * pl.col(f"veto_{other}")).sum().alias("joint"),
            pl.lit(one, pl.Int32).alias("ccode1"),
            pl.lit(other, pl.Int32).alias("ccode2"),
        )
        for one, other in permutations(CODES, 2)
    ]
    rows = replace(source, frame=pl.concat(pairs))
    return dyad_values(panel.keys_in("cow"), rows, columns=["joint"], absent={"joint": 0})[0]
