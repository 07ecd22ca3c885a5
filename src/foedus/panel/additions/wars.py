"""Inter-state wars: whether one begins or goes on between the two, and what the one that is kept was like.

A dyad may have several wars in a year. The peer's choice among them: one that begins, then the one with most battle
deaths of the two (of both, or of the one that is known); where fighting ended and was taken up again in the same war
and year, the first part; then the lower number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from foedus.panel.choice import a_prefix, choose
from foedus.panel.lookup import dyad_values
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step
from foedus.panel.whittling import KEY, Rule, start

FLAGS = ("cowinterongoing", "cowinteronset")
LABELS = {
    "warnum": "number of the war",
    "sidea1": "state 1's side in the war, 1 or 2",
    "sidea2": "state 2's side in the war, 1 or 2",
    "initiator1": "state 1 began the war",
    "initiator2": "state 2 began the war",
    "outcome1": "outcome of the war for state 1",
    "outcome2": "outcome of the war for state 2",
    "batdeath1": "battle deaths of state 1 in the whole war",
    "batdeath2": "battle deaths of state 2 in the whole war",
    "resume": "the fighting was taken up again",
}
PEER_DETAILS = tuple(name for name in LABELS if name != "warnum")
"""What the peer's panel shows of a war."""
OUTCOMES = {
    1: "won",
    2: "lost",
    3: "compromise",
    4: "became part of another war",
    5: "goes on",
    6: "stalemate",
    7: "goes on at a lower level",
    8: "changed sides",
}


def one_war(source: Source) -> Source:
    """One war for each directed dyad-year."""
    deaths = pl.sum_horizontal("batdeath1", "batdeath2")
    unknown = pl.all_horizontal(pl.col("batdeath1", "batdeath2").is_null())
    rows = source.frame.with_columns(_deaths=pl.when(~unknown).then(deaths))
    several = pl.struct(KEY).is_duplicated()
    kept = start(rows.filter(several), onset="cowinteronset", number="warnum").onsets()
    kept = kept.keep("deaths", Rule("_deaths")).keep("resumption", Rule("resume", highest=False)).first()
    return replace(source, frame=pl.concat([rows.filter(~several), kept.frame]).drop("_deaths"))


def interstate_wars(*, keep: Sequence[str] = PEER_DETAILS, prefix: str = "", version: str | None = None) -> Step:
    """Presence and onset of a war, and the details named in `keep`, with `prefix` before their names.

    Raises InputError: no such detail.
    """
    keep, prefix = choose("add_interstate_wars", "keep", keep, LABELS), a_prefix("add_interstate_wars", prefix)
    dataset, rule = "cow-war-inter", "one war per dyad-year: onset, then most battle deaths"
    promised = (
        Column(FLAGS[0], "an inter-state war goes on between the two (COW)", (dataset,)),
        Column(FLAGS[1], "an inter-state war begins between the two (COW)", (dataset,)),
        *(
            Column(prefix + name, LABELS[name], (dataset,), rule, OUTCOMES if name.startswith("outcome") else {})
            for name in keep
        ),
    )

    def build(panel: Build) -> list[pl.Series]:
        source = one_war(panel.load(dataset, version))
        made = dyad_values(panel.keys_in("cow"), source, columns=[*FLAGS, *keep], absent=dict.fromkeys(FLAGS, 0))
        return [series.alias(column.name) for series, column in zip(made, promised, strict=True)]

    return Step("add_interstate_wars", promised, build, versions={dataset: version})
