"""The model's record: what the backtest found, shipped beside the model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from foedus.charts import Figure
from foedus.charts.reliability import Bin, reliability

RECORD_FILE = "record.json"
#: Measure of threat whose rows of the claim are told in words.
MAIN = "theta"
EVENTS = {
    "a": "any entry to alliance",
    "b": "entry to alliance by a small pact",
    "c": "entry to alliance or entente by a small pact",
}
"""The event of each target in words."""


@dataclass(frozen=True)
class Record:
    """Scores of the rolling-origin backtest, expected over observed by route and period, and the claim's table."""

    scores: Sequence[Mapping[str, Any]]  #: Rows of the score table (see `Score`), by period.
    routes: Sequence[Mapping[str, Any]]  #: By period and route: expected and observed events, weighted as the route is.
    reliability: Sequence[Mapping[str, Any]]  #: Bins of the reliability diagrams.
    claim: Sequence[Mapping[str, Any]]  #: Rows of the claim (see `Finding`).
    ten_years: Sequence[Mapping[str, Any]] = ()  #: The backtest ten years ahead by class of dyad (see `kind_rows`).

    def expected_observed(self, route: str) -> list[Mapping[str, Any]]:
        """Expected and observed events of a route, the earliest period first."""
        return [row for row in self.routes if row["route"] == route]

    def score(self, target: str, estimand: str, model: str) -> Mapping[str, Any]:
        """One row of the score table of the main period."""
        wanted = (target, estimand, model)
        return next(row for row in self.scores if (row["target"], row["estimand"], row["model"]) == wanted)


@cache
def load_record() -> Record:
    """Read the record that comes with foedus."""
    data = json.loads(resources.files("foedus.outlook").joinpath(RECORD_FILE).read_text(encoding="utf-8"))
    return Record(data["scores"], data["routes"], data["reliability"], data["claim"], data["ten_years"])


def reliability_figure(bins: Iterable[Mapping[str, Any]]) -> Figure | None:
    """The reliability of a backtest as a figure, from bins as `Record.reliability` holds them; None without a bin."""
    return reliability(
        Bin(EVENTS.get(row["target"], row["target"]), row["estimand"], row["forecast"], row["observed"], row["weight"])
        for row in bins
    )
