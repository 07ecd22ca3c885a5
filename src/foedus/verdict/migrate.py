"""Older forms of `verdict.json`, each made into the next.

A version is read for at least one version after it. Whoever changes the form raises `FORMAT_VERSION` and adds the step
from the version before; a step changes the form alone, never a value, and leaves what it does not understand as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

FORMAT_VERSION: Final = 4
ANSWERED: Final = 3
"""The first version that holds its answer."""


def _states_under_outcomes(found: dict[str, Any]) -> None:
    """The four states stood beside the year; now they stand under `outcomes`, as everywhere else."""
    outside = found.get("outside")
    for name in ("by_year", "without_enemy"):
        rows = outside.get(name) if isinstance(outside, dict) else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                row["outcomes"] = {key: row.pop(key) for key in tuple(row) if key != "year"}


def _presence_for_strength(found: dict[str, Any]) -> None:
    """Version 2 had strengths, ratings and a temper; a strength above 0 stands in for the presence, and kinds and steps lack."""
    evidence = found.get("evidence")
    sources, claims = (evidence.get(name) if isinstance(evidence, dict) else None for name in ("sources", "claims"))
    for rows, added in ((sources, {"slant_1": "unknown", "slant_2": "unknown"}), (claims, {"stage": ""})):
        for row in rows.values() if isinstance(rows, dict) else ():
            if isinstance(row, dict):
                row.update(added)
    for row in _rows(found.get("factors")):
        strength, low, high = (_above(row.pop(name, 0.0)) for name in ("strength", "low", "high"))
        for name in ("magnitude", "weight_for", "weight_against", "n_eff", "ratings", "raters"):
            row.pop(name, None)
        enters = "history" if row.get("carried_by_history") else "ratings"
        row.update(
            checklist="", enters=enters, base=0.0, presence=strength, low=low, high=high, works_for=0, works_against=0
        )
        parents = row.get("depends_on")
        if isinstance(parents, list) and all(isinstance(name, str) for name in parents):
            row["depends_on"] = {name: 1 / len(parents) for name in parents}
    hypotheses = found.get("hypotheses")
    for row in _rows(hypotheses.get("groups") if isinstance(hypotheses, dict) else None):
        row["kinds"] = row.pop("factors", [])
    what = found.get("sensitivity")
    if isinstance(what, dict):
        what["belief"], what["ratios"] = [], what.pop("ratings", [])
        what.pop("temper", None)
        for row in _rows(what.get("tornado")):
            row["kind"] = _renamed(row.get("kind"), {"temper": "belief", "ratings": "ratios"})
        for row in _rows(what.get("decides")):
            row["what"] = _renamed(row.get("what"), {"claims": "factors", "ratings": "ratios"})
    found["checklist"] = {"kinds": [], "sides": [], "small_prior": 0.0, "small": 0.0}
    found["steps"] = {"rows": [], "chance": {}, "if_taken": [], "text": []}
    _answer_to_come(found)


def _answer_to_come(found: dict[str, Any]) -> None:
    """The answer follows from the other parts; the reader puts it in the place that is made for it here."""
    info = found.get("case_info")
    thesis = info.get("thesis") if isinstance(info, dict) else None
    outcome = thesis.get("outcome") if isinstance(thesis, dict) else None
    blank: dict[str, Any] = {
        "term": "",
        "band": "",
        "odds_ratio": None,
        "near_base_rate": False,
        "deciding": [],
        "would_change": [],
    }
    blank |= dict.fromkeys(("probability", "low", "high", "prior", "moved"), 0.0)
    found["answer"] = {"outcome": outcome, **blank, "sentence": "sentence-1"}


def _nothing_uncounted(found: dict[str, Any]) -> None:
    """Version 3 did not tell what does not count."""
    found["uncounted"] = []


def _above(value: Any) -> Any:
    """Return a number held to 0 or more, anything else as it is."""
    return max(0.0, value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _renamed(word: Any, names: Mapping[str, str]) -> Any:
    return names.get(word, word) if isinstance(word, str) else word


def _rows(found: Any) -> list[dict[str, Any]]:
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], None]] = {
    1: _states_under_outcomes,
    2: _presence_for_strength,
    3: _nothing_uncounted,
}
"""The step from each older version to the next."""


def migrate(found: dict[str, Any], version: int) -> None:
    """Make a verdict of an older version one of this version, in place."""
    for step in range(version, FORMAT_VERSION):
        MIGRATIONS[step](found)
    found["format_version"] = FORMAT_VERSION
