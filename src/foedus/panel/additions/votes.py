"""Agreement of two states in the UN General Assembly, on the votes that both cast.

Inside the years that the edition covers a pair without a joint vote has n 0, and its measures are null; so they are where
nobody's vote varies (kappa and pi). An absence is no vote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from foedus.affinity.all_pairs import pairs_of
from foedus.affinity.choice import choose
from foedus.affinity.measures import MEASURES
from foedus.affinity.rollcalls import DATASET, roll_calls
from foedus.panel.choice import a_prefix
from foedus.panel.keys import PanelKeys
from foedus.panel.lookup import dyad_values
from foedus.panel.step import Build, Column, Step

LABELS = {
    "n": "joint votes in the UN General Assembly",
    "identical": "share of identical joint votes in the UN, 0 to 1",
    "agreement": "agreement in the UN (Voeten), 0 to 1",
    "s": "agreement in the UN, S, -1 to 1",
    "s_squared": "agreement in the UN, S of squared distances, -1 to 1",
    "kappa": "agreement in the UN beyond chance, weighted kappa",
    "pi": "agreement in the UN beyond chance, Scott's pi",
}


def votes(
    *,
    year: str = "calendar",
    issue: str | Iterable[str] = (),
    window: int = 1,
    without: str | Iterable[str] = (),
    prefix: str = "unvotes_",
    version: str | None = None,
) -> Step:
    """Joint votes and measures of agreement by `foedus.affinity.votes`, with `prefix` before their names.

    Raises InputError: a choice of votes that cannot be.
    """
    choice = choose(year=year, issue=issue, window=window, without=without)
    prefix = a_prefix("add_votes", prefix)
    promised = tuple(
        Column(f"{prefix}{name}", label, (DATASET,), f"votes that both cast; {choice.words}")
        for name, label in LABELS.items()
    )

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(DATASET, version)
        calls = roll_calls(source.frame, choice)
        panel.notes.extend(f"{DATASET} {source.version}: {note}" for note in calls.notes)
        coverage = calls.first + choice.window - 1, calls.last
        rows = pairs_of(calls, choice, years=_needed(panel.keys, coverage))
        turned = rows.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(rows.columns)
        covered = replace(source, frame=pl.concat([rows, turned]), coverage=coverage)
        found = dyad_values(panel.keys_in("cow"), covered, columns=["n", *MEASURES], absent={"n": 0})
        return [series.alias(column.name) for series, column in zip(found, promised, strict=True)]

    return Step("add_votes", promised, build, versions={DATASET: version})


def _needed(keys: PanelKeys, coverage: tuple[int, int]) -> tuple[int, int]:
    """Years of the panel that are covered; the last covered one where there is none."""
    first, last = max(keys.first, coverage[0]), min(keys.last, coverage[1])
    return (first, last) if first <= last else (coverage[1], coverage[1])
