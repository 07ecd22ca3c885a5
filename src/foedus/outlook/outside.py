"""What stands beside a prior of the outlook: effects, reference class, like dyads, record of the backtest, the claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.outlook.effects import explain_state
from foedus.outlook.forecast import small_pact
from foedus.outlook.model import OutlookModel
from foedus.outlook.origins import record_known
from foedus.outlook.record import MAIN, Record
from foedus.outlook.reference import ReferenceClass, find_class, read_classes
from foedus.outlook.show import neighbours
from foedus.terms.outcomes import OUTCOMES

#: Moves of the thesis that a common threat binds and its end loosens, in the order in which a reader asks for them.
CLAIM = (
    "alliance-small",
    "step",
    "entente-small",
    "alliance-bloc",
    "exit-small",
    "exit-rivalry",
    "entente-end",
    "rivalry",
)
#: Rows of the score table that a report shows: (target, counted by).
SCORES = (("a", "dyads"), ("c", "treaties"))


def outside_record(
    model: OutlookModel, values: Mapping[str, float], *, state: str, horizon: int, codes: tuple[int, int] | None
) -> dict[str, Any]:
    """Return the outside view of a dyad beyond its probabilities, as JSON's own types.

    `codes` are the COW codes of the two, so that they are not shown as their own neighbours; None: no neighbours. The
    record has `covariates`, `effects`, `reference_class`, `small_pact` (each (point, low, high) at 95 %),
    `neighbours`, `ten_years`, `expected_over_observed`, `scores`, `reliability`, `thesis_on_history`.
    """
    origin = OUTCOMES.index(state)
    classes = read_classes(model.meta["classes"])
    found = find_class(classes, origin, values=values)
    small = small_pact(model, values, state=origin, years=horizon, classes=classes)
    record = record_known(model)
    like = [] if codes is None else neighbours(model, codes, state=origin, values=values)
    return {
        "covariates": {name: float(value) for name, value in values.items()},
        "effects": [{**vars(effect), "words": effect.words} for effect in explain_state(model, origin)],
        "reference_class": None if found is None else _class(found, horizon),
        "small_pact": {"model": small.model, "reference": small.reference, "pooled": small.pooled},
        "neighbours": [vars(one) for one in like],
        "ten_years": [{**row, "own": _own(row, origin, values=values)} for row in record.ten_years],
        **_record(record),
    }


def _own(row: Mapping[str, Any], state: int, *, values: Mapping[str, float]) -> bool:
    """Whether a class of the ten-year backtest is that of the dyad."""
    return row["state"] == OUTCOMES[state] and row["small_tie"] in (None, values["small_tie"] > 0)


def _class(found: ReferenceClass, horizon: int) -> dict[str, Any]:
    low, high = found.interval(horizon)
    return {
        "state": OUTCOMES[found.origin],
        "small_tie": found.small_tie,
        "common_threat": found.band,
        "first": found.first,
        "last": found.last,
        "dyad_years": found.dyad_years,
        "bundles": found.bundles,
        "moves": dict(zip(OUTCOMES, found.moves, strict=True)),
        "chance": found.chance(horizon),
        "low": low,
        "high": high,
    }


def _record(record: Record) -> dict[str, Any]:
    names = ("target", "estimand", "model", "words", "first", "last", "events", "bundles", "auc", "log_skill", "gain")
    wanted = ("alliance_small", "alliance_bloc", "entente_to_unaligned", "entente_to_rivalry")
    claims = {(row["contrast"], row["exposure"]): row for row in record.claim if row["measure"] == MAIN}
    kept = ("contrast", "words", "exposure", "ratio", "low", "high", "exposed", "events", "verdict")
    return {
        "expected_over_observed": [dict(row) for row in record.routes if row["route"] in wanted],
        "scores": [
            {**{name: row[name] for name in names}, "gain_low": row["by_bundle"][0], "gain_high": row["by_bundle"][1]}
            for row in record.scores
            if (row["target"], row["estimand"]) in SCORES
        ],
        "reliability": [dict(row) for row in record.reliability if (row["target"], row["estimand"]) in SCORES],
        "thesis_on_history": [
            {**{name: claims[key][name] for name in kept}, "compared_with": claims[key]["reference"]}
            for contrast in CLAIM
            for key in claims
            if key[0] == contrast
        ],
    }
