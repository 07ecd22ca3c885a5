"""Ratings of factors by outcomes as one matrix, and the answers to the kinds of the checklist as one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.routing import Route

from foedus.case.coding.log.event import Cells
from foedus.case.records import settings_from_text
from foedus.case.schema import CHECKLIST_ROWS, FACTORS, RATINGS, SETTINGS
from foedus.errors import InputError
from foedus.terms.checklist import CHECKLIST
from foedus.terms.kinds import RATING_SCALES, RATING_WORDS
from foedus.terms.outcomes import OUTCOMES
from foedus.workspace.desk import Desk
from foedus.workspace.routes import get, post
from foedus.workspace.verdicts import Verdicts


def routes(desk: Desk, verdicts: Verdicts) -> tuple[Route, ...]:
    """Return the paths of the view."""
    return (
        get("/api/ratings", lambda request: matrix(desk, **_asked(desk, request.query_params))),
        post(
            "/api/ratings",
            lambda body: rate(desk, body["cells"], ground=str(body.get("ground", "")), **_asked(desk, body)),
            after=verdicts.ask,
        ),
        get("/api/checklist", lambda _: checklist(desk)),
    )


def matrix(desk: Desk, *, scale: str, rater: str) -> dict[str, Any]:
    """Return the ratings of a rater on a scale, with how far the ratings of all raters tell the outcomes apart.

    A factor is diagnostic when its ratings differ between outcomes; it has a figure when each outcome is rated.
    """
    import numpy as np  # arrays take memory that the server keeps for texts until somebody opens this page

    from foedus.judgment.ach import diagnosticity, inconsistency

    with desk.standing():
        factors = [cells for _, cells in sorted(desk.rows(FACTORS.name).items())]
        rows = [cells for cells in desk.rows(RATINGS.name).values() if cells.get("scale") == scale]
        state = _state(desk) if scale == "relative" else ""
    table = _table([cells["id"] for cells in factors], rows, state)
    spread = diagnosticity(table) if len(table) else np.zeros(0)
    rated = ~np.isnan(table).all(axis=0) if len(table) else np.zeros(len(OUTCOMES), dtype=bool)
    against = inconsistency(table) if len(table) else np.zeros(len(OUTCOMES))
    mine: dict[str, dict[str, Cells]] = {}
    for cells in rows:
        if cells["rater"] == rater:
            mine.setdefault(cells["factor"], {})[cells["outcome"]] = cells
    return {
        "scale": scale,
        "rater": rater,
        "raters": sorted({cells["rater"] for cells in rows} | {rater}),
        "outcomes": [name for name in OUTCOMES if name != state],
        "words": {name: word.meaning for name, word in RATING_WORDS.items()},
        "factors": [
            {
                "id": cells["id"],
                "label": cells.get("label", ""),
                "cells": mine.get(cells["id"], {}),
                "diagnosticity": None if np.isnan(spread[at]) else round(float(spread[at]), 2),
            }
            for at, cells in enumerate(factors)
        ],
        "inconsistency": {name: float(against[at]) for at, name in enumerate(OUTCOMES) if rated[at] and name != state},
    }


def rate(desk: Desk, cells: Sequence[Mapping[str, Any]], *, ground: str, scale: str, rater: str) -> dict[str, Any]:
    """Rate, rate anew or clear cells as one action, each with the reason given; return the matrix as it is then.

    Parameters
    ----------
    desk : Desk
    cells : sequence of mapping
        `factor`, `outcome`, and `rating`, empty to clear it.
    ground : str
        Why; needed where anything is rated.
    scale, rater : str
    """
    with desk.standing():
        changes: list[dict[str, Any]] = []
        for cell in cells:
            changes += _rated(desk, cell, ground=ground.strip(), scale=scale, rater=rater)
        desk.edit(changes)
        return matrix(desk, scale=scale, rater=rater)


def _rated(desk: Desk, cell: Mapping[str, Any], *, ground: str, scale: str, rater: str) -> list[dict[str, Any]]:
    after = {
        "factor": str(cell["factor"]), "outcome": str(cell["outcome"]), "scale": scale, "rater": rater,
        "rating": str(cell["rating"]), "ground": ground,
    }  # fmt: skip
    row = [after[name] for name in RATINGS.key]
    standing = desk.rows(RATINGS.name).get(tuple(row))
    named: dict[str, Any] = {"table": RATINGS.name, "row": row}
    if not after["rating"]:
        return [named | {"op": "drop"}] if standing else []
    if standing is None:
        return [{"op": "add", "table": RATINGS.name, "after": after}]
    return [
        named | {"op": "set", "field": name, "before": standing.get(name, ""), "after": after[name]}
        for name in ("rating", "ground")
        if after[name] != standing.get(name, "") and after[name]
    ]


def checklist(desk: Desk) -> list[dict[str, Any]]:
    """Return every kind of the checklist with its question, the factor that is an instance of it, or the answer."""
    with desk.standing():
        answers = desk.rows(CHECKLIST_ROWS.name)
        factors = {cells.get("checklist", ""): cells["id"] for cells in desk.rows(FACTORS.name).values()}
    return [
        {
            "kind": name, "label": kind.label, "asks": kind.asks, "factor": factors.get(name, ""),
            "there": (name,) in answers, **{column: answers.get((name,), {}).get(column, "") for column in ("answer", "claims", "ground")},
        }
        for name, kind in CHECKLIST.items()
    ]  # fmt: skip


def _asked(desk: Desk, given: Mapping[str, Any]) -> dict[str, str]:
    scale, rater = str(given.get("scale") or "relative"), str(given.get("rater") or desk.coder)
    if scale not in RATING_SCALES:
        raise InputError(f"{scale!r} is no scale; expected {' or '.join(RATING_SCALES)}")
    return {"scale": scale, "rater": rater}


def _state(desk: Desk) -> str:
    """The present state of relation, empty where ``case.toml`` cannot be read yet."""
    try:
        found = settings_from_text((desk.folder / SETTINGS.file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return found.state_of_relation if found else ""


def _table(factors: Sequence[str], rows: Sequence[Cells], state: str) -> Any:
    """The mean rating by factor and outcome; NaN where nobody rated, 0 for the present state."""
    import numpy as np

    place = {name: at for at, name in enumerate(factors)}
    given: dict[tuple[int, int], list[float]] = {}
    for cells in rows:
        if cells["factor"] in place and cells["outcome"] in OUTCOMES and cells.get("rating") in RATING_WORDS:
            at = place[cells["factor"]], tuple(OUTCOMES).index(cells["outcome"])
            given.setdefault(at, []).append(RATING_WORDS[cells["rating"]].steps)
    table = np.full((len(factors), len(OUTCOMES)), np.nan)
    if state:
        table[:, tuple(OUTCOMES).index(state)] = 0.0
    for at, values in given.items():
        table[at] = np.mean(values)
    return table
