"""Trade of the two states with each other: what each imports from the other, as reported and smoothed."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.panel.lookup import dyad_values
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step

DATASET = "cow-trade"
FLOWS = {
    "flow1": "imports of state 1 from state 2, million current US dollars",
    "flow2": "imports of state 2 from state 1, million current US dollars",
    "smoothflow1": "imports of state 1 from state 2, smoothed",
    "smoothflow2": "imports of state 2 from state 1, smoothed",
    "smoothtotrade": "trade of the two, smoothed",
}
TURNED = {"flow1": "flow2", "flow2": "flow1", "smoothflow1": "smoothflow2", "smoothflow2": "smoothflow1"}


def dyadic_trade(*, version: str | None = None) -> Step:
    """Imports of each state from the other; missing, never 0, where nobody reported."""
    promised = tuple(
        Column(name, label, (DATASET,), "a flow goes with the row's states, whichever comes first")
        for name, label in FLOWS.items()
    )

    def build(panel: Build) -> list[pl.Series]:
        return dyad_values(panel.keys_in("cow"), in_both_orders(panel.load(DATASET, version)), columns=list(FLOWS))

    return Step("add_dyadic_trade", promised, build, versions={DATASET: version})


def in_both_orders(source: Source) -> Source:
    """The rows twice, the second time with the states and their flows changed over."""
    frame = source.frame.select("ccode1", "ccode2", "year", *FLOWS)
    turned = frame.rename({"ccode1": "ccode2", "ccode2": "ccode1", **TURNED}).select(frame.columns)
    return replace(source, frame=pl.concat([frame, turned]))
