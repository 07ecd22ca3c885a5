"""Older forms of `verdict.json`, each made into the next.

A version is read for at least one version after it. Whoever changes the form raises `FORMAT_VERSION` and adds the step
from the version before; a step changes the form alone, never a value, and leaves what it does not understand as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

FORMAT_VERSION: Final = 2


def _states_under_outcomes(found: dict[str, Any]) -> None:
    """The four states stood beside the year; now they stand under `outcomes`, as everywhere else."""
    outside = found.get("outside")
    for name in ("by_year", "without_enemy"):
        rows = outside.get(name) if isinstance(outside, dict) else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                row["outcomes"] = {key: row.pop(key) for key in tuple(row) if key != "year"}


MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], None]] = {1: _states_under_outcomes}
"""The step from each older version to the next."""


def migrate(found: dict[str, Any], version: int) -> None:
    """Make a verdict of an older version one of this version, in place."""
    for step in range(version, FORMAT_VERSION):
        MIGRATIONS[step](found)
    found["format_version"] = FORMAT_VERSION
