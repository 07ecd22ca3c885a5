"""Militarized disputes of a state in a year, by the record of participants: whether one begins or goes on, and who began it.

A state may be in several disputes in a year, and may leave one and come back: each flag is 1 if any of them makes it so.
A dispute begins for a state in the year in which it enters.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import polars as pl

from foedus.errors import InputError
from foedus.panel.lookup import state_values
from foedus.panel.step import Build, Column, Step

Init = Literal["sidea-all-joiners", "sidea-with-joiners", "sidea-orig"]
RULES: dict[Init, tuple[str, pl.Expr]] = {
    "sidea-all-joiners": ("on the side that acted first, or joined", (pl.col("sidea") == 1) | (pl.col("orig") == 0)),
    "sidea-with-joiners": ("on the side that acted first, at once or as a joiner", pl.col("sidea") == 1),
    "sidea-orig": ("on the side that acted first, from the first day", (pl.col("sidea") == 1) & (pl.col("orig") == 1)),
}
LABELS = {
    "gmlmidonset": "a dispute of the state begins (GML)",
    "gmlmidongoing": "a dispute of the state goes on (GML)",
    "gmlmidonset_init": "a dispute begins that the state began or joined (GML)",
    "gmlmidongoing_init": "a dispute goes on that the state began or joined (GML)",
}
DATASET = "gml-part"


def state_disputes(*, init: Init = "sidea-all-joiners", version: str | None = None) -> Step:
    """Onset and presence of a dispute, and of one that the state began, by one of three rules of who did.

    Raises InputError: another rule.
    """
    if init not in get_args(Init):
        raise InputError(f"add_state_disputes: init {init!r}; expected one of {', '.join(get_args(Init))}")
    rule, began = RULES[init]
    promised = tuple(Column(n, label, (DATASET,), rule if n.endswith("init") else "") for n, label in LABELS.items())

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(DATASET, version)
        years = pl.int_ranges("styear", pl.col("endyear") + 1, dtype=pl.Int32)
        rows = source.frame.with_columns(init=began.fill_null(False), year=years).explode("year")
        onset = pl.col("year") == pl.col("styear")
        flags = {
            "gmlmidonset": onset.any(),
            "gmlmidongoing": pl.lit(True),
            "gmlmidonset_init": (onset & pl.col("init")).any(),
            "gmlmidongoing_init": pl.col("init").any(),
        }
        made = rows.group_by("ccode", "year").agg(flag.cast(pl.Int8).alias(name) for name, flag in flags.items())
        used = replace(source, frame=made)
        return state_values(panel.keys_in("cow"), 0, source=used, columns=list(LABELS), absent=dict.fromkeys(LABELS, 0))

    return Step("add_state_disputes", promised, build, versions={DATASET: version}, units=("state",))
