"""Major powers: 1 in every year that a spell of the Correlates of War list touches."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.panel.choice import yes_or_no
from foedus.panel.lookup import state_values
from foedus.panel.step import Build, Column, Step
from foedus.panel.tables import carried, years_of_spells


def majors(sides: tuple[str, ...], *, carry: bool = False, version: str | None = None) -> Step:
    """Whether each state is a major power; after the list ends unknown, or as in its last year with `carry`."""
    carry = yes_or_no("add_majors", "carry", carry)
    rule = "the major powers of the last covered year remain so" if carry else ""
    promised = tuple(
        Column(f"cowmaj{side}", f"major power{f', state {side}' if side else ''}", ("majors",), rule) for side in sides
    )

    def build(panel: Build) -> list[pl.Series]:
        source = years_of_spells(panel.load("majors", version), *panel.load("majors", version).coverage)
        rows = source.frame.select("ccode", "year").unique().with_columns(cowmaj=pl.lit(1, pl.Int8))
        source = replace(source, frame=rows)
        if carry:
            source = carried(source, panel.keys.last)
        return [
            state_values(panel.keys_in("cow"), at, source=source, columns=["cowmaj"], absent={"cowmaj": 0})[0].alias(
                f"cowmaj{side}"
            )
            for at, side in enumerate(sides)
        ]

    return Step("add_majors", promised, build, versions={"majors": version}, units=("state", "dyad"))
